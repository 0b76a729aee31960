"""The cards of a board as they are drawn: the title, and a line on whose it is and until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.content import Content

from collabtui.screens.actions.action_lines import mark_of
from collabtui.screens.board.board_data import BoardData
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.columns.board import BEFORE, LATER
from collabtui.widgets.cards.card_places import CardColumn
from collabtui.widgets.cards.card_strips import titled
from collabtui.widgets.colours import LATE, MUTED
from collabtui.widgets.line import as_content, between, name_within

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.matter_rows import MatterRow
    from collabtui.text.catalogue import Catalogue


BRIEF = 13
"""Columns that a name has above the narrowest cards, beside how many there are."""


class BoardCards:
    def __init__(self, data: BoardData, session: "Session", words: "Catalogue") -> None:
        self.data, self.session, self.words = data, session, words

    def columns(self) -> list[CardColumn]:
        style = LATE if self.data.by == "week" else ""
        return [
            CardColumn(
                one.name,
                self.heading(one.name, one.title),
                one.cards,
                one.total,
                style * (one.name == BEFORE),
                name_within(one.title, BRIEF) if self.data.by == "owner" else "",
                late=0 if style and one.name == BEFORE else one.late,
            )
            for one in self.data.columns
        ]

    def heading(self, name: str, title: str = "") -> str:
        by, words = self.data.by, self.words
        if by in ("status", "step"):
            return words(f"{by}.{name}")
        if not name:
            return words(f"actions.group.no_{by}")
        if by != "week":
            return title or self._title(name)
        if name in (BEFORE, LATER):
            return words(f"board.{name}")
        monday = date.fromisoformat(name)
        away = (monday - (self.session.today - timedelta(days=self.session.today.weekday()))).days // 7
        near = {0: "actions.this_week", 1: "actions.next_week"}.get(away)
        sunday = monday + timedelta(days=6)
        return words(near or "actions.week", first=words.short_day(monday), last=words.short_day(sunday))

    def _title(self, name: str) -> str:
        return next((one.title for one in self.data.columns if one.name == name), name)

    def draw(self, keys: Sequence[Any], width: int) -> list[list[Content]]:
        if self.data.by == "step":
            return [self._matter(self.data.matters[ref], width) for ref in keys]
        rows = actions_by_id(self.session.reader, keys, today=self.session.today)
        return [self._action(row, width) for row in rows]

    def _action(self, row: "ActionRow", width: int) -> list[Content]:
        """Below the title the ref, and what the column does not say of owner and due date. Where one line has no room
        for both, the day stands behind a title of two lines, else a line further down."""
        mark, style = mark_of(row, None)
        until = self.words.short_day(date.fromisoformat(row["due"])) if row["due"] else ""
        head = f"{mark} {row['ref']}".lstrip()
        owner = name_within(row["owner"]["name"], width - cell_len(head) - 1) if row["owner"] else "?"
        parts = {"owner": [until], "week": [owner]}.get(self.data.by, [until, owner])
        style = style or MUTED
        title = titled(row["title"], width, MUTED if row["status"] in ("done", "cancelled") else "")
        below = f"{head} {' · '.join(part for part in parts if part)}".rstrip()
        if cell_len(below) <= width or not until or len(parts) == 1:
            return [*title, as_content(below, style)]
        if len(title) == 1:
            return [*title, as_content(f"{head} {until}", style), as_content(owner, style)]
        whose = as_content(f"{head} {owner}", style)
        day = as_content(until, style)
        if title[-1].cell_length + 1 + day.cell_length <= width:
            return [*title[:-1], between(width, title[-1], day), whose]
        return [*title, whose, day]

    def _matter(self, row: "MatterRow", width: int) -> list[Content]:
        late = row["overdue"]
        numbers = self.words("board.overdue", n=late) if late else self.words("board.open", n=row["open"])
        return [*titled(row["title"], width), as_content(f"{row['ref']} {numbers}", LATE if late else MUTED)]
