"""Planning a meeting from its agenda, and changing it until it starts; slots that are moved and stretched."""

from collections.abc import Callable, Sequence

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.meetings.meeting import Meeting, Participant, Slot, asked_again
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import Scope
from collabtui.domain.model import Finding
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.booked import planned_findings
from collabtui.lifecycle.bookings.material_owners import material_findings
from collabtui.lifecycle.meetings.agenda_text import refuse_moves, rule_as_written
from collabtui.lifecycle.meetings.carry_over import carry_findings
from collabtui.lifecycle.meetings.edit_series_dates import change_dates
from collabtui.lifecycle.meetings.plan_rules import Planned, as_drafted, changeable, new_uid
from collabtui.lifecycle.meetings.plan_series import new_series
from collabtui.store.interface import Reader


def new_meeting(acting: Acting, draft: AgendaDraft) -> Planned:
    """A meeting, or the first one of a series. Raises `Unknown`/`Refused` for names that are nobody's, and then
    nothing is written."""
    if draft.series is not None:
        return new_series(acting, draft)
    with acting.transaction() as tx:
        ref = tx.next_ref(Meeting)
        uid = new_uid(acting, ref)
        empty = Meeting(ref=ref, title=draft.title, start=acting.now, end=acting.now, timezone="UTC", uid=uid)
        meeting = tx.put(as_drafted(tx, acting, empty, draft))
        return Planned(meeting, _findings(tx, acting, meeting))


def edit_meeting(acting: Acting, ref: str, draft: AgendaDraft) -> Planned:
    """The agenda as the draft has it; who already answered keeps his answer. Raises `Refused` (meeting.over) once the
    meeting has run."""
    with acting.transaction() as tx:
        before = changeable(tx, ref)
        if draft.series is not None and not _says_its_series(tx, before, draft):
            raise Refused("series.edit_alone", ref=before.ref)
        meeting = as_drafted(tx, acting, before, draft)
        if (meeting.start, meeting.end) != (before.start, before.end):
            meeting = asked_again(meeting)
        meeting = tx.put(meeting)
        return Planned(meeting, _findings(tx, acting, meeting))


def _findings(reader: Reader, acting: Acting, meeting: Meeting) -> tuple[Finding, ...]:
    """All that is to be said of an agenda that was written as a whole."""
    before = carry_findings(reader, meeting, acting.now)
    return (*planned_findings(reader, acting, meeting), *before, *material_findings(reader, meeting))


def _says_its_series(reader: Reader, meeting: Meeting, draft: AgendaDraft) -> bool:
    """Whether the draft only says what the series of the meeting says: then it is the meeting that is edited."""
    if meeting.series is None or meeting.occurrence is None or draft.occurrence is None:
        return False
    series = reader.get(Series, meeting.series)
    is_as_planned = draft.occurrence.replace(tzinfo=series.zone) == meeting.occurrence
    refuse_moves(reader, series, draft)
    return is_as_planned and draft.series == rule_as_written(series, meeting.occurrence)


def change_slots(acting: Acting, ref: str, change: Callable[[tuple[Slot, ...]], Sequence[Slot]]) -> Planned:
    """Move, stretch, add, remove: `change` gets the slots and returns them as they shall be."""
    with acting.transaction() as tx:
        meeting = changeable(tx, ref)
        meeting = tx.put(meeting.model_copy(update={"slots": tuple(change(meeting.slots))}))
        return Planned(meeting, planned_findings(tx, acting, meeting))


def change_participants(
    acting: Acting,
    ref: str,
    change: Callable[[tuple[Participant, ...]], Sequence[Participant]],
    scope: Scope = "one",
) -> Meeting:
    """Other roles, fewer people: `change` gets the participants and returns them as they shall be, at this meeting, at
    it and all of its series that follow, or at all to come."""

    def changed(_: Reader, meeting: Meeting) -> Meeting:
        return meeting.model_copy(update={"participants": tuple(change(meeting.participants))})

    return change_dates(acting, ref, scope, changed).meeting
