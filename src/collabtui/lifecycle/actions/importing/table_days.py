"""Days as the cells of a table of tasks write them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache, cached_property, partial
from typing import NamedTuple

from collabtui.domain.deadlines.counted_years import YEARS, counted_day
from collabtui.formats.actions.heading_fields import column_name
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import (
    bare_day,
    instant,
    month_and_day,
    two_days,
    written_day,
)
from collabtui.formats.documents.document import Cell, shown
from collabtui.formats.file_words import any_word, plain, word_table
from collabtui.formats.tables.numbered_days import ORDER, DayOrder, DayParts, NumberedDay
from collabtui.language.dates.find_days import read_day
from collabtui.lifecycle.actions.importing.day_orders import DayOrders, orders_given
from collabtui.lifecycle.base.acting import Acting

_BACK = timedelta(days=183)
"""A day without its year that is not longer past than this is past, and not of the next year."""
_VAGUE = re.compile(
    r"\A(?:20\d\d\s*年)?\s*(?:1[0-2]|0?[1-9])\s*月份?(?:之|以)?前\Z|[上中下]旬|[年月季](?:初|中(?!旬)|末)|[上下]半年|第?[一二三四1-4]季度|\b(?:\d{4}\s*)?[QH][1-4]\b"
    r"|\b(?:early|mid|late|spring|summer|autumn|winter)\b|\b(?:C?W|KW|weeks?|wk)\s*-?\d{1,2}\b|\bw/[ce]\b"
    r"|\bw(?:ee)?k (?:commencing|beginning|starting|ending|of)\b"
    r"|第\s*(?:\d{1,2}|[一二三四五])\s*个?[周星]期?|每[周月季年]|尽快|尽早|立即|马上|\b(?:asap|as soon as possible)\b",
    re.IGNORECASE,
)
_SOON = re.compile(r"尽快|尽早|\b(?:asap|as soon as possible)\b", re.IGNORECASE)
_BY_AN_EVENT = re.compile(
    r"[前后]\s*(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})\s*个?(?:工作日|自然日|小时|[天日周月])(?:内|前|后|之内)?"
    r"|\b(?:\d{1,3}|an?|one|two|three|four|five|six)\s+(?:working |business )?(?:day|week|month|hour)s?"
    r"\s+(?:before|after|ahead of)\b|\bT\s*[-+]\s*\d{1,3}\b|\b(?:the )?(?:day|week) (?:before|after)\b"
    r"|(?<![^\W\d_])[^\W\d_]{3,}\s*[-+]\s*\d{1,3}\s*(?:days?|weeks?|months?|[天日周])",
    re.IGNORECASE,
)
"""Days counted from something else: 会后三天内, `two weeks before the event`, T-5, `Closing + 14 days`."""
_BESIDE_VAGUE = re.compile(
    r"\d+|[年月日号前之\s.,/-]|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:of|in|by)\b",
    re.IGNORECASE,
)
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z])\.?|(?:周|星期|礼拜)[一二三四五六日天]"
)
_WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_WEEKDAYS_IN_CHINESE = "一二三四五六日"
_BESIDE_WEEKDAY = re.compile(
    rf"(?:[(（]?({_WEEKDAY})[)）]?[,，]?\s*)?(.*?)(?:\s*[(（,，]?\s*({_WEEKDAY})[)）]?)?", re.IGNORECASE
)
_DAY_OF_MONTH = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b|\d[-/ .]*[a-z]{3,9}\.?[-/ ]'?\d{2}\Z", re.IGNORECASE)
"""A year that is written: 2 Mar 2026, 02-Mar-26. Such a day may be as long past as it says."""
_LONG_AGO = date(2000, 1, 1)
_LONGEST_DAY = 200
"""Characters; a longer cell is no day, and reading it as one would take time by its square."""
_CLOCK = re.compile(r"(?<=\S)[ T]\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?\Z", re.IGNORECASE)
"""Behind a day, as programs write it out: `10/Mar/26 12:00 AM`."""
_MONTH_IN_STROKES = re.compile(r"\A(\d{1,2})/([a-z]{3})/(\d{4}|\d\d)\Z", re.IGNORECASE)
_WEEK_ENDING = re.compile(r"\Aw(?:ee)?k?(?:/|\s+)e(?:nd(?:ing|s|ed)?)?\.?(?:\s+on)?\s+(?=\d)", re.IGNORECASE)
"""`w/e 13 Mar` is that day."""
_MONTH_END = re.compile(r"\A(?:eom|month[- ]end)\s+(?=[a-z]{3})", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\s*['’](\d\d)\Z")
"""Feb 19 '26."""
_FIGURE = re.compile(
    r"\d|(?<![一二三四五六七八九十])[一二三四五六七八九十]+[月日号]|(?:周|星期|礼拜)[一二三四五六日天]"
)
_NO_WORD = re.compile(r"[\d\s./,，:：\-–—~～一二三四五六七八九十年月日号前()（）]*")
_DAY_ALONE = re.compile(r"\d{1,2}\s*[日号]?")
_REMARK_BEHIND = re.compile(r"(.*\S)\s*([(（\[【](?:[^\d()（）\[\]【】]|(?<=[A-Za-z])\d)+[)）\]】])")
"""3/12 (P0), `31-Mar-26 (tbc)`: no other day stands in the brackets."""
_VAGUE_AND_DAY = re.compile(r"([^()（）]*[^()（）\s])\s*[(（]([^()（）]+)[)）]")
_AGAIN = re.compile(r"[每各逢]|\b(?:each|every|weekly|monthly|quarterly)\b", re.IGNORECASE)
_IN_A_MONTH = re.compile(r"\d\s*[月./-]\s*\d|\d{1,2}(?:st|nd|rd|th)?[ -][a-z]{3}|[a-z]{3}\.? \d", re.IGNORECASE)
_YEAR_OF_DAY = re.compile(
    r"(?<!\d)(20\d\d)\s*[-./年]\s*\d|(?:\b\d{1,2}[-/.]|[a-z]{3}[-., ]\s?)(20\d\d)(?!\d)", re.IGNORECASE
)
_MONTH = re.compile(r"(?:\d{4}\s*[-./年]\s*)?\d{1,2}\s*月")


