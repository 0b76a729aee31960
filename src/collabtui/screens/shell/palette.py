"""The palette (ctrl+p): the dialog, and every command of every page by its name. What is found of what is typed, and in
which order: `palette_search`."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, Literal

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import Command, CommandList, CommandPalette
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from collabtui.screens.frame.page import Page
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.text.catalogue import LOCALES, Catalogue
from collabtui.widgets.key_bar import own_keys, working
from collabtui.widgets.line import as_content
from collabtui.widgets.page_bar import BY_LETTER, PAGES, key_of_page

WIDEST = 84
"""Columns that it takes at most: a key stands near the name of its command."""
BESIDE_LIST = 8
"""Columns of it that its lines do not have: the edges, and a bar that scrolls."""
AFTER_CLOSING = 0.1
"""Seconds: Textual draws nothing while the palette closes, and a notice would then wait for the next key."""
OF_MEETINGS = ("agenda", "live", "minutes")
"""Pages of one meeting: the way to them is the list of meetings."""
OF_NO_LINE = frozenset(
    {
        "meetings.new",
        "actions.new",
        "actions.views",
        "actions.time_line",
        "actions.charts",
        "actions.import",
        "actions.group",
        "matters.new",
        "people.new",
        "people.import",
        "setup.try",
        "setup.check_data",
        "setup.copies",
        "setup.mailboxes",
        "setup.roles",
        "week.new",
        "week.now",
        "week.month",
        "board.new",
        "board.by",
        "reports.matter",
        "reports.write_all",
        "inbox.waiting",
    }
)
"""Ids of the keys whose commands need no line to stand on: they are run at once, on their page."""


Group = Literal["page", "pages", "everywhere", "elsewhere"]
"""Of commands, in the order in which they are listed; those of other pages are found by what is typed alone."""


def commands(
    screen: Screen[Any], words: "Catalogue", speak: Callable[[str], Awaitable[None]]
) -> Iterator[SystemCommand]:
    """All of them. `speak` changes the language."""
    for _, some in grouped(screen, words, speak):
        yield from some


def grouped(
    screen: Screen[Any], words: "Catalogue", speak: Callable[[str], Awaitable[None]]
) -> Iterator[tuple[Group, Iterator[SystemCommand]]]:
    """The keys of the page first, then pages, then what works everywhere, and at last what other pages can do."""
    own = own_keys(screen)
    found = _of_page(screen, words)
    yield "page", _keys(screen, words, (one for one in found if one.id in own))
    yield "pages", _pages(screen.app, words)
    yield (
        "everywhere",
        chain(_keys(screen, words, (one for one in found if one.id not in own)), _app(screen.app, words, speak)),
    )
    yield "elsewhere", _of_other_pages(screen, words)


def _keys(screen: Screen[Any], words: "Catalogue", found: Iterable[Binding]) -> Iterator[SystemCommand]:
    for binding in found:
        press = partial(_press, screen.app, binding.action, screen)
        yield SystemCommand(words(binding.description), screen.app.get_key_display(binding), press)


def _pages(app: App[Any], words: "Catalogue") -> Iterator[SystemCommand]:
    for page in (*PAGES, *BY_LETTER):
        go = partial(_press, app, f"app.page('{page}')", app)
        yield SystemCommand(words(f"page.{page}"), key_of_page(app, page), go)


def _app(app: App[Any], words: "Catalogue", speak: Callable[[str], Awaitable[None]]) -> Iterator[SystemCommand]:
    for locale in LOCALES:
        yield SystemCommand(words(f"language.{locale}"), words("palette.language"), partial(speak, locale))
    yield SystemCommand(words("palette.theme"), words("palette.theme_help"), app.action_change_theme)
    yield SystemCommand(
        words("key.notices"), app.get_key_display(Binding("ctrl+t", "")), partial(_press, app, "app.show_notices", app)
    )
    yield SystemCommand(words("key.quit"), "ctrl+q", app.action_quit)


def _of_page(screen: Screen[Any], words: "Catalogue") -> list[Binding]:
    """Each command of the page once, those first that only this page has."""
    own = own_keys(screen)
    found: dict[str, Binding] = {}
    for active in working(screen):
        if active.node is screen and active.enabled and active.binding.description in words:
            found.setdefault(active.binding.description, active.binding)
    return sorted(found.values(), key=lambda one: own.index(one.id) if one.id in own else len(own))


def _of_other_pages(screen: Screen[Any], words: "Catalogue") -> Iterator[SystemCommand]:
    """They lead to their page, and are run there, or where that depends on the line under the cursor, the key is
    said."""
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
            go = partial(_go_and_run, app, name, binding.action) if binding.id in OF_NO_LINE else lead
            yield SystemCommand(title, key, go, discover=False)


async def _press(app: App[Any], action: str, node: Any) -> None:
    await app.run_action(action, node)


async def _lead(app: App[Any], page: str, there: str) -> None:
    await app.switch_mode(page)
    app.set_timer(AFTER_CLOSING, lambda: app.notify(there, timeout=5, markup=False))


async def _go_and_run(app: App[Any], page: str, action: str) -> None:
    await app.switch_mode(page)
    app.set_timer(AFTER_CLOSING, lambda: app.run_action(action, app.screen))


class Palette(CommandPalette):
    """Enter waits until what was typed is found: before, the cursor stands on another command than the one meant."""

    DEFAULT_CSS = """
    Palette > Vertical { margin-top: 1; max-width: 84; }
    Palette CommandInput, Palette CommandInput:focus { border: none; height: 1; padding: 0 1; }
    """
    _entered = False

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Says at once that nothing fits, in the language of the screens: an empty box says nothing."""
        self._stop_no_matches_countdown()
        self._list_visible = bool(search_value)
        if search_value:
            words: Catalogue = self.app.services.words  # type: ignore[attr-defined]  # the one app there is
            key = "palette.nothing" if isinstance(self._calling_screen, Page) else "palette.nothing_over_dialog"
            shown = as_content(words(key, value=search_value), "$text-muted")
            self.query_one(CommandList).add_option(Option(shown, disabled=True, id=self._NO_MATCHES))

    def _refresh_command_list(self, command_list: CommandList, commands: list[Command], clear_current: bool) -> None:
        """With a heading above each group, while nothing is typed; below it the best stands first, whatever it is."""
        super()._refresh_command_list(command_list, commands, clear_current)
        words: Catalogue = self.app.services.words  # type: ignore[attr-defined]  # the one app there is
        listed: list[Option] = []
        group = ""
        for option in command_list.options:
            its = getattr(option.hit, "group", "") if isinstance(option, Command) else ""
            if its and its != group:
                listed.append(Option(as_content(words(f"palette.of.{its}"), "$text-accent"), disabled=True))
            group = its
            listed.append(option)
        if group:
            command_list.clear_options().add_options(listed)
            command_list.highlighted = 1

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


def open_palette(app: App[Any], words: "Catalogue") -> None:
    """Nothing where it is open."""
    if not isinstance(app.screen, Palette):
        app.push_screen(Palette(placeholder=words("palette.placeholder")))
