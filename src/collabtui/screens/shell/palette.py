"""The palette (ctrl+p): every command of every page by its name, and every thing by its own."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from collabtui.errors import CollabError
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.screens.shell.search_dialog import hit_place
from collabtui.screens.shell.search_rows import striking
from collabtui.store.queries.search import NAMED, search_hits
from collabtui.text.catalogue import LOCALES
from collabtui.widgets.key_bar import own_keys, working
from collabtui.widgets.line import as_content
from collabtui.widgets.page_bar import BY_LETTER, PAGES, key_of_page

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue

MOST_HITS = 8
"""Of each kind."""
AFTER_CLOSING = 0.1
"""Seconds: Textual draws nothing while the palette closes, and a notice would then wait for the next key."""
AWAY = 0.8
"""What a match is worth that leads to another page: less than one that is here."""
OF_MEETINGS = ("agenda", "live", "minutes")
"""Pages of one meeting: the way to them is the list of meetings."""


def commands(
    screen: Screen[Any], words: "Catalogue", speak: Callable[[str], Awaitable[None]]
) -> Iterator[SystemCommand]:
    """The keys of the page first, then pages, languages and themes, and at last what other pages can do. `speak`
    changes the language."""
    app = screen.app
    for binding in _of_page(screen, words):
        press = partial(_press, app, binding.action, screen)
        yield SystemCommand(words(binding.description), app.get_key_display(binding), press)
    for page in (*PAGES, *BY_LETTER):
        yield SystemCommand(
            words(f"page.{page}"), key_of_page(app, page), partial(_press, app, f"app.page('{page}')", app)
        )
    for locale in LOCALES:
        yield SystemCommand(words(f"language.{locale}"), words("palette.language"), partial(speak, locale))
    yield SystemCommand(words("palette.theme"), words("palette.theme_help"), app.action_change_theme)
    yield SystemCommand(words("key.quit"), "ctrl+q", app.action_quit)
    yield from _of_other_pages(screen, words)


def _of_page(screen: Screen[Any], words: "Catalogue") -> list[Binding]:
    """Each command of the page once, those first that only this page has."""
    own = own_keys(screen)
    found: dict[str, Binding] = {}
    for active in working(screen):
        if active.node is screen and active.enabled and active.binding.description in words:
            found.setdefault(active.binding.description, active.binding)
    return sorted(found.values(), key=lambda one: own.index(one.id) if one.id in own else len(own))


def _of_other_pages(screen: Screen[Any], words: "Catalogue") -> Iterator[SystemCommand]:
    """They lead to their page, and say the key: what it does depends on the line under the cursor there."""
    app = screen.app
    for name in (*PAGES, *BY_LETTER, *OF_MEETINGS):
        page = PAGE_TABLE[name].load()
        if isinstance(screen, page):
            continue
        where = words(f"page.{name}")
        for binding in (one for one in vars(page).get("BINDINGS", ()) if isinstance(one, Binding)):
            if binding.description == "key.back" or binding.description not in words:
                continue
            first = next(iter(binding.make_bindings([binding])))  # of several keys that do the same
            what, key = words(binding.description), app.get_key_display(first)
            title = words("palette.elsewhere", page=where, what=what)
            lead = partial(
                _lead, app, "meetings" if name in OF_MEETINGS else name, words("palette.there", key=key, what=what)
            )
            yield SystemCommand(title, key, lead, discover=False)


async def _press(app: App[Any], action: str, node: Any) -> None:
    await app.run_action(action, node)


async def _lead(app: App[Any], page: str, there: str) -> None:
    await app.switch_mode(page)
    app.set_timer(AFTER_CLOSING, lambda: app.notify(there, timeout=5, markup=False))


class Palette(CommandPalette):
    """Enter waits until what was typed is found: before, the cursor stands on another command than the one meant."""

    _entered = False

    @on(Input.Changed)
    def _typed_on(self) -> None:
        self._entered = False

    @on(Input.Submitted)
    def _wait_for_hits(self, event: Input.Submitted) -> None:
        if self._searches():
            self._entered = True
            event.prevent_default()

    @on(Worker.StateChanged)
    def _found(self, event: Worker.StateChanged) -> None:
        if self._entered and event.state is WorkerState.SUCCESS and not self._searches():
            self._entered = False
            self._select_or_command()

    def _searches(self) -> bool:
        return any(one.group == self._GATHER_COMMANDS_GROUP and not one.is_finished for one in self.workers)


class Commands(Provider):
    """Commands of the page and of the app: in their own order while nothing is typed, the page's first."""

    async def discover(self) -> Hits:
        for command in self.app.get_system_commands(self.screen):
            if command.discover:
                yield DiscoveryHit(_with_key(Content(command.title), command), command.callback, text=command.title)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self.app.get_system_commands(self.screen):
            if (score := matcher.match(command.title)) > 0:
                shown = _with_key(matcher.highlight(command.title), command)
                yield Hit(score * (1 if command.discover else AWAY), shown, command.callback, text=command.title)


def _with_key(title: Content, command: SystemCommand) -> Content:
    """On one line."""
    return title + as_content(f"  {command.help}", "$foreground-muted")


class Things(Provider):
    """People, matters, meetings, actions: choosing one goes where it is shown."""

    async def search(self, query: str) -> Hits:
        page = self.screen
        if not (isinstance(page, Page) and query.strip() and page.session.configured):
            return
        try:
            rows = await page.session.query(lambda reader: search_hits(reader, query, kinds=NAMED, limit=MOST_HITS))
        except CollabError:
            return  # a search while one types says nothing of a disk that fails: the page does
        for place, row in enumerate(rows):
            text = as_content(f"{row['ref']} ", "$foreground-muted") + striking(row["title"], query)
            about = as_content(f"  {row['about']}" if row["about"] else "", "$foreground-muted")
            target = page.Go(*hit_place(row))
            yield Hit(1 - place / 100, text + about, partial(page.post_message, target), text=text.plain)
