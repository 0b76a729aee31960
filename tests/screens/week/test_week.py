"""Week: what is on each day, planning at the marked time, moving with the mails shown first, the month."""

from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from textual.widgets import Input

from collabtui.domain.action import Action
from collabtui.domain.facilitator_duties import DutyKind
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Request
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.actions.edit_actions import add_action, postpone
from collabtui.lifecycle.live import run
from collabtui.lifecycle.meetings import invite, plan
from collabtui.lifecycle.people.edit_absence import set_away
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.screens.week.week_commands import within_hours
from collabtui.text.catalogue import LOCALES, Catalogue
from collabtui.widgets.cards.card_columns import CardColumns
from support.player import Stage
from support.world import AGENDA

TUESDAY = AGENDA.model_copy(update={"start": AGENDA.start + timedelta(days=1), "title": "评审会"})


def start(stage: Stage, ref: str) -> str:
    return f"{stage.workspace.store.get(Meeting, ref).start.astimezone(stage.acting.zone):%m-%d %H:%M}"


def due(stage: Stage, ref: str) -> date | None:
    return stage.workspace.store.get(Action, ref).due


@pytest.fixture
def invited(published: Stage) -> Stage:
    """M2 is on Tuesday 3 March, 14:00, and everybody is invited; it is Monday, 16:00."""
    plan.new_meeting(published.acting, TUESDAY)
    invite.invite(published.acting, "M2")
    return published


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (40, 15)])
async def test_each_day_has_its_meetings_and_what_is_due(invited: Stage, size: tuple[int, int]) -> None:
    async with invited.play("en", size) as player:
        await player.press("W")
        await player.see("Week 10", "14:00–14:50 ● M1")
        await player.press("l")
        await player.see("14:00–14:50 ● M2", "评审会")
        await player.press("l", "l", "l")
        await player.see("◆ A1 张伟", "提供接口文档")


async def test_a_tall_terminal_shows_what_the_card_has_no_room_for(invited: Stage) -> None:
    async with invited.play("en", (120, 40)) as player:
        await player.press("W", "l")
        await player.see("─ M2 评审会 ─", "14:00 开场", "? 张伟")
        await player.press("l", "l", "l")
        await player.see("owner 张伟 研发部", "deliverable 接口文档")
        await player.press("l")
        await player.see("n plans a meeting on this day")
        assert "deliverable 接口文档" not in player.screen


async def test_the_pane_of_an_action_says_how_often_it_slipped_and_why(invited: Stage) -> None:
    postpone(invited.acting, "A1", Request(ref="A1", ask="postpone", due=date(2026, 3, 8), reason="供应商晚了"))
    async with invited.play("en", (120, 40)) as player:
        await player.press("W", *["l"] * 6, "j")
        await player.see("◆ A1 张伟", "postponed once", "6 Mar → 8 Mar", "供应商晚了")


async def test_a_low_terminal_keeps_the_room_for_the_days_until_it_grows(invited: Stage) -> None:
    async with invited.play("en", (120, 24)) as player:
        await player.press("W", "l")
        await player.see("14:00–14:50 ● M2")
        assert "14:00 开场" not in player.screen
        await player.pilot.resize_terminal(120, 40)
        await player.see("14:00 开场")


async def test_reminders_absences_and_owed_minutes_have_their_day(recorded: Stage) -> None:
    zhang = next(iter(recorded.workspace.store.find(Person, name="张伟")))
    set_away(recorded.acting, zhang.ref, date(2026, 3, 4), date(2026, 3, 5))
    async with recorded.play("zh", (160, 48)) as player:
        await player.press("W")
        await player.see("⊘ 张伟", "外出，到 3月5日", "发会议纪要", "✉ 09:00", "提醒 1 个行动项")
        await player.press("l", "enter")
        await player.see("新品上线协作会")


async def test_what_was_to_be_reminded_of_this_morning_is_no_longer_to_come(stage: Stage) -> None:
    add_action(stage.acting, ActionDraft(title="打包", owner="张伟", due=date(2026, 3, 4)))
    stage.clock.set("2026-03-02T08:59+08:00")
    async with stage.play("zh", (160, 48)) as player:
        await player.press("W")
        await player.see("✉ 09:00", "◆ A1")
        stage.clock.set("2026-03-02T09:00+08:00")
        await player.press("t")
        await player.until(lambda: "✉ 09:00" not in player.screen and "◆ A1" in player.screen)


