"""The table of tasks that a team already has: its columns are known by the names that people give them, or by what was
said of them."""

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.actions.column_values import PERSON
from collabtui.formats.actions.heading_fields import column_name
from collabtui.formats.actions.one_table.imported_table import ActionTable, LargerTask, TableColumn
from collabtui.formats.actions.one_table.labelled_lines import with_bullets
from collabtui.formats.actions.one_table.rows_of_table import rows_of_table
from collabtui.formats.actions.raci_letters import duty_signs, letter_columns
from collabtui.formats.actions.sheets.legend_tables import explained_words
from collabtui.formats.actions.sheets.sheets_of_one_kind import (
    SheetTasks,
    closed_state,
    is_sure,
    names_other_things,
    of_one_kind,
)
from collabtui.formats.actions.sheets.stages_in_columns import rows_of_stages
from collabtui.formats.actions.sheets.task_cards import rows_of_cards
from collabtui.formats.actions.sheets.tasks_in_cells import tasks_of_cells
from collabtui.formats.actions.sheets.tasks_listed_in_cells import rows_of_lists
from collabtui.formats.actions.sign_legends import legend_in, legend_text
from collabtui.formats.actions.table_head import (
    TableHead,
    find_head,
    guessed_head,
    likely_head,
)
from collabtui.formats.actions.task_levels import (
    without_sign,
)
from collabtui.formats.actions.task_row import TaskRow, number_in_book
from collabtui.formats.actions.task_row_reader import SHOWN
from collabtui.formats.documents.document import shown
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.counted_days import with_counted_days
from collabtui.formats.tables.ditto_marks import with_dittos
from collabtui.formats.tables.milestone_table import has_milestones
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.table_markdown import below_tables, headings_above, is_markdown, prose
from collabtui.formats.tables.table_reading import ReadTable, hidden_tables, is_workbook, read_tables

ALL_SHEETS = "*"
_SAMPLES = 3
_MOST_PROSE = 200
"""Lines beside tables and lists that are looked at."""
_SEVERAL = 2
_SAYS_HOW_FAR = frozenset(("status", "percent", "progress"))
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})


def read_action_table(data: bytes, given: Mapping[str, str] = _NO_FIELDS, sheet: str = "") -> ActionTable:
    """The first sheet of a workbook that has tasks in it, the one of this name or number, or `ALL_SHEETS` that have
    tasks; of a text all its tables.
    `given` says what columns mean, by `column_name`: fields, or `-` for what is to be passed over; and by `column:word`
    what status a word in it means.

    Raises `Refused`: table.no_tasks (value: the names that were found), table.milestones (the same) where they are
    milestones and no tasks, table.same_columns, table.no_sheet, and what
    `read_tables` raises."""
    data = _with_bullets(data)
    every, in_cells, stages_of, listed = _with_tasks_of_cells(read_tables(data), given)
    tables = _wanted(every, sheet)
    heads = _heads(tables, given)
    if not heads:
        key = "table.milestones" if any(has_milestones(table.rows) for table in tables) else "table.no_tasks"
        raise Refused(key, value=_names_found([table.rows for table in tables])[:8])
    with_head = [table for table, _ in heads]
    words = explained_words(table.rows for table in every if table not in with_head)
    signs = words | legend_in([row for table in tables for row in table.rows])
    if is_workbook(data):
        sheets = _sheets(tables, heads, given, signs)
        chosen = _of_sheets(sheets, sheets if _are_all(sheet, tables) else _of_one_kind(sheets))
        rest = [table for table in tables if table not in with_head and likely_head(table.rows)]
        hidden = tuple(table.name for table in hidden_tables(data) if find_head(table.rows, _NO_FIELDS))
        unread = tuple(table.name for table in rest)
        return replace(
            chosen, unread_sheets=unread, hidden_sheets=hidden, in_cells=in_cells, stages_of=stages_of, listed=listed
        )
    signs = {**legend_in([RawRow(0, (line,)) for line in decode_text(data).splitlines()]), **signs}
    read = [rows_of_table(table.rows, head, given, signs) for table, head in heads]
    known = [table for table, _ in heads]
    count = sum(table not in known and likely_head(table.rows) is not None for table in tables)
    together = _together(_below_headings(read, known, headings_above(decode_text(data))))
    beside = _prose_beside(data, given)
    left_out = tuple(sorted({*together.left_out, *beside}))
    return replace(together, in_cells=in_cells, stages_of=stages_of, listed=listed, unread=count, left_out=left_out)


