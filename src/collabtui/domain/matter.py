"""A matter: what several meetings and actions belong to, in nine steps (HANDBOOK 2)."""

from datetime import date
from typing import ClassVar, Literal

from collabtui.domain.asked import Asked
from collabtui.domain.model import Instant, Record, Value

Step = Literal[
    "request", "kick-off", "breakdown", "tracking", "risk", "change", "acceptance", "retrospective", "archive"
]
STEPS: tuple[Step, ...] = (
    "request", "kick-off", "breakdown", "tracking", "risk", "change", "acceptance", "retrospective", "archive",
)  # fmt: skip
Level = Literal["high", "medium", "low"]


class Contact(Value):
    """Exactly one per department and matter."""

    department: str
    person: str


class Matter(Record):
    """Its ref is the collaboration number: `X-2026-014`, counted per year."""

    prefix: ClassVar[str] = "X-"
    title: str
    initiator: str = ""
    """The department that asks."""
    lead: str = ""
    """The department that owns the goal."""
    background: str = ""
    goal: str = ""
    wanted: date | None = None
    contacts: tuple[Contact, ...] = ()
    asked: tuple[Asked, ...] = ()
    """What is asked of each department, and what it answered."""
    step: Step = "request"
    created_at: Instant


class Risk(Record):
    prefix: ClassVar[str] = "R"
    text: str
    level: Level = "medium"
    impact: str = ""
    answer: str = ""
    """What is proposed against it."""
    standby: str = ""
    """Who or what takes over: the B role, a spare."""
    owner: str | None = None
    meeting: str | None = None
    matter: str | None = None
    slot: int | None = None
    raised_at: Instant
    by: str
    state: Literal["open", "closed", "withdrawn"] = "open"
