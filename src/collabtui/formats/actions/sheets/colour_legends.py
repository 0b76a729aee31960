"""Colours that cells are filled with: what the table says itself that they stand for, and that it says nothing."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from colorsys import rgb_to_hls
from itertools import pairwise

from collabtui.formats.actions.sheets.legend_tables import state_in
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_FEWEST = 2
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_GREY, _NEARLY_WHITE = 0.12, 0.97
_HUES = ((18, "red"), (46, "orange"), (68, "yellow"), (170, "green"), (255, "blue"), (330, "purple"), (360, "red"))
"""Up to which degree of the circle of colours each goes."""
_NEIGHBOURS = {"orange": "yellow", "yellow": "orange"}
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


def legend_of_names(signs: Mapping[str, str], rows: Iterable[RawRow]) -> dict[str, str]:
    """The state of each colour of these rows whose name the table explains in words: `green = done`, 红=受阻."""
    named = {hue: state for name, state in signs.items() if (hue := word_table("actions", "hues").get(plain(name)))}
    fills = {colour for row in rows for colour in row.fills.values()} if named else set()
    return {colour: named[hue] for colour in fills if (hue := _named_hue(colour, named)) in named}


def _named_hue(colour: str, named: Collection[str]) -> str:
    """Its hue; who names only one of yellow and orange calls both so: the gold of spreadsheets lies between."""
    hue = hue_of(colour)
    return _NEIGHBOURS.get(hue, hue) if hue not in named else hue


def hue_of(colour: str) -> str:
    """The hue of a colour as a workbook has it, 92D050; empty of what nobody calls by a name."""
    if _RGB.fullmatch(colour) is None:
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if saturation < _GREY or lightness > _NEARLY_WHITE:
        return "grey" if lightness < _NEARLY_WHITE else ""
    return next(name for end, name in _HUES if hue * 360 <= end)


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


def highlighted(rows: Sequence[RawRow], places: frozenset[int]) -> RawRow | None:
    """The one row with a colour in these columns, where all others are plain."""
    filled = [row for row in rows if places & row.fills.keys()]
    return filled[0] if len(filled) == 1 and len(rows) > _FEWEST else None


def _text(row: RawRow, place: int) -> str:
    return " ".join(shown(row.cells[place]).split()) if place < len(row.cells) else ""
