"""Text as it is put on the screen: never markup, never obeyed by the terminal, and of the width that it takes there."""

from collections.abc import Iterable

from textual.content import Content

Cell = tuple[Content | str, int]
"""What is shown, and in how many columns; 0 columns: all that the other cells leave."""

_HARMFUL = (
    *range(0x20), *range(0x7F, 0xA0),  # what a terminal obeys
    0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF,  # what hides or turns text
)  # fmt: skip
_TAMED = dict.fromkeys(_HARMFUL, None) | dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " ")


def tamed(text: str) -> str:
    """One line, without anything that a terminal would obey or a reader would not see."""
    return text.translate(_TAMED)


def as_content(text: object, style: str = "") -> Content:
    """A person's words, or a value, as content: brackets in it are brackets."""
    return Content.styled(tamed(str(text)), style) if style else Content(tamed(str(text)))


GAP = 2
"""Columns between two cells."""
WIDEST = 150
"""Columns over which an eye keeps to its line: a list has no use for more, and its cells stay near each other."""


def shares(room: int, title: int, *sizes: tuple[int, int]) -> list[int]:
    """The widths of the columns beside a title, each from its least to its most. The title is to have `title`
    columns first; of what is left each takes up to a half, in the order given, and the title the rest. The same for
    every row of a list, whatever it says, so that columns stay where they are. `room` is without the cells of fixed
    width and their gaps."""
    spare = room - title - sum(least + GAP for least, _ in sizes)
    widths = []
    for least, most in sizes:
        more = max(0, min(most - least, spare // 2))
        widths.append(least + more)
        spare -= more
    return widths


def fitting(room: int, title: int, *sizes: tuple[int, int]) -> int:
    """The number of columns, the worthiest first, that have their least room beside a title of `title` columns. A
    list leaves the others out, so that none of them takes the room of a title or a name."""
    many = len(sizes)
    while many and room - title < sum(least + GAP for least, _ in sizes[:many]):
        many -= 1
    return many


def ref_room(refs: Iterable[str]) -> int:
    """Columns in which none of these refs is cut: two that end in "…" are the same to a reader."""
    return max((4, *map(len, refs)))


def line(width: int, *cells: Cell) -> Content:
    """Cells beside each other, two columns apart; what is too long ends in "…". Chinese characters take two columns."""
    taken = sum(columns for _, columns in cells) + GAP * (len(cells) - 1)
    parts = []
    for text, columns in cells:
        content = text if isinstance(text, Content) else as_content(text)
        parts.append(content.truncate(max(0, columns or width - taken), ellipsis=True, pad=True))
    return Content(" " * GAP).join(parts)


def between(width: int, left: Content, right: Content) -> Content:
    """`left` at the left, `right` at the right; where both have no room, the left one gives way."""
    room = max(0, width - right.cell_length - 1)
    return Content.assemble(left.truncate(room, ellipsis=True, pad=True), " ", right)


def gauge(share: float, width: int) -> str:
    """███░░ for a share from 0 to 1."""
    full = round(max(0.0, min(1.0, share)) * width)
    return "█" * full + "░" * (width - full)
