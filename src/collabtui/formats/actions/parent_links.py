"""Tasks whose larger one is named by its title or number in a cell of theirs, as programs for tasks export it: both are
rows, and both are actions."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from collabtui.formats.actions.task_levels import LeveledRow
from collabtui.formats.documents.document import shown
from collabtui.formats.file_words import plain
from collabtui.formats.tables.raw_row import RawRow

_KEY = re.compile(r"[!-~]*\d[!-~]*")
_ADDRESS = re.compile(r"\s*[(（]\s*https?://[^)）]*[)）]")
"""Behind the title of a page that is linked to."""


def link_parents(rows: Sequence[LeveledRow], tasks: Sequence[str], raws: Sequence[RawRow]) -> bool:
    """Whether an empty cell of the column of larger tasks says that there is none: it names other rows of the table,
    whose titles it gets, or the same larger task in several rows, where merged cells would name it once."""
    tasks = _without_keys(rows, tasks)
    if len(tasks) != 1:
        return False
    (field,) = tasks
    texts = {row.number: _ADDRESS.sub("", shown(row.cells[field])).strip() for row in rows if field in row.cells}
    titles = {plain(row.title): row.title for row in rows if row.title}
    own = {row.number: row.title for row in rows}
    ids = _titles_by_id(raws, own)
    found = {number: titles.get(plain(text)) or ids.get(text, "") for number, text in texts.items()}
    linked = {number for number, title in found.items() if title and title != own[number]}
    if not linked:
        again = len(set(texts.values())) < len(texts) and not any(raw.merged for raw in raws)
        return again and len(texts) < len(rows)
    for row in rows:
        if row.number in linked:
            row.cells[field] = found[row.number]
        elif row.number in texts:
            row.cells[field] = texts[row.number]
    return True


def _without_keys(rows: Sequence[LeveledRow], tasks: Sequence[str]) -> Sequence[str]:
    """Of two columns that name the same larger tasks, by key and by title, the one with titles."""
    if len(tasks) != 2:
        return tasks
    pairs = [tuple(shown(row.cells.get(name)).strip() for name in tasks) for row in rows]
    pairs = [pair for pair in pairs if any(pair)]
    together = len({one for one, _ in pairs}) == len({two for _, two in pairs}) == len(set(pairs))
    keys = [place for place in (0, 1) if pairs and all(_KEY.fullmatch(pair[place]) for pair in pairs)]
    if not together or len(keys) != 1:
        return tasks
    key = tasks[keys[0]]
    for row in rows:
        row.cells.pop(key, None)
    return [name for name in tasks if name != key]


def _titles_by_id(raws: Sequence[RawRow], titles: Mapping[int, str]) -> dict[str, str]:
    """The title of the row that each value stands for which stands in one row of its column only."""
    found: dict[str, str] = {}
    tasks = [raw for raw in raws if titles.get(raw.number)]
    width = max((len(raw.cells) for raw in tasks), default=0)
    for place in range(width):
        texts = {raw.number: shown(raw.cells[place]).strip() for raw in tasks if place < len(raw.cells)}
        counts = Counter(filter(None, texts.values()))
        if len(counts) == len(tasks):  # each row has one of its own
            found |= {text: titles[number] for number, text in texts.items()}
    return found
