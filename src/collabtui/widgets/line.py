"""Text as it is put on the screen, in a line: never markup, never obeyed by the terminal, and of the width that it
takes there."""

from collections.abc import Iterable
from re import search

from rich.segment import Segment
from textual import content
from textual.content import Content
from textual.strip import Strip

from collabtui.widgets.colours import MUTED

Cell = tuple[Content | str, int]
"""What is shown, and in how many columns; 0 columns: all that the other cells leave."""

_OBEYED = (*range(0x20), *range(0x7F, 0xA0))
"""What a terminal obeys."""
_HARMFUL = (
    *_OBEYED,
    0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0xFEFF,  # what hides or turns text
)  # fmt: skip
_NOT_OBEYED = dict.fromkeys(_OBEYED, None)
_TAMED = dict.fromkeys(_HARMFUL, None) | dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " ")


def tamed(text: str) -> str:
    """One line, without anything that a terminal would obey or a reader would not see."""
    return text.translate(_TAMED)


def without_control(strip: Strip) -> Strip:
    """A line as it is drawn, without anything that a terminal would obey; what this is has no width."""
    if strip.text.translate(_NOT_OBEYED) == strip.text:
        return strip
    parts = (Segment(text.translate(_NOT_OBEYED), style, control) for text, style, control in strip)
    return Strip(parts, strip.cell_length)


def as_content(text: object, style: str = "") -> Content:
    """A person's words, or a value, as content: brackets in it are brackets."""
    return Content.styled(tamed(str(text)), style) if style else Content(tamed(str(text)))


GAP = 2
"""Columns between two cells."""
WIDEST = 150
"""Columns over which an eye keeps to its line: a list has no use for more, and its cells stay near each other."""


BETWEEN = " · "
"""Stands between facts on one line."""
LONGEST_FACT = 6
"""Characters of one that goes below whole."""
SHORT_FACT, SHARE_OF_LINE = 16, 3
"""Columns of one of several words that does so, and how many of it a line has room for at least."""
LONGEST_WHOLE = 32
"""Columns of one that does so where all are facts: a label, its `?` and what is near, a name, a day."""
MOST_OF_A_ROW = 4
"""Lines of a row that is one text: what was decided, or what a step lacks, is read and not recognised."""
LEAST_TO_GO_ON = 8
"""Columns from which a text goes on in a second line: in fewer it would be two pieces that nobody reads."""


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


def name_within(name: str, room: int, lines: int = 1) -> str:
    """The name of a person; where it would be cut in so many columns and lines, the first name with an initial, or
    alone: `Alexandra P.`. Of a first name with a hyphen the half behind it gives way before it is torn: `Jean-B. F.`"""
    first, *others = name.split() or [""]
    if not others or _has_room(name, room, lines):
        return name
    half, hyphen, behind = first.partition("-")
    firsts = [first, *([f"{half}-{behind[0]}.", half] if hyphen and half and behind else [])]
    shorter = [short for one in firsts for short in (f"{one} {others[-1][0]}.", one)]
    return next((short for short in shorter if _has_room(short, room, 1)), name)


def _has_room(text: str, room: int, lines: int) -> bool:
    shown = [as_content(text)] if lines == 1 else folded(as_content(text), room)
    return len(shown) <= lines and all(one.cell_length <= room for one in shown)


def line(width: int, *cells: Cell, most: int = 2) -> Content:
    """Cells beside each other, two columns apart. What is too long goes on below, on up to `most` lines, and ends in
    "…" where they are not enough either. Chinese characters take two columns."""
    taken = sum(columns for _, columns in cells) + GAP * (len(cells) - 1)
    rooms = [max(0, columns or width - taken) for _, columns in cells]
    columns_of_lines = [
        _broken(text if isinstance(text, Content) else as_content(text), room, most)
        for (text, _), room in zip(cells, rooms, strict=True)
    ]
    high = max(map(len, columns_of_lines), default=1)
    return Content("\n").join(
        Content(" " * GAP).join(
            lines[at] if at < len(lines) else Content(" " * room)
            for lines, room in zip(columns_of_lines, rooms, strict=True)
        )
        for at in range(high)
    )


def _broken(text: Content, room: int, most: int) -> list[Content]:
    """A cell on as many lines as it takes, at most `most`, each as wide as the cell. One that has lines of its own
    keeps them: what is below is shown in what the text above leaves."""
    if "\n" in text.plain:
        at = text.plain.index("\n")
        above, below = text[:at], text[at + 1 :]
        lines_above = _broken(above, room, max(1, most - 1))
        return [*lines_above, *_broken(below, room, max(1, most - len(lines_above)))]
    lines: list[Content] = []
    rest: Content | None = text
    while rest is not None and len(lines) < most - 1:
        first, rest = _parted(rest, room)
        lines.append(first.truncate(room, ellipsis=True, pad=True))
    return lines if rest is None or not rest.plain.strip() else [*lines, rest.truncate(room, ellipsis=True, pad=True)]


def one_line(width: int, *cells: Cell) -> Content:
    """Cells as `line` lays them, where there is no second line: what is too long ends in "…"."""
    taken = sum(columns for _, columns in cells) + GAP * (len(cells) - 1)
    return Content(" " * GAP).join(
        (text if isinstance(text, Content) else as_content(text)).truncate(
            max(0, columns or width - taken), ellipsis=True, pad=True
        )
        for text, columns in cells
    )


