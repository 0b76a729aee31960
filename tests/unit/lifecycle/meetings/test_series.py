"""A series from its agenda to the calendars and back: one UID, exceptions, cancellations, answers."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from icalendar import Calendar

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import AgendaDraft, SlotDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.due import registry
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import (
    edit_agenda_lines,
    edit_series_dates,
    invitation_fingerprint,
    invite,
    plan,
    plan_series,
    series_ahead,
)
from collabtui.lifecycle.meetings.agenda_text import agenda_text
from collabtui.lifecycle.meetings.follow_up import follow_up
from support.mails import multipart, part, raw
from support.world import AGENDA, Clock

WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 6, 29))})
FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def acting(workspace: Workspace) -> Acting:
    plan.new_meeting(workspace.as_user("key"), WEEKLY)
    return workspace.as_user("key")


def meetings(acting: Acting) -> list[Meeting]:
    return sorted(acting.store.find(Meeting, series=["SER1", "SER2"]), key=lambda one: one.start)


def the_series(acting: Acting) -> Series:
    return acting.store.get(Series, "SER1")


def events(mail: Outgoing) -> list[Any]:
    whole = message_from_bytes(mail.raw, policy=policy.default)
    (calendar,) = (each for each in whole.walk() if each.get_content_type() == "text/calendar")
    return list(Calendar.from_ical(calendar.get_payload(decode=True)).walk("VEVENT"))  # type: ignore[arg-type]  # bytes


def to(mails: tuple[Outgoing, ...], address: str) -> Outgoing:
    return next(mail for mail in mails if mail.to == address)


def test_the_next_four_are_meetings_each_with_the_usual_agenda(acting: Acting) -> None:
    assert [(one.ref, one.start, one.state) for one in meetings(acting)] == [
        (f"M{number + 1}", FIRST + number * WEEK, "planned") for number in range(4)
    ]
    assert {tuple(slot.title for slot in one.slots) for one in meetings(acting)} == {("开场", "核心问题")}
    assert len({one.uid for one in meetings(acting)} | {the_series(acting).uid}) == 5


def test_time_brings_the_next_and_nothing_twice(acting: Acting) -> None:
    assert series_ahead.plan_ahead(acting) == []
    later = acting.at(FIRST + timedelta(hours=1))
    assert [one.start for one in series_ahead.plan_ahead(later)] == [FIRST + 4 * WEEK]
    assert series_ahead.plan_ahead(later) == []
    far = acting.at(datetime(2026, 6, 28, tzinfo=UTC))
    assert [one.start for one in series_ahead.plan_ahead(far)] == [datetime(2026, 6, 29, 6, tzinfo=UTC)]


def test_of_an_archived_matter_no_further_meeting_begins_and_others_go_on(acting: Acting) -> None:
    plan.new_meeting(acting, WEEKLY)
    with acting.transaction() as tx:
        filed = tx.put(Matter(ref=tx.next_ref(Matter), title="新品", step="archive", created_at=acting.now))
        tx.put(tx.get(Series, "SER1").model_copy(update={"matter": filed.ref}))
    later = acting.at(FIRST + timedelta(hours=1))
    assert {one.series for one in series_ahead.plan_ahead(later)} == {"SER2"}
    assert series_ahead.plan_ahead(later) == []
    assert series_ahead.missed_dates(acting.store, acting.at(FIRST + 9 * WEEK), the_series(acting)) == []


def test_one_invitation_is_for_all_and_one_change_is_an_exception(acting: Acting) -> None:
    first = invite.invite(acting, "M1")
    assert len(first.queued) == 4
    (master,) = events(to(first.queued, "zhang@example.test"))
    assert str(master["UID"]) == the_series(acting).uid
    assert "FREQ=WEEKLY" in master["RRULE"].to_ical().decode()
    text = to(first.queued, "zhang@example.test").text
    assert "重复：每周，到 6月29日（周一）" in text
    assert "接下来：3月9日 14:00、3月16日 14:00" in text
    assert "Repeats: every week until Mon 29 Jun" in to(first.queued, "bob@example.test").text
    assert {one.state for one in meetings(acting)} == {"invited"}
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(acting, "M2")
    edit_agenda_lines.add_line(acting, "M2", read_agenda_line("时间: 2026-03-09 16:00"), None)
    assert invitation_fingerprint.update_owed(acting.store, acting.store.get(Meeting, "M2"), acting.now)
    second = invite.invite(acting, "M2")
    (moved,) = events(to(second.queued, "zhang@example.test"))
    assert (str(moved["UID"]), int(moved["SEQUENCE"])) == (the_series(acting).uid, 1)
    assert moved["RECURRENCE-ID"].dt.astimezone(UTC) == FIRST + WEEK
    assert moved["DTSTART"].dt.astimezone(UTC) == FIRST + WEEK + timedelta(hours=2)
    assert "RRULE" not in moved
    organisers = [str(events(to(sent.queued, "zhang@example.test"))[0]["ORGANIZER"]) for sent in (first, second)]
    assert organisers[0] == organisers[1]


def test_what_is_added_later_is_in_the_calendars_already(acting: Acting) -> None:
    invite.invite(acting, "M1")
    (added,) = series_ahead.plan_ahead(acting.at(FIRST + timedelta(hours=1)))
    assert added.state == "invited"
    assert not invitation_fingerprint.update_owed(acting.store, added, acting.now)


def test_one_is_called_off_by_its_id_and_the_next_update_leaves_it_out(acting: Acting) -> None:
    invite.invite(acting, "M1")
    edit_agenda_lines.add_line(acting, "M2", read_agenda_line("时间: 2026-03-09 16:00"), None)
    invite.invite(acting, "M2")
    (off,) = events(invite.cancel(acting, "M3").queued[0])
    assert (off["RECURRENCE-ID"].dt.astimezone(UTC), str(off["STATUS"])) == (FIRST + 2 * WEEK, "CANCELLED")
    assert the_series(acting).called_off == (FIRST + 2 * WEEK,)
    usual = plan_series.series_draft(acting.store, acting, "M1").model_copy(update={"place": "5号会议室"})
    edit_series_dates.edit_series(acting, "M1", usual)
    master, moved = events(invite.invite(acting, "M1").queued[1])
    assert [one.dt.astimezone(UTC) for one in master["EXDATE"].dts] == [FIRST + 2 * WEEK]
    assert moved["RECURRENCE-ID"].dt.astimezone(UTC) == FIRST + WEEK
    assert int(master["SEQUENCE"]) == int(moved["SEQUENCE"]) == 3
    assert [(one.ref, one.place) for one in meetings(acting) if one.state == "invited"] == [
        ("M1", "5号会议室"), ("M2", "5号会议室"), ("M4", "5号会议室"), ("M5", "5号会议室"),
    ]  # fmt: skip


def test_what_follows_is_called_off_and_what_was_held_stays(acting: Acting, clock: Clock, workspace: Workspace) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.as_user("key"), "M1", ["q: 预算由谁出"])
    done = invite.cancel(workspace.as_user("key"), "M2", "following")
    (left,) = events(done.queued[0])
    assert left["RRULE"].to_ical().decode() == "FREQ=WEEKLY;UNTIL=20260302T155959Z;INTERVAL=1;BYDAY=MO;WKST=MO"
    assert "系列会议到此为止，以后的场次全部取消；最后一次是3月2日" in to(done.queued, "zhang@example.test").text
    assert "  重复：每周\n" in to(done.queued, "zhang@example.test").text, "when it ends is said once"
    assert [one.state for one in meetings(acting)] == ["recorded", "cancelled", "cancelled", "cancelled"]
    assert series_ahead.plan_ahead(workspace.as_user("key")) == []
    with pytest.raises(Refused, match=r"series\.ended"):
        invite.cancel(workspace.as_user("key"), "M2", "following")


def test_a_series_of_which_nothing_was_held_is_called_off_as_a_whole(acting: Acting) -> None:
    invite.invite(acting, "M1")
    done = invite.cancel(acting, "M2", "all")
    (off,) = events(done.queued[0])
    assert ("RECURRENCE-ID" in off, str(off["STATUS"])) == (False, "CANCELLED")
    assert "系列会议全部取消" in to(done.queued, "zhang@example.test").text
    assert {one.state for one in meetings(acting)} == {"cancelled"}
    with pytest.raises(Refused, match=r"series\.over"):
        invite.cancel(acting, "M2", "following")


def test_another_day_moves_all_that_is_to_come_and_asks_again(
    acting: Acting, clock: Clock, workspace: Workspace
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.as_user("key"), "M1", ["q: 预算由谁出"])
    now = workspace.as_user("key")
    text = agenda_text(now.store, "M2", "zh").replace("start: 2026-03-09 14:00", "start: 2026-03-12 10:00")
    text = text.replace("end: 14:50", "end: 10:50").replace("\nplace", "\nseries: 每两周，共2次\nplace")
    edit_series_dates.edit_series(now, "M2", read_agenda(text, today=date(2026, 3, 2)))
    assert [(one.ref, one.start, one.state, one.series) for one in meetings(now)] == [
        ("M1", FIRST, "recorded", "SER1"),
        ("M2", datetime(2026, 3, 12, 2, tzinfo=UTC), "invited", "SER2"),
        ("M4", FIRST + 3 * WEEK, "cancelled", "SER1"),
        ("M3", datetime(2026, 3, 26, 2, tzinfo=UTC), "invited", "SER2"),
    ]
    sent = invite.invite(now, "M2")
    (ended,), (master,) = (events(sent.queued[number]) for number in (1, 5))
    assert (str(ended["UID"]), ended["RRULE"].to_ical()) == (
        the_series(now).uid,
        b"FREQ=WEEKLY;UNTIL=20260302T155959Z;INTERVAL=1;BYDAY=MO;WKST=MO",
    )
    assert str(master["UID"]) == now.store.get(Series, "SER2").uid != the_series(now).uid
    assert master["DTSTART"].dt.astimezone(UTC) == datetime(2026, 3, 12, 2, tzinfo=UTC)
    assert "COUNT=2" in master["RRULE"].to_ical().decode()
    assert not invitation_fingerprint.update_owed(now.store, now.store.get(Meeting, "M3"), now.now)


def test_what_the_last_one_left_open_is_owed_to_the_next(acting: Acting, clock: Clock, workspace: Workspace) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.as_user("key"), "M1", ["q: 预算由谁出", "a: 报告 @张伟 截止3月6日 交付:报告"])
    now = workspace.as_user("key")
    assert follow_up(now, "M1").meeting.ref == "M2"
    assert invitation_fingerprint.update_owed(now.store, now.store.get(Meeting, "M2"), now.now)
    assert not invitation_fingerprint.update_owed(now.store, now.store.get(Meeting, "M4"), now.now)
    (sent, *_) = invite.invite(now, "M2").queued
    assert "预算由谁出" in sent.text
    assert "A1 报告（张伟，3月6日（周五））" in sent.text
    assert now.store.get(Meeting, "M2").carried == ("A1", "Q1")


def test_an_undo_takes_the_whole_series_back_before_it_is_out(acting: Acting) -> None:
    undo_last(acting)
    assert the_series(acting).state == "cancelled"
    assert {one.state for one in meetings(acting)} == {"cancelled"}
    assert series_ahead.plan_ahead(acting) == []


def test_the_agenda_of_one_meeting_does_not_change_the_series(acting: Acting) -> None:
    with pytest.raises(Refused, match=r"series\.edit_alone"):
        plan.edit_meeting(acting, "M1", WEEKLY)
    with pytest.raises(Refused, match=r"series\.no_rule"):
        edit_series_dates.edit_series(acting, "M1", AGENDA)
    plan.edit_meeting(acting, "M1", AGENDA.model_copy(update={"slots": (SlotDraft(title="只这一次", minutes=5),)}))
    assert [one.slots[0].title for one in meetings(acting)] == ["只这一次", "开场", "开场", "开场"]


def test_days_that_months_do_not_have_are_warned_of(workspace: Workspace) -> None:
    monthly: AgendaDraft = AGENDA.model_copy(
        update={"start": AGENDA.start.replace(day=31), "series": Rule(every="month")}
    )
    assert [one.key for one in plan.new_meeting(workspace.as_user("key"), monthly).findings] == ["series.leaves_out"]


def answer(acting: Acting, partstat: str, recurrence: str = "", *, sequence: int = 0) -> bytes:
    """As 张伟's calendar sends it."""
    mail = next(one for one in acting.store.find(Outgoing, series="SER1") if one.to == "zhang@example.test")
    organiser = str(events(mail)[0]["ORGANIZER"]).removeprefix("mailto:")
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//x//y//EN", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT",
        f"UID:{the_series(acting).uid}", f"SEQUENCE:{sequence}", "DTSTAMP:20260227T030000Z",
        f"ATTENDEE;PARTSTAT={partstat}:mailto:zhang@example.test", *([recurrence] if recurrence else []),
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    made = multipart(
        "mixed",
        part("ok", "text/plain; charset=utf-8"),
        part("\r\n".join(lines), "text/calendar; charset=utf-8; method=REPLY"),
    )
    fields = {"to": organiser, "subject": "Accepted: x", "date": "Fri, 27 Feb 2026 11:00:00 +0800"}
    return raw(made.body, content_type=made.content_type, message_id=f"<{len(recurrence)}{partstat}@x.test>", **fields)


