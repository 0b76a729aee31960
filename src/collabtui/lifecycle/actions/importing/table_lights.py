"""Coloured lights beside the tasks of a table, 亮灯 🔴 or `RAG`: no progress, but a warning to keep, and to tell where
it speaks against what the row says of its progress."""

from typing import NamedTuple

from collabtui.domain.action_status import Status
from collabtui.formats.actions.heading_fields import LIGHT
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import hue_of

_OVER = ("done", "cancelled")
_WARNING = ("yellow", "orange", "red")


class RowLight(NamedTuple):
    field: str
    """Of the column in which it stands."""
    text: str
    hue: str
    """Empty where nobody knows it."""

    @property
    def is_kept(self) -> bool:
        return self.hue != "green"

    def is_against(self, status: Status | None) -> bool:
        """Whether it warns of what is over, or says that all is well with what stands still."""
        return (status in _OVER and self.hue in _WARNING) or (status == "blocked" and self.hue == "green")


def light_of(row: TaskRow) -> RowLight | None:
    """The light of a column of them, or one that warns where a status stands: it says nothing of how far it is."""
    if LIGHT in row.cells:
        return RowLight(LIGHT, row.text(LIGHT), hue_of(row.text(LIGHT)))
    hue = hue_of(row.text("status"))
    return RowLight("status", row.text("status"), hue) if hue in _WARNING else None
