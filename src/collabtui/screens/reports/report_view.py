"""The report beside the list: it scrolls by lines, and its cursor stands on those that are about something, which Enter
opens."""

from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from collabtui.screens.reports.report_lines import ReportLine

CURSOR = "bold $block-cursor-foreground on $block-cursor-background"
WITHOUT_COLOURS = "bold reverse"


class _Item(NamedTuple):
    """The lines of what can be opened, from the first to before `end`."""

    first: int
    end: int
    about: str


class ReportView(VerticalScroll, inherit_bindings=False):
    """`show` gives it its lines. While it has the focus one item is marked. No line is wider than it, so ← and → belong
    to the page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "key.open", key_display="⏎", id="report.open"),
        Binding("up,k", "step(-1)", "key.up", show=False, id="report.up"),
        Binding("down,j", "step(1)", "key.down", show=False, id="report.down"),
        Binding("pageup", "page_up", "key.page_up", show=False, id="report.page_up"),
        Binding("pagedown", "page_down", "key.page_down", show=False, id="report.page_down"),
        Binding("home,g", "scroll_home", "key.first", show=False, id="report.first"),
        Binding("end,G", "scroll_end", "key.last", show=False, id="report.last"),
    ]

    class Chosen(Message):
        """Enter, or a double click, on what is about something: a `Place`, as it is written."""

        def __init__(self, about: str) -> None:
            super().__init__()
            self.about = about

    def __init__(self, loading: str) -> None:
        super().__init__(id="report", classes="card")
        self._loading = loading
        self._lines: Sequence[ReportLine] = ()
        self._items: list[_Item] = []
        self._at = 0

    def compose(self) -> ComposeResult:
        yield Static(self._loading, id="report-text")

    def show(self, lines: Sequence[ReportLine]) -> None:
        """The cursor stays on what it stood on, where that is there still."""
        before = self._items[self._at].about if self._items else ""
        self._lines, self._items = lines, list(_items(lines))
        self._at = next((place for place, item in enumerate(self._items) if item.about == before), 0)
        self._draw()
        self.refresh_bindings()

    @property
    def can_open(self) -> bool:
        """Whether any line is about something."""
        return bool(self._items)

    def _draw(self) -> None:
        shown = [line.shown for line in self._lines]
        if self.has_focus and self._items:
            item = self._items[self._at]
            style = WITHOUT_COLOURS if self.has_pseudo_class("nocolor") else CURSOR
            for place in range(item.first, item.end):
                shown[place] = Content(shown[place].plain).stylize(style)
        self.query_one("#report-text", Static).update(Content("\n").join(shown))

    def on_focus(self) -> None:
        self._draw()

    def on_blur(self) -> None:
        self._draw()

    def action_step(self, way: int) -> None:
        """To the next item, or where there is none a line on: what stands above the first one is read, too."""
        at = self._at + way
        if not 0 <= at < len(self._items):
            self.scroll_relative(y=way, animate=False)
            return
        self._at = at
        self._draw()
        item, top, height = self._items[at], self.scroll_offset.y, self.scrollable_content_region.height
        if item.first < top or item.end > top + height:
            self.scroll_to(y=item.first if item.first < top else item.end - height, animate=False)

    def action_choose(self) -> None:
        if self._items:
            self.post_message(self.Chosen(self._items[self._at].about))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.can_open if action == "choose" else super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        at = place.y + self.scroll_offset.y if place else -1
        for number, item in enumerate(self._items):
            if item.first <= at < item.end:
                self._at = number
                self._draw()
                if event.chain > 1:
                    self.action_choose()


def _items(lines: Sequence[ReportLine]) -> "list[_Item]":
    numbered = groupby(enumerate(lines), key=lambda pair: pair[1].item)
    groups = ((item, list(pairs)) for item, pairs in numbered if item is not None)
    return [_Item(pairs[0][0], pairs[-1][0] + 1, pairs[0][1].about) for _, pairs in groups]
