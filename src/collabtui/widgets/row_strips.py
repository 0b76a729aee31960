"""The lines of a list: as they are drawn, kept so that scrolling back and forth draws nothing twice; and on which of
them its rows stand. A row takes one, or two where its title has no room on one. A list scrolls by rows, so none of this
looks at a row that is not seen."""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style

from collabtui.widgets.line import on_further_lines

Draw = Callable[[Sequence[Any], int], Sequence[Content]]
"""The lines of some rows, given their keys and the width in columns."""
LineState = tuple[int, int, int, bool, bool, str]
"""All that makes a drawn line another: its row and which line of it, the width, under the cursor, with the focus, its
sign."""
KEPT = 256
"""Drawn lines that are kept: half a dozen screens. Each is dozens of objects, which every full collection goes through
while a key waits."""

WHOLE = 400
"""Columns in which no line is cut."""
MEASURED = 60
"""Rows of a list without a height of its own that are drawn to know how high it has to be."""

LEAST_UNDER_HEADS = 12
"""Lines of a list from which one of them is that of the heads: a low one has it for a row."""

NEAR = 2
"""Screenfuls from the end of a list within which its end is looked at."""

_AS_IT_IS = Style()


class RowStrips:
    """Of one list. `parse_style` knows the names of colours where the list is."""

    def __init__(self, parse_style: Callable[[str | Style], Style]) -> None:
        self._parse_style = parse_style
        self._contents: dict[tuple[int, int], Content] = {}
        self.drawn: LRUCache[LineState, Strip] = LRUCache(KEPT)
        self._styles: dict[Style, RichStyle] = {}

    def forget_rows(self) -> None:
        self._contents.clear()
        self.drawn.clear()

    def forget_styles(self) -> None:
        self.drawn.clear()
        self._styles.clear()

    def content(self, keys: Sequence[Any], draw: Draw, at: int, width: int, screenful: int) -> Content:
        """The row at `at`, of one line or more; `draw` is asked for a screenful at a time."""
        if (at, width) not in self._contents:
            if len(self._contents) > KEPT:
                self._contents.clear()
            first = at - at % screenful
            lines = draw(keys[first : first + screenful], width)
            self._contents.update(
                ((place, width), on_further_lines(line, width)) for place, line in enumerate(lines, first)
            )
        return self._contents[at, width]

    def strip(self, content: Content, width: int, style: Style, over: Style = _AS_IT_IS) -> Strip:
        """One line of exactly that width; `over` wins against the pieces' own colours, which on the cursor's would be
        hard to read. `Visual.to_strips` would wrap it first and note for each piece where it
        stands, for selections that lists do not have: three times the work."""
        if content.cell_length != width:
            content = content.truncate(width, ellipsis=True, pad=True)
        parts = (
            (text, self._rich(part + over))
            for text, part in content.render(style, end="", parse_style=self._parse_style)
        )
        runs = groupby(parts, key=itemgetter(1))  # half as many pieces: each is touched five times on its way out
        return Strip([Segment("".join(text for text, _ in run), rich) for rich, run in runs], width)

    def below(self, sentence: str, y: int, width: int, style: Style) -> Strip:
        """A line of no row: blank, or in an empty list what there is to be said."""
        lines = sentence_lines(sentence, width)
        if not 0 <= y < len(lines):
            return Strip.blank(width, style.rich_style)
        return self.strip(Content.styled(lines[y], "$foreground-muted"), width, style)

    def _rich(self, style: Style) -> RichStyle:
        """There are few styles in a list, and many pieces that have one of them."""
        found = self._styles.get(style)
        if found is None:
            found = self._styles[style] = style.rich_style
        return found


