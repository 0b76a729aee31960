"""Fields of forms: their names are whole, the one with the focus is seen, and nothing that is pasted is lost."""

from textual import events
from textual.widgets import Input

from support.player import Stage


async def test_several_pasted_lines_become_one_and_the_field_in_use_has_a_bar(stage: Stage) -> None:
    async with stage.play("en") as player:
        await player.press("5")
        await player.see("No matter yet.")
        await player.press("n")
        await player.see("Open a matter", "▌Title")
        field = player.app.screen.query_one("#field-title", Input)
        field.post_message(events.Paste("Launch\n of the app \n\nin May"))
        await player.see("Launch of the app in May")
        await player.press("tab")
        await player.see(" Title")
        assert "▌Title" not in player.screen
