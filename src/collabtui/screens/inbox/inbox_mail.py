"""One mail that came in: what it says, who wrote it, and how far he is believed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from textual.content import Content

from collabtui.domain.refs import ACTION, INCOMING, MEETING, is_ref, ref_of
from collabtui.errors import Unknown
from collabtui.store.queries.actions import action, action_id, dependents
from collabtui.store.queries.corrections import correction_of_mail
from collabtui.store.queries.departments import answer_brought_by
from collabtui.store.queries.mails import inbox_mail, inbox_raw
from collabtui.store.queries.meetings import meeting
from collabtui.widgets.line import as_content
from collabtui.widgets.mail_text import marked

if TYPE_CHECKING:
    from collabtui.services import Services
    from collabtui.store.sqlite.connection import Connection

Row = dict[str, Any]
MUTED, ACCENT, LATE, DONE = "$foreground-muted", "$text-accent", "$text-error", "$text-success"
TRUST = {"token": "✓", "verified": "✓", "known": "?", "unknown": "?", "forged": "✗"}
STATE = {
    "new": ("·", MUTED), "waiting": ("●", ACCENT), "applied": ("✓", DONE), "rejected": ("✗", MUTED),
    "undone": ("↶", MUTED), "ignored": ("·", MUTED),
}  # fmt: skip
OF_TRUST = frozenset({
    "not-authenticated", "authserv-id-unset", "token-of-another", "shared-address", "unknown-sender", "forged",
    "dmarc-failed", "dkim-failed", "spf-failed",
})  # fmt: skip
"""Reasons that say already how far the sender is believed."""
_REF = re.compile(r"(?<![A-Za-z0-9])[Aa]\d{1,9}(?![A-Za-z0-9])")
UNNAMED_SERVER = "authserv-id-unset"


@dataclass(frozen=True)
class MailData:
    """A mail with the actions and meetings it speaks of, as they are now."""

    mail: Row
    text: str
    """Of a mail that no new text was looked for in: its whole readable body."""
    actions: dict[str, Row] = field(default_factory=dict)
    meetings: dict[str, Row] = field(default_factory=dict)
    dependents: dict[str, list[Row]] = field(default_factory=dict)
    """What waits for an action whose date would move."""
    server: str = ""
    """Who says on it whether the sender is genuine, where nobody is believed yet."""
    verifier: str = ""
    """Who has said that the sender is genuine, and was believed."""
    strangers: frozenset[str] = frozenset()
    """Names that something shall go to, and that are nobody's here."""
    correction: Row | None = None
    """Of minutes, that came by it and waits: it is decided on their page."""
    unsaid: Row | None = None
    """What a department says by it that is neither a yes nor a no: that is said on the page of its matter."""
    topic: str = ""
    """The subject without the marks of replies and without our code."""

    @property
    def open(self) -> bool:
        """Whether the facilitator can still say yes."""
        return self.mail["state"] in ("waiting", "rejected", "undone")

    @property
    def proposes_updates(self) -> bool:
        """Whether its updates are not carried out yet."""
        return self.open and (self.mail["verdict"] == "review" or self.mail["state"] == "undone")

    @property
    def proposes(self) -> bool:
        """Whether a yes would do anything."""
        agreed = self.mail["updates"] or self.mail["sign_off"] or self.mail["rsvp"] or self._position
        return self.open and bool(self.mail["requests"] or (self.proposes_updates and agreed))

    @property
    def _position(self) -> bool:
        """Whether it says something for a department that is not to be said on the page of its matter."""
        return self.mail["position"] is not None and self.unsaid is None

    @property
    def own_address(self) -> bool:
        """Whether it came from the address that mails to this person go to, which nobody shares."""
        return bool(self.mail["person"]) and self.mail["person"]["email"] == self.mail["sender"]

    @property
    def did(self) -> bool:
        """Whether there is anything to take back."""
        by_itself = self.mail["verdict"] == "apply" and (
            self.mail["updates"] or self.mail["sign_off"] or self.mail["rsvp"] or self.mail["position"]
        )
        state = self.mail["state"]
        return state in ("applied", "rejected") or (state == "waiting" and bool(by_itself))

    @property
    def meant(self) -> bool:
        """Whether the facilitator may say what it means: a person wrote it."""
        return self.open or (self.mail["state"] == "ignored" and self.mail["kind"] == "reply")


