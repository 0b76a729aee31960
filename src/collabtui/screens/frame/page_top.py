"""The key of a page: it leads where one left the page, and pressed again to its top. What is open there closes as by
Esc."""

from typing import TYPE_CHECKING, Any

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.widgets.listing import Listing

if TYPE_CHECKING:
    from textual.app import App

WRITTEN_ON = "live"
"""Where somebody writes down what is said: a number does not lead away from it."""
BACK = frozenset({"key.back", "key.no"})
"""What the key is called that leaves a dialog."""


async def show_page(app: "App[Any]", page: str) -> None:
    if page != app.current_mode:
        app.switch_mode(page)
        if isinstance(app.screen, Page) and app.screen.is_composed:
            app.screen.come_back()
    elif getattr(app.screen, "name_of_page", "") != WRITTEN_ON:
        await _to_top(app)


async def _to_top(app: "App[Any]") -> None:
    """Out of what is open on the page; where nothing is, to its first row."""
    if len(app.screen_stack) == 1 and isinstance(app.screen, Page):
        await _to_first_row(app.screen)
    await close_what_is_open(app)


async def close_what_is_open(app: "App[Any]") -> None:
    """Down to the page, each as its own key of going back does: who waits for its answer gets one, and a form with what
    was typed and not saved stays and says so."""
    while len(app.screen_stack) > 1:
        front = app.screen
        if not isinstance(front, Dialog):
            await app.pop_screen()
            continue
        bound = [binding for some in keys_bound(front, app).values() for binding in some]
        await front.run_action(next(binding.action for binding in bound if binding.description in BACK))
        if app.screen is front:
            return


async def _to_first_row(page: Page) -> None:
    """To what has the focus when the page is opened; there already, to what stands first in it. Where another look of
    the page hides it, as a month its week, that is left."""
    first = next((part for part in page.query(page.AUTO_FOCUS or "Rows") if part.focusable and part.display), None)
    if first is None:
        await page.run_action("back")
    elif first is page.focused and isinstance(first, Listing):
        await first.run_action("edge(0)")
    else:
        first.focus()
