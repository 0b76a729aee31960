"""Status of an action: which there are, which are open and which closed. Whether one is overdue: `domain.deadlines`.

No pydantic here: a list asks before its first line."""

from typing import Literal

Status = Literal["not-started", "in-progress", "blocked", "done", "cancelled"]
OPEN: tuple[Status, ...] = ("not-started", "in-progress", "blocked")
CLOSED: tuple[Status, ...] = ("done", "cancelled")
STATUSES: tuple[Status, ...] = (*OPEN, *CLOSED)