class RowWindow:
    """Of one list. `whole` gives the row at its top, and how many columns and lines there are, those of heads too."""

    def __init__(self, strips: RowStrips, whole: Callable[[], tuple[int, int, int]]) -> None:
        self.keys: Sequence[Any] = ()
        self.draw: Draw = lambda keys, _: [Content("")] * len(keys)
        self.sign_of: Callable[[Any], str] | None = None
        """What stands in a column of its own before each row, for rows that can stand out (`marked_rows.py`)."""
        self.heads_of: Callable[[int], Content] | None = None
        """The line above the rows in so many columns: the heads of their columns."""
        self._strips = strips
        self._whole = whole
        self._seen: tuple[tuple[int, ...], list[tuple[int, int]]] = ((), [])

    def forget(self) -> None:
        """Rows look different, or are others."""
        self._strips.forget_rows()
        self._seen = ((), [])

    @property
    def above(self) -> int:
        """The number of lines above the rows: that of the heads, where it takes none from a low list."""
        return self._lines_above(self._whole()[2]) if self.heads_of else 0

    def _lines_above(self, height: int) -> int:
        return 1 if self.heads_of and self.keys and height >= LEAST_UNDER_HEADS else 0

    def heads(self) -> Content:
        width, sign = self._whole()[1], self.sign(0)
        return Content(" " * len(sign)) + (self.heads_of(width - len(sign)) if self.heads_of else Content(""))

    def _place(self) -> tuple[int, int, int]:
        """The row at the top, and how many columns and lines the rows have."""
        at, width, height = self._whole()
        return at, width, height - self._lines_above(height)

    def sign(self, at: int) -> str:
        return self.sign_of(self.keys[at]) if self.sign_of else ""

    def line(self, at: int, part: int) -> Content:
        """One line of the row at `at`, behind its sign."""
        sign = self.sign(at)
        lines = self._row(at, self._place()[1]).split("\n", allow_blank=True)
        return Content.styled(" " * len(sign) if part else sign, "$text-accent") + lines[part]

    def whole(self, at: int) -> str:
        """The text of the row at `at`, uncut."""
        return " ".join(self.draw([self.keys[at]], WHOLE)[0].plain.split())

    def drawn(self, at: int) -> str:
        """The text of the row at `at` in the room that there is."""
        width = self._place()[1]
        lines = self._row(at, width).split("\n", allow_blank=True)
        return "\n".join(line.truncate(width - len(self.sign(at)), ellipsis=True).plain for line in lines)

    def lines(self) -> list[tuple[int, int]]:
        """Of each line that is seen, the place of its row, and which line of that row it is."""
        place = self._place()
        if self._seen[0] != place:
            at, width, room = place
            lines: list[tuple[int, int]] = []
            while at < len(self.keys) and len(lines) < room:
                lines += ((at, part) for part in range(self._height(at, width)))
                at += 1
            self._seen = (place, lines[:room])
        return self._seen[1]

    @property
    def count(self) -> int:
        """The number of rows that are seen."""
        return len({at for at, _ in self.lines()})

    def line_of(self, at: int) -> int:
        """The line on which the row at `at` begins; the first one where it is not seen."""
        return next((y for y, (row, _) in enumerate(self.lines(), self.above) if row == at), 0)

    def row_on(self, y: int) -> int | None:
        """The place of the row on this line; None on the heads, and below the last one."""
        at, lines = y - self.above, self.lines()
        return lines[at][0] if 0 <= at < len(lines) else None

    def first_above(self, at: int) -> int:
        """The row at the top when the one at `at` stands at the bottom."""
        _, width, room = self._place()
        if at >= len(self.keys) or not room:
            return 0
        taken, top = self._height(at, width), at
        while top > 0 and (taken := taken + self._height(top - 1, width)) <= room:
            top -= 1
        return top

    def top_showing(self, at: int) -> int:
        """The row at the top, as near to the one there now as may be, with which the whole row at `at` is seen."""
        top, _, room = self._place()
        if not room or top <= at < top + room // 2:
            return top
        return at if at < top else max(top, self.first_above(at))

    def scroll_height(self, near: int) -> int:
        """The height with which the list scrolls just as far as its last row: one more for each row. That rows have two
        lines counts where the end is near the row at `near`; elsewhere nobody sees it."""
        count, (_, width, room) = len(self.keys), self._place()
        if not count or not room or near + NEAR * room < count:
            return count + self.above
        last = self.first_above(count - 1)
        return self.above + (last + room if last else sum(self._height(at, width) for at in range(count)))

    def content_height(self, width: int) -> int:
        """The number of lines that all rows take; of more than `MEASURED`, that of the rows."""
        count = len(self.keys)
        return count if count > MEASURED else sum(self._height(at, width) for at in range(count))

    def _row(self, at: int, width: int) -> Content:
        """All its lines, without its sign."""
        screenful = self._place()[2] or MEASURED
        return self._strips.content(self.keys, self.draw, at, width - len(self.sign(at)), screenful)

    def _height(self, at: int, width: int) -> int:
        return self._row(at, width).plain.count("\n") + 1


def blank_drawn_once(draw: Callable[[Region], list[Strip]], crop: Region, blank: range) -> list[Strip]:
    """The lines of a list in a region. Of those in `blank`, which are all alike, one is drawn and shown on all: they
    are half of most lists. `draw` draws each line of a region."""
    first, behind = max(crop.y, blank.start), min(crop.bottom, blank.stop)
    if behind - first < 2:
        return draw(crop)
    drawn = draw(Region(crop.x, crop.y, crop.width, first + 1 - crop.y))
    return drawn + drawn[-1:] * (behind - first - 1) + draw(Region(crop.x, behind, crop.width, crop.bottom - behind))


class EmptyList(Protocol):
    """A list, as far as it has a sentence in the place of rows."""

    filled: bool
    empty: str
    unread: str

    @property
    def keys(self) -> Sequence[Any]: ...


def in_place_of_rows(rows: EmptyList) -> str:
    """The sentence of a list without rows; nothing where there are some."""
    return "" if rows.keys else rows.empty if rows.filled else rows.unread


def sentence_lines(sentence: str, width: int) -> list[str]:
    """The lines of that width into which a sentence of an empty list is wrapped."""
    return [part for one in sentence.splitlines() for part in _wrapped(one, width)]


def _wrapped(text: str, width: int) -> list[str]:
    if 2 * len(text) <= width:
        return [text]  # in the first frame there is room
    from collabtui.text.width import cells, wrapped

    return wrapped(text, width).split("\n") if cells(text) > width else [text]
