"""Columns of cards under one cursor, as a board or a week has them. It draws what is seen, and asks for no more."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from collabtui.text.width import wrapped
from collabtui.widgets.cards.card_events import CardBeyond, CardChosen, CardDropped, CardMoved, CardsNearEnd
from collabtui.widgets.cards.card_places import CardColumn, CardPlaces
from collabtui.widgets.cards.card_strips import (
    HEAD,
    LEAST,
    THREE_LINES,
    CardLines,
    CardStrips,
    DrawCards,
    Layout,
    Look,
    Painted,
    layout_of,
    painted,
)
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content
from collabtui.widgets.listing import Listing, drawn_in_reach
from collabtui.widgets.rows import Rows

NEAR = 10
"""Rows before the last that was read."""
KEYS: list[BindingType] = [
    Binding("enter", "choose", "key.open", key_display="⏎", id="cards.open"),
    Binding("enter", "put_down", "key.put_down", key_display="⏎", id="cards.put_down"),
    Binding("left,h", "step(-1)", "key.column_left", show=False, id="cards.left"),
    Binding("right,l", "step(1)", "key.column_right", show=False, id="cards.right"),
    Binding("up,k", "move(-1)", "key.up", show=False, id="cards.up"),
    Binding("down,j", "move(1)", "key.down", show=False, id="cards.down"),
    Binding("home,g", "edge(0)", "key.first", show=False, id="cards.first"),
    Binding("end,G", "edge(-1)", "key.last", show=False, id="cards.last"),
    Binding("H,shift+left", "carry(-1)", "key.carry", key_display="H/L", id="cards.carry_left"),
    Binding("L,shift+right", "carry(1)", "key.carry", show=False, system=True, id="cards.carry_right"),
    Binding("escape", "put_back", "key.put_back", id="cards.put_back"),
]


class CardColumns(Widget, Listing, can_focus=True):
    """`show(columns, draw)` may be called at every change. A card that is carried with H and L stands where it would
    go; Enter puts it down there, Esc puts it back."""

    DEFAULT_CSS = """
    CardColumns { height: 1fr; }
    CardColumns > .cards--cursor, CardColumns > .cards--carried {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    CardColumns > .cards--carried { background: $warning 40%; color: $text; text-style: bold; }
    CardColumns:nocolor > .cards--cursor { text-style: bold reverse; }
    CardColumns:nocolor > .cards--carried { text-style: bold reverse underline; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"cards--cursor", "cards--carried"}
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    even: ClassVar[bool] = True
    """Whether all columns are of one width, also those without a card."""

    def __init__(self, *, id: str | None = None, classes: str | None = None, empty: str = "") -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id, classes=classes)
        self.places = CardPlaces()
        self.filled = False
        self.empty = empty
        self.unread = ""
        self.strips = CardStrips(self._get_style)
        self._card_lines = THREE_LINES
        self._towards: tuple[Any, Any] | None = None
        self._state = (True, False)
        self._painted: Painted | None = None
        self._look: Look | None = None

    @property
    def key(self) -> Any:
        return self.places.card

    @property
    def column(self) -> Any:
        """The key of the column with the cursor; None without columns."""
        return self.places.column.key if self.places.column else None

    def show(self, columns: Sequence[CardColumn], draw: DrawCards, card_lines: CardLines = THREE_LINES) -> None:
        before = (self.column, self.key)
        self._card_lines = card_lines
        self.places.show(columns, self._towards)
        self.strips.draw = drawn_in_reach(self, draw, (Content(""),))
        if columns:
            self._towards = None
        self.draw_again()
        if not self.filled:
            self.filled = True
            self.post_message(Rows.Filled())
        if (self.column, self.key) != before:
            self._tell_moved()

    def point_at(self, column: Any, card: Any = None) -> None:
        """Put the cursor there, now or as soon as that column is shown."""
        if self.places.point_at(column, card):
            self._tell_moved()
        else:
            self._towards = (column, card)

    def begin_anew(self) -> None:
        """Other columns come: the cursor begins in the first of them that has a card."""
        self.places = CardPlaces()

    @property
    def seen(self) -> range:
        """The indices of the columns that are seen; before there are any, of those there is room for."""
        return self._layout().seen if self.places.columns else range((self.content_size.width + 1) // LEAST)

    def left(self) -> Any:
        return (self.column, self.key) if self.column is not None else None

    def resume(self, left: Any) -> None:
        self._towards = left

    def draw_again(self) -> None:
        self._painted = None
        self.strips.forget()
        self.refresh()

    def notify_style_update(self) -> None:
        self.strips.forget_styles()
        self._look = None
        super().notify_style_update()

    def whole_line(self) -> str:
        return "" if self.key is None else self.strips.whole_card(self.key)

    def drawn_line(self) -> str:
        return "" if self.key is None else self.strips.drawn_card(self.places, self._layout())

    def sync_terminal_cursor(self) -> None:
        if self.has_focus and self.column is not None:
            layout = self._layout()
            x = layout.left(self.places.at)
            stack = self.strips.stack(self.places, layout, self.places.at)
            y = HEAD + stack.begin(self.places.row - stack.top)
            self.app.cursor_position = self.content_region.offset + Offset(x, y)

    def on_focus(self) -> None:
        self.sync_terminal_cursor()

    def _tell_moved(self) -> None:
        """Draws what has changed, and no more: a key that is held paints two cards."""
        column, places = self.places.column, self.places
        state = (self.key is None, places.carried is not None)
        if state != self._state:
            self._state = state
            self.refresh_bindings()
        self._paint()
        self.sync_terminal_cursor()
        if column is None:
            return
        self.post_message(CardMoved(self, column.key, self.key))
        if len(column.cards) < column.total and places.row >= len(column.cards) - NEAR:
            self.post_message(CardsNearEnd(self, column.key, self.key))

    def _paint(self) -> None:
        layout, before = self._layout(), self._painted
        stack = self.strips.stack(self.places, layout, self.places.at) if self.places.columns else None
        self._painted = painted(self.places, layout, stack)
        if before is None or self.places.carried or before.view != self._painted.view:
            self.refresh()
        else:
            self.refresh(before.card, self._painted.card)

    def action_step(self, way: int) -> None:
        beyond = not self.places.step(way)
        self.post_message(CardBeyond(self, self.column, self.key, way)) if beyond else self._tell_moved()

    def action_move(self, way: int) -> None:
        self.places.move(way)
        self._tell_moved()

    def action_edge(self, which: int) -> None:
        self.places.to_edge(which)
        self._tell_moved()

    def action_carry(self, way: int) -> None:
        if self.places.pick_up():
            self.action_step(way)

    def action_put_back(self) -> None:
        self.places.put_back()
        self._tell_moved()

    def action_choose(self) -> None:
        if self.column is not None:
            self.post_message(CardChosen(self, self.column, self.key))

    def action_put_down(self) -> None:
        carried, column = self.places.carried, self.places.column
        if carried is None or column is None:
            return
        home = self.places.columns[carried.home]
        self.places.put_back()  # the cursor goes with it as soon as it is elsewhere
        self.post_message(CardDropped(self, column.key, carried.card, home.key, carried.steps))
        self._tell_moved()

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        carries = self.places.carried is not None
        if action in ("put_back", "put_down"):
            return carries
        if action == "choose":
            return self.key is not None and not carries
        return carries or self.key is not None if action == "carry" else True

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        hit = place and self.strips.card_at(self.places, self._layout(), place.x, place.y)
        if not hit:
            return
        again = (self.places.at, self.places.row) == hit and event.chain > 1
        self.places.at, self.places.row = hit
        self._tell_moved()
        if again:
            self.action_choose()

    def _layout(self) -> Layout:
        return layout_of(self.places, *self.content_size, even=self.even, card_lines=self._card_lines)

    def render_line(self, y: int) -> Strip:
        if not self.places.columns:
            sentence = self.empty if self.filled else self.unread
            lines = wrapped(" ".join(sentence.split()), max(1, self.content_size.width)).split("\n")
            text = dict(enumerate(lines)).get(y, "")
            return self.strips.plain(as_content(text, MUTED), self.content_size.width, self.visual_style)
        return self.strips.line(self.places, self._layout(), y, self._dressed())

    def _dressed(self) -> Look:
        """The same object as long as it looks the same: a line is drawn from parts that are kept with it."""
        plain, focused = self.visual_style, self.has_focus
        if self._look is None or (self._look.plain, self._look.focused) != (plain, focused):
            self._look = Look(plain, _styled(self, "cursor"), _styled(self, "carried"), focused=focused)
        return self._look


def _styled(part: Widget, name: str) -> Style:
    found = part.get_visual_style(f"cards--{name}")
    reverse = part.get_component_styles(f"cards--{name}").text_style.reverse  # which a visual style leaves out
    return Style(found.background, found.foreground, bold=found.bold, reverse=reverse)
