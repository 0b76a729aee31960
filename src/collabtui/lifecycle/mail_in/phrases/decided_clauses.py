"""Clauses that were not certain, and what the facilitator decided that they mean."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from collabtui.domain.mail.learned_phrase import PhraseAsk, PhraseMeaning, PhraseSource, PhraseStatus
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import Clause, NewText, Request, Trust, Understanding, Update
from collabtui.domain.people import Person
from collabtui.language.replies.phrases.phrase_pattern import patterns_in
from collabtui.lifecycle.mail_in.reply_context import reply_context_of
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.store.interface import Reader

NOT_FROM: tuple[Trust, ...] = ("forged", "unknown")
"""Nothing is learnt from a mail whose sender is nobody, or another than he says."""


class DecidedClause(NamedTuple):
    words: str
    """What it says of its item, folded."""
    meaning: PhraseMeaning


class _Decided(NamedTuple):
    ref: str | None
    meaning: PhraseMeaning


def decided_clauses(reader: Reader, mail: Incoming) -> Iterator[DecidedClause]:
    """Of a mail that the facilitator has applied: only where one clause and one decision belong together for certain.
    What its sender has confirmed himself was no decision of the facilitator."""
    understood, text = mail.understanding, mail.new_text
    if mail.state != "applied" or mail.junk or mail.trust in NOT_FROM or not mail.person or not understood or not text:
        return
    pairs = list(_pairs(mail, understood))
    words = _words(reader, mail, text, mail.person) if pairs else {}
    for clause, meaning in pairs:
        if found := words.get((clause.span.start, clause.span.end)):
            yield DecidedClause(found, meaning)


def source_of(reader: Reader, mail: Incoming) -> PhraseSource:
    """The decision on it: who has applied it, and when."""
    change = next((one for one in reader.changes(mail.ref) if one.field == "state"), None)
    return PhraseSource(mail=mail.ref, by=change.actor if change else "", at=change.at if change else mail.received_at)


def _pairs(mail: Incoming, understood: Understanding) -> Iterator[tuple[Clause, PhraseMeaning]]:
    unsure = [clause for clause in understood.clauses if clause.strength in ("propose", "wait", "note")]
    decided = list(_decisions(mail, understood))
    for one in decided:
        about = [clause for clause in unsure if one.ref in clause.refs]
        if not about and len(unsure) == len(decided) == 1 and not unsure[0].refs:
            about = unsure
        alone = sum(other.ref == one.ref for other in decided) == 1
        if alone and len(about) == 1 and len(about[0].refs) <= 1:
            yield about[0], one.meaning


def _decisions(mail: Incoming, understood: Understanding) -> Iterator[_Decided]:
    """What was done of the mail and was not read in it for certain."""
    read = {update.ref for update in understood.updates if update.status}
    asked = {(one.ref, one.ask) for one in understood.requests}
    for update in mail.updates:
        if update.status and update.ref not in read and (meaning := _status(update)):
            yield _Decided(update.ref, meaning)
    for request in mail.requests:
        if (request.ref, request.ask) not in asked and (meaning := _ask(request)):
            yield _Decided(request.ref, meaning)


def _status(update: Update) -> PhraseMeaning | None:
    """None where a percent was given, which the words do not tell."""
    is_plain = update.percent is None or (update.status == "done" and update.percent == 100)
    if not is_plain or update.status not in get_args(PhraseStatus):
        return None
    return PhraseMeaning.model_validate({"status": update.status})


def _ask(request: Request) -> PhraseMeaning | None:
    return PhraseMeaning.model_validate({"ask": request.ask}) if request.ask in get_args(PhraseAsk) else None


def _words(reader: Reader, mail: Incoming, text: NewText, person: str) -> dict[tuple[int, int], str]:
    """By the place of a clause: what it says of its item."""
    answers = reader.get(Outgoing, mail.answers) if mail.answers else None
    context = reply_context_of(reader, (reader.get(Person, person),), answers, mail.written_at, text)
    found = patterns_in(text, context, taught_words(reader))
    return {(one.span.start, one.span.end): one.words for one in found}
