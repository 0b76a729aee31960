"""Lines that begin with a mark by which some programs quote, as a bar (│, ┃, ▌) or an angle (», ›): whether the words
are the writer's own cannot be told from it, so that what they say is asked back.

`>` is a quotation, and arrows and dots begin rows of a list.
"""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.blocks import Block

_ANGLE = late_regex(r"\s*[»›❯≫》〉⟩]")
_BAR = late_regex(r"\s*([|｜│┃┆┇┊┋║▌▍▎▏▐█❘❙¦])")


def with_marked_lines_proposed(readings: Sequence[Reading]) -> None:
    for one in readings:
        says = one.moves or one.ask or one.accept or one.note
        if says and one.counts and _begins_with_quote_mark(one.block):
            one.propose("quotation")


def _begins_with_quote_mark(block: Block) -> bool:
    """A bar that stands in the line again is a table's."""
    bar = _BAR.match(block.source)
    return _ANGLE.match(block.source) is not None or (bar is not None and block.source.count(bar[1]) == 1)
