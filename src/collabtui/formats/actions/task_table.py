"""The table of tasks that a team already has: its columns are known by the names that people give them, or by what was
said of them."""

import re
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.actions.column_values import PERSON, STATE_TICKS, is_day_or_stretch
from collabtui.formats.actions.contradicting_cells import CellsAgainst, cells_against
from collabtui.formats.actions.equal_columns import EqualColumns
from collabtui.formats.actions.heading_fields import CALENDAR, DURATION, UNUSED, column_name
from collabtui.formats.actions.parent_links import link_parents
from collabtui.formats.actions.raci_letters import duty_signs, letter_columns, letters_of
from collabtui.formats.actions.sheets.colour_legends import colour_legend, legend_of_names, meaning_of, tells_by_colour
from collabtui.formats.actions.sheets.legend_tables import explained_words
from collabtui.formats.actions.sheets.sheets_of_one_kind import (
    SheetTasks,
    closed_state,
    is_sure,
    names_other_things,
    of_one_kind,
)
from collabtui.formats.actions.sheets.tasks_in_cells import tasks_of_cells
from collabtui.formats.actions.sign_legends import abbreviations_in, legend_in
from collabtui.formats.actions.table_blocks import BlockReader
from collabtui.formats.actions.table_head import (
    HeadColumn,
    TableHead,
    find_head,
    guessed_head,
    likely_head,
    named_columns,
)
from collabtui.formats.actions.task_levels import (
    LeveledRow,
    fill_down,
    find_parents,
    without_counts,
    without_heading_sign,
    without_own_names,
    without_sign,
    without_states,
)
from collabtui.formats.actions.task_row import TaskRow, number_in_book
from collabtui.formats.actions.task_row_reader import SHOWN, beginning
from collabtui.formats.actions.telling_rows import telling_rows
from collabtui.formats.documents.document import PercentCell, shown
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.counted_days import with_counted_days
from collabtui.formats.tables.ditto_marks import with_dittos
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.table_markdown import headings_above, is_markdown, prose
from collabtui.formats.tables.table_reading import ReadTable, hidden_tables, is_workbook, read_tables

ALL_SHEETS = "*"
_SAMPLES = 3
_MOST_PROSE = 200
"""Lines beside tables and lists that are looked at."""
_SEVERAL = 2
_FULL = 3
"""Cells of a row that says something of a task."""
_SAYS_HOW_FAR = frozenset(("status", "percent", "progress"))
_STATES_IN = _SAYS_HOW_FAR | {STATE_TICKS, "actual_finish", "line"}
_CIRCLES = "○◔◑◕●"
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_FIELD_OF_LETTER = {"A": "owner", "R": "doer", "C": "collaborators"}
_BRACKETS_BEHIND = re.compile(r"\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\Z")
_LIST_NOUN = re.compile(
    r"\s+(?:actions?|action items?|tasks?|items?|to-?dos?|issues?)\Z|(?:的?(?:工作|事项|任务|行动|待办|问题))+\Z",
    re.IGNORECASE,
)
_SIGNS_BEFORE = re.compile(r"\A[^\w\[]+")
_IN_THE_MIDST, _TO_COME = re.compile(r"[\u3400-\u9fff]{2,3}中"), re.compile(r"待[\u3400-\u9fff]{1,2}")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|\b)")


@dataclass(frozen=True)
class TableColumn:
    """A column nobody knows, and what stands in it."""

    name: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class LargerTask:
    """A row that others are part of."""

    number: int
    title: str
    names: tuple[str, ...]
    """What the table calls it: its numbers, its title."""
    parts: tuple[int, ...]
    """Numbers of the rows of its actions."""
    row: TaskRow
    """All that stands in it."""


