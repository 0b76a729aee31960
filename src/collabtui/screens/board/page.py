"""Board: actions by status, person, department or week, matters by step, as cards that keys move."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.message import Message
from textual.widget import Widget

from collabtui.domain.place import Place
from collabtui.lifecycle.actions.filtered_actions import around
from collabtui.screens.board.board_cards import BoardCards
from collabtui.screens.board.board_data import BOARDS, FIRST, BoardBy, BoardData, read_board
from collabtui.screens.dialogs.filter_input import FilterBar
from collabtui.screens.frame.paged_loader import LoadingPage
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.store.queries.actions import actions_by_id
from collabtui.widgets.cards.card_columns import CardColumns
from collabtui.widgets.cards.card_events import CardChosen, CardDropped, CardMoved, CardsNearEnd
from collabtui.widgets.cards.card_strips import CardLines
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.screens.board.board_commands import BoardCommands
    from collabtui.store.queries.rows.action_rows import ActionRow

FARTHER = 4
"""Times as many cards of a column are read once the cursor comes near the last of them."""
SIDES = 2
"""Columns on either side of those that are seen whose cards are read, too."""
KEPT = "board.by"


class BoardTabs(Widget):
    """One line: by what the cards stand in columns. A click chooses one."""

    class Picked(Message):
        def __init__(self, by: BoardBy) -> None:
            super().__init__()
            self.by = by

    def __init__(self, page: "Board") -> None:
        super().__init__(id="board-by")
        self._page = page

    def _tabs(self) -> list[tuple[BoardBy, Content]]:
        """Where room is short only the chosen one."""
        shown = [(by, self._tab(by)) for by in BOARDS]
        if sum(tab.cell_length for _, tab in shown) > self.size.width:
            return [one for one in shown if one[0] == self._page.by]
        return shown

    def _tab(self, by: BoardBy) -> Content:
        name = self._page.words(f"board.by.{by}")
        return as_content(f" {name} ", "bold reverse" if by == self._page.by else MUTED)

    def render(self) -> Content:
        return Content("").join(tab for _, tab in self._tabs())

    def on_click(self, event: events.Click) -> None:
        start = 0
        for by, tab in self._tabs():
            if start <= event.x < start + tab.cell_length:
                self.post_message(self.Picked(by))
            start += tab.cell_length


class BoardColumns(CardColumns):
    """Columns of which those without a card are as wide as their heading, where all can be seen so."""

    even = False


class Board(LoadingPage):
    CSS_PATH = "board.tcss"
    AUTO_FOCUS = "CardColumns"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "arrange(1)", "key.board_by", key_display="w", id="board.by"),
        Binding("slash", "filter", "key.filter", key_display="/", id="board.filter"),
        Binding("n", "new", "key.new_action", id="board.new"),
        Binding("e", "command('edit')", "key.edit", id="board.edit"),
        Binding("d", "command('done')", "key.done", id="board.done"),
        Binding("t", "command('postpone')", "key.postpone", id="board.postpone"),
        Binding("s", "command('nudge')", "key.nudge", id="board.nudge"),
        Binding("escape", "back", "key.back", show=False, id="board.back"),
    ]
    page = "board"
    of_a_line = ""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        kept = self.services.drafts.get(KEPT)
        self.by: BoardBy = next((one for one in BOARDS if one == kept), "status")
        self.line = ""
        self._data: BoardData | None = None
        self._limits: dict[str, int] = {}
        self._near: set[int] = set()

    def content(self) -> ComposeResult:
        yield BoardTabs(self)
        yield FilterBar(self.words, self.line)
        yield BoardColumns(id="board", classes="card", empty=self.words("board.none"))

    def on_mount(self) -> None:
        self.columns.focus()

    @property
    def columns(self) -> CardColumns:
        return self.query_one(CardColumns)

    @property
    def bar(self) -> FilterBar:
        return self.query_one(FilterBar)

    async def look_again(self) -> None:
        session, by, line, limits = self.session, self.by, self.line, dict(self._limits)
        near = self._near = self._wanted_columns()
        today, locale, me = session.today, self.words.locale, session.own_name
        data = await session.query(
            lambda reader: read_board(reader, by, line, around(reader, today, locale, me), near, limits)
        )
        if by != self.by:  # another arrangement was chosen meanwhile: it is read next
            return
        self._data = data
        cards = BoardCards(data, session, self.words)
        self.bar.show(data.around, data.problem)
        card_lines = CardLines(cards.least_lines, cards.whole_lines)
        self.columns.show(cards.columns() if self._has_cards(data) else [], cards.draw, card_lines)
        self.query_one(BoardTabs).refresh()
        self.refresh_bindings()
        if not self._wanted_columns() <= self._near:
            self.refresh_rows()

    def _has_cards(self, data: BoardData) -> bool:
        return bool(self.line) or any(one.total for one in data.columns)

    def _wanted_columns(self) -> set[int]:
        """The columns that are seen, and some beside them: of the others only the number of cards is known."""
        seen = self.columns.seen
        return set(range(max(0, seen.start - SIDES), seen.stop + SIDES))

    def on_resize(self) -> None:
        self.call_after_refresh(self._read_what_is_seen)

    @on(CardMoved, "#board")
    def _read_what_is_seen(self) -> None:
        if not self._wanted_columns() <= self._near:
            self.refresh_rows()

    @on(CardsNearEnd, "#board")
    def _near_end(self, event: CardsNearEnd) -> None:
        self._limits[event.column] = FARTHER * self._limits.get(event.column, FIRST)
        self.refresh_now()

    def point_at(self, place: Place) -> None:
        """An arrangement by its name; anything else is a filter."""
        found = next((by for by in BOARDS if by == place.ref), None)
        if found:
            self._arrange(found)
        else:
            self.line = place.ref
            self.bar.put(place.ref)
            self.refresh_now()

    def action_arrange(self, way: int) -> None:
        self._arrange(BOARDS[(BOARDS.index(self.by) + way) % len(BOARDS)])

    @on(BoardTabs.Picked)
    def _picked(self, event: BoardTabs.Picked) -> None:
        self._arrange(event.by)

    def _arrange(self, by: BoardBy) -> None:
        """Stand in the first column of the other arrangement."""
        self.by, self._limits, self._near = by, {}, set()
        self.services.drafts.keep(KEPT, by)
        self.columns.begin_anew()
        self.refresh_now()

    def action_filter(self) -> None:
        if self.by == "step":
            self.tell("board.no_filter")
        else:
            self.bar.open()

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self.line = event.line
        self.refresh_now()

    @on(FilterBar.Left)
    def _filter_left(self) -> None:
        self.columns.focus()

    def action_back(self) -> None:
        """Take the filter away."""
        self.line = ""
        self.bar.put("")
        self.columns.focus()
        self.refresh_now()

    @on(CardChosen, "#board")
    def _chosen(self, event: CardChosen) -> None:
        if event.key is not None:
            self._open_card(event.key)

    @work
    async def _open_card(self, card: int | str) -> None:
        await self._commands().open(card)

    @on(CardDropped, "#board")
    def _dropped(self, event: CardDropped) -> None:
        if event.column != event.home:
            self._carry(event)

    @work
    async def _carry(self, event: CardDropped) -> None:
        if self._data is not None:
            heading = BoardCards(self._data, self.session, self.words).heading(event.column)
            await self._commands().carry(event.key, event.column, heading)

    @work
    async def action_new(self) -> None:
        await self._commands().new()

    async def read_selection(self) -> "Sequence[ActionRow]":
        """The action of the card under the cursor: a value of the palette without a ref is for it."""
        card, today = self.columns.key, self.session.today
        if not isinstance(card, int):
            return ()
        return await self.session.query(lambda reader: actions_by_id(reader, [card], today=today))

    @work
    async def action_command(self, name: str) -> None:
        """Run it on the card under the cursor."""
        card = self.columns.key
        if card is not None and self.by != "step":
            commands = self._commands()
            await (commands.edit(card) if name == "edit" else commands.run(name, card))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "command" or not self.is_composed:
            return super().check_action(action, parameters)
        return (self.columns.key is not None and self.by != "step") or None

    def on_key(self, event: events.Key) -> None:
        """A key that has no use for what is under the cursor says so."""
        for binding in (*self._bound(self, event), *self._bound(self.columns, event)):
            action = parse(binding.action)[1]
            if action not in ("command", "carry") or not self._data:
                continue
            what, key = self.words(binding.description), self.app.get_key_display(binding)
            if self.columns.key is None:
                self.tell("board.no_card", key=key, what=what)
            elif self.by == "step" and action == "command":
                self.tell("board.no_action", key=key, what=what)

    def _bound(self, where: DOMNode, event: events.Key) -> "Sequence[Binding]":
        return keys_bound(where, self.app).get(event.key, ())

    def _commands(self) -> "BoardCommands":
        from collabtui.screens.board.board_commands import BoardCommands  # forms are more than the first look needs

        return BoardCommands(self, self.by)