def sheet_of(reader: "Connection", number: int, today: date) -> MailData:
    mail = inbox_mail(reader, number)
    asked = (*mail["updates"], *mail["requests"])
    named = [one["ref"] for one in asked] + [ref for clause in clauses_of(mail) for ref in refs_in(clause)]
    refs = [
        ref for ref in dict.fromkeys(filter(None, named)) if is_ref(ref, ACTION, MEETING) and _is_there(reader, ref)
    ]
    moved = {one["ref"] for one in mail["requests"] if one["ask"] == "postpone" and one["ref"]}
    return MailData(
        mail,
        "" if mail["new_text"] else _body(inbox_raw(reader, number)),
        {ref: action(reader, ref, today=today) for ref in refs if is_ref(ref, ACTION)},
        {ref: meeting(reader, ref) for ref in refs if is_ref(ref, MEETING)},
        {ref: dependents(reader, ref, today=today) for ref in moved},
        _server(inbox_raw(reader, number)) if mail["reason"] == UNNAMED_SERVER else "",
        _server(inbox_raw(reader, number)) if mail["trust"] == "verified" else "",
        frozenset(one["to"] for one in mail["requests"] if one["to"] and not _is_known(reader, one["to"])),
        correction_of_mail(reader, ref_of(INCOMING, mail["id"])),
        answer_brought_by(reader, ref_of(INCOMING, mail["id"])) if mail["position"] else None,
        _topic(mail["subject"]),
    )


def refs_in(clause: Row) -> list[str]:
    """What it was read as, and what it names beside that: somebody else's, say."""
    return [*clause["refs"], *(found.upper() for found in _REF.findall(clause["text"]))]


def _is_there(reader: "Connection", ref: str) -> bool:
    """A mail may name any number."""
    try:
        action_id(reader, ref) if is_ref(ref, ACTION) else meeting(reader, ref)
    except Unknown:
        return False
    return True


def clauses_of(mail: Row) -> list[Row]:
    return list((mail["understanding"] or {}).get("clauses", ()))


def _is_known(reader: "Connection", name: str) -> bool:
    from collabtui.language.people_names import match_people
    from collabtui.screens.dialogs.field_parsers import known

    return match_people(name, known(reader)).found is not None


def _topic(subject: str) -> str:
    from collabtui.lifecycle.mail_in.answer_mail import topic

    return topic(subject)


def _body(raw: bytes) -> str:
    from collabtui.mail.parse.message import read
    from collabtui.mail.quote.new_text import new_text

    return new_text(read(raw).body, None).shown


def _server(raw: bytes) -> str:
    from collabtui.mail.identity.trust import named_server
    from collabtui.mail.parse.message import read

    return named_server(read(raw))


def heading(sheet: MailData, services: "Services") -> Iterator[Content]:
    """Who, when, how far it is believed, and why it waits or does not."""
    mail, words = sheet.mail, services.words
    person = mail["person"] or {}
    who = person.get("name") or mail["sender"] or "?"
    address = "" if who == mail["sender"] else f" <{mail['sender']}>"
    at = words.instant(datetime.fromisoformat(mail["received_at"]).astimezone(services.zone))
    yield as_content(who, "bold") + as_content(f"{address} {person.get('department') or ''} · {at}", MUTED)
    yield as_content(sheet.topic)
    yield _trust(sheet, services) + as_content(reason(mail, services), MUTED)


def _trust(sheet: MailData, services: "Services") -> Content:
    """Nothing where nobody asks: what a machine or a stranger sent was passed over."""
    mail = sheet.mail
    if mail["verdict"] == "ignore" and mail["kind"] != "reply":
        return Content("")
    believed = mail["trust"] in ("token", "verified")
    style = DONE if believed else "$text-warning"
    mark = f"{TRUST[mail['trust']]} "
    if mail["reason"] in OF_TRUST:
        return as_content(mark, style)
    by = f" ({sheet.verifier})" if sheet.verifier else ""
    return as_content(mark + services.words(f"trust.{mail['trust']}") + by, style) + as_content(" · ", MUTED)


def reason(mail: Row, services: "Services") -> str:
    """Why it was done, waits, or was passed over."""
    words, verdict = services.words, mail["verdict"]
    partly = verdict == "apply" and (mail["requests"] or mail["reason"] != "understood")
    did = mail["updates"] or mail["sign_off"] or mail["rsvp"]
    said_so = words("inbox.partly_done" if partly and did else f"verdict.{verdict}")
    if mail["state"] != "waiting" and verdict == "review":
        said_so = words(f"state.{mail['state']}")
    return words("inbox.because", verdict=said_so, reason=words(f"reason.{mail['reason']}"))


def body(sheet: MailData) -> Content:
    new = sheet.mail["new_text"]
    if new is None:
        return marked(sheet.text, (), ())
    return marked(new["shown"], new["lines"], clauses_of(sheet.mail))