async def test_a_meeting_that_is_over_stands_with_the_time_that_it_took(published: Stage) -> None:
    meeting = published.workspace.store.get(Meeting, "M1")
    began, ended = meeting.start + timedelta(minutes=4), meeting.start + timedelta(minutes=21)
    with published.acting.transaction() as tx:
        tx.put(meeting.model_copy(update={"started_at": began, "ended_at": ended}))
    async with published.play("zh") as player:
        await player.press("W")
        await player.see("14:04–14:21 ● M1")


async def test_days_past_the_edge_are_named_and_days_off_have_their_weekday(invited: Stage) -> None:
    async with invited.play("zh") as player:
        await player.press("W")
        await player.see("今天 周一 2", " 周五 6 ▸│")
        await player.press(*["l"] * 6)
        await player.see("◂ 周三 4 ─", "周六 7 休息 ", "周日 8 休息 ")


async def test_an_empty_week_says_what_to_do_next(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("W")
        await player.see("Nothing this week · n plans a meeting · N meets now")


async def test_past_an_edge_comes_the_week_beside_and_t_is_today(invited: Stage) -> None:
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "h")
        await player.see("Week 9")
        await player.press("l", "pagedown")
        await player.see("Week 11", "◆ A3 Bob Brown")
        await player.press("t")
        await player.see("Week 10", "Today Mon 2 Mar")


async def test_enter_opens_the_thing(invited: Stage) -> None:
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "l", "enter")
        await player.see("M2 评审会", "Agenda")
        await player.press("W", "l", "l", "l", "enter")
        await player.see("提供接口文档")
        assert player.app.current_mode == "actions"


async def test_a_meeting_is_carried_with_its_mails_shown_first_and_undone(invited: Stage) -> None:
    async with invited.play("en", (120, 36)) as player:
        await player.press("W", "l", "L", "j", "j")
        await player.see("15:00–15:50 ● M2", "⏎ put down", "esc put back")
        await player.press("enter")
        await player.see("M2 评审会 → Wed 4 Mar 15:00: who gets the new time", "Send to 4")
        assert start(invited, "M2") == "03-03 14:00"
        await player.press("s")
        await player.see("M2: now Wed 4 Mar 15:00. u takes it back.")
        assert start(invited, "M2") == "03-04 15:00"
        await player.press("u")
        await player.until(lambda: start(invited, "M2") == "03-03 14:00")
    updates = [one for one in invited.workspace.store.find(Outgoing) if one.kind == "update"]
    assert {one.state for one in updates} == {"held"}


async def test_what_is_carried_can_be_put_back(invited: Stage) -> None:
    async with invited.play("en", (120, 36)) as player:
        await player.press("W", "l", "L", "L", "escape")
        assert "put back" not in player.screen
    assert start(invited, "M2") == "03-03 14:00"


async def test_a_taken_hour_is_said_before_the_mails_go(invited: Stage) -> None:
    later = TUESDAY.model_copy(update={"start": AGENDA.start + timedelta(days=2), "title": "另一场"})
    plan.new_meeting(invited.acting, later)
    async with invited.play("en", (120, 36)) as player:
        await player.press("W", "l", "L", "enter")
        await player.see("taken by M3 “另一场”, 14:00–14:50", "Send to 4")
        await player.press("escape")
        assert start(invited, "M2") == "03-03 14:00"


async def test_a_due_date_is_carried_and_its_owner_told(invited: Stage) -> None:
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "l", "l", "l", "l", "H", "enter")
        await player.see("A1 提供接口文档 → Thu 5 Mar: who is told", "张伟")
        await player.press("s")
        await player.see("A1: now due Thu 5 Mar. u takes it back.")
        assert due(invited, "A1") == date(2026, 3, 5)
        await player.press("u")
        await player.until(lambda: due(invited, "A1") == date(2026, 3, 6))


