"""Rows of matters, of what departments were asked, of changes and of risks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict, final

if TYPE_CHECKING:
    from collabtui.domain.matters.change_request import AskedKind, ChangeState
    from collabtui.domain.matters.department_answer import AskedState, Stance
    from collabtui.domain.matters.matter import Level, MatterKind, Rhythm
    from collabtui.domain.matters.resource import ResourceKind, ResourceState
    from collabtui.domain.matters.steps import Step
    from collabtui.store.queries.rows.people_rows import NamedPerson


class MatterRow(TypedDict):
    """One matter as `matter list --json` gives it; the numbers count what belongs to it."""

    ref: str
    title: str
    kind: MatterKind | None
    step: Step
    initiator: str | None
    lead: str | None
    goal: str | None
    wanted: str | None
    created_at: str
    meetings: int
    actions: int
    open: int
    overdue: int
    risks: int
    """Open ones."""
    questions: int
    """Open ones."""


class ContactRow(TypedDict):
    department: str
    name: str | None
    email: str | None


class ChannelRow(TypedDict):
    """A channel of a matter; what nobody has said is empty."""

    name: str
    where: str
    about: str
    rhythm: str
    posted_by: str
    robot: str


class MilestoneRow(TypedDict):
    text: str
    day: str
    deliverable: str
    """What is handed over by then."""
    reached: str | None
    """The day on which it was there; None: not yet."""
    went_well: NotRequired[str]
    to_improve: NotRequired[str]
    to_standardise: NotRequired[str]


class ReportedMilestoneRow(TypedDict):
    """One of any matter, which is named by its ref."""

    matter: str
    text: str
    day: str
    reached: str | None
    overdue: bool


class CriterionRow(TypedDict):
    """A criterion by which the result is accepted, and how it was measured."""

    text: str
    measured: str
    met: bool | None
    opinion: str
    rectify: str
    rectify_by: str | None
    department: str | None
    """Who supervises it; None: who supervises the matter."""
    person: NamedPerson | None
    """Whose word that is."""
    at: str | None
    via: str | None


class AskedDepartmentRow(TypedDict):
    """A matter's question to one department, and its answer."""

    department: str
    what: str
    state: AskedState
    text: str | None
    sent_at: str | None
    """As `answered_at`, as stored."""
    answered_at: str | None
    by: NamedPerson | None
    in_place_of: NamedPerson | None
    """Whom `by` stood in for."""
    via: str | None
    silent: bool
    unsaid: bool
    """It said something that is neither a yes nor a no."""


class ItemOpinionRow(TypedDict):
    """One department's word on an item of a plan."""

    number: int
    ref: str
    value: Literal["for", "against"]
    text: str


class OpinionRow(TypedDict):
    """One department's opinion on a change."""

    department: str
    person: NamedPerson | None
    in_place_of: NamedPerson | None
    """Whom `person` stood in for."""
    stance: Stance
    text: str
    at: str
    via: str
    items: list[ItemOpinionRow]
    """Opinions on single items, where it is a plan."""
    rest_agreed: bool
    """Whether a yes was said to all the others."""


class OverrulingRow(TypedDict):
    """A decision against what a department says, or without its word."""

    department: str
    reason: str
    by: str
    at: str


class ChangeRow(TypedDict):
    """A change request."""

    ref: str
    matter: str
    kind: AskedKind
    what: str
    reason: str | None
    impact: str | None
    wanted: str | None
    departments: list[str]
    opinions: list[OpinionRow]
    state: ChangeState
    asked_at: str | None
    decision: str | None
    decided_by: str | None
    decided_at: str | None
    raised_by: str
    raised_at: str
    asked_version: int | None
    asked_digest: str | None
    overruled: list[OverrulingRow]
    silent: list[str]
    """Departments that have said nothing."""


