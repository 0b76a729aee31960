"""Invitations that are to go out once more: who takes part by now are others than those who were invited."""

from typing import NamedTuple

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.meetings.calendar_holders import calendars, is_withheld
from collabtui.lifecycle.meetings.invite import is_owed
from collabtui.lifecycle.meetings.invite_series import owed_for
from collabtui.lifecycle.meetings.meeting_mails import event_uid
from collabtui.store.interface import Reader


class OwedInvitation(NamedTuple):
    ref: str
    """Of the meeting; where a whole series goes out, of its next one."""
    title: str
    new: tuple[str, ...]
    """Names of those who have no invitation."""
    gone: tuple[str, ...]
    """Names of those who have one, and take part no more."""


def owed_invitations(reader: Reader, acting: Acting) -> list[OwedInvitation]:
    """Of meetings to come, the next first, until they are sent."""
    found, whole = [], set[str]()
    for meeting in sorted(reader.find(Meeting, state="invited"), key=lambda one: one.start):
        if meeting.start <= acting.now or meeting.series in whole or not is_owed(reader, acting, meeting):
            continue
        invited, taking_part = _invited(reader, meeting), [one.person for one in meeting.participants]
        new = [one for one in taking_part if one not in invited]
        gone = [one for one in invited if one not in taking_part]
        if new or gone:
            series = reader.get(Series, meeting.series) if meeting.series else None
            if series and (owed_for(reader, series) or is_withheld(reader, acting, series)):
                whole.add(series.ref)
            names = {ref: person.name for ref, person in people_by_ref(reader, (*new, *gone)).items()}
            found.append(
                OwedInvitation(
                    meeting.ref, meeting.title, tuple(names[ref] for ref in new), tuple(names[ref] for ref in gone)
                )
            )
    return found


def _invited(reader: Reader, meeting: Meeting) -> list[str]:
    date = meeting.occurrence if meeting.series else None
    return [person for person, held in calendars(reader, event_uid(reader, meeting)).items() if held.has(date)]
