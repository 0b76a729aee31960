"""Dependencies of the rows of a table: what the column for them names, and what a remark says that a task waits for."""

import re
from dataclasses import dataclass
from functools import cache

from collabtui.formats.actions.task_row import TaskRow, sheet_of
from collabtui.formats.file_words import any_word, word_table
from collabtui.lifecycle.actions.importing.row_matching import RowMatcher
from collabtui.lifecycle.actions.importing.row_remarks import RowRemarks

_REMARKS = ("note", "status", "progress", "reason")
"""Fields in which somebody may write what a task waits for."""
_EACH = re.compile(r"\s*(?:[,;、，；\n]|\band\b|[和及与])\s*", re.IGNORECASE)


@dataclass
class RowDependencies:
    matcher: RowMatcher
    remarks: RowRemarks

    def of(self, row: TaskRow) -> tuple[str, ...]:
        """By ref, by title, or by the number that the table gives its rows. What is no task stays in the note, told."""
        found: list[str] = []
        text, sheet = row.text("depends_on"), sheet_of(row.number)
        whole = self.matcher.refs_in(text, sheet) if text else []  # a title may have an `and` of its own
        unknown = list[str]()
        for typed in row.listed("depends_on") if not whole else ():
            waited = self.matcher.waited_for(typed, sheet)
            if waited.lag:
                self.remarks.tell(row, "import.lag", value=typed, lag=waited.lag)
            unknown += [] if waited.refs else [typed]
            found += waited.refs
        for typed in unknown:
            self.remarks.tell(row, "import.no_action", value=typed)
        if unknown:
            self.remarks.keep(row, "depends_on", "; ".join(unknown))
        return tuple(dict.fromkeys((*whole, *found, *self._remarked(row))))

    def _remarked(self, row: TaskRow) -> list[str]:
        """What a remark names that says nothing else; where more stands there, it may be so no more: that is told."""
        found, own = list[str](), self.matcher.targets[row.number].ref
        for name in _REMARKS:
            text = row.lines(name)
            match = _waits().fullmatch(text) or _follows().fullmatch(text) or _until_end().fullmatch(text)
            if refs := self._all_named(match["what"], row, own) if match else []:
                self.remarks.tell(row, "import.depends_read", value=text)
                found += refs
            elif any(self._all_named(one["what"], row, own) for one in _within().finditer(text)):
                self.remarks.tell(row, "import.depends_unread", value=text)
        return found

    def _all_named(self, text: str, row: TaskRow, own: str) -> list[str]:
        """Empty where one of them is no task, or the row itself."""
        each = [self.matcher.waited_for(one, sheet_of(row.number)) for one in _EACH.split(text.strip()) if one]
        refs = [ref for waited in each for ref in waited.refs]
        clear = all(waited.refs and not waited.lag for waited in each) and own not in refs
        return refs if clear else []


@cache
def _waits() -> re.Pattern[str]:
    return re.compile(rf"(?:is\s+)?{_words()}\s*[:：]?\s*(?P<what>[^.。\n]+?)\s*[.。]?", re.IGNORECASE)


@cache
def _follows() -> re.Pattern[str]:
    """`after 1.2`, `follows B1`; a bare number may be an hour."""
    return re.compile(rf"{any_word('actions', 'following')}\s+(?!\d+\.?\Z)(?P<what>[^。\n]+?)[.。]?", re.IGNORECASE)


@cache
def _until_end() -> re.Pattern[str]:
    """待1.2完成后."""
    words = word_table("actions", "until_end")
    before, behind = ("|".join(word for word, place in words.items() if place == at) for at in ("before", "behind"))
    return re.compile(rf"(?:{before})?\s*(?P<what>[^。\n]+?)\s*(?:{behind})")


@cache
def _within() -> re.Pattern[str]:
    return re.compile(rf"{_words()}\s*[:：]?\s*(?P<what>[^\s,;，；。（）()?？][^\n,;，；。（）()?？]*)", re.IGNORECASE)


def _words() -> str:
    return f"(?:{any_word('actions', 'waiting')}|{any_word('actions', 'depending')})"
