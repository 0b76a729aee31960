"""The key of a page: it leads where one left the page, and pressed again to its top. What is open there closes as by
Esc."""

from typing import TYPE_CHECKING, Any

from collabtui.screens.frame.base_dialog import Dialog
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.text_not_run import is_in_field
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.widgets.listing import Listing

if TYPE_CHECKING:
    from textual.app import App

    from collabtui.domain.place import Place
WRITTEN_ON = "live"
"""Where somebody writes down what is said: a number does not lead away from it."""
BACK = frozenset({"key.back", "key.no"})
"""What the key is called that leaves a dialog."""


def _opened_over(app: "App[Any]") -> dict[str, str]:
    """By a page the one that led to it from a meeting."""
    found: dict[str, str] = app.opened_over  # type: ignore[attr-defined]  # the one app there is
    return found


async def go_to(app: "App[Any]", place: "Place") -> None:
    """Show another page; one that is opened from a page over another, as that of a meeting is, leads back to it."""
    left = app.current_mode
    is_over = sum(isinstance(screen, Page) for screen in app.screen_stack) > 1
    opened_over = _opened_over(app)
    opened_over.pop(place.page, None)
    await app.switch_mode(place.page)
    await close_what_is_open(app)
    if any(place[1:]) and isinstance(app.screen, Page):
        app.screen.point_at(place)
    if is_over and place.page != left:
        opened_over[place.page] = left


def way_back(app: "App[Any]") -> str:
    """The page that this one was opened from; empty where there is none, and while something else is open or typed."""
    front = app.screen
    if not isinstance(front, Page) or len(app.screen_stack) > 1 or is_in_field(front):
        return ""
    return _opened_over(app).get(app.current_mode, "")


async def go_back(app: "App[Any]") -> None:
    """To the meeting as it was left."""
    page = way_back(app)
    _opened_over(app).pop(app.current_mode, None)
    await app.switch_mode(page)


async def show_page(app: "App[Any]", page: str) -> None:
    _opened_over(app).pop(page, None)
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
