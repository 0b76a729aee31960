"""Lines that ↑ brings back, and the keys that a line being typed needs for itself."""

from collabtui.domain.meetings.meeting import Entry, Meeting
from collabtui.screens.live.capture_box import CaptureInput
from screens.live.test_live_running import at_live
from support.player import Player, Stage


def field(player: Player) -> CaptureInput:
    return player.app.screen.query_one(CaptureInput)


async def test_escape_from_a_line_brought_back_is_the_empty_line_again(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("d: one to three items\n")
        await player.see("D1 one to three items")
        await player.press("up")
        assert field(player).value == "d: one to three items"
        await player.press("escape")
        assert field(player).value == ""
        await player.type("r: room double-booked\n")
        await player.see("room double-booked")
    assert [one.line for one in running.workspace.store.find(Entry)][-1] == "r: room double-booked"


async def test_up_brings_the_line_just_entered_and_down_what_was_begun(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("first\n")
        await player.type("second\n")
        await player.press("up")
        assert field(player).value == "second"
        await player.press("down")
        assert field(player).value == ""
        await player.type("half")
        await player.press("up", "up")
        assert field(player).value == "first"
        await player.press("down", "down")
        assert field(player).value == "half"


async def test_entering_an_earlier_line_again_begins_anew_at_the_end(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("first\n")
        await player.type("second\n")
        await player.press("up", "up", "enter")
        await player.press("down")
        assert field(player).value == ""
        await player.press("up")
        assert field(player).value == "first"


async def test_in_a_line_its_key_ends_the_line_and_parks_nothing(running: Stage) -> None:
    async with running.play("en") as player:
        await at_live(player)
        await player.type("half a line")
        await player.press("home", "right", "right", "right", "right", "ctrl+k")
        assert field(player).value == "half"
        assert not running.workspace.store.get(Meeting, "M1").slots[0].parked
        await player.press("home", "ctrl+k", "ctrl+k")
        await player.until(lambda: "Parked: 开场. ^z takes it back." in player.notices.told)
        await player.press("ctrl+z")
        await player.until(lambda: not running.workspace.store.get(Meeting, "M1").slots[0].parked)
