"""Differences between two texts of many lines: side by side where there is room, else one below the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from textual.content import Content

from collabtui.domain.text_diff import DiffPiece
from collabtui.widgets.line import as_content
from collabtui.widgets.rows import Rows

SIDE_BY_SIDE = 100
"""Columns from which both texts have room beside each other."""
OLD, NEW = "$text-error strike", "$text-success underline"
QUIET = "$foreground-muted"
MARKS = {"same": " ", "new": "+", "gone": "-", "changed": "~"}


@dataclass(frozen=True)
class DiffLine:
    """One thing that one or both texts say."""

    way: Literal["same", "new", "gone", "changed"]
    head: str
    """What it is called."""
    pieces: Sequence[DiffPiece]
    notes: Sequence[tuple[str, str, str]] = ()
    """What is said of it: the name of that, the old and the new value; what has not changed is the same in both."""


class Diff(Rows):
    """Rows of a comparison. Set it with `compare`; it lays itself out anew when its width changes."""

    def __init__(self, *, id: str, empty: str = "", classes: str = "card") -> None:  # noqa: A002  # Textual's name
        super().__init__(id=id, empty=empty, classes=classes)
        self._lines: Sequence[DiffLine] = ()

    def compare(self, lines: Sequence[DiffLine]) -> None:
        self._lines = lines
        self._lay_out()

    def on_resize(self) -> None:
        super().on_resize()
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(20, self.size.width)
        drawn = list((beside if width >= SIDE_BY_SIDE else below)(self._lines, width))
        self.show(range(len(drawn)), lambda numbers, _: [drawn[number] for number in numbers])


def below(lines: Sequence[DiffLine], width: int) -> Iterator[Content]:
    """The changed lines and nothing else: `-` the old words, `+` the new ones."""
    for line in lines:
        if line.way == "same":
            continue
        for side, mark in (("old", "-"), ("new", "+")):
            if _has(line, side):
                yield from _marked(mark, _text(line, side), width)


def beside(lines: Sequence[DiffLine], width: int) -> Iterator[Content]:
    """Both texts whole, the old one at the left; what is the same in both is dim."""
    half = (width - 3) // 2
    for line in lines:
        sides = [
            list(_marked(MARKS[line.way], _text(line, side), half)) if _has(line, side) else []
            for side in ("old", "new")
        ]
        for left, right in zip_longest(*sides, fillvalue=Content("")):
            yield Content(" ").join([left.truncate(half, pad=True), as_content("│", QUIET), right])


def _has(line: DiffLine, side: str) -> bool:
    return line.way != ("gone" if side == "new" else "new")


def _text(line: DiffLine, side: str) -> Content:
    quiet = QUIET if line.way == "same" else ""
    whole = {"gone": OLD, "new": NEW}.get(line.way, quiet)
    shown = [as_content(f"{line.head} ", QUIET)]
    shown += [
        as_content(
            piece.text, whole if piece.op == "same" or line.way in ("gone", "new") else OLD if side == "old" else NEW
        )
        for piece in line.pieces
        if piece.op in ("same", side)
    ]
    for name, old, new in line.notes:
        value = old if side == "old" else new
        if value:
            style = quiet if old == new else OLD if side == "old" else NEW
            shown += [as_content(f"  {name} ", QUIET), as_content(value, style)]
    return Content("").join(shown)


def _marked(mark: str, text: Content, width: int) -> Iterator[Content]:
    style = {"-": "$text-error", "+": "$text-success", "~": "$text-warning"}.get(mark, QUIET)
    for number, part in enumerate(text.wrap(max(10, width - 2))):
        yield as_content(f"{mark} " if number == 0 else "  ", style) + part