def on_further_lines(content: Content, width: int) -> Content:
    """A row as it is, or where it is one line without room for it, on up to `MOST_OF_A_ROW`; the further ones are
    indented."""
    if content.cell_length <= width or "\n" in content.plain:
        return content
    indent = min(len(content.plain) - len(content.plain.lstrip()) + 2, width // 3)
    lines: list[Content] = []
    rest: Content | None = content
    while rest is not None and len(lines) < MOST_OF_A_ROW - 1:
        first, rest = _parted(rest, width, indent)
        lines.append(first)
    if rest is not None:
        lines.append(rest.truncate(width, ellipsis=True, pad=True))
    return Content("\n").join(lines)


def _parted(text: Content, room: int, indent: int = 0) -> tuple[Content, Content | None]:
    """What has room, and the rest of it, which goes below."""
    if text.cell_length <= room or room < LEAST_TO_GO_ON:
        return text, None
    at = _before_short_fact(text.plain, _break_at(text.plain, room), room)
    first = text[:at] if at else text.wrap(room)[0]
    rest = text[len(first.plain) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    return first.rstrip(), Content(" " * indent) + rest


def folded(text: Content, room: int, indent: int = 0) -> list[Content]:
    """On as many lines as it takes, the further ones indented, broken as `wrapped` of `text.width` breaks: Textual's
    own `wrap` takes a Chinese sentence for one long word, and leaves half a line empty before it."""
    first, rest = _parted(text, room, indent)
    lines = [first]
    while rest is not None and room >= LEAST_TO_GO_ON:
        first, rest = _parted(rest, room, indent)
        lines.append(first)
    return lines


def folded_facts(text: Content, room: int, separator: str, indent: int = 0) -> list[Content]:
    """As `folded`, but of the facts that `separator` parts none of up to `LONGEST_WHOLE` columns is torn: `截止 ?
    3月6日（周五）` is one."""
    lead = len(text.plain) - len(text.plain.lstrip())
    first, *facts = text[lead:].split(separator)
    lines = folded(text[:lead] + first, room, indent)
    for fact in (one for one in facts if one.plain.strip()):
        beside = lines[-1] + as_content(separator, MUTED) + fact
        if beside.cell_length <= room or fact.cell_length > min(LONGEST_WHOLE, room - indent):
            lines[-1:] = folded(beside, room, indent)
        else:
            lines += [Content(" " * indent) + fact]
    return lines


def _break_at(plain: str, room: int) -> int:
    """The number of characters that have room on a line which ends at a space or between Chinese characters; 0 where
    there is no such place."""
    from collabtui.text.width import cells, wrapped  # in the first frame most rows have room

    lead = len(plain) - len(plain.lstrip())
    first = wrapped(plain[lead : lead + 4 * room], room - lead).partition("\n")[0]
    return lead + len(first) if cells(first) <= room - lead else 0


def _before_short_fact(plain: str, at: int, room: int) -> int:
    """The break, or that before a short fact which it would tear in two: `16:00 · 已邀/请`, `Bob Brown · 5 / days
    overdue`."""
    begin = plain.rfind(BETWEEN, 0, at) + len(BETWEEN)
    fact = plain[begin:].partition(BETWEEN)[0] if begin >= len(BETWEEN) else ""
    is_word = " " not in fact and len(fact) <= LONGEST_FACT
    is_short = Content(fact).cell_length <= min(SHORT_FACT, room // SHARE_OF_LINE)
    return begin if fact and at < begin + len(fact) and (is_word or is_short) else at


def between(width: int, left: Content, right: Content) -> Content:
    """`left` at the left, `right` at the right; where both have no room, the left one gives way."""
    room = max(0, width - right.cell_length - 1)
    return Content.assemble(left.truncate(room, ellipsis=True, pad=True), " ", right)


def beside(width: int, left: Content, *rights: Content) -> Content:
    """`left`, and at the right the first of `rights` that leaves it whole; else the last, and `left` gives way. Without
    `rights` it is `left` alone."""
    if not rights:
        return left.truncate(width, ellipsis=True, pad=True)
    fitting_one = (right for right in rights if left.cell_length + 1 + right.cell_length <= width)
    return between(width, left, next(fitting_one, rights[-1]))


def gauge(share: float, width: int) -> str:
    """███░░ for a share from 0 to 1."""
    full = round(max(0.0, min(1.0, share)) * width)
    return "█" * full + "░" * (width - full)


def break_as_written() -> None:
    """From now on the lines of all texts break between Chinese characters, too, and not between a number and what it
    counts, nor a day and its month: Textual takes a sentence without blanks for one long word, and leaves half a line
    empty before it."""
    of_textual = content.divide_line  # type: ignore[attr-defined]  # it has it from Rich

    def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
        if text.isascii() and len(text) <= width:
            return []

        from collabtui.text.width import DAY_OF_MONTH, breaks, cells  # in the first frame most lines have room

        if text.isascii() and " %" not in text and not search(DAY_OF_MONTH, text):
            return of_textual(text, width, fold)
        return breaks(text, width, fold) if cells(text) > width else []

    if of_textual.__module__ != __name__:
        content.divide_line = divide_line  # type: ignore[attr-defined]  # as above