def _with_bullets(data: bytes) -> bytes:
    """A text of nothing but labelled lines as a list; a file that cannot be read is refused by who reads the table."""
    try:
        text = "" if is_workbook(data) else decode_text(data)
    except Refused:
        return data
    listed = with_bullets(text)
    return data if listed == text else listed.encode()


def _below_headings(
    read: Sequence[ActionTable], tables: Sequence[ReadTable], headings: Mapping[int, tuple[int, str]]
) -> list[ActionTable]:
    """Of several tables and lists of a Markdown file, each below a heading of its own, what each is headed is what its
    rows are part of, where they say nothing else."""
    above = [headings.get(table.rows[0].number, (0, "")) for table in tables]
    lists = [table for table, (_, heading) in zip(read, above, strict=True) if not heading]
    of_lists = {larger.title for table in lists for larger in table.larger}
    if len({heading for _, heading in above if heading} | of_lists) < _SEVERAL:
        return list(read)
    numbers = {number for number, _ in above}
    found = list[ActionTable]()
    for table, (number, text) in zip(read, above, strict=True):
        heading = without_sign(text)
        left_out = tuple(row for row in table.left_out if row[0] not in numbers)
        below = bool(heading) and not any("task" in row.cells for row in table.rows)
        rows = tuple(replace(row, cells=row.cells | {"task": heading}) for row in table.rows)
        larger = LargerTask(number, heading, (heading,), tuple(row.number for row in rows), TaskRow(number, {}, {}))
        named = replace(table, rows=rows, larger=(*table.larger, larger)) if below and rows else table
        found.append(replace(named, left_out=left_out))
    return found


def _prose_beside(data: bytes, given: Mapping[str, str]) -> list[tuple[int, str]]:
    """Of a Markdown file the lines beside its tables and lists that name somebody of the book, are called a note, or
    stand right below; without legends, which are read."""
    text = decode_text(data)
    names = [name.removeprefix(PERSON) for name in given if name.startswith(PERSON)]
    latin = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names if name.isascii()) or '(?!)'})\b")
    others = [name for name in names if not name.isascii()]
    lines = [(number, line, plain(line)) for number, line in prose(text)[:_MOST_PROSE]] if is_markdown(text) else []
    below = below_tables(text) if lines else set[int]()
    return [
        (number, line[:SHOWN])
        for number, line, text in lines
        if latin.search(text) or any(name in text for name in others) or _is_note(line, below=number in below)
    ]


def _is_note(line: str, *, below: bool) -> bool:
    named, colon, rest = line.replace("：", ":").partition(":")
    called = bool(colon and rest.strip()) and plain(named) in word_table("actions", "remarks")
    return (below or called) and any(map(str.isalnum, line)) and not legend_text(RawRow(0, (line,)))


class _TablesOfRows(NamedTuple):
    tables: list[ReadTable]
    in_cells: bool
    """Whether cells of one are tasks."""
    stages_of: str
    """What a column is called whose rows have stages side by side."""
    listed: int
    """Rows that are lines of cells."""


def _with_tasks_of_cells(tables: Sequence[ReadTable], given: Mapping[str, str]) -> _TablesOfRows:
    """The tables, each in which the cells are the tasks with a row for each."""
    tables = [table._replace(rows=rows_of_cards(table.rows, given) or table.rows) for table in tables]
    tables = [table._replace(rows=with_counted_days(with_dittos(table.rows))) for table in tables]
    in_cells, stages_of, listed, found = False, "", 0, list[ReadTable]()
    for table in tables:
        stages = rows_of_stages(table.rows, given)
        cells = tasks_of_cells(table.rows, given) if stages is None else None
        in_cells, stages_of = in_cells or cells is not None, stages_of or (stages.name if stages else "")
        lists = rows_of_lists(table.rows, given) if stages is None and cells is None else None
        listed += lists.made if lists else 0
        found.append(table._replace(rows=(stages or lists or table).rows if cells is None else cells))
    return _TablesOfRows(found, in_cells, stages_of, listed)


class _Sheet(NamedTuple):
    place: int
    """Among those that are seen, from 1."""
    name: str
    head: TableHead
    table: ActionTable


