"""The data of a board: how many cards each column has, and the first of those that are near the cursor."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from collabtui.domain.matters.steps import STEPS
from collabtui.language.filter.filter_line import Surroundings, read_filter
from collabtui.lifecycle.actions.filtered_actions import conditions_of
from collabtui.store.queries.columns.board import BOARD_KINDS, BoardKind, board_columns, column_ids
from collabtui.store.queries.matters import matters_in_step, step_counts

if TYPE_CHECKING:
    from collabtui.errors import CollabError
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.matter_rows import MatterRow

BoardBy: TypeAlias = BoardKind | Literal["step"]
BOARDS: tuple[BoardBy, ...] = (*BOARD_KINDS, *get_args(Literal["step"]))
FIRST = 60
"""Cards of a column that are read at first."""


@dataclass(frozen=True)
class BoardColumn:
    name: str
    title: str
    total: int
    cards: Sequence[int | str] = ()
    """Row ids of actions, refs of matters."""
    late: int = 0


@dataclass(frozen=True)
class BoardData:
    by: BoardBy
    columns: Sequence[BoardColumn]
    around: Surroundings
    matters: "Mapping[str, MatterRow]" = field(default_factory=dict)
    problem: "CollabError | None" = None
    """With the filter."""


def read_board(
    reader: "Connection",
    by: BoardBy,
    line: str,
    around: Surroundings,
    near: Collection[int],
    limits: Mapping[str, int],
) -> BoardData:
    """`near`: the indices of the columns whose cards are read; `limits`: how many, where it is more than `FIRST`."""
    if by == "step":
        return _matters(reader, around, limits)
    wanted, today = read_filter(line, around), around.today
    conditions = conditions_of(wanted)
    conditions["open_only"] = True
    found = board_columns(reader, by, today, conditions)
    columns = []
    for index, one in enumerate(found):
        limit = limits.get(one.name, FIRST)
        cards = column_ids(reader, by, one.name, today, conditions, limit) if index in near and one.total else ()
        columns.append(BoardColumn(one.name, one.title, one.total, cards, one.late))
    return BoardData(by, columns, around, problem=wanted.problem)


def _matters(reader: "Connection", around: Surroundings, limits: Mapping[str, int]) -> BoardData:
    counts, columns = step_counts(reader), []
    rows: dict[str, MatterRow] = {}
    for step in STEPS:
        limit = limits.get(step, FIRST) if step in counts else 0
        found = matters_in_step(reader, step, today=around.today, limit=limit) if limit else []
        rows.update((row["ref"], row) for row in found)
        columns.append(BoardColumn(step, "", counts.get(step, 0), [row["ref"] for row in found]))
    return BoardData("step", columns, around, rows)
