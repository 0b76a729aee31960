"""Esc on a page that was opened from a meeting goes back to that meeting as it was left."""

from collabtui.screens.agenda.page import Agenda
from collabtui.widgets.rows import Rows
from support.player import Player, Stage


async def opened_from_a_meeting(player: Player) -> None:
    """The second participant of M1, from its agenda."""
    await player.press("2", "enter")
    await player.until(lambda: isinstance(player.app.screen, Agenda))
    player.app.screen.query_one("#participants").focus()
    await player.press("j", "enter")
    await player.until(lambda: player.app.current_mode == "people")


async def test_esc_goes_back_to_the_meeting_and_its_row(planned: Stage) -> None:
    async with planned.play("en", (120, 36)) as player:
        await opened_from_a_meeting(player)
        await player.press("escape")
        await player.until(lambda: isinstance(player.app.screen, Agenda))
        rows = player.app.screen.query_one("#participants", Rows)
        assert player.app.screen.focused is rows
        assert rows.cursor == 1


async def test_what_is_open_over_the_page_is_left_first(planned: Stage) -> None:
    async with planned.play("en", (120, 36)) as player:
        await opened_from_a_meeting(player)
        await player.press("e", "escape")
        await player.until(lambda: len(player.app.screen_stack) == 1)
        assert player.app.current_mode == "people"
        await player.press("escape")
        await player.until(lambda: isinstance(player.app.screen, Agenda))


async def test_who_went_there_by_its_own_key_stays(planned: Stage) -> None:
    async with planned.play("en", (120, 36)) as player:
        await opened_from_a_meeting(player)
        await player.press("1", "6", "escape")
        assert player.app.current_mode == "people"


async def test_a_page_opened_from_a_list_keeps_its_own_esc(planned: Stage) -> None:
    async with planned.play("en", (120, 36)) as player:
        await player.press("W")
        await player.press("6", "enter", "escape")
        assert player.app.current_mode == "people"
