"""Several tables one below the other in one sheet: the names of the columns come again, some blocks have names of their
own, and some are of something else."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from collabtui.formats.actions.column_values import is_day_or_stretch, is_person
from collabtui.formats.actions.heading_fields import column_name, field_of
from collabtui.formats.actions.raci_letters import DutyColumns, duty_signs, letter_columns, people_of_columns
from collabtui.formats.actions.row_shapes import RowShapes
from collabtui.formats.actions.table_head import HeadColumn, TableHead, find_head, named_columns
from collabtui.formats.actions.task_levels import LeveledRow
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.task_row_reader import TaskRowReader, beginning
from collabtui.formats.actions.telling_rows import (
    begins_at,
    is_heading,
    is_names_again,
    is_same_names,
    is_whole_table,
    names_in,
)
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_FEWEST_NAMES, _MOSTLY = 4, 0.8
_FEWEST_WHOLE = 3
"""Names, where all of them are known and mean something else each."""


@dataclass
class _Blocks:
    again: frozenset[int]
    """Numbers of the rows that have the names of the table once more."""
    above: frozenset[int] = frozenset()
    """Of the rows that have a heading right above these."""
    other: dict[int, TableHead] = field(default_factory=dict)
    """By the rows below other names, which stand in `names`."""
    names: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    """Of the rows among these that are no parts of the row above the names."""
    foreign: frozenset[int] = frozenset()
    """Of the rows below a heading without names, which say nothing of a task."""


class BlockReader:
    """Raw rows of all the blocks → rows with fields, each by the names that stand above it."""

    def __init__(
        self, rows: Sequence[RawRow], head: TableHead, given: Mapping[str, str], signs: Mapping[str, str]
    ) -> None:
        body = rows[head.rows :]
        self._names = [row for row in rows[: head.rows] if row.number >= head.number]
        self._blocks = _blocks_in(body, head, self._names, given)
        self._first = _heading_above(rows, head) if self._blocks.above else None
        self._readers: dict[int, TaskRowReader] = {}
        self.duties = duty_signs(rows)
        for one in (head, *self._blocks.other.values()):
            own = [row for row in body if self._blocks.other.get(row.number, head) is one]
            if id(one) not in self._readers:
                shapes = RowShapes(one, own, self._blocks.above)
                self._readers[id(one)] = TaskRowReader(one, self._matrix(one, own, given), given, signs, shapes)
        self._head, self._table = head, self._readers[id(head)]
        self._others: list[tuple[int, str]] = []

    def _matrix(self, head: TableHead, rows: Sequence[RawRow], given: Mapping[str, str]) -> DutyColumns:
        columns = letter_columns(head, rows, given, self.duties)
        return DutyColumns(columns, self.duties, people_of_columns(columns, given))

    @property
    def task_names(self) -> Sequence[str]:
        return self._table.task_names

    @property
    def letters(self) -> Sequence[HeadColumn]:
        return self._table.letters.columns

    @property
    def columns(self) -> list[HeadColumn]:
        """Of all blocks."""
        return [column for reader in self._readers.values() for column in reader.head.columns]

    @property
    def left_out(self) -> list[tuple[int, str]]:
        return sorted({*self._others, *(row for reader in self._readers.values() for row in reader.left_out)})

    def leveled(self, body: Sequence[RawRow]) -> Iterator[LeveledRow]:
        """Rows with their levels; those below other names are parts of the row above these."""
        above: LeveledRow | None = None
        if self._first is not None:
            number, text = beginning(self._first)
            yield LeveledRow(number, {"title": text}, section=True)
        for raw in body:
            other = raw.number in self._blocks.other
            if raw.number in self._blocks.names or raw.number in self._blocks.foreign:
                self._others.append(beginning(raw))
            elif (row := self._reader_of(raw.number).read(raw)) is not None:
                if other and above is not None and raw.number not in self._blocks.apart:
                    row.indent, above.own = above.indent + 1, True
                elif not other or row.section:
                    above = None if row.section else row
                yield row

    def _reader_of(self, number: int) -> TaskRowReader:
        return self._readers[id(self._blocks.other.get(number, self._head))]

    def task_row(self, row: LeveledRow, task: str) -> TaskRow:
        return self._reader_of(row.number).task_row(row, task)


def _heading_above(rows: Sequence[RawRow], head: TableHead) -> RawRow | None:
    """The row right above the first names, where the others have a heading there."""
    before = [row for row in rows if row.number < head.number]
    return before[-1] if before and is_heading(before[-1]) and before[-1].number == head.number - 1 else None


def _blocks_in(body: Sequence[RawRow], head: TableHead, names: Sequence[RawRow], given: Mapping[str, str]) -> _Blocks:
    called = names_in(names)
    again = {row.number: is_same_names(row, names) for row in body if is_names_again(row, called)}
    own = frozenset(number for number, same in again.items() if same)
    headings = {row.number for row in body if is_heading(row)}
    found = _Blocks(own, frozenset(number - 1 for number in own) & headings)
    known = {column_name(one.name): one.field for one in named_columns(head)} | dict(given)
    start = min(column.place for column in named_columns(head))
    for place, row in enumerate(body):
        if row.number in again and row.number not in own:
            if is_whole_table(body[place : place + 2], start):
                _read_block(found, body[place:], again, known)
            else:
                _read_below(found, body[place:], start, known)
        elif row.number not in again and row.number not in found.other and _are_other_names(row, given):
            _read_block(found, body[place:], again, given)
    if again.keys() - own:
        found.above |= {number - 1 for number in found.names} & headings
    if found.above:
        found.foreign = frozenset(_foreign(body, found, head, given))
    found.foreign |= frozenset(_of_another_table(body, found, given))
    return found


def _read_below(found: _Blocks, rows: Sequence[RawRow], start: int, known: Mapping[str, str]) -> None:
    """The rows below other names, up to the next one that has something where the table begins."""
    names, *below = rows
    own = list[RawRow]()
    for row in below:
        if begins_at(row, start) or row.number != names.number + len(own) + 1:
            break
        own.append(row)
    other = find_head([names, *own], known) if own else None
    if other is not None:
        found.names.add(names.number)
        found.other |= dict.fromkeys((row.number for row in own), other)


def _are_other_names(row: RawRow, given: Mapping[str, str]) -> bool:
    """Whether a row has nothing but names of columns, of tasks among them, and most of them known."""
    texts = [text for cell in row.cells if (text := shown(cell).strip())]
    if len(set(texts)) < _FEWEST_WHOLE or any(is_person(text, given) or is_day_or_stretch(text) for text in texts):
        return False
    fields = [field_of([text], given) for text in texts]
    known = {field for field in fields if field}
    mostly = len(set(texts)) >= _FEWEST_NAMES and sum(map(bool, fields)) >= _MOSTLY * len(texts)
    return "title" in known and (mostly or len(known) == len(texts))


def _read_block(found: _Blocks, rows: Sequence[RawRow], again: Collection[int], given: Mapping[str, str]) -> None:
    """The rows below names of their own, which stand apart from the rows above: up to a heading, or the next names."""
    names, *below = rows
    own = list[RawRow]()
    for row in below:
        if row.number in again or is_heading(row) or _are_other_names(row, given):
            break
        own.append(row)
    other = find_head([names, *own], given) if own else None
    if other is not None:
        found.names.add(names.number)
        found.apart |= {row.number for row in own}
        found.other |= dict.fromkeys((row.number for row in own), other)


def _of_another_table(body: Sequence[RawRow], found: _Blocks, given: Mapping[str, str]) -> Iterator[int]:
    """Behind an empty row the names of the columns of a table without tasks, such as one of risks, with its heading and
    its rows, up to the next names or the next empty row."""
    last, inside = 0, False
    heading: RawRow | None = None
    for row in body:
        gap, is_names = row.number > last + 1, row.number in found.names or row.number in found.again
        begins = (gap or heading is not None) and not is_names and _are_names_without_tasks(row, given)
        inside = begins or (inside and not gap and not is_names)
        if begins and heading is not None:
            yield heading.number
        if inside:
            yield row.number
        heading = row if gap and is_heading(row) else None
        last = row.number


def _are_names_without_tasks(row: RawRow, given: Mapping[str, str]) -> bool:
    texts = [text for cell in row.cells if (text := shown(cell).strip())]
    if len(set(texts)) < _FEWEST_WHOLE or any(is_person(text, given) or is_day_or_stretch(text) for text in texts):
        return False
    fields = [field_of([text], given) for text in texts]
    return not {"title", "task"} & {*fields} and sum(map(bool, fields)) >= _MOSTLY * len(texts)


def _foreign(body: Sequence[RawRow], found: _Blocks, head: TableHead, given: Mapping[str, str]) -> Iterator[int]:
    """Each heading that has no names below it, with its rows, where none of them has a day, a state or somebody of the
    book where the tasks have them."""
    segment: list[RawRow] = []
    ends = found.above | found.again
    for row in (*body, None):
        if row is not None and segment and row.number not in ends and not (is_heading(row) and len(segment) > 1):
            segment.append(row)
            continue
        if not any(_says_of_task(one, head, given) for one in segment):
            yield from (one.number for one in segment)
        segment = [row] if row is not None and is_heading(row) and row.number not in ends else []


def _says_of_task(row: RawRow, head: TableHead, given: Mapping[str, str]) -> bool:
    texts = {
        one.field: shown(row.cells[one.place]).strip() for one in named_columns(head) if one.place < len(row.cells)
    }
    days = (texts.get(name, "") for name in ("planned_start", "due", "span", "actual_finish"))
    return (
        any(text and is_day_or_stretch(text) for text in days)
        or bool(word_table("actions", "statuses").get(plain(texts.get("status", ""))))
        or is_person(texts.get("owner", ""), given)
    )
