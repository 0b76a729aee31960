"""A change request: what of a matter is to be otherwise, and what each department says to it. A change in the trail is
another thing (`domain.trail.TrailEntry`)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from collabtui.domain.matters.department_answer import DepartmentAnswer
from collabtui.domain.model import Instant, Kept, Record

ChangeKind = Literal["scope", "goal", "date"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("scope", "goal", "date")
ChangeState = Literal["draft", "asked", "granted", "refused", "withdrawn"]


class ChangeRequest(Record):
    prefix: ClassVar[str] = "C"
    kept: ClassVar[Kept] = Kept("change", asked=("matter", "state"), texts=("what", "reason", "impact", "decision"))
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType({"opinions": "department"})
    names_person: ClassVar[tuple[str, ...]] = ("opinions.person",)
    names_department: ClassVar[tuple[str, ...]] = ("departments", "opinions.department")
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
    def label(self) -> str:
        return self.what

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"state": "withdrawn"})

    @property
    def silent(self) -> tuple[str, ...]:
        """The departments that were asked and have said nothing."""
        spoken = {opinion.department for opinion in self.opinions}
        return tuple(department for department in self.departments if department not in spoken)