def _heads(tables: Sequence[ReadTable], given: Mapping[str, str]) -> list[tuple[ReadTable, TableHead]]:
    """Of the tables with tasks, also of those in which no column is called so and one looks like them: beside others
    not where it is called after something else."""
    known = [(table, find_head(table.rows, given)) for table in tables]
    alone = len(tables) == 1 or not any(head for _, head in known)
    each = _alike([(table, head or guessed_head(table.rows, given)) for table, head in known], given)
    return [
        (table, head)
        for table, head in each
        if head and (alone or is_sure(head) or not any(map(names_other_things, (head.guessed, table.name))))
    ]


def _alike(
    each: Sequence[tuple[ReadTable, TableHead | None]], given: Mapping[str, str]
) -> list[tuple[ReadTable, TableHead | None]]:
    """Tables with the same names of columns are read the same: by the cells of all of them, as a table of two rows
    tells less."""
    found = list(each)
    heads = [head or likely_head(table.rows) for table, head in each]
    names = [head and tuple((one.place, one.name) for one in head.columns) for head in heads]
    for own in dict.fromkeys(names):
        alike = [place for place, other in enumerate(names) if other == own and own]
        known = next((place for place in alike if each[place][1]), None)
        if len(alike) < _SEVERAL or known is None:
            continue
        table, head = each[known][0], heads[known]
        bodies = [row for place in alike for row in _body(each[place][0], heads[place])]
        rows = [*table.rows[: head.rows if head else 0], *bodies]
        joint = find_head(rows, given) or guessed_head(rows, given)
        for place in alike if joint else ():
            one = heads[place]
            if joint and one and tuple((column.place, column.name) for column in joint.columns) == own:
                found[place] = each[place][0], replace(joint, rows=one.rows, number=one.number)
    return found


def _body(table: ReadTable, head: TableHead | None) -> Sequence[RawRow]:
    return table.rows[head.rows :] if head else ()


def _sheets(
    tables: Sequence[ReadTable],
    heads: Sequence[tuple[ReadTable, TableHead]],
    given: Mapping[str, str],
    signs: Mapping[str, str],
) -> list[_Sheet]:
    with_head = [table for table, _ in heads]
    beside = [row for table in tables if table not in with_head for row in table.rows]
    return [
        _Sheet(
            place, table.name, head, rows_of_table(table.rows, head, given, {**signs, **legend_in(table.rows)}, beside)
        )
        for place, table in enumerate(tables, 1)
        for of, head in heads
        if of is table
    ]


