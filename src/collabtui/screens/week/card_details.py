"""The pane below a week, on the card under the cursor: the agenda of a meeting and its answers, all that is known of
an action, or what `card_facts` has on the others."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.refs import MEETING, is_ref
from collabtui.errors import Unreachable
from collabtui.screens.actions.action_lines import LONGEST_HISTORY, facts, slip_chain, slips_in
from collabtui.screens.actions.action_query import pending_requests
from collabtui.screens.meetings.agenda_and_people import agenda_lines, people_lines
from collabtui.screens.week.card_facts import away_lines, duty_lines, reminded_lines
from collabtui.screens.week.week_data import WeekCard, WeekData, times_shown
from collabtui.store.queries.actions import actions_by_id
from collabtui.store.queries.meeting_list import meeting_summary
from collabtui.store.queries.trail_entries import trail
from collabtui.widgets.cards.card_columns import CardColumns
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

LINES = 8
"""Of each of its columns; the last says how many more there are."""


class CardDetails(Horizontal):
    """The key that plans something, where there is no card."""

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        super().__init__(id="week-details", classes="card")
        self.session, self.words = session, words
        self._data: WeekData | None = None
        self._card: WeekCard | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="week-agenda")
        yield Static(id="week-people")

    def show(self, data: WeekData, columns: CardColumns) -> None:
        self._data = data
        self.follow(columns)

    def follow(self, columns: CardColumns) -> None:
        """The cursor of the columns; while a card is carried, what was shown stays."""
        if not columns.places.carried:
            self._card = columns.key
            self._draw()

    def on_show(self) -> None:
        with suppress(Unreachable):  # the page says so, and reads all of it again once the database is back
            self._draw()

    def _draw(self) -> None:
        data, card = self._data, self._card
        if data is None or not self.display:
            return
        title, left, right = "", list[Content](), list[Content]()
        if card is None:
            left = [as_content(self.words("week.free"), MUTED)]
        elif card.kind == "meeting" and card.key in data.meetings:
            row = data.meetings[str(card.key)]
            more = meeting_summary(self.session.reader, row["ref"])
            begun, _ = times_shown(row, self.session.zone)
            title, left, right = f"{row['ref']} {row['title']}", agenda_lines(more, begun), people_lines(more)
        elif card.kind == "action":
            left, right = self._action(int(card.key))
        else:
            left, right = self._other(card, data)
        self.border_title = title or None
        for widget, lines in zip(self.query(Static), (left, right), strict=True):
            widget.update(Content("\n").join(self._shortened(lines)))

    def _action(self, identity: int) -> tuple[list[Content], list[Content]]:
        """All that is known of it; and how often its date moved, with the reasons."""
        reader, today, words = self.session.reader, self.session.today, self.words
        (row,) = actions_by_id(reader, [identity], today=today)
        changes = trail(reader, row["ref"], limit=LONGEST_HISTORY) if row["ref"] else []
        asked = pending_requests(reader).get(row["ref"])
        return [*facts(row, asked, slips_in(changes), words, today)], [*slip_chain(changes, words)]

    def _other(self, card: WeekCard, data: WeekData) -> tuple[list[Content], list[Content]]:
        """Lines from `card_facts`; none of a card that has gone since it was drawn."""
        key, session, words = str(card.key), self.session, self.words
        if card.kind == "away" and key in data.away:
            return away_lines(data.away[key], session, words)
        if card.kind == "duty" and key in data.duties:
            duty = data.duties[key]
            more = meeting_summary(session.reader, duty.ref) if is_ref(duty.ref, MEETING) else None
            return duty_lines(duty, session, words), people_lines(more) if more else []
        if card.kind == "reminder" and (dues := data.reminders.get(date.fromisoformat(key))):
            return reminded_lines(list(dues), session, words), []
        return [], []

    def _shortened(self, lines: Sequence[Content]) -> Sequence[Content]:
        if len(lines) <= LINES:
            return lines
        return [*lines[: LINES - 1], as_content(self.words("week.more", n=len(lines) - LINES + 1), MUTED)]
