"""The list of due actions: one a line, and as many as there is room for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.store.queries.lookup import reminded_of
from collabtui.widgets.colours import ACCENT, LATE, MUTED
from collabtui.widgets.columns import MARK, ColumnLayout, ListColumn, as_wide_as, laid_out
from collabtui.widgets.line import BETWEEN, WIDEST, as_content, gauge, name_within, ref_room
from collabtui.widgets.when import due_room, due_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.today_rows import ActionCountsRow
    from collabtui.text.catalogue import Catalogue
    from collabtui.widgets.rows import Rows

ROOM_FOR_PERCENT, ROOM_FOR_REMARKS, ROOM_FOR_BAR = 90, 110, 130
"""Columns from which a line of what is due says how far it is, what was said of it, and how far with a bar."""
LEAST_DUE, BAR = 12, 8
LOAD_BAR = 6
"""Columns of the longest bar of the departments' load."""
TITLE = ListColumn("action", 16, 40)
OWNER, DEPARTMENT, REMARK = ListColumn("owner", 12, 18), ListColumn("department", 14, 18), ListColumn("remark", 13, 26)
ORDER = (MARK, "ref", "action", "owner", "department", "due", "percent", "remark")
"""From left to right."""
STATUS_MARK = {"blocked": "▌", "in-progress": "◐", "not-started": " "}


def columns_in(
    width: int, for_ref: int, for_due: int, names: Iterable[str] = (), departments: Iterable[str] = ()
) -> ColumnLayout:
    """Of a list in which refs take `for_ref` columns of the terminal, and the longest date `for_due`; no wider than
    the names and departments in it."""
    width = min(width, WIDEST)
    fixed = [ListColumn(MARK, 1, 1), ListColumn("ref", for_ref, for_ref)]
    others = [ListColumn("due", LEAST_DUE, for_due), as_wide_as(OWNER, names)]
    if width >= ROOM_FOR_PERCENT:
        percent = (BAR + 1 if width >= ROOM_FOR_BAR else 0) + len("100%")
        fixed.append(ListColumn("percent", percent, percent))
        others.append(as_wide_as(DEPARTMENT, departments))
    if width >= ROOM_FOR_REMARKS:
        others.append(REMARK._replace(least=REMARK.most) if width >= ROOM_FOR_BAR else REMARK)
    return laid_out(width, fixed, TITLE, others, ORDER)


class DueRows:
    """`asked` are the dates that owners ask for, by the ref of the action."""

    def __init__(
        self, actions: "Sequence[ActionRow]", asked: "Mapping[str, str]", session: "Session", words: "Catalogue"
    ) -> None:
        self._by_ref = {action["ref"]: action for action in actions}
        self._asked, self._session, self._words = asked, session, words
        self._ref_room = ref_room(self._by_ref)
        owners = [action["owner"] for action in actions if action["owner"]]
        self._owners = [one["name"] for one in owners], [one["department"] or "" for one in owners]

    def show(self, rows: "Rows") -> None:
        rows.show(list(self._by_ref), self._draw)

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        columns = columns_in(width, self._ref_room, due_room(self._words), *self._owners)
        reminders = reminded_of(self._session.reader, refs) if width >= ROOM_FOR_REMARKS else {}
        has_remarks = width >= ROOM_FOR_REMARKS
        return [
            columns.line(
                DueCells(
                    row,
                    self._words,
                    self._session.today,
                    self._asked.get(row["ref"]),
                    reminders.get(row["ref"], ()),
                    has_remarks=has_remarks,
                )
            )
            for row in map(self._by_ref.__getitem__, refs)
        ]


@dataclass(frozen=True)
class DueCells:
    """The cells of one action in its columns. `asked` is the day that its owner asks for, `reminders` are the kinds of
    those that he had."""

    row: "ActionRow"
    words: "Catalogue"
    today: date
    asked: str | None
    reminders: Sequence[str]
    has_remarks: bool
    """Whether the list has a column for what is asked, which else stands in place of the date."""

    def __call__(self, name: str, room: int) -> Content:
        row = self.row
        match name:
            case "mark":
                return as_content("▲", LATE) if row["overdue"] else as_content(STATUS_MARK.get(row["status"], " "))
            case "ref":
                return as_content(row["ref"], MUTED)
            case "action":
                return as_content(row["title"])
            case "owner":
                return as_content(name_within(row["owner"]["name"], room, lines=2) if row["owner"] else "?")
            case "department":
                return as_content((row["owner"]["department"] if row["owner"] else "") or "", MUTED)
            case "due":
                return self._due(room)
            case "percent":
                bar = f"{gauge(row['percent'] / 100, BAR)} " if room > BAR else ""
                return as_content(f"{bar}{row['percent']:3}%", MUTED)
            case "remark":
                return as_content(self._remark, MUTED)
        raise ValueError(name)

    def _due(self, room: int) -> Content:
        row, late = self.row, LATE if self.row["overdue"] else ""
        if not self.has_remarks and self._asks:
            return as_content(self._asks, ACCENT)
        slipped = " ↷" if row["original_due"] and row["due"] != row["original_due"] else ""
        day = date.fromisoformat(row["due"]) if row["due"] else None
        return as_content(due_within(self.words, day, self.today, room - len(slipped)) + slipped, late)

    @property
    def _asks(self) -> str:
        """The day that its owner asks for; empty where he asks for none."""
        if not self.asked:
            return ""
        return self.words("actions.asks_day", day=self.words.short_day(date.fromisoformat(self.asked)))

    @property
    def _remark(self) -> str:
        """The day that its owner asks for, and what he was told already."""
        parts = [self._asks] if self._asks else []
        if times := sum(kind != "escalation" for kind in self.reminders):
            parts.append(self.words("today.reminded", n=times))
        if "escalation" in self.reminders:
            parts.append(self.words("today.head_told"))
        return BETWEEN.join(parts)


def counts_in_words(found: "ActionCountsRow", words: "Catalogue") -> str:
    """The numbers of actions that are open, overdue, and due within a week."""
    in_week = found["due_today"] + found["due_in_week"]
    return words("today.counts", open=found["open"], overdue=found["overdue"], week=in_week)


def show_loads(card: "Rows", counts: str, loads: "Sequence[tuple[str, int, int]]", width: int) -> None:
    """In the border of the card: how many are open, and before that with which departments."""
    shown = as_content(counts)
    if loads:
        from collabtui.widgets.charts import load_line

        beside = load_line(loads, width - shown.cell_length - 16, LOAD_BAR)
        shown = beside + as_content("   ") + shown if beside else shown
    card.border_subtitle = shown.markup
