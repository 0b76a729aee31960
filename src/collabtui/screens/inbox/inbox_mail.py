"""One mail that came in: what it says, who wrote it, and how far he is believed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.domain.refs import INCOMING, ref_of
from collabtui.lifecycle.attachments.returned_tables import is_table
from collabtui.widgets.colours import ACCENT, DONE, MUTED, WARNING
from collabtui.widgets.line import as_content
from collabtui.widgets.mail_text import marked

if TYPE_CHECKING:
    from collabtui.mail.quote.misleading_links import MisleadingLink
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.action_rows import ActionRow
    from collabtui.store.queries.rows.mail_rows import ClauseRow, InboxMailRow, ProposalRow, TimedRequestRow
    from collabtui.store.queries.rows.matter_rows import WaitingChangeRow, WaitingDepartmentRow
    from collabtui.store.queries.rows.meeting_rows import MeetingRow, OpenCorrectionRow
    from collabtui.text.catalogue import Catalogue

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
DOT = " · "
ONE_LINE = 60
"""Columns of a mail's pane beside the list, in a terminal of 100."""
MARK = "✓ "
_REF = re.compile(r"(?<![A-Za-z0-9])[Aa]\d{1,9}(?![A-Za-z0-9])")


@dataclass(frozen=True)
class MailData:
    """A mail with the actions and meetings it speaks of, as they are now."""

    mail: "InboxMailRow"
    text: str
    """Of a mail that no new text was looked for in: its whole readable body."""
    actions: "dict[str, ActionRow]" = field(default_factory=dict)
    meetings: "dict[str, MeetingRow]" = field(default_factory=dict)
    dependents: "dict[str, list[ActionRow]]" = field(default_factory=dict)
    """What waits for an action whose date would move."""
    moved_from: Mapping[str, str] = field(default_factory=dict)
    """By its ref the day or the instant from which this mail moved an action or a meeting, ISO 8601."""
    server: str = ""
    """Who says on it whether the sender is genuine, where nobody is believed yet."""
    verifier: str = ""
    """Who has said that the sender is genuine, and was believed."""
    strangers: frozenset[str] = frozenset()
    """Names that something shall go to, and that are nobody's here, or of several."""
    namesakes: frozenset[str] = frozenset()
    """Those that are of several."""
    correction: "OpenCorrectionRow | None" = None
    """Of minutes, that came by it and waits: it is decided on their page."""
    unclear_answer: "WaitingDepartmentRow | WaitingChangeRow | None" = None
    """What a department says by it that is neither a yes nor a no: that is said on the page of its matter."""
    topic: str = ""
    """The subject without the marks of replies and without our code."""
    links: "tuple[MisleadingLink, ...]" = ()
    """Whose words say another address than they lead to."""
    files: tuple[str, ...] = ()
    """Names of those that came with it."""

    @property
    def ref(self) -> str:
        return ref_of(INCOMING, self.mail["id"])

    @property
    def waits(self) -> bool:
        return self.mail["state"] == "waiting"

    @property
    def in_short(self) -> str:
        """Its number, who wrote it and what it is about."""
        who = self.mail["person"]["name"] if self.mail["person"] else self.mail["sender"] or "?"
        return f"{self.ref} {who}: {self.topic}"

    @property
    def open(self) -> bool:
        """Whether the facilitator can still say yes."""
        return self.mail["state"] in ("waiting", "rejected", "undone")

    @property
    def proposes_updates(self) -> bool:
        """Whether its updates are not carried out yet."""
        return self.open and (self.mail["verdict"] == "review" or self.mail["state"] == "undone")

    @property
    def _unsettled(self) -> "list[ProposalRow]":
        settled = self.mail["settled"]
        return [one for one in self.mail["proposals"] if one["n"] not in settled] if self.open else []

    @property
    def likely_days(self) -> "dict[str | None, ProposalRow]":
        """By action: the only likely reading that names the day for a wish for more time which names none. Both are
        one, as `adopted_proposals.with_their_days` has it."""
        lacking = [one["ref"] for one in self.mail["requests"] if one["ask"] == "postpone" and not one["due"]]
        found: dict[str | None, list[ProposalRow]] = {ref: [] for ref in lacking}
        for one in self._unsettled:
            if one["ask"] == "postpone" and one["due"] and one["ref"] in found:
                found[one["ref"]].append(one)
        return {ref: rows[0] for ref, rows in found.items() if len(rows) == 1}

    @property
    def requests(self) -> "list[TimedRequestRow]":
        """Its requests; of a wish for more time with the day that another sentence most likely names."""
        days = self.likely_days
        return [
            {**one, "due": days[one["ref"]]["due"]}
            if one["ask"] == "postpone" and not one["due"] and one["ref"] in days
            else one
            for one in self.mail["requests"]
        ]

    @property
    def uncertain(self) -> "list[ProposalRow]":
        """Proposals that wait for a yes of their own: readings that are not certain."""
        taken = [one["n"] for one in self.likely_days.values()]
        return [one for one in self._unsettled if one["n"] not in taken]

    @property
    def absences(self) -> "list[ProposalRow]":
        """Those that it says, once they are entered."""
        entered = self.mail["state"] == "applied"
        return [one for one in self.mail["proposals"] if entered and one["ask"] == "absence"]

    @property
    def proposes(self) -> bool:
        """Whether a yes would do anything."""
        own = self.mail["own_answers"]
        agreed = self.mail["updates"] or self.mail["sign_off"] or self.mail["rsvp"] or self._position or own
        adoptable = any(one["ask"] != "risk" for one in self.uncertain) or any(not one["certain"] for one in own)
        return (
            self.open
            and not self.is_settled
            and bool(self._requested or adoptable or (self.proposes_updates and agreed))
        )

    @property
    def only_corrects(self) -> bool:
        """Whether nothing of it is decided but on the page of the minutes, as `MinutesSignOff.refuse_in_inbox` has
        it."""
        asks_more = any(one["ask"] != "correct" for one in self.mail["requests"])
        return self.correction is not None and not asks_more and not (self.mail["updates"] and self.proposes_updates)

    @property
    def is_settled(self) -> bool:
        """Whether all that it asked for were corrections, which were declined on the page of the minutes."""
        asks_more = self._requested or self.uncertain or (self.mail["verdict"] == "review" and self.mail["updates"])
        return self.mail["state"] == "rejected" and bool(self.mail["requests"]) and not asks_more

    @property
    def _requested(self) -> bool:
        """Whether it asks for something that is not decided yet; a correction waits as long as it is open."""
        return self.correction is not None or any(one["ask"] != "correct" for one in self.mail["requests"])

    @property
    def _position(self) -> bool:
        """Whether it says something for a department that is not to be said on the page of its matter."""
        return self.mail["position"] is not None and self.unclear_answer is None

    @property
    def own_address(self) -> bool:
        """Whether it came from the address that mails to this person go to, which nobody shares."""
        person = self.mail["person"]
        return person is not None and person["email"] == self.mail["sender"]

    @property
    def did(self) -> bool:
        """Whether there is anything to take back."""
        by_itself = self.mail["verdict"] == "apply" and (
            self.mail["updates"]
            or self.mail["sign_off"]
            or self.mail["rsvp"]
            or self.mail["position"]
            or any(one["certain"] for one in self.mail["own_answers"])
        )
        state = self.mail["state"]
        return state in ("applied", "rejected") or (state == "waiting" and bool(by_itself))

    @property
    def can_be_edited(self) -> bool:
        """Whether the facilitator may say what it means: a person wrote it."""
        return self.open or (self.mail["state"] == "ignored" and self.mail["kind"] == "reply")

    def allows(self, command: str) -> bool:
        """Whether this command of `InboxCommands` is of any use on the mail."""
        match command:
            case "apply":
                return self.proposes
            case "edit":
                return self.can_be_edited
            case "refuse":
                return self.mail["state"] == "waiting" and self.unclear_answer is None
            case "reply":
                return self.mail["person"] is not None
            case "undo":
                return self.did
            case "link":
                return bool(self.mail["sender"]) and self.mail["kind"] != "bounce" and not self.own_address
            case "take":
                return any(map(is_table, self.files))
            case "trust":
                return bool(self.server or self.verifier)
        return True


