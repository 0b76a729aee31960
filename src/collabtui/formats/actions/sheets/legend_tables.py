"""Tables that explain the words of others: `Blue | Complete`, a row for each colour."""

import re
from collections.abc import Iterable, Sequence

from collabtui.formats.actions.written_values import is_doubtful_state
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_LONGEST = 12
"""Characters of what is explained."""
_FEWEST = _CELLS = 2
_BETWEEN = re.compile(r"\s*[/,;:，；：、。(（|]\s*|\s+[-–—]+\s+|\.\s")
_TELLING = frozenset(("done", "blocked", "cancelled", "not-started"))
"""What counts: that the work goes on says as little as the colour does."""


def explained_words(tables: Iterable[Sequence[RawRow]]) -> dict[str, str]:
    """The status of each word that a table without tasks explains, two cells a row, where at least two stand for one; a
    word that stands for two stands for none."""
    found: dict[str, set[str]] = {}
    for rows in tables:
        pairs = list(filter(all, map(_pair, rows)))
        states = {word: state for word, meaning in pairs if (state := state_in(meaning))}
        for word, state in states.items() if len(states) >= _FEWEST else ():
            found.setdefault(word, set()).add(state)
    return {word: state for word, each in found.items() for state in each if len(each) == 1 and state in _TELLING}


def _pair(row: RawRow) -> tuple[str, str]:
    texts = [text for cell in row.cells if (text := shown(cell).strip())]
    return (texts[0], texts[1]) if len(texts) == _CELLS and len(texts[0]) <= _LONGEST else ("", "")


def state_in(meaning: str) -> str:
    """The state of its first part that is a word for one: `Stopped / blocked, needs a decision`. Empty where that may
    mean two, such as 延期."""
    known = word_table("actions", "statuses")
    parts = [plain(part) for part in _BETWEEN.split(meaning)]
    first = next((part for part in parts if known.get(part)), "")
    return "" if not first or is_doubtful_state(first) else known[first]
