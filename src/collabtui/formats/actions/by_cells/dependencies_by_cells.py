"""A column that is called after what comes first, with the numbers of other rows: what a task waits for."""

import re
from collections.abc import Sequence

from collabtui.formats.actions.by_cells.cells_below import NUMBERS, cell_text, filled_texts, task_rows
from collabtui.formats.actions.heading_fields import column_name, has_word
from collabtui.formats.tables.raw_row import RawRow

_APART = re.compile(r"[\s、,，;；/+&]+")


def with_numbers_of_others(names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """The only column that nobody knows, is called after what comes first (等谁先, `Needs first`), and has nothing but
    numbers that rows above have."""
    if {"depends_on", "line"} & set(fields):
        return list(fields)
    called = [
        place for place, field in enumerate(fields) if not field and has_word(column_name(names[place]), "coming_first")
    ]
    numbers = [place for place, field in enumerate(fields) if field in NUMBERS or not field]
    found = [
        place for place in called if any(_are_of_others(rows, place, other) for other in numbers if other != place)
    ]
    return ["depends_on" if [place] == found else field for place, field in enumerate(fields)]


def _are_of_others(rows: Sequence[RawRow], place: int, numbers: int) -> bool:
    own = filled_texts(rows, numbers)
    if len(own) != len(task_rows(rows)) or len(set(own)) != len(own) or not filled_texts(rows, place):
        return False
    above = set[str]()
    for row in task_rows(rows):
        if not {one for one in _APART.split(cell_text(row, place)) if one} <= above:
            return False
        above.add(cell_text(row, numbers))
    return True
