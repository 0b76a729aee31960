"""`collabtui action import`: what columns mean, what each row would do, then doing it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.input_files import read_bytes
from collabtui.cli.base.send_queued import send_assignment_mails
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.action_status import STATUSES
from collabtui.domain.people import Person
from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.actions.heading_fields import FIELDS, NOTHING, column_name
from collabtui.formats.actions.task_table import ActionTable, TableColumn, unknown_columns
from collabtui.formats.file_words import plain, word_table
from collabtui.lifecycle.actions.column_meanings import (
    AS_NOTE,
    column_setting,
    field_called,
    known_columns,
    remember_columns,
)
from collabtui.lifecycle.actions.import_table import ImportLine, import_actions, planned_import, read_listed
from collabtui.lifecycle.actions.import_words import (
    LineWords,
    UnknownWord,
    import_words,
    table_remarks,
    unknown_words,
)
from collabtui.lifecycle.actions.row_matching import row_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.text.width import cells, wrapped

Answer = Literal["ask", "yes", "no"]
_INDENT = "    "
_TRIES = 3
"""Answers that say nothing are asked again so often."""


class ImportedFile(NamedTuple):
    path: str
    sheet: str = ""
    """Name or number of one of a workbook; empty: the first with tasks."""


def import_table(
    context: Context, acting: Acting, file: ImportedFile, matter: str, columns: Iterable[str], answer: Answer
) -> None:
    """Shows what it would do. At a terminal it asks then, and before that what the columns are that nobody knows;
    elsewhere it is done with `--yes` only. What is said of columns is remembered once it is used."""
    agreed = answer == "yes"
    data, meanings = read_bytes(file.path), dict(map(column_setting, columns))
    known = known_columns(context.workspace.store)
    asks = answer == "ask" and _asks(context, file.path) and not context.options.json
    if asks:
        meanings |= _asked_columns(context, unknown_columns(data, known | meanings, file.sheet))
        remember_columns(context.acting(), meanings)
    read, shown = _planned(acting, data, known | meanings, matter, file.sheet)
    if asks and (words := unknown_words(shown, known | meanings)):
        meanings |= _asked_words(context, words)
        remember_columns(context.acting(), meanings)
        read, shown = _planned(acting, data, known | meanings, matter, file.sheet)
    _remark(context, unknown_columns(data, known | meanings, file.sheet), read)
    _remark_word(context, unknown_words(shown, known | meanings))
    if not context.options.json:
        _show(context, import_words(shown, context.words, context.workspace.store))
    if not agreed and not asks:
        _say(context, "import.would", shown)
        if any(line.kind != "same" for line in shown):
            context.say("import.say_yes")
    elif agreed or all(line.kind == "same" for line in shown) or _agreed(context):
        remember_columns(context.acting(), meanings)
        _say(context, "import.done", import_actions(acting, read, matter, shown))
        send_assignment_mails(context)
    else:
        context.say("import.left")


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


def _asked_columns(context: Context, unknown: Iterable[TableColumn]) -> dict[str, str]:
    """What a person says of each column that nobody knows."""
    meanings = dict[str, str]()
    for column in unknown:
        if not meanings:
            rows = [(f"{number:>2}", context.words(f"column.field.{field}")) for number, field in enumerate(FIELDS, 1)]
            half = -(-len(rows) // 2)
            pairs = [(*one, *other) for one, other in zip(rows[:half], [*rows[half:], ("", "")][:half], strict=True)]
            context.say("column.choices")
            context.out.lines(table(pairs, width=terminal_width(context.out)))
        meanings[column_name(column.name)] = _asked_column(context, column)
    return meanings


def _asked_column(context: Context, column: TableColumn) -> str:
    question = context.words("column.ask", name=column.name, samples=list(column.samples) or [NOTHING])
    for left in reversed(range(_TRIES)):
        context.out.flush()
        answer = input(question).strip()
        number = whole_number(answer)
        if number and number <= len(FIELDS):
            return FIELDS[number - 1]
        try:
            return field_called(answer)
        except Refused as error:
            if not left:
                raise
            context.out.line(context.words(error.key, **error.values))
    return NOTHING


def _remark(context: Context, unknown: Sequence[TableColumn], read: ActionTable) -> None:
    """What becomes no action, and how to say what the columns are that nobody knows."""
    for text in table_remarks(read, context.words):
        context.err.line(text)
    if unknown:
        context.warn("column.how", name=unknown[0].name)


def _asked_words(context: Context, unknown: Iterable[UnknownWord]) -> dict[str, str]:
    """What a person says of each word that is no status; Enter leaves it a note."""
    context.say("column.word_choices")
    choices = [f"{number} {context.words(f'status.{status}')}" for number, status in enumerate(STATUSES, 1)]
    context.out.line(_INDENT + "  ".join(choices))
    return {word.name: _asked_word(context, word) for word in unknown}


def _asked_word(context: Context, word: UnknownWord) -> str:
    known = word_table("actions", "statuses")
    for _ in range(_TRIES):
        context.out.flush()
        answer = input(context.words("column.ask_word", **word._asdict())).strip()
        number = whole_number(answer)
        if number and number <= len(STATUSES):
            return STATUSES[number - 1]
        if not answer or known.get(plain(answer)):
            return known.get(plain(answer)) or AS_NOTE
        context.say("column.no_status", value=answer)
    return AS_NOTE


def _remark_word(context: Context, unknown: Sequence[UnknownWord]) -> None:
    """How to say what the first word is that is no status."""
    if unknown:
        context.warn("column.how_word", **unknown[0]._asdict())


def _say(context: Context, key: str, lines: list[ImportLine]) -> None:
    if context.options.json:
        people = {one.ref: one.name for one in context.workspace.store.find(Person)}
        context.show([_row(context, line, people) for line in lines])
    kinds = [line.kind for line in lines]
    context.say(key, **{kind: kinds.count(kind) for kind in ("new", "changed", "same")})
    if risks := sum(len(line.risks) for line in lines):
        context.say(f"{key}_risks", n=risks)


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
    risks: list[dict[str, str]]
    remarks: list[str]


def _row(context: Context, line: ImportLine, people: dict[str, str]) -> ImportRow:
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
    remarks = [context.words(one.key, **one.values) for one in line.remarks]
    risks = [{"text": risk.text, "level": risk.level, "answer": risk.answer} for risk in line.risks]
    return {
        "row": line.row, "kind": line.kind, "ref": ref, "title": line.action.title, "changes": changes, "risks": risks,
        "remarks": remarks,
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
