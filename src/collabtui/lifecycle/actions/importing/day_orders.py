"""The order in which the columns of a table write the numbers of a day: 12/04/2026 is in April where the same column
has 18/12/2026. What neither it, nor the other columns, nor words for months decide is asked column by column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from collabtui.domain.model import Finding
from collabtui.formats.actions.heading_fields import column_name
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.actions.written_values import bare_day, two_days, writes_day_first
from collabtui.formats.file_words import word_table
from collabtui.formats.tables.numbered_days import (
    DAY_ORDERS,
    ORDER,
    DayOrder,
    NumberedDay,
    numbered_days,
)
from collabtui.formats.tables.table_markdown import LIST_HEAD

_ALL = frozenset(DAY_ORDERS)
_FIELDS = ("planned_start", "due", "span", "actual_start", "actual_finish")
_LISTED_DAY = re.compile(r"(?<![\w./-])\d{1,2}/\d{1,2}(?![\w./-])")
"""In an item of a list, among its words."""
_NAMED_ORDER = re.compile(r"(?:[(（\[【]\s*([^()（）\[\]【】]+?)\s*[)）\]】]|\s([^\s()（）\[\]【】]+))\Z")
_MONTHS = 12


class ReadOrder(NamedTuple):
    """The order in which the days of a column are read, and what says it."""

    orders: frozenset[DayOrder]
    text: str = ""
    """The day that says it; empty where a person does, or words for months."""
    column: str = ""
    """The one that it stands in."""

    @property
    def called(self) -> DayOrder:
        return next(order for order in DAY_ORDERS if order in self.orders)


class SwappedDay(NamedTuple):
    """A day in a column in which a program may have taken days for months: 04/12 as a date, and 18/12 left as text."""

    column: str
    text: str
    """The day that stayed text."""
    row: str
    day: date

    @property
    def otherwise(self) -> date:
        return date(self.day.year, self.day.day, self.day.month)


@dataclass
class DayOrders:
    rows: Sequence[TaskRow]
    this_year: int
    locale: str
    given: Mapping[str, DayOrder]
    """By `column_name`: what a person has said."""

    @cached_property
    def _texts(self) -> dict[str, dict[str, None]]:
        """By column, each once."""
        found = dict[str, dict[str, None]]()
        for row in self.rows:
            for name in _FIELDS:
                if isinstance(row.cells.get(name), str):
                    ends = two_days(row.text(name)) or (row.text(name),)
                    found.setdefault(column_of(row, name), {}).update(dict.fromkeys(ends))
            if listed := _LISTED_DAY.findall(row.text("line")):
                found.setdefault("", {}).update(dict.fromkeys(listed))
        return found

    def _days(self, column: str, text: str) -> Iterator[NumberedDay]:
        in_chinese = _has_chinese(column) or (self.locale == "zh" and not column)
        return numbered_days(text, self.this_year, year_leads=in_chinese)

    def is_chinese(self, column: str) -> bool:
        """Whether 3/4 is the fourth of March there."""
        return self.locale == "zh" or _has_chinese(column)

    @cached_property
    def _own(self) -> dict[str, ReadOrder]:
        """By column what its own days say, where they do; without an order where they say different things."""
        each = {column: self._shown_by(column, texts) for column, texts in self._texts.items()}
        return {column: read for column, read in each.items() if read.orders != _ALL}

    def _shown_by(self, column: str, texts: Mapping[str, None]) -> ReadOrder:
        """Also by its name: `Start (dd/mm/yyyy)`."""
        named = order_in_name(column)
        orders, deciding = frozenset((named,)) if named else _ALL, ""
        for text in texts:
            for day in self._days(column, text):
                deciding = text if orders & day.orders != orders else deciding
                orders &= day.orders
        return ReadOrder(orders, deciding, column)

    @cached_property
    def _of_sheet(self) -> ReadOrder | None:
        """What all columns have in common that say it."""
        orders = _ALL.intersection(*(one.orders for one in self._own.values()))
        return min(self._own.values(), key=lambda one: len(one.orders))._replace(orders=orders) if self._own else None

    @cached_property
    def _in_words(self) -> ReadOrder | None:
        """27 Feb, with the month behind its day; or before it."""
        first = writes_day_first(text for texts in self._texts.values() for text in texts)
        return ReadOrder(frozenset(("day-first" if first else "month-first",))) if first is not None else None

    def order(self, column: str) -> ReadOrder:
        """The orders that a person, its own days, other columns or words for months say. With all of them where nothing
        does, without one where its days say different things."""
        if given := self.given.get(column_name(column)):
            return ReadOrder(frozenset((given,)))
        read = self._own.get(column, ReadOrder(_ALL))
        for other in (self._of_sheet, self._in_words):
            if _is_open(read.orders) and other and (both := read.orders & other.orders):
                read = other._replace(orders=both)
        return read

    def numbered(self, column: str, text: str) -> NumberedDay | None:
        """The day that a text is, with what is left of its readings; None for what is no day in numbers."""
        found = self.readings(column, text)
        if found is None:
            return None
        orders = self.order(column).orders
        left = found.only(orders)
        if orders and len(left.distinct) > 1 and not left.has_year and self.is_chinese(column):
            return left.only({"month-first"})
        return left

    def needs_remark(self, column: str, text: str) -> bool:
        """Whether a day may be another one by itself, and what says how to read it does not stand in its column."""
        own = self._own.get(column)
        settled = column_name(column) in self.given or (own is not None and not _is_open(own.orders))
        return not settled and not _has_chinese(column) and self._is_either(column, text)

    def readings(self, column: str, text: str) -> NumberedDay | None:
        """The day in numbers that a text is, as it may be read by itself."""
        return next((day for day in self._days(column, text) if day.text == text), None)

    def _is_either(self, column: str, text: str, *, with_year: bool = False) -> bool:
        days = (day for day in self._days(column, text) if day.has_year or not with_year)
        return any(len(day.distinct) > 1 for day in days)

    def decided(self) -> Iterator[tuple[str, str, ReadOrder]]:
        """Columns whose own days say how they are read, each with one that may be another day by itself; 3/4 is the
        fourth of March in Chinese, and not told."""
        for column, read in self._own.items():
            if not read.orders or _is_open(read.orders) or column_name(column) in self.given or order_in_name(column):
                continue
            usual = _has_chinese(column) and read.called != "day-first"
            each = (text for text in self._texts[column] if self._is_either(column, text, with_year=usual))
            if text := next(each, ""):
                yield column, text, read

    def unclear(self) -> Iterator[tuple[str, NumberedDay]]:
        """Columns of which has to be asked how they write their days, each with one that may be two."""
        for column, texts in self._texts.items():
            each = (self.numbered(column, bare_day(text)) for text in texts if column)
            if day := next((one for one in each if one and len(one.distinct) > 1), None):
                yield column, day

    def swapped(self) -> Iterator[SwappedDay]:
        """The first of each column in which all dates can be turned round, beside text with the day first."""
        for column, read in self._own.items():
            dated = [
                (row.called, date(cell.year, cell.month, cell.day))
                for row in self.rows
                for name in _FIELDS
                if isinstance(cell := row.cells.get(name), date) and column_of(row, name) == column
            ]
            turned = next((one for one in dated if one[1].day != one[1].month), None)
            if turned and read.orders == {"day-first"} and all(day.day <= _MONTHS for _, day in dated):
                yield SwappedDay(column, read.text, *turned)


def orders_of_table(table: ActionTable, today: date, locale: str) -> DayOrders:
    return DayOrders(table.rows, today.year, locale, orders_given(table.day_orders))


def order_findings(orders: DayOrders) -> Iterator[Finding]:
    """The order in which columns are read by their own days, and a day that a program may have turned round."""
    for column, text, read in orders.decided():
        key = f"import.order_{read.called.replace('-', '_')}"
        yield Finding(key=key, values={"column": column, "by": read.text, "value": text})
    for one in orders.swapped():
        values = {"column": one.column, "by": one.text, "row": one.row}
        yield Finding(key="import.doubt_swapped", values={**values, "day": one.day, "other": one.otherwise})


def column_of(row: TaskRow, field: str) -> str:
    """Name of the column of a field; empty in a list."""
    name = row.places[field][1] if field in row.places else ""
    return "" if name in LIST_HEAD else name


def orders_given(given: Mapping[str, str]) -> dict[str, DayOrder]:
    """By `column_name`, of all that is given of a table."""
    texts = {name.removesuffix(ORDER): text for name, text in given.items() if name.endswith(ORDER)}
    return {name: order for name, text in texts.items() for order in DAY_ORDERS if order == text}


def order_in_name(column: str) -> DayOrder | None:
    """The order that the name of a column ends with, in brackets or behind a blank."""
    match = _NAMED_ORDER.search(column_name(column))
    named = word_table("actions", "day_orders").get(match[1] or match[2]) if match else None
    return next((order for order in DAY_ORDERS if order == named), None)


def _is_open(orders: frozenset[DayOrder]) -> bool:
    return len(orders - {"year-first"}) > 1


def _has_chinese(text: str) -> bool:
    return any("\u3400" <= sign <= "\u9fff" for sign in text)
