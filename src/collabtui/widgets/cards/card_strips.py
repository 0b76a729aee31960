"""The lines of columns of cards as they are drawn: a card is asked for when it is seen, and kept."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style

from collabtui.text.width import cells, cut, wrapped
from collabtui.widgets.cards.card_places import CardColumn, CardPlaces
from collabtui.widgets.cards.card_stack import CARD, MOST_OF_CARD, CardStack
from collabtui.widgets.colours import ACCENT, LATE, MUTED
from collabtui.widgets.line import as_content
from collabtui.widgets.row_strips import WHOLE, RowStrips

DrawCards = Callable[[Sequence[Any], int, int], Sequence[Sequence[Content]]]
"""The lines of some cards, given their keys, the width in columns, and how many lines each may have."""
DrawCarried = Callable[[Any, Any, int, int], Sequence[Content]]
"""The lines of a card that is carried, given its key, the column's, how far down, and the width."""
HEAD = 2
"""Lines above the cards: what the column is, and how much is above."""
ROOMY = 24
"""Columns of one with cards, where the headings of those without are whole beside it, and most titles on two lines."""
AIRY = 24
"""Lines of a column from which an empty one parts its cards, however many there are."""
LEAST = 19
"""Columns of the terminal that a column takes at least: 16 for a title, and its edges."""
KEPT = 4000


def three_lines(_width: int) -> int:
    return CARD


class CardLines(NamedTuple):
    """The lines that the cards of some columns take, given the width in columns."""

    least: Callable[[int], int] = three_lines
    whole: Callable[[int], int] | None = None
    """Of the one that takes most, where nothing in it is cut. Of such cards each is parted from the next; without it a
    long title may have the line between them."""
    may_touch: bool = False
    """A long title has that line all the same where not all have room for one line more."""


THREE_LINES = CardLines()


class Layout(NamedTuple):
    """The columns that are seen, how wide each is with its edge, how many cards one has room for, and how many lines
    it is from one to the next."""

    seen: range
    widths: tuple[int, ...]
    room: int
    step: int = CARD
    most: int = CARD
    """Lines that a card may have: in all but the lowest columns an empty one is left below it."""
    lines: int = 0
    """All that a column has for its cards."""
    tallest: int = CARD
    """Lines of a card where all of a column have room."""
    width: int = 0
    """Of all columns that are seen."""

    def left(self, index: int) -> int:
        """The cell at which a column begins."""
        return sum(self.widths[: index - self.seen.start])

    def own(self, index: int) -> int:
        """Columns for its cards, without its edge: the last one has none, and all that is left."""
        is_last = index == self.seen[-1]
        return self.width - self.left(index) if is_last else self.widths[index - self.seen.start] - 1

    def column_at(self, x: int) -> int:
        """The index of the column there; of the last one beyond it."""
        ends = accumulate(self.widths[:-1])
        return self.seen.start + sum(end <= x for end in ends)


