"""Week: meetings, what is due and owed, reminders to come and who is away, a column a day; a month as a grid."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from collabtui.domain.place import Place
from collabtui.screens.frame.paged_loader import LoadingPage
from collabtui.screens.week.card_details import LINES, CardDetails
from collabtui.screens.week.month_grid import MonthGrid
from collabtui.screens.week.week_cards import WeekCards, first_shown, head, month_days, week_days
from collabtui.screens.week.week_data import FIRST, Calendar, WeekData, calendar_of, end_of, read_month, read_week
from collabtui.widgets.cards.card_columns import CardColumns
from collabtui.widgets.cards.card_events import CardBeyond, CardChosen, CardDropped, CardMoved, CardsNearEnd
from collabtui.widgets.cards.card_strips import CardLines

if TYPE_CHECKING:
    from collabtui.screens.week.week_data import WeekCard

FARTHER = 4
"""Times as many actions of a day are read once the cursor comes near the last of them."""
WEEK = timedelta(days=7)
TALL = 4 * LINES
"""Rows of a terminal from which there is room below the days."""


class WeekColumns(CardColumns):
    """The days; one on which nothing is leaves its room to the others."""

    even = False


class CalendarWeek(LoadingPage):
    CSS_PATH = "week.tcss"
    AUTO_FOCUS = "CardColumns"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (TALL, "-tall")]  # noqa: RUF012  # Textual declares it so
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "plan", "key.new_meeting", id="week.new"),
        Binding("N", "meet_now", "key.meet_now", id="week.now"),
        Binding("t", "today", "key.to_today", id="week.today"),
        Binding("m", "month", "key.month", id="week.month"),
        Binding("e", "command('edit')", "key.edit", id="week.edit"),
        Binding("d", "command('done')", "key.done", id="week.done"),
        Binding("s", "command('send')", "key.send", id="week.send"),
        Binding("pagedown", "turn(1)", "key.page_later", id="week.next"),
        Binding("pageup", "turn(-1)", "key.page_earlier", show=False, id="week.previous"),
        Binding("escape", "back", "key.back", show=False, id="week.back"),
    ]
    page = "week"
    of_a_line = ""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.day = self.session.today
        """One of the week, or of the month, that is shown."""
        self._calendar = Calendar()
        self._data: WeekData | None = None
        self._limits: dict[date, int] = {}
        self._read_on = self.day

    def content(self) -> ComposeResult:
        yield Static(id="week-head")
        yield WeekColumns(id="week", classes="card")
        yield CardDetails(self.session, self.words)
        yield MonthGrid(self.session, self.words)

    def on_mount(self) -> None:
        self.columns.point_at(self.day)

    @property
    def columns(self) -> CardColumns:
        return self.query_one(CardColumns)

    @property
    def details(self) -> CardDetails:
        return self.query_one(CardDetails)

    @property
    def month(self) -> MonthGrid:
        return self.query_one(MonthGrid)

    @property
    def shows_month(self) -> bool:
        return self.has_class("-month")

    async def look_again(self) -> None:
        self._read_on = self.session.today
        session, days = self.session, month_days(self.day) if self.shows_month else week_days(self.day)
        self._calendar = await session.run_command(lambda acting: calendar_of(acting, days))
        now, zone, deadlines = session.now, session.zone, session.deadlines
        calendar, limits = self._calendar, self._limits
        if self.shows_month:
            found = await session.query(lambda reader: read_month(reader, days, now, zone, deadlines))
            self.month.show(found, calendar.days_off)
        else:
            data = await session.query(lambda reader: read_week(reader, days, now, zone, deadlines, calendar, limits))
            self._show(data)
        self._head()

    def _show(self, data: WeekData) -> None:
        self._data = data
        cards = WeekCards(data, self._calendar, self.session, self.words)
        self.columns.strips.draw_carried = cards.draw_carried
        self.columns.show(cards.columns(), cards.draw, CardLines(whole=cards.whole_lines, may_touch=True))
        self.details.show(data, self.columns)

    def _head(self) -> None:
        """Which week or month it is, and what is on."""
        data = None if self.shows_month else self._data
        shown = head(self.day, data, self.words, self.size.width - 2, month=self.shows_month)
        self.query_one("#week-head", Static).update(shown)

    def tick(self) -> None:
        super().tick()
        self._head()
        if self._read_on != self.session.today:
            self.refresh_now()

    def point_at(self, place: Place) -> None:
        """A day, in ISO 8601."""
        self._go(date.fromisoformat(place.ref))

    def _go(self, day: date, card: "WeekCard | None" = None) -> None:
        """Show that day, and stand on it."""
        self.day = day
        self.month.day = day
        self.columns.point_at(day, card)
        self.refresh_now()

    @on(CardMoved, "#week")
    def _moved(self, event: CardMoved) -> None:
        if isinstance(event.column, date):
            self.day = event.column
        self.details.follow(self.columns)

    @on(CardBeyond, "#week")
    def _beyond(self, event: CardBeyond) -> None:
        """Past Sunday comes Monday; what is carried comes along only within its week."""
        if not self.columns.places.carried:
            return self._go(self.day + timedelta(days=event.way))
        return self.tell("week.carry_within")

    @on(CardsNearEnd, "#week")
    def _near_end(self, event: CardsNearEnd) -> None:
        self._limits[event.column] = FARTHER * self._limits.get(event.column, FIRST)
        self.refresh_now()

    @on(MonthGrid.Moved)
    def _month_moved(self) -> None:
        other = self.month.day.month != self.day.month
        self.day = self.month.day
        if other:
            self.refresh_now()
        self._head()

    @on(MonthGrid.Chosen)
    def action_month(self) -> None:
        """The month of the marked day; once more, its week."""
        self.toggle_class("-month")
        self._go(self.day)
        (self.month if self.shows_month else self.columns).focus()

    def action_back(self) -> None:
        if self.shows_month:
            self.action_month()

    def action_today(self) -> None:
        self._go(self.session.today)

    def action_turn(self, way: int) -> None:
        """A week on or back, to its beginning, since only some of its days have room; of a month, a month."""
        if not self.shows_month:
            return self._go(first_shown(self.day + way * WEEK, self.session.today))
        first = self.day.replace(day=1)
        return self._go((first + timedelta(days=31) if way > 0 else first - timedelta(days=1)).replace(day=1))

    @on(CardChosen, "#week")
    def _chosen(self, event: CardChosen) -> None:
        if event.key is not None:
            self._open_card(event.key)

    @work
    async def _open_card(self, card: "WeekCard") -> None:
        await self._commands().open(card)

    @on(CardDropped, "#week")
    def _dropped(self, event: CardDropped) -> None:
        self._carry(event)

    @work
    async def _carry(self, event: CardDropped) -> None:
        card, start = event.key, None
        if self._data and card.kind == "meeting" and (event.column, event.steps) != (event.home, 0):
            cards = WeekCards(self._data, self._calendar, self.session, self.words)
            start = cards.moved_start(card, event.column, event.steps)
        if event.column != event.home or start is not None:
            await self._commands().carry(card, event.column, start)

    @work
    async def action_plan(self) -> None:
        await self._commands().plan(self.day, self._marked_end())

    def _marked_end(self) -> datetime | None:
        """When the meeting under the cursor ends; None where there is none."""
        card, data = self.columns.key, self._data
        if self.shows_month or data is None or card is None or card.kind != "meeting":
            return None
        return end_of(data.meetings[card.key], self.session.zone)

    @work
    async def action_meet_now(self) -> None:
        await self._commands().meet_now()

    @work
    async def action_command(self, name: str) -> None:
        """Run it on the card under the cursor."""
        card = None if self.shows_month else self.columns.key
        if card is not None:
            commands = self._commands()
            await {"edit": commands.edit, "done": commands.done, "send": commands.send}[name](card)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action != "command" or not self.is_composed:
            return super().check_action(action, parameters)
        card = None if self.shows_month else self.columns.key
        kinds = {"edit": ("meeting", "action"), "done": ("action",), "send": ("meeting", "action")}
        return (card is not None and card.kind in kinds[str(parameters[0])]) or None

    def _commands(self) -> Any:
        from collabtui.screens.week.week_commands import WeekCommands  # dialogs are more than the first look needs

        return WeekCommands(self)
