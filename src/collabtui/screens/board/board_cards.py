"""The cards of a board as they are drawn: the title, and a line on whose it is and until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.screens.actions.action_lines import mark_of
from collabtui.screens.board.board_data import BoardData
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.columns.board import BEFORE, LATER
from collabtui.widgets.cards.card_places import CardColumn
from collabtui.widgets.cards.card_stack import CARD
from collabtui.widgets.cards.card_strips import titled
from collabtui.widgets.colours import LATE, MUTED
from collabtui.widgets.line import as_content, name_within

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.matter_rows import MatterRow
    from collabtui.text.catalogue import Catalogue


BRIEF = 13
"""Columns that a name has above the narrowest cards, beside how many there are."""
LONGEST_TITLE = 5
"""Lines of a title at most, where all cards have room for them."""
TITLE_LINES = 2
"""Lines of a title, however many cards there are."""
FEW = 12
"""Cards of a column that may have room for more than two lines of a title each: of more nobody asks how long."""
FOOT = 28
"""Columns of a card in which a line has room for ref, day and owner: in fewer the owner stands below, on all cards."""


class BoardCards:
    def __init__(self, data: BoardData, session: "Session", words: "Catalogue") -> None:
        self.data, self.session, self.words = data, session, words
        self._whole: dict[int, int] = {}

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

    def least_lines(self, width: int) -> int:
        """A title on two lines, and what stands below it."""
        return CARD + self._has_owner_below(width)

    def whole_lines(self, width: int) -> int:
        """The same where no title is cut."""
        if width not in self._whole:
            longest = max((len(titled(one, width, LONGEST_TITLE)) for one in self._titles), default=0)
            self._whole[width] = longest + self.least_lines(width) - TITLE_LINES
        return self._whole[width]

    @cached_property
    def _titles(self) -> Sequence[str]:
        if self.data.by == "step":
            return [row["title"] for row in self.data.matters.values()]
        ids = [card for one in self.data.columns if one.total <= FEW for card in one.cards if isinstance(card, int)]
        return [row["title"] for row in actions_by_id(self.session.reader, ids, today=self.session.today)]

    def _has_owner_below(self, width: int) -> bool:
        return self.data.by in ("status", "department") and width < FOOT

    def draw(self, keys: Sequence[Any], width: int, most: int) -> list[list[Content]]:
        if self.data.by == "step":
            return [self._matter(self.data.matters[ref], width, most) for ref in keys]
        rows = actions_by_id(self.session.reader, keys, today=self.session.today)
        return [self._action(row, width, most) for row in rows]

    def _action(self, row: "ActionRow", width: int, most: int) -> list[Content]:
        """Below the title the ref, and what the column does not say of due date and owner: the date stands at one place
        on all cards."""
        mark, style = mark_of(row, None)
        head = as_content(f"{mark} {row['ref']}".lstrip())
        if row["due"] and self.data.by != "week":
            head += as_content(f" {self.words.short_day(date.fromisoformat(row['due']))}")
        below, apart = [head], self._has_owner_below(width)
        if self.data.by != "owner":
            between = " " if self.data.by == "week" else " · "
            room = width if apart else width - head.cell_length - len(between)
            owner = as_content(name_within(row["owner"]["name"], room) if row["owner"] else "?")
            below = [head, owner] if apart else [head + as_content(between) + owner]
        style_of_title = MUTED if row["status"] in ("done", "cancelled") else ""
        title = titled(row["title"], width, most - len(below), style_of_title)
        return [*title, *(one.stylize(style or MUTED) for one in below)]

    def _matter(self, row: "MatterRow", width: int, most: int) -> list[Content]:
        late = row["overdue"]
        numbers = self.words("board.overdue", n=late) if late else self.words("board.open", n=row["open"])
        below = as_content(f"{row['ref']} {numbers}", LATE if late else MUTED)
        return [*titled(row["title"], width, most - 1), below]
