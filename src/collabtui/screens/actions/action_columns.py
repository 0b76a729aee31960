"""The list of actions: its columns in a width, and one action as a row of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.action_status import CLOSED
from collabtui.screens.actions.action_lines import STATUS, PendingRequest, mark_of, owner_and_department
from collabtui.widgets.colours import ACCENT, LATE, MUTED, WARNING
from collabtui.widgets.columns import MARK, ColumnLayout, ListColumn, all_laid_out, as_wide_as, laid_out
from collabtui.widgets.line import WIDEST, as_content, gauge, name_within, ref_room
from collabtui.widgets.when import due_room, due_within

if TYPE_CHECKING:
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.text.catalogue import Catalogue


class ActionTexts(NamedTuple):
    """Texts that stand in the columns of a list: none is wider than they need."""

    names: Sequence[str] = ()
    departments: Sequence[str] = ()
    longest_ref: str = "A10000"


UNKNOWN = ActionTexts()
WIDE, WIDER = 88, 108
"""Columns from which a list shows the department, and the bar."""
LEAST_DUE, BAR = 12, 8
TITLE, WHOLE_TITLE = ListColumn("action", 16, 40), ListColumn("action", 28, 40)
"""Under 16 columns no title comes, and in 40 most are whole."""
OWNER, DEPARTMENT = ListColumn("owner", 12, 18, goes_below=True), ListColumn("department", 14, 18)
FURTHER = (
    ListColumn("deliverable", 11, 24), ListColumn("first_due", 8, 8), ListColumn("matter", 6, 6),
    ListColumn("meeting", 7, 7), ListColumn("updated", 8, 8),
)  # fmt: skip
"""What the list says beside the others where it has the whole page."""
ORDER = (
    MARK, "ref", "action", "owner", "department", "due", "first_due", "percent", "deliverable", "matter", "meeting",
    "updated",
)  # fmt: skip
"""From left to right."""


def usual_columns(width: int, words: "Catalogue", texts: ActionTexts = UNKNOWN) -> ColumnLayout:
    """Owner and date stand below the title where they have no column beside it."""
    width = min(width, WIDEST)
    owner, department = _owner_and_department(words, texts)
    others = (_due(words), owner, *((department,) if width >= WIDE else ()), _percent(width))
    return laid_out(width, _first(words, texts), TITLE, others, ORDER)


def all_columns(width: int, words: "Catalogue", texts: ActionTexts = UNKNOWN) -> ColumnLayout:
    owner, department = _owner_and_department(words, texts)
    others = (_due(words), owner, _percent(width), department, *FURTHER)
    return all_laid_out(width, _first(words, texts), WHOLE_TITLE, others, ORDER, words)


def _owner_and_department(words: "Catalogue", texts: ActionTexts) -> tuple[ListColumn, ListColumn]:
    return (
        as_wide_as(OWNER, texts.names, words("heads.owner")),
        as_wide_as(DEPARTMENT, texts.departments, words("heads.department")),
    )


def _first(words: "Catalogue", texts: ActionTexts) -> tuple[ListColumn, ListColumn]:
    room = max(ref_room([texts.longest_ref]), cell_len(words("heads.ref")))
    return ListColumn(MARK, 1, 1), ListColumn("ref", room, room)


def _due(words: "Catalogue") -> ListColumn:
    return ListColumn("due", LEAST_DUE, due_room(words), goes_below=True)


def _percent(width: int) -> ListColumn:
    room = (BAR + 1 if width >= WIDER else 0) + len("100%")
    return ListColumn("percent", room, room)


@dataclass(frozen=True)
class ActionCells:
    """The cells of one action in its columns. Give `asked`, a request about it that waits, and `archived` where its
    matter is: nobody is reminded of it any more, so it is faded, and that is said where others have their date."""

    row: "ActionRow"
    words: "Catalogue"
    today: date
    zone: tzinfo
    asked: PendingRequest | None = None
    archived: bool = False

    def __call__(self, name: str, room: int) -> Content:
        row = self.row
        match name:
            case "mark":
                return self._mark
            case "ref" | "deliverable" | "matter" | "meeting":
                return as_content(row[name] or "", MUTED)
            case "action":
                return as_content(row["title"], self._faded)
            case "owner":
                return self._owner(room)
            case "department":
                return as_content(owner_and_department(row)[1], MUTED)
            case "percent":
                return self._percent(room)
            case "due":
                return self._due(room)
            case "first_due":
                return as_content(self._first_due(room), MUTED)
            case "updated":
                changed = datetime.fromisoformat(row["updated_at"]).astimezone(self.zone)
                return as_content(self.words.short_day_within(changed.date(), room), MUTED)
        raise KeyError(name)

    @property
    def _faded(self) -> str:
        return MUTED if self.archived or self.row["status"] in CLOSED else ""

    @property
    def _mark(self) -> Content:
        if self.archived:
            return as_content(STATUS[self.row["status"]][0], MUTED)
        return as_content(*mark_of(self.row, self.asked))

    def _owner(self, room: int) -> Content:
        owner, _department = owner_and_department(self.row)
        return as_content(name_within(owner or "?", room, lines=2), self._faded if owner else WARNING)

    def _percent(self, room: int) -> Content:
        percent = self.row["percent"]
        bar = f"{gauge(percent / 100, BAR)} " if room > BAR else ""
        return as_content(f"{bar}{percent:3}%", self._faded or MUTED)

    def _due(self, room: int) -> Content:
        if self.archived:
            return as_content(self.words("actions.archived"), MUTED)
        if self.asked is not None:
            return as_content(self._asks(self.asked, room), ACCENT)
        row, now = self.row, date.fromisoformat(self.row["due"]) if self.row["due"] else None
        if row["status"] in CLOSED:
            return as_content(self.words(f"status.{row['status']}"), MUTED)
        slipped = " ↷" if row["original_due"] and row["due"] != row["original_due"] else ""
        return as_content(
            due_within(self.words, now, self.today, max(LEAST_DUE, room) - len(slipped)) + slipped,
            LATE if row["overdue"] else "" if now else WARNING,
        )

    def _asks(self, asked: PendingRequest, room: int) -> str:
        request = asked.row
        if request["ask"] != "postpone" or not request["due"]:
            return self.words(f"actions.asks.{request['ask']}")
        day = self.words.short_day(date.fromisoformat(request["due"]))
        whole = self.words("actions.asks_day", day=day)
        return whole if cell_len(whole) <= room else f"→ {day}"

    def _first_due(self, room: int) -> str:
        first = self.row["original_due"]
        if not first or first == self.row["due"]:
            return ""
        return self.words.short_day_within(date.fromisoformat(first), room)
