"""A list of rows under a cursor, each on one line or two. It draws only what is visible, so it takes any number."""

from collections.abc import Collection, Hashable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from collabtui.widgets.listing import CursorMoved, Listing, drawn_in_reach
from collabtui.widgets.row_places import LeftRow, next_place
from collabtui.widgets.row_strips import Draw, RowStrips, RowWindow, blank_drawn_once, in_place_of_rows, sentence_lines

OPENED = "-opened"
"""The class of a list beside whose rows stands what one of them opens: its row is marked wherever the focus is."""
Key = Hashable

STYLE = """
Rows { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis; }
Rows:focus > .rows--cursor {
    background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
}
Rows:nocolor:focus > .rows--cursor { text-style: bold reverse; }
Rows.-opened > .rows--cursor { background: $primary 30%; color: $text; text-style: bold; }
Rows.-opened:focus > .rows--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
Rows.-opened:nocolor > .rows--cursor { text-style: bold underline; }
Rows.-opened:nocolor:focus > .rows--cursor { text-style: bold reverse; }
"""
KEYS: list[BindingType] = [
    Binding("enter", "choose", "key.open", key_display="⏎", id="rows.open"),
    Binding("up,k", "move(-1)", "key.up", show=False, id="rows.up"),
    Binding("down,j", "move(1)", "key.down", show=False, id="rows.down"),
    Binding("pageup", "page(-1)", "key.page_up", show=False, id="rows.page_up"),
    Binding("pagedown", "page(1)", "key.page_down", show=False, id="rows.page_down"),
    Binding("home,g", "edge(0)", "key.first", show=False, id="rows.first"),
    Binding("end,G", "edge(-1)", "key.last", show=False, id="rows.last"),
]