def remark_behind(text: str) -> tuple[str, str]:
    """A day and the brackets behind it, which say something else: 3/12 and (P0). A weekday belongs to its day."""
    match = _REMARK_BEHIND.fullmatch(text) if len(text) <= _LONGEST_DAY else None
    if match is None or re.search(_WEEKDAY, match[2], re.IGNORECASE) or _VAGUE.search(match[2]):
        return text, ""
    return match[1], match[2]


def day_behind_vague(text: str) -> str:
    """The day in the brackets behind words for a time; empty of what has none."""
    match = _VAGUE_AND_DAY.fullmatch(text.strip()) if len(text) <= _LONGEST_DAY else None
    if match is None or _AGAIN.search(match[1]) or not (_VAGUE.search(match[1]) or _BY_AN_EVENT.search(match[1])):
        return ""
    return match[2] if _IN_A_MONTH.search(match[2]) else ""


def is_vague_day(text: str) -> bool:
    """Words for a time and no day: 12月中旬, `mid December`, Q1, 会后三天内, `next meeting`, `after 3.07`. What is made
    of figures and the words of a day, as 3月40日 is, is a slip."""
    if _VAGUE.search(text) or _BY_AN_EVENT.search(text) or not _FIGURE.search(text):
        return True
    return _NO_WORD.fullmatch(_day_word().sub("", text)) is None


@cache
def _day_word() -> re.Pattern[str]:
    """March, Wed, 周三."""
    return re.compile(rf"(?:{any_word('agenda', 'months')}|{_WEEKDAY})", re.IGNORECASE)


def soon_in(title: str) -> str:
    """尽快, ASAP among the words of a title; empty where it says none."""
    match = _SOON.search(title)
    return match[0] if match else ""


def is_vague_day_alone(text: str) -> bool:
    """Whether nothing else stands there."""
    return _VAGUE.search(text) is not None and not _BESIDE_VAGUE.sub("", _VAGUE.sub("", text))


def is_no_day(text: str) -> bool:
    """Words for what goes on and on: 长期, ongoing."""
    return plain(text) in word_table("actions", "no_day")


