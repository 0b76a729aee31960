"""One mail of the outbox as its reader sees it, with what became of it and the way out where it stays here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from collabtui.domain.refs import OUTGOING, ref_of
from collabtui.domain.via import Via
from collabtui.screens.outbox.outbox_list import MARK
from collabtui.store.queries.mails import outbox_mail, outbox_raw
from collabtui.store.queries.trail_entries import trail
from collabtui.text.mail_refusals import refusal
from collabtui.widgets.colours import MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.mail_text import with_links

if TYPE_CHECKING:
    from collabtui.domain.model import Finding
    from collabtui.session.store_session import Session
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import OutboxMailRow
    from collabtui.text.catalogue import Catalogue


@dataclass(frozen=True)
class OutboxMail:
    row: "OutboxMailRow"
    attached: tuple[str, ...]
    """Names of the files that come with it."""
    taken_back: bool = False
    """It stays here because what it tells was undone."""
    remarks: tuple["Finding", ...] = ()
    """Whether its reader is away, or may not read what it is about."""

    @property
    def ref(self) -> str:
        return ref_of(OUTGOING, self.row["id"])

    @property
    def name(self) -> str:
        return self.row["person"]["name"] if self.row["person"] else self.row["to"]


def read_mail(reader: "Connection", ref: str) -> OutboxMail:
    from collabtui.mail.compose.reword import attached  # the page stands before a mail is looked at

    row = outbox_mail(reader, ref)
    taken_back = row["state"] == "held" and _is_held_by_undo(reader, ref)
    return OutboxMail(row, tuple(attached(outbox_raw(reader, ref))), taken_back)


def _is_held_by_undo(reader: "Connection", ref: str) -> bool:
    last = next((one for one in trail(reader, ref) if one["field"] == "state"), None)
    return last is not None and Via.parse(last["via"]).undone is not None


class OutboxPane(Vertical):
    """The mail beside the list."""

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        super().__init__(id="outbox-mail", classes="card")
        self.session, self.words = session, words

    def compose(self) -> ComposeResult:
        yield Static(id="outbox-head")
        with VerticalScroll(id="outbox-body"):
            yield Static(id="outbox-text")

    def show(self, mail: OutboxMail | None) -> None:
        """None: there is no mail to show."""
        head = list(self._head(mail)) if mail else []
        text = [with_links(as_content(each)) for each in mail.row["text"].splitlines()] if mail else []
        self.query_one("#outbox-head", Static).update(Content("\n").join(head))
        self.query_one("#outbox-head").display = bool(head)
        self.query_one("#outbox-text", Static).update(Content("\n").join(text))
        kind = self.words(f"outbox.kind.{mail.row['kind']}") if mail else ""
        self.border_title = f"{mail.ref} {kind}" if mail else ""

    def _head(self, mail: OutboxMail) -> Iterator[Content]:
        row, words = mail.row, self.words
        sign, colour = MARK[row["state"]]
        address = as_content(f" <{row['to']}>", MUTED)
        yield as_content(mail.name) + address
        yield as_content(row["subject"], "bold")
        yield as_content(f"{sign} {self._stands(row)}", colour)
        if row["last_error"]:
            yield as_content(words("outbox.says", why=row["last_error"]), colour)
            if refusal(row["last_error"]):
                yield as_content(words("outbox.server_words", text=row["last_error"]), MUTED)
        if row["state"] in ("failed", "held"):
            way_out = "taken_back" if mail.taken_back else row["state"]
            yield as_content(words(f"outbox.way_out.{way_out}"), WARNING)
        for remark in mail.remarks:
            yield as_content(f"▲ {words(remark.key, **remark.values)}", WARNING)
        notes = [words("outbox.attached", names=list(mail.attached))] if mail.attached else []
        notes += [words("outbox.edited_note")] if row["edited"] else []
        notes += [words("outbox.by_itself")] if row["automatic"] else []
        if notes:
            yield as_content(" · ".join(notes), MUTED)

    def _stands(self, row: "OutboxMailRow") -> str:
        """Its state in words, with since when, or when it is tried next."""
        words, state = self.words, row["state"]
        if state == "sent" and row["sent_at"]:
            return words("outbox.stands.sent", at=self._moment(row["sent_at"]))
        queued = self._moment(row["queued_at"])
        if state == "queued" and row["not_before"] and self._at(row["not_before"]) > self.session.now:
            key = "outbox.stands.later" if row["attempts"] else "outbox.stands.soon"
            return words(key, at=self._moment(row["not_before"]), n=row["attempts"])
        return words(f"outbox.stands.{state}", at=queued, n=row["attempts"])

    def _at(self, instant: str) -> datetime:
        return datetime.fromisoformat(instant).astimezone(self.session.zone)

    def _moment(self, instant: str) -> str:
        return self.words.instant(self._at(instant))

    def read_on(self) -> None:
        """Give the keys to the text of the mail."""
        self.query_one("#outbox-body").focus()

    def scroll_to_top(self) -> None:
        self.query_one("#outbox-body").scroll_home(animate=False)
