"""`collabtui action import`: what each row would do, then doing it."""

import sys
from typing import Any, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.input_files import read_bytes
from collabtui.cli.base.send_queued import send_part_mails
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.people import Person
from collabtui.formats.actions.task_table import read_action_table
from collabtui.lifecycle.actions.import_table import ImportLine, import_actions, planned_import
from collabtui.lifecycle.actions.row_matching import row_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.text.width import cells, wrapped

_LABELS = {
    "title": "subtask", "due": "planned_finish", "reason": "reason_of_delay",
}  # fmt: skip
"""Fields that the forms call by another name."""
_INDENT = "    "


def import_table(context: Context, acting: Acting, file: str, matter: str, *, agreed: bool) -> None:
    """Shows what it would do. At a terminal it asks then; elsewhere it is done with `--yes` only."""
    read = read_action_table(read_bytes(file))
    shown = planned_import(acting, read, matter)
    if not context.options.json:
        _show(context, shown)
        if read.passed_over:
            context.warn("import.passed_over", names=read.passed_over)
    if not agreed and (context.options.json or not _asks(context, file)):
        _say(context, "import.would", shown)
        if any(line.kind != "same" for line in shown):
            context.say("import.say_yes")
    elif agreed or all(line.kind == "same" for line in shown) or _agreed(context):
        _say(context, "import.done", import_actions(acting, read, matter, shown))
        send_part_mails(context)
    else:
        context.say("import.left")


def _asks(context: Context, file: str) -> bool:
    return context.out.terminal and sys.stdin is not None and sys.stdin.isatty() and file != "-"


def _agreed(context: Context) -> bool:
    context.out.flush()
    return input(context.words("import.ask")).strip().lower() in ("y", "yes", "是", "好")


def _say(context: Context, key: str, lines: list[ImportLine]) -> None:
    if context.options.json:
        people = _names(context)
        context.show([_row(line, people) for line in lines])
    kinds = [line.kind for line in lines]
    context.say(key, **{kind: kinds.count(kind) for kind in ("new", "changed", "same")})


def _names(context: Context) -> dict[str, str]:
    return {one.ref: one.name for one in context.workspace.store.find(Person)}


class OldAndNew(TypedDict):
    """A field as it is and as it would be; of any of JSON's types, as the field's own."""

    old: Any
    new: Any


class ImportRow(TypedDict):
    """A row of the table, as `action import --json` says it."""

    row: int
    kind: str
    ref: str | None
    title: str
    changes: dict[str, OldAndNew]


def _row(line: ImportLine, people: dict[str, str]) -> ImportRow:
    """People by their names. What a row waits for is a ref, or `row5` for what is new itself."""

    def as_shown(name: str, value: Any) -> Any:
        match name:
            case "owner":
                return people.get(value or "")
            case "collaborators":
                return [{"name": people.get(one.person, ""), "support": one.support} for one in value]
        return list(value) if isinstance(value, tuple) else value or None

    changes: dict[str, OldAndNew] = {
        name: {"old": as_shown(name, old), "new": as_shown(name, new)} for name, old, new in line.changes
    }
    ref = line.action.ref if row_of(line.action.ref) is None else None
    return {"row": line.row, "kind": line.kind, "ref": ref, "title": line.action.title, "changes": changes}


def _show(context: Context, lines: list[ImportLine]) -> None:
    """A line a row; at a terminal what does not fit stands below it: who says yes has read all of it."""
    people, width = _names(context), terminal_width(context.out)
    heads = table(
        (
            (
                context.words("import.row", row=line.row),
                context.words(f"import.{line.kind}"),
                "" if line.kind == "new" else line.action.ref,
                line.action.title,
            )
            for line in lines
        ),
        width=width,
    )
    for head, line in zip(heads, lines, strict=True):
        # the title of what is new stands in the line already
        changed = (_change(context, people, line, *one) for one in line.changes if line.before or one[0] != "title")
        changes = "  ".join(changed)
        if width is None or cells(head) + cells(changes) + 2 <= width:
            context.out.line(f"{head}  {changes}".rstrip())
        else:
            context.out.line(head)
            context.out.line(_INDENT + wrapped(changes, width - len(_INDENT), len(_INDENT)))


def _change(context: Context, people: dict[str, str], line: ImportLine, name: str, old: Any, new: Any) -> str:
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
            within = (context.words("form.within", text=one.support) if one.support else "" for one in value)
            return " ".join(people.get(one.person, "") + more for one, more in zip(value, within, strict=True))
        case "status":
            return context.words(f"status.{value}")
        case "depends_on":
            return " ".join(_called(context, ref) for ref in value)
    return "" if value is None else str(value)


def _called(context: Context, ref: str) -> str:
    """A new action has no ref yet: it is called by its row."""
    row = row_of(ref)
    return ref if row is None else context.words("import.row", row=row)
