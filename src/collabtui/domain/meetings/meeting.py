"""A meeting from the first slot to the last signature."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from pydantic import Field

from collabtui.domain.model import Instant, Kept, OtherRef, Record, Value, ZoneName

MeetingState = Literal["planned", "invited", "running", "recorded", "published", "signed", "cancelled"]
Role = Literal["facilitator", "scribe", "timekeeper", "participant", "copied"]
Partstat = Literal["needs-action", "accepted", "declined", "tentative", "delegated"]
"""RFC 5545 section 3.2.12, in lower case."""
Attendance = Literal["unknown", "present", "absent", "late"]
ANNOUNCED = frozenset({"sequence", "invited_at", "invited_as"})
"""Fields of a meeting or series that say what calendars were told of it."""
EntryKind = Literal[
    "decision", "action", "milestone", "consensus", "view", "risk", "question", "note", "topic", "command"
]  # fmt: skip


class Slot(Value):
    title: str
    minutes: int = Field(gt=0)
    lead: str = ""
    """Who leads it, as written: a person's name, or words such as "all"."""
    material: tuple[str, ...] = ()
    outcome: str = ""
    """What is to come out of it, in the planner's words."""
    extended: int = 0
    """Minutes added while the meeting ran; negative when it was cut."""
    stood: int = 0
    """Seconds for which its clock stood after it began: pauses, and while another slot ran."""
    started_at: Instant | None = None
    ended_at: Instant | None = None
    agreed_at: Instant | None = None
    """When nobody objected to the facilitator's summary."""
    parked: bool = False
    origin: str = ""
    """Where it was left over: `M3#2`, the second slot of M3; empty for a slot of this meeting's own."""

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes + self.extended)


class Participant(Value):
    person: OtherRef
    role: Role = "participant"
    partstat: Partstat = "needs-action"
    answered_at: Instant | None = None
    comment: str = ""
    attendance: Attendance = "unknown"
    arrived_at: Instant | None = None
    """Of who came late: when."""


class Meeting(Record):
    prefix: ClassVar[str] = "M"
    kept: ClassVar[Kept] = Kept(
        "meeting",
        unique=(("uid",),),
        asked=("state", "start", "matter", "series", "follows"),
        members={"participants": "person"},
        texts=("title", "goal", "questions", "place"),
    )
    noted: ClassVar[frozenset[str]] = ANNOUNCED
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType({"participants": "person"})
    names_person: ClassVar[tuple[str, ...]] = ("participants.person",)
    title: str
    start: Instant
    end: Instant
    timezone: ZoneName
    """The zone the agenda is written in; times in mails are in each recipient's own."""
    place: str = ""
    matter: OtherRef | None = None
    state: MeetingState = "planned"
    goal: str = ""
    questions: tuple[str, ...] = ()
    """What is to be settled."""
    material: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    participants: tuple[Participant, ...] = ()
    uid: str
    """iCalendar UID: one for the meeting's whole life (RFC 5545 section 3.8.4.7)."""
    sequence: int = 0
    """iTIP SEQUENCE of the invitation last sent (RFC 5546 section 2.1.4)."""
    invited_at: Instant | None = None
    invited_as: str = ""
    """Fingerprint of what the last invitation said: another one means that an update is owed."""
    started_at: Instant | None = None
    ended_at: Instant | None = None
    running_slot: int | None = None
    """Index of the slot that runs, from 0."""
    paused_at: Instant | None = None
    """Since when the clocks stand; None while they run."""
    minutes_version: int = 0
    """Version of the minutes last published; 0 before the first."""
    minutes_said: str = ""
    """Fingerprint of what those minutes said: the same again needs no new version."""
    published_at: Instant | None = None
    follows: OtherRef | None = None
    """The meeting that this one goes on from."""
    carried: tuple[OtherRef, ...] | None = None
    """Refs of the open actions and questions from before that belong to this agenda; None until somebody chose: then
    it is what the meeting before left open."""
    material_there: tuple[str, ...] = ()
    """What of the material, by its name, has arrived."""
    series: OtherRef | None = None
    occurrence: Instant | None = None
    """The start that the series' rule gives this meeting (RECURRENCE-ID), wherever it was moved since."""

    def participant(self, person: str) -> Participant | None:
        return next((found for found in self.participants if found.person == person), None)

    @property
    def timekeeper(self) -> str | None:
        """Ref of who watches the clock for the others; None where nobody was named, or he is not there."""
        named = (one for one in self.participants if one.role == "timekeeper" and one.attendance != "absent")
        return next((one.person for one in named), None)

    @property
    def label(self) -> str:
        return self.title

    def withdraw(self) -> Self | None:
        """Once people were invited they have to be told."""
        return self.model_copy(update={"state": "cancelled"}) if self.state in ("planned", "cancelled") else None


