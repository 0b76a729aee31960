"""The list of due actions: one a line, and as many as there is room for."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.store.queries.lookup import reminded_of
from collabtui.widgets.line import GAP, WIDEST, Cell, as_content, fitting, gauge, line, ref_room, shares
from collabtui.widgets.when import due_room, due_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.text.catalogue import Catalogue
    from collabtui.widgets.rows import Rows

ROOM_FOR_PERCENT, ROOM_FOR_REMARKS = 90, 110
"""Columns from which a line of what is due says how far it is, and, with a bar, what was said of it."""
MOST_TITLES = 28
"""Columns in which most titles of actions are whole."""
LEAST_TITLE = 16
"""Columns that a title has before any other column has its own."""
SIZES = ((12, 18), (11, 18), (13, 26))
"""From how many to how many columns owner, department and remark take."""
_MUTED = "$foreground-muted"
STATUS_MARK = {"blocked": "▌", "in-progress": "◐", "not-started": " "}


class DueRows:
    """`asked` are the dates that owners ask for, by the ref of the action."""

    def __init__(
        self, actions: "Sequence[ActionRow]", asked: "Mapping[str, str]", session: "Session", words: "Catalogue"
    ) -> None:
        self._by_ref = {action["ref"]: action for action in actions}
        self._asked, self._session, self._words = asked, session, words
        self._ref_room = ref_room(self._by_ref)

    def show(self, rows: "Rows") -> None:
        rows.show(list(self._by_ref), self._draw)

    def _draw(self, refs: Sequence[str], width: int) -> list[Content]:
        from collabtui.screens.actions.archived_actions import archived_open, never_late  # after the first frame

        reminded = reminded_of(self._session.reader, refs) if width >= ROOM_FOR_REMARKS else {}
        room = due_room(self._words)
        shown = [self._by_ref[ref] for ref in refs]
        archived = archived_open(self._session.reader, shown)
        state = self._words("actions.archived")
        return [
            self._line(never_late(row), [], width, room, state)
            if row["ref"] in archived
            else self._line(row, reminded.get(row["ref"], []), width, room)
            for row in shown
        ]

    def _line(self, row: "ActionRow", reminders: list[str], width: int, room: int, state: str = "") -> Content:
        """`state` stands in place of the day of what nobody is reminded of any more."""
        day = date.fromisoformat(row["due"]) if row["due"] else None
        slipped = bool(row["original_due"]) and row["due"] != row["original_due"]
        mark = as_content("▲", "$text-error") if row["overdue"] else as_content(STATUS_MARK.get(row["status"], " "))
        owner = row["owner"]["name"] if row["owner"] else "?"
        department = (row["owner"]["department"] if row["owner"] else "") or ""
        width = min(width, WIDEST)
        wide, widest = width >= ROOM_FOR_PERCENT, width >= ROOM_FOR_REMARKS
        bar = f"{gauge(row['percent'] / 100, 8)} " if widest else ""
        percent = f"{bar}{row['percent']:3} %"
        taken = 1 + self._ref_room + 2 * GAP + (len(percent) + GAP if wide else 0)
        sizes = ((12, room), *SIZES[: 3 if widest else 2 if wide else 1])
        sizes = sizes[: fitting(width - taken, LEAST_TITLE, *sizes)]
        for_due, for_owner, *others = (*shares(width - taken, MOST_TITLES, *sizes), 0, 0)[: max(2, len(sizes))]
        moved = " ↷" if slipped else ""
        when = due_within(self._words, day, self._session.today, for_due - len(moved)) + moved
        style = "$text-error" if row["overdue"] else ""
        if state:
            when, style = state, _MUTED
        elif not widest and (asks := self._asks(row["ref"])):
            when, style = asks, "$text-accent"
        cells: list[Cell] = [
            (mark, 1),
            (as_content(row["ref"], _MUTED), self._ref_room),
            (as_content(row["title"], _MUTED if state else ""), 0),
            *([(as_content(owner), for_owner)] if for_owner else ()),
            *([(as_content(when, style), for_due)] if for_due else ()),
        ]
        if wide:
            cells.insert(4, (as_content(department, _MUTED), others[0]))
            cells.append((as_content(percent, _MUTED), len(percent)))
        if widest:
            cells.append((as_content(self._remark(row["ref"], reminders), _MUTED), others[1]))
        return line(width, *cells)

    def _asks(self, ref: str) -> str:
        """The day that its owner asks for; empty where he asks for none."""
        asked = self._asked.get(ref)
        return self._words("actions.asks_day", day=self._words.short_day(date.fromisoformat(asked))) if asked else ""

    def _remark(self, ref: str, reminders: list[str]) -> str:
        """What its owner asks, and what he was told already."""
        parts = [asks] if (asks := self._asks(ref)) else []
        if times := sum(kind != "escalation" for kind in reminders):
            parts.append(self._words("today.reminded", n=times))
        if "escalation" in reminders:
            parts.append(self._words("today.head_told"))
        return " · ".join(parts)
