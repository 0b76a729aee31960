"""A change request: what of a matter is to be otherwise, and what each department says to it (HANDBOOK 2, step 6).

Not to be taken for a change in the trail (`domain.trail.ChangeRequest`).
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal

from collabtui.domain.matters.department_answer import Stance
from collabtui.domain.model import Instant, Record, Value

ChangeKind = Literal["scope", "goal", "date"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("scope", "goal", "date")
ChangeState = Literal["draft", "asked", "granted", "refused", "withdrawn"]


class DepartmentAnswer(Value):
    """What one department says to a change."""

    department: str
    person: str | None
    """The person (ref) who said it; None where the facilitator took it down."""
    stance: Stance
    text: str = ""
    """In that person's words."""
    at: Instant
    """When it was written."""
    via: str
    """`mail:I7`, `key` or `command`."""


class ChangeRequest(Record):
    prefix: ClassVar[str] = "C"
    matter: str
    kind: ChangeKind
    what: str
    reason: str = ""
    impact: str = ""
    wanted: date | None = None
    """Of a change of the date: the day that is asked for."""
    departments: tuple[str, ...] = ()
    """Whose opinion was asked."""
    opinions: tuple[DepartmentAnswer, ...] = ()
    """The last word of each department."""
    state: ChangeState = "draft"
    asked_at: Instant | None = None
    decision: str = ""
    """The sentence that the decision was given with."""
    decided_by: str = ""
    decided_at: Instant | None = None
    raised_by: str
    raised_at: Instant

    @property
    def silent(self) -> tuple[str, ...]:
        """The departments that were asked and have said nothing."""
        spoken = {opinion.department for opinion in self.opinions}
        return tuple(department for department in self.departments if department not in spoken)


def opinion_of(opinions: Iterable[DepartmentAnswer], department: str) -> DepartmentAnswer | None:
    return next((one for one in opinions if one.department == department), None)


def with_opinion(opinions: Iterable[DepartmentAnswer], new: DepartmentAnswer) -> tuple[DepartmentAnswer, ...]:
    """With this one in the place of what the department said before."""
    return (*(one for one in opinions if one.department != new.department), new)