def _of_one_kind(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    each = [SheetTasks(one.name, one.head, frozenset(row.text("title") for row in one.table.rows)) for one in sheets]
    kept = of_one_kind(each)
    return [one for one, tasks in zip(sheets, each, strict=True) if tasks in kept]


def _of_sheets(sheets: Sequence[_Sheet], chosen: Sequence[_Sheet]) -> ActionTable:
    others = tuple(one.name for one in sheets if one not in chosen)
    if len(chosen) == 1:
        return replace(chosen[0].table, other_sheets=others)
    together = _together([_of_sheet(_with_end(one), one.place, one.name) for one in chosen])
    return replace(together, other_sheets=others, sheets=tuple(one.name for one in chosen))


def _with_end(sheet: _Sheet) -> ActionTable:
    """The table, in which a row that does not say how far it is has the end that its sheet is called after."""
    state = closed_state(sheet.name)
    if not state or any(row.cells.keys() & _SAYS_HOW_FAR for row in sheet.table.rows):
        return sheet.table
    rows = tuple(replace(row, cells=row.cells | {"status": state}) for row in sheet.table.rows)
    return replace(sheet.table, rows=rows)


def sheets_with_tasks(data: bytes, given: Mapping[str, str] = _NO_FIELDS) -> tuple[str, ...]:
    """Names of the sheets of a workbook that have tasks; empty of a text. Raises as `read_tables`."""
    return tuple(
        table.name for table, _ in _heads(_with_tasks_of_cells(read_tables(data), given).tables, given) if table.name
    )


def _are_all(sheet: str, tables: Sequence[ReadTable]) -> bool:
    return sheet == ALL_SHEETS and all(table.name != ALL_SHEETS for table in tables)


def _of_sheet(table: ActionTable, place: int, name: str) -> ActionTable:
    """The table with numbers of rows that no other sheet has."""
    number = partial(number_in_book, place)

    def moved(row: TaskRow) -> TaskRow:
        places = {field: (f"{name}!{cell}", column) for field, (cell, column) in row.places.items()}
        return replace(row, number=number(row.number), places=places, sheet=name)

    return replace(
        table,
        rows=tuple(map(moved, table.rows)),
        larger=tuple(
            replace(one, number=number(one.number), parts=tuple(map(number, one.parts)), row=moved(one.row))
            for one in table.larger
        ),
        left_out=tuple((number(row), f"{name}: {text}") for row, text in table.left_out),
        highlighted=tuple((number(row), f"{name}: {text}") for row, text in table.highlighted),
    )


def _wanted(tables: Sequence[ReadTable], sheet: str) -> Sequence[ReadTable]:
    """The sheet of this name, or of this number among those that are seen; all where none is named."""
    if not sheet or _are_all(sheet, tables):
        return tables
    found = [table for table in tables if table.name and plain(table.name) == plain(sheet)]
    if not found and (number := whole_number(sheet)) and number <= len(tables) and tables[0].name:
        found = [tables[number - 1]]
    if not found:
        raise Refused("table.no_sheet", value=sheet, sheets=tuple(table.name for table in tables if table.name))
    return found[:1]


def unknown_columns(data: bytes, given: Mapping[str, str] = _NO_FIELDS, sheet: str = "") -> tuple[TableColumn, ...]:
    """The columns that somebody has to be asked about, with what stands in them. Raises as `read_action_table` does,
    but for names that nobody knows."""
    tables = _wanted(_with_tasks_of_cells(read_tables(data), given).tables, sheet)
    known = _heads(tables, given)
    likely = [(one, head) for one in tables if one not in [of for of, _ in known] and (head := likely_head(one.rows))]
    found = dict[str, TableColumn]()
    if is_workbook(data) and sheet != ALL_SHEETS:
        names = [one.name for one in _of_one_kind(_sheets(tables, known, given, _NO_FIELDS))] if known else []
        read = [(table, head) for table, head in known if table.name in names] or likely[:1]
    else:
        read = (known or likely) if is_workbook(data) else known + likely
    for table, head in read:
        rows = table.rows
        letters = letter_columns(head, rows[head.rows :], given, duty_signs(rows))
        for column in head.columns:
            if not column.field and column not in letters and column_name(column.name) not in found:
                found[column_name(column.name)] = TableColumn(column.name, _samples(rows[head.rows :], column.place))
    return tuple(found.values())


def _names_found(tables: Sequence[Sequence[RawRow]]) -> list[str]:
    """What looks most like names of columns, or else the first row."""
    head = next((head for rows in tables if (head := likely_head(rows))), None)
    if head:
        return [column.name for column in head.columns]
    first = next((row for rows in tables for row in rows), RawRow(0, ()))
    return [text for cell in first.cells if (text := shown(cell).strip())]


def _samples(rows: Sequence[RawRow], place: int) -> tuple[str, ...]:
    texts = (" ".join(shown(row.cells[place]).split()) for row in rows if place < len(row.cells))
    return tuple(dict.fromkeys(filter(None, texts)))[:_SAMPLES]


def _together(tables: Sequence[ActionTable]) -> ActionTable:
    return ActionTable(
        rows=tuple(sorted((row for table in tables for row in table.rows), key=lambda row: row.number)),
        passed_over=tuple(dict.fromkeys(name for table in tables for name in table.passed_over)),
        larger=tuple(task for table in tables for task in table.larger),
        above_larger=dict(ChainMap(*(dict(table.above_larger) for table in tables))),
        left_out=tuple(row for table in tables for row in table.left_out),
        year=next((table.year for table in tables if table.year), None),
        guessed=next((table.guessed for table in tables if table.guessed), ""),
        inferred=tuple(dict.fromkeys(column for table in tables for column in table.inferred)),
        equal=tuple(dict.fromkeys(one for table in tables for one in table.equal)),
        against=tuple(dict.fromkeys(one for table in tables for one in table.against)),
        duties=dict(ChainMap(*(dict(table.duties) for table in tables))),
        longer=next((table.longer for table in tables if table.longer), ""),
        hidden_columns=tuple(dict.fromkeys(name for table in tables for name in table.hidden_columns)),
        highlighted=tuple(row for table in tables for row in table.highlighted),
        coloured=next((table.coloured for table in tables if table.coloured), ""),
        abbreviations=dict(ChainMap(*(dict(table.abbreviations) for table in tables))),
        other_names=dict(ChainMap(*(dict(table.other_names) for table in tables))),
        day_orders=dict(ChainMap(*(dict(table.day_orders) for table in tables))),
        other_sheets=tuple(dict.fromkeys(name for table in tables for name in table.other_sheets)),
    )
