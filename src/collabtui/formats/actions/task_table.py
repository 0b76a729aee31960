"""The table of tasks that a team already has: its columns are known by the names that people give them, or by what was
said of them."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from collabtui.domain.action_status import STATUSES
from collabtui.domain.whole_number import whole_number
from collabtui.errors import Refused
from collabtui.formats.actions.column_values import PERSON
from collabtui.formats.actions.heading_fields import FIRST_DUE, UNUSED, column_name
from collabtui.formats.actions.parent_links import link_parents
from collabtui.formats.actions.raci_letters import letter_columns, people_by_letter
from collabtui.formats.actions.row_shapes import RowShapes
from collabtui.formats.actions.sign_legends import abbreviations_in, legend_in, legend_text
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
    blanks_before,
    fill_down,
    find_parents,
    without_blanks,
    without_counts,
    without_heading_sign,
    without_sign,
)
from collabtui.formats.actions.task_row import TaskRow, number_in_book
from collabtui.formats.actions.written_values import says_nothing
from collabtui.formats.documents.document import Cell, PercentCell, shown
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.table_reading import ReadTable, is_workbook, place_of, read_tables

ALL_SHEETS = "*"
_SAMPLES = 3
_SAME = 0.8
"""Share of the columns that two sheets of one kind have in common."""
_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_BEFORE_COLON = re.compile(r"([^:：]{1,12})[:：]")
_COUNT = re.compile(
    r"(?:总?共|合计|总计)\s*\d+\s*[项条个].*|totals?\s*[:：]?\s*\d+(?:\s*(?:tasks?|items?|actions?))?", re.I | re.DOTALL
)
"""共4项，完成1项: what is below the tasks alone."""
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|\b)")
_MAY_SAY_NOTHING = (
    "owner", "doer", "collaborators", "people", "helping_department", "planned_start", "due", "first_due", "span",
    "actual_start", "actual_finish", "status", "percent", "progress", "depends_on", "risk", "risk_level", "risk_answer",
    "deliverable", "note", "reason",
)  # fmt: skip
"""Fields in which a stroke or `n/a` is an empty cell."""
_OF_STATES = ("status", "percent", "progress")


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
    guessed: str = ""
    """The column that was taken for the tasks although nothing calls it so."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What the table says itself that letters stand for: `CJ = Carol Jones`."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """Who somebody is, as it was told: names by `PERSON` and what the table calls them."""
    sheets: tuple[str, ...] = ()
    """Names of those that are read together."""


def read_action_table(data: bytes, given: Mapping[str, str] = _NO_FIELDS, sheet: str = "") -> ActionTable:
    """The first sheet of a workbook that has tasks in it, the one of this name or number, or `ALL_SHEETS` that have
    tasks; of a text all its tables.
    `given` says what columns mean, by `column_name`: fields, or `-` for what is to be passed over; and by `column:word`
    what status a word in it means.

    Raises `Refused`: table.no_tasks (value: the names that were found), table.same_columns, table.no_sheet, and what
    `read_tables` raises."""
    tables = _wanted(read_tables(data), sheet)
    heads = _heads(tables, given)
    if not heads:
        raise Refused("table.no_tasks", value=_names_found([table.rows for table in tables])[:8])
    signs = legend_in([row for table in tables for row in table.rows])
    if is_workbook(data):
        sheets = [
            _Sheet(place, table.name, head, _table(table.rows, head, given, legend_in(table.rows) or signs))
            for place, table in enumerate(tables, 1)
            for of, head in heads
            if of is table
        ]
        return _of_sheets(sheets, sheets if _are_all(sheet, tables) else _of_one_kind(sheets))
    signs = {**legend_in([RawRow(0, (line,)) for line in decode_text(data).splitlines()]), **signs}
    read = [_table(table.rows, head, given, signs) for table, head in heads]
    known = [table for table, _ in heads]
    unread = sum(table not in known and likely_head(table.rows) is not None for table in tables)
    return replace(_together(read), unread=unread)


