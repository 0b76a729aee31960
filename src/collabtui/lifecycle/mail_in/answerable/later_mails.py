"""Later mails of the same person that set nothing, or were taken back: "1 is not done after all" waits, and speaks all
the same against a "1 done" that was written before it and comes in after it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from collabtui.domain.action import Action
from collabtui.domain.last_word import NewerWord, is_ahead, is_outdated, statement_of
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import ClauseRule
from collabtui.domain.mail.reply import Clause, Update
from collabtui.domain.via import Via
from collabtui.lifecycle.mail_in.answerable.answer_kind import ReadReply
from collabtui.store.interface import Reader

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)
_BESIDE_THE_POINT: frozenset[ClauseRule] = frozenset({"accept", "confirmed", "help", "list", "reason", "talk", "yes"})
"""Clauses that go together with whatever else is said of an item."""
_MOVES: frozenset[ClauseRule] = frozenset({"blocked", "done", "not-begun", "percent", "started"})
"""What it says stands in the record itself, with its time, once it is done."""


def contradicted_since(reader: Reader, reply: ReadReply) -> Iterator[NewerWord]:
    """The values of his updates of which a later mail of his, that proves to be his, speaks otherwise or of which it
    cannot be told. One after which the value was set speaks of nothing; one that was taken back speaks on, since he has
    written it all the same."""
    updates = [update for update in reply.understood.updates if update.values]
    if not updates or reply.person is None:
        return
    for mail in _later(reader, reply.person.ref, reply.written):
        for update in updates:
            if _speaks_of(mail, update):
                at, via, stated = mail.written_at, str(Via.mail(mail.ref)), reader.get(Action, update.ref).stated
                for value in sorted(update.values - {"note"}):
                    known = statement_of(stated, value)
                    if known is None or is_ahead(known.at, reply.heard) or is_outdated(known.at, at, None):
                        yield NewerWord(ref=update.ref, value=value, at=at, by=reply.sender_name, via=via)


def from_then_on(written: datetime) -> tuple[datetime, datetime]:
    """The time in which later mails were written, both ends included."""
    return written, _END_OF_TIME


def _later(reader: Reader, person: str, written: datetime) -> Iterator[Incoming]:
    """By when they were written; mails come in in that order nearly always, so that there is none."""
    for known in reader.proved_mails(person, *from_then_on(written)):
        if known.written_at > written:
            yield reader.get(Incoming, known.ref)


def taken_back_since(reader: Reader, reply: ReadReply, meeting: str) -> Iterator[Incoming]:
    """Later answers of his on a meeting (ref) that the facilitator took back; those of a calendar may name no mail."""
    if reply.person is None:
        return
    for mail in _later(reader, reply.person.ref, reply.written):
        asked = reader.get(Outgoing, mail.answers).meeting if mail.answers else meeting
        if mail.state == "undone" and asked == meeting:
            yield mail


def _speaks_of(mail: Incoming, update: Update) -> bool:
    clauses = [clause for clause in _clauses(mail) if clause.rule not in _BESIDE_THE_POINT]
    if any(clause.refs for clause in clauses):
        return any(update.ref in clause.refs and not _is_weighed(mail, clause) for clause in clauses)
    return mail.verdict == "review" and any(clause.strength == "wait" or clause.rule == "correct" for clause in clauses)


def _is_weighed(mail: Incoming, clause: Clause) -> bool:
    """Whether what it says stands in the record, or gave way to a newer word there by the time of its writing."""
    if mail.state == "undone":
        return False
    is_done = mail.verdict == "apply" or mail.state == "applied" or mail.reason == "older-than-known"
    return clause.counts and clause.rule in _MOVES and is_done


def _clauses(mail: Incoming) -> Iterable[Clause]:
    return mail.understanding.clauses if mail.understanding else ()
