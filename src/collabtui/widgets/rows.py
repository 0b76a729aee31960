"""A list of one-line rows under a cursor. It draws only what is visible, so it takes any number of rows."""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

Key = Hashable
Draw = Callable[[Sequence[Any], int], Sequence[Content]]
"""The lines of some rows, given their keys and the width in columns."""


class Rows(ScrollView, can_focus=True):
    """Give it keys and a function that draws; it keeps its cursor on the same key when the rows change.

    `show(keys, draw)` may be called at every change: what is not visible costs nothing. Rows in `skip` are headings:
    the cursor passes over them.
    """

    DEFAULT_CSS = """
    Rows { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Rows:focus > .rows--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "key.open", key_display="⏎", id="rows.open"),
        Binding("up,k", "move(-1)", "key.up", show=False, id="rows.up"),
        Binding("down,j", "move(1)", "key.down", show=False, id="rows.down"),
        Binding("pageup", "page(-1)", "key.page_up", show=False, id="rows.page_up"),
        Binding("pagedown", "page(1)", "key.page_down", show=False, id="rows.page_down"),
        Binding("home,g", "edge(0)", "key.first", show=False, id="rows.first"),
        Binding("end,G", "edge(-1)", "key.last", show=False, id="rows.last"),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class OfRow(Message):
        """What happened to one row."""

        rows: "Rows"
        key: Any

        @property
        def control(self) -> "Rows":
            return self.rows

    class Chosen(OfRow):
        """Enter, or a double click."""

    class Moved(OfRow):
        """The cursor stands on another row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, empty: str = "") -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id, classes=classes)
        self._keys: Sequence[Any] = ()
        self._skip: Collection[Any] = ()
        self._draw: Draw = lambda keys, _: [Content("")] * len(keys)
        self._drawn: dict[tuple[int, int, bool, bool], Strip] = {}
        self.empty = empty
        """What is said where there are no rows."""

    @property
    def key(self) -> Any:
        """Of the row under the cursor; None without rows."""
        return self._keys[self.cursor] if 0 <= self.cursor < len(self._keys) else None

    @property
    def keys(self) -> Sequence[Any]:
        return self._keys

    def show(self, keys: Sequence[Any], draw: Draw, *, skip: Collection[Any] = ()) -> None:
        before, at = self.key, self.cursor
        self._keys, self._draw, self._skip = keys, draw, skip
        self._drawn.clear()
        self.virtual_size = Size(0, len(keys))
        self.set_reactive(Rows.cursor, self._place_of(before, at))
        self.refresh()
        if self.key != before:
            self._tell_moved()

    def point_at(self, key: Any) -> bool:
        """Put the cursor on a row; False when it is not there."""
        if key not in self._keys:
            return False
        self.cursor = self._keys.index(key)
        return True

    def _place_of(self, key: Any, otherwise: int) -> int:
        if key is not None and key in self._keys:
            return self._keys.index(key)
        return self._settled(max(0, min(otherwise, len(self._keys) - 1)), 1)

    def _settled(self, at: int, way: int) -> int:
        """The next row from `at` on that is no heading; back the other way when there is none."""
        for step in (way, -way):
            place = at
            while 0 <= place < len(self._keys):
                if self._keys[place] not in self._skip:
                    return place
                place += step
        return at

    def watch_cursor(self, before: int, after: int) -> None:
        for place in (before, after):
            self.refresh(Region(0, place - self.scroll_offset.y, self.size.width, 1))
        self.scroll_to_region(Region(0, after, 1, 1), animate=False, force=True)
        self._tell_moved()

    def _tell_moved(self) -> None:
        if self.key is not None:
            self.post_message(self.Moved(self, self.key))

    def action_move(self, step: int) -> None:
        self._go(self.cursor + step, step)

    def action_page(self, way: int) -> None:
        self._go(self.cursor + way * max(1, self.size.height - 1), way)

    def action_edge(self, which: int) -> None:
        self._go(0 if which == 0 else len(self._keys) - 1, 1 if which == 0 else -1)

    def _go(self, at: int, way: int) -> None:
        if self._keys:
            self.cursor = self._settled(max(0, min(at, len(self._keys) - 1)), way)

    def action_choose(self) -> None:
        if self.key is not None and self.key not in self._skip:
            self.post_message(self.Chosen(self, self.key))

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return bool(self._keys) if action == "choose" else True

    def on_click(self, event: events.Click) -> None:
        at = event.y + self.scroll_offset.y
        if 0 <= at < len(self._keys) and self._keys[at] not in self._skip:
            again, self.cursor = at == self.cursor and event.chain > 1, at
            if again:
                self.action_choose()

    def notify_style_update(self) -> None:
        self._drawn.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        width, at = self.size.width, y + self.scroll_offset.y
        if at >= len(self._keys):
            return self._blank(width, said_here=y == 0 and not self._keys)
        marked = at == self.cursor
        state = (at, width, marked, self.has_focus)
        if state not in self._drawn:
            self._drawn[state] = self._drawn_line(at, width, marked=marked)
        return self._drawn[state]

    def _drawn_line(self, at: int, width: int, *, marked: bool) -> Strip:
        (content,) = self._draw(self._keys[at : at + 1], width)
        style = self.get_visual_style("rows--cursor") if marked else self.visual_style
        strips = Visual.to_strips(self, content, width, 1, style, pad=True, apply_selection=False)
        return strips[0] if strips else Strip.blank(width, style.rich_style)

    def _blank(self, width: int, *, said_here: bool) -> Strip:
        style = self.visual_style
        if said_here and self.empty:
            content = Content.styled(self.empty, "$foreground-muted")
            strips = Visual.to_strips(self, content, width, 1, style, pad=True, apply_selection=False)
            return strips[0] if strips else Strip([Segment("")])
        return Strip.blank(width, style.rich_style)
