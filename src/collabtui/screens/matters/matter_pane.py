"""The matter beside the list: what is to be known of it, and below that what belongs to it, line by line."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from collabtui.screens.matters.matter_data import Thing, belonging, facts
from collabtui.screens.matters.sections.section_kind import MatterData
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.screens.frame.page_port import PagePort
    from collabtui.text.catalogue import Catalogue


class MatterPane(Vertical):
    def __init__(self, words: "Catalogue") -> None:
        super().__init__(id="matter", classes="card")
        self.words = words
        self.data: MatterData | None = None
        """What is shown; None: no matter."""
        self._things: dict[str, Thing] = {}
        """By the key of its row, which is its own; headings are counted."""

    def compose(self) -> ComposeResult:
        yield Static(id="matter-facts")
        yield Rows(id="matter-things", empty=self.words("matters.no_things"))

    @property
    def rows(self) -> Rows:
        return self.query_one("#matter-things", Rows)

    def show(self, data: MatterData | None) -> None:
        self.data = data
        text = Content("\n").join(facts(data, self.words)) if data else Content("")
        self.query_one("#matter-facts", Static).update(text)
        lines = enumerate(belonging(data, self.words) if data else ())
        self._things = {thing.key or f"#{place}": thing for place, thing in lines}
        headings = {key for key, thing in self._things.items() if not thing.key}
        self.rows.show(list(self._things), self._draw, skip=headings)

    def _draw(self, keys: Sequence[str], width: int) -> list[Content]:
        return [self._things[key].shown.truncate(width, ellipsis=True) for key in keys]

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
