"""Colours that cells are filled with: what the table says itself that they stand for, and that it says nothing."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from collabtui.formats.actions.sheets.legend_tables import state_in
from collabtui.formats.documents.document import shown
from collabtui.formats.tables.raw_row import RawRow

_FEWEST = 2
_LONGEST = 30
"""Characters of what explains a colour."""


def colour_legend(rows: Iterable[RawRow]) -> dict[str, str]:
    """The state that each colour stands for, or the words for it where they are none that is known, by the coloured
    cells of rows without tasks: one with words in it, or right before them. Empty where fewer than two are explained;
    a colour of two meanings has none."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for place, colour in row.fills.items():
            own = _text(row, place) or _text(row, place + 1)
            if own and len(own) <= _LONGEST:
                found.setdefault(colour, set()).add(state_in(own) or own)
    legend = {colour: word for colour, words in found.items() for word in words if len(words) == 1}
    return legend if len(set(legend.values())) >= _FEWEST else {}


def meaning_of(row: RawRow, legend: Mapping[str, str]) -> str:
    """The state, or the words, of the only colour of a row that the legend has."""
    words = {legend[colour] for colour in row.fills.values() if colour in legend}
    return words.pop() if len(words) == 1 else ""


def tells_by_colour(rows: Sequence[RawRow], place: int) -> bool:
    """Whether the cells of a column differ in colour otherwise than line by line, or in one piece."""
    fills = [row.fills.get(place, "") for row in rows]
    changes = [one != two for one, two in pairwise(fills)]
    striped = len(set(fills)) == _FEWEST and all(changes)
    return len(set(fills)) > 1 and len(rows) > _FEWEST and not striped and sum(changes) > 1


def _text(row: RawRow, place: int) -> str:
    return " ".join(shown(row.cells[place]).split()) if place < len(row.cells) else ""
