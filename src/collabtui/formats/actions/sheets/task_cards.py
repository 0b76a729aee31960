"""Tasks one below the other, each a card of labels and values in two columns: 任务 and its name, 负责人 and who, 截止
and when, and again for the next task."""

from collections.abc import Mapping, Sequence

from collabtui.formats.actions.heading_fields import column_name, field_of
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.tables.raw_row import RawRow

_FEWEST, _FEWEST_LABELS = 2, 2
"""Cards, and labels of each."""
_TITLES = ("title", "task")
_ASSIGNING = frozenset(("owner", "people", "doer", "due", "span"))


def rows_of_cards(rows: Sequence[RawRow], given: Mapping[str, str]) -> list[RawRow] | None:
    """The rows of a table with a row for each card; None of any other table. What is above stays there."""
    start = next((place for place, row in enumerate(rows) if _label_of(row)), len(rows))
    above, body = rows[:start], rows[start:]
    if any(len(_filled(row)) > 1 for row in above) or not body or not all(map(_label_of, body)):
        return None
    cards = _cards(body)
    names = list(dict.fromkeys(label for card in cards for label in card))
    fields = [field_of([name], given) for name in names]
    if len(cards) < _FEWEST or not all(fields) or not _ASSIGNING & {*fields}:
        return None
    if fields[0] not in _TITLES or any(len(card) < _FEWEST_LABELS or names[0] not in card for card in cards):
        return None
    numbers = [row.number for row in body if _label_of(row) == names[0]]
    shown_names = {_label_of(row): shown(_filled(row)[0]).strip().rstrip(":：") for row in reversed(body)}
    head = RawRow(body[0].number, tuple(shown_names[name] for name in names))
    tasks = zip(numbers, cards, strict=True)
    return [*above, head, *(RawRow(number, tuple(map(card.get, names))) for number, card in tasks)]


def _filled(row: RawRow) -> list[Cell]:
    return [cell for cell in row.cells if shown(cell).strip()]


def _label_of(row: RawRow) -> str:
    """What the first two cells of a row call the second; empty of a row with more, or one alone that is no label."""
    if any(shown(cell).strip() for cell in row.cells[2:]) or not row.cells or not isinstance(row.cells[0], str):
        return ""
    name = column_name(row.cells[0])
    return name if name and (len(_filled(row)) > 1 or field_of([name], {})) else ""


def _cards(body: Sequence[RawRow]) -> list[dict[str, Cell]]:
    """Each begins where the first label comes again."""
    first = _label_of(body[0])
    found = list[dict[str, Cell]]()
    for row in body:
        if _label_of(row) == first:
            found.append({})
        found[-1].setdefault(_label_of(row), row.cells[1] if len(row.cells) > 1 else None)
    return found
