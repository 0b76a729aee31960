"""A mail that says what one of its author says already under the same Message-ID: gateways and lists put lines around
the words, and what they mean stays the same."""

from collections.abc import Hashable, Sequence
from typing import Final, NamedTuple

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reason_codes import ClauseRule
from collabtui.domain.mail.reply import HARMLESS_RULES, TRUSTED_LEVELS, Clause, ReplyLine, Understanding
from collabtui.domain.unicode_normal_form import nfkc
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.mail_in.assess import assess_mail
from collabtui.lifecycle.mail_in.identify_sender import MOST_UNDER_AN_ID
from collabtui.lifecycle.mail_in.reading_budget import SET_ASIDE
from collabtui.store.interface import Reader

_MEANS_NOTHING: Final[frozenset[ClauseRule]] = HARMLESS_RULES | {"unknown", "foreign-language"}
"""Of clauses in lines around what was said before."""


class _Meaning(NamedTuple):
    clauses: tuple[Hashable, ...]
    """What was said, without what says nothing."""
    rest: Understanding
    calendar: str


_NOTHING = _Meaning((), Understanding(), "")


def says_what_is_known(reader: Reader, acting: Acting, assessment: Assessment) -> bool:
    """Whether a mail of the same author and Message-ID that was taken in says the same, whatever lines stand around.
    Both are read in the present state and as written at one time, so that nothing that happened since makes two of
    them.

    A copy that proves who wrote it is compared only with those that do. What says nothing is no copy of anything."""
    received = assessment.received
    if not received.message_id or not received.sender or _meaning(assessment) == _NOTHING:
        return False
    known = reader.find(Incoming, message_id=received.message_id, sender=received.sender, limit=MOST_UNDER_AN_ID)
    return any(
        _may_be_the_same(one, assessment) and _says_the_same(_read_like(reader, acting, one, assessment), assessment)
        for one in known
    )


def _may_be_the_same(known: Incoming, copy: Assessment) -> bool:
    if copy.origin.trust in TRUSTED_LEVELS and known.trust not in TRUSTED_LEVELS:
        return False
    answers = copy.origin.answers.ref if copy.origin.answers else None
    return known.reason not in SET_ASIDE and (known.answers == answers or not (known.answers and answers))


def _read_like(reader: Reader, acting: Acting, known: Incoming, copy: Assessment) -> Assessment:
    return assess_mail(reader, acting, known.raw, junk=known.junk, arrived=known.arrived_at, written=copy.written)


def _says_the_same(known: Assessment, copy: Assessment) -> bool:
    meaning = _meaning(known)
    return meaning != _NOTHING and (meaning == _meaning(copy) or _only_adds_nothing(known, copy))


def _meaning(assessment: Assessment) -> _Meaning:
    understood = assessment.understanding
    stated = tuple(
        (_words(clause.text), clause.refs, clause.rule, clause.counts)
        for clause in understood.clauses
        if clause.strength != "none"
    )
    rest = understood.model_copy(update={"clauses": ()})
    return _Meaning(stated, rest, _words(assessment.received.calendar or ""))


def _only_adds_nothing(known: Assessment, copy: Assessment) -> bool:
    """Whether the copy has all lines of the other, and around them only such as mean nothing: what stands there can
    have other clauses wait, or be taken for a part of what is said."""
    before, lines = _lines(known), _lines(copy)
    texts, wanted = [_words(line.text) for line in lines], [_words(line.text) for line in before]
    for start in range(len(lines) - len(before) + 1 if before else 0):
        if texts[start : start + len(before)] == wanted:
            around = [*lines[:start], *lines[start + len(before) :]]
            return _meaning(known).calendar == _meaning(copy).calendar and all(
                _mean_nothing(line, copy.understanding.clauses) for line in around
            )
    return False


def _lines(assessment: Assessment) -> Sequence[ReplyLine]:
    return [line for line in assessment.new_text.lines if line.text.strip()] if assessment.new_text else []


def _mean_nothing(line: ReplyLine, clauses: Sequence[Clause]) -> bool:
    """Of an item it may have been read by its place alone, as a footer under a quoted one is."""
    return all(
        clause.rule in _MEANS_NOTHING and set(clause.refs) <= {line.item} and not (clause.counts or clause.proposals)
        for clause in clauses
        if line.span.start <= clause.span.start < line.span.end
    )


def _words(text: str) -> str:
    return " ".join(nfkc(text).split())
