"""The matter beside the list: what is to be known of it, and below that what belongs to it, line by line."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.place import step_part
from collabtui.screens.matters.matter_data import Thing, belonging, facts, tabs
from collabtui.screens.matters.next_to_do import next_line
from collabtui.screens.matters.sections.section_kind import MatterData
from collabtui.screens.matters.sections.section_list import TABS
from collabtui.widgets.rows import Rows
from collabtui.widgets.tab_line import TabLine

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue


class MatterPane(Vertical):
    def __init__(self, words: "Catalogue") -> None:
        super().__init__(id="matter", classes="card")
        self.words = words
        self.tab = "all"
        self.data: MatterData | None = None
        """What is shown; None: no matter."""
        self._to_step = False
        self._things: dict[str, Thing] = {}
        """By the key of its row, which is its own; headings are counted."""

    def compose(self) -> ComposeResult:
        yield Static(id="matter-facts")
        yield TabLine(id="matter-tabs")
        yield Rows(id="matter-things")

    @property
    def rows(self) -> Rows:
        return self.query_one("#matter-things", Rows)

    def show(self, data: MatterData | None) -> None:
        self.data = data
        self._show_facts()
        self.query_one(TabLine).show(tabs(data, self.words) if data else [], self.tab)
        lines = enumerate(belonging(data, self.words, self.tab) if data else ())
        self.rows.empty = self.words(f"matters.nothing_in.{self.tab}" if data else "matters.about")
        self._things = {thing.key or f"#{place}": thing for place, thing in lines}
        headings = {key for key, thing in self._things.items() if not thing.key}
        self.rows.show(list(self._things), self._draw, skip=headings)
        if data and self._to_step:
            self.point_at_step(data)

    def turn(self, step: int) -> None:
        """To another tab: the next one, or the one before."""
        names = list(TABS)
        self.show_tab(names[(names.index(self.tab) + step) % len(names)])

    @on(TabLine.Picked)
    def _picked(self, event: TabLine.Picked) -> None:
        event.stop()
        self.show_tab(event.name)

    def show_tab(self, name: str) -> None:
        """Its first line is under the cursor; of the steps the one that the matter is in."""
        self.tab = name
        self.show(self.data)
        self.rows.action_edge(0)
        self.point_at_step(self.data)

    def on_resize(self) -> None:
        """Draw the steps anew: their names have room in one line, or not."""
        self.call_after_refresh(self._show_facts)

    @on(Rows.Moved, "#matter-things")
    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _show_facts(self) -> None:
        at = self.thing.key if self.thing else ""
        lines: Iterable[Content] = ()
        if self.data:
            following = next_line(self.data, self.words, at, self._key_of)
            lines = facts(self.data, self.words, following, self.rows.size.width)
        self.query_one("#matter-facts", Static).update(Content("\n").join(lines))

    def _key_of(self, name: str) -> str:
        """The key of a binding of the page, or of the app, as the user has set it."""
        known = (*type(self.screen).BINDINGS, *type(self.app).BINDINGS)
        return next(self.app.get_key_display(one) for one in known if isinstance(one, Binding) and one.id == name)

    def point_at_step(self, data: MatterData | None) -> None:
        """Put the cursor on the step that the matter is in: Enter does what is to be done next. None: it is being read,
        and the cursor goes there as soon as it is shown."""
        self._to_step = data is None
        if data:
            self.rows.point_at(step_part(data.row["step"]))

    def _draw(self, keys: Sequence[str], _width: int) -> list[Content]:
        return [self._things[key].shown for key in keys]

    def point_at(self, key: str) -> bool:
        """Put the cursor on the line with this key, and give it the keys; False where there is none."""
        found = self.rows.point_at(key)
        if found:
            self.rows.focus()
        return found

    @property
    def thing(self) -> Thing | None:
        """The thing under the cursor; None while that stands in the list of matters."""
        return self._things.get(self.rows.key) if self.rows.has_focus else None

    def line_commands(self, page: "PagePort") -> Mapping[str, Callable[[str], Awaitable[None]]]:
        """Commands on the line under the cursor, by name; each takes the line's key."""
        thing = self.thing
        return thing.section.commands(page, self.data).on_line if thing and self.data else {}
