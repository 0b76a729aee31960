"""The cards of a week as they are drawn: a line on what it is and when, below it the title."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, cast

from textual.content import Content

from collabtui.domain.meetings.booking_conflicts import GRID
from collabtui.screens.meetings.meeting_marks import MARKS
from collabtui.screens.week.week_data import Calendar, WeekCard, WeekData, start_of, times_shown
from collabtui.store.queries.actions import actions_by_id
from collabtui.text.width import cells
from collabtui.widgets.cards.card_places import CardColumn
from collabtui.widgets.cards.card_stack import CARD
from collabtui.widgets.cards.card_strips import titled
from collabtui.widgets.colours import ACCENT, LATE, MUTED, WARNING
from collabtui.widgets.line import as_content, between, name_within

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.week_rows import AwayRow
    from collabtui.text.catalogue import Catalogue


FEW = 12
"""Cards of a day that may have room for more than two lines of a title each."""
LONGEST = 6
"""Lines of a card at most."""


class WeekCards:
    """The columns of a week, one a day, and the lines of its cards."""

    def __init__(self, data: WeekData, calendar: Calendar, session: "Session", words: "Catalogue") -> None:
        self.data, self.calendar, self.session, self.words = data, calendar, session, words
        self._whole: dict[int, int] = {}

    def whole_lines(self, width: int) -> int:
        """The lines of the card that takes most, where none is cut; not asked of days with many cards."""
        if width not in self._whole:
            few = [card for day in self.data.days if self.data.totals[day] <= FEW for card in self.data.cards[day]]
            self._whole[width] = max(map(len, self.draw(few, width, LONGEST)), default=CARD)
        return self._whole[width]

    def columns(self) -> list[CardColumn]:
        return [
            CardColumn(
                day,
                self._heading(day),
                self.data.cards[day],
                self.data.totals[day],
                self._style(day),
                self._brief(day),
                counted=False,
            )
            for day in self.data.days
        ]

    def _heading(self, day: date) -> str:
        today = day == self.session.today
        name = self.words("week.today", day=self.words.day(day)) if today else self.words.day(day)
        return f"{name} · {self.words('week.day_off')}" if day in self.calendar.days_off else name

    def _brief(self, day: date) -> str:
        """The heading without the month, which the head of the page has: 18 columns are enough for it."""
        off = f" {self.words('week.day_off')}" if day in self.calendar.days_off else ""
        name = f"{self.words(f'date.weekday.{day.weekday()}')} {day.day}{off}"
        return self.words("week.today", day=name) if day == self.session.today else name

    def _style(self, day: date) -> str:
        return ACCENT if day == self.session.today else MUTED if day in self.calendar.days_off else ""

    def draw(self, keys: Sequence[WeekCard], width: int, most: int) -> list[list[Content]]:
        ids = [cast("int", one.key) for one in keys if one.kind == "action"]
        rows = iter(actions_by_id(self.session.reader, ids, today=self.session.today))
        return [
            self._action(next(rows), width, most) if one.kind == "action" else list(self._lines(one, width, most))
            for one in keys
        ]

    def draw_carried(self, card: WeekCard, day: date, steps: int, width: int) -> list[Content]:
        """The card where it would go: a meeting with its new time."""
        if card.kind != "meeting" or card.key not in self.data.meetings:
            return self.draw([card], width, CARD)[0]
        return self._meeting(str(card.key), width, CARD, self.moved_start(card, day, steps))

    def moved_start(self, card: WeekCard, day: date, steps: int) -> datetime:
        """The start of a meeting that is carried to that day: as late on the wall, and so many half hours later."""
        start = start_of(self.data.meetings[str(card.key)], self.session.zone)
        wall = start.replace(year=day.year, month=day.month, day=day.day, tzinfo=None) + steps * GRID
        return wall.replace(tzinfo=self.session.zone)

    def _lines(self, card: WeekCard, width: int, most: int) -> Iterator[Content]:
        key, words = str(card.key), self.words
        if card.kind == "meeting":
            yield from self._meeting(key, width, most)
        elif card.kind == "away":
            row = self.data.away[key]
            yield as_content(f"⊘ {row['name']}", MUTED)
            yield as_content(words("week.away", until=words.short_day(date.fromisoformat(row["last"]))), MUTED)
        elif card.kind == "reminder":
            reminded = words("week.reminders", n=sum(self.data.reminders[date.fromisoformat(key)].values()))
            at = f"✉ {self.calendar.at}"
            below = titled(reminded, width, most, MUTED)
            fits = len(below) < most
            yield from [as_content(at, MUTED), *below] if fits else titled(f"{at} {reminded}", width, most, MUTED)
        else:
            duty = self.data.duties[key]
            late = duty.is_late(self.session.now)
            due = duty.due.astimezone(self.session.zone)
            clock = f"{due:%H:%M} " if due.time() != datetime.min.time() else ""
            owed = words(f"week.{duty.kind}")
            fits = cells(f"✎ {clock}{owed}") <= width
            yield as_content(f"✎ {clock if fits else ''}{owed}", LATE if late else WARNING)
            yield from titled(f"{duty.ref} {duty.title}", width, most - 1)

    def _meeting(self, ref: str, width: int, most: int, start: datetime | None = None) -> list[Content]:
        row, zone = self.data.meetings[ref], self.session.zone
        begin, end = times_shown(row, zone)
        length = end - begin
        start = start or begin
        mark, style = MARKS[row["state"]]
        recurs = " ↻" if row["series"] else ""
        first = as_content(f"{start:%H:%M}–{start + length:%H:%M} ", "bold") + as_content(
            f"{mark} {ref}{recurs}", style
        )
        return [first, *titled(row["title"], width, most - 1)]

    def _action(self, row: "ActionRow", width: int, most: int) -> list[Content]:
        style = LATE if row["overdue"] else ""
        owner = row["owner"]["name"] if row["owner"] else "?"
        ref = as_content(f"◆ {row['ref']} ", style or ACCENT)
        first = ref + as_content(name_within(owner, width - ref.cell_length), style or MUTED)
        return [first, *titled(row["title"], width, most - 1)]


def week_days(day: date) -> list[date]:
    """Monday to Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]


