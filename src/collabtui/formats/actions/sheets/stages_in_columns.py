"""Tables with a row for each book, room or case and a column for each stage of it: each cell says when that stage is
due, that it is over, or who does it until when, and is a task."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from collabtui.formats.actions.column_values import are_days, is_day_or_stretch, is_person
from collabtui.formats.actions.heading_fields import CALENDAR, NOTHING, UNUSED, column_name, field_of
from collabtui.formats.actions.raci_letters import person_in_name
from collabtui.formats.actions.table_head import HeadColumn, TableHead, find_head, guessed_head, likely_head
from collabtui.formats.actions.task_row import number_in_book
from collabtui.formats.actions.written_values import DAY_WITHIN, SIGN_BEHIND, says_nothing, state_of
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import word_table
from collabtui.formats.tables.raw_row import RawRow

_FEWEST, _FEWEST_NAMED = 3, 2
"""Columns of days or marks that are stages; of those whose cells name somebody, too."""
_MOSTLY = 0.6
_LOOKED_AT = 60
_LONGEST_NAME = 24
_CODE = re.compile(r"[A-Za-z]{0,6}[-_ ]?\d[\d.\-/]*")
_OF_PEOPLE, _HOW_FAR = frozenset(("owner", "people", "doer")), frozenset(("status", "percent", "progress"))
_DATED = frozenset(("due", "span", "planned_start", "first_due"))
_NAMES = {
    "zh": {"title": "事项", "task": "阶段", "due": "截止", "status": "状态", "owner": "负责人", "note": "备注"},
    "en": {"title": "Task name", "task": "Phase", "due": "Due", "status": "Status", "owner": "Owner", "note": "Notes"},
}


class StageRows(NamedTuple):
    rows: list[RawRow]
    """Of the table, with one for each of these cells."""
    name: str
    """Of the column that says what the stages are of."""


class _Columns(NamedTuple):
    larger: HeadColumn
    """What the stages are of."""
    stages: Sequence[HeadColumn]
    others: Sequence[HeadColumn]
    people: Mapping[int, str]
    """Of stages that are called after people: who."""
    with_people: bool
    """Whether stages have people of their own."""


class _StageCell(NamedTuple):
    day: Cell = None
    state: str = ""
    """A sign or word for it, as it is written."""
    who: str = ""
    rest: str = ""


def rows_of_stages(rows: Sequence[RawRow], given: Mapping[str, str]) -> StageRows | None:
    """None of any other table, and where somebody has said which column has the tasks."""
    known = find_head(rows, given)
    if known is None and (guess := guessed_head(rows, given)) and _has_days_of_rows(guess, rows):
        return None
    head = known or likely_head(rows)
    columns = _columns(head, rows[head.rows :][:_LOOKED_AT], given) if head else None
    if head is None or columns is None:
        return None
    named = _of_language(head)
    names = [named[field] for field in ("task", "title", "due", "status", "note")]
    names += [named["owner"]] if columns.with_people else []
    names += [named["note"] if _is_of_all(one, columns, given) else one.name for one in columns.others]
    above = [row for row in rows if row.number < head.number]
    stages = (one for row in rows[head.rows :] for one in _stages_of(row, columns, given))
    return StageRows([*above, RawRow(head.number, tuple(names)), *stages], columns.larger.name)


def _has_days_of_rows(head: TableHead, rows: Sequence[RawRow]) -> bool:
    """Whether a day is told to be the end of each row, beside its begin or how far it is, and at most one other column
    has days: when it came in, and no stage."""
    days, fields = [one for one in head.columns if are_days(rows[head.rows :], one.place)], _fields_of(head)
    return len(days) < _FEWEST and bool(_DATED & fields) and bool({"planned_start", "status"} & fields)


def _fields_of(head: TableHead) -> set[str]:
    return {one.field for one in head.columns}


def _of_language(head: TableHead) -> Mapping[str, str]:
    chinese = any("\u3400" <= sign <= "\u9fff" for one in head.columns for sign in one.name)
    return _NAMES["zh" if chinese else "en"]


def _columns(head: TableHead, body: Sequence[RawRow], given: Mapping[str, str]) -> _Columns | None:
    own = {one.place: _own_field(one, given) for one in head.columns}
    titles = [one for one in head.columns if "title" in (one.field, own[one.place])]
    answered = any(given.get(column_name(one.name)) in ("title", NOTHING) for one in head.columns)
    fields = {*own.values(), *(one.field for one in head.columns if titles)}  # a day of the whole row is no stage's
    if answered or _DATED & fields or "line" in fields:
        return None
    unknown = [one for one in head.columns if _may_be_stage(one, own[one.place], given)]
    stages = [one for one in unknown if _holds_stages(_cells(body, one), given)]
    with_who = [one for one in unknown if _says_who_and_when(_cells(body, one), given)]
    dated = [one for one in stages if any(_read(cell, given).day for cell in _cells(body, one))]
    if len(with_who) < _FEWEST_NAMED and (len(stages) < _FEWEST or len(dated) < (_FEWEST if titles else 1)):
        return None
    if len(with_who) >= _FEWEST_NAMED:  # 1.8 left of them is a version, and no day
        stages = [one for one in unknown if one in with_who or (one in stages and one.place > with_who[0].place)]
    others = [one for one in head.columns if one not in stages]
    named = [one for one in others if _names_rows(_texts(body, one), own[one.place], given)]
    larger = next(iter((*titles, *named, *others)), None)
    if larger is None:
        return None
    people = {one.place: who for one in stages if is_person(who := person_in_name(one.name, given), given)}
    others = [one for one in others if one != larger]
    return _Columns(larger, stages, others, people, bool(people or with_who))


def _own_field(column: HeadColumn, given: Mapping[str, str]) -> str:
    """By its name; days and months are no stages."""
    if column.field == CALENDAR or _is_time(column.name):
        return CALENDAR
    return field_of([column.name], given)


def _is_time(name: str) -> bool:
    return is_day_or_stretch(name) or name[:1].isdigit() or bool(DAY_WITHIN.search(name))


def _may_be_stage(column: HeadColumn, field: str, given: Mapping[str, str]) -> bool:
    """Of a short name that nobody knows, and that is none of a day: 收到日期 is one of the whole row."""
    name = column_name(column.name)
    of_days = any(name.endswith(word) for word in word_table("actions", "day_nouns"))
    return field in ("", UNUSED) and not of_days and name not in given and len(column.name) <= _LONGEST_NAME


def _holds_stages(cells: Sequence[Cell], given: Mapping[str, str]) -> bool:
    """Whether most of the cells say when, or how far, and nothing else."""
    read = [_read(cell, given) for cell in cells]
    plainly = sum(bool(one.day or one.state) and not one.rest for one in read)
    return bool(read) and plainly >= _MOSTLY * len(read)


def _says_who_and_when(cells: Sequence[Cell], given: Mapping[str, str]) -> bool:
    read = [_read(cell, given) for cell in cells]
    return len(read) > 1 and sum(bool(one.day and one.who) for one in read) >= _MOSTLY * len(read)


def _names_rows(texts: Sequence[str], field: str, given: Mapping[str, str]) -> bool:
    """Whether each row has a text of its own there, in words: no code, and nobody."""
    words = [text for text in texts if not _CODE.fullmatch(text) and not is_person(text, given)]
    return field in ("", "title", "task") and bool(texts) and len(set(words)) >= _MOSTLY * len(texts)


def _is_of_all(column: HeadColumn, columns: _Columns, given: Mapping[str, str]) -> bool:
    """How far the whole row is, and who answers for all of it where its stages have people of their own, is a note."""
    field = field_of([column.name], given)
    return field in _HOW_FAR or (columns.with_people and field in _OF_PEOPLE)


def _stages_of(row: RawRow, columns: _Columns, given: Mapping[str, str]) -> Iterator[RawRow]:
    """A row that has none of the stages is no task: a heading, a legend."""
    larger = shown(_cell(row, columns.larger)).strip()
    filled = [(one, cell) for one in columns.stages if not says_nothing(shown(cell := _cell(row, one)).strip())]
    if not larger or not filled:
        texts = dict.fromkeys(text for cell in row.cells if (text := shown(cell).strip()))
        yield row._replace(cells=(None, " ".join(texts)), merged=frozenset(), fills={}, comments={}, indents={})
        return
    others = [_cell(row, one) for one in columns.others]
    for column, cell in filled:
        read = _read(cell, given)
        who = (read.who or columns.people.get(column.place),) if columns.with_people else ()
        cells = (larger, f"{larger} {column.name}", read.day, read.state or None, read.rest or None, *who, *others)
        yield RawRow(number_in_book(column.place + 1, row.number), cells, hidden=row.hidden)


def _read(cell: Cell, given: Mapping[str, str]) -> _StageCell:
    if isinstance(cell, date):
        return _StageCell(cell)
    text = " ".join(shown(cell).split())
    sign = SIGN_BEHIND.search(text)
    bare = SIGN_BEHIND.sub("", text).strip()
    if is_day_or_stretch(bare):
        return _StageCell(bare, sign[1] if sign else "")
    day = DAY_WITHIN.search(bare)
    before, behind = (bare[: day.start()], bare[day.end() :]) if day else (bare, "")
    who = before.strip() if is_person(before.strip(), given) else ""
    rest = " ".join(filter(None, (before.strip() if not who else "", behind.strip(" ()（），,"))))
    state = sign[1] if sign else rest if state_of(rest) else ""
    return _StageCell(day[0] if day else None, state, who, "" if rest == state else rest)


def _cell(row: RawRow, column: HeadColumn) -> Cell:
    return row.cells[column.place] if column.place < len(row.cells) else None


def _cells(rows: Sequence[RawRow], column: HeadColumn) -> list[Cell]:
    """Those that say something."""
    return [cell for row in rows if not says_nothing(shown(cell := _cell(row, column)).strip())]


def _texts(rows: Sequence[RawRow], column: HeadColumn) -> list[str]:
    return [shown(cell).strip() for cell in _cells(rows, column)]
