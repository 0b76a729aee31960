"""What is to be read has room on a wide screen, and says whose it is."""

from datetime import date

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Request
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.meetings.meeting import Participant
from collabtui.domain.people import Person
from collabtui.lifecycle.actions import edit_actions
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.lifecycle.people.edit_people import PersonChange
from support.player import Stage
from support.replies import outgoing, reply
from support.world import AGENDA

WEEK_LATER = AGENDA.model_copy(update={"start": AGENDA.start.replace(day=9)})


async def test_titles_of_what_is_left_over_are_whole_at_120_columns(recorded: Stage) -> None:
    plan.new_meeting(recorded.acting, WEEK_LATER)
    async with recorded.play("en", (120, 34)) as player:
        await player.press("2", "enter")
        await player.see("[x]  A3    Review the contract", "Tue 10 Mar")


async def test_names_and_departments_are_whole_where_titles_have_room(recorded: Stage) -> None:
    async with recorded.play("en", (160, 40)) as player:
        await player.see("Review the contract", "Bob Brown", "法务部", "Tue 10 Mar")
        line = next(line for line in player.screen.splitlines() if "A3" in line)
        assert "…" not in line


async def test_at_160_columns_owners_and_departments_of_a_meeting_are_on_one_line(recorded: Stage) -> None:
    bob = next(one for one in recorded.acting.store.find(Person) if one.name == "Bob Brown")
    edit_people.edit_person(
        recorded.acting, bob.ref, PersonChange(name="Dominic Fielding", department="Project Office")
    )
    plan.new_meeting(recorded.acting, WEEK_LATER)
    publish.publish(recorded.acting, "M1")
    async with recorded.play("en", (160, 40)) as player:
        await player.press("2", "home", "enter")
        await player.see("Review the contract", "A3")
        line = next(line for line in player.screen.splitlines() if "A3" in line)
        assert "Dominic Fielding" in line
        await player.press("escape", "end", "enter")
        await player.see("Dominic Fielding   Project Office")


async def test_titles_of_minutes_and_of_what_is_left_over_have_three_lines(recorded: Stage) -> None:
    title = "Review the third draft of the supplier contract and mark the clauses that we cannot accept"
    found = recorded.acting.store.get(Action, "A3")
    edit_actions.edit_action(recorded.acting, "A3", ActionDraft(title=title, owner="Bob Brown", due=found.due))
    plan.new_meeting(recorded.acting, WEEK_LATER)
    async with recorded.play("en", (160, 40)) as player:
        for keys in (("2", "home", "enter"), ("escape", "end", "enter")):
            await player.press(*keys)
            await player.see("Review the third draft", "cannot accept")
            assert "…" not in player.screen


async def test_the_place_of_a_meeting_is_whole_at_40_columns(stage: Stage) -> None:
    plan.new_meeting(stage.acting, AGENDA.model_copy(update={"place": "3号会议室（二层）"}))
    async with stage.play("zh", (40, 15)) as player:
        await player.press("2", "enter")
        await player.see("3月2日 14:00–14:50 · 3号会议室（二层）")


async def test_on_a_very_wide_screen_the_cells_of_a_line_stay_near_each_other(recorded: Stage) -> None:
    async with recorded.play("en", (300, 40)) as player:
        await player.see("Review the contract", "Bob Brown", "法务部", "Tue 10 Mar", "0%")
        line = next(line for line in player.screen.splitlines() if "A3" in line)
        assert line.index("0%") < 150


async def test_a_date_that_slipped_is_whole_at_80_columns(planned: Stage) -> None:
    planned.clock.set("2026-11-20T15:00+08:00")
    made = edit_actions.add_action(planned.acting, ActionDraft(title="压力测试", owner="张伟", due=date(2026, 11, 25)))
    edit_actions.postpone(planned.acting, made.ref, Request(ref=made.ref, ask="postpone", due=date(2026, 11, 27)))
    async with planned.play("zh") as player:
        await player.press("3")
        await player.see("11月27日 ↷")
        await player.press("enter")
        await player.see("11月20日 15:00 ")


