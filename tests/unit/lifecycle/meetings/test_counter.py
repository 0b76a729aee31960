"""Another time for a meeting: weighed, taken or declined, and taken back."""

from datetime import datetime

import pytest

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.history.overruled_words import with_overruled
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.meetings.invitation_fingerprint import update_owed
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from support.calendars import GOOGLE, SEQUENCE, UID
from support.replies import outgoing, parsed
from support.world import AGENDA, NOTES, Clock
from unit.lifecycle.meetings.test_calendar import COUNTER, ZHANG, fitted, invited, mailed, meeting, participant, taken

__all__ = ["invited"]  # the fixture
TUESDAY = datetime.fromisoformat("2026-03-03T10:00+08:00")


def proposed(workspace: Workspace, calendar: str = COUNTER, *, to: str = "") -> Incoming:
    return taken(workspace, mailed(workspace, fitted(workspace, calendar), to=to))


def calendar_of(mail: Outgoing) -> str:
    (part,) = (one for one in parsed(mail).walk() if one.get_content_type() == "text/calendar")
    method = part.get_param("method")
    text: str = part.get_content()
    assert f"METHOD:{method}" in text
    return text.replace("\r\n ", "")


def test_yes_moves_the_meeting_and_the_update_is_owed(invited: Workspace) -> None:
    taken(invited, mailed(invited, fitted(invited, GOOGLE)))
    mail = proposed(invited, COUNTER.replace("DTSTAMP:20260226T010203Z", "DTSTAMP:20260227T020000Z"))
    review.apply_waiting(invited.as_user("key"), mail.ref)
    moved = meeting(invited)
    assert (moved.start, (moved.end - moved.start).seconds // 60) == (TUESDAY, 60)
    assert {one.partstat for one in moved.participants} == {"needs-action"}
    assert update_owed(invited.store, moved, invited.clock())
    notice = outgoing(invited, ZHANG, "notice")
    assert "同意了你的请求" in notice.text
    assert "3月3日（周二） 10:00–11:00" in notice.text
    assert "text/calendar" not in {part.get_content_type() for part in parsed(notice).walk()}
    invite.invite(invited.as_user("key"), "M1")
    assert (meeting(invited).sequence, outgoing(invited, ZHANG, "update").meeting) == (1, "M1")


def test_no_declines_it_in_the_words_of_calendars_too(invited: Workspace) -> None:
    before = meeting(invited)
    mail = proposed(invited)
    review.reject(invited.as_user("key"), mail.ref)
    assert meeting(invited) == before
    notice = outgoing(invited, ZHANG, "notice")
    calendar = calendar_of(notice)
    assert "METHOD:DECLINECOUNTER" in calendar
    assert f"UID:{before.uid}" in calendar
    assert f"SEQUENCE:{before.sequence}" in calendar
    assert [line for line in calendar.splitlines() if line.startswith("ATTENDEE")] == [
        "ATTENDEE;CN=张伟;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT:mailto:zhang@example.test"
    ]
    assert calendar_organizer(calendar) == calendar_organizer(calendar_of(outgoing(invited, ZHANG, "invitation")))
    assert "没有同意" in notice.text


def calendar_organizer(calendar: str) -> str:
    return next(line for line in calendar.splitlines() if line.startswith("ORGANIZER"))


def test_a_yes_can_be_taken_back(invited: Workspace) -> None:
    mail = proposed(invited)
    before = meeting(invited)
    review.apply_waiting(invited.as_user("key"), mail.ref)
    review.undo_mail(invited.as_user("key"), mail.ref)
    back = meeting(invited)
    assert (back.start, back.end, back.participants) == (before.start, before.end, before.participants)
    assert not update_owed(invited.store, back, invited.clock())


def test_the_facilitator_may_name_a_third_time(invited: Workspace) -> None:
    mail = proposed(invited)
    start = datetime.fromisoformat("2026-03-04T09:00+08:00")
    end = datetime.fromisoformat("2026-03-04T09:30+08:00")
    instead = tuple(one.model_copy(update={"start": start, "end": end}) for one in mail.requests)
    review.apply_waiting(invited.as_user("key"), mail.ref, instead=instead)
    assert (meeting(invited).start, meeting(invited).end) == (start, end)


def test_without_an_end_the_meeting_keeps_its_length(invited: Workspace) -> None:
    length = meeting(invited).end - meeting(invited).start
    mail = proposed(invited, "\n".join(line for line in COUNTER.split("\n") if not line.startswith("DTEND")))
    review.apply_waiting(invited.as_user("key"), mail.ref)
    assert (meeting(invited).start, meeting(invited).end) == (TUESDAY, TUESDAY + length)


def test_words_without_a_time_move_nothing(invited: Workspace) -> None:
    before = meeting(invited)
    mail = proposed(invited, "\n".join(line for line in COUNTER.split("\n") if not line.startswith("DT")))
    (request,) = mail.requests
    assert (request.start, request.reason) == (None, "周二更好")
    review.apply_waiting(invited.as_user("key"), mail.ref)
    assert meeting(invited) == before


def test_a_time_that_is_past_or_a_meeting_that_is_over_is_refused(invited: Workspace, clock: Clock) -> None:
    mail = proposed(invited)
    clock.set("2026-03-03T11:00+08:00")
    with pytest.raises(Refused, match=r"counter\.past"):
        review.apply_waiting(invited.as_user("key"), mail.ref)
    clock.set("2026-03-02T15:00+08:00")
    run.record(invited.as_user("key"), "M1", NOTES)
    with pytest.raises(Refused, match=r"meeting\.over"):
        review.apply_waiting(invited.as_user("key"), mail.ref)
    review.reject(invited.as_user("key"), mail.ref)
    assert invited.store.get(Incoming, mail.ref).state == "rejected"


def test_who_is_not_believed_moves_nothing_by_himself_and_is_told_nothing(invited: Workspace) -> None:
    mail = proposed(invited, to="li@example.test")
    assert (mail.trust, mail.state) == ("known", "waiting")
    review.apply_waiting(invited.as_user("key"), mail.ref)
    assert meeting(invited).start == TUESDAY
    assert invited.store.find(Outgoing, to=ZHANG, kind="notice") == []


def test_a_proposal_for_an_agenda_that_was_changed_since_waits_and_says_so(invited: Workspace, clock: Clock) -> None:
    counter = mailed(invited, fitted(invited, COUNTER))
    clock.set("2026-02-27T11:00+08:00")
    plan.edit_meeting(invited.as_user("key"), "M1", AGENDA.model_copy(update={"place": "5号会议室"}))
    invite.invite(invited.as_user("key"), "M1")
    before: Meeting = meeting(invited)
    mail = taken(invited, counter)
    assert (mail.verdict, mail.reason, mail.state) == ("review", "old-sequence", "waiting")
    assert (meeting(invited), participant(invited).partstat) == (before, "needs-action")
    review.apply_waiting(invited.as_user("key"), mail.ref)
    assert meeting(invited).start == TUESDAY


OUTLOOK = f"""\
BEGIN:VCALENDAR
METHOD:COUNTER
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:China Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN=Li:MAILTO:li@example.test
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;CN=Zhang Wei:MAILTO:Zhang@Exam
 ple.Test
COMMENT;LANGUAGE=zh-CN:周二更好\\n谢谢
UID:{UID}
SUMMARY;LANGUAGE=zh-CN:建议的新时间: 新品上线协作会
DTSTART;TZID=China Standard Time:20260303T100000
DTEND;TZID=China Standard Time:20260303T110000
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:20260226T010203Z
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{SEQUENCE}
X-MS-OLK-ORIGINALEND;TZID=China Standard Time:20260302T145000
X-MS-OLK-ORIGINALSTART;TZID=China Standard Time:20260302T140000
END:VEVENT
END:VCALENDAR
"""
GOOGLE_COUNTER = f"""\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:COUNTER
BEGIN:VEVENT
DTSTART:20260303T020000Z
DTEND:20260303T030000Z
DTSTAMP:20260226T010203Z
ORGANIZER;CN=li@example.test:mailto:li@example.test
UID:{UID}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=zhang@exam
 ple.test;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="周二更好
 谢谢":mailto:zhang@example.test
RECURRENCE-ID:20260302T060000Z
SEQUENCE:{SEQUENCE}
STATUS:CONFIRMED
SUMMARY:新品上线协作会
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("calendar", [OUTLOOK, GOOGLE_COUNTER], ids=["outlook", "google"])
def test_both_programs_that_propose_times_are_read(invited: Workspace, calendar: str) -> None:
    before = meeting(invited)
    mail = proposed(invited, calendar)
    (request,) = mail.requests
    assert (mail.verdict, mail.reason, request.start) == ("review", "calendar-counter", TUESDAY)
    assert request.reason is not None
    assert request.reason.split()[0].startswith("周二更好")
    assert meeting(invited) == before
    review.apply_waiting(invited.as_user("key"), mail.ref)
    assert meeting(invited).start == TUESDAY


def test_a_proposal_in_somebody_elses_name_waits_and_moves_nothing(invited: Workspace) -> None:
    before = meeting(invited)
    mail = proposed(invited, OUTLOOK.replace("MAILTO:Zhang@Exam\n ple.Test", "MAILTO:chen@example.test"))
    assert (mail.verdict, mail.reason, mail.state) == ("review", "foreign-attendee", "waiting")
    assert meeting(invited) == before


def test_a_proposal_for_something_else_moves_nothing(invited: Workspace) -> None:
    before = meeting(invited)
    mail = proposed(invited, OUTLOOK.replace("UID:", "UID:x"))
    assert (mail.verdict, mail.reason) == ("ignore", "unknown-uid")
    with pytest.raises(Refused, match=r"inbox\.nothing_waits"):
        review.apply_waiting(invited.as_user("key"), mail.ref)
    assert meeting(invited) == before


def test_a_yes_to_another_time_names_that_it_was_moved_since(invited: Workspace, clock: Clock) -> None:
    mail = proposed(invited, COUNTER.replace("DTSTAMP:20260226T010203Z", "DTSTAMP:20260227T020000Z"))
    clock.set("2026-02-27T11:00+08:00")
    move_meeting(invited.as_user("key"), "M1", "2026-03-05 10:00")
    clock.set("2026-02-27T12:00+08:00")
    acting = invited.as_user("key")
    _, overruled = with_overruled(acting.store, mail.ref, lambda: review.apply_waiting(acting, mail.ref))
    assert [(one.ref, one.value, one.by) for one in overruled] == [("M1", "start", "李明")]
