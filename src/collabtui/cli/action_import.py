"""`collabtui action import`: what each row would do, then doing it."""

import sys
from collections.abc import Iterable
from typing import Any

from collabtui.cli.context import Context
from collabtui.cli.files import read_bytes
from collabtui.cli.grammar import Given
from collabtui.cli.table import table, terminal_width
from collabtui.domain.people import Person
from collabtui.formats.action_rows import read_action_table
from collabtui.lifecycle.action_import import Line, import_actions, planned_import

_LABELS = {
    "title": "subtask", "due": "planned_finish", "reason": "reason_of_delay",
}  # fmt: skip
"""Fields that the forms call by another name."""


def import_table(context: Context, arguments: Given) -> None:
    """At a terminal it asks before it does it."""
    read = read_action_table(read_bytes(arguments.file))
    planned = planned_import(context.desk(), read, arguments.matter)
    if not context.options.json:
        _show(context, planned)
        if read.passed_over:
            context.warn("import.passed_over", names=read.passed_over)
    if arguments.dry_run:
        _say(context, "import.would", planned)
        return
    if not _agreed(context, arguments.file, planned):
        context.say("import.left")
        return
    _say(context, "import.done", import_actions(context.desk(), read, arguments.matter))


def _agreed(context: Context, file: str, planned: list[Line]) -> bool:
    asks = context.out.terminal and sys.stdin is not None and sys.stdin.isatty() and file != "-"
    if not asks or context.options.json or all(line.kind == "same" for line in planned):
        return True
    context.out.flush()
    return input(context.words("import.ask")).strip().lower() in ("y", "yes", "是", "好")


def _say(context: Context, key: str, lines: list[Line]) -> None:
    if context.options.json:
        context.show([_row(line) for line in lines])
    kinds = [line.kind for line in lines]
    context.say(key, **{kind: kinds.count(kind) for kind in ("new", "changed", "same")})


def _row(line: Line) -> dict[str, Any]:
    changes = {name: {"old": old, "new": new} for name, old, new in line.changes}
    ref = None if line.action.ref.startswith("row") else line.action.ref
    return {"row": line.row, "kind": line.kind, "ref": ref, "title": line.action.title, "changes": changes}


def _show(context: Context, lines: Iterable[Line]) -> None:
    people = {one.ref: one.name for one in context.office.store.find(Person)}
    rows = (
        (
            context.words("import.row", row=line.row),
            context.words(f"import.{line.kind}"),
            "" if line.kind == "new" else line.action.ref,
            line.action.title,
            "  ".join(_change(context, people, line, *change) for change in line.changes if change[0] != "title"),
        )
        for line in lines
    )
    context.out.lines(table(rows, width=terminal_width(context.out)))


def _change(context: Context, people: dict[str, str], line: Line, name: str, old: Any, new: Any) -> str:
    label = context.words(f"form.label.{_LABELS.get(name, name)}")
    was, will = (_shown(context, people, name, value) for value in (old, new))
    if line.kind == "new" or not was:
        return context.words("import.field", name=label, value=will)
    return context.words("import.field_changed", name=label, old=was, new=will)


def _shown(context: Context, people: dict[str, str], name: str, value: Any) -> str:
    match name:
        case "owner":
            return people.get(value or "", "")
        case "collaborators":
            return " ".join(people.get(one.person, "") for one in value)
        case "status":
            return context.words(f"status.{value}")
        case "depends_on":
            return " ".join(_called(context, ref) for ref in value)
    return "" if value is None else str(value)


def _called(context: Context, ref: str) -> str:
    """A new action has no ref yet: it is called by its row."""
    return context.words("import.row", row=ref.removeprefix("row")) if ref.startswith("row") else ref
