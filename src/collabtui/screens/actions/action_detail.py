"""One action beside the list: what it is, what hangs on it, and what happened to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from collabtui.errors import Unknown
from collabtui.screens.actions.action_lines import (
    LONGEST_HISTORY,
    HistoryLine,
    PendingRequest,
    asked_why,
    checked,
    facts,
    happened,
    history_lines,
    needed,
    noted,
    others,
    slip_chain,
    slips_in,
)
from collabtui.store.queries.actions import action as action_row
from collabtui.store.queries.actions import actions_by_id, checks_of, dependents, note_of, whys_of
from collabtui.store.queries.departments import resources
from collabtui.store.queries.lookup import named
from collabtui.store.queries.trail_entries import mails_about, trail
from collabtui.widgets.line import as_content
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.action_rows import ActionRow, CheckRow
    from collabtui.store.queries.rows.mail_rows import MailAboutRow, TrailRow
    from collabtui.store.queries.rows.matter_rows import ResourceRow
    from collabtui.text.catalogue import Catalogue

_PERSON = re.compile(r"P[0-9]+")


@dataclass(frozen=True)
class ActionData:
    """An action with everything that hangs on it."""

    row: "ActionRow"
    changes: "list[TrailRow]"
    names: dict[str, str]
    note: str = ""
    reminders: "list[MailAboutRow]" = field(default_factory=list)
    """Mails that reminded somebody of it."""
    needs: "list[ActionRow]" = field(default_factory=list)
    """What has to be done before."""
    waiting: "list[ActionRow]" = field(default_factory=list)
    """What waits for it."""
    checks: "list[CheckRow]" = field(default_factory=list)
    """What its deliverable is checked by."""
    whys: list[str] = field(default_factory=list)
    """Why it is held up, why by why."""
    resources: "list[ResourceRow]" = field(default_factory=list)
    """What departments give for it, or are asked for."""
    wording: Mapping[str, str] = field(default_factory=dict)
    """What was said in the meeting of an owner or a day that nobody has cleared up."""


def read_action(reader: "Connection", identity: int, today: date) -> ActionData:
    (row,) = actions_by_id(reader, [identity], today=today)
    if not row["ref"]:
        return ActionData(row, [], {}, "", [], [], [])
    changes = trail(reader, row["ref"], limit=LONGEST_HISTORY)
    return ActionData(
        row,
        changes,
        _names(reader, changes),
        note_of(reader, row["ref"]),
        mails_about(reader, row["ref"]),
        [one for ref in row["depends_on"] if (one := action_row(reader, ref, today=today))["status"] != "cancelled"],
        dependents(reader, row["ref"], today=today),
        checks_of(reader, row["ref"]),
        whys_of(reader, row["ref"]),
        resources(reader, action=row["ref"]),
    )


def _names(reader: "Connection", changes: "Sequence[TrailRow]") -> dict[str, str]:
    """Of the people in whose hands it was: the history names them by ref."""
    values = [value for change in changes for value in (change["old"], change["new"]) if value]
    helpers = (one["person"] for value in values if isinstance(value, list) for one in value if isinstance(one, dict))
    refs = {*filter(None, helpers), *(value for value in values if isinstance(value, str) and _PERSON.fullmatch(value))}
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

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        super().__init__(id="action-detail", classes="card")
        self.session, self.words = session, words
        self._history: list[HistoryLine] = []
        self._facts = Content("")

    def compose(self) -> ComposeResult:
        yield Static(id="action-facts")
        yield Rows(id="action-history", empty="")

    async def load(self, identity: int | None, asked: Mapping[str, PendingRequest]) -> None:
        """Read the action with this number and show it; None: there is none. `asked`: open requests by ref."""
        today = self.session.today
        data = None
        if identity is not None:
            data = await self.session.query(lambda reader: read_action(reader, identity, today))
            data = await self._with_wording(data)
        ref = data.row["ref"] if data else ""
        self.border_title = ref
        self.show(data, asked.get(ref))

    async def _with_wording(self, data: ActionData) -> ActionData:
        from collabtui.lifecycle.live.unclear_lines import wording_left_open  # the list is there without it

        row = data.row
        if not row["meeting"] or (row["owner"] and row["due"]):
            return data
        try:
            wording = await self.session.run_command(lambda acting: wording_left_open(acting, row["ref"]))
        except Unknown:  # taken away meanwhile, or not for this reader
            return data
        return replace(data, wording=wording)

    def show(self, data: ActionData | None, asked: PendingRequest | None) -> None:
        if not self.children:  # the page's first rows may be quicker than its first frame
            self.call_after_refresh(self.show, data, asked)
            return
        lines, self._history = [], []
        if data is not None:
            words, today = self.words, self.session.today
            lines = [
                *facts(data.row, asked, slips_in(data.changes), words, today, data.wording),
                *noted(data.note, words),
                *needed(data.resources, words),
                *checked(data.checks, words),
                *asked_why(data.whys, words),
                *slip_chain(data.changes, words),
                *others(data.needs, "needs", words),
                *others(data.waiting, "waits_for_it", words),
            ]
            self._history = happened(data.changes, data.reminders, data.names, words)
        self._show_facts(Content("\n").join(lines))
        self._show_history()

    @on(Rows.Resized)
    def _show_history(self) -> None:
        """A row a line: the cursor passes over those that go on with the one before."""
        rows = self.query_one("#action-history", Rows)
        width = rows.scrollable_content_region.width
        drawn = {
            (place, number): content
            for place, entry in enumerate(self._history)
            for number, content in enumerate(history_lines(entry, width, self.session.zone, self.words))
        }
        rows.show(list(drawn), lambda keys, _: [drawn[key] for key in keys], skip={key for key in drawn if key[1]})

    def _show_facts(self, content: Content) -> None:
        """Lays the page out anew only where the text takes more lines, or fewer: that costs more than the text."""
        self._facts = content
        facts, width = self.query_one("#action-facts", Static), self.scrollable_content_region.width
        facts.update(content, layout=False)
        if width:
            facts.styles.height = content.get_height({}, width)

    def on_resize(self) -> None:
        """It may have been out of sight."""
        if self.children:
            self._show_facts(self._facts)

    @on(Rows.Chosen, "#action-history")
    def _chosen(self, event: Rows.Chosen) -> None:
        event.stop()
        entry = self._history[event.key[0]]
        if entry.mail:
            self.post_message(self.MailWanted(entry.mail))
        else:
            self.notify(as_content(entry.text).plain, markup=False)

    @on(Rows.Moved, "#action-history")
    def _moved(self, event: Rows.Moved) -> None:
        event.stop()
