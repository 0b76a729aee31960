"""A series whose first date falls into the hour that the clocks leave out keeps its hour on the wall."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from collabtui.domain.meetings.draft import MovedDate
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.lifecycle.base.acting import Acting, Workspace
from collabtui.lifecycle.meetings import edit_series_dates, invitation_fingerprint, invite, plan, plan_series
from support.calendar_replay import rrulestr
from support.world import AGENDA
from unit.lifecycle.meetings.test_series import events

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
"""03:30 there: at 02:00 it is three o'clock."""
NIGHTLY = AGENDA.model_copy(
    update={
        "series": Rule(every="week", count=4),
        "timezone": "Europe/Berlin",
        "start": datetime.fromisoformat("2026-03-29T02:30"),
        "end": datetime.fromisoformat("2026-03-29T03:15"),
    }
)


@pytest.fixture
def acting(workspace: Workspace) -> Acting:
    plan.new_meeting(workspace.as_user("key"), NIGHTLY)
    return workspace.as_user("key")


def walls(acting: Acting, ref: str = "SER1") -> list[str]:
    there = sorted(acting.store.find(Meeting, series=ref), key=lambda one: one.start)
    return [f"{one.start.astimezone(BERLIN):%m-%d %H:%M}" for one in there if one.state != "cancelled"]


def test_the_first_is_an_hour_later_and_all_others_are_at_their_hour(acting: Acting) -> None:
    assert walls(acting) == ["03-29 03:30", "04-05 02:30", "04-12 02:30", "04-19 02:30"]
    first, *others = acting.store.find(Meeting, series="SER1")
    assert {one.end - one.start for one in (first, *others)} == {timedelta(minutes=45)}


def test_one_that_begins_at_three_o_clock_stays_there(workspace: Workspace) -> None:
    span = {"start": datetime.fromisoformat("2026-03-29T03:30"), "end": datetime.fromisoformat("2026-03-29T04:15")}
    plan.new_meeting(workspace.as_user("key"), NIGHTLY.model_copy(update=span))
    assert walls(workspace.as_user("key")) == ["03-29 03:30", "04-05 03:30", "04-12 03:30", "04-19 03:30"]
    assert workspace.store.get(Series, "SER1").rule.clock is None


def test_calendars_have_it_at_its_hour(acting: Acting) -> None:
    mails = invite.invite(acting, "M1")
    event = events(mails.queued[0])[0]
    ics = event.to_ical().decode()
    assert "DTSTART;TZID=Europe/Berlin:20260329T023000" in ics
    assert event["DURATION"].dt == timedelta(minutes=45)
    assert "DTEND" not in event
    start = event["DTSTART"].dt.replace(tzinfo=None)
    shown = [f"{one:%H:%M}" for one in rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)]
    assert shown == ["02:30"] * 4
    assert not invitation_fingerprint.series_update_owed(acting.store.get(Series, "SER1"))


def test_its_agenda_read_again_changes_nothing(acting: Acting) -> None:
    before = acting.store.get(Series, "SER1")
    text = plan_series.series_text(acting, "M1", "en", "all")
    assert "02:30" in text
    edit_series_dates.edit_series(acting, "M1", read_agenda(text, today=date(2026, 3, 2)), "all")
    assert acting.store.get(Series, "SER1").rule == before.rule
    assert walls(acting) == ["03-29 03:30", "04-05 02:30", "04-12 02:30", "04-19 02:30"]


def test_it_goes_to_another_hour_with_all_its_dates(acting: Acting) -> None:
    draft = plan_series.series_draft(acting.store, acting, "M1", "all")
    span = {"start": draft.start + timedelta(hours=2), "end": draft.start + timedelta(hours=2, minutes=45)}
    edit_series_dates.edit_series(acting, "M1", draft.model_copy(update=span), "all")
    assert walls(acting) == ["03-29 04:30", "04-05 04:30", "04-12 04:30", "04-19 04:30"]
    assert acting.store.get(Series, "SER1").rule.clock is None


def test_what_follows_a_later_date_keeps_the_hour(acting: Acting) -> None:
    draft = plan_series.series_draft(acting.store, acting, "M2", "following").model_copy(update={"place": "other"})
    edit_series_dates.edit_series(acting, "M2", draft, "following")
    both = sorted(walls(acting) + walls(acting, "SER2"))
    assert both == ["03-29 03:30", "04-05 02:30", "04-12 02:30", "04-19 02:30"]


def test_days_are_left_out_and_moved_by_the_day(workspace: Workspace) -> None:
    moved = MovedDate(
        day=date(2026, 4, 12),
        start=datetime.fromisoformat("2026-04-13T09:00"),
        end=datetime.fromisoformat("2026-04-13T10:00"),
    )
    draft = NIGHTLY.model_copy(update={"called_off": (date(2026, 4, 5),), "moved": (moved,)})
    plan.new_meeting(workspace.as_user("key"), draft)
    assert walls(workspace.as_user("key")) == ["03-29 03:30", "04-13 09:00", "04-19 02:30"]


def test_a_rule_with_its_hour_is_written_as_before() -> None:
    rule = Rule(every="week", count=4)
    assert "clock" not in str(rule)
    assert "clock" not in rule.model_dump()
    assert "clock" not in rule.model_dump_json()
