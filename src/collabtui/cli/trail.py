"""`collabtui trail`: who changed what, when, and through what."""

import json
from typing import Any

from collabtui.cli.context import Context
from collabtui.cli.dispatch import Parser
from collabtui.cli.table import table, terminal_width


def register(parser: Parser) -> None:
    parser.takes("ref", nargs="?")
    parser.set_defaults(command=lambda context, arguments: show_trail(context, arguments.ref))


def show_trail(context: Context, ref: str | None) -> None:
    from collabtui.store.views.trail import trail

    rows = trail(context.reader, ref)
    if context.options.json:
        context.show(rows)
        return
    if not rows:
        context.say("trail.none")
    for line in table(map(_row, rows), width=terminal_width(context.out)):
        context.line(line)


def _row(change: dict[str, Any]) -> tuple[str, ...]:
    moved = f"{change['field']}: {_short(change['old'])} → {_short(change['new'])}" if change["field"] else "+"
    return (change["at"], change["ref"], change["actor"], change["via"], moved)


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
