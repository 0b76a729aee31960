"""Outbox: the mails that go out, by their states; beside the list a mail as its reader sees it."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on, work
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from collabtui.domain.place import Place
from collabtui.domain.refs import OUTGOING, is_ref
from collabtui.errors import CollabError
from collabtui.screens.frame.paged_loader import LoadingPage
from collabtui.screens.frame.panes.two_panes import Panes, TwoPanePage
from collabtui.screens.frame.user_bindings import keys_bound
from collabtui.screens.outbox.commands_on_outbox import COMMANDS_OF, OutboxCommands
from collabtui.screens.outbox.outbox_list import STATES, OutboxListing
from collabtui.screens.outbox.outbox_mail import OutboxMail, OutboxPane, read_mail
from collabtui.store.queries.mails import recipient_of
from collabtui.widgets.rows import Rows

if TYPE_CHECKING:
    from collabtui.domain.model import Finding
    from collabtui.lifecycle.base.acting import Acting


REST = 0.1
"""Seconds that the cursor rests on a mail before its reader is looked up."""


def _remarks(acting: "Acting", ref: str) -> "tuple[Finding, ...]":
    from collabtui.domain.mail.mail_records import Outgoing  # the list is seen before these
    from collabtui.lifecycle.bookings.recipient_findings import recipient_findings

    return tuple(recipient_findings(acting, [acting.store.get(Outgoing, ref)]))


class StateTabs(Widget):
    """One line: the states, each with how many mails are in it. A click chooses one."""

    class Picked(Message):
        def __init__(self, state: str) -> None:
            super().__init__()
            self.state = state

    def __init__(self, listing: OutboxListing) -> None:
        super().__init__(id="outbox-states")
        self.listing = listing

    def render(self) -> Content:
        return Content("").join(tab for _, tab in self.listing.tabs(self.size.width))

    def on_click(self, event: events.Click) -> None:
        at, start = event.get_content_offset(self), 0
        for state, tab in self.listing.tabs(self.size.width):
            if at and start <= at.x < start + tab.cell_length:
                self.post_message(self.Picked(state))
            start += tab.cell_length


class Outbox(LoadingPage, TwoPanePage):
    CSS_PATH = "outbox.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "command('hold')", "key.hold_mail", id="outbox.hold"),
        Binding("s", "command('send')", "key.send_now", id="outbox.send"),
        Binding("e", "command('edit')", "key.edit", id="outbox.edit"),
        Binding("r", "command('resend')", "key.resend", id="outbox.resend"),
        Binding("p", "to_person", "key.mails_to_person", id="outbox.person"),
        Binding("right", "state(1)", "key.next_state", key_display="←→", id="outbox.next_state"),
        Binding("left", "state(-1)", "key.previous_state", show=False, system=True, id="outbox.previous_state"),
        Binding("escape", "back", "key.back", show=False, id="outbox.back"),
    ]
    page = "outbox"
    panes = Panes("#outgoing", "#outbox-mail")
    of_a_line = ""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.listing = OutboxListing(self.session, self.words, lambda: self.is_zoomed)
        self._mail: OutboxMail | None = None
        """The mail under the cursor, once it is read."""

    def content(self) -> ComposeResult:
        yield StateTabs(self.listing)
        with Horizontal():
            yield Rows(id="outgoing", classes="card")
            yield OutboxPane(self.session, self.words)

    def on_mount(self) -> None:
        self.rows.window.heads_of = lambda width: self.listing.columns(width).heads(self.words)
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#outgoing", Rows)

    @property
    def pane(self) -> OutboxPane:
        return self.query_one(OutboxPane)

    async def look_again(self) -> None:
        listing = self.listing
        refs = await listing.read()
        while self.wanted and self.wanted not in refs and listing.look_farther(len(refs), len(refs)):
            refs = await listing.read()
        self.rows.empty = listing.empty
        self.rows.show(refs, listing.draw)
        self.rows.border_title = self.words("outbox.to", name=listing.name) if listing.person else ""
        self.query_one(StateTabs).refresh()
        if self.wanted:
            self.rows.point_at(self.wanted)
        self.wanted = ""
        self.signal_ready()
        self._load_mail()

    @on(Rows.Moved, "#outgoing")
    def _moved(self) -> None:
        if self.listing.look_farther(len(self.rows.keys), self.rows.cursor):
            self.refresh_rows()
        self._load_mail()
        self.pane.scroll_to_top()

    @work(exclusive=True, group="mail")
    async def _load_mail(self) -> None:
        self._mail = None
        self._mail = await self._read_mail()
        self.pane.show(self._mail)
        self.refresh_bindings()
        if self._mail and "send" in COMMANDS_OF[self._mail.row["state"]]:
            await asyncio.sleep(REST)
            await self._remark_on_reader(self._mail)

    async def _remark_on_reader(self, mail: OutboxMail) -> None:
        """Before a yes to it: who is away gets it all the same."""
        with suppress(CollabError):
            self._mail = replace(
                mail, remarks=await self.session.run_command(lambda acting: _remarks(acting, mail.ref))
            )
            self.pane.show(self._mail)

    async def _read_mail(self) -> OutboxMail | None:
        """The mail under the cursor, also while it is still being read for the pane."""
        ref = self.rows.key
        return None if ref is None else await self.session.query(lambda reader: read_mail(reader, ref))

    def point_at(self, place: Place) -> None:
        self.wanted = place.ref if is_ref(place.ref, OUTGOING) else ""
        self.listing.only_in(place.part if place.part in STATES else "")
        self.listing.only_to("", "")
        self.set_class(bool(self.wanted), "-detail")
        self.refresh_now()

    @on(Rows.Chosen, "#outgoing")
    def _chosen(self) -> None:
        self.set_class(True, "-detail")
        self.pane.read_on()

    @on(StateTabs.Picked)
    def _picked(self, event: StateTabs.Picked) -> None:
        self.listing.only_in(event.state)
        self.refresh_now()

    def action_back(self) -> None:
        """From the mail to the list; from the mails of one person to all."""
        if self.listing.person and not self.has_class("-detail"):
            self.listing.only_to("", "")
            self.refresh_now()
        self.set_class(False, "-detail")
        self.rows.focus()

    def action_state(self, step: int) -> None:
        """The mails of the state beside."""
        states = ("", *STATES)
        self.listing.only_in(states[(states.index(self.listing.state) + step) % len(states)])
        self.refresh_now()

    @work
    async def action_to_person(self) -> None:
        """All that went to him, and when, as a list also where a mail lay on it; once more: to everybody again."""
        if self.listing.person:
            self.listing.only_to("", "")
        elif mail := await self._read_mail():
            ref = mail.ref
            person = await self.session.query(lambda reader: recipient_of(reader, ref))
            self.listing.only_in("")
            self.listing.only_to(person, mail.name)
        self.set_class(False, "-detail")
        self.rows.focus()
        self.refresh_now()

    async def open_text(self) -> str:
        return self._mail.row["text"] if self._mail else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that this mail has no use for are dimmed."""
        if action not in ("command", "to_person") or not self.is_composed:
            return super().check_action(action, parameters)
        if self._mail is None or action == "to_person":
            return None if self.rows.key is None and not self.listing.person else True
        return str(parameters[0]) in COMMANDS_OF[self._mail.row["state"]] or None

    def on_key(self, event: events.Key) -> None:
        """A key that this mail has no use for says so."""
        for binding in keys_bound(self, self.app).get(event.key, ()):
            _, action, parameters = parse(binding.action)
            if self._mail and action == "command" and self.check_action(action, parameters) is None:
                stands = self.words(f"outbox.tab.{self._mail.row['state']}")
                what, key = self.words(binding.description), self.app.get_key_display(binding)
                self.tell("outbox.not_here", key=key, what=what, state=stands)

    @work
    async def action_command(self, name: str) -> None:
        """Run it on the mail under the cursor."""
        mail = await self._read_mail()
        if mail and name in COMMANDS_OF[mail.row["state"]]:
            await OutboxCommands(self).run(name, mail)
            self.refresh_now()
