"""A matrix of duties: a column a person, and in it R (does it), A (answers for it), C (is asked), I (is told)."""

import re
from collections.abc import Iterable, Sequence

from collabtui.formats.actions.table_head import HeadColumn, TableHead
from collabtui.formats.documents.document import shown
from collabtui.formats.tables.raw_row import RawRow

_LETTERS = re.compile(r"[RACI](?:\s*[/,、+&]?\s*[RACI])*", re.IGNORECASE)
_FEWEST = 2
"""Columns with letters that make a matrix: one alone is a code of something else."""


def letter_columns(head: TableHead, rows: Iterable[RawRow]) -> tuple[HeadColumn, ...]:
    """The columns nobody knows that hold such letters and nothing else; none where fewer than two do, where none
    answers for or does anything, or where another column names the owners."""
    if any(column.field in ("owner", "people") for column in head.columns):
        return ()
    cells: dict[int, list[str]] = {}
    for row in rows:
        for place, cell in enumerate(row.cells):
            if text := shown(cell).strip():
                cells.setdefault(place, []).append(text)
    found = tuple(
        column
        for column in head.columns
        if not column.field and cells.get(column.place) and all(map(_LETTERS.fullmatch, cells[column.place]))
    )
    written = "".join(text for column in found for text in cells[column.place]).upper()
    return found if len(found) >= _FEWEST and set("RA") & set(written) else ()


def people_by_letter(row: RawRow, columns: Sequence[HeadColumn]) -> dict[str, str]:
    """The `owner`, `doer` and `collaborators` as a table would write them. The first who answers for it owns it,
    where nobody does, the first who does it; who else does it or is asked supports it, and who is told is nothing of
    these."""
    cells_of_people = [
        (column.name, shown(row.cells[column.place]).upper()) for column in columns if column.place < len(row.cells)
    ]
    answering, doing = ([name for name, text in cells_of_people if letter in text] for letter in "AR")
    owner = next(iter((*answering, *doing)), "")
    doer = next((name for name in doing if owner not in doing), "")
    asked = [name for name, text in cells_of_people if set("RAC") & set(text) and name not in (owner, doer)]
    found = {"owner": owner, "doer": doer, "collaborators": "\n".join(asked)}
    return {field: text for field, text in found.items() if text}
