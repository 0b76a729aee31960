"""What a page does while another one covers it: nothing, not even behind a dialog of that one."""

from textual.screen import ModalScreen

from collabtui.screens.frame.page import Page
from support.player import Stage


async def test_a_page_that_is_covered_has_no_clock_that_ticks(published: Stage) -> None:
    async with published.play("en", (100, 30)) as player:
        await player.press("2", "enter")
        await player.until(lambda: sum(isinstance(screen, Page) for screen in player.app.screen_stack) > 1)
        *below, front = (screen for screen in player.app.screen_stack if isinstance(screen, Page))
        assert front.is_current
        assert not any(page.is_current for page in below)
        player.app.push_screen(ModalScreen())
        await player.until(lambda: isinstance(player.app.screen, ModalScreen))
        assert front.is_current  # its clock is seen behind the dialog
        assert not any(page.is_current for page in below)
        player.app.pop_screen()
        await player.press("escape")
        await player.until(lambda: below[-1].is_current)
