"""The search of the palette: commands, commands with what is typed behind them, and things, each with what it is worth,
so that what is meant stands first. Which commands there are: `palette.commands`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from textual._callback import invoke
from textual.app import App, SystemCommand
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from collabtui.domain.place import Place
from collabtui.domain.refs import MEETING, is_ref
from collabtui.errors import CollabError
from collabtui.language.pinyin import read_as
from collabtui.screens.frame.page import Page
from collabtui.screens.shell.palette import BESIDE_LIST, WIDEST, grouped
from collabtui.screens.shell.palette_arguments import WithArgument, in_words, typed_command, write_out
from collabtui.screens.shell.palette_match import READINGS, command_worth, in_languages
from collabtui.screens.shell.palette_use import PaletteUse, worth
from collabtui.screens.shell.search_dialog import hit_place
from collabtui.screens.shell.search_rows import striking
from collabtui.store.queries.meetings import meeting
from collabtui.store.queries.people_list import known_people
from collabtui.store.queries.search import NAMED, search_hits, thing_of
from collabtui.widgets.line import GAP, as_content

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import SearchHitRow

LEAVES = frozenset({"go", "report", "archive", "restore", "verify"})
"""Verbs that show another place: a dialog in front of the page would go, and what is typed in it."""
OF_A_THING = frozenset({"go", "meeting"})
"""Verbs whose argument is there, or they are none."""
MOST_HITS = 8
"""Of each kind."""
TYPED = 100.0
"""What a command with its argument is worth: more than anything whose name is like it."""
BARE = 1.0
"""What an argument is worth whose verb was not typed: less than a command that is called so."""
LEAST_INITIALS = 2
AWAY = 0.8
"""What a match is worth that leads to another page: less than one that is here."""
OF_SOMEBODY = 0.5
"""What a thing is worth that is not called so itself: it is somebody's who is."""


@dataclass(eq=False)
class InGroup(DiscoveryHit):
    """A command that is listed while nothing is typed; `palette.grouped` has its group."""

    group: str = ""


class Commands(Provider):
    """Commands of the page and of the app: in their own order while nothing is typed, the page's first."""

    @property
    def _room(self) -> int:
        return min(WIDEST, self.app.size.width) - BESIDE_LIST

    async def discover(self) -> Hits:
        services = self.app.services  # type: ignore[attr-defined]  # the one app there is
        for group, some in grouped(self.screen, services.words, self.app.speak):  # type: ignore[attr-defined]  # as above
            for command in (one for one in some if one.discover):
                shown = _with_key(Content(command.title), command, self._room)
                yield InGroup(shown, command.callback, text=command.title, group=group)

    async def search(self, query: str) -> Hits:
        """By its names in either language, by their pinyin; what is used is found first."""
        matcher, services = self.matcher(query), self.app.services  # type: ignore[attr-defined]  # the one app there is
        use = PaletteUse(services.drafts)
        times = use.times()
        for command in self.app.get_system_commands(self.screen):
            title = command.title
            if score := command_worth(title, query, matcher.match):
                worthy = score * (1 if command.discover else AWAY) * worth(times[in_languages(title)[0]])
                chosen = partial(_used, use, in_languages(title)[0], command.callback)
                yield Hit(worthy, _with_key(matcher.highlight(title), command, self._room), chosen, text=title)


async def _used(use: PaletteUse, title: str, run: Callable[[], Any]) -> None:
    use.count(title)
    await invoke(run)


