"""The lines of a list as they are drawn: kept, so that scrolling back and forth draws nothing twice."""

from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style

Draw = Callable[[Sequence[Any], int], Sequence[Content]]
"""The lines of some rows, given their keys and the width in columns."""
LineState = tuple[int, int, bool, bool, str]
"""All that makes a drawn line another: its place, the width, under the cursor, with the focus, its sign."""
KEPT = 256
"""Drawn lines that are kept: half a dozen screens. Each is dozens of objects, which every full collection goes through
while a key waits."""

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
        """The line at `at`; `draw` is asked for a screenful at a time."""
        if (at, width) not in self._contents:
            if len(self._contents) > KEPT:
                self._contents.clear()
            first = at - at % screenful
            lines = draw(keys[first : first + screenful], width)
            self._contents.update(((place, width), line) for place, line in enumerate(lines, first))
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
        lines = sentence.splitlines()
        if not 0 <= y < len(lines):
            return Strip.blank(width, style.rich_style)
        return self.strip(Content.styled(lines[y], "$foreground-muted"), width, style)

    def _rich(self, style: Style) -> RichStyle:
        """There are few styles in a list, and many pieces that have one of them."""
        found = self._styles.get(style)
        if found is None:
            found = self._styles[style] = style.rich_style
        return found


def blank_drawn_once(draw: Callable[[Region], list[Strip]], crop: Region, blank: range) -> list[Strip]:
    """The lines of a list in a region. Of those in `blank`, which are all alike, one is drawn and shown on all: they
    are half of most lists. `draw` draws each line of a region."""
    first, behind = max(crop.y, blank.start), min(crop.bottom, blank.stop)
    if behind - first < 2:
        return draw(crop)
    drawn = draw(Region(crop.x, crop.y, crop.width, first + 1 - crop.y))
    return drawn + drawn[-1:] * (behind - first - 1) + draw(Region(crop.x, behind, crop.width, crop.bottom - behind))