@dataclass
class TableDays:
    acting: Acting
    rows: Sequence[TaskRow]
    title_year: int | None
    """The one that the title of the table says."""
    given: Mapping[str, DayOrder] = field(default_factory=dict)
    """The order in which columns write their days, as it was told."""

    @cached_property
    def orders(self) -> DayOrders:
        """Of its columns."""
        return DayOrders(self.rows, self.acting.today.year, self.acting.config.organiser.locale, self.given)

    @cached_property
    def year(self) -> int | None:
        """Of days without one; none where days with one lie before the year of the title: 2027年春运."""
        cells = (row.cells.get(name) for row in self.rows for name in ("planned_start", "due", "span"))
        years = {year for cell in cells for year in _years_of(cell)}
        return None if self.title_year and min(years, default=self.title_year) < self.title_year else self.title_year

    def is_by_title(self, cell: Cell, day: date) -> bool:
        """Whether only the title says that a day is of a later year, where the one of this year is still to come."""
        if self.year is None or self.year <= self.acting.today.year or day.year != self.year:
            return False
        this = _day_or_none(partial(day.replace, year=self.acting.today.year))
        return this is not None and this >= self.acting.today and not {*_years_of(cell)}

    def day(self, cell: Cell, column: str = "") -> date | None:
        """None for what is no day, and for what may be one of two in its column."""
        if isinstance(cell, date):
            return date(cell.year, cell.month, cell.day) if cell.year in YEARS else None
        if seconds := instant(shown(cell).strip()):
            return datetime.fromtimestamp(seconds, self.acting.config.organiser.zone).date()
        if len(shown(cell)) > _LONGEST_DAY:
            return None
        text = _MONTH_IN_STROKES.sub(r"\1-\2-\3", _CLOCK.sub("", " ".join(shown(cell).split())))
        text = _SHORT_YEAR.sub(r" 20\1", _MONTH_END.sub("end of ", _WEEK_ENDING.sub("", text)))
        before, remark = remark_behind(text)
        day = self._written_day(text, column) or (self._written_day(before, column) if remark else None)
        return day or self._day_of_vague(text, column)

    def _day_of_vague(self, text: str, column: str) -> date | None:
        """开机前一周（12月14日）, `mid December (15 Dec)`: the brackets say which day is meant. What comes again and
        again has a next one only."""
        day = day_behind_vague(text)
        return self._written_day(day, column) if day else None

    def either(self, cell: Cell, column: str) -> dict[DayOrder, date]:
        """By order the days that a cell may be in its column; empty where it is not two of them."""
        numbered = self.orders.numbered(column, _in_numbers(cell))
        return self.days_of(numbered) if numbered and len(numbered.distinct) > 1 else {}

    def to_come_instead(self, cell: Cell, column: str, day: date) -> date | None:
        """The day to come that a cell would be in another order, where in the one of its column it is over."""
        numbered = self.orders.readings(column, _in_numbers(cell))
        others = self.days_of(numbered).values() if numbered and day < self.acting.today else ()
        return next((other for other in others if other >= self.acting.today), None)

    def days_of(self, numbered: NumberedDay) -> dict[DayOrder, date]:
        """By order."""
        return {order: self._in_year(parts) for parts, order in numbered.distinct.items()}

    def _written_day(self, text: str, column: str) -> date | None:
        try:
            bare = bare_day(text)
            written = written_day(text) or written_day(bare) or self._numbered(bare, column)
            written = written or self._on_weekday(bare, column)
            if written or self.either(bare, column):
                return written
            return self._understood(text) or self._understood(bare)
        except ValueError:
            return None

    def both(self, cell: Cell, column: str) -> tuple[date, date] | None:
        """The start and the end that stand in one cell, as 3/2-3/13."""
        first, last = self.stretch(cell, column) if cell is not None else (None, None)
        return (first, last) if first and last else None

    def stretch(self, cell: Cell, column: str) -> tuple[date | None, date | None]:
        """Start and end; of a single day only the end, and of what cannot be read neither."""
        if isinstance(cell, date):
            return None, self.day(cell)
        text = " ".join(shown(cell).split())
        if len(text) > _LONGEST_DAY:
            return None, None
        ends = None if self.day(text, column) else two_days(text)
        if ends is None:
            return None, self.day(text, column)
        first, last = ends
        month = _MONTH.match(first)
        last = month[0] + last if month and _DAY_ALONE.fullmatch(last) else last
        start, end = self.day(first, column), self.day(last, column)
        return (start, end) if start and end else (None, None)

    def _numbered(self, text: str, column: str) -> date | None:
        """Raises ValueError for a day that does not exist."""
        if found := month_and_day(text):
            return self._in_year((None, *found))
        numbered = self.orders.numbered(column, text)
        return self._in_year(*numbered.distinct) if numbered and len(numbered.distinct) == 1 else None

    def _on_weekday(self, text: str, column: str) -> date | None:
        """Mon 9/3, 3/9(周一), `Wed 25`: the weekday tells the day from the month, and of several months the next."""
        match = _BESIDE_WEEKDAY.fullmatch(text)
        named = match and (match[1] or match[3])
        if not match or not named or not match[2]:
            return None
        if _DAY_OF_MONTH.fullmatch(match[2]):
            return self._understood(f"{named} {match[2]}th")
        numbered, month = self.orders.numbered(column, match[2]), month_and_day(match[2])
        several: Iterable[DayParts] = [(None, *month)] if month else numbered.distinct if numbered else ()
        for parts in several:
            found = _day_or_none(partial(self._in_year, parts))
            if found and found.weekday() == _weekday(named):
                return found
        return None

    def _in_year(self, parts: DayParts) -> date:
        """Raises ValueError as `_numbered`."""
        year, month, day = parts
        if year or self.year:
            return counted_day(date(year or self.year or 0, month, day))
        return self.in_year(date(self.acting.today.year, month, day))

    def in_year(self, this: date) -> date:
        """The day of this year, or that of the next one where it is long past. Raises ValueError as `_numbered`."""
        return (
            this
            if this >= self.acting.today - _BACK
            else date(this.year + 1, this.month, min(this.day, 28) if this.month == 2 else this.day)
        )

    def _understood(self, text: str) -> date | None:
        locale, today = self.acting.config.organiser.locale, self.acting.today
        read = read_day(text, locale=locale, written=today)
        if read is not None and read.reason == "past" and read.kind == "weekday":  # of this week, and over already
            read = read_day(text, locale=locale, written=today - timedelta(days=today.weekday()))
        elif read is not None and read.reason == "past":
            read = read_day(text, locale=locale, written=_LONG_AGO if _YEAR.search(text) else today - _BACK)
        return read.day if read else None