@dataclass(frozen=True)
class ActionTable:
    rows: tuple[TaskRow, ...]
    passed_over: tuple[str, ...] = ()
    """Columns that nobody knows, or that mean nothing to us."""
    larger: tuple[LargerTask, ...] = ()
    left_out: tuple[tuple[int, str], ...] = ()
    """Rows that are no tasks, with how they begin: sums, notes, names of columns that come again."""
    year: int | None = None
    """Of days without one, where the title of the table says it."""
    unread: int = 0
    """Tables whose columns nobody knows."""
    other_sheets: tuple[str, ...] = ()
    """Names of further sheets with tasks."""
    unread_sheets: tuple[str, ...] = ()
    """Names of sheets with columns, of which none is called after tasks."""
    hidden_sheets: tuple[str, ...] = ()
    """Names of sheets with tasks that the workbook hides."""
    guessed: str = ""
    """The column that was taken for the tasks although nothing calls it so."""
    inferred: tuple[HeadColumn, ...] = ()
    """Columns whose fields are told by their cells or by a part of their names."""
    equal: tuple[EqualColumns, ...] = ()
    """Columns of one meaning, and which of them was taken."""
    duties: Mapping[str, str] = field(default_factory=dict)
    """What signs stand for in columns that are called after people: `owner`, `collaborators`."""
    longer: str = ""
    """A column with sentences beside titles of one word."""
    against: tuple[CellsAgainst, ...] = ()
    """Columns whose cells speak against what they were read as."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What the table says itself that letters stand for: `CJ = Carol Jones`."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """Who somebody is, as it was told: names by `PERSON` and what the table calls them."""
    sheets: tuple[str, ...] = ()
    """Names of those that are read together."""
    coloured: str = ""
    """The column whose cells differ in colour where nothing says what the colours mean, nor how far the tasks are."""
    in_cells: bool = False
    """Whether each cell was read as a task, and not each row."""


def read_action_table(data: bytes, given: Mapping[str, str] = _NO_FIELDS, sheet: str = "") -> ActionTable:
    """The first sheet of a workbook that has tasks in it, the one of this name or number, or `ALL_SHEETS` that have
    tasks; of a text all its tables.
    `given` says what columns mean, by `column_name`: fields, or `-` for what is to be passed over; and by `column:word`
    what status a word in it means.

    Raises `Refused`: table.no_tasks (value: the names that were found), table.same_columns, table.no_sheet, and what
    `read_tables` raises."""
    every, in_cells = _with_tasks_of_cells(read_tables(data), given)
    tables = _wanted(every, sheet)
    heads = _heads(tables, given)
    if not heads:
        raise Refused("table.no_tasks", value=_names_found([table.rows for table in tables])[:8])
    with_head = [table for table, _ in heads]
    words = explained_words(table.rows for table in every if table not in with_head)
    signs = words | legend_in([row for table in tables for row in table.rows])
    if is_workbook(data):
        sheets = _sheets(tables, heads, given, signs)
        chosen = _of_sheets(sheets, sheets if _are_all(sheet, tables) else _of_one_kind(sheets))
        rest = [table for table in tables if table not in with_head and likely_head(table.rows)]
        hidden = tuple(table.name for table in hidden_tables(data) if find_head(table.rows, _NO_FIELDS))
        unread_sheets = tuple(table.name for table in rest)
        return replace(chosen, unread_sheets=unread_sheets, hidden_sheets=hidden, in_cells=in_cells)
    signs = {**legend_in([RawRow(0, (line,)) for line in decode_text(data).splitlines()]), **signs}
    read = [_table(table.rows, head, given, signs) for table, head in heads]
    known = [table for table, _ in heads]
    unread = sum(table not in known and likely_head(table.rows) is not None for table in tables)
    together = _together(_below_headings(read, known, headings_above(decode_text(data))))
    beside = _prose_naming(data, given)
    return replace(together, in_cells=in_cells, unread=unread, left_out=tuple(sorted({*together.left_out, *beside})))


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


def _prose_naming(data: bytes, given: Mapping[str, str]) -> list[tuple[int, str]]:
    """Of a Markdown file the lines beside its tables and lists that name somebody of the book."""
    text = decode_text(data)
    names = [name.removeprefix(PERSON) for name in given if name.startswith(PERSON)]
    latin = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names if name.isascii()) or '(?!)'})\b")
    others = [name for name in names if not name.isascii()]
    lines = [(number, line, plain(line)) for number, line in prose(text)[:_MOST_PROSE]] if is_markdown(text) else []
    return [
        (number, line[:SHOWN])
        for number, line, text in lines
        if latin.search(text) or any(name in text for name in others)
    ]


def _with_tasks_of_cells(tables: Sequence[ReadTable], given: Mapping[str, str]) -> tuple[list[ReadTable], bool]:
    """The tables, each in which the cells are the tasks with a row for each; and whether there are such."""
    tables = [table._replace(rows=with_counted_days(with_dittos(table.rows))) for table in tables]
    each = [(table, tasks_of_cells(table.rows, given)) for table in tables]
    found = any(rows is not None for _, rows in each)
    return [table if rows is None else table._replace(rows=rows) for table, rows in each], found


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
        _Sheet(place, table.name, head, _table(table.rows, head, given, {**signs, **legend_in(table.rows)}, beside))
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
        table.name for table, _ in _heads(_with_tasks_of_cells(read_tables(data), given)[0], given) if table.name
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
    tables = _wanted(_with_tasks_of_cells(read_tables(data), given)[0], sheet)
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
        left_out=tuple(row for table in tables for row in table.left_out),
        year=next((table.year for table in tables if table.year), None),
        guessed=next((table.guessed for table in tables if table.guessed), ""),
        inferred=tuple(dict.fromkeys(column for table in tables for column in table.inferred)),
        equal=tuple(dict.fromkeys(one for table in tables for one in table.equal)),
        against=tuple(dict.fromkeys(one for table in tables for one in table.against)),
        duties=dict(ChainMap(*(dict(table.duties) for table in tables))),
        longer=next((table.longer for table in tables if table.longer), ""),
        coloured=next((table.coloured for table in tables if table.coloured), ""),
        abbreviations=dict(ChainMap(*(dict(table.abbreviations) for table in tables))),
        other_names=dict(ChainMap(*(dict(table.other_names) for table in tables))),
        other_sheets=tuple(dict.fromkeys(name for table in tables for name in table.other_sheets)),
    )


def _table(
    rows: Sequence[RawRow],
    head: TableHead,
    given: Mapping[str, str],
    signs: Mapping[str, str],
    beside: Sequence[RawRow] = (),
) -> ActionTable:
    """`beside` are rows of tables without tasks, which may explain colours."""
    body = rows[head.rows :]
    reader = BlockReader(rows, head, given, signs)
    leveled = _with_remarks(reader.leveled(body))
    fields = [column.field for column in named_columns(head)]
    tasks = reader.task_names
    ours = "ref" in fields  # a table of ours names each action, and what it leaves empty is empty
    list_names = list[tuple[int, str]]()
    if tasks and not ours and link_parents(leveled, tasks, body):
        _below_sections(leveled)
    elif tasks and not ours:
        fill_down(leveled, tasks, _written_out(leveled, tasks, body))
        _below_sections(leveled)
    elif not ours:
        find_parents(leveled)
    if not ours:
        leveled = without_states(leveled, _heading_state)
        if "line" in fields:
            named = without_own_names(leveled, _names_tasks)
            leveled = without_own_names(named, _only_list_name(named))
            list_names = [(row.number, row.title[:SHOWN]) for row in named if row not in leveled]
        without_counts(leveled)
    _scale_circles(leveled)
    _scale_percents(leveled)
    left_out = {number for number, _ in reader.left_out}
    found = [row for row in leveled if row.own or not (row.parts or row.section or row.divided)]
    around = [raw for raw in rows if raw.number < head.number or raw.number in left_out]
    legend = colour_legend([*beside, *around]) or legend_of_names(signs, body)
    in_states = _state_columns(head) if _STATES_IN & {*fields} else None
    coloured = _with_colours(found, body, head, legend, given, in_states)
    return ActionTable(
        rows=tuple(reader.task_row(row, path) for row, path in zip(found, _paths(found, tasks), strict=True)),
        passed_over=tuple(
            dict.fromkeys(
                one.name
                for one in reader.columns
                if one.field in ("", UNUSED, CALENDAR, DURATION) and one not in reader.letters
            )
        ),
        larger=tuple(_larger(row, parts) for row, parts in _larger_rows(leveled, tasks)),
        left_out=tuple(sorted({*reader.left_out, *_bare_headings(leveled), *_above(rows, head), *list_names})),
        year=_year(rows[: head.rows]),
        guessed=head.guessed,
        inferred=head.inferred,
        equal=head.equal,
        duties=_duties(body, reader),
        longer=head.longer,
        coloured=coloured,
        against=cells_against(
            [one for one in head.columns if one not in reader.letters], telling_rows(rows[: head.rows], body), given
        ),
        other_names={name: meaning for name, meaning in given.items() if name.startswith(PERSON)},
        abbreviations=abbreviations_in([*rows[: head.rows], *(raw for raw in body if raw.number in left_out)]),
    )


def _written_out(rows: Sequence[LeveledRow], tasks: Sequence[str], raws: Sequence[RawRow]) -> list[str]:
    """Of the columns of larger tasks those that say them in each row, again and again, or name other rows: what is
    empty there is part of nothing. In merged cells each is said once."""
    if any(raw.merged for raw in raws):
        return []
    found, titles = list[str](), {plain(row.title) for row in rows}
    for name in tasks:
        texts = [shown(row.cells.get(name)).strip() for row in rows if "title" in row.cells]
        again = sum(bool(one) and one == two for one, two in pairwise(texts))
        links = any(texts) and all(plain(text) in titles for text in texts if text)
        found += [name] if links or again > texts.count("") else []
    return found


def _with_colours(
    rows: Sequence[LeveledRow],
    body: Sequence[RawRow],
    head: TableHead,
    legend: Mapping[str, str],
    given: Mapping[str, str],
    in_states: Sequence[HeadColumn] | None,
) -> str:
    """Gives each row the state that its colour stands for, where nothing else says how far it is; the column whose
    colours nothing explains. Where there are columns for states, only their empty cells say something by colour."""
    raws = {raw.number: raw for raw in body}
    if in_states is not None:
        raws = {number: _with_fills_of(raw, in_states) for number, raw in raws.items()}
        rows = [row for row in rows if not row.cells.keys() & _STATES_IN]
    for row in rows if legend else ():
        if row.number in raws and (word := meaning_of(raws[row.number], legend)):
            row.cells.setdefault("status", given.get(column_name(f"status:{word}"), word))
    own = [raws[row.number] for row in rows if row.number in raws]
    if in_states is not None:
        unexplained = (
            one for one in in_states if not legend and len({raw.fills.get(one.place, "") for raw in own} - {""}) > 1
        )
    else:
        titles = (column for column in head.columns if column.field == "title")
        unexplained = (
            one for one in titles if not _explains(legend, own, one.place) and tells_by_colour(own, one.place)
        )
    return next((one.name for one in unexplained), "")


def _explains(legend: Mapping[str, str], rows: Sequence[RawRow], place: int) -> bool:
    """Whether a legend has something to say of these cells, and leaves none of its own kind of colours open."""
    return bool(legend) and {row.fills[place] for row in rows if place in row.fills} <= legend.keys()


def _state_columns(head: TableHead) -> list[HeadColumn]:
    return [column for column in named_columns(head) if column.field in _SAYS_HOW_FAR]


def _with_fills_of(raw: RawRow, columns: Sequence[HeadColumn]) -> RawRow:
    places = {column.place for column in columns}
    return raw._replace(fills={place: colour for place, colour in raw.fills.items() if place in places})


def _bare_headings(rows: Sequence[LeveledRow]) -> Iterator[tuple[int, str]]:
    """Those below which nothing stands."""
    return ((row.number, row.title[:SHOWN]) for row in rows if row.section and not row.parts)


def _above(rows: Sequence[RawRow], head: TableHead) -> Iterator[tuple[int, str]]:
    """Rows above the names of the columns that have a day as tasks have it."""
    for row in rows[: head.rows]:
        cells = [cell for cell in row.cells if shown(cell).strip()]
        days = [cell for cell in cells if isinstance(cell, date) or is_day_or_stretch(shown(cell).strip())]
        labelled = any(sign in shown(cell) for cell in cells for sign in ":：")
        if row.number < head.number and len(cells) >= _FULL and days and not labelled:
            yield beginning(row)


def _duties(body: Sequence[RawRow], reader: BlockReader) -> dict[str, str]:
    """Letters that need no word are left out."""
    texts = [
        shown(row.cells[one.place]).strip() for one in reader.letters for row in body if one.place < len(row.cells)
    ]
    signs = {text: letters_of(text, reader.duties)[:1] for text in texts if text and not text.isascii()}
    if reader.duties:
        signs |= {text: letters_of(text, reader.duties)[:1] for text in texts if len(text) == 1 and text in "RASC"}
    return {text: _FIELD_OF_LETTER[letter] for text, letter in signs.items() if letter in _FIELD_OF_LETTER}


def _with_remarks(rows: Iterable[LeveledRow]) -> list[LeveledRow]:
    """What stands below an item of a list without being one is a note on it."""
    found = list[LeveledRow]()
    for row in rows:
        if found and row.cells.keys() == {"note"} and "line" in found[-1].cells:
            notes = [found[-1].cells.get("note"), row.cells["note"]]
            found[-1].cells["note"] = "\n".join(filter(None, map(shown, notes)))
        else:
            found.append(row)
    return found


def _year(rows: Sequence[RawRow]) -> int | None:
    """The one that stands above the table."""
    texts = (cell for row in rows[:-1] for cell in row.cells if isinstance(cell, str))
    years = {match[1] for text in texts for match in _YEAR.finditer(text)}
    return int(years.pop()) if len(years) == 1 else None


def _below_sections(rows: Sequence[LeveledRow]) -> None:
    section: LeveledRow | None = None
    for row in rows:
        if row.section:
            section = row
        elif section is not None:
            row.parent = section
            section.parts.append(row)


def _paths(rows: Sequence[LeveledRow], tasks: Sequence[str]) -> list[str]:
    """Of each row the larger task that it is a part of. Two of one title are told apart by what they are parts of."""
    named = [
        [without_heading_sign(shown(row.cells[name]).strip()) for name in tasks if name in row.cells] for row in rows
    ]
    paths = [(*row.path, *names) for row, names in zip(rows, named, strict=True)]
    same: dict[str, set[tuple[str, ...]]] = {}
    for path in paths:
        if path:
            same.setdefault(plain(path[-1]), set()).add(path)
    return [(" / ".join(path[-2:]) if len(same[plain(path[-1])]) > 1 else path[-1]) if path else "" for path in paths]


def _larger_rows(rows: Sequence[LeveledRow], tasks: Sequence[str]) -> Iterator[tuple[LeveledRow, list[LeveledRow]]]:
    """The rows that others are part of, each with these. Those that a column names stand below it."""
    for place, row in enumerate(rows):
        if row.divided and not row.own:
            own = [shown(row.cells.get(name)) for name in tasks if name in row.cells]
            yield row, [one for one in _below(rows, place, own, tasks) if not one.divided]
        elif row.parts and not row.own:
            yield row, list(row.leaves())


def _names_tasks(text: str) -> bool:
    return word_table("actions", "columns").get(column_name(text)) == "title"


def _only_list_name(rows: Sequence[LeveledRow]) -> Callable[[str], bool]:
    """Whether it is the one heading that ends with a word for a list of tasks, and has some: 评审会待办(2月27日)."""
    words = tuple(word_table("actions", "list_names"))
    ending = {row.title for row in rows if row.section and row.parts and column_name(row.title).endswith(words)}
    ending |= {row.title for row in rows if row.section and row.parts and _bare_name(row.title).endswith(words)}
    found = {without_sign(title) for title in ending} if len(ending) == 1 else set[str]()
    return found.__contains__


def _bare_name(title: str) -> str:
    return _BRACKETS_BEHIND.sub("", column_name(title)).strip()


def _heading_state(text: str) -> str:
    """📥 待写, ✍️ 写作中, ✅ 已发布: also what is in the midst of something, and what waits for it."""
    bare = _SIGNS_BEFORE.sub("", _without_list_noun(text))
    known = word_table("actions", "statuses").get(plain(text)) or word_table("actions", "statuses").get(plain(bare))
    if known is None and _IN_THE_MIDST.fullmatch(bare):
        return "in-progress"
    to_come = _TO_COME.fullmatch(bare) or plain(bare) in word_table("actions", "no")
    return known or ("not-started" if known is None and to_come else "")


def _without_list_noun(text: str) -> str:
    """`CLOSED ACTIONS`, 已完成事项, 进行中（3）: the state alone. What else stands there names something."""
    return _LIST_NOUN.sub("", _BRACKETS_BEHIND.sub("", text.strip(" :："))).strip()


def _below(rows: Sequence[LeveledRow], place: int, own: list[str], tasks: Sequence[str]) -> Iterator[LeveledRow]:
    """The rows behind `place` that name the larger tasks `own`, as long as they do."""
    for number in range(place + 1, len(rows)):
        if [shown(rows[number].cells.get(name)) for name in tasks][: len(own)] != own:
            return
        yield rows[number]


def _larger(row: LeveledRow, parts: Sequence[LeveledRow]) -> LargerTask:
    names = [shown(row.cells.get(name)).strip() for name in ("wbs", "number")]
    title, own = without_sign(row.title), TaskRow(row.number, row.cells, {})
    return LargerTask(row.number, title, tuple(filter(None, (*names, title))), tuple(one.number for one in parts), own)


def _scale_circles(rows: Sequence[LeveledRow]) -> None:
    """○◔◑◕●: quarters, where one of them stands that is filled in part."""
    for name in _SAYS_HOW_FAR:
        texts = {shown(row.cells[name]).strip() for row in rows if name in row.cells}
        if texts & set("◔◑◕") and all(len(text) == 1 and text in _CIRCLES for text in texts):
            for row in rows:
                if name in row.cells:
                    row.cells["percent"] = PercentCell(25 * _CIRCLES.index(shown(row.cells.pop(name)).strip()))


def _scale_percents(rows: Sequence[LeveledRow]) -> None:
    """Where the others are shares of one, 1 is all of it."""
    texts = [shown(row.cells["percent"]).strip() for row in rows if isinstance(row.cells.get("percent"), str)]
    shares = [re.fullmatch(r"[01]?(\.\d+)?", text) for text in texts]
    if all(shares) and any(share and share[1] and share[1].strip(".0") for share in shares):
        for row in rows:
            if shown(row.cells.get("percent")).strip() in ("1", "1.0", "1.00"):
                row.cells["percent"] = PercentCell(100)
