"""Rows of a table that are no tasks by how they are made: headings between the tasks, sums below them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from collabtui.formats.actions.column_values import is_day_or_stretch
from collabtui.formats.actions.table_head import TableHead, named_columns
from collabtui.formats.actions.written_values import state_of
from collabtui.formats.documents.document import PercentCell, shown
from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow

_COUNT_OF = re.compile(r"([^\W\d_][\w ]*?)\s*[:：]?\s*\d+\s*[项个件条]?")
"""已完成1, `Open: 4`."""
_FIGURE = re.compile(
    r"(?:[¥$€£]|\bof\s|/)?\s*-?[\d,]+(?:\.\d+)?\s*(?:(?:of|/)\s*\d+|[%％万元天项条个])?", re.IGNORECASE
)
"""3, ¥ 290,000, 2 of 13."""
_FULL = 3
"""Cells of a row that says something of a task."""
_MOSTLY = 0.7
_HALF = 2
_NUMBERS = ("number", "wbs")
_ROWS_EACH = 2
"""Tasks below a heading, on the average, at least."""


@dataclass(frozen=True)
class RowShapes:
    head: TableHead
    rows: Sequence[RawRow]
    """Those below the names of the columns."""
    above_names: Collection[int] = ()
    """Numbers of the rows right above names of columns that come again."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The first column of each field."""
        return {column.field: column.place for column in reversed(list(named_columns(self.head)))}

    def _text(self, row: RawRow, field: str) -> str:
        place = self.places.get(field, len(row.cells))
        return shown(row.cells[place]).strip() if place < len(row.cells) else ""

    @cached_property
    def _full(self) -> list[RawRow]:
        return [row for row in self.rows if sum(bool(shown(cell).strip()) for cell in row.cells) >= _FULL]

    def _mostly_have(self, field: str) -> bool:
        filled = sum(bool(self._text(row, field)) for row in self._full)
        return bool(filled) and filled >= _MOSTLY * len(self._full)

    @cached_property
    def _numbers(self) -> list[str]:
        """The columns in which the tasks have their numbers."""
        return [field for field in ("number", "wbs", "ref") if self._mostly_have(field)]

    def is_heading(self, row: RawRow, text: str) -> bool:
        """Whether the only text of a row, where the titles stand, is no title: it has no number and the tasks have
        theirs, or it ends with a colon. What stands behind the last task is none."""
        if row.number in self.above_names:
            return True
        if self._text(row, "title") != text or not self._full or row.number >= self._full[-1].number:
            return False
        return bool(self._numbers) or text.endswith((":", "：")) or row.number in self.leading

    @cached_property
    def leading(self) -> frozenset[int]:
        """Rows with nothing but a title, or its number beside it, where one stands above the first task, none below
        another, and all others say who does them or until when: Phase 1, `WP1 | Management`."""
        if not self._full:
            return frozenset()
        shown_in = [(row, {text for cell in row.cells if (text := shown(cell).strip())}) for row in self.rows]
        within = [(row, texts) for row, texts in shown_in if texts and row.number <= self._full[-1].number]
        lone = [
            bool(title := self._text(row, "title")) and texts - {self._text(row, name) for name in _NUMBERS} == {title}
            for row, texts in within
        ]
        others = [row for (row, _), alone in zip(within, lone, strict=True) if not alone]
        assigned = all(self._text(row, "owner") or self._text(row, "due") for row in others)
        apart = not any(one and two for one, two in pairwise(lone))
        many = lone.count(True) > 1 and len(others) >= _ROWS_EACH * lone.count(True)
        if not (many and assigned and apart and lone[0]):
            return frozenset()
        return frozenset(row.number for (row, _), alone in zip(within, lone, strict=True) if alone)

    def is_below(self, row: RawRow, text: str) -> bool:
        """Whether the only text of a row stands below the tasks and a blank row, or begins with a sign: what somebody
        adds to a table of tasks that have more than a title."""
        if not self._full or row.number <= self._full[-1].number or self._text(row, "line"):
            return False
        above = max(one.number for one in self.rows if one.number < row.number)
        apart = above < row.number - 1 or above in self._apart
        if apart:
            self._apart.add(row.number)
        return apart or (not text[0].isalnum() and text[0] not in '“"《（(')

    def is_behind(self, row: RawRow) -> bool:
        """Whether it stands behind the last task."""
        return bool(self._full) and row.number > self._full[-1].number

    def is_other_list(self, row: RawRow) -> bool:
        """Whether it stands below a blank row behind the last task that says when or how far: who can be called, and
        under which number."""
        return row.number > self._end_of_tasks

    @cached_property
    def _end_of_tasks(self) -> int:
        """Number of the first blank row behind the last task that says when or how far, where most say it."""
        names = ("due", "span", "status", "percent", "progress")
        counts = {name: sum(bool(self._text(row, name)) for row in self._full) for name in names}
        telling = [name for name, count in counts.items() if count and _HALF * count >= len(self._full)]
        last = max((one.number for one in self._full if any(self._tells(one, name) for name in telling)), default=0)
        numbers = {one.number for one in self.rows}
        end = max(numbers, default=0)
        return next((number for number in range(last + 1, end) if number not in numbers), end) if last else end

    def _tells(self, row: RawRow, field: str) -> bool:
        """Whether it has a day where the tasks have theirs, or anything about how far it is."""
        text = self._text(row, field)
        return is_day_or_stretch(text) if field in ("due", "span") else bool(text)

    @cached_property
    def states(self) -> frozenset[str]:
        """All that stands where the tasks have their states."""
        return frozenset(plain(text) for row in self.rows if (text := self._text(row, "status")))

    @cached_property
    def _apart(self) -> set[int]:
        """Rows below the tasks and a blank row."""
        return set()

    def is_sum(self, row: RawRow) -> bool:
        """Whether it has figures and days only, and what it is called ends with a word for a sum, or its days are the
        first and the last of all, and it has neither the number nor the owner that the tasks have; or nothing but
        states and how many of each there are: 已完成1, 进行中 2项."""
        filled = [cell for cell in row.cells if shown(cell).strip()]
        texts = [text for cell in filled if not isinstance(cell, date | PercentCell) and (text := shown(cell).strip())]
        words = [text for text in texts if not (_FIGURE.fullmatch(text) or is_day_or_stretch(text))]
        called = plain(words[0]).strip(" :：") if words else ""
        if _counts_states(texts) and len(texts) == len(filled):
            return True
        if len(filled) < 2 or len(set(words)) != 1 or not called or self._text(row, "owner"):
            return False
        if self._text(row, "status").isdigit() and not self._text(row, "due"):  # Still open: 5
            return True
        state = called.split()[-1] in word_table("actions", "statuses") and self._text(row, "title") == words[0]
        if state and not self._is_numbered(row):  # Completed: 3 of 11, Tasks done: 3
            return len(filled) > len(words) and not is_day_or_stretch(self._text(row, "due"))
        if any(called.endswith(word) for word in word_table("actions", "totals")):
            return len(filled) > len(words)
        if not self._is_numbered(row) and len(texts) == len(filled) > len(words) and not self._text(row, "due"):
            return True  # 主责项数, and a count for each person
        return self._is_whole(row)

    def _is_numbered(self, row: RawRow) -> bool:
        """As the tasks are, or may be where they have no numbers."""
        return not self._numbers or any(self._text(row, field) for field in self._numbers)

    def _is_whole(self, row: RawRow) -> bool:
        if self._is_numbered(row) or not self._mostly_have("owner") or not self._text(row, "due"):
            return False
        others = [one for one in self._full if one.number != row.number]
        return all(
            self._text(row, field) == edge(texts)
            for field, edge in (("planned_start", min), ("due", max))
            if (texts := [text for one in others if is_day_or_stretch(text := self._text(one, field))])
        )


def _counts_states(texts: Sequence[str]) -> bool:
    counts = list(map(_COUNT_OF.fullmatch, texts))
    return len(counts) > 1 and all(match and state_of(match[1]) for match in counts)
