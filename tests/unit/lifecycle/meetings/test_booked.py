"""Bookings of all that is planned: meetings, dates of series that are no meetings yet, moves, a meeting at once."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda, SlotDraft
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.formats.agenda.agenda_writing import write_agenda
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.base.dry_run import rehearsed
from collabtui.lifecycle.bookings.booked import draft_findings, free_starts
from collabtui.lifecycle.bookings.draft_times import span_of
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live.meet_now import meet_now
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.meetings.agenda_text import draft_of
from collabtui.lifecycle.meetings.move_meeting import move_meeting
from collabtui.store.queries.meetings import meeting_rows
from collabtui.store.queries.row_reader import open_reader
from support.invariants import database_of
from support.world import AGENDA

TUESDAY = datetime(2026, 3, 3, 14)  # noqa: DTZ001  # wall-clock time
WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 7, 27))})


def draft(start: datetime, place: str = "", *names: str) -> AgendaDraft:
    people = tuple(NameInAgenda(name=name) for name in names or ("陈静",))
    slots = (SlotDraft(title="x", minutes=60),)
    return AgendaDraft(title="Other", start=start, place=place, participants=people, slots=slots)


NIGHTS = [
    (datetime(2026, 3, 29, 1, 50), "01:50+0100 03:10+0200 04:00+0200"),  # noqa: DTZ001  # wall-clock time
    (datetime(2026, 3, 29, 2, 30), "03:30+0200 03:50+0200 04:40+0200"),  # noqa: DTZ001  # there is no such hour
    (datetime(2026, 10, 25, 1, 50), "01:50+0200 02:10+0200 02:00+0100"),  # noqa: DTZ001  # wall-clock time
    (datetime(2026, 10, 25, 2, 30), "02:30+0200 02:50+0200 02:40+0100"),  # noqa: DTZ001  # the first of both
    (datetime(2026, 10, 25, 2, 30, fold=1), "02:30+0100 02:50+0100 03:40+0100"),  # noqa: DTZ001  # wall-clock time
]


@pytest.mark.parametrize(("start", "told"), NIGHTS)
def test_a_meeting_takes_as_long_in_a_night_in_which_the_clocks_are_changed(
    workspace: Workspace, start: datetime, told: str
) -> None:
    slots = (SlotDraft(title="x", minutes=20), SlotDraft(title="y", minutes=50))
    night = draft(start).model_copy(update={"slots": slots, "timezone": "Europe/Berlin"})
    ref = plan.new_meeting(workspace.as_user("key"), night).meeting.ref
    with closing(open_reader(database_of(workspace))) as reader:
        row = meeting_rows(reader, "FROM meeting WHERE ref = ?", (ref,))[0]
    shown = [datetime.fromisoformat(one) for one in (*(slot["start"] for slot in row["slots"]), row["end"])]
    assert " ".join(f"{one:%H:%M%z}" for one in shown) == told
    meeting = workspace.store.get(Meeting, ref)
    assert meeting.end - meeting.start == timedelta(minutes=70)
    edited = write_agenda(draft_of(workspace.store, meeting), locale="en")
    again = span_of(read_agenda(edited, today=start.date()), ZoneInfo("Europe/Berlin"))
    assert [one.astimezone(UTC) for one in again] == [meeting.start, meeting.end], edited


@pytest.fixture
def acting(workspace: Workspace) -> Acting:
    return workspace.as_user("key")


def booked(acting: Acting, wanted: AgendaDraft, ref: str = "") -> list[str]:
    return [one.key.removeprefix("booking.") for one in draft_findings(acting.store, acting, wanted, ref)]


def test_a_meeting_on_the_hour_of_another_is_planned_and_said(acting: Acting) -> None:
    plan.new_meeting(acting, AGENDA)
    planned = plan.new_meeting(acting, draft(AGENDA.start, "3号会议室"))
    assert [one.key for one in planned.findings] == ["booking.people", "booking.room"]
    assert planned.findings[0].values["names"] == ("李明", "陈静")


def test_two_calls_take_no_room_from_each_other(acting: Acting) -> None:
    plan.new_meeting(acting, AGENDA.model_copy(update={"place": "腾讯会议"}))
    assert booked(acting, draft(AGENDA.start, "腾讯会议")) == ["people"]


def test_who_declined_and_what_was_called_off_take_nothing(acting: Acting) -> None:
    plan.new_meeting(acting, AGENDA)

    def declines(there: tuple[Participant, ...]) -> list[Participant]:
        return [one.model_copy(update={"partstat": "declined"}) for one in there]

    plan.change_participants(acting, "M1", declines)
    assert booked(acting, draft(AGENDA.start)) == []
    plan.new_meeting(acting, draft(TUESDAY))
    assert booked(acting, draft(TUESDAY)) == ["people"]
    invite.cancel(acting, "M2")
    assert booked(acting, draft(TUESDAY)) == []


def test_dates_of_a_series_that_are_no_meetings_yet_count_and_those_called_off_do_not(acting: Acting) -> None:
    plan.new_meeting(acting, WEEKLY)
    assert len(acting.store.find(Meeting)) < 6
    later = AGENDA.start + timedelta(weeks=12)
    assert booked(acting, draft(later)) == ["people"]
    invite.cancel(acting, "M2")
    assert booked(acting, draft(AGENDA.start + timedelta(weeks=1))) == []
    assert booked(acting, draft(later + timedelta(weeks=30))) == []


def test_a_series_says_which_of_its_dates_are_taken(acting: Acting) -> None:
    plan.new_meeting(acting, draft(AGENDA.start + timedelta(weeks=3)))
    planned = plan.new_meeting(acting, WEEKLY)
    (finding,) = (one for one in planned.findings if one.key.startswith("booking"))
    assert (finding.key, finding.values["days"], finding.values["n"]) == ("booking.dates", (date(2026, 3, 23),), 1)


def test_a_series_says_who_is_not_there_on_which_of_its_dates(acting: Acting) -> None:
    with acting.transaction() as tx:
        zhang = next(one for one in tx.find(Person) if one.name == "张伟")
        tx.put(zhang.model_copy(update={"away_from": date(2026, 3, 8), "away_until": date(2026, 3, 17)}))
    plan.new_meeting(acting, draft(AGENDA.start + timedelta(weeks=3)))
    planned = plan.new_meeting(acting, WEEKLY)
    found = [one for one in planned.findings if one.key.startswith("booking")]
    assert [(one.key, one.values["days"]) for one in found] == [
        ("booking.dates", (date(2026, 3, 23),)),
        ("booking.dates_of", (date(2026, 3, 9), date(2026, 3, 16))),
    ]
    assert found[1].values["name"] == "张伟"


def test_a_date_of_a_series_does_not_stand_in_its_own_way(acting: Acting) -> None:
    planned = plan.new_meeting(acting, WEEKLY)
    assert planned.findings == ()
    assert move_meeting(acting, "M2", "2026-03-10 14:00").findings == ()
    assert booked(acting, draft(AGENDA.start + timedelta(weeks=1))) == [], "its old time is free again"


def test_free_times_leave_out_meetings_nights_days_off_and_the_past(acting: Acting) -> None:
    acting = replace(acting, is_working=lambda day: day.weekday() < 5)
    plan.new_meeting(acting, draft(datetime(2026, 2, 27, 14)))  # noqa: DTZ001  # a form's local time
    found = free_starts(acting.store, acting, draft(datetime(2026, 2, 27, 8)))  # noqa: DTZ001  # a form's local time
    shown = [f"{one:%m-%d %H:%M}" for one in found]
    assert shown[:7] == [f"02-27 {clock}" for clock in ("10:00", "10:30", "11:00", "11:30", "12:00", "12:30", "13:00")]
    assert shown[7] == "02-27 15:00"
    assert "03-02 08:00" in shown
    assert not [one for one in shown if one.startswith(("02-28", "03-01"))]


def test_a_move_tells_those_who_were_invited_and_one_undo_takes_all_of_it_back(acting: Acting) -> None:
    plan.new_meeting(acting, AGENDA)
    invite.invite(acting, "M1")
    before = acting.store.get(Meeting, "M1")
    moved = move_meeting(acting, "M1", "周三 9:00", leaving_in=timedelta(seconds=5))
    assert (f"{moved.meeting.start.astimezone(acting.zone):%m-%d %H:%M}", len(moved.queued)) == ("03-04 09:00", 4)
    assert moved.meeting.end - moved.meeting.start == before.end - before.start
    undo_last(acting)
    after = acting.store.get(Meeting, "M1")
    assert (after.start, after.state) == (before.start, "invited")
    mails = [one for one in acting.store.find(Outgoing) if one.key in {mail.key for mail in moved.queued}]
    assert {one.state for one in mails} == {"held"}


def test_a_meeting_that_nobody_knows_of_moves_quietly(acting: Acting) -> None:
    plan.new_meeting(acting, AGENDA)
    assert move_meeting(acting, "M1", "15:00").queued == ()


def test_the_mails_of_a_move_are_known_before_it_and_nothing_is_written(acting: Acting) -> None:
    plan.new_meeting(acting, AGENDA)
    invite.invite(acting, "M1")
    before, counter = acting.store.get(Meeting, "M1"), acting.store.change_counter()
    mails = rehearsed(acting, lambda inner: move_meeting(inner, "M1", "周三 9:00")).mails
    assert sorted(mail.to for mail in mails) == sorted(
        mail.to for mail in acting.store.find(Outgoing) if mail.kind == "invitation"
    )
    assert (acting.store.get(Meeting, "M1"), acting.store.change_counter()) == (before, counter)
    with pytest.raises(Refused):
        rehearsed(acting, lambda inner: move_meeting(inner, "M1", "whenever"))


def test_a_whole_series_moves_in_one_step(acting: Acting) -> None:
    plan.new_meeting(acting, WEEKLY)
    invite.invite(acting, "M1")
    moved = move_meeting(acting, "M1", "10:00", "all")
    starts = [one.start.astimezone(acting.zone) for one in acting.store.find(Meeting) if one.state != "cancelled"]
    assert {f"{one:%H:%M}" for one in starts} == {"10:00"}
    assert len(moved.queued) >= 4


def test_a_meeting_at_once_runs_and_can_be_taken_back(acting: Acting) -> None:
    planned = meet_now(acting, "临时会议", [NameInAgenda(name="张伟")])
    assert (planned.meeting.state, len(planned.meeting.participants)) == ("running", 2)
    assert not acting.store.find(Outgoing)
    undo_last(acting)
    undo_last(acting)
    assert acting.store.get(Meeting, planned.meeting.ref).state == "cancelled"
