"""`collabtui trail`: who changed what, when, and through what."""

import json
from typing import Any

from collabtui.cli.context import Context
from collabtui.cli.grammar import Parser
from collabtui.cli.table import table, terminal_width
from collabtui.errors import Unknown


def register(parser: Parser) -> None:
    parser.takes("ref", required=False)
    parser.does(lambda context, arguments: show_trail(context, arguments.ref))


def show_trail(context: Context, ref: str | None) -> None:
    from collabtui.store.views.trail import trail

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
    old, new = _short(change["old"]), _short(change["new"])
    moved = f"{change['field']}: {old} → {new}" if change["field"] else f"{context.words('trail.made')} {new}"
    return (context.moment(change["at"]), change["ref"], change["actor"], change["via"], moved)


def _short(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
