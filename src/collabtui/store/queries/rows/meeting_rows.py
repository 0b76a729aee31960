"""Shapes of the rows of meetings: in lists, whole, of entries, and of who signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

if TYPE_CHECKING:
    from collabtui.domain.meetings.meeting import Attendance, MeetingState, Outcome, Partstat, Role, SignOffState
    from collabtui.store.queries.rows.people_rows import NamedPerson


class SlotRow(TypedDict):
    start: str
    """As planned, in the meeting's zone."""
    minutes: int
    title: str
    lead: str | None


class ParticipantRow(TypedDict):
    name: str | None
    email: str | None
    role: Role
    partstat: Partstat


class SeriesRow(TypedDict):
    """The series that a meeting belongs to; instants are in the meeting's zone."""

    ref: str
    every: Literal["week", "month"]
    interval: int
    weekdays: list[int]
    """Monday is 0; empty: that of the first date."""
    nth: int | None
    until: str | None
    count: int | None
    """As `until`, where it ends: how many dates there are from `start` on."""
    start: str
    """Of its first date."""
    occurrence: str
    """The start that the rule gives this meeting, wherever it was moved since."""
    called_off: list[str]
    """Dates that do not take place."""
    follows: str | None
    """The series that it goes on from."""


class MayBelongToSeries(TypedDict, total=False):
    series: SeriesRow
    """Of a meeting that belongs to one; another one has no such key."""


class MeetingRow(MayBelongToSeries):
    """One meeting as `meeting list --json` gives it."""

    ref: str
    title: str
    start: str
    """As `end`, in the zone that the agenda is written in."""
    end: str
    place: str | None
    matter: str | None
    state: MeetingState
    slots: list[SlotRow]
    participants: list[ParticipantRow]


class DecisionRow(TypedDict):
    ref: str
    text: str
    slot: int | None
    """Index of the slot in which it was taken, from 0."""
    at: str
    by: str


class QuestionRow(TypedDict):
    ref: str
    text: str
    meeting: str
    matter: str | None
    at: str
    by: str


class SignedCorrectionRow(TypedDict):
    """One correction in a sign-off."""

    text: str
    line: str | None
    mail: str | None
    outcome: Outcome


class SignOffRow(TypedDict):
    person: NamedPerson | None
    minutes_version: int
    state: SignOffState
    text: str | None
    recorded_by: str | None
    """Name of who took down that he agrees; None where he said it himself."""
    at: str | None
    deadline: str
    corrections: list[SignedCorrectionRow]


class OpenCorrectionRow(TypedDict):
    """A correction that waits for the facilitator."""

    meeting: str
    sign_off: str
    number: int
    """Its place in the sign-off, from 0."""
    text: str
    mail: str | None
    person: str | None
    """A name."""
    deadline: str
    alone: bool
    """The mail that brought it waits, and for nothing but corrections."""


class UnsentCorrectionRow(TypedDict):
    """A meeting whose minutes hold corrections that no version has carried to their readers yet."""

    ref: str
    version: int
    """The one that is out, without them."""
    n: int


class ListedMeetingRow(TypedDict):
    """A meeting on the page that lists them."""

    ref: str
    title: str
    start: str
    place: str
    goal: str
    state: MeetingState
    series: str | None
    matter: str | None
    """The matter's title."""


class ComingMeetingRow(ListedMeetingRow):
    """The numbers of slots, of participants, of those who have not answered, of material that is not there."""

    slots: int
    people: int
    silent: int
    missing: int


class PastMeetingRow(ListedMeetingRow):
    """Its beginning; the numbers of sign-offs of the latest minutes that are waited for, and that want something
    corrected."""

    began: str | None
    unsigned: int
    corrected: int


class StoredSlot(TypedDict):
    """A slot as the meeting's record keeps it (`domain.meetings.meeting.Slot`); instants with microseconds. Records of
    earlier versions lack what came later."""

    title: str
    minutes: int
    lead: str
    material: NotRequired[list[str]]
    outcome: NotRequired[str]
    extended: NotRequired[int]
    stood: NotRequired[int]
    started_at: NotRequired[str | None]
    ended_at: NotRequired[str | None]
    agreed_at: NotRequired[str | None]
    parked: NotRequired[bool]
    origin: NotRequired[str]


class StoredParticipant(TypedDict):
    """A participant as the meeting's record keeps him (`domain.meetings.meeting.Participant`)."""

    person: str
    role: Role
    partstat: Partstat
    answered_at: NotRequired[str | None]
    comment: NotRequired[str]
    attendance: NotRequired[Attendance]
    arrived_at: NotRequired[str | None]


class NamedParticipant(StoredParticipant):
    name: str


class MeetingSummaryRow(TypedDict):
    """The results of a meeting; decisions and actions are numbers."""

    end: str
    began: str | None
    ended: str | None
    invited_at: str | None
    questions: list[str]
    slots: list[StoredSlot]
    participants: list[NamedParticipant]
    decisions: int
    actions: int
    open_actions: int


class MeetingUnderWayRow(TypedDict):
    """A meeting that runs; `decisions` and `actions` are the numbers of what was taken down so far."""

    slot: int | None
    """The index of the one that runs; None between two."""
    slots: list[StoredSlot]
    decisions: int
    actions: int


class CountedChoiceRow(TypedDict):
    key: str
    text: str
    votes: int | None
    """None: of an anonymous vote that is still open nobody reads the count."""


AskedQuestionRow = TypedDict(
    "AskedQuestionRow",
    {
        "number": int,
        "kind": Literal["choice", "several", "scale", "text"],
        "text": str,
        "from": int | None,
        "to": int | None,
        "answers": int | None,
        "counts": list[CountedChoiceRow],
        "mean": float | None,
        "texts": list[str],
        "hidden": bool,
        "least": int,
    },
)
"""A question of a questionnaire; `answers` and all counts are None while it is open, and where `hidden`: so few have
answered this one (`least` are needed) that nothing of it is shown."""


class VoterRow(TypedDict):
    """Somebody who was asked for his vote."""

    person: NamedPerson | None
    choice: str | None
    """A key, or `abstain`; None: not voted."""
    at: str | None
    via: str | None


class VoteRow(TypedDict):
    """`decision --json`: a vote by mail."""

    ref: str
    text: str
    meeting: str
    matter: str | None
    choices: list[CountedChoiceRow]
    voters: list[VoterRow]
    until: str
    state: Literal["open", "closed", "withdrawn"]
    asked_at: str
    by: str
    decision: str | None
    anonymous: bool
    questions: list[AskedQuestionRow]
    """Of a questionnaire, which has no choices of its own."""
    abstained: int | None
    silent: list[NamedPerson | None]


class PersonMeetingRow(TypedDict):
    """A meeting that somebody takes part in; `partstat` is his answer."""

    ref: str
    title: str
    start: str
    state: MeetingState
    role: Role
    partstat: Partstat


class ReportedDecisionRow(TypedDict):
    """A decision of a meeting, for a report."""

    ref: str
    text: str
    matter: str | None
    meeting: str
    at: str
