"""Answers that a person has to look at first: who wrote one is not silent, whatever it says, and is not asked again
until the facilitator has judged it."""

from collections.abc import Iterable, Iterator
from typing import Any

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reply import TRUSTED_LEVELS, Understanding
from collabtui.lifecycle.base.pending_mails import open_proposals
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue
from collabtui.text.meaning_lines import PositionMeaning, ProposedMeaning, VoteMeaning, own_answers, proposed_lines


def unjudged_answers(reader: Reader, asked: Iterable[Outgoing]) -> Iterator[Incoming]:
    """The answers to these mails that wait because what they say is in doubt, also those that prove no sender."""
    refs = [mail.ref for mail in asked]
    waiting = reader.find(Incoming, answers=refs, state="waiting") if refs else []
    return (mail for mail in waiting if mail.understanding and mail.understanding.doubt)


def proved_answer(reader: Reader, asked: Iterable[Outgoing]) -> Incoming | None:
    """The first of them that proves who wrote it: a spoofed one silences no reminder."""
    found = (mail for mail in unjudged_answers(reader, asked) if mail.trust in TRUSTED_LEVELS)
    return next(found, None)


def waiting_answer(reader: Reader, action: str, person: str) -> Incoming | None:
    """The newest mail in which the person says something of an action that the facilitator has to look at first."""
    return waiting_answers(reader, person).get(action)


def waiting_answers(reader: Reader, person: str) -> dict[str, Incoming]:
    """The newest of those mails of a person, by what it speaks of (ref)."""
    mails = reader.find(Incoming, person=person, state="waiting")
    return {ref: mail for mail in mails if mail.trust in TRUSTED_LEVELS for ref in _spoken_of(mail)}


def _spoken_of(mail: Incoming) -> frozenset[str]:
    """Refs of what waits in it: a change where all of it waits, a request, a reading that nobody has settled, and what
    was not read."""
    understood = mail.understanding or Understanding()
    found = [one.ref for one in mail.updates if mail.verdict == "review"]
    found += [one.ref for one in mail.requests if one.ref]
    found += [one.ref for one in open_proposals(mail) if one.ref]
    found += [ref for clause in understood.clauses if clause.strength == "wait" for ref in clause.refs]
    return frozenset(found)


def readings(mail: Incoming, words: Catalogue) -> list[str]:
    """Lines on what a yes to it would do, and what of it is asked back, as the Inbox has them."""
    understood = mail.understanding or Understanding()
    dumped: Any = mail.model_dump(mode="json", include={"updates", "requests"})
    read: Any = understood.model_dump(mode="json", include={"criteria", "criteria_proposed"})
    asked_back: list[Any] = [one.model_dump(mode="json") for one in open_proposals(mail)]
    vote: VoteMeaning = {
        "counts": understood.vote,
        "proposed": understood.vote_proposed,
        "voter": understood.voter_name,
    }
    position: PositionMeaning | None = None
    if understood.stance:
        position = {"stance": understood.stance, "contact": understood.contact or None, "text": understood.statement}
    proposed: ProposedMeaning = {
        "updates": dumped["updates"],
        "requests": dumped["requests"],
        "proposals": asked_back,
        "own_answers": list(own_answers(vote, understood.notes, read["criteria"], read["criteria_proposed"])),
        "position": position,
    }
    return proposed_lines(words, proposed)
