"""`collabtui trail`: who changed what, when, and through what."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.via import Via
from collabtui.errors import Unknown
from collabtui.text.catalogue import Catalogue
from collabtui.text.code_words import CODES, code_in_words
from collabtui.text.part_words import are_parts, part_name, parts_apart

if TYPE_CHECKING:
    from collabtui.store.queries.rows.mail_rows import TrailRow

Part = Mapping[str, Any]
"""Of a field with a part for each department: `department`, and what is known of it."""


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


def _row(context: Context, change: "TrailRow") -> tuple[str, ...]:
    before, after = _that_differ(context, change["old"], change["new"])
    old, new = _short(before), _short(after)
    words, field = context.words, change["field"]
    old, new = (code_in_words(words, CODES.get(field), value) or value for value in (old, new))
    moved = f"{_label(words, field)}{words('form.colon')}{old} → {new}" if field else f"{words('trail.made')} {new}"
    return (context.moment(change["at"]), change["ref"], change["actor"], _way(words, change["via"]), moved)


def _label(words: Catalogue, field: str) -> str:
    """As people call it; the field itself where an older version had one that there is no more."""
    return next((words(key) for key in (f"undo.of.{field}", f"trail.of.{field}") if key in words), field)


def _way(words: Catalogue, text: str) -> str:
    via = Via.parse(text)
    if via.undone is not None:
        return words("trail.via.undo", n=via.undone)
    key = f"trail.via.{via.way}"
    return words(key, ref=via.mail_ref) if key in words else text


def _that_differ(context: Context, old: object, new: object) -> tuple[object, object]:
    """Of fields with many parts those that became something else."""
    if not (_has_parts(old) and _has_parts(new)):
        if are_parts(old) or are_parts(new):
            was, becomes = (value if isinstance(value, list) else [] for value in (old, new))
            return "; ".join(parts_apart(was, becomes)), "; ".join(parts_apart(becomes, was))
        return old, new
    before, after = ([part for part in side if part not in other] for side, other in ((old, new), (new, old)))
    words_before, words_after = ([_part(context, one) for one in side] for side in (before, after))
    return "; ".join(words_before), "; ".join(words_after)


def _has_parts(value: object) -> TypeGuard[list[Part]]:
    return isinstance(value, list) and all(isinstance(part, dict) and "department" in part for part in value)


def _part(context: Context, one: Part) -> str:
    if "measured" in one:
        return _verdict(context, one)
    parts = (one["department"], one.get("state") or one.get("stance") or one.get("person"), one.get("text"))
    return " ".join(filter(None, parts))


def _verdict(context: Context, criterion: Part) -> str:
    """`satisfaction >= 90: 82, not met, P7`: whose word it is stands behind what it says."""
    met = criterion.get("met")
    verdict = context.words(f"criterion.{'open' if met is None else 'met' if met else 'unmet'}")
    day = criterion.get("rectify_by")
    parts = (criterion["measured"], verdict, criterion.get("opinion"), criterion.get("rectify"), day)
    whose = (criterion.get("department"), criterion.get("person"))
    shown = context.words("list.separator").join(str(one) for one in (*parts, *whose) if one)
    return f"{criterion['text']}{context.words('form.colon')}{shown}"


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return part_name(value)
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)