async def test_a_due_date_carried_to_a_day_off_is_said_before_its_mails_go(invited: Stage) -> None:
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "l", "l", "l", "l", "L", "enter")
        await player.see("A1 提供接口文档 → Sat 7 Mar: who is told", "A1: Sat 7 Mar is a day off.")
        await player.press("s")
        await player.until(lambda: due(invited, "A1") == date(2026, 3, 7))


async def test_of_a_series_it_is_asked_which_dates_move(stage: Stage) -> None:
    weekly = AGENDA.model_copy(update={"series": Rule(every="week", until=date(2026, 7, 27))})
    plan.new_meeting(stage.acting, weekly)
    stage.clock.set("2026-03-02T09:00+08:00")
    async with stage.play("en", (120, 36)) as player:
        await player.press("W", "L", "enter")
        await player.see("Move which meetings of the series?")
        await player.press("enter")
        await player.see("M1: now Tue 3 Mar 14:00")
    assert (start(stage, "M1"), start(stage, "M2")) == ("03-03 14:00", "03-09 14:00")


async def test_what_is_over_stays_and_so_does_what_only_follows(invited: Stage) -> None:
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "L", "enter")
        await player.see("M1 can no longer be moved: published")
        assert start(invited, "M1") == "03-02 14:00"


async def test_another_time_is_typed_with_e_and_free_times_are_offered(invited: Stage) -> None:
    later = TUESDAY.model_copy(update={"start": datetime(2026, 3, 5, 10), "title": "另一场"})  # noqa: DTZ001  # a form's local time
    plan.new_meeting(invited.acting, later)
    async with invited.play("en", (120, 36)) as player:
        await player.press("W", "l", "e")
        await player.see("New time for M2 评审会", "F3: free times")
        field = player.app.screen.query_one("#field-when", Input)
        field.value = "thu 10:20"
        await player.see("▲ 李明, 张伟, 陈静, Bob Brown: already in M3 “另一场”,")
        await player.press("f3")
        await player.see("Thu 5 Mar", "11:00")
        await player.press("enter")
        await player.until(lambda: field.value.startswith("Thu 5 Mar 11:00-"))
        await player.press("enter")
        await player.see("who gets the new time")
        await player.press("s")
        await player.until(lambda: start(invited, "M2") == "03-05 11:00")


async def test_n_plans_at_the_marked_time_and_says_who_is_taken(invited: Stage) -> None:
    async with invited.play("en", (120, 36)) as player:
        await player.press("W", "l", "n", "enter")
        await player.see("Tue 3 Mar 14:50")
        await player.type("Talk")
        when = player.app.screen.query_one("#field-when", Input)
        assert when.value == "Tue 3 Mar 14:50", "as people write it"
        when.value = "2026-03-03 14:30"
        player.app.screen.query_one("#field-people", Input).value = "陈静"
        await player.see("already in M2 “评审会”, 14:00–14:50")
        await player.press("f2")
        await player.until(lambda: bool(invited.workspace.store.find(Meeting, state="planned")))


async def test_a_meeting_that_begins_at_once_is_asked_for_first(invited: Stage) -> None:
    """The key stands beside that of a new meeting, and its clock would run."""
    async with invited.play("en", (120, 36)) as player:
        await player.press("W", "N")
        await player.see("A meeting that begins now", "Ad-hoc meeting", "start (⏎)")
        await player.press("escape", "N", "tab")
        await player.type("张伟、陈静")
        await player.press("enter")
        await player.see("Ad-hoc meeting", "attendance not taken yet")
    assert len(invited.workspace.store.get(Meeting, "M3").participants) == 3
    assert invited.workspace.store.get(Meeting, "M3").state == "running"


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (40, 15)])
async def test_the_month_counts_each_day_and_leads_to_its_week(invited: Stage, size: tuple[int, int]) -> None:
    async with invited.play("en", size) as player:
        await player.press("W", "m")
        named = {160: ("◆ 提供接口文档", "评审会"), 80: ("◆ 提供接口", "评审会"), 40: ("◆1", "●1")}
        await player.see("Mar 2026", *named[size[0]])
        await player.see("● meetings", "◆ due", "✎ to do", "⊘ away")
        await player.press("j", "enter")
        await player.see("Week 11")
        await player.press("m", "k", "k", "k")
        await player.see("Feb 2026")
        await player.press("pagedown", "escape")
        await player.see("Week 9")


