"""What speaks against a time, said while one types: in the form of a new meeting, in the line of an agenda."""

from datetime import timedelta
from typing import Literal

import pytest
from textual.widgets import Input

from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale, Person
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.people.edit_people import PersonChange, edit_person
from collabtui.screens.dialogs.choose import Pick
from support.player import Player, Stage
from support.world import AGENDA


def field(player: Player, name: str) -> Input:
    return player.app.screen.query_one(f"#field-{name}", Input)


async def test_a_new_meeting_says_who_and_which_room_is_taken_and_is_planned_all_the_same(planned: Stage) -> None:
    async with planned.play("zh", (100, 36)) as player:
        await player.press("2", "n", "enter")
        await player.type("评审")
        field(player, "when").value = "2026-03-02 14:30"
        await player.see("李明：14:00–14:50 已有会议 M1“新品上线协作会”")
        field(player, "people").value = "陈静, 张伟"
        await player.see("▲ 李明、陈静、张伟：14:00–14:50 已有会议")
        field(player, "place").value = "3号 会议室"
        await player.see("3号 会议室：14:00–14:50 已被 M1“新品上线协作会”占用")
        field(player, "when").value = "2026-03-02 16:00"
        await player.until(lambda: "已有会议" not in player.screen and "占用" not in player.screen)
        field(player, "when").value = "2026-03-02 14:30"
        await player.see("占用")
        await player.press("f2")
        await player.until(lambda: planned.workspace.store.get(Meeting, "M2").title == "评审")


async def test_hours_elsewhere_and_absences_are_said_in_the_form(stage: Stage) -> None:
    bob = next(one for one in stage.workspace.store.find(Person) if one.name == "Bob Brown")
    edit_person(stage.acting, bob.ref, PersonChange(timezone="Europe/Berlin"))
    async with stage.play("en", (100, 36)) as player:
        await player.press("2", "n", "enter")
        field(player, "when").value = "2026-03-02 14:00"
        field(player, "people").value = "bob"
        await player.see("Bob Brown: 07:00–", "local time, outside 8:00–19:00")
        await player.press("f3")
        await player.see("Mon 2 Mar", "15:00–")
        await player.press("enter")
        await player.until(lambda: field(player, "when").value == "Mon 2 Mar 15:00")


@pytest.mark.parametrize(
    ("locale", "typed", "shown", "chosen"),
    [
        ("zh", "3月6日 14:00-15:30", "14:00–15:30", "3月6日（周五） 14:00-15:30"),
        ("en", "6 March 14:00-15:30", "14:00–15:30", "Fri 6 Mar 14:00-15:30"),
    ],
)
async def test_a_free_time_is_as_long_as_what_was_typed(
    stage: Stage, locale: Literal["zh", "en"], typed: str, shown: str, chosen: str
) -> None:
    async with stage.play(locale, (100, 36)) as player:
        await player.press("2", "n", "enter")
        field(player, "when").value = typed
        await player.press("f3")
        await player.until(lambda: isinstance(player.app.screen, Pick))
        await player.see(shown)
        await player.press("enter")
        await player.until(lambda: field(player, "when").value == chosen)
        await player.see(shown)


@pytest.mark.parametrize(
    ("typed", "filled", "says"),
    [
        ("张", "张伟", "“张”已按 张伟 填好"),
        ("陈静, 张", "陈静, 张伟", "“张”已按 张伟 填好"),
        ("Bo, 陈静", "Bob Brown, 陈静", "“Bo”已按 Bob Brown 填好"),
    ],
)
async def test_enter_takes_the_one_name_that_is_shown_behind_what_was_typed(
    stage: Stage, typed: str, filled: str, says: str
) -> None:
    async with stage.play("zh", (100, 36)) as player:
        await player.press("2", "n", "enter")
        field(player, "title").value = "评审"
        field(player, "people").value = typed
        await player.press("enter")
        await player.see(says)
        assert field(player, "people").value == filled
        assert not stage.workspace.store.find(Meeting)
        await player.press("enter")
        await player.until(lambda: bool(stage.workspace.store.find(Meeting)))


async def test_where_nobody_is_free_together_it_says_so(stage: Stage) -> None:
    bob = next(one for one in stage.workspace.store.find(Person) if one.name == "Bob Brown")
    edit_person(stage.acting, bob.ref, PersonChange(timezone="America/New_York"))
    async with stage.play("en", (100, 36)) as player:
        await player.press("2", "n", "enter")
        field(player, "people").value = "bob"
        await player.press("f3")
        await player.see("there is no time when")


async def test_the_line_of_an_agenda_says_it_before_enter(planned: Stage) -> None:
    later = AGENDA.model_copy(update={"start": AGENDA.start + timedelta(days=1), "title": "评审会"})
    plan.new_meeting(planned.acting, later)
    async with planned.play("en", (120, 36)) as player:
        await player.press("2", "down", "enter", "a")
        await player.type("start: 2026-03-02 14:20")
        await player.see("▲ 李明, 张伟, 陈静, Bob Brown: already in M1")
        assert planned.workspace.store.get(Meeting, "M2").start.day == 3
        await player.press("enter")
        await player.until(lambda: planned.workspace.store.get(Meeting, "M2").start.day == 2)
        await player.press("escape")
        await player.see("▲ 李明, 张伟, 陈静, Bob Brown: already in M1")


@pytest.mark.parametrize(("locale", "free"), [("zh", "3月2日（周一） 15:00"), ("en", "Mon 2 Mar 15:00")])
async def test_the_time_that_is_offered_is_free(planned: Stage, locale: Locale, free: str) -> None:
    """M1 is at the usual time, until 14:50."""
    async with planned.play(locale, (100, 36)) as player:
        await player.press("2", "n", "enter")
        await player.until(lambda: field(player, "when").value == free, lambda: field(player, "when").value)


@pytest.mark.parametrize(
    ("locale", "taken"),
    [("zh", "14:00–14:50 已有会议 M1"), ("en", "Bob Brown: already in M1")],
)
async def test_another_time_of_a_meeting_says_who_is_taken_then(planned: Stage, locale: Locale, taken: str) -> None:
    """From the list of meetings, as in the week."""
    plan.new_meeting(planned.acting, AGENDA.model_copy(update={"start": AGENDA.start + timedelta(days=1)}))
    async with planned.play(locale, (100, 36)) as player:
        await player.press("2")
        await player.see("M2")
        await player.press("end", "m")
        field(player, "when").value = "2026-03-02 14:30"
        await player.see(taken)
        await player.press("f3")
        await player.see("15:00–")
