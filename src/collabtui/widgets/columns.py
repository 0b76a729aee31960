"""The columns of a list: which of them a width has room for, what stands below the title instead, and their heads."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import BETWEEN, GAP, Cell, as_content, fitting, line, one_line, shares

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

MARK = "mark"
"""The column of a sign, which has no head."""
NARROW_TITLE = 40
"""Columns in fewer of which two lines cut what most people write."""
LEAST_BELOW = 8
"""Columns behind others below a title in which something is said in short; in fewer it begins a line."""


class ListColumn(NamedTuple):
    name: str
    """Of what a row shows in it; `heads.` and this is its head in the catalogue."""
    least: int
    most: int
    """Columns of the terminal that it takes."""
    goes_below: bool = False
    """Whether it stands below the title where it has no room beside it; else it is left out."""
    goes_above: bool = False
    """The same above the title: who wrote a mail is read before what he says."""


Cells = Callable[[str, int], Content]
"""What a row shows in the column of this name, in so many columns of the terminal."""


def as_wide_as(column: ListColumn, texts: Iterable[str], *beside: str) -> ListColumn:
    """The column of a list in which these texts may stand: no wider than nine of ten of them need, so that the title
    has what nobody fills. A longer one goes on below, and a word of it is torn only where it is wider than the least
    of the column. `beside`: what has to have room too, such as its head. Without texts it is as it was."""
    known = list(texts)
    if not known:
        return column
    by_width = sorted(map(cell_len, known))
    longest_word = max(cell_len(word) for text in known for word in text.split() or [""])
    need = max(by_width[(len(known) * 9 - 1) // 10], min(longest_word, column.least), *map(cell_len, beside), 1)
    return column._replace(least=min(column.least, need), most=min(column.most, need))


class ColumnLayout(NamedTuple):
    """Of a list in one width."""

    width: int
    beside: tuple[tuple[str, int], ...]
    """Name and columns of the terminal, from left to right; 0: what the others leave."""
    below: tuple[str, ...]
    labels: Mapping[str, str] = MappingProxyType({})
    """By name what stands before it below the title, where it would not be understood alone."""
    above: tuple[str, ...] = ()

    def line(self, cells: Cells, *, most: int = 2) -> Content:
        """One row, on one line or more; what stands above the title is one of the `most`. A narrow title has a line
        more before it is cut, with nothing below it or on a page of its own."""
        over = self._line_above(cells)
        is_narrow = self._title_room < NARROW_TITLE and not (self.below and not self.labels)
        lines = most - 1 if over else most + is_narrow
        rows = line(self.width, *self._row(cells, marked=not over), most=lines)
        indent = Content(" " * self._indent)
        return Content("\n").join([*over, rows, *(indent + text for text in self._lines_below(cells))])

    def _row(self, cells: Cells, *, marked: bool) -> Iterator[Cell]:
        """The cells beside each other; the mark stands on the first line of a row."""
        for name, room in self.beside:
            yield (cells(name, room or self._title_room) if name != MARK or marked else Content(""), room)

    def _line_above(self, cells: Cells) -> list[Content]:
        """The mark, and behind it what has no room beside the title and stands above it."""
        if not self.above:
            return []
        room = max(0, self.width - self._indent)
        shown = as_content(BETWEEN, MUTED).join(cells(name, room) for name in self.above)
        marks = [(cells(name, columns), columns) for name, columns in self.beside if name == MARK]
        return [one_line(self.width, *marks, (shown, 0))]

    def _lines_below(self, cells: Cells) -> list[Content]:
        """One behind the other as far as there is room, none torn apart; one that is longer than a line has two."""
        room, lines = max(0, self.width - self._indent), list[Content]()
        for name in self.below:
            left = room - (lines[-1].cell_length + len(BETWEEN) if lines else 0)
            text = self._labelled(name, cells(name, left if left >= LEAST_BELOW else room))
            if lines and text.cell_length <= left:
                lines[-1] = lines[-1] + as_content(BETWEEN, MUTED) + text if text.plain else lines[-1]
            elif text.plain:
                lines.append(text)
        return [part.rstrip() for one in lines for part in line(room, (one, 0)).split("\n")]

    def _labelled(self, name: str, text: Content) -> Content:
        label = self.labels.get(name)
        if not text.plain.strip():
            return Content("")
        return as_content(f"{label} ", MUTED) + text if label else text

    def heads(self, words: "Catalogue") -> Content:
        """The line above the rows."""
        heads = ("" if name == MARK else self._head(name, room, words) for name, room in self.beside)
        rooms = (room for _, room in self.beside)
        return one_line(self.width, *((as_content(head, MUTED), room) for head, room in zip(heads, rooms, strict=True)))

    def _head(self, name: str, room: int, words: "Catalogue") -> str:
        """Above a title it is that of what stands over it, too."""
        return BETWEEN.join(words(f"heads.{one}") for one in (*(() if room else self.above), name))

    @property
    def _title_room(self) -> int:
        return self.width - sum(room for _, room in self.beside) - GAP * (len(self.beside) - 1)

    @property
    def _indent(self) -> int:
        """Columns before the title, which has what the others leave."""
        before = 0
        for _, room in self.beside:
            if not room:
                return before
            before += room + GAP
        return before


def laid_out(
    width: int, fixed: Sequence[ListColumn], title: ListColumn, others: Sequence[ListColumn], order: Sequence[str]
) -> ColumnLayout:
    """In `order` from left to right. The fixed ones never give way; the others do by their worth, the worthiest is
    first. The title has its least room before any of them stands beside it, and its most before they take more than
    their least."""
    room = width - sum(column.least + GAP for column in fixed)
    sizes = [(column.least, column.most) for column in others]
    there = fitting(room, title.least, *sizes)
    widths = shares(room, title.most, *sizes[:there])
    beside = {column.name: column.least for column in fixed} | {title.name: 0}
    beside |= {column.name: taken for column, taken in zip(others, widths, strict=False)}
    below = {column.name for column in others[there:] if column.goes_below}
    above = {column.name for column in others[there:] if column.goes_above}
    return ColumnLayout(
        width,
        tuple((name, beside[name]) for name in order if name in beside),
        tuple(name for name in order if name in below),
        above=tuple(name for name in order if name in above),
    )


def all_laid_out(
    width: int,
    fixed: Sequence[ListColumn],
    title: ListColumn,
    others: Sequence[ListColumn],
    order: Sequence[str],
    words: "Catalogue",
) -> ColumnLayout:
    """For a list that has the whole page: none is left out. What has no room beside the title stands below it, behind
    its head."""
    below = [column._replace(goes_below=True) for column in others]
    labels = {column.name: words(f"heads.{column.name}") for column in others}
    return laid_out(width, fixed, title, below, order)._replace(labels=labels)
