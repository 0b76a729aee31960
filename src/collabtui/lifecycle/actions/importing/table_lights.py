"""Coloured lights beside the tasks of a table, 亮灯 🔴 or `RAG`: no progress, but a warning to keep, and to tell where
it speaks against what the row says of its progress."""

from collabtui.domain.action_status import Status
from collabtui.formats.actions.heading_fields import LIGHT
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.file_words import plain, word_table

_SIGNS = {"🟢": "green", "🟡": "yellow", "🟠": "orange", "🔴": "red"}
_LETTERS = {"g": "green", "y": "yellow", "a": "yellow", "r": "red"}
_OVER = ("done", "cancelled")


def light_of(row: TaskRow) -> str:
    """The hue of its light; empty where it has none, or one that nobody knows."""
    text = plain(row.text(LIGHT))
    signed = next((hue for sign, hue in _SIGNS.items() if sign in text), "")
    return signed or _LETTERS.get(text) or word_table("actions", "hues").get(text, "")


def is_against(hue: str, status: Status | None) -> bool:
    """Whether a light warns of what is over, or says that all is well with what stands still."""
    return bool(hue) and ((status in _OVER and hue != "green") or (status == "blocked" and hue == "green"))
