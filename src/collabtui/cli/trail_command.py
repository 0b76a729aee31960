"""`collabtui trail`: who changed what, when, and through what."""

import json
from typing import Any, NamedTuple, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.errors import Unknown


class TrailArgs(NamedTuple):
    ref: Positional[str | None] = None


def register(parser: Parser) -> None:
    parser.does(lambda context, arguments: show_trail(context, arguments.ref), TrailArgs)


def show_trail(context: Context, ref: str | None) -> None:
    from collabtui.store.queries.trail_entries import trail

    rows = trail(context.reader, ref)
    if ref and not rows:
        raise Unknown("ref.unknown", ref=ref)
    if context.options.json:
        context.show(rows)
        return
    if not rows:
        context.say("trail.none")
    lines = (_row(context, change) for change in rows)
    context.out.lines(table(lines, width=terminal_width(context.out)))


def _row(context: Context, change: dict[str, Any]) -> tuple[str, ...]:
    before, after = _that_differ(change["old"], change["new"])
    old, new = _short(before), _short(after)
    moved = f"{change['field']}: {old} → {new}" if change["field"] else f"{context.words('trail.made')} {new}"
    return (context.moment(change["at"]), change["ref"], change["actor"], change["via"], moved)


def _that_differ(old: object, new: object) -> tuple[object, object]:
    """Of fields with a part for each department, the parts that became something else."""
    if not all(isinstance(value, list) and all(isinstance(one, dict) for one in value) for value in (old, new)):
        return old, new
    sides = (cast("list[dict[str, Any]]", old), cast("list[dict[str, Any]]", new))
    if not all("department" in one for side in sides for one in side):
        return old, new
    before, after = ([one for one in side if one not in other] for side, other in (sides, sides[::-1]))
    return "; ".join(map(_part, before)), "; ".join(map(_part, after))


def _part(one: dict[str, Any]) -> str:
    said = (one["department"], one.get("state") or one.get("stance") or one.get("person"), one.get("text"))
    return " ".join(filter(None, said))


def _short(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
