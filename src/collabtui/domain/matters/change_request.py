"""A change request: what of a matter is to be otherwise, and what each department says to it; and an approval, which
asks whether the plan, the kick-off, each criterion or the result holds. A change in the trail is another thing
(`domain.trail.TrailEntry`)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from collabtui.domain.matters.department_answer import DepartmentAnswer, not_agreed, silent_departments
from collabtui.domain.model import Instant, Kept, OtherRef, Record, Value

ChangeKind = Literal["scope", "goal", "date"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("scope", "goal", "date")
ApprovalKind = Literal["request", "plan", "kick-off", "criteria", "acceptance"]
AskedKind = Literal["scope", "goal", "date", "request", "plan", "kick-off", "criteria", "acceptance"]
APPROVAL_KINDS: tuple[ApprovalKind, ...] = ("request", "plan", "kick-off", "criteria", "acceptance")
"""`request`: the department that asks for the matter signs what it asks for. `criteria`: those who supervise say of
each criterion whether it is met; of the others it is one yes or no."""
ChangeState = Literal["draft", "asked", "granted", "refused", "withdrawn"]


class Overruling(Value):
    """A decision against what a department says, or without its word."""

    department: str
    reason: str
    by: str
    """The name of who decided so."""
    at: Instant


class ChangeRequest(Record):
    prefix: ClassVar[str] = "C"
    kept: ClassVar[Kept] = Kept(
        "change",
        asked=("matter", "state"),
        texts=("what", "reason", "impact", "decision"),
        added=frozenset({"overruled", "asked_digest"}),
    )
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType({"opinions": "department"})
    names_person: ClassVar[tuple[str, ...]] = ("opinions.person", "opinions.in_place_of")
    names_department: ClassVar[tuple[str, ...]] = ("departments", "opinions.department", "overruled.department")
    matter: OtherRef
    kind: AskedKind
    what: str
    reason: str = ""
    impact: str = ""
    wanted: date | None = None
    """The day by which the matter is to be done instead: of a change of the date always; of another one where it moves
    the date as well."""
    departments: tuple[str, ...] = ()
    """Whose opinion was asked."""
    opinions: tuple[DepartmentAnswer, ...] = ()
    """The last word of each department."""
    state: ChangeState = "draft"
    asked_at: Instant | None = None
    asked_version: int | None = None
    """Which asking of its kind it is in the matter, from 1."""
    asked_digest: str = ""
    """The hash of what was asked about (`signed_content_hash`); empty before that."""
    overruled: tuple[Overruling, ...] = ()
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
    def granted_day(self) -> date | None:
        """The day that the matter is wanted by since it was granted; None where it moved none."""
        return self.wanted if self.state == "granted" else None

    @property
    def silent(self) -> tuple[str, ...]:
        """The departments that were asked and have said nothing."""
        return silent_departments(self.departments, self.opinions)

    @property
    def is_agreed(self) -> bool:
        """Whether all who were asked say yes, so that only the decision lacks; criteria are settled one by one."""
        objects = any(one.objected for one in self.opinions)
        return self.kind != "criteria" and bool(self.departments) and not (self.still_opposing or objects)

    @property
    def unclear(self) -> tuple[DepartmentAnswer, ...]:
        """The answers of departments that were asked which are neither a yes nor a no."""
        return tuple(one for one in self.opinions if one.value == "unclear" and one.department in self.departments)

    @property
    def still_opposing(self) -> tuple[str, ...]:
        """The departments without whose yes it would be granted: they object, are silent, or said nothing clear."""
        return not_agreed(self.departments, self.opinions)