async def test_the_month_is_a_grid_and_names_what_is_due_where_there_is_room(invited: Stage) -> None:
    """What has no line left is counted."""
    for number in range(1, 41):
        add_action(invited.acting, ActionDraft(title=f"task {number}", owner="Bob Brown", due=date(2026, 3, 18)))
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "m")
        await player.see("◆ 提供接口文档", "◆ 完成压力测试", "◆ task 1", "◆ task 5")
        assert "task 40" not in player.screen
        lines = player.screen.splitlines()
        head = next(line for line in lines if "18" in line and "19" in line)
        assert f"18 ◆{40 - player.screen.count('◆ task')} " in head
        assert head.count("│") == 6
        assert sum("┼───" in line for line in lines) == 5
        await player.pilot.click(offset=(50, 25))
        await player.press("enter")
        await player.see("Week 12")
    async with invited.play("zh", (100, 30)) as player:
        await player.press("W", "m")
        await player.see("◆ 提供接口", "◆ task 3")
        assert f"18 ◆{40 - player.screen.count('◆ task')} " in player.screen
    async with invited.play("zh", (80, 24)) as player:
        await player.press("W", "m")
        await player.see("◆ task 1", "◆ task 2")
        assert f"18 ◆{40 - player.screen.count('◆ task')} " in player.screen
        assert "┼" not in player.screen


async def test_a_count_of_the_month_stands_apart_from_the_next_days_number(invited: Stage) -> None:
    postpone(invited.acting, "A1", Request(ref="A1", ask="postpone", due=date(2026, 12, 1), reason="later"))
    invited.clock.set("2026-11-23T09:00+08:00")
    async with invited.play("zh", (80, 24)) as player:
        await player.press("W", "m")
        await player.see("12月1日", "◆ 提供接口")
    async with invited.play("zh", (40, 15)) as player:
        await player.press("W", "m")
        await player.see("30   1    2 ", "     ◆1")


async def test_done_and_send_do_what_they_do_on_their_own_pages(invited: Stage) -> None:
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "l", "s")
        await player.press("l", "l", "l", "d")
        await player.until(lambda: invited.workspace.store.get(Action, "A1").status == "done")


async def test_another_language_keeps_the_day(invited: Stage) -> None:
    async with invited.play("en", (160, 48)) as player:
        await player.press("W", "l", "l")
        await player.app.speak("zh")
        await player.see("第 10 周")
        await player.press("h", "enter")
        await player.see("评审会")


async def test_two_hundred_actions_of_a_day_are_read_as_they_are_seen(stage: Stage) -> None:
    for number in range(130):
        add_action(stage.acting, ActionDraft(title=f"action {number}", owner="张伟", due=date(2026, 2, 27)))
    async with stage.play("en", (160, 48)) as player:
        await player.press("W")
        await player.see("Today Fri 27 Feb", "▼ ")
        await player.press("G")
        await player.press("G")
        await player.press("G")
        await player.see("action 129")


async def test_what_would_be_reminded_of_on_a_holiday_stands_before_it(stage: Stage) -> None:
    """Qingming of 2026 is Saturday 4 April to Monday 6 April."""
    stage.clock.set("2026-03-30T10:00+08:00")
    for day in (7, 8):
        add_action(stage.acting, ActionDraft(title=f"第 {day} 件", owner="张伟", due=date(2026, 4, day)))
    async with stage.play("zh", (160, 48)) as player:
        await player.press("W")
        await player.see("4月3日", "提醒 2 个行动项")


async def test_the_keys_that_turn_a_page_are_called_so_that_it_is_true_of_a_month_too(stage: Stage) -> None:
    async with stage.play("en", (160, 48)) as player:
        await player.press("W")
        await player.see("pgdn later", "pgup earlier")
        await player.press("m")
        await player.see("Feb 2026", "pgdn later", "pgup earlier")
        await player.press("pagedown")
        await player.see("Mar 2026")


async def test_a_day_on_which_nothing_is_leaves_its_room_to_the_others(stage: Stage) -> None:
    add_action(
        stage.acting,
        ActionDraft(title="提供产品推广素材和接口文档的最终版本给市场部", owner="张伟", due=stage.clock.now.date()),
    )
    async with stage.play("en", (160, 48)) as player:
        await player.press("W")
        await player.see("提供产品推广素材和接口文档的最终版本给市场部")


