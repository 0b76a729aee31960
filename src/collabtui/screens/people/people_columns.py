"""The list of people: its columns in a width, and one person as a row of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from collabtui.widgets.colours import LATE, MUTED, WARNING
from collabtui.widgets.columns import MARK, ColumnLayout, ListColumn, all_laid_out, laid_out
from collabtui.widgets.line import GAP, as_content, name_within

if TYPE_CHECKING:
    from collabtui.store.queries.rows.people_rows import PersonRow
    from collabtui.text.catalogue import Catalogue

ROOM_FOR_TITLE = 90
"""Columns of the list from which it says what somebody's job is."""
NAME, MOST_OF_NAME = 16, 24
TITLE, ADDRESS, LOAD = ListColumn("title", 12, 20), ListColumn("address", 20, 20), ListColumn("open", 7, 7)
"""The columns in which names are whole; in 20 most addresses are."""
FURTHER = (
    ListColumn("phone", 14, 18), ListColumn("deputy", 10, 16), ListColumn("absence", 15, 20),
    ListColumn("language", 8, 8),
)  # fmt: skip
"""What the list says beside the others where it has the whole page."""
WITH_ROLE = "person_and_role"
ORDER = (MARK, "person", WITH_ROLE, "title", "address", "role", "open", "phone", "deputy", "absence", "language")


def usual_columns(width: int, words: "Catalogue", people: "Sequence[PersonRow]" = ()) -> ColumnLayout:
    """An address only where it leaves names whole: the pane of the person has it."""
    fixed = (ListColumn(MARK, 1, 1), _role(words, people), LOAD)
    room = width - sum(column.least + GAP for column in fixed)
    if room < NAME:  # what there is to say of somebody goes on behind the name
        return laid_out(width, (ListColumn(MARK, 1, 1), LOAD), ListColumn(WITH_ROLE, NAME, NAME), (), ORDER)
    if room < NAME + GAP + ADDRESS.least:
        return laid_out(width, fixed, ListColumn("person", NAME, NAME), (), ORDER)
    title = (TITLE,) if width >= ROOM_FOR_TITLE else ()
    return laid_out(width, fixed, ADDRESS, (ListColumn("person", NAME, MOST_OF_NAME), *title), ORDER)


def all_columns(width: int, words: "Catalogue", people: "Sequence[PersonRow]" = ()) -> ColumnLayout:
    fixed = (ListColumn(MARK, 1, 1), _role(words, people), LOAD)
    others = (ADDRESS._replace(most=30), TITLE, *FURTHER)
    return all_laid_out(width, fixed, ListColumn("person", MOST_OF_NAME, MOST_OF_NAME), others, ORDER, words)


def _role(words: "Catalogue", people: "Sequence[PersonRow]") -> ListColumn:
    """As wide as what stands in it."""
    roles = {one for row in people if (one := _role_of(row))} or {"head", "left", "bounces"}
    room = max(cell_len(words("heads.role")), *(cell_len(words(f"people.{one}")) for one in roles))
    return ListColumn("role", room, room)


def _role_of(row: "PersonRow") -> str:
    """That mails to him come back is said before what he is."""
    return "bounces" if row["bounced_at"] else "left" if row["left_at"] else "head" if row["head"] else ""


@dataclass(frozen=True)
class PersonCells:
    """The cells of one person in its columns."""

    row: "PersonRow"
    words: "Catalogue"
    today: date

    def __call__(self, name: str, room: int) -> Content:
        row, words = self.row, self.words
        match name:
            case "mark":
                return as_content("✗" if row["bounced_at"] else "▲" if row["overdue"] else " ", LATE)
            case "person":
                return self._name(room)
            case "person_and_role":
                role = self._role()
                beside = [role] if role.plain else []
                return as_content("  ").join([self._name(room - role.cell_length - GAP * len(beside)), *beside])
            case "role":
                return self._role()
            case "open":
                late = f" ▲{row['overdue']}" if row["overdue"] else ""
                return as_content(f"{row['open']}{late}" if row["open"] else "")
            case "address":
                return as_content(row["email"], LATE if row["bounced_at"] else MUTED)
            case "title" | "phone" | "deputy":
                return as_content(row[name] or "", MUTED)
            case "language":
                return as_content(words("language." + row["locale"]), MUTED)
            case "absence":
                return as_content(self._absence(), WARNING)
        raise KeyError(name)

    def _name(self, room: int) -> Content:
        return as_content(name_within(self.row["name"], room, lines=2), MUTED if self.row["left_at"] else "")

    def _role(self) -> Content:
        role = _role_of(self.row)
        return as_content(self.words(f"people.{role}") if role else "", LATE if role == "bounces" else MUTED)

    def _absence(self) -> str:
        row = self.row
        days = [date.fromisoformat(day) for day in (row["away_from"], row["away_until"]) if day]
        if len(days) < 2 or days[1] < self.today:
            return ""
        return self.words("absence.days", first=self.words.short_day(days[0]), last=self.words.short_day(days[1]))