class _Sheet(NamedTuple):
    place: int
    """Among those that are seen, from 1."""
    name: str
    head: TableHead
    table: ActionTable


def _heads(tables: Sequence[ReadTable], given: Mapping[str, str]) -> list[tuple[ReadTable, TableHead]]:
    """Of the tables with tasks; where no column of any is called so, of those in which one looks like them."""
    heads = [(table, head) for table in tables if (head := find_head(table.rows, given))]
    return heads or [(table, head) for table in tables if (head := guessed_head(table.rows, given))]


def _of_one_kind(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """The first, and those that go on with it: the same columns, and other tasks, as open and closed ones."""
    first, *others = sheets
    kept, names = [first], {column.name for column in first.head.columns}
    titles = {row.text("title") for row in first.table.rows}
    for one in others:
        same, own = {column.name for column in one.head.columns} & names, {row.text("title") for row in one.table.rows}
        if len(same) >= _SAME * max(len(names), len(one.head.columns)) and not own & titles:
            kept.append(one)
            titles |= own
    return kept


def _of_sheets(sheets: Sequence[_Sheet], chosen: Sequence[_Sheet]) -> ActionTable:
    others = tuple(one.name for one in sheets if one not in chosen)
    if len(chosen) == 1:
        return replace(chosen[0].table, other_sheets=others)
    together = _together([_of_sheet(one.table, one.place, one.name) for one in chosen])
    return replace(together, other_sheets=others, sheets=tuple(one.name for one in chosen))


def sheets_with_tasks(data: bytes, given: Mapping[str, str] = _NO_FIELDS) -> tuple[str, ...]:
    """Names of the sheets of a workbook that have tasks; empty of a text. Raises as `read_tables`."""
    return tuple(table.name for table in read_tables(data) if table.name and find_head(table.rows, given))


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
    tables = _wanted(read_tables(data), sheet)
    known = _heads(tables, given)
    likely = [(one, head) for one in tables if one not in [of for of, _ in known] and (head := likely_head(one.rows))]
    found = {}
    one_only = is_workbook(data) and sheet != ALL_SHEETS
    for table, head in (known or likely)[:1] if one_only else known or likely if is_workbook(data) else known + likely:
        rows = table.rows
        letters = letter_columns(head, rows[head.rows :])
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
        abbreviations=dict(ChainMap(*(dict(table.abbreviations) for table in tables))),
        other_names=dict(ChainMap(*(dict(table.other_names) for table in tables))),
        other_sheets=tuple(dict.fromkeys(name for table in tables for name in table.other_sheets)),
    )


def _table(rows: Sequence[RawRow], head: TableHead, given: Mapping[str, str], signs: Mapping[str, str]) -> ActionTable:
    body = rows[head.rows :]
    reader = _Rows(head, letter_columns(head, body), given, signs, RowShapes(head, body))
    leveled = _with_remarks(row for raw in body if (row := reader.read(raw)))
    fields = [column.field for column in named_columns(head)]
    tasks = reader.task_names
    ours = "ref" in fields  # a table of ours names each action, and what it leaves empty is empty
    if tasks and not ours and link_parents(leveled, tasks, body):
        _below_sections(leveled)
    elif tasks and not ours:
        fill_down(leveled, tasks)
        _below_sections(leveled)
    elif not ours:
        find_parents(leveled)
    if not ours:
        without_counts(leveled)
    _scale_percents(leveled)
    left_out = {number for number, _ in reader.left_out}
    found = [row for row in leveled if row.own or not (row.parts or row.section or row.divided)]
    return ActionTable(
        rows=tuple(reader.task_row(row, path) for row, path in zip(found, _paths(found, tasks), strict=True)),
        passed_over=tuple(one.name for one in head.columns if one.field in ("", UNUSED) and one not in reader.letters),
        larger=tuple(_larger(row, parts) for row, parts in _larger_rows(leveled, tasks)),
        left_out=tuple(reader.left_out),
        year=_year(rows[: head.rows]),
        guessed=head.guessed,
        other_names={name: meaning for name, meaning in given.items() if name.startswith(PERSON)},
        abbreviations=abbreviations_in([*rows[: head.rows], *(raw for raw in body if raw.number in left_out)]),
    )


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
        if row.divided:
            own = [shown(row.cells.get(name)) for name in tasks if name in row.cells]
            yield row, [one for one in _below(rows, place, own, tasks) if not one.divided]
        elif row.parts and not row.own:
            yield row, list(row.leaves())


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


