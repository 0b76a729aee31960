"""Whether the invitation that people have still says what the meeting, or the series, says now.

What an invitation said is stored as a fingerprint. One of the first form is valid too: nobody is invited again because
the program was updated.
"""

from datetime import datetime

from collabtui.domain.meetings.meeting import Meeting, Slot
from collabtui.domain.meetings.series import Series, occurrence
from collabtui.lifecycle.base.fingerprint import fingerprint_of, first_form_of
from collabtui.lifecycle.meetings.carry_over import carried
from collabtui.store.interface import Reader


def update_owed(reader: Reader, meeting: Meeting, now: datetime) -> bool:
    """Whether the invitation that people have no longer says what the agenda says."""
    if meeting.state != "invited":
        return False
    after = settled(reader, meeting, now)
    return meeting.invited_as not in (fingerprint(after), _first_form(after))


def series_update_owed(series: Series) -> bool:
    """Whether people do not have the series in their calendars, or have it otherwise."""
    return series.state != "cancelled" and series.invited_as not in (
        series_fingerprint(series),
        first_form_of(f"{_first_form(_first_occurrence(series))}{series.rule}"),
    )


def settled(reader: Reader, meeting: Meeting, now: datetime) -> Meeting:
    """With what is carried over as it is now."""
    return meeting.model_copy(update={"carried": carried(reader, meeting, now)})


def with_carried_settled(reader: Reader, meeting: Meeting, now: datetime) -> Meeting:
    """As it stays once its invitation is out: what was said to be carried over is settled; where that is nothing yet,
    because nothing is left open or another meeting comes first, what comes up until then is carried over."""
    after = settled(reader, meeting, now)
    return after if after.carried else meeting


def current_fingerprint(reader: Reader, meeting: Meeting, now: datetime) -> str:
    """The fingerprint of the invitation as it would be now."""
    return fingerprint(settled(reader, meeting, now))


def fingerprint(meeting: Meeting) -> str:
    """Of all that an invitation to the meeting says."""
    return fingerprint_of(
        {
            "title": meeting.title,
            "start": meeting.start,
            "end": meeting.end,
            "timezone": meeting.timezone,
            "place": meeting.place,
            "goal": meeting.goal,
            "questions": meeting.questions,
            "material": meeting.material,
            "slots": [_slot_content(slot) for slot in meeting.slots],
            "participants": [(one.person, one.role) for one in meeting.participants],
            "carried": meeting.carried or (),
        }
    )


def _slot_content(slot: Slot) -> tuple[object, ...]:
    """What is to come out of it counts where anything is named: without, the fingerprint is as it always was."""
    return (slot.title, slot.minutes, slot.lead, slot.material, *((slot.outcome,) if slot.outcome else ()))


def series_fingerprint(series: Series) -> str:
    """Of all that an invitation to the series says: its first occurrence, and its rule."""
    return fingerprint_of((fingerprint(_first_occurrence(series)), series.rule.model_dump()))


def as_the_series_has_it(series: Series, meeting: Meeting) -> str:
    """The fingerprint of the occurrence without anything of its own: what the invitation to the series says of it."""
    start = meeting.occurrence or meeting.start
    return fingerprint(occurrence(series, start, ref=meeting.ref, uid=meeting.uid))


def is_exception(series: Series, meeting: Meeting) -> bool:
    """Whether a meeting that takes place says otherwise than its series does, but for what is carried over to it. One
    that was held counts, too: an invitation to the series replaces all that calendars knew."""
    return meeting.state != "cancelled" and plain_fingerprint(meeting) != as_the_series_has_it(series, meeting)


def plain_fingerprint(meeting: Meeting) -> str:
    """Of the meeting without what is carried over to it, as an invitation to its series says it."""
    return fingerprint(meeting.model_copy(update={"carried": None}))


def _first_occurrence(series: Series) -> Meeting:
    return occurrence(series, series.start, ref=series.ref, uid=series.uid)


def _first_form(meeting: Meeting) -> str:
    content = meeting.model_dump_json(
        include={"title", "start", "end", "timezone", "place", "goal", "questions", "material"}
    )
    slots = [(slot.title, slot.minutes, slot.lead, slot.material) for slot in meeting.slots]
    people = [(one.person, one.role) for one in meeting.participants]
    return first_form_of(f"{content}{slots}{people}{meeting.carried or ()}")
