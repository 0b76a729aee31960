"""Commands of the palette on a thing that is named: `A3 done`, `A3 完成`, `done A3`. What can be done to an
action is done to that one; of another thing the key is said that does it on its page."""

from datetime import date
from functools import partial

from textual.binding import Binding
from textual.command import Hit, Hits, Provider

from collabtui.domain.place import Place
from collabtui.domain.refs import ACTION, is_ref
from collabtui.language.pinyin import read_as
from collabtui.screens.frame.page import Page
from collabtui.screens.frame.page_table import PAGE_TABLE
from collabtui.screens.shell.palette import AFTER_CLOSING, OF_MEETINGS
from collabtui.screens.shell.palette_match import other_names
from collabtui.screens.shell.search_dialog import hit_place
from collabtui.screens.shell.word_beginnings import begins_words
from collabtui.store.queries.actions import action
from collabtui.store.queries.search import NAMED, thing_of
from collabtui.text.catalogue import LOCALES, Catalogue
from collabtui.widgets.line import as_content

WORTH = 150.0
"""More than the way to the thing alone: what was typed behind its ref is not passed over."""
OF_COMMANDS = "command('"
"""Begins the actions of a page that its commands carry out by name, whichever page they are called from."""


def named_thing(query: str) -> tuple[str, str]:
    """The ref that a text begins or ends with, and what is typed beside it; both empty where it is no such text."""
    text = query.strip()
    for ref, verb in ((text.partition(" ")[0], text.partition(" ")[2]), text.rpartition(" ")[::-2]):
        if is_ref(ref.upper()) and verb.strip():
            return ref.upper(), verb.strip()
    return "", ""


def fits(binding: Binding, verb: str) -> bool:
    """Whether the verb is a name of the command, or its beginning, in any language and in pinyin."""
    several = (Catalogue(locale) for locale in sorted(LOCALES))
    names = [words(binding.description) for words in several if binding.description in words]
    typed = verb.casefold()
    return any(begins_words(name, typed) or read_as(name, typed) for name in names) or any(
        name.startswith(typed) or read_as(name, typed) for name in other_names(binding.description)
    )


class OnThings(Provider):
    """The commands on the thing whose ref is typed beside them."""

    async def search(self, query: str) -> Hits:
        page = self.screen
        ref, verb = named_thing(query)
        if not (ref and isinstance(page, Page) and page.session.configured):
            return
        row = await page.session.query(lambda reader: thing_of(reader, ref, kinds=NAMED))
        if row is None:
            return
        place, words = hit_place(row), page.words
        for number, binding in enumerate(one for one in self._bindings(place.page, words) if fits(one, verb)):
            what = words(binding.description)
            text = words("palette.on_thing", ref=ref, title=row["title"], what=what)
            state = await self._state(page, ref) if is_ref(ref, ACTION) else ""
            shown = as_content(text) + as_content(f"  {state}" if state else "", "$foreground-muted")
            yield Hit(WORTH - number / 100, shown, partial(self._run, place, binding, words), text=text)

    def _bindings(self, page: str, words: Catalogue) -> list[Binding]:
        """Each command once. What is done to a meeting is done on the page that its state opens."""
        pages = (page, *OF_MEETINGS) if page == "meetings" else (page,)
        found: dict[str, Binding] = {}
        for name in pages:
            for one in vars(PAGE_TABLE[name].load()).get("BINDINGS", ()):
                if isinstance(one, Binding) and one.description in words and one.description != "key.back":
                    found.setdefault(one.description, one)
        return list(found.values())

    async def _state(self, page: Page, ref: str) -> str:
        """What it is now: what the command will change."""
        row = await page.session.query(lambda reader: action(reader, ref, today=page.session.today))
        day = page.words.day(date.fromisoformat(row["due"])) if row["due"] else ""
        owner = row["owner"]["name"] if row["owner"] else ""
        return " · ".join(filter(None, (page.words(f"status.{row['status']}"), f"{row['percent']} %", owner, day)))

    async def _run(self, place: Place, binding: Binding, words: Catalogue) -> None:
        app = self.app
        await app.switch_mode(place.page)
        target = app.screen
        if isinstance(target, Page):
            target.point_at(place)
        if is_ref(place.ref, ACTION) and binding.action.startswith(OF_COMMANDS):
            name = binding.action.removeprefix(OF_COMMANDS).removesuffix("')")
            app.set_timer(AFTER_CLOSING, lambda: app.run_action(f"command('{name}', '{place.ref}')", target))
            return
        first = next(iter(binding.make_bindings([binding])))  # of several keys that do the same
        there = words("palette.there", key=app.get_key_display(first), what=words(binding.description))
        app.set_timer(AFTER_CLOSING, lambda: app.notify(there, timeout=5, markup=False))