def asked_again(meeting: Meeting) -> Meeting:
    """The meeting with every answer open again: who said yes to another time has not said yes to this one."""
    again = (one.model_copy(update={"partstat": "needs-action", "answered_at": None}) for one in meeting.participants)
    return meeting.model_copy(update={"participants": tuple(again)})


class Entry(Record):
    """One line of the log of a meeting, as it was captured."""

    prefix: ClassVar[str] = "E"
    kept: ClassVar[Kept] = Kept("entry", asked=("meeting", "thing"), texts=("text",))
    meeting: OtherRef
    slot: int | None = None
    at: Instant
    kind: EntryKind
    line: str
    """As it was typed."""
    text: str
    """What it says, without its marks; of a milestone all that it says: `2026-03-10 freeze => API document`."""
    thing: OtherRef | None = None
    """Ref of the decision, action, risk or question it made."""
    who: str = ""
    """Whose view it is: a department or a person, as written."""
    by: str
    undone: bool = False

    @property
    def label(self) -> str:
        return self.text

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"undone": True})


class Decision(Record):
    prefix: ClassVar[str] = "D"
    kept: ClassVar[Kept] = Kept("decision", asked=("meeting", "matter"), texts=("text",))
    text: str
    meeting: OtherRef
    matter: OtherRef | None = None
    slot: int | None = None
    at: Instant
    by: str
    withdrawn: bool = False

    @property
    def label(self) -> str:
        return self.text

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"withdrawn": True})


class Question(Record):
    """An open question: parked for next time."""

    prefix: ClassVar[str] = "Q"
    kept: ClassVar[Kept] = Kept(
        "question", asked=("meeting", "matter", "state"), texts=("text",), added=frozenset({"answer", "answered_at"})
    )
    text: str
    meeting: OtherRef
    matter: OtherRef | None = None
    slot: int | None = None
    at: Instant
    by: str
    state: Literal["open", "settled", "withdrawn"] = "open"
    answer: str = ""
    """What it was settled by; may be empty."""
    answered_at: Instant | None = None

    @property
    def label(self) -> str:
        return self.text

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"state": "withdrawn"})


SignOffState = Literal["waiting", "agreed", "corrected", "silent", "replaced", "withdrawn"]
"""`silent`: said nothing before the deadline, which the minutes say is consent. `replaced`: a newer version reached him
before he said anything, or he turned out to be somebody who was asked as well. `withdrawn`: that version was taken back
before it left, so he was never asked."""
Outcome = Literal["open", "accepted", "refused", "withdrawn"]
"""`withdrawn`: he agreed after all."""


class Correction(Value):
    """One thing that somebody wants the minutes to say otherwise, in his words."""

    text: str
    line: str | None = None
    """Ref of what he named, if he did."""
    mail: OtherRef | None = None
    """Ref of the mail it came by."""
    outcome: Outcome = "open"


class SignOff(Record):
    """One recipient's answer to one version of the minutes."""

    prefix: ClassVar[str] = "S"
    kept: ClassVar[Kept] = Kept(
        "sign_off", unique=(("meeting", "minutes_version", "person"),), asked=("person", "state")
    )
    names_person: ClassVar[tuple[str, ...]] = ("person",)
    meeting: OtherRef
    minutes_version: int
    person: OtherRef
    state: SignOffState = "waiting"
    text: str = ""
    """The corrections, in the person's words; of an agreement that somebody else took down, why he may."""
    corrections: tuple[Correction, ...] = ()
    """The same one by one, and what became of each."""
    at: Instant | None = None
    deadline: Instant

    @property
    def label(self) -> str:
        return self.text

    @property
    def recorded_because(self) -> str:
        """Reason for which somebody else took down that he agrees; empty where he said it himself: that has no text."""
        return self.text if self.state == "agreed" else ""

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"state": "withdrawn"})


def slot_starts(meeting: Meeting) -> tuple[datetime, ...]:
    """Planned start of each slot, one after the other from the meeting's start."""
    starts, at = [], meeting.start
    for slot in meeting.slots:
        starts.append(at)
        at += timedelta(minutes=slot.minutes)
    return tuple(starts)
