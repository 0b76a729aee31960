"""The search of the palette: commands, commands with what is typed behind them, and things, each with what it is worth,
so that what is meant stands first. Which commands there are: `palette.commands`."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual._callback import invoke
from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from collabtui.errors import CollabError
from collabtui.screens.frame.page import Page
from collabtui.screens.shell.palette_arguments import WithArgument, in_words, typed_command, write_out
from collabtui.screens.shell.palette_use import PaletteUse, worth
from collabtui.screens.shell.pinyin_initials import initials
from collabtui.screens.shell.search_dialog import hit_place
from collabtui.screens.shell.search_rows import striking
from collabtui.store.queries.search import NAMED, search_hits
from collabtui.text.catalogue import LOCALES, Catalogue, Sentence
from collabtui.widgets.line import as_content

MOST_HITS = 8
"""Of each kind."""
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


class NamedThings(Provider):
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
