"""Coloured lights beside the tasks of a table, 亮灯 🔴 or `RAG`: no progress, but kept in a note, and told where they
speak against what the row says of its progress."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from collabtui.domain.action_status import Status
from collabtui.formats.actions.heading_fields import LIGHT
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import hue_of, state_of

_OVER = ("done", "cancelled")
_WARNING = ("yellow", "orange", "red")


class RowLight(NamedTuple):
    field: str
    """Of the column in which it stands."""
    text: str
    hue: str
    """Empty where nobody knows it."""

    def is_against(self, status: Status | None) -> bool:
        """Whether it warns of what is over, or says that all is well with what stands still."""
        return (status in _OVER and self.hue in _WARNING) or (status == "blocked" and self.hue == "green")


def light_of(row: TaskRow, *, among_lights: bool) -> RowLight | None:
    """The light of a column of them, or one where a status stands: it says nothing of how far it is. `Y` may be yes or
    yellow; yellow only among lights."""
    if LIGHT in row.cells:
        return RowLight(LIGHT, row.text(LIGHT), hue_of(row.text(LIGHT)))
    text = row.text("status")
    hue = hue_of(text)
    return RowLight("status", text, hue) if hue and (among_lights or not state_of(text)) else None


def have_lights(rows: Iterable[TaskRow]) -> bool:
    """Whether a light stands in some row where a status does, and nothing that may be a word for one."""
    texts = {row.text("status") for row in rows}
    return any(hue_of(text) and not state_of(text) for text in texts)


def columns_of_lights(rows: Sequence[TaskRow]) -> list[str]:
    """Names of the columns in which lights stand."""
    among_lights = have_lights(rows)
    lights = [(row, light) for row in rows if (light := light_of(row, among_lights=among_lights))]
    return list(dict.fromkeys(row.places[light.field][1] for row, light in lights if light.field in row.places))


def without_light(row: TaskRow, light: RowLight | None) -> TaskRow:
    """The row without a light that may be taken for a state."""
    if light is None or light.field != "status":
        return row
    return replace(row, cells={name: cell for name, cell in row.cells.items() if name != "status"})