class WithArguments(Provider):
    """`backup FILE`, `export FOLDER`, `report NAME`, `theme NAME`, `language NAME`, `A12`: done with what is typed
    behind the name."""

    async def search(self, query: str) -> Hits:
        page, app = _page_below(self.app), self.app
        if page is None:
            return
        for place, command in enumerate(typed_command(query, sorted(app.available_themes))):
            if page is not self.screen and command.verb in LEAVES:
                continue
            if command.verb in OF_A_THING and await _place_of(page, command.argument) is None:
                continue  # that there is none is said at once, and not when one goes there
            text = in_words(command, page.words)
            yield Hit(
                (BARE if command.bare else TYPED) - place / 100,
                as_content(text),
                partial(self._run, page, command),
                text=text,
            )

    async def _run(self, page: Page, command: WithArgument) -> None:
        match command.verb:
            case "go":
                page.run_worker(partial(self._go, page, command.argument))
            case "report":
                page.go("reports", command.argument, command.more)
            case "archive":
                page.run_worker(partial(self._to_archive, page, command.argument or page.ref))
            case "restore" | "verify":
                page.go("setup", command.verb, command.argument)
            case "theme":
                self.app.theme = command.argument
            case "language":
                await self.app.speak(command.argument)  # type: ignore[attr-defined]  # the one app there is
            case _:
                page.run_worker(partial(write_out, page, command))

    async def _go(self, page: Page, ref: str) -> None:
        place = await _place_of(page, ref)
        if place:
            page.go(*place)
        else:  # somebody took it away meanwhile
            page.warn("palette.no_ref", ref=ref)

    async def _to_archive(self, page: Page, ref: str) -> None:
        """Ask where the archive of the matter is written; of a meeting that of its matter. Without one the page of
        matters says how one is picked."""
        if is_ref(ref, MEETING):
            ref = (await page.session.query(lambda reader: meeting(reader, ref)))["matter"] or ""
        page.go("matters", ref, "archive" if ref else "")
        if not ref:
            page.tell("palette.archive_which", seconds=8)


async def _place_of(page: Page, ref: str) -> Place | None:
    """Of a thing of any kind; None where there is none."""
    if not page.session.configured:
        return None
    row = await page.session.query(lambda reader: thing_of(reader, ref))
    return hit_place(row) if row else None


def _page_below(app: App[Any]) -> Page | None:
    """The page that is shown, also where dialogs stand in front of it."""
    return next((one for one in reversed(app.screen_stack) if isinstance(one, Page)), None)


def _with_key(title: Content, command: SystemCommand, room: int) -> Content:
    """On one line of so many columns, the key at its end."""
    key = as_content(command.help, "$foreground-muted")
    return title + Content(" " * max(GAP, room - title.cell_length - key.cell_length)) + key


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
        named = {row["ref"] for row in rows}
        people = await page.session.query(_people_names) if query.strip().isascii() else []
        for ref, name in people_by_pinyin(people, query):
            if ref not in named:
                text = as_content(f"{ref} ", "$foreground-muted") + as_content(name)
                yield Hit(
                    READINGS[read_as(name, query)],
                    text,
                    partial(page.post_message, page.Go("people", ref)),
                    text=text.plain,
                )
        for place, row in enumerate(row for row in rows if not _only_says(row, query)):
            text = as_content(f"{row['ref']} ", "$foreground-muted") + striking(row["title"], query)
            about = as_content(f"  {row['about']}" if row["about"] else "", "$foreground-muted")
            go = partial(page.post_message, page.Go(*hit_place(row)))
            worthy = max(1.0, self.matcher(query).match(row["title"])) if _is_named(text.plain, query) else OF_SOMEBODY
            yield Hit(worthy - place / 100, text + about, go, text=text.plain)


def _only_says(row: "SearchHitRow", query: str) -> bool:
    """Whether what was typed stands in its further words alone: that is found by `/`, and nothing that is called so."""
    shown = f"{row['ref']} {row['title']} {row['about'] or ''}"
    return not _is_named(shown, query) and _is_named(" ".join([shown, *row["texts"]]), query)


def _is_named(text: str, query: str) -> bool:
    return all(word in text.casefold() for word in query.casefold().split())


def _people_names(reader: "Connection") -> list[tuple[str, str]]:
    return [(row["ref"], row["name"]) for row in known_people(reader)]


def people_by_pinyin(people: Iterable[tuple[str, str]], query: str) -> Iterator[tuple[str, str]]:
    """Those whose names are read so: `zw`, `zhangw` and `wei` mean 张伟."""
    typed = query.strip().casefold()
    if len(typed) >= LEAST_INITIALS:
        found = ((ref, name) for ref, name in people if read_as(name, typed))
        yield from islice(found, MOST_HITS)