def refs_in(clause: "ClauseRow") -> list[str]:
    """Refs of the clause: those it was read as, and others it names, such as somebody else's."""
    return [*clause["refs"], *(found.upper() for found in _REF.findall(clause["text"]))]


def clauses_of(mail: "InboxMailRow") -> "list[ClauseRow]":
    understanding = mail["understanding"]
    return understanding["clauses"] if understanding else []


def heading(data: MailData, session: "Session", words: "Catalogue") -> Iterator[Content]:
    """The heading of a mail: sender, time, trust, and the reason why it waits or does not."""
    mail = data.mail
    person = mail["person"]
    who = (person["name"] if person else "") or mail["sender"] or "?"
    department = (person["department"] if person else "") or ""
    address = "" if who == mail["sender"] else f"<{mail['sender']}>"
    at = words.instant(datetime.fromisoformat(mail["received_at"]).astimezone(session.zone))
    behind = " ".join(filter(None, (address, department, f"· {at}")))
    yield as_content(who, "bold") + as_content(f" {behind}", MUTED)
    yield as_content(data.topic)
    why = as_content(reason(mail, words), MUTED)
    trust = _trust(data, words)
    yield trust + why if len(trust) <= len(MARK) else sentence_behind(trust, why)
    if data.files:
        yield as_content(words("outbox.attached", names=data.files), MUTED)
    if data.open and (tables := [name for name in data.files if is_table(name)]):
        yield as_content(words("inbox.offers_table", ref=data.ref, name=tables), ACCENT)
    for link in data.links:
        yield as_content(words("mail.misleading_link", shown=link.shown, target=link.target), WARNING)


