"""`collabtui action import`: what columns mean, what each row would do, then doing it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple, TypedDict

from collabtui.cli.action.import_questions import (
    asked_columns,
    asked_day_orders,
    asked_people,
    asked_sheet,
    asked_words,
)
from collabtui.cli.base.context import Context
from collabtui.cli.base.input_files import read_bytes
from collabtui.cli.base.names_read import warn_of_unread
from collabtui.cli.base.send_queued import send_assignment_mails
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.people import Person
from collabtui.formats.actions.one_table.imported_table import ActionTable, TableColumn
from collabtui.formats.actions.task_row import number_on_sheet, row_name
from collabtui.formats.actions.task_table import sheets_with_tasks, unknown_columns
from collabtui.lifecycle.actions.importing.column_meanings import (
    column_setting,
    remember_columns,
    table_words,
)
from collabtui.lifecycle.actions.importing.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.actions.importing.import_words import (
    LineWords,
    Stranger,
    UnknownWord,
    counts_by_kind,
    days_off,
    doubt_sentences,
    import_words,
    left_in_matter,
    strangers,
    table_remarks,
    unknown_words,
)
from collabtui.lifecycle.actions.importing.row_matching import row_of
from collabtui.lifecycle.actions.importing.table_days import unclear_days
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.text.width import cells, wrapped

Answer = Literal["ask", "yes", "no"]
_INDENT = "    "


class ImportedFile(NamedTuple):
    path: str
    sheet: str = ""
    """Name or number of one of a workbook; empty: the first with tasks."""
    content: bytes | None = None
    """Of a file that came with a mail; None: it is read from its path."""


def import_table(
    context: Context, acting: Acting, file: ImportedFile, matter: str, columns: Iterable[str], answer: Answer
) -> list[ImportLine] | None:
    """Shows what it would do. At a terminal it asks then, and before that what the columns are that nobody knows;
    elsewhere it is done with `--yes` only. What is said of columns is remembered once it is used. Returns what was
    done; None where nothing was."""
    agreed = answer == "yes"
    data = read_bytes(file.path) if file.content is None else file.content
    meanings = dict(map(column_setting, columns))
    known, sheet = table_words(context.workspace.store), file.sheet
    asks = answer == "ask" and _asks(context, file.path) and not context.options.json
    if asks:
        sheet = sheet or asked_sheet(context, sheets_with_tasks(data, known | meanings))
        meanings |= asked_columns(context, unknown_columns(data, known | meanings, sheet))
        unclear = unclear_days(acting, read_listed(acting, data, known | meanings, sheet))
        meanings |= asked_day_orders(context, unclear)
        remember_columns(context.acting(), meanings)
    read, shown = _planned(acting, data, known | meanings, matter, sheet)
    words, people = unknown_words(shown, known | meanings), strangers(shown, known | meanings)
    if asks and (words or people):
        meanings |= asked_words(context, words) | asked_people(context, people)
        remember_columns(context.acting(), meanings)
        read, shown = _planned(acting, data, known | meanings, matter, sheet)
    _remark(context, unknown_columns(data, known | meanings, sheet), read, shown)
    _remark_words(context, unknown_words(shown, known | meanings), strangers(shown, known | meanings))
    if not context.options.json:
        _show(context, import_words(shown, context.words, context.workspace.store))
    _warn_of_unread(context, shown)
    _warn_of_filed(context, shown)
    if not agreed and not asks:
        _say(context, "import.would", shown)
        if any(line.kind != "same" for line in shown):
            context.say("import.say_yes")
    elif agreed or all(line.kind == "same" for line in shown) or _agreed(context):
        remember_columns(context.acting(), meanings)
        done = import_actions(acting, read, matter, shown)
        _say(context, "import.done", done)
        send_assignment_mails(context)
        return done
    else:
        context.say("import.left")
    return None


def _planned(
    acting: Acting, data: bytes, given: Mapping[str, str], matter: str, sheet: str
) -> tuple[ActionTable, list[ImportLine]]:
    read = read_listed(acting, data, given, sheet)
    return read, planned_import(acting, read, matter)


def _asks(context: Context, file: str) -> bool:
    return context.can_ask and file != "-"


def _agreed(context: Context) -> bool:
    context.out.flush()
    return input(context.words("import.ask")).strip().lower() in ("y", "yes", "是", "好")


def _remark(context: Context, unknown: Sequence[TableColumn], read: ActionTable, shown: Sequence[ImportLine]) -> None:
    """What becomes no action, what is hardly meant so, and how to say what the columns are that nobody knows."""
    doubts = doubt_sentences(read, shown, context.today, context.words)
    off = days_off(shown, context.acting().is_working, context.words)
    left = left_in_matter(shown, context.words, context.acting().visible)
    for text in (*table_remarks(read, context.words), *doubts, *off, *left):
        context.err.line(text)
    if unknown:
        context.warn("column.how", name=unknown[0].name)


def _remark_words(context: Context, unknown: Sequence[UnknownWord], people: Sequence[Stranger]) -> None:
    """How to say what the first word is that is no status, and who the first person is whom nobody knows."""
    if unknown:
        context.warn("column.how_word", **unknown[0]._asdict())
    if people:
        context.warn("column.how_person", value=people[0].value)


def _warn_of_unread(context: Context, lines: Iterable[ImportLine]) -> None:
    """Before anything is taken in: who would have a part in a confidential matter that he may not read."""
    given: dict[str, list[str | None]] = {}
    for action in (line.action for line in lines if line.kind != "same"):
        if action.matter:
            given.setdefault(action.matter, []).extend((action.owner, *(one.person for one in action.collaborators)))
    for matter, people in given.items():
        warn_of_unread(context, matter, people)


def _warn_of_filed(context: Context, lines: Iterable[ImportLine]) -> None:
    """Before anything is taken in: the archived matters that it would be refused for."""
    store = context.workspace.store
    changed = dict.fromkeys(line.action.matter for line in lines if line.kind != "same" and line.action.matter)
    for matter in filter(partial(is_filed, store), changed):
        context.warn("matter.archived", matter=matter)


def _say(context: Context, key: str, lines: list[ImportLine]) -> None:
    if context.options.json:
        people = {one.ref: one.name for one in context.workspace.store.find(Person)}
        rows = {line.row: f"row{row_name(line.row, line.sheet)}" for line in lines}
        context.show([_row(context, line, people, rows) for line in lines])
    context.say(key, counts=counts_by_kind(lines, context.words))
    if risks := sum(len(line.risks) for line in lines):
        context.say(f"{key}_risks", n=risks)


class OldAndNew(TypedDict):
    """A field as it is and as it would be; of any of JSON's types, as the field's own."""

    old: Any
    new: Any


class ImportRow(TypedDict):
    """A row of the table, as `action import --json` says it."""

    row: int
    sheet: str | None
    """Where several are read together."""
    kind: str
    ref: str | None
    title: str
    changes: dict[str, OldAndNew]
    risks: list[dict[str, str]]
    remarks: list[str]


def _row(context: Context, line: ImportLine, people: Mapping[str, str], rows: Mapping[int, str]) -> ImportRow:
    """People by their names. What a row waits for is a ref, or `row5` for what is new itself; `row采购!5` where several
    sheets are read together."""

    def as_shown(name: str, value: Any) -> Any:
        match name:
            case "owner":
                return people.get(value or "")
            case "collaborators":
                return [{"name": people.get(one.person, ""), "support": one.support, "does": one.does} for one in value]
            case "depends_on":
                return [rows.get(row_of(ref) or 0, ref) for ref in value]
        return list(value) if isinstance(value, tuple) else value or None

    changes: dict[str, OldAndNew] = {
        name: {"old": as_shown(name, old), "new": as_shown(name, new)} for name, old, new in line.changes
    }
    ref = line.action.ref if row_of(line.action.ref) is None else None
    remarks = [context.words(one.key, **one.values) for one in line.remarks]
    risks = [{"text": risk.text, "level": risk.level, "answer": risk.answer} for risk in line.risks]
    return {
        "row": number_on_sheet(line.row), "sheet": line.sheet or None, "kind": line.kind, "ref": ref,
        "title": line.action.title, "changes": changes, "risks": risks, "remarks": remarks,
    }  # fmt: skip


def _show(context: Context, lines: list[LineWords]) -> None:
    """A line a row; at a terminal what does not fit stands below it: who says yes has read all of it."""
    width = terminal_width(context.out)
    for head, line in zip(table((line.head for line in lines), width=width), lines, strict=True):
        changes = "  ".join(line.changes)
        if width is None or cells(head) + cells(changes) + 2 <= width:
            context.out.line(f"{head}  {changes}".rstrip())
        else:
            context.out.line(head)
            context.out.line(_INDENT + wrapped(changes, width - len(_INDENT), len(_INDENT)))
        for text in line.remarks:
            context.out.line(_INDENT + (text if width is None else wrapped(text, width - len(_INDENT), len(_INDENT))))