class EitherDay(NamedTuple):
    """A day in numbers that may be one of two in its column, about which has to be asked."""

    column: str
    text: str
    days: dict[DayOrder, date]

    @property
    def name(self) -> str:
        """The one that the answer is remembered by."""
        return f"{column_name(self.column)}{ORDER}"


def _years_of(cell: Cell) -> Iterator[int]:
    """Those that are written in it."""
    if isinstance(cell, date):
        yield cell.year
    elif isinstance(cell, str) and len(cell) <= _LONGEST_DAY:
        yield from (int(match[1] or match[2]) for match in _YEAR_OF_DAY.finditer(cell))


def unclear_days(acting: Acting, table: ActionTable) -> list[EitherDay]:
    """One of each column of which nothing says how it writes its days."""
    days = days_of_table(acting, table)
    return [EitherDay(column, one.text, days.days_of(one)) for column, one in days.orders.unclear()]


def days_of_table(acting: Acting, table: ActionTable) -> TableDays:
    return TableDays(acting, table.rows, table.year, orders_given(table.day_orders))


def _in_numbers(cell: Cell) -> str:
    """A day without the time behind it; empty of what is no text."""
    text = " ".join(cell.split()) if isinstance(cell, str) else ""
    return bare_day(_CLOCK.sub("", text)) if len(text) <= _LONGEST_DAY else ""


def _weekday(name: str) -> int:
    return (
        _WEEKDAYS.index(plain(name)[:2]) if name.isascii() else _WEEKDAYS_IN_CHINESE.index(name[-1].replace("天", "日"))
    )


def _day_or_none(day: Callable[[], date | None]) -> date | None:
    try:
        return day()
    except ValueError:
        return None
