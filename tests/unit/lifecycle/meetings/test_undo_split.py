"""A series that was split is put together again, also once people were invited to the part that goes on."""

from datetime import date, timedelta

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_line import read_agenda_line
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.undo_last import next_undo, undo_last
from collabtui.lifecycle.history.undo_plan import plans
from collabtui.lifecycle.history.undo_words import UndoWords
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import edit_agenda_lines, invite, plan, series_ahead
from collabtui.text.catalogue import Catalogue
from support.calendar_replay import FoldedCalendar, LineCalendar
from support.world import AGENDA, Clock

WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 4, 27))})
BOB, ZHANG = "bob@example.test", "zhang@example.test"


@pytest.fixture
def acting(workspace: Workspace) -> Acting:
    plan.new_meeting(workspace.as_user("key"), WEEKLY)
    invite.invite(workspace.as_user("key"), "M1")
    all_leave(workspace.as_user("key"))
    return workspace.as_user("key")


def all_leave(acting: Acting) -> None:
    with acting.transaction() as tx:
        for mail in tx.find(Outgoing, state="queued"):
            tx.put(mail.model_copy(update={"state": "sent", "attempts": 1, "sent_at": acting.now}))


def in_calendar(acting: Acting, address: str) -> list[str]:
    line, folded = LineCalendar(), FoldedCalendar()
    mails = [one for one in acting.store.find(Outgoing, to=address) if one.calendar_uid and not one.never_tried]
    for mail in sorted(mails, key=lambda one: int(one.ref[1:])):
        line.take(mail.raw)
        folded.take(mail.raw)
    assert line.entries() == folded.entries()
    return [f"{one.start:%m-%d %H}" for one in line.entries()]


def split(acting: Acting, ref: str = "M3", when: str = "2026-03-17 15:00") -> None:
    edit_agenda_lines.add_line(acting, ref, read_agenda_line(f"时间: {when}"), None, "following")
    invite.invite(acting, ref)


def open_starts(acting: Acting) -> dict[str, str]:
    found = acting.store.find(Meeting, state=["planned", "invited", "running"])
    return {one.ref: f"{one.start:%m-%d %H}" for one in sorted(found, key=lambda one: one.start)}


def test_calendars_have_the_whole_series_again(acting: Acting) -> None:
    there, dates = in_calendar(acting, BOB), open_starts(acting)
    split(acting)
    all_leave(acting)
    assert in_calendar(acting, BOB) != there
    found = next_undo(acting)
    said = UndoWords(Catalogue("en"), acting.zone, acting.store).notified(found.plan)
    assert "Bob" in said
    assert "张伟" in said
    undone = undo_last(acting)
    assert undone.corrections == 8
    assert in_calendar(acting, BOB) == in_calendar(acting, ZHANG) == there
    assert open_starts(acting) == dates
    assert acting.store.get(Series, "SER2").state == "cancelled"
    with pytest.raises(Refused, match=r"invite\.unchanged"):
        invite.invite(acting, "M3")


def test_mails_that_have_not_left_yet_stay(acting: Acting) -> None:
    there = in_calendar(acting, BOB)
    split(acting)
    mail = next(one for one in acting.store.find(Outgoing, state="queued") if one.to == ZHANG)
    with acting.transaction() as tx:
        tx.put(mail.model_copy(update={"state": "sent", "attempts": 1, "sent_at": acting.now}))
    undo_last(acting)
    assert in_calendar(acting, BOB) == in_calendar(acting, ZHANG) == there


def test_who_answered_the_other_hour_is_asked_again(acting: Acting) -> None:
    split(acting)
    all_leave(acting)
    meeting = acting.store.get(Meeting, "M4")
    yes = tuple(
        one.model_copy(update={"partstat": "accepted", "answered_at": acting.now}) for one in meeting.participants
    )
    with acting.transaction() as tx:
        tx.put(meeting.model_copy(update={"participants": yes}))
    undo_last(acting)
    assert {one.partstat for one in acting.store.get(Meeting, "M4").participants} == {"needs-action"}


def test_a_date_that_was_held_since_keeps_the_split(acting: Acting, workspace: Workspace, clock: Clock) -> None:
    split(acting)
    all_leave(acting)
    clock.set("2026-03-17T15:01+08:00")
    run.start(workspace.as_user("key"), "M3")
    run.end(workspace.as_user("key"), "M3")
    assert any("M3 has since been held" in one for one in reasons(workspace.as_user("key")))
    assert open_starts(workspace.as_user("key"))["M4"] == "03-24 07"


def reasons(acting: Acting) -> list[str]:
    said = UndoWords(Catalogue("en"), acting.zone, acting.store)
    return [said.why_not(one) for one in plans(acting)]


def test_what_was_changed_of_the_part_since_names_it(acting: Acting) -> None:
    split(acting)
    all_leave(acting)
    invite.cancel(acting, "M4")
    all_leave(acting)
    why = [one for one in reasons(acting) if "SER2" in one or "M4" in one]
    assert any("cancelled dates" in one for one in why), why
    undo_last(acting)  # of the date that is off
    undo_last(acting)  # of the split
    assert acting.store.get(Series, "SER2").state == "cancelled"


def test_a_part_that_was_split_once_more_is_taken_back_one_after_the_other(acting: Acting) -> None:
    there = in_calendar(acting, BOB)
    split(acting)
    all_leave(acting)
    split(acting, "M5", "2026-04-01 15:00")
    all_leave(acting)
    assert any("SER3" in one for one in reasons(acting))
    undo_last(acting)
    all_leave(acting)
    undo_last(acting)
    assert in_calendar(acting, BOB) == there


def test_dates_that_were_planned_of_the_part_since_go_with_it(
    acting: Acting, workspace: Workspace, clock: Clock
) -> None:
    there = in_calendar(acting, BOB)
    split(acting, "M4", "2026-03-24 15:00")
    all_leave(acting)
    clock.now += timedelta(days=8)
    series_ahead.plan_ahead(workspace.as_worker())
    now = workspace.as_user("key")
    undo_last(now)
    assert in_calendar(now, BOB) == there
    assert {one.state for one in now.store.find(Meeting, series="SER2")} <= {"cancelled"}