class ResourceRow(TypedDict):
    """Something that a department gives, or is to give."""

    ref: str
    matter: str
    kind: ResourceKind
    what: str
    amount: str | None
    department: str
    person: NamedPerson | None
    """Who is given, where somebody is named."""
    action: str | None
    """The action that needs it; None: the matter as a whole."""
    first: str | None
    last: str | None
    state: ResourceState
    unsaid: bool
    """The giver has said something that is neither a yes nor a no."""
    text: str | None
    """In the giver's words."""
    by: NamedPerson | None
    at: str | None
    via: str | None
    clashes: list[str]
    """Refs of others by which the same is asked for, or promised, on one of its days."""
    goes_first: str | None
    """Of the matters that clash so the one that comes first; None where nobody has said, or it is one alone."""
    order_open: bool
    """Whether several matters clash so, and nobody has said which comes first."""


class RankedMatter(TypedDict):
    ref: str
    title: str
    rank: int | None


class SharedResourceRow(TypedDict):
    """Something that two matters want of a department on the same days."""

    department: str
    what: str
    first: str
    last: str
    resources: list[str]
    """Refs."""
    matters: list[RankedMatter]
    """The one that comes first before the other."""
    goes_first: str | None
    """Its ref; None where nobody has said."""


class DescribedMatterRow(MatterRow):
    """A matter as `matter show --json` gives it: with what was agreed at kick-off, and what came of it."""

    owner: NamedPerson | None
    """Who answers for it as a whole."""
    account: str | None
    """The name of the account that its mail goes out from; None: that of the configuration."""
    clerk: NamedPerson | None
    rank: int | None
    """Its place where it wants the same of a department as another matter: 1 comes first."""
    """Who keeps his papers, and may answer for him."""
    background: str | None
    scope_in: str | None
    scope_out: str | None
    rules: str | None
    channels: list[ChannelRow]
    supervising: str | None
    rhythm: Rhythm | None
    contacts: list[ContactRow]
    milestones: list[MilestoneRow]
    criteria: list[CriterionRow]
    accepted_at: str | None
    retrospective_by: str | None
    result: str | None
    went_well: str | None
    to_improve: str | None
    to_standardise: str | None
    confidential: bool
    readers: list[NamedPerson | None]
    asked: list[AskedDepartmentRow]
    changes: list[ChangeRow]
    resources: list[ResourceRow]


class RiskRow(TypedDict):
    ref: str
    text: str
    level: Level
    likelihood: Level | None
    severity: Level | None
    impact: str | None
    review: str | None
    answer: str | None
    standby: str | None
    owner: NamedPerson | None
    meeting: str | None
    matter: str | None
    raised_at: str
    by: str
    state: Literal["open", "closed", "withdrawn"]


class OneRiskRow(TypedDict):
    """`risk --json`."""

    ref: str
    title: str
    matter: str | None
    meeting: str | None
    level: Level
    likelihood: Level | None
    impact: Level | None
    """How bad it would be."""
    scope: str | None
    """What it would hit."""
    answer: str | None
    owner: NamedPerson | None
    standby: str | None
    review: str | None
    state: Literal["open", "closed", "withdrawn"]
    raised_by: str
    raised_at: str


class MatterDecisionRow(TypedDict):
    """A decision, as the page of its matter shows it."""

    ref: str
    text: str
    meeting: str
    at: str


@final
class WaitingDepartmentRow(TypedDict):
    """A department's part in a matter that waits for the facilitator."""

    matter: str
    title: str
    department: str
    why: Literal["unsaid", "objected", "silent", "away", "contact"]
    text: str | None
    mail: str | None
    alone: bool
    """The mail that brought it waits, and for nothing else."""


@final
class WaitingChangeRow(TypedDict):
    """A change that waits for the facilitator."""

    ref: str
    matter: str
    what: str
    why: Literal["unsaid", "decide"]
    department: str | None
    text: str | None
    mail: str | None
    alone: bool
    """The mail that brought it waits, and for nothing else."""
    silent: list[str]
    """Departments that were reminded, or for which all are away, and that have said nothing."""
    away: list[str]
    """Those of them for which all who have to answer are away past their time, with nobody in their place."""
