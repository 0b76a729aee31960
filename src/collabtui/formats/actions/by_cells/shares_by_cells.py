"""A column of shares whose name nobody knows: how far the tasks are, where they are no parts of one whole."""

from collections.abc import Sequence

from collabtui.formats.actions.by_cells.cells_below import cell_text, filled_share, task_rows
from collabtui.formats.actions.heading_fields import column_name, has_word
from collabtui.formats.actions.written_values import state_of, written_percent
from collabtui.formats.documents.document import PercentCell, shown
from collabtui.formats.tables.raw_row import RawRow

_FULL, _WHOLE = 0.6, 100
_FEWEST = 2
_HOW_FAR = frozenset(("percent", "progress", "line"))


def with_share_of_each(names: Sequence[str], fields: Sequence[str], rows: Sequence[RawRow]) -> list[str]:
    """The only column that nobody knows and that has a share with its sign for most of the tasks: 形象进度 30%, with
    some that have none or all of it. 成功率, `Discount` and shares that make 100 together say something else."""
    if _HOW_FAR & set(fields):
        return list(fields)
    state = fields.index("status") if "status" in fields else None
    places = [place for place, field in enumerate(fields) if not field and _are_shares(rows, place, state)]
    places = [place for place in places if not has_word(column_name(names[place]), "no_progress")]
    return ["percent" if [place] == places else field for place, field in enumerate(fields)]


def _are_shares(rows: Sequence[RawRow], place: int, state: int | None) -> bool:
    filled = [row for row in task_rows(rows) if cell_text(row, place)]
    shares = [_signed_share(row, place) for row in filled]
    if len(filled) < _FEWEST or None in shares or filled_share(rows, place) < _FULL:
        return False
    done = [share for row, share in zip(filled, shares, strict=True) if _is_done(row, state)]
    weighs = sum(share or 0 for share in shares) == _WHOLE and _WHOLE not in shares
    ends = bool({0, _WHOLE} & {*shares})
    return ends and not weighs and len({*shares}) > 1 and all(share == _WHOLE for share in done)


def _signed_share(row: RawRow, place: int) -> int | None:
    cell = row.cells[place]
    signed = isinstance(cell, PercentCell) or shown(cell).strip().endswith(("%", "％"))
    return written_percent(cell) if signed else None


def _is_done(row: RawRow, state: int | None) -> bool:
    return state is not None and state_of(cell_text(row, state)) == "done"
