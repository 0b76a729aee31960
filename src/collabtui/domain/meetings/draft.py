"""Drafts: what a file or a form says before the store has given it a ref: names instead of refs, holes allowed."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from collabtui.domain.action_status import Status
from collabtui.domain.matters.matter import Level, Milestone
from collabtui.domain.meetings.meeting import EntryKind
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.model import Label, Value
from collabtui.domain.people import Locale


class PersonDraft(Value):
    name: Label
    email: str
    department: Label = ""
    title: Label = ""
    locale: Locale | None = None
    """None: the organiser's own."""
    timezone: str | None = None
    head: bool | None = None
    """Whether he heads the department; None: it does not say."""
    contact: bool | None = None
    """Whether he is the department's contact; None: it does not say."""
    phone: Label = ""
    country: Annotated[Label, AfterValidator(str.upper)] = ""
    """ISO 3166; empty: not said."""
    deputy: Label = ""
    """Who stands in whenever he is away, as it is written: a name or an address; empty: not said."""
    leads: bool = False
    """Whether the others of the department have him as their manager: he heads it where nobody else is said to."""


class NameInAgenda(Value):
    """One participant as written: `张伟`, `陈静 <chen@example.test>`, `部门:研发部`."""

    name: Label = ""
    email: str = ""
    department: Label = ""
    line: int = 0


class SlotDraft(Value):
    title: Label
    minutes: int = Field(gt=0)
    lead: str = ""
    material: tuple[str, ...] = ()
    outcome: str = ""
    line: int = 0


class MovedDate(Value):
    """A date of a series that is held at another time than the rule gives it."""

    day: date
    """On which the rule has it."""
    start: datetime
    """Naive, as is the end."""
    end: datetime


class AgendaDraft(Value):
    """An agenda file as read. Times are wall-clock times in `timezone`, or in the organiser's zone when None."""

    title: Label
    start: datetime
    """Naive."""
    end: datetime | None = None
    """None: the sum of the slots."""
    timezone: str | None = None
    place: Label = ""
    series: Rule | None = None
    """How often it comes again; None for a meeting that is held once."""
    occurrence: datetime | None = None
    """The start that the rule gives this meeting, wherever it was moved since; naive."""
    called_off: tuple[date, ...] = ()
    """Days of the series on which it does not take place."""
    moved: tuple[MovedDate, ...] = ()
    """Dates of the series that are held at another time; not the meeting itself."""
    matter: Label = ""
    """A matter's ref or title; a title that is new makes a new matter."""
    facilitator: NameInAgenda | None = None
    scribe: NameInAgenda | None = None
    timekeeper: NameInAgenda | None = None
    participants: tuple[NameInAgenda, ...] = ()
    goal: str = ""
    questions: tuple[str, ...] = ()
    slots: tuple[SlotDraft, ...] = ()
    material: tuple[str, ...] = ()


class ActionDraft(Value):
    """An action as typed. Names are as written; what could not be read is left empty and named in the findings."""

    title: Label
    owner: str = ""
    collaborators: tuple[str, ...] = ()
    doer: str | None = None
    """Who does it while the owner answers for it; None: as it is, empty: the owner himself."""
    checks: tuple[str, ...] | None = None
    """Lines of the check list of what it delivers; None: as they are."""
    whys: tuple[str, ...] | None = None
    """Why it is held up, why by why; None: as it is."""
    answer: str | None = None
    """What is done about what holds it up; None: as it is."""
    due: date | None = None
    deliverable: Label = ""
    module: str | None = None
    """The larger task that it is a part of; None: as it is."""
    risk: str | None = None
    """Risks foreseen, a line each, with its level: `supplier late (high)`; None: as they are."""
    status: Status = "not-started"
    depends_on: tuple[str, ...] = ()


class CaptureLine(Value):
    """One line of the live meeting as understood."""

    kind: EntryKind
    text: str
    """What it says, without its marks."""
    action: ActionDraft | None = None
    milestone: Milestone | None = None
    who: str = ""
    """Whose view it is; who owns a risk."""
    level: Level | None = None
    command: str = ""
    """`next slot extend cut park pause resume undo present late absent start end`, for kind `command`; of a note that
    says who is here or away `present` or `absent`."""
    argument: str = ""
