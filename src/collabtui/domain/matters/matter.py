"""A matter: what several meetings and actions belong to, in nine steps."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field

from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.department_answer import DepartmentRequest
from collabtui.domain.matters.process_step import ProcessStep
from collabtui.domain.matters.steps import Step
from collabtui.domain.model import Instant, Kept, Label, OtherRef, Record, Undo, Value

Level = Literal["high", "medium", "low"]
Rhythm = Literal["none", "daily", "weekly"]
MatterKind = Literal["routine", "project", "campaign", "process", "cross-company", "emergency"]
"""Each has a template: what it is accepted by, milestones, how people talk, and how often owners are asked."""


LAST_RANK = 999


class Contact(Value):
    """Exactly one per department and matter."""

    department: str
    person: OtherRef


class NamedReader(Value):
    """Somebody who may read a confidential matter."""

    person: OtherRef


class Milestone(Value):
    """A result that is to be there by a day."""

    text: Label
    day: date
    deliverable: Label = ""
    """What is handed over by then: the output of the phase that ends with it."""
    reached: date | None = None
    """When it was there; None: not yet, as far as anybody said."""
    went_well: str = ""
    to_improve: str = ""
    to_standardise: str = ""
    """What was learned on the way to it, line by line."""

    @property
    def has_lessons(self) -> bool:
        return bool(self.went_well or self.to_improve or self.to_standardise)


class Criterion(Value):
    """A criterion by which the result is accepted: named at kick-off, measured at acceptance."""

    text: Label
    """`coverage ≥ 95 %`."""
    measured: str = ""
    met: bool | None = None
    """None: nobody has said yet."""
    opinion: str = ""
    rectify: str = ""
    """What is still to be put right."""
    rectify_by: date | None = None
    department: str = ""
    """Who says whether it is met; empty: the department that supervises the matter."""
    person: OtherRef | None = None
    """The person (ref) whose word that is; None where nobody in the address book has said it."""
    at: Instant | None = None
    """When it was said; None in records of earlier versions, too."""
    via: str = ""
    """Through what: `mail:I7`, `key`, `command`."""


_OF_PROCESS = ("old_steps", "new_steps", "conclusions", "recommendations")


class Matter(Record):
    """Its ref is the collaboration number: `X-2026-014`, counted per year."""

    prefix: ClassVar[str] = "X-"
    kept: ClassVar[Kept] = Kept(
        "matter",
        asked=("title", "step", "rhythm", "confidential", "clerk"),
        texts=("title", "goal", "background"),
        added=frozenset({"readers", "kind", "owner", "account", "clerk", "rank", "channels", *_OF_PROCESS}),
    )
    undo: ClassVar[Undo] = "stays"
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"asked": "department", "contacts": "department", "criteria": "text", "readers": "person", "channels": "name"}
    )
    names_person: ClassVar[tuple[str, ...]] = (
        "contacts.person",
        "asked.answer.person",
        "asked.answer.in_place_of",
        "criteria.person",
        "readers.person",
        "owner",
        "clerk",
        "old_steps.owner",
        "new_steps.owner",
    )
    names_department: ClassVar[tuple[str, ...]] = (
        "initiator", "lead", "supervising", "contacts.department", "asked.department", "asked.answer.department",
        "criteria.department", "old_steps.department", "old_steps.supporting", "new_steps.department",
        "new_steps.supporting",
    )  # fmt: skip
    title: str
    kind: MatterKind | None = None
    """None: nobody has said what kind it is."""
    owner: OtherRef | None = None
    """The person (ref) who answers for it as a whole: of an emergency, for the time being."""
    account: OtherRef | None = None
    """The account (ref) of its facilitator, from which its mail goes out; None: that of the configuration."""
    rank: Annotated[int, Field(ge=1, le=LAST_RANK)] | None = None
    """Its place where it wants the same of a department as another matter: 1 comes first; None: nobody has said."""
    clerk: OtherRef | None = None
    """The person (ref) who keeps the papers of whoever answers for it: has copies of what goes to him, and may answer
    for him."""
    initiator: str = ""
    """The department that asks."""
    lead: str = ""
    """The department that owns the goal."""
    background: str = ""
    goal: str = ""
    wanted: date | None = None
    contacts: tuple[Contact, ...] = ()
    asked: tuple[DepartmentRequest, ...] = ()
    """What is asked of each department, and what it answered."""
    scope_in: str = ""
    scope_out: str = ""
    """What is expressly left out."""
    rules: str = ""
    """How the departments talk: which meeting, which channel for what, who answers an emergency."""
    channels: tuple[Channel, ...] = ()
    """Its own groups, lists and folders, the most important one first."""
    rhythm: Rhythm = "none"
    """How often owners of open actions are asked how they stand."""
    supervising: str = ""
    """The department that accepts the result against the criteria."""
    milestones: tuple[Milestone, ...] = ()
    """By day."""
    criteria: tuple[Criterion, ...] = ()
    old_steps: tuple[ProcessStep, ...] = ()
    """The process as it was, in the order of its steps."""
    new_steps: tuple[ProcessStep, ...] = ()
    """As it is to be; empty: it is made of the actions."""
    conclusions: str = ""
    """What the diagnosis of the process has found."""
    recommendations: str = ""
    """What it says is to be changed."""
    accepted_at: Instant | None = None
    retrospective_by: date | None = None
    """The last of the working days after acceptance in which one looks back; set with `accepted_at`."""
    result: str = ""
    went_well: str = ""
    to_improve: str = ""
    to_standardise: str = ""
    """What is done so from now on."""
    archive_head: str = ""
    """The head of the chain of its last archive (`formats.archive_hash_chain`); the trail has those of all."""
    step: Step = "request"
    created_at: Instant
    withdrawn: bool | None = None
    """True once it was taken back: it is in no list any more, and its title is free."""
    confidential: bool | None = None
    """True where only named readers see what it is about (`confidential.may_read`)."""
    readers: tuple[NamedReader, ...] = ()

    @property
    def label(self) -> str:
        return self.title

    @property
    def is_filed(self) -> bool:
        """In the archive: nobody is reminded of anything in it, and nothing changes it (`access.archived_content`)."""
        return self.step == "archive"

    @property
    def is_over(self) -> bool:
        """Accepted, filed, or taken back: no day of it is awaited any more."""
        return self.accepted_at is not None or self.is_filed or bool(self.withdrawn)

    def supervises(self, criterion: Criterion) -> str:
        """The department that says whether the criterion is met; empty where nobody was named."""
        return criterion.department or self.supervising or self.initiator

    def withdraw(self) -> Self | None:
        """Once departments were asked they have to be told."""
        asked = any(part.sent_at for part in self.asked)
        return None if asked else self.model_copy(update={"withdrawn": True})


class Risk(Record):
    prefix: ClassVar[str] = "R"
    kept: ClassVar[Kept] = Kept(
        "risk", asked=("owner", "meeting", "matter", "state"), texts=("text", "impact", "answer", "standby")
    )
    names_person: ClassVar[tuple[str, ...]] = ("owner",)
    text: str
    level: Level = "medium"
    likelihood: Level | None = None
    severity: Level | None = None
    """How bad it would be. Once both are known, the level follows (`risk_level`)."""
    impact: str = ""
    """What it would hit."""
    review: date | None = None
    """When it is looked at again."""
    answer: str = ""
    """What is proposed against it."""
    standby: str = ""
    """Who or what takes over: the B role, a spare."""
    owner: OtherRef | None = None
    meeting: OtherRef | None = None
    matter: OtherRef | None = None
    slot: int | None = None
    raised_at: Instant
    by: str
    state: Literal["open", "closed", "withdrawn"] = "open"

    @property
    def label(self) -> str:
        return self.text

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"state": "withdrawn"})