def first_shown(day: date, today: date) -> date:
    """The day of a week at which it is begun to be read: today, or its Monday."""
    days = week_days(day)
    return today if today in days else days[0]


def month_days(day: date) -> list[date]:
    """Whole weeks, from the Monday before the first of a month on; always six, so that nothing jumps."""
    first = week_days(day.replace(day=1))[0]
    return [first + timedelta(days=number) for number in range(42)]


def head(day: date, data: WeekData | None, words: "Catalogue", width: int, *, month: bool) -> Content:
    """The name of the week or month; of a week, as far as it was read, how much is on."""
    if month:
        name = as_content(words("week.of_month", month=words(f"date.month.{day.month}"), year=day.year), "bold")
        return _side_by_side(name, as_content(words("week.signs"), MUTED), width)
    days, number = week_days(day), day.isocalendar().week
    title = words("week.title", number=number, first=words.short_day(days[0]), last=words.short_day(days[-1]))
    left, right = as_content(title, "bold"), as_content("" if data is None else _counts(data, words), MUTED)
    above = _side_by_side(left, right, width)
    return above + Content("\n") + _away(data, words, width) if data and data.away else above


def _away(data: WeekData, words: "Catalogue", width: int) -> Content:
    """Who is away from when to when, as many as there is room for: their cards stand on the first day only."""
    rows = sorted(data.away.values(), key=lambda row: (row["first"], row["last"]))
    spans = [f"{row['name']} {_span(row, words)}" for row in rows]
    for shown in range(len(spans), 0, -1):
        more = [f"+{len(spans) - shown}"] if shown < len(spans) else []
        text = f"⊘ {' · '.join([*spans[:shown], *more])}"
        if cells(text) <= width:
            break
    return as_content(text, MUTED)


def _span(row: "AwayRow", words: "Catalogue") -> str:
    first, last = (date.fromisoformat(row[end]) for end in ("first", "last"))
    return words.short_day(first) if first == last else f"{words.short_day(first)} – {words.short_day(last)}"


def _side_by_side(left: Content, right: Content, width: int) -> Content:
    fits = left.cell_length + 1 + right.cell_length <= width
    return between(width, left, right) if fits else left + Content("\n") + right


def _counts(data: WeekData, words: "Catalogue") -> str:
    cards = [card for some in data.cards.values() for card in some]
    due = sum(data.totals.values()) - sum(card.kind != "action" for card in cards)
    if not any(data.totals.values()):
        return words("week.empty")
    return f"{words('week.meetings', n=len(data.meetings))} · {words('week.due', n=due)}"
