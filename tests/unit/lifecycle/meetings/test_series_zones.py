"""A series whose zone has summer time: what follows is moved, re-timed and goes to another zone, over the change of the
clocks. Two calendars end where the record is, and the hour on the wall stays."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, Participant
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import SCOPES, Scope
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.history.undo_last import undo_last
from collabtui.lifecycle.meetings import invite, plan, series_ahead
from collabtui.lifecycle.meetings.edit_series_dates import change_dates
from support.calendar_replay import FoldedCalendar, LineCalendar
from support.replies import send_all
from support.world import AGENDA, Clock

CHEN = "chen@example.test"
WEEKLY = AGENDA.model_copy(update={"series": Rule(every="week", count=6), "matter": "", "timezone": "Europe/Berlin"})
"""From 2 March to 6 April; the clocks change on 29 March."""


def later(one: Meeting, hours: int) -> Meeting:
    return one.model_copy(update={"start": one.start + timedelta(hours=hours), "end": one.end + timedelta(hours=hours)})


def in_new_york(_: object, one: Meeting) -> Meeting:
    """The same hour on another wall."""

    def there(instant: datetime) -> datetime:
        wall = instant.astimezone(ZoneInfo(one.timezone)).replace(tzinfo=None)
        return wall.replace(tzinfo=ZoneInfo("America/New_York"))

    return one.model_copy(update={"timezone": "America/New_York", "start": there(one.start), "end": there(one.end)})


def with_another(_: object, one: Meeting) -> Meeting:
    return one.model_copy(update={"participants": (*one.participants, Participant(person="P3"))})


CHANGES: dict[str, Callable[[object, Meeting], Meeting]] = {
    "an hour later": lambda _, one: later(one, 1),
    "a day later": lambda _, one: later(one, 24),
    "over midnight": lambda _, one: later(one, 11),
    "another zone": in_new_york,
    "one more": with_another,
}


@pytest.fixture
def acting(workspace: Workspace) -> Acting:
    made = workspace.as_user("command")
    plan.new_meeting(made, WEEKLY)
    invite.invite(made, "M1")
    return made


def starts(acting: Acting) -> list[datetime]:
    """By the records: of the dates that are no meetings yet by their series."""
    held = acting.store.find(Meeting, state=["planned", "invited", "running", "recorded"])
    moved = {one.occurrence: one.start for one in held}
    series = acting.store.find(Series, state=["planned", "invited"])
    return sorted(moved.get(date, date) for one in series for date in one.starts())


def in_calendars(acting: Acting, address: str) -> None:
    line, folded = LineCalendar(), FoldedCalendar()
    for mail in sorted(acting.store.find(Outgoing, to=address), key=lambda one: int(one.ref[1:])):
        if mail.calendar_uid and not mail.never_tried:
            line.take(mail.raw)
            folded.take(mail.raw)
    for calendar in (line, folded):
        assert [one.start for one in calendar.entries()] == starts(acting), address


@pytest.mark.parametrize("then", ["stays", "undone"])
@pytest.mark.parametrize("ref", ["M3", "M4"])
@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("change", CHANGES)
def test_calendars_end_where_the_record_is(
    workspace: Workspace, acting: Acting, clock: Clock, change: str, scope: Scope, ref: str, then: str
) -> None:
    before = starts(acting)
    change_dates(acting, ref, scope, CHANGES[change])
    if then == "undone":
        undo_last(acting)
        assert starts(acting) == before
    else:
        invite.invite(acting, ref)
    send_all(workspace)
    in_calendars(acting, CHEN)
    clock.set("2026-03-16T23:30+01:00")
    series_ahead.plan_ahead(workspace.as_worker())
    in_calendars(acting, CHEN)


@pytest.mark.parametrize("scope", ["following", "all"])
def test_the_hour_on_the_wall_stays_when_the_clocks_change(acting: Acting, scope: Scope) -> None:
    change_dates(acting, "M3", scope, CHANGES["an hour later"])
    berlin = ZoneInfo("Europe/Berlin")
    assert {one.astimezone(berlin).hour for one in starts(acting)[2:]} == {15}
    change_dates(acting, "M3", scope, in_new_york)
    assert {one.astimezone(ZoneInfo("America/New_York")).hour for one in starts(acting)[2:]} == {15}


def test_a_holiday_that_the_rule_meets_is_called_off_alone(workspace: Workspace, acting: Acting) -> None:
    """6 April is the last date, behind a change of what follows."""
    change_dates(acting, "M3", "following", CHANGES["an hour later"])
    invite.invite(acting, "M3")
    last = max(acting.store.find(Meeting, state="invited"), key=lambda one: one.start)
    invite.cancel(acting, last.ref)
    send_all(workspace)
    assert last.start not in starts(acting)
    in_calendars(acting, CHEN)
    undo_last(acting)
    send_all(workspace)
    assert last.start in starts(acting)
    in_calendars(acting, CHEN)
