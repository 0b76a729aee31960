"""A meeting that somebody else ends while the scribe is typing: nothing typed is lost, and none of it is a command."""

import pytest

from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.lifecycle.live import run
from collabtui.screens.dialogs.form import Form
from collabtui.screens.live.capture_box import CaptureInput
from collabtui.screens.live.page import Live
from collabtui.screens.minutes.page import Minutes
from support.player import Player, Stage


async def at_live(player: Player) -> None:
    await player.press("2", "enter")
    await player.see("1/2")


def lines(stage: Stage) -> list[str]:
    return [entry.line for entry in stage.workspace.store.find(Entry, meeting="M1", undone=False)]


async def begun(player: Player, stage: Stage) -> None:
    """Half a line stands in the field when the meeting ends, and keys follow that would be commands of the minutes."""
    await at_live(player)
    await player.type("d: freeze the inter")
    run.end(stage.acting, "M1")
    await player.see("Ended elsewhere")
    await player.press(*"facessr")


async def test_half_a_line_is_gone_on_with_and_enter_keeps_it_as_a_late_one(running: Stage) -> None:
    async with running.play("en") as player:
        await begun(player, running)
        assert player.app.screen.query_one(CaptureInput).value == "d: freeze the interfacessr"
        await player.press("enter")
        await player.until(lambda: lines(running) == ["d: freeze the interfacessr"])
        await player.type("a: one more\n")
        await player.until(lambda: lines(running)[1:] == ["a: one more"])
        assert isinstance(player.app.screen, Live)
        await player.press("f9")
        await player.until(lambda: isinstance(player.app.screen, Minutes))
        assert running.workspace.store.get(Meeting, "M1").state == "recorded"


async def test_f9_takes_it_along_to_the_minutes(running: Stage) -> None:
    async with running.play("en") as player:
        await begun(player, running)
        await player.press("f9")
        await player.until(lambda: isinstance(player.app.screen, Minutes))
        assert lines(running) == ["d: freeze the interfacessr"]
        assert not isinstance(player.app.screen, Form)


@pytest.mark.parametrize(
    ("keys", "kept"),
    [(["!", "enter"], ["d: freeze the interfacessr!"]), (["ctrl+u", "enter"], [])],
    ids=["gone on with", "thrown away"],
)
async def test_who_left_the_page_first_finds_it_with_the_minutes(
    running: Stage, keys: list[str], kept: list[str]
) -> None:
    async with running.play("en") as player:
        await begun(player, running)
        await player.press("f10")
        await player.see("M1")
        await player.press("enter")
        await player.see("Begun in the meeting", "d: freeze the interfacessr")
        await player.press("escape", "escape", "enter")
        await player.see("Begun in the meeting", "d: freeze the interfacessr")
        await player.press(*keys)
        await player.until(lambda: isinstance(player.app.screen, Minutes))
        assert lines(running) == kept
        await player.press("escape", "enter")
        await player.until(lambda: isinstance(player.app.screen, Minutes))


async def test_a_command_that_was_begun_is_for_no_minutes(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("/extend 5")
        await player.press("f10")
        run.end(running.acting, "M1")
        await player.press("enter")
        await player.until(lambda: isinstance(player.app.screen, Minutes))


async def test_a_dialog_in_front_stays_with_what_is_typed_there(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.press("ctrl+o")
        await player.type("half a senten")
        run.end(running.acting, "M1")
        behind = next(one for one in player.app.screen_stack if isinstance(one, Live))
        behind.refresh_now()
        await player.see("Ended elsewhere")
        await player.press("c", "e")
        await player.see("half a sentence")
        await player.press("escape", "escape")
        await player.until(lambda: isinstance(player.app.screen, Minutes))
        await player.press("escape")
        await player.until(lambda: not isinstance(player.app.screen, Minutes | Live))


async def test_the_view_for_the_room_gives_way_to_the_page_with_the_begun_line(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("d: half a line")
        await player.press("f8")
        run.end(running.acting, "M1")
        await player.see("Ended elsewhere", "d: half a line")
        await player.press("enter", "f9")
        await player.until(lambda: isinstance(player.app.screen, Minutes))
        assert lines(running) == ["d: half a line"]
        await player.press("escape")
        assert not isinstance(player.app.screen, Live | Minutes)


async def test_an_agenda_line_is_finished_before_the_meeting_that_began_elsewhere_is_shown(planned: Stage) -> None:
    planned.clock.set("2026-03-02T14:00+08:00")
    async with planned.play("en") as player:
        await player.press("2", "enter", "a")
        await player.type("half a li")
        run.start(planned.acting, "M1")
        await player.see("▶ M1")
        await player.press("n", "e")
        await player.see("half a line")
        await player.press("escape")
        await player.until(lambda: isinstance(player.app.screen, Live))
    assert not lines(planned)