class Rows(ScrollView, Listing, can_focus=True, inherit_bindings=False):
    """Give it keys and a function that draws; it keeps its cursor on the same key when the rows change.

    `show(keys, draw)` may be called at every change: what is not visible costs nothing, be it 100 000 rows, so `draw`
    may read what it draws from the store. It is asked for a screenful at a time; a row has a line, or two. Rows in
    `skip` are headings: the cursor passes over them. A list scrolls up and down alone, so ← and → are its page's."""

    DEFAULT_CSS = STYLE
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = KEYS
    cursor: reactive[int] = reactive(0, repaint=False)

    class OfRow(Message):
        """An event of one row."""

        def __init__(self, rows: "Rows", key: Any) -> None:
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> "Rows":
            return self.rows

    class Chosen(OfRow):
        """Enter, or a double click."""

    class Moved(OfRow, CursorMoved):
        """The cursor stands on another row."""

    class Filled(Message):
        """It was told for the first time which rows there are, be it none."""

    class Resized(Message):
        """There is another width to wrap lines in, or another height."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, empty: str = "") -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id, classes=classes)
        self.filled = False
        """Whether it was ever told which rows there are."""
        self._skip: Collection[Any] = ()
        self._strips, self.left_row = RowStrips(self._get_style), LeftRow()
        self.window = RowWindow(self._strips, lambda: (self.scroll_offset.y, *self.scrollable_content_region.size))
        self.empty, self.unread = empty, ""
        """What is said where there are no rows, and until it is known whether there are."""

    @property
    def key(self) -> Any:
        """Of the row under the cursor; None without rows."""
        return self.keys[self.cursor] if 0 <= self.cursor < len(self.keys) else None

    @property
    def keys(self) -> Sequence[Any]:
        return self.window.keys

    def is_skipped(self, key: Any) -> bool:
        return key in self._skip

    def show(self, keys: Sequence[Any], draw: Draw, *, skip: Collection[Any] = ()) -> None:
        before, at, line = self.key, self.cursor, self.cursor - self.scroll_offset.y
        if bool(len(keys)) != bool(len(self.keys)):
            self.refresh_bindings()  # whether there is something to open
        self.window.keys, self.window.draw, self._skip = keys, drawn_in_reach(self, draw, Content("")), skip
        if not self.filled:
            self.filled = True
            self.post_message(self.Filled())
        self.window.forget()
        self.set_reactive(Rows.cursor, self.left_row.place(keys, skip, before, at))
        self._measure()
        self.scroll_to(y=max(0, self.cursor - line), animate=False)
        if 0 <= line < self.size.height:
            self._bring_in(self.cursor)
        self.refresh()
        self.sync_terminal_cursor()
        if self.key != before:
            self._tell_moved()

    def draw_again(self) -> None:
        """Something in the rows has changed, or in how they are drawn."""
        self.window.forget()
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(0, self.window.scroll_height(max(self.cursor, self.scroll_offset.y)))

    def _bring_in(self, at: int) -> None:
        """Scroll as little as the whole row at `at` needs to be seen."""
        self.scroll_to(y=self.window.top_showing(at), animate=False, force=True)

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return self.window.content_height(width) or len(sentence_lines(in_place_of_rows(self), width))

    def point_at(self, key: Any) -> bool:
        """Put the cursor on a row; False when it is not there."""
        try:
            self.cursor = self.keys.index(key)
        except ValueError:
            return False
        return True

    def watch_cursor(self, before: int, after: int) -> None:
        for y, (at, _) in enumerate(self.window.lines(), self.window.above):
            if at in (before, after):
                self.refresh(Region(0, y, self.size.width, 1))
        self._measure()
        self._bring_in(after)
        self.sync_terminal_cursor()
        self._tell_moved()

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self.sync_terminal_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._measure()
        self.sync_terminal_cursor()

    def sync_terminal_cursor(self) -> None:
        """Its own cursor, though nobody sees it, stands where ours does: that is where screen readers read."""
        if self.has_focus:
            self.app.cursor_position = self.content_region.offset + Offset(0, self.window.line_of(self.cursor))

    def _tell_moved(self) -> None:
        if self.key is not None:
            self.post_message(self.Moved(self, self.key))

    def action_move(self, step: int) -> None:
        self._go(self.cursor + step, step)

    def action_page(self, way: int) -> None:
        self._go(self.cursor + way * max(1, self.window.count - 1), way)

    def action_edge(self, which: int) -> None:
        self._go(0 if which == 0 else len(self.keys) - 1, 1 if which == 0 else -1)

    def _go(self, at: int, way: int) -> None:
        if self.keys:
            self.cursor = next_place(self.keys, self._skip, at, way)

    def action_choose(self) -> None:
        if self.key is not None and not self.is_skipped(self.key):
            self.post_message(self.Chosen(self, self.key))

    def whole_line(self) -> str:
        return "" if self.key is None else self.window.whole(self.cursor)

    def drawn_line(self) -> str:
        return "" if self.key is None else self.window.drawn(self.cursor)

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        return bool(self.keys) if action == "choose" else True

    def row_at(self, event: events.Click) -> int | None:
        place = event.get_content_offset(self)
        return self.window.row_on(place.y) if place else None

    def on_click(self, event: events.Click) -> None:
        at = self.row_at(event)
        if at is not None and self.keys[at] not in self._skip:
            again, self.cursor = at == self.cursor and event.chain > 1, at
            if again:
                self.action_choose()

    def on_resize(self) -> None:
        self.post_message(self.Resized())
        self.sync_terminal_cursor()
        self._measure()
        # as little above as the cursor needs: a list that was low while its page was laid out is not left scrolled
        self.scroll_to(y=self.window.first_above(self.cursor), animate=False, force=True)

    def notify_style_update(self) -> None:
        self._strips.forget_styles()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        top, height = self.content_offset.y, self.scrollable_content_region.height
        below = top + self.window.above + len(self.window.lines()) if self.keys else top + height
        return blank_drawn_once(super().render_lines, crop, range(below, top + height))

    def render_line(self, y: int) -> Strip:
        above, width, lines = self.window.above, self.scrollable_content_region.width, self.window.lines()
        if y < above:
            return self._strips.strip(self.window.heads(), width, self.visual_style)
        if y - above >= len(lines):
            return self._strips.below(in_place_of_rows(self), y - above, width, self.visual_style)
        at, part = lines[y - above]
        pointed = at == self.cursor
        state = (at, part, width, pointed, self.has_focus, self.window.sign(at))
        line = self._strips.drawn.get(state)
        if line is None:
            line = self._strips.drawn[state] = self._drawn(self.window.line(at, part), width, pointed=pointed)
        return line

    def _drawn(self, content: Content, width: int, *, pointed: bool) -> Strip:
        if not (pointed and (self.has_focus or self.has_class(OPENED))):
            return self._strips.strip(content, width, self.visual_style)
        cursor = self.get_visual_style("rows--cursor")
        reverse = self.get_component_styles("rows--cursor").text_style.reverse  # which a visual style leaves out
        return self._strips.strip(content, width, cursor, Style(cursor.background, cursor.foreground, reverse=reverse))