def answers(acting: Acting) -> list[str]:
    (zhang,) = {one.participants[1].person for one in meetings(acting)}
    return [one.partstat for meeting in meetings(acting) if (one := meeting.participant(zhang))]


def taken(acting: Acting, workspace: Workspace, mail: bytes) -> tuple[str, str, list[str]]:
    found = receive(workspace.as_worker(), mail)
    assert found is not None
    return found.verdict, found.reason, answers(acting)


def test_an_answer_to_the_series_is_one_to_all_that_is_to_come(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    assert taken(acting, workspace, answer(acting, "ACCEPTED")) == ("apply", "calendar", ["accepted"] * 4)
    clock.set("2026-03-02T15:05+08:00")
    (added,) = series_ahead.plan_ahead(workspace.as_user("key"))
    assert [one.partstat for one in added.participants] == ["needs-action", "accepted", "needs-action", "needs-action"]


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ("DTSTART;TZID=Asia/Shanghai:20260302T140000", "apply"),
        ("DTSTART:20260302T060000Z", "apply"),
        ("DTSTART:20260309T060000Z", "review"),  # a date of it, and no word of which
        ("DTSTART;TZID=Europe/Berlin:20260302T140000", "review"),
        ("RECURRENCE-ID:20260309T060000Z\r\nDTSTART:20260309T060000Z", "apply"),
        ("RECURRENCE-ID:20260309T060000Z\r\nDTSTART:20260302T060000Z", "apply"),  # that of the series
        ("RECURRENCE-ID:20260309T060000Z\r\nDTSTART:20260309T080000Z", "review"),
        ("RECURRENCE-ID:20260504T060000Z\r\nDTSTART:20260504T060000Z", "apply"),  # no meeting yet
        ("RECURRENCE-ID:20260504T060000Z\r\nDTSTART:20260505T060000Z", "review"),
    ],
)
def test_an_answer_to_another_time_than_that_of_its_date_waits(
    acting: Acting, workspace: Workspace, clock: Clock, lines: str, verdict: str
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    found = taken(acting, workspace, answer(acting, "DECLINED", lines))
    assert found[0] == verdict
    if verdict == "review":
        assert found[1:] == ("calendar-unclear", ["needs-action"] * 4)


def test_an_answer_to_one_is_one_to_that_one(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    mail = answer(acting, "DECLINED", "RECURRENCE-ID;TZID=Asia/Shanghai:20260309T140000")
    assert taken(acting, workspace, mail) == ("apply", "calendar", ["needs-action", "declined"] + ["needs-action"] * 2)
    mail = answer(acting, "ACCEPTED", "RECURRENCE-ID:20260316T060000Z")
    assert taken(acting, workspace, mail)[2] == ["needs-action", "declined", "accepted", "needs-action"]


@pytest.mark.parametrize("partstat", ["declined", "tentative", "accepted"])
@pytest.mark.parametrize(
    "named",
    [
        "RECURRENCE-ID:20260406T060000Z",
        "RECURRENCE-ID;TZID=Asia/Shanghai:20260406T140000",
        "RECURRENCE-ID;VALUE=DATE:20260406",
    ],
)
def test_an_answer_to_a_date_that_is_no_meeting_yet_counts_once_it_is(
    acting: Acting, workspace: Workspace, clock: Clock, partstat: str, named: str
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    mail = answer(acting, partstat.upper(), named)
    assert taken(acting, workspace, mail) == ("apply", "calendar-ahead", ["needs-action"] * 4)
    clock.set("2026-03-16T15:05+08:00")
    series_ahead.plan_ahead(workspace.as_user("key"))
    assert answers(acting) == [*["needs-action"] * 5, partstat, "needs-action"]


@pytest.mark.parametrize("series_first", [True, False])
@pytest.mark.parametrize("later", ["series", "date"])
def test_an_exception_goes_before_the_answer_to_all_whichever_comes_first(
    acting: Acting, workspace: Workspace, clock: Clock, series_first: bool, later: str
) -> None:
    """One exception is a meeting already, one is not yet."""
    invite.invite(acting, "M1")
    clock.set("2026-02-27T12:05+08:00")
    stamps = {"series": "T030000Z", "date": "T030000Z"} | {later: "T033000Z"}
    whole = answer(acting, "ACCEPTED").replace(b"T030000Z", stamps["series"].encode())
    dates = [
        answer(acting, "DECLINED", name).replace(
            b"DTSTAMP:20260227T030000Z", f"DTSTAMP:20260227{stamps['date']}".encode()
        )
        for name in ("RECURRENCE-ID:20260309T060000Z", "RECURRENCE-ID;VALUE=DATE:20260406")
    ]
    for mail in (whole, *dates) if series_first else (*dates, whole):
        assert receive(workspace.as_worker(), mail.replace(b"11:00:00 +0800", b"12:00:00 +0800")) is not None
    clock.set("2026-03-16T15:05+08:00")
    series_ahead.plan_ahead(workspace.as_user("key"))
    assert answers(acting) == ["accepted", "declined", "accepted", "accepted", "accepted", "declined", "accepted"]


def test_of_two_answers_to_one_date_ahead_the_later_counts(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T12:05+08:00")
    named = "RECURRENCE-ID:20260406T060000Z"
    taken(acting, workspace, answer(acting, "DECLINED", named))
    older = answer(acting, "ACCEPTED", named).replace(b"DTSTAMP:20260227T030000Z", b"DTSTAMP:20260227T020000Z")
    assert taken(acting, workspace, older)[:2] == ("ignore", "older-than-known")
    assert [one.partstat for one in the_series(acting).dates_answered] == ["declined"]


def test_a_no_to_a_date_on_which_the_series_does_not_come_waits_and_changes_nothing(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    for named in ("RECURRENCE-ID:20260407T060000Z", "RECURRENCE-ID:20260406T070000Z", "RECURRENCE-ID:20260706T060000Z"):
        mail = answer(acting, "DECLINED", named)
        assert taken(acting, workspace, mail) == ("review", "other-occurrence", ["needs-action"] * 4)
    agreed = answer(acting, "ACCEPTED", "RECURRENCE-ID:20260407T060000Z")
    assert taken(acting, workspace, agreed) == ("ignore", "other-occurrence", ["needs-action"] * 4)


def test_an_answer_to_one_that_waited_is_applied_to_that_one_alone(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    refs = []
    for named in ("RECURRENCE-ID:20260309T060000Z", "RECURRENCE-ID:20260406T060000Z"):
        mail = receive(workspace.as_worker(), answer(acting, "DECLINED", named), junk=True)
        assert mail is not None
        assert mail.verdict == "review"
        refs.append(mail.ref)
    clock.set("2026-03-16T15:05+08:00")
    series_ahead.plan_ahead(workspace.as_user("key"))  # the second has become a meeting in between
    for ref in refs:
        review.apply_waiting(workspace.as_user("key"), ref)
    assert answers(acting) == [*["needs-action"], "declined", *["needs-action"] * 3, "declined", "needs-action"]


def test_an_answer_ahead_is_taken_back_with_its_mail(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    mail = receive(workspace.as_worker(), answer(acting, "DECLINED", "RECURRENCE-ID:20260406T060000Z"))
    assert mail is not None
    review.undo_mail(acting, mail.ref)
    assert the_series(acting).dates_answered == ()


def test_another_time_of_the_series_is_answered_anew(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    taken(acting, workspace, answer(acting, "DECLINED", "RECURRENCE-ID:20260406T060000Z"))
    taken(acting, workspace, answer(acting, "ACCEPTED"))
    moved = WEEKLY.model_copy(update={"start": WEEKLY.start.replace(hour=16)})
    edit_series_dates.edit_series(workspace.as_user("key"), "M1", moved)
    series = the_series(acting)
    assert (series.dates_answered, {one.partstat for one in series.participants}) == ((), {"needs-action"})


def test_dates_that_no_pass_planned_in_time_are_caught_up_with_their_answers_and_named(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    taken(acting, workspace, answer(acting, "DECLINED", "RECURRENCE-ID:20260406T060000Z"))
    clock.set("2026-04-14T10:00+08:00")  # the fifth to the seventh date have come
    worker = workspace.as_worker()
    queued = [mail for mail in registry.queue_due(worker) if "dates-missed" in mail.key]
    registry.apply_changes(worker)
    assert [mail.to for mail in queued] == ["li@example.test"]
    assert [day in queued[0].text for day in ("3月30日", "4月6日", "4月13日", "4月20日")] == [True, True, True, False]
    assert [f"{one.start:%m-%d}" for one in meetings(acting)][4:] == [
        "03-30", "04-06", "04-13", "04-20", "04-27", "05-04", "05-11",
    ]  # fmt: skip
    assert answers(acting)[5] == "declined"
    assert not [mail for mail in registry.queue_due(workspace.as_worker()) if "dates-missed" in mail.key]


def test_what_was_not_in_anybodys_calendar_was_not_missed(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    clock.set("2026-04-14T10:00+08:00")
    assert series_ahead.missed_dates(acting.store, workspace.as_worker(), the_series(acting)) == []
    invite.invite(workspace.as_user("key"), "M1")
    assert series_ahead.missed_dates(acting.store, workspace.as_worker(), the_series(acting)) == []


def test_an_answer_in_words_to_the_series_counts_for_all(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    sent = to(invite.invite(acting, "M1").queued, "zhang@example.test")
    clock.set("2026-02-27T11:05+08:00")
    organiser = str(message_from_bytes(sent.raw, policy=policy.default)["Reply-To"])
    mail = raw("参加\r\n", to=organiser, in_reply_to=sent.message_id, date="Fri, 27 Feb 2026 11:00:00 +0800")
    assert taken(acting, workspace, mail)[2] == ["accepted"] * 4


def test_an_old_yes_counts_for_nothing_and_an_old_no_waits(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    invite.invite(acting, "M1")
    usual = plan_series.series_draft(acting.store, acting, "M1").model_copy(update={"place": "5号会议室"})
    edit_series_dates.edit_series(acting, "M1", usual)
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    assert taken(acting, workspace, answer(acting, "ACCEPTED"))[:2] == ("ignore", "old-sequence")
    declined = taken(acting, workspace, answer(acting, "DECLINED"))
    assert declined == ("review", "old-sequence", ["needs-action"] * 4)
    newer = answer(acting, "DECLINED", sequence=1).replace(b"Message-ID: <", b"Message-ID: <1.")
    assert taken(acting, workspace, newer)[2] == ["declined"] * 4


AHEAD_DATE = "RECURRENCE-ID:20260406T060000Z"


def planned_until_ahead(workspace: Workspace, clock: Clock) -> Acting:
    """Some weeks later: the date that `AHEAD_DATE` names has become a meeting."""
    clock.set("2026-03-16T15:05+08:00")
    series_ahead.plan_ahead(workspace.as_user("key"))
    return workspace.as_user("key")


@pytest.mark.parametrize("whole_series", ["", "ACCEPTED"])
def test_an_answer_ahead_is_taken_back_with_its_mail_after_its_date_was_planned(
    acting: Acting, workspace: Workspace, clock: Clock, whole_series: str
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    if whole_series:
        taken(acting, workspace, answer(acting, whole_series))
    mail = receive(workspace.as_worker(), answer(acting, "DECLINED", AHEAD_DATE))
    assert mail is not None
    later = planned_until_ahead(workspace, clock)
    assert answers(acting)[5] == "declined"
    review.undo_mail(later, mail.ref)
    assert answers(acting)[5] == (whole_series.lower() or "needs-action")
    assert the_series(acting).dates_answered == ()


def test_an_answer_to_the_series_is_taken_back_with_its_mail_from_dates_planned_since(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    mail = receive(workspace.as_worker(), answer(acting, "ACCEPTED"))
    assert mail is not None
    taken(acting, workspace, answer(acting, "DECLINED", AHEAD_DATE))
    later = planned_until_ahead(workspace, clock)
    assert answers(acting) == [*["accepted"] * 5, "declined", "accepted"]
    review.undo_mail(later, mail.ref)
    assert answers(acting) == [*["needs-action"] * 5, "declined", "needs-action"]


def test_an_answer_ahead_is_taken_back_though_its_date_goes_on_in_another_series(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    mail = receive(workspace.as_worker(), answer(acting, "DECLINED", AHEAD_DATE))
    assert mail is not None
    usual = plan_series.series_draft(acting.store, workspace.as_user("key"), "M3")
    edit_series_dates.edit_series(workspace.as_user("key"), "M3", usual.model_copy(update={"place": "5号会议室"}))
    later = planned_until_ahead(workspace, clock)
    assert answers(acting)[5] == "declined"
    review.undo_mail(later, mail.ref)
    assert answers(acting)[5] == "needs-action"
    assert not any(one.dates_answered for one in acting.store.find(Series))


def test_a_newer_answer_to_a_date_that_was_answered_ahead_counts(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    taken(acting, workspace, answer(acting, "DECLINED", AHEAD_DATE))
    planned_until_ahead(workspace, clock)
    newer = answer(acting, "ACCEPTED", AHEAD_DATE).replace(b"20260227T030000Z", b"20260228T030000Z")
    newer = newer.replace(b"Fri, 27 Feb", b"Sat, 28 Feb")
    older = answer(acting, "TENTATIVE", AHEAD_DATE).replace(b"20260227T030000Z", b"20260226T030000Z")
    assert taken(acting, workspace, older)[:2] == ("ignore", "older-than-known")
    assert taken(acting, workspace, newer)[:2] == ("apply", "calendar")
    assert answers(acting)[5] == "accepted"


@pytest.mark.parametrize("named", ["RECURRENCE-ID:20260323T060000Z", AHEAD_DATE])
@pytest.mark.parametrize("arrives", ["before", "after"])
def test_a_no_to_a_date_counts_though_it_goes_on_in_a_series_of_its_own(
    acting: Acting, workspace: Workspace, clock: Clock, named: str, arrives: str
) -> None:
    """The place of all that follow is another one from then on; the calendar that says no knows the UID of before."""
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    taken(acting, workspace, answer(acting, "ACCEPTED"))
    mail = answer(acting, "DECLINED", named)
    if arrives == "before":
        receive(workspace.as_worker(), mail)
    usual = plan_series.series_draft(acting.store, workspace.as_user("key"), "M3")
    edit_series_dates.edit_series(workspace.as_user("key"), "M3", usual.model_copy(update={"place": "5号会议室"}))
    assert [one.ref for one in acting.store.find(Series)] == ["SER1", "SER2"]
    if arrives == "after":
        receive(workspace.as_worker(), mail)
    planned_until_ahead(workspace, clock)
    expected = ["accepted"] * 7
    expected[3 if named != AHEAD_DATE else 5] = "declined"
    assert answers(acting) == expected


def test_a_no_to_a_date_ahead_counts_though_the_end_of_the_series_was_put_off(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    mail = answer(acting, "DECLINED", AHEAD_DATE)
    longer = plan_series.series_draft(acting.store, workspace.as_user("key"), "M1")
    rule = Rule(every="week", until=date(2026, 8, 31))
    edit_series_dates.edit_series(workspace.as_user("key"), "M1", longer.model_copy(update={"series": rule}))
    assert taken(acting, workspace, mail)[:2] == ("apply", "calendar-ahead")
    planned_until_ahead(workspace, clock)
    assert answers(acting)[5] == "declined"


def test_a_date_that_was_declined_ahead_and_called_off_comes_back_as_no_meeting(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    invite.invite(acting, "M1")
    clock.set("2026-02-27T11:05+08:00")
    taken(acting, workspace, answer(acting, "DECLINED", AHEAD_DATE))
    off = plan_series.series_draft(acting.store, workspace.as_user("key"), "M4")
    ended = off.model_copy(update={"series": Rule(every="week", until=date(2026, 3, 30))})
    edit_series_dates.edit_series(workspace.as_user("key"), "M4", ended)
    planned_until_ahead(workspace, clock)
    assert len(answers(acting)) == 5
    assert taken(acting, workspace, answer(acting, "ACCEPTED", AHEAD_DATE))[1] == "other-occurrence"
