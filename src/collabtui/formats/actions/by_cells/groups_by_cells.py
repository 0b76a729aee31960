"""A column left of the tasks that says the same of several, one group below the other: what they are part of."""

import re
from collections.abc import Sequence
from itertools import groupby

from collabtui.formats.actions.by_cells.cells_below import NUMBERS, cell_text
from collabtui.formats.actions.column_values import is_day_or_stretch
from collabtui.formats.actions.heading_fields import column_name, has_word
from collabtui.formats.actions.written_values import hue_of, state_of, written_percent
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_FEWEST, _SHORTEST = 2, 2
_CODE = re.compile(r"[a-z]{1,4}[-_.]?\d{1,4}")
"""WD3, the third working day: it tells when, or what kind of thing, and not of which whole."""


def is_group_of_tasks(
    names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow], place: int, title: int
) -> bool:
    """Whether a column that nobody knows stands beside the tasks, is called after nothing that only sorts them (来源,
    `Region`), and has words of which none comes again below another, some for several tasks: 赛道, 赛道, 医疗."""
    if (
        fields[place]
        or not NUMBERS.issuperset(fields[place + 1 : title])
        or "task" in [*fields[:title], *fields[title + 1 :]]
    ):
        return False
    if has_word(column_name(names[place]), "no_parents"):
        return False
    texts = [plain(cell_text(row, place)) for row in rows]
    groups = [text for text, _ in groupby(texts)]
    own = len(groups) == len(set(groups)) and _FEWEST <= len(groups) < len(texts)
    return own and all(map(_may_name_group, groups))


def _may_name_group(text: str) -> bool:
    """Words, and no level, light, state, share, day, month or code."""
    letters = sum(map(str.isalpha, text)) >= _SHORTEST
    level = (
        text in word_table("actions", "levels")
        or text in word_table("agenda", "months")
        or bool(hue_of(text))
        or state_of(text) is not None
    )
    return (
        letters
        and not level
        and not _CODE.fullmatch(text)
        and written_percent(text) is None
        and not is_day_or_stretch(text)
    )
