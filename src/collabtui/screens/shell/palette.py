"""The palette (ctrl+p): every command of every page by its name, and every thing by its own."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any

from textual import on
from textual._callback import invoke
from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets.option_list import Option
from textual.worker import Worker, WorkerState

from collabtui.errors import CollabError
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.screens.shell.palette_arguments import WithArgument, in_words, typed_command, write_out
from collabtui.screens.shell.palette_use import PaletteUse, worth
from collabtui.screens.shell.pinyin_initials import initials
from collabtui.screens.shell.search_dialog import hit_place
from collabtui.screens.shell.search_rows import striking
from collabtui.store.queries.search import NAMED, search_hits
from collabtui.text.catalogue import LOCALES, Catalogue, Sentence
from collabtui.widgets.key_bar import own_keys, working
from collabtui.widgets.line import as_content
from collabtui.widgets.page_bar import BY_LETTER, PAGES, key_of_page

MOST_HITS = 8
"""Of each kind."""
AFTER_CLOSING = 0.1
"""Seconds: Textual draws nothing while the palette closes, and a notice would then wait for the next key."""
TYPED = 100.0
"""What a command with its argument is worth: more than anything whose name is like it."""
WHOLE = 200.0
"""What a whole name is worth: before its own arguments, too, so that Enter behind "theme" puts on no theme yet."""
INITIALS = 1.2
ELSEWHERE = 0.9
"""What a match is worth in another language."""
AWAY = 0.8
"""What a match is worth that leads to another page: less than one that is here."""
OF_SOMEBODY = 0.5
"""What a thing is worth that is not called so itself: it is somebody's who is."""
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
    yield SystemCommand(
        words("key.notices"), app.get_key_display(Binding("ctrl+t", "")), partial(_press, app, "app.show_notices", app)
    )
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

    _entered = False

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Says at once that nothing fits, in the language of the screens: an empty box says nothing."""
        self._stop_no_matches_countdown()
        self._list_visible = bool(search_value)
        if search_value:
            words: Catalogue = self.app.services.words  # type: ignore[attr-defined]  # the one app there is
            shown = as_content(words("palette.nothing", value=search_value), "$text-muted")
            self.query_one(CommandList).add_option(Option(shown, disabled=True, id=self._NO_MATCHES))

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


class Commands(Provider):
    """Commands of the page and of the app: in their own order while nothing is typed, the page's first."""

    async def discover(self) -> Hits:
        for command in self.app.get_system_commands(self.screen):
            if command.discover:
                yield DiscoveryHit(_with_key(Content(command.title), command), command.callback, text=command.title)

    async def search(self, query: str) -> Hits:
        """By its name, by that in the other language, by the initials of its pinyin; what is used is found first."""
        matcher, services = self.matcher(query), self.app.services  # type: ignore[attr-defined]  # the one app there is
        use = PaletteUse(services.drafts)
        times = use.times()
        for command in self.app.get_system_commands(self.screen):
            title = command.title
            score = max(matcher.match(title), ELSEWHERE * max(matcher.match(one) for one in in_languages(title)))
            score = max(score, INITIALS if initials(title).startswith(query.casefold().replace(" ", "")) else 0)
            if query.strip().casefold() in map(str.casefold, (title, *in_languages(title))):
                score = WHOLE
            if score > 0:
                worthy = score * (1 if command.discover else AWAY) * worth(times[in_languages(title)[0]])
                chosen = partial(_used, use, in_languages(title)[0], command.callback)
                yield Hit(worthy, _with_key(matcher.highlight(title), command), chosen, text=title)


async def _used(use: PaletteUse, title: str, run: Callable[[], Any]) -> None:
    use.count(title)
    await invoke(run)


def in_languages(title: str) -> tuple[str, ...]:
    """A name of a command in all languages; what is no sentence of the catalogue is the same in all."""
    if not isinstance(title, Sentence):
        return (title,)
    return tuple(Catalogue(locale)(title.key, **title.values) for locale in sorted(LOCALES))


class WithArguments(Provider):
    """`backup FILE`, `export FOLDER`, `report NAME`, `theme NAME`, `language NAME`, `A12`: done with what is typed
    behind the name."""

    async def search(self, query: str) -> Hits:
        page, app = self.screen, self.app
        if not isinstance(page, Page):
            return
        for place, command in enumerate(typed_command(query, sorted(app.available_themes))):
            text = in_words(command, page.words)
            yield Hit(TYPED - place / 100, as_content(text), partial(self._run, page, command), text=text)

    async def _run(self, page: Page, command: WithArgument) -> None:
        match command.verb:
            case "go":
                await self._go(page, command.argument)
            case "report":
                page.go("reports", command.argument)
            case "theme":
                self.app.theme = command.argument
            case "language":
                await self.app.speak(command.argument)  # type: ignore[attr-defined]  # the one app there is
            case _:
                page.run_worker(partial(write_out, page, command))

    async def _go(self, page: Page, ref: str) -> None:
        rows = await page.session.query(lambda reader: search_hits(reader, ref, kinds=NAMED, limit=MOST_HITS))
        found = next((row for row in rows if row["ref"] == ref), None)
        if found:
            page.go(*hit_place(found))
        else:
            page.warn("palette.no_ref", ref=ref)


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
            go = partial(page.post_message, page.Go(*hit_place(row)))
            named = all(word in text.plain.casefold() for word in query.casefold().split())
            yield Hit((1 if named else OF_SOMEBODY) - place / 100, text + about, go, text=text.plain)