async def test_one_that_was_held_on_another_day_of_the_week_stands_there(published: Stage) -> None:
    meeting = published.workspace.store.get(Meeting, "M1")
    began = meeting.start + timedelta(days=2)
    with published.acting.transaction() as tx:
        tx.put(meeting.model_copy(update={"started_at": began, "ended_at": began + timedelta(minutes=21)}))
    async with published.play("zh") as player:
        await player.press("W")
        await player.until(lambda: player.app.screen.query_one(CardColumns).filled)
        assert "● M1" not in player.screen.split("周三")[0]
        columns = player.app.screen.query_one(CardColumns).places.columns
        assert [one.key for one in columns if any(card.key == "M1" for card in one.cards)] == [began.date()]


async def test_one_that_was_begun_on_another_day_stands_there_while_it_runs(published: Stage) -> None:
    """Planned for Tuesday, begun on Monday."""
    plan.new_meeting(published.acting, TUESDAY)
    run.start(published.acting, "M2")
    async with published.play("en", (160, 48)) as player:
        await player.press("W")
        await player.see("16:00–16:50 ▶ M2")
        columns = player.app.screen.query_one(CardColumns).places.columns
        assert [one.key for one in columns if any(card.key == "M2" for card in one.cards)] == [date(2026, 3, 2)]


async def test_one_that_was_held_in_another_week_stands_there_alone(published: Stage) -> None:
    meeting = published.workspace.store.get(Meeting, "M1")
    began = meeting.start - timedelta(days=5)
    with published.acting.transaction() as tx:
        tx.put(meeting.model_copy(update={"started_at": began, "ended_at": began + timedelta(minutes=21)}))
    async with published.play("zh", (160, 48)) as player:
        await player.press("W")
        await player.until(lambda: player.app.screen.query_one(CardColumns).filled)
        assert "● M1" not in player.screen
        await player.press("pageup")
        await player.see("● M1")


@pytest.mark.parametrize(
    ("wanted", "now", "proposed"),
    [
        ("2026-03-03T09:00", "2026-03-02T16:10", "2026-03-03T09:00"),
        ("2026-03-02T09:00", "2026-03-02T16:10", "2026-03-02T16:30"),
        ("2026-02-27T09:00", "2026-03-02T16:10", "2026-03-02T16:30"),
        ("2026-03-06T09:00", "2026-03-06T18:20", "2026-03-09T09:00"),
        ("2026-03-06T18:30", "2026-03-06T16:20", "2026-03-09T09:00"),
        ("2026-03-07T09:00", "2026-03-06T16:20", "2026-03-07T09:00"),
        ("2026-03-02T09:00", "2026-03-02T23:40", "2026-03-03T09:00"),
        ("2026-03-02T07:00", "2026-03-02T05:40", "2026-03-02T09:00"),
    ],
)
def test_a_proposed_time_is_to_come_and_within_office_hours(wanted: str, now: str, proposed: str) -> None:
    found = within_hours(datetime.fromisoformat(wanted), datetime.fromisoformat(now), lambda day: day.weekday() < 5)
    assert found == datetime.fromisoformat(proposed)


@pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
async def test_the_days_of_a_week_are_all_written_alike(invited: Stage, width: int) -> None:
    """Also a day off, and the last column, which is wider."""
    async with invited.play("zh", (width, 40)) as player:
        await player.press("W")
        await player.see("● M1")
        heads = next(line for line in player.screen.splitlines() if "│今天" in line).strip("│").split("│")
        assert len({"日（" in head or "月" in head for head in heads}) == 1, heads


async def test_the_pane_of_an_absence_says_who_stands_in_and_what_is_open_meanwhile(invited: Stage) -> None:
    zhang, chen = (next(iter(invited.workspace.store.find(Person, name=name))) for name in ("张伟", "陈静"))
    set_away(invited.acting, zhang.ref, date(2026, 3, 3), date(2026, 3, 8), deputy=chen.ref)
    async with invited.play("en", (120, 40)) as player:
        await player.press("W", "l", "j")
        await player.see("away from Tue 3 Mar to Sun 8 Mar · deputy 陈静", "1 action of theirs due meanwhile")
        await player.see("◆ A1 提供接口文档  6 Mar", "1 meeting meanwhile", "3 Mar 14:00 M2 评审会")