def sentence_behind(first: Content, second: Content) -> Content:
    """On one line where both have room: Chinese has no spaces to break at but those around the dot between the two,
    and that would end a line."""
    if first.cell_length + second.cell_length + len(DOT) <= ONE_LINE:
        return first + as_content(DOT, MUTED) + second
    return first + Content("\n  ") + second


NOTHING_LEFT = frozenset({"understood", "calendar", "calendar-ahead", "bounced"})
"""Reasons for which all of a mail is applied: of the others a part waits."""


def _trust(data: MailData, words: "Catalogue") -> Content:
    """Nothing where nobody asks: what a machine or a stranger sent was passed over."""
    mail = data.mail
    if mail["verdict"] == "ignore" and mail["kind"] != "reply":
        return Content("")
    trusted = mail["trust"] in ("token", "verified")
    style = DONE if trusted else WARNING
    mark = f"{TRUST[mail['trust']]} "
    if mail["reason"] in OF_TRUST:
        return as_content(mark, style)
    by = f" ({data.verifier})" if data.verifier else ""
    return as_content(mark + words(f"trust.{mail['trust']}") + by, style)


def reason(mail: "InboxMailRow", words: "Catalogue") -> str:
    """The outcome of a mail and the reason for it: applied, waiting, or ignored; of one that a person has decided, why
    it had waited."""
    verdict = mail["verdict"]
    partly = verdict == "apply" and (mail["requests"] or mail["reason"] not in NOTHING_LEFT)
    own = any(one["certain"] for one in mail["own_answers"])
    did = mail["updates"] or mail["sign_off"] or mail["rsvp"] or own
    outcome = words("inbox.partly_done" if partly and did else f"verdict.{verdict}")
    if mail["state"] != "waiting" and (verdict == "review" or mail["requests"]):
        return words("inbox.decided", state=words(f"state.{mail['state']}"), reason=words(f"reason.{mail['reason']}"))
    return words("inbox.because", verdict=outcome, reason=words(f"reason.{mail['reason']}"))


def body(data: MailData) -> Content:
    new = data.mail["new_text"]
    if new is None:
        return marked(data.text, (), ())
    return marked(new["shown"], new["lines"], clauses_of(data.mail))