def layout_of(
    places: CardPlaces, width: int, height: int, *, even: bool = True, card_lines: CardLines = THREE_LINES
) -> Layout:
    """Of a part of that size: an empty line parts the cards where it is tall, and where all of them have room so; a
    long title has that line, unless the column is narrow and all have room for one more, too. Cards that say how many
    lines they take whole have as many of them as all have room for."""
    widths = () if even else _uneven(places, width + 1)
    seen = places.fit(len(widths) or max(1, (width + 1) // LEAST))
    fullest, room = max((one.total for one in places.columns[seen.start : seen.stop]), default=0), height - HEAD - 1
    each = max(1, (width + 1) // max(1, len(seen)))
    widest = max(widths, default=each)
    card = base = card_lines.least(widest - 1)
    if card_lines.whole and (card + 2) * fullest <= room:
        card = max(card, min(card_lines.whole(widest - 1), room // max(1, fullest) - 1))
    roomy = not card_lines.whole and widest < ROOMY and fullest * (card + 2) <= room
    step = card + 2 if roomy else card + 1 if height >= AIRY or fullest * (card + 1) <= room else card
    touches = card_lines.whole is None or (card_lines.may_touch and card == base)
    is_parted = roomy or (step > card and not touches)
    most = step - is_parted
    tallest = MOST_OF_CARD if card_lines.whole else most
    shared = widths or (each,) * len(seen)
    return Layout(seen, shared, max(1, room // step), step, most, height - HEAD, max(tallest, most), width)


def _uneven(places: CardPlaces, width: int) -> tuple[int, ...]:
    """Columns without a card are as wide as their heading, the others share the rest; nothing where not all of them
    have room so, or none has a card. One over which a card is carried has its width."""
    full = [
        bool(one.total) or (places.carried is not None and at == places.at) for at, one in enumerate(places.columns)
    ]
    whole = [0 if has else cells(one.heading) + 2 for has, one in zip(full, places.columns, strict=True)]
    small = whole if sum(whole) + ROOMY * sum(full) <= width else [min(LEAST, one) for one in whole]
    if not any(full) or sum(small) + LEAST * sum(full) > width:
        return ()
    each, rest = divmod(width - sum(small), sum(full))
    wider = {at for at, _ in zip((at for at, has in enumerate(full) if has), range(rest), strict=False)}
    return tuple(each + (at in wider) if has else small[at] for at, has in enumerate(full))


class Look(NamedTuple):
    """The styles of a part: as it is, under the cursor, carried; whether it has the focus."""

    plain: Style
    cursor: Style
    carried: Style
    focused: bool


class CardStrips:
    """Of one part. `parse_style` knows the names of colours where it is."""

    def __init__(self, parse_style: Callable[[str | Style], Style]) -> None:
        self._strips = RowStrips(parse_style)
        self._cards: dict[tuple[Any, int, int], Sequence[Content]] = {}
        self._drawn: dict[tuple[object, ...], Strip] = {}
        self._parts: dict[tuple[object, ...], Strip] = {}
        """Lines of cards by what is cheap to compare: key, width, line, and how it stands out."""
        self._stacks: dict[tuple[object, ...], CardStack | None] = {}
        self._look: Look | None = None
        """In which they were drawn."""
        self.draw: DrawCards = lambda keys, *_: [[Content("")]] * len(keys)
        self.draw_carried: DrawCarried | None = None

    def forget(self) -> None:
        self._cards.clear()
        self._drawn.clear()
        self._parts.clear()
        self._stacks.clear()

    def forget_styles(self) -> None:
        self._drawn.clear()
        self._parts.clear()
        self._strips.forget_styles()

    def plain(self, content: Content, width: int, style: Style) -> Strip:
        """A line that is of no column."""
        return self._strip(content, width, style)

    def line(self, places: CardPlaces, layout: Layout, y: int, look: Look) -> Strip:
        """The line `y` of all columns that are seen."""
        if look is not self._look:
            self._look = look
            self._parts.clear()
        edge = self._strip(as_content("│", "$foreground-disabled"), 1, look.plain)
        parts = []
        for index in layout.seen:
            parts += [self._part(places, index, y, layout.own(index), layout, look), edge]
        return Strip.join(parts[:-1])

    def _part(self, places: CardPlaces, index: int, y: int, width: int, layout: Layout, look: Look) -> Strip:
        column = places.columns[index]
        here = index == places.at
        carried = places.carried if here else None
        stack = self.stack(places, layout, index)
        top, most = stack.top, stack.most
        if y < HEAD:
            beside = _beside(places, layout, index)
            is_brief = _is_brief([places.columns[one] for one in layout.seen], layout.widths)
            content = _name(column, width, here=here, is_brief=is_brief) if y == 0 else _rule(top, width, *beside)
            return self._strip(content, width, look.plain)
        at, line = stack.row_at(y - HEAD)
        if at >= stack.room:
            hidden = column.total - top - stack.room + (carried is not None)
            more = as_content(f"▼ {hidden}", MUTED) if line == 0 and hidden > 0 else Content("")
            return self._strip(more, width, look.plain)
        if carried is not None and at == 0:
            lines = self._carried(places, column, width, most)
            if line < max(stack.least, len(lines)):
                return self._strip(_at(lines, line), width, look.carried, look.carried)
        row = top + at - (carried is not None)
        if row >= len(column.cards) or (carried is not None and at == 0):
            return self._strip(Content(""), width, look.plain)
        pointed = here and carried is None and row == places.row and look.focused
        moved = places.carried and places.carried.home == index and places.carried.card == column.cards[row]
        key = (column.cards[row], width, most, line, pointed, bool(moved))
        if key not in self._parts:
            lines = self._lines(column, stack, row, width)
            pointed = pointed and line < max(stack.least, len(lines))
            content = as_content(_at(lines, line).plain, "$foreground-disabled") if moved else _at(lines, line)
            styles = (look.cursor, look.cursor) if pointed else (look.plain, None)
            if len(self._parts) > KEPT:
                self._parts.clear()
            self._parts[key] = self._strip(content, width, *styles)
        return self._parts[key]

    def _carried(self, places: CardPlaces, column: CardColumn, width: int, most: int) -> Sequence[Content]:
        carried = places.carried
        if carried is None:
            return ()
        if self.draw_carried is not None:
            return self.draw_carried(carried.card, column.key, carried.steps, width)
        return self.draw([carried.card], width, most)[0]

    def stack(self, places: CardPlaces, layout: Layout, index: int) -> CardStack:
        """The lines at which the cards of a column begin. Those that have room stand each below the one before, so that
        short ones are not far apart, and with titles as long as that allows."""
        column, carried = places.columns[index], places.carried if index == places.at else None
        whole = None
        if column.cards and len(column.cards) == column.total <= layout.lines // CARD:
            known = (column.key, tuple(column.cards), layout, carried)
            if known not in self._stacks:
                self._stacks[known] = self._stacked(places, column, layout, layout.own(index), is_over=bool(carried))
            whole = self._stacks[known]
        room = layout.room if whole is None else whole.room
        top = places.top(index, room)
        return whole or CardStack.of_steps(room, layout.step, layout.most, top)

    def card_at(self, places: CardPlaces, layout: Layout, x: int, y: int) -> tuple[int, int] | None:
        """The indices of the column and the row at a place, the last one below the last; None in the head."""
        if y < HEAD or not places.columns:
            return None
        index = layout.column_at(x)
        stack = self.stack(places, layout, index)
        row = stack.top + stack.row_at(y - HEAD)[0]
        return index, max(0, min(row, len(places.columns[index].cards) - 1))

    def _stacked(
        self, places: CardPlaces, column: CardColumn, layout: Layout, width: int, *, is_over: bool
    ) -> CardStack | None:
        """None where they have no room below each other. `is_over`: a card is carried over them."""
        for most in (layout.tallest, layout.most):
            above = [self._carried(places, column, width, most)] if is_over else []
            heights = [len(one) for one in (*above, *self.draw(column.cards, width, most))]
            if (found := CardStack.of_cards(heights, most, layout.lines)) is not None:
                return found
        return None

    def _lines(self, column: CardColumn, stack: CardStack, row: int, width: int) -> Sequence[Content]:
        """Of the card in that row; those around it are asked for with it."""
        most = stack.most
        wanted = (column.cards[row], width, most)
        if wanted not in self._cards:
            if len(self._cards) > KEPT:
                self.forget()
            some = column.cards[stack.top : stack.top + stack.room]
            self._cards.update(zip(((key, width, most) for key in some), self.draw(some, width, most), strict=True))
        return self._cards[wanted]

    def whole_card(self, key: Any) -> str:
        """The text of a card, uncut."""
        (lines,) = self.draw([key], WHOLE, CARD)
        return " ".join(" ".join(one.plain for one in lines).split())

    def drawn_card(self, places: CardPlaces, layout: Layout) -> str:
        """The text of the card under the cursor in the room that there is."""
        stack = self.stack(places, layout, places.at)
        lines = self._lines(places.columns[places.at], stack, places.row, layout.own(places.at))
        return "\n".join(one.plain for one in lines)

    def _strip(self, content: Content, width: int, style: Style, over: Style | None = None) -> Strip:
        key = (content.markup, width, style, over)
        strip = self._drawn.get(key)
        if strip is None:
            if len(self._drawn) > KEPT:
                self._drawn.clear()
            shown = (style,) if over is None else (style, Style(over.background, over.foreground, reverse=over.reverse))
            strip = self._drawn[key] = self._strips.strip(content, width, *shown)
        return strip


class Painted(NamedTuple):
    """The part of the terminal that the card under the cursor takes, and all else that moves when it does."""

    view: tuple[object, ...]
    card: Region


def painted(places: CardPlaces, layout: Layout, stack: CardStack | None) -> Painted:
    """Within the content of the part; `stack` is that of the column with the cursor."""
    if stack is None:
        return Painted((places.at, layout, 0, places.carried), Region())
    x, own = layout.left(places.at), layout.widths[places.at - layout.seen.start]
    row = places.row - stack.top
    card = Region(x, HEAD + stack.begin(row), own + len(layout.seen), stack.begin(row + 1) - stack.begin(row))
    return Painted((places.at, layout, stack.top, places.carried), card)


def titled(title: str, width: int, most: int, style: str = "") -> list[Content]:
    """A title on up to `most` lines; what is longer ends in "…"."""
    lines = wrapped(title, max(1, width)).split("\n")
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]) + "…", width)]
    return [as_content(cut(one, width), style) for one in lines]


def _at(lines: Sequence[Content], number: int) -> Content:
    return lines[number] if number < len(lines) else Content("")


def _is_brief(columns: Sequence[CardColumn], widths: Sequence[int]) -> bool:
    """Whether one of the headings has no room: then all are brief, as days of one week are written alike."""
    each = zip(columns, widths, strict=True)
    return any(one.brief and cells(one.heading) > width - 1 - _count(one).cell_length for one, width in each)


def _count(column: CardColumn) -> Content:
    late = as_content(f" ▲{column.late}" if column.late else "", LATE)
    return as_content(f" {column.total}" if column.total and column.counted else "", MUTED) + late


def _name(column: CardColumn, width: int, *, here: bool, is_brief: bool) -> Content:
    """What it is, with how many are in it."""
    count = _count(column)
    room = max(1, width - count.cell_length)
    heading = column.brief if is_brief and column.brief else column.heading
    name = as_content(heading, f"bold reverse {ACCENT}" if here else f"bold {column.style}".rstrip())
    return name.truncate(room, ellipsis=True) + count


def _beside(places: CardPlaces, layout: Layout, index: int) -> tuple[str, str]:
    """The names of the columns on the left and on the right that are not seen; empty where there is none, or another
    column that is seen."""
    before = places.columns[index - 1 : index] if index == layout.seen[0] else ()
    behind = places.columns[index + 1 : index + 2] if index == layout.seen[-1] else ()
    return _names(before), _names(behind)


def _names(columns: Sequence[CardColumn]) -> str:
    return " ".join(one.brief or one.heading for one in columns)


def _rule(above: int, width: int, before: str, behind: str) -> Content:
    """With how much is above, and what comes past the edges."""
    sign = f"▲ {above} " if above else ""
    for left, right in ((f"◂ {before} ", f" {behind} ▸"), ("◂ ", " ▸")):
        first, last = sign + left * bool(before), right * bool(behind)
        room = width - cells(first) - cells(last)
        if room >= 0:
            drawn = as_content("─" * room, "$foreground-disabled")
            return as_content(first, MUTED) + drawn + as_content(last, MUTED)
    return as_content("─" * width, "$foreground-disabled")
