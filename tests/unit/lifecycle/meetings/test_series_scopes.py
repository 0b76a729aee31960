"""One date, all that follow, all to come: a change of a series keeps what was decided of single dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import SCOPES, Scope
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import edit_agenda_lines, edit_series_dates, invite, plan, plan_series
from collabtui.lifecycle.meetings.agenda_text import agenda_with_series
from collabtui.lifecycle.minutes import publish
from support.calendar_replay import FoldedCalendar, LineCalendar
from support.world import AGENDA, Clock

WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 4, 27))})
FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)
WEEK = timedelta(days=7)
BOB = "bob@example.test"


@pytest.fixture
def acting(workspace: Workspace) -> Acting:
    plan.new_meeting(workspace.as_user("key"), WEEKLY)
    invite.invite(workspace.as_user("key"), "M1")
    return workspace.as_user("key")


def starts(acting: Acting) -> dict[str, str]:
    found = acting.store.find(Meeting, state=["planned", "invited", "recorded", "published"])
    return {one.ref: f"{one.start:%m-%d %H}" for one in sorted(found, key=lambda one: one.start)}


def in_calendar(acting: Acting, address: str) -> list[str]:
    """As both readers have it."""
    line, folded = LineCalendar(), FoldedCalendar()
    mails = [one for one in acting.store.find(Outgoing, to=address) if one.calendar_uid and not one.never_tried]
    for mail in sorted(mails, key=lambda one: int(one.ref[1:])):
        line.take(mail.raw)
        folded.take(mail.raw)
    assert line.entries() == folded.entries()
    return [f"{one.start:%m-%d %H}" for one in line.entries()]


def move(acting: Acting, ref: str, when: str, scope: Scope = "one") -> None:
    edit_agenda_lines.add_line(acting, ref, read_agenda_line(f"时间: {when}"), None, scope)


def test_what_follows_is_edited_by_a_file_and_single_dates_stay_as_they_were_decided(acting: Acting) -> None:
    move(acting, "M4", "2026-03-24 16:00")
    invite.invite(acting, "M4")
    invite.cancel(acting, "M3")
    draft = plan_series.series_draft(acting.store, acting, "M2")
    people = tuple(one for one in draft.participants if one.email != BOB)
    day = datetime(2026, 3, 10, 15)  # noqa: DTZ001  # on the wall
    changed = {"start": day, "end": day.replace(minute=50), "participants": people}
    edit_series_dates.edit_series(acting, "M2", draft.model_copy(update=changed))
    assert starts(acting) == {"M1": "03-02 06", "M2": "03-10 07", "M4": "03-24 08", "M5": "03-31 07", "M6": "04-07 07"}
    queued = invite.invite(acting, "M2").queued
    assert {mail.kind for mail in queued if mail.to == BOB} == {"update"}
    assert in_calendar(acting, BOB) == ["03-02 06"]
    assert in_calendar(acting, "zhang@example.test") == [
        "03-02 06", "03-10 07", "03-24 08", "03-31 07", "04-07 07", "04-14 07", "04-21 07", "04-28 07",
    ]  # fmt: skip
    assert "之后不必再参加" not in next(mail.text for mail in queued if mail.to == "zhang@example.test")
    assert "You do not need to come after that." in next(mail.text for mail in queued if mail.to == BOB)
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(acting, "M2")


@pytest.mark.parametrize("scope", SCOPES)
def test_what_was_held_stays_whatever_is_called_off(
    acting: Acting, workspace: Workspace, clock: Clock, scope: Scope
) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.as_user("key"), "M1", ["a: Review the contract @bob due 2026-03-10 => signed contract"])
    publish.publish(workspace.as_user("key"), "M1", allow_incomplete=True)
    clock.set("2026-03-09T14:10+08:00")
    run.start(workspace.as_user("key"), "M2")
    now = workspace.as_user("key")
    invite.cancel(now, "M4", scope)
    left = {"one": {"M1", "M2", "M3", "M5"}, "following": {"M1", "M2", "M3"}, "all": {"M1", "M2"}}[scope]
    assert {one.ref for one in now.store.find(Meeting, series="SER1") if one.state != "cancelled"} <= left | {"M5"}
    assert [now.store.get(Meeting, ref).state for ref in ("M1", "M2")] == ["published", "running"]
    assert in_calendar(now, BOB)[:2] == ["03-02 06", "03-09 06"]
    assert ("03-16 06" in in_calendar(now, BOB), "03-23 06" in in_calendar(now, BOB)) == (scope != "all", False)


def test_who_leaves_a_series_keeps_his_action(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    clock.set("2026-03-02T15:00+08:00")
    run.record(workspace.as_user("key"), "M1", ["a: Review the contract @bob due 2026-03-10 => signed contract"])
    now = workspace.as_user("key")
    bob = now.store.get(Action, "A1").owner
    plan.change_participants(now, "M2", lambda there: [one for one in there if one.person != bob], "following")
    invite.invite(now, "M2")
    assert in_calendar(now, BOB) == ["03-02 06"]
    assert (now.store.get(Action, "A1").owner, now.store.get(Action, "A1").status) == (bob, "not-started")
    assert [bool(now.store.get(Meeting, ref).participant(bob or "")) for ref in ("M1", "M2", "M3")] == [
        True, False, False,
    ]  # fmt: skip


def test_an_undo_puts_a_split_series_together_again(acting: Acting) -> None:
    before = [acting.store.get(Series, "SER1"), *acting.store.find(Meeting, series="SER1")]
    move(acting, "M3", "2026-03-17 15:00", "following")
    assert acting.store.get(Series, "SER2").follows == "SER1"
    undo_last(acting)
    after = [acting.store.get(type(one), one.ref) for one in before]
    assert [one.model_copy(update={"version": 0}) for one in after] == [
        one.model_copy(update={"version": 0}) for one in before
    ]
    assert acting.store.get(Series, "SER2").state == "cancelled"
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(acting, "M3")


@pytest.mark.parametrize("scope", SCOPES)
def test_what_was_called_off_by_mail_is_taken_back_by_mail(acting: Acting, scope: Scope) -> None:
    there = in_calendar(acting, BOB)
    done = invite.cancel(acting, "M3", scope)
    assert in_calendar(acting, BOB) != there
    with acting.transaction() as tx:
        for mail in done.queued:
            tx.put(mail.model_copy(update={"state": "sent", "attempts": 1, "sent_at": acting.now}))
    undone = undo_last(acting)
    assert undone.corrections == 4
    assert in_calendar(acting, BOB) == there
    assert {one.state for one in acting.store.find(Meeting, series="SER1")} == {"invited"}


def test_an_invitation_that_left_is_not_taken_back(acting: Acting) -> None:
    with acting.transaction() as tx:
        for mail in acting.store.find(Outgoing, series="SER1"):
            tx.put(mail.model_copy(update={"state": "sent", "attempts": 1, "sent_at": acting.now}))
    with pytest.raises(Refused, match=r"undo\.sent"):
        undo_last(acting)


def test_an_exported_meeting_reads_in_again_as_the_same_series(acting: Acting) -> None:
    move(acting, "M2", "2026-03-10 16:00")
    invite.cancel(acting, "M3")
    text = agenda_with_series(acting.store, "M2", "zh")
    made = plan.new_meeting(acting, read_agenda(text, today=acting.today)).meeting
    again, first = acting.store.get(Series, made.series or ""), acting.store.get(Series, "SER1")
    assert list(again.starts()) == [one for one in first.starts() if one >= FIRST + WEEK]
    assert (made.start, made.occurrence) == (acting.store.get(Meeting, "M2").start, FIRST + WEEK)
    assert agenda_with_series(acting.store, made.ref, "zh") == text
    assert plan.edit_meeting(acting, "M2", read_agenda(text, today=acting.today)).meeting.ref == "M2"


def test_the_first_meeting_exports_what_was_moved_and_called_off_of_the_others(acting: Acting, clock: Clock) -> None:
    move(acting, "M2", "2026-03-10 16:00")
    move(acting, "M4", "2026-03-23 14:00-15:20")
    invite.cancel(acting, "M3")
    text = agenda_with_series(acting.store, "M1", "zh")
    assert "moved: [2026-03-09 → 2026-03-10 16:00~16:50, 2026-03-23 → 2026-03-23 14:00~15:20]" in text
    clock.set("2026-05-20T12:00+08:00")  # all of it is over
    made = plan.new_meeting(acting, read_agenda(text, today=acting.today)).meeting
    of = {
        series: {
            (one.occurrence, one.start, one.end)
            for one in acting.store.find(Meeting, series=series)
            if one.state != "cancelled" and one.start != one.occurrence
        }
        for series in ("SER1", made.series or "")
    }
    assert of["SER1"] == of[made.series or ""]
    assert agenda_with_series(acting.store, made.ref, "zh") == text
    assert plan.edit_meeting(acting, "M1", read_agenda(text, today=acting.today)).meeting.ref == "M1"
    with pytest.raises(Refused, match=r"series\.move_first"):
        plan.edit_meeting(acting, "M1", read_agenda(text.replace("16:00~16:50", "17:00~17:50"), today=acting.today))
    with pytest.raises(Refused, match=r"series\.no_moved_date"):
        plan.new_meeting(acting, read_agenda(text.replace("[2026-03-09", "[2026-03-08"), today=acting.today))


def test_days_on_which_nobody_works_are_named_when_a_series_is_planned(workspace: Workspace) -> None:
    acting = replace(workspace.as_user("key"), is_working=lambda day: day != date(2026, 4, 6))
    (finding,) = plan.new_meeting(acting, WEEKLY).findings
    assert (finding.key, dict(finding.values)) == (
        "series.days_off",
        {"ref": "M1", "days": (date(2026, 4, 6),), "n": 1, "of": 9},
    )
    never = replace(acting, is_working=lambda _: False)
    taken, ahead, finding = sorted(plan.new_meeting(never, WEEKLY).findings, key=lambda one: one.key)[-3:]
    assert (taken.key, ahead.key) == ("booking.people", "booking.room")
    assert (finding.key, finding.values["n"]) == ("series.days_off.more", 9)


def test_another_rhythm_names_the_dates_that_go(acting: Acting) -> None:
    draft = plan_series.series_draft(acting.store, acting, "M2")
    planned = edit_series_dates.edit_series(
        acting, "M2", draft.model_copy(update={"series": Rule(every="week", interval=2, until=date(2026, 4, 27))})
    )
    assert [one.values["refs"] for one in planned.findings if one.key == "series.gone"] == [("M3",)]
    assert starts(acting) == {"M1": "03-02 06", "M2": "03-09 06", "M4": "03-23 06", "M5": "04-06 06", "M6": "04-20 06"}


def test_who_was_asked_to_one_date_alone_is_told_when_it_moves_with_the_others(acting: Acting) -> None:
    edit_agenda_lines.add_line(acting, "M3", read_agenda_line("+ 赵强"), None)
    invite.invite(acting, "M3")
    assert in_calendar(acting, "zhao@example.test") == ["03-16 06"]
    move(acting, "M1", "2026-03-03 15:00", "all")
    invite.invite(acting, "M1")
    assert in_calendar(acting, "zhao@example.test") == ["03-17 07"]
    assert in_calendar(acting, BOB)[:2] == ["03-03 07", "03-10 07"]


def test_a_file_of_the_whole_series_moves_nothing_when_a_later_meeting_is_edited(acting: Acting) -> None:
    edit_series_dates.edit_series(acting, "M3", WEEKLY.model_copy(update={"place": "5号会议室"}))
    assert list(starts(acting).values()) == ["03-02 06", "03-09 06", "03-16 06", "03-23 06", "03-30 06", "04-06 06"]
    assert [acting.store.get(Meeting, f"M{n}").place for n in range(1, 5)] == ["3号会议室"] * 2 + ["5号会议室"] * 2


def test_a_date_that_takes_place_is_not_left_out_by_a_file(acting: Acting) -> None:
    draft = plan_series.series_draft(acting.store, acting, "M2").model_copy(update={"called_off": (date(2026, 3, 16),)})
    with pytest.raises(Refused, match=r"series\.call_off_first"):
        edit_series_dates.edit_series(acting, "M2", draft)
    with pytest.raises(Refused, match=r"series\.no_date"):
        plan.new_meeting(acting, WEEKLY.model_copy(update={"called_off": (date(2026, 3, 17),)}))