async def test_titles_can_be_read_at_60_columns(recorded: Stage) -> None:
    async with recorded.play("en", (60, 20)) as player:
        await player.see("Review the contract")
        await player.press("3")
        await player.see("Review the ", "contract ")  # on two lines


async def test_minutes_say_what_kind_of_line_it_is_and_whose_view(planned: Stage) -> None:
    planned.clock.set("2026-03-02T15:00+08:00")
    run.record(planned.acting, "M1", ["v: @研发部 需要两周联调", "c: 先接口后测试", "预算没有谈"])
    async with planned.play("zh") as player:
        await player.press("2", "enter")
        await player.see("观点 研发部：需要两周联调", "共识 先接口后测试", "记录 预算没有谈")


async def test_what_is_open_from_before_has_a_heading_and_an_owner_while_the_meeting_runs(recorded: Stage) -> None:
    plan.new_meeting(recorded.acting, WEEK_LATER)
    recorded.clock.set("2026-03-09T14:00+08:00")
    run.start(recorded.acting, "M2")
    async with recorded.play("zh", (120, 30)) as player:
        await player.see("M2")
        await player.press("enter")
        await player.see("上次未完成", "▲ A1 提供接口文档", "张伟  已逾期 3 天")


async def test_who_said_no_to_the_invitation_is_marked_where_people_are_counted(planned: Stage) -> None:
    def declined(asked: tuple[Participant, ...]) -> list[Participant]:
        return [one.model_copy(update={"partstat": "declined"}) for one in asked]

    plan.change_participants(planned.acting, "M1", declined)
    planned.clock.set("2026-03-02T14:02+08:00")
    run.start(planned.acting, "M1")
    async with planned.play("en") as player:
        await player.press("2", "enter")
        await player.see("1/2 开场")
        await player.press("f2")
        await player.see("Who is present")
        line = next(line for line in player.screen.splitlines() if "陈静" in line and "市场部" in line)
        assert "not coming" in line


async def test_the_warning_that_a_form_was_changed_goes_when_one_types_on(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("6", "n")
        await player.see("Add a person")
        await player.type("Tom")
        await player.press("escape")
        await player.see("Esc again discards it")
        await player.type("as")
        await player.until(lambda: "Esc again discards it" not in player.screen)
        await player.press("escape")
        await player.see("Esc again discards it")


async def test_what_is_taken_back_of_a_meeting_is_named(planned: Stage) -> None:
    async with planned.play("en") as player:
        await player.press("2", "enter")
        await player.see("10 m  开场")
        await player.press("plus")
        await player.see("15 m  开场")
        await player.press("u")
        await player.see("10 m  开场", "Taken back: M1 新品上线协作会: agenda items 开场 15m → 开场 10m")


@pytest.mark.parametrize("size", [(40, 15), (60, 20)])
async def test_a_low_terminal_keeps_titles_and_what_needs_somebody(published: Stage, size: tuple[int, int]) -> None:
    published.clock.set("2026-03-09T10:00+08:00")
    plan.new_meeting(published.acting, WEEK_LATER)
    async with published.play("zh", size) as player:
        await player.see("待你处理", "个行动项已逾期")
        needs = player.app.screen.query_one("#needs")
        assert needs.region.bottom <= player.app.screen.query_one("#due").region.y
        await player.press("3")
        await player.see("提供接口文档", "完成压力测试")


async def test_what_an_owner_asks_for_stands_in_the_list_of_what_is_due(published: Stage) -> None:
    published.clock.set("2026-03-02T17:30+08:00")
    minutes = outgoing(published.workspace, "zhang@example.test", "minutes")
    receive(published.workspace.as_worker(), reply(minutes, "2 延期到3月18日，因为测试环境晚到。"))
    async with published.play("en", (100, 30)) as player:
        await player.see("asks 18 Mar")
