"""Six weeks as a grid under one cursor: in each day its meetings and what is due, as far as there is room for it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from collabtui.screens.week.month_layout import NAMES, MonthLayout
from collabtui.screens.week.week_cards import month_days
from collabtui.screens.week.week_data import MonthDay, start_of
from collabtui.text.width import cells
from collabtui.widgets.colours import ACCENT, MUTED, WARNING
from collabtui.widgets.line import Cell, as_content, line, tamed
from collabtui.widgets.listing import CUT, CursorMoved, Listing
from collabtui.widgets.row_strips import RowStrips
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.week_rows import WeekMeetingRow
    from collabtui.text.catalogue import Catalogue

WEEK = timedelta(days=7)
ROOM_FOR_TITLE = 22
"""Columns of a day from which the time of a meeting stands before its title, 16 of them for the title."""
LINED = 14
"""Columns of a day from which a line parts it from the next, and what is due is rather cut than counted alone."""
LEAST_CUT = 16
"""Columns, of all lines together, from which it is cut in a narrower day, too."""
WHOLE = 6
"""Lines on which every title is whole."""
LEAST_FOR_TITLE = 10
"""The same from which it has its title at all, without the time, on as many lines as are free."""


def worthiest(counts: list[Content], room: int) -> list[Content]:
    """The first of them that have room, one at least: half a count is a wrong one."""
    many = len(counts)
    while many > 1 and Content(" ").join(counts[:many]).cell_length > room:
        many -= 1
    return counts[:many]


def in_lines(
    texts: Sequence[tuple[Cell, ...]], width: int, room: int, *, rather_cut: bool = True
) -> list[list[Content]]:
    """The first of them that have room in so many lines, each on as many as it takes: the first one alone may be rather
    cut than left out."""
    shown: list[list[Content]] = []
    for cells_of in texts:
        lines = line(width, *cells_of, most=WHOLE).split("\n")
        if len(lines) > room and (shown or not room or not rather_cut):
            break
        lines = lines if len(lines) <= room else line(width, *cells_of, most=room).split("\n")
        shown.append(lines)
        room -= len(lines)
    return shown


def _letters(text: str) -> str:
    return "".join(text.split())


class MonthGrid(Widget, Listing, can_focus=True):
    """Hidden until it is wanted. Past its edges the month before, or the next one, is shown."""

    DEFAULT_CSS = """
    MonthGrid { height: 1fr; display: none; }
    MonthGrid > .month--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: $block-cursor-text-style;
    }
    MonthGrid:nocolor > .month--cursor { text-style: bold reverse; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"month--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "key.open_week", key_display="⏎", id="month.open"),
        Binding("left,h", "move(-1)", "key.column_left", show=False, id="month.left"),
        Binding("right,l", "move(1)", "key.column_right", show=False, id="month.right"),
        Binding("up,k", "move(-7)", "key.up", show=False, id="month.up"),
        Binding("down,j", "move(7)", "key.down", show=False, id="month.down"),
    ]

    class Moved(CursorMoved):
        """The cursor stands on another day."""

    class Chosen(Message):
        """Enter, or a double click."""

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        super().__init__(id="month")
        self.session, self.words = session, words
        self.day = session.today
        self.filled = False
        self.empty = self.unread = ""
        self._days: Mapping[date, MonthDay] = {}
        self._days_off: frozenset[date] = frozenset()
        self._strips = RowStrips(self._get_style)
        self._laid_out: tuple[tuple[object, ...], MonthLayout] | None = None

    @property
    def days(self) -> Sequence[date]:
        return month_days(self.day)

    def show(self, days: Mapping[date, MonthDay], days_off: frozenset[date]) -> None:
        self._days, self._days_off, self._laid_out = days, days_off, None
        self.draw_again()
        self.post_message(CursorMoved())
        if not self.filled:
            self.filled = True
            self.post_message(Rows.Filled())

    def draw_again(self) -> None:
        self.refresh()

    def sync_terminal_cursor(self) -> None:
        """There is none to be kept: a grid is read day by day."""

    def notify_style_update(self) -> None:
        self._strips.forget_styles()
        super().notify_style_update()

    def whole_line(self) -> str:
        return " ".join(one.plain for one in self._lines(self.day, 400, 40))

    def drawn_line(self) -> str:
        """A title that is counted and not named is cut, too."""
        layout, at = self._layout, self.days.index(self.day)
        lines = self._lines(self.day, layout.widths[at % 7] - 1, layout.heights[at // 7] - layout.ruled)
        drawn, found = "\n".join(one.plain for one in lines), self._days.get(self.day, MonthDay())
        named = (*(row["title"] for row in found.meetings), *found.titles)
        return drawn + CUT * any(_letters(tamed(title)) not in _letters(drawn) for title in named)

    def action_move(self, days: int) -> None:
        self.go(self.day + timedelta(days=days))

    def go(self, day: date) -> None:
        self.day = day
        self.refresh()
        self.post_message(self.Moved())

    def action_choose(self) -> None:
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        place, layout = event.get_content_offset(self), self._layout
        if place is None or place.y < NAMES:
            return
        index = layout.week_at(place.y)[0] * 7 + layout.day_at(place.x)
        if index < len(self.days):
            again = self.days[index] == self.day and event.chain > 1
            self.go(self.days[index])
            if again:
                self.action_choose()

    @property
    def _layout(self) -> MonthLayout:
        """By what the days of the month that is shown have to say; found once for it."""
        (width, height), days = self.content_size, self.days
        known = (width, height, days[0], self.words.locale)
        if self._laid_out is None or self._laid_out[0] != known:
            layout = MonthLayout.of_width(width, [self._is_off(days[at::7]) for at in range(7)])
            needs = [
                max(len(self._lines(day, own - 1, WHOLE * 2)) for day, own in zip(week, layout.widths, strict=True))
                for week in (days[at : at + 7] for at in range(0, len(days), 7))
            ]
            self._laid_out = known, layout.with_heights(height, needs)
        return self._laid_out[1]

    def _is_off(self, days: Sequence[date]) -> bool:
        """Whether on these days, as far as they are of the month, nobody works or meets."""
        own = [day for day in days if day.month == self.day.month]
        return all(day in self._days_off and not self._days.get(day, MonthDay()).meetings for day in own)

    def render_line(self, y: int) -> Strip:
        layout, room, style = self._layout, self.content_size.width, self.visual_style
        if y < NAMES:
            names = zip(range(7), layout.widths, strict=True)
            cells_of = [
                as_content(self.words(f"date.weekday.{at}"), MUTED).truncate(own, pad=True) for at, own in names
            ]
            return self._strips.strip(Content("").join(cells_of), room, style)
        week, at = layout.week_at(y)
        if week >= len(layout.heights):
            return Strip.blank(room, style.rich_style)
        height = layout.heights[week] - layout.ruled
        if at == height:
            rule = "┼".join("─" * (own - 1) for own in layout.widths)
            ruled = as_content(f"{rule}{'─' * (room - len(rule))}" if week < 5 else "", "$foreground-disabled")
            return self._strips.strip(ruled, room, style)
        is_lined = max(layout.widths) >= LINED
        edge = self._strips.strip(as_content("│" if is_lined else "", "$foreground-disabled"), 1, style)
        last = self._strips.strip(Content(""), max(0, room - sum(layout.widths) + 1), style)
        parts: list[Strip] = []
        for place, day in enumerate(self.days[week * 7 : week * 7 + 7]):
            parts += [self._part(day, at, layout.widths[place] - 1, height), edge if place < 6 else last]
        return Strip.join(parts)

    def _part(self, day: date, at: int, width: int, height: int) -> Strip:
        lines = self._lines(day, width, height)
        content = lines[at] if at < len(lines) else Content("")
        if day == self.day and self.has_focus:
            cursor = self.get_visual_style("month--cursor")
            reverse = self.get_component_styles("month--cursor").text_style.reverse
            return self._strips.strip(
                content, width, cursor, Style(cursor.background, cursor.foreground, reverse=reverse)
            )
        return self._strips.strip(content, width, self.visual_style)

    def _lines(self, day: date, width: int, height: int) -> list[Content]:
        """The number of the day with what is counted; below it meetings and what is due, whole, as far as there is room
        for them: the others are counted."""
        found = self._days.get(day, MonthDay())
        if height == 1 or width + 1 < LEAST_FOR_TITLE:
            return self._head(day, found, 0, 0, width, height)[:height]
        lines: list[Content] = []
        for for_head in (1, 2):  # counts may take a line of their own: who gives way to it is counted there
            meetings = in_lines([self._named(row, width) for row in found.meetings], width, height - for_head)
            left = height - for_head - sum(map(len, meetings))
            named = [((as_content(f"◆ {title}"), 0),) for title in found.titles]
            due = in_lines(named, width, left, rather_cut=width + 1 >= LINED or width * left >= LEAST_CUT)
            head = self._head(day, found, len(meetings), len(due), width, height)
            lines = [*head, *(part for one in (*meetings, *due) for part in one)]
            if len(head) <= for_head:
                break
        return [one.truncate(width, ellipsis=True) for one in lines[:height]]

    def _head(self, day: date, found: MonthDay, meetings: int, due: int, width: int, height: int) -> list[Content]:
        """The number of the day, and what is counted of it: of meetings and of what is due all but those named."""
        head = self._number(day, width)
        counts = self._counts(found, len(found.meetings) - meetings, found.due - due)
        counts = worthiest(counts, width - cells(head.plain) if height == 1 else width)
        together = Content(" ").join([head, *counts])
        if together.cell_length < width:
            return [together]
        # a column more than between the parts of a day, so that a count is no part of the next day's number
        return [head + Content("").join(counts)] if height == 1 else [head, Content(" ").join(counts)]

    def _named(self, row: "WeekMeetingRow", width: int) -> tuple[Cell, ...]:
        title = (as_content(row["title"]), 0)
        if width + 1 < ROOM_FOR_TITLE:
            return (title,)
        return (as_content(f"{start_of(row, self.session.zone):%H:%M}"), 5), title

    def _number(self, day: date, width: int) -> Content:
        """With the month where it begins, and where that has room."""
        other = day.month != self.day.month
        long = self.words.short_day(day)
        name = long if day.day == 1 and cells(long) <= width else str(day.day)
        if day == self.session.today:
            return as_content(name, f"bold reverse {ACCENT}")
        return as_content(name, "$foreground-disabled" if other else MUTED if day in self._days_off else "bold")

    def _counts(self, found: MonthDay, meetings: int, due: int) -> list[Content]:
        """`●2 ◆5 ✎1 ⊘1`: meetings and due actions that are not named, what is owed, people who are away."""
        signs = (("●", meetings, ACCENT), ("◆", due, ""), ("✎", found.duties, WARNING), ("⊘", found.away, MUTED))
        return [as_content(f"{sign}{n}", style) for sign, n, style in signs if n]
