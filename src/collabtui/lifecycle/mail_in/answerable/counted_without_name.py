"""Answers that are counted without a name: of their mail nothing is kept but that its sender has answered."""

import hashlib

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.vote import Vote
from collabtui.errors import Refused
from collabtui.lifecycle.mail_in.answerable.answer_registry import kinds_of
from collabtui.store.interface import Reader, Transaction


def without_choice(tx: Transaction, incoming: Incoming) -> Incoming:
    """The mail as it may be kept once its answer is counted: as it is, or where that was asked without names only who
    has answered which mail of ours, and when."""
    asked = tx.get(Outgoing, incoming.answers) if incoming.answers else None
    if asked is None or incoming.state != "applied" or _keeps_words(tx, asked):
        return incoming
    raw = _stub(incoming, asked)
    digest = hashlib.sha256(raw).hexdigest()
    tx.claim_mail(digest, incoming.message_id)  # what is kept has its digest among those that were taken in
    nothing = {"new_text": None, "understanding": None, "updates": (), "requests": (), "newer": ()}
    return incoming.model_copy(update={"raw": raw, "digest": digest, "subject": asked.subject, **nothing})


def is_counted(reader: Reader, incoming: Incoming) -> bool:
    """Whether an answer of its sender is counted in the vote without names that the mail is about: no trail says so."""
    asked = reader.get(Outgoing, incoming.answers) if incoming.answers else None
    if asked is None or incoming.state != "applied" or _keeps_words(reader, asked) or not asked.change:
        return False
    return reader.get(Vote, asked.change).has_answered(incoming.person or "")


def refuse_undo(reader: Reader, incoming: Incoming) -> None:
    """Raises `Refused` (inbox.counted_without_name: ref) where nobody knows what would have to be taken back."""
    asked = reader.get(Outgoing, incoming.answers) if incoming.answers else None
    if asked is not None and incoming.state == "applied" and not _keeps_words(reader, asked):
        raise Refused("inbox.counted_without_name", ref=incoming.ref)


def _keeps_words(reader: Reader, asked: Outgoing) -> bool:
    return all(kind.keeps_words(reader, asked.about) for kind in kinds_of(asked.about))


def _stub(incoming: Incoming, asked: Outgoing) -> bytes:
    """RFC 5322: a header that says whose mail it was, and no body."""
    fields = {
        "From": incoming.sender,
        "Message-ID": incoming.message_id,
        "In-Reply-To": asked.message_id,
        "X-Collabtui-Counted": incoming.ref,
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value).encode() + b"\r\n"