async def test_the_pane_of_a_reminder_and_of_what_is_owed_says_of_what(recorded: Stage) -> None:
    async with recorded.play("en", (120, 40)) as player:
        await player.press("W", "l", "l")
        await player.see("◆ A1 提供接口文档  6 Mar  张伟")
    async with recorded.play("zh", (120, 40)) as player:
        await player.press("W", "l")
        await player.see("✎ 发会议纪要 · 3月3日（周二）", "M1 新品上线协作会")


async def test_on_a_telephone_a_meeting_comes_before_who_is_away(invited: Stage) -> None:
    chen = next(iter(invited.workspace.store.find(Person, name="陈静")))
    set_away(invited.acting, chen.ref, date(2026, 3, 2), date(2026, 3, 5))
    async with invited.play("en", (40, 15)) as player:
        await player.press("W")
        await player.see("14:00–14:50 ● M1")


async def test_an_absence_has_one_card_and_a_line_that_spans_its_days(invited: Stage) -> None:
    zhang, chen = (next(iter(invited.workspace.store.find(Person, name=name))) for name in ("张伟", "陈静"))
    set_away(invited.acting, zhang.ref, date(2026, 2, 26), date(2026, 3, 8))
    set_away(invited.acting, chen.ref, date(2026, 3, 4), date(2026, 3, 4))
    async with invited.play("en", (160, 48)) as player:
        await player.press("W")
        await player.see("⊘ 张伟 26 Feb – 8 Mar · 陈静 4 Mar")
        assert player.screen.count("⊘ 张伟") == 2, f"the line, and a card on Monday:\n{player.screen}"
        assert player.screen.count("away until 8 Mar") == 1
        await player.press("pagedown")
        await player.until(lambda: "Week 11" in player.screen and "⊘" not in player.screen)
    third = next(one for one in invited.workspace.store.find(Person) if one.ref not in (zhang.ref, chen.ref))
    set_away(invited.acting, third.ref, date(2026, 3, 5), date(2026, 3, 6))
    async with invited.play("en", (40, 15)) as player:
        await player.press("W")
        await player.see("⊘ 张伟 26 Feb – 8 Mar · +2", "14:00–14:50 ● M1")


async def test_another_week_is_shown_from_its_beginning(planned: Stage) -> None:
    """At 80 columns some days have no room: on a Friday the next Monday, and all that is on it, was folded away."""
    async with planned.play("en", (80, 24)) as player:
        await player.press("W", "pagedown")
        await player.see("14:00–14:50", "M1")
        await player.press("pageup")
        await player.see("Today Fri 27")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", get_args(DutyKind))
def test_every_duty_has_words_in_the_week(kind: DutyKind, locale: Locale) -> None:
    assert f"week.{kind}" in Catalogue(locale)


async def test_a_vote_that_ends_is_named_in_words(published: Stage) -> None:
    ask_vote(published.acting, VoteDraft(meeting="M1", text="发布日", choices=("A", "B"), until=date(2026, 3, 4)))
    async with published.play("en", (160, 48)) as player:
        await player.press("W")
        await player.see("✎ vote to be closed", "VOTE1 发布日")


async def test_a_long_title_has_the_line_that_parts_its_card_from_the_next(stage: Stage) -> None:
    title = "Kick-off of the digital supply chain and roles"
    plan.new_meeting(stage.acting, TUESDAY.model_copy(update={"title": title}))
    async with stage.play("en", (100, 30)) as player:
        await player.press("W", "pagedown")
        await player.see("Kick-off of the", "digital supply", "chain and roles")


async def test_a_long_title_is_whole_where_all_cards_have_room(published: Stage) -> None:
    title = "完成新品上线发布会的场地预订与设备租赁合同签署，并把流程和应急预案发给各部门（含海外）"
    add_action(published.acting, ActionDraft(title=title, owner="张伟", due=date(2026, 3, 5)))
    async with published.play("zh", (160, 48)) as player:
        await player.press("W")
        await player.see("完成新品上线", "含海外）")
        assert "…" not in player.screen
