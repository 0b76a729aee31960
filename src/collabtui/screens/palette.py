"""What ctrl+p finds: every command by its name, and every thing that the full-text search knows."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.command import Hit, Hits, Provider
from textual.screen import Screen

from collabtui.catalogue import LOCALES
from collabtui.errors import CollabError
from collabtui.screens.page import Page
from collabtui.widgets.bar import PAGES
from collabtui.widgets.line import said

if TYPE_CHECKING:
    from collabtui.lifecycle.desk import Desk
    from collabtui.services import Services

MOST_HITS = 20
PAGE_OF_PREFIX = {"A": "actions", "M": "meetings", "P": "people", "I": "inbox", "X-": "matters", "R": "matters"}
"""Where a thing is shown; what is not here is shown in its meeting."""


def commands(
    screen: Screen[Any], services: "Services", speak: Callable[[str], Awaitable[None]]
) -> Iterator[SystemCommand]:
    """The keys of the page first, then the pages, languages and themes. `speak` changes the language."""
    app, words = screen.app, services.words
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.node is screen and active.enabled and binding.description in words:
            title = words(binding.description)
            yield SystemCommand(title, app.get_key_display(binding), partial(_press, app, binding.action, active.node))
    for number, page in enumerate(PAGES, 1):
        yield SystemCommand(words(f"page.{page}"), str(number), partial(_press, app, f"app.page('{page}')", app))
    for locale in LOCALES:
        yield SystemCommand(words(f"language.{locale}"), words("palette.language"), partial(speak, locale))
    yield SystemCommand(words("palette.theme"), words("palette.theme_help"), app.action_change_theme)
    yield SystemCommand(words("key.quit"), "ctrl+q", app.action_quit)


async def _press(app: App[Any], action: str, node: Any) -> None:
    await app.run_action(action, node)


class Things(Provider):
    """Meetings, actions, decisions, mails, …: choosing one goes where it is shown."""

    @property
    def _page(self) -> Page | None:
        return self.screen if isinstance(self.screen, Page) else None

    async def search(self, query: str) -> Hits:
        page = self._page
        if page is None or not query.strip():
            return
        try:
            found = await page.services.do(lambda desk: desk.store.search(query, limit=MOST_HITS))
        except CollabError:
            return  # a search while one types says nothing of a disk that fails: the page does
        things = {hit.text for hit in found if not hit.ref.startswith("E")}
        for place, hit in enumerate(found):
            if hit.ref.startswith("E") and hit.text in things:
                continue  # the line in the log that made the thing
            text = said(f"{hit.ref} ", "$foreground-muted") + said(hit.text)
            yield Hit(1 - place / 100, text, partial(self._show, page, hit.ref), text=f"{hit.ref} {hit.text}")

    async def _show(self, page: Page, ref: str) -> None:
        name = PAGE_OF_PREFIX.get(ref.rstrip("0123456789-"), "")
        if ref.startswith("X-"):
            name = "matters"
        if not name:
            name, ref = "meetings", await page.do(lambda desk: _meeting_of(desk, ref)) or ""
        page.post_message(page.Go(name, ref))


def _meeting_of(desk: "Desk", ref: str) -> str:
    from collabtui.domain.refs import model_of

    record = desk.store.get(model_of(ref), ref)
    return str(getattr(record, "meeting", None) or "")
