"""Tasks found in the tables of a file, and all that a person is told of the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from collabtui.formats.actions.contradicting_cells import CellsAgainst
from collabtui.formats.actions.equal_columns import EqualColumns
from collabtui.formats.actions.table_head import (
    HeadColumn,
)
from collabtui.formats.actions.task_row import TaskRow


@dataclass(frozen=True)
class TableColumn:
    """A column nobody knows, and what stands in it."""

    name: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class LargerTask:
    """A row that others are part of."""

    number: int
    title: str
    names: tuple[str, ...]
    """What the table calls it: its numbers, its title."""
    parts: tuple[int, ...]
    """Numbers of the rows of its actions."""
    row: TaskRow
    """All that stands in it."""


@dataclass(frozen=True)
class ActionTable:
    rows: tuple[TaskRow, ...]
    passed_over: tuple[str, ...] = ()
    """Columns that nobody knows, or that mean nothing to us."""
    larger: tuple[LargerTask, ...] = ()
    above_larger: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By column: what it names above the larger tasks. An action keeps the larger task alone."""
    left_out: tuple[tuple[int, str], ...] = ()
    """Rows that are no tasks, with how they begin: sums, notes, names of columns that come again."""
    year: int | None = None
    """Of days without one, where the title of the table says it."""
    unread: int = 0
    """Tables whose columns nobody knows."""
    other_sheets: tuple[str, ...] = ()
    """Names of further sheets with tasks."""
    unread_sheets: tuple[str, ...] = ()
    """Names of sheets with columns, of which none is called after tasks."""
    hidden_sheets: tuple[str, ...] = ()
    """Names of sheets with tasks that the workbook hides."""
    guessed: str = ""
    """The column that was taken for the tasks although nothing calls it so."""
    inferred: tuple[HeadColumn, ...] = ()
    """Columns whose fields are told by their cells or by a part of their names."""
    equal: tuple[EqualColumns, ...] = ()
    """Columns of one meaning, and which of them was taken."""
    duties: Mapping[str, str] = field(default_factory=dict)
    """What signs stand for in columns that are called after people: `owner`, `collaborators`."""
    longer: str = ""
    """A column with sentences beside titles of one word."""
    against: tuple[CellsAgainst, ...] = ()
    """Columns whose cells speak against what they were read as."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What the table says itself that letters stand for: `CJ = Carol Jones`."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """Who somebody is, as it was told: names by `PERSON` and what the table calls them."""
    day_orders: Mapping[str, str] = field(default_factory=dict)
    """By the name of a column and `ORDER` how it writes its days, as it was told."""
    sheets: tuple[str, ...] = ()
    """Names of those that are read together."""
    coloured: str = ""
    """The column whose cells differ in colour where nothing says what the colours mean, nor how far the tasks are."""
    highlighted: tuple[tuple[int, str], ...] = ()
    """Rows that alone are coloured, with how they begin, where nothing says what the colour means."""
    hidden_columns: tuple[str, ...] = ()
    """Columns that are read although their sheet hides them."""
    in_cells: bool = False
    """Whether each cell was read as a task, and not each row."""
    stages_of: str = ""
    """The column that says of what the other columns are stages, where each of their cells was read as a task."""
    listed: int = 0
    """Rows that are lines of cells, each with a number and a day of its own."""
