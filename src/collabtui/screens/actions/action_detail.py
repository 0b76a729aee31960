"""One action beside the list: what it is, what hangs on it, and what happened to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from collabtui.domain.via import mail_of
from collabtui.screens.actions.action_row_parts import slip_chain
from collabtui.screens.actions.action_rows import deed_line, facts, happened, noted, others
from collabtui.store.queries.actions import action as action_row
from collabtui.store.queries.actions import actions_by_id, dependents, note_of
from collabtui.store.queries.lookup import named
from collabtui.store.queries.trail_entries import mails_about, trail
from collabtui.widgets.line import as_content
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.services import Services
    from collabtui.store.sqlite.connection import Connection

Row = dict[str, Any]
_PERSON = re.compile(r"P[0-9]+")
LONGEST_HISTORY = 200
"""Changes that are shown; `collabtui trail` has them all."""


@dataclass(frozen=True)
class ActionData:
    """An action with everything that hangs on it."""

    row: Row
    changes: list[Row]
    names: dict[str, str]
    note: str = ""
    reminders: list[Row] = field(default_factory=list)
    """Mails that reminded somebody of it."""
    needs: list[Row] = field(default_factory=list)
    """What has to be done before."""
    waiting: list[Row] = field(default_factory=list)
    """What waits for it."""


def sheet_of(reader: "Connection", identity: int, today: date) -> ActionData:
    (row,) = actions_by_id(reader, [identity], today=today)
    changes = trail(reader, row["ref"], limit=LONGEST_HISTORY)
    return ActionData(
        row,
        changes,
        _names(reader, changes),
        note_of(reader, row["ref"]),
        mails_about(reader, row["ref"]),
        [action_row(reader, ref, today=today) for ref in row["depends_on"]],
        dependents(reader, row["ref"], today=today),
    )


def _names(reader: "Connection", changes: Sequence[Row]) -> dict[str, str]:
    """Of the people in whose hands it was: the history names them by ref."""
    values = [value for change in changes for value in (change["old"], change["new"]) if value]
    helpers = (one["person"] for value in values if isinstance(value, list) for one in value if isinstance(one, dict))
    refs = {*helpers, *(value for value in values if isinstance(value, str) and _PERSON.fullmatch(value))}
    return {ref: person["name"] for ref, person in named(reader, refs).items()}


class ActionDetail(Vertical):
    """Enter on a line of its history that came by mail posts `MailWanted`."""

    DEFAULT_CSS = """
    ActionDetail #action-facts { height: auto; max-height: 70%; }
    ActionDetail #action-history { height: 1fr; margin-top: 1; }
    """

    @dataclass
    class MailWanted(Message):
        ref: str

    def __init__(self, services: "Services", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's name for it
        super().__init__(id=id, classes=classes)
        self.services = services
        self._deeds: list[Row] = []
        self._facts = Content("")

    def compose(self) -> ComposeResult:
        yield Static(id="action-facts")
        yield Rows(id="action-history", empty="")

    def show(self, sheet: ActionData | None, asked: Row | None) -> None:
        """None: there is no action to show."""
        if not self.children:  # the page's first rows may be quicker than its first frame
            self.call_after_refresh(self.show, sheet, asked)
            return
        lines, self._deeds = [], []
        if sheet is not None:
            words, today = self.services.words, self.services.today
            slips = sum(_is_slip(change) for change in sheet.changes)
            lines = [
                *facts(sheet.row, asked, slips, words, today),
                *noted(sheet.note, words),
                *slip_chain(sheet.changes, words),
                *others(sheet.needs, "needs", words),
                *others(sheet.waiting, "waits_for_it", words),
            ]
            self._deeds = happened(sheet.changes, sheet.reminders, sheet.names, words)
        self._say_facts(Content("\n").join(lines))
        self.query_one("#action-history", Rows).show(range(len(self._deeds)), self._draw)

    def _say_facts(self, content: Content) -> None:
        """The page is arranged anew only where the text takes more lines, or fewer: that costs more than the text."""
        self._facts = content
        facts, width = self.query_one("#action-facts", Static), self.scrollable_content_region.width
        facts.update(content, layout=False)
        if width:
            facts.styles.height = content.get_height({}, width)

    def on_resize(self) -> None:
        """It may have been out of sight."""
        if self.children:
            self._say_facts(self._facts)

    def _draw(self, places: Sequence[int], width: int) -> list[Content]:
        return [deed_line(self._deeds[place], width, self.services.zone, self.services.words) for place in places]

    @on(Rows.Chosen, "#action-history")
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        if mail := mail_of(self._deeds[event.key]["via"]):
            self.post_message(self.MailWanted(mail))
        else:
            self.notify(as_content(self._deeds[event.key]["text"]).plain, markup=False)

    @on(Rows.Moved, "#action-history")
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()


def _is_slip(change: Row) -> bool:
    return bool(change["field"] == "due" and change["old"] and change["new"] and change["new"] > change["old"])