def _scale_percents(rows: Sequence[LeveledRow]) -> None:
    """Where the others are shares of one, 1 is all of it."""
    texts = [shown(row.cells["percent"]).strip() for row in rows if isinstance(row.cells.get("percent"), str)]
    shares = [re.fullmatch(r"[01]?(\.\d+)?", text) for text in texts]
    if all(shares) and any(share and share[1] and share[1].strip(".0") for share in shares):
        for row in rows:
            if shown(row.cells.get("percent")).strip() in ("1", "1.0", "1.00"):
                row.cells["percent"] = PercentCell(100)


class _Rows:
    """Raw rows → rows with fields."""

    def __init__(
        self,
        head: TableHead,
        letters: Sequence[HeadColumn],
        given: Mapping[str, str],
        signs: Mapping[str, str],
        shapes: RowShapes,
    ) -> None:
        self.given = given
        self.signs = signs
        self.head = head
        self.letters = letters
        self.shapes = shapes
        self.left_out: list[tuple[int, str]] = []
        columns = list(named_columns(head))
        self.by_field: dict[str, list[HeadColumn]] = {}
        for column in columns:
            self.by_field.setdefault(column.field, []).append(column)
        self.task_names = [f"task{depth}" for depth in range(len(self.by_field.get("task", ())))]
        self.title = self.by_field["title" if "title" in self.by_field else "line"][0].place
        self.names = {column.place: column_name(column.name) for column in columns}

    def read(self, raw: RawRow) -> LeveledRow | None:
        """None for a row that is no task, and for one that holds nothing but its number."""
        filled = [(place, text) for place, cell in enumerate(raw.cells) if (text := shown(cell).strip())]
        if self._is_left_out(raw, filled):
            self.left_out.append((raw.number, " ".join(filled[0][1].split())[:40]))
            return None
        if self._is_section(raw, filled):
            place, text = filled[0]
            return LeveledRow(raw.number, {"title": " ".join(text.split())}, raw.indents.get(place, 0), section=True)
        cells = dict(self._cells(raw))
        if self.letters and "title" in cells:
            cells |= people_by_letter(raw, self.letters)
        first_due = cells.pop(FIRST_DUE, None)
        if first_due is not None:
            cells.setdefault("due", first_due)
        if not cells.keys() - {"number", "level"}:
            return None
        if "line" not in self.by_field and not cells.keys() & {"title", "ref", *self.task_names}:
            self.left_out.append((raw.number, " ".join(filled[0][1].split())[:40]))  # nobody could tell what to do
            return None
        if raw.comments:
            cells["note"] = "\n".join(filter(None, (shown(cells.get("note")).strip(), *self._comments(raw))))
        text = shown(raw.cells[self.title]) if self.title < len(raw.cells) else ""
        indent, own = raw.indents.get(self.title, 0), _is_assigned(cells)
        return LeveledRow(raw.number, cells, indent, blanks_before(text), own=own, hidden=raw.hidden)

    def _comments(self, raw: RawRow) -> Iterator[str]:
        """Each with the name of its column."""
        names = {column.place: column.name for column in self.head.columns}
        for place, text in sorted(raw.comments.items()):
            yield f"{names[place]}: {text}" if place in names else text

    def _cells(self, raw: RawRow) -> Iterator[tuple[str, Cell]]:
        for name, columns in self.by_field.items():
            filled = [column for column in columns if column.place < len(raw.cells)]
            values = [self._translated(column, raw.cells[column.place]) for column in filled]
            if name == "task":
                named = zip(self.task_names, map(_one_line, values), strict=False)
                yield from ((level, value) for level, value in named if shown(value).strip())
                continue
            kept = [value for value in values if _says_something(name, value)]
            if len(kept) == 1:
                yield name, kept[0]
            elif kept:
                yield name, "\n".join(shown(value).strip() for value in kept)

    def _translated(self, column: HeadColumn, cell: Cell) -> Cell:
        """The status that this word stands for in this column, where somebody has told that it is one, or the table
        does."""
        if column.field not in _OF_STATES or not isinstance(cell, str):
            return cell
        status = self.given.get(column_name(f"{column.name}:{cell}"), "") or self.signs.get(cell.strip(), "")
        return status if status in STATUSES else cell

    def _is_left_out(self, raw: RawRow, filled: Sequence[tuple[int, str]]) -> bool:
        if not filled:
            return True
        first = filled[0][1]
        titled = any(place == self.title for place, _ in filled)
        sums, remarks = word_table("actions", "totals"), word_table("actions", "remarks")
        if any(plain(text).strip(" :：") in sums for _, text in filled[:2]) or self.shapes.is_sum(raw):
            return True
        before = _BEFORE_COLON.match(first)
        if len({text for _, text in filled}) == 1 and self.shapes.is_below(raw, first):
            return True
        if (len(filled) == 1 and _COUNT.fullmatch(first)) or legend_text(raw):
            return True
        alone = len(filled) == 1 or not titled or raw.wide > 2
        if alone and before and plain(before[1]) in remarks:
            return True
        again = [place for place, text in filled if self.names.get(place, "").endswith(column_name(text))]
        return len(again) > 1 and 2 * len(again) >= len(filled)

    def _is_section(self, raw: RawRow, filled: Sequence[tuple[int, str]]) -> bool:
        """A row with nothing but a heading: merged over further columns, or where no title stands."""
        if len({text for _, text in filled}) != 1 or len(self.by_field) < 2:
            return False
        (place, text), *_ = filled
        field = next((column.field for column in self.head.columns if column.place == place), "")
        if field == "task" or text.isdigit():
            return False
        if len(filled) == 1 and self.shapes.is_heading(raw, text):
            return True
        return raw.wide > 1 or len(filled) > 2 or (place != self.title and field in ("", "number", "wbs", UNUSED))

    def task_row(self, row: LeveledRow, task: str) -> TaskRow:
        cells = {name: cell for name, cell in row.cells.items() if name not in self.task_names}
        if task:
            cells["task"] = task
        if isinstance(title := cells.get("title"), str):
            cells["title"] = without_blanks(title)
        cells |= _first_owns(TaskRow(row.number, cells, {}))
        places = {
            field: (place_of(row.number, columns[-1].place), columns[-1].name)
            for field, columns in self.by_field.items()
        }
        places = {name: places["people"] for name in ("owner", "collaborators") if "people" in places} | places
        return TaskRow(row.number, cells, places, row.hidden)


def _is_assigned(cells: Mapping[str, Cell]) -> bool:
    """Whether it is an item of a check list that names somebody."""
    return "status" in cells and "@" in shown(cells.get("line"))


def _first_owns(row: TaskRow) -> dict[str, Cell]:
    """Where one column has all people, as those of project programs, the first of them owns the task."""
    people = row.listed_outside_brackets("people")
    if "owner" not in row.cells and people:
        return {"owner": people.pop(0), "collaborators": "\n".join([row.lines("collaborators"), *people]).strip()}
    return {"collaborators": "\n".join([row.lines("collaborators"), *people]).strip()} if people else {}


def _one_line(cell: Cell) -> Cell:
    return " ".join(cell.split()) if isinstance(cell, str) else cell


def _says_something(field: str, cell: Cell) -> bool:
    text = shown(cell).strip()
    return bool(text) and not (field in _MAY_SAY_NOTHING and says_nothing(text))
