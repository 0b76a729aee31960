"""Whether all that mails have done can be done again: each kept mail is assessed anew, in the state that it met.

That state is what the trail says of the records just before the batch that read the mail, and the clock is the mail's
own. Two things are as they are now: the configuration (our own address, a mail server that it says to believe) and the
program. So a difference says that one of them has changed, or that something was changed past the trail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.records import model_of
from collabtui.domain.refs import INCOMING, number_of, ref_of
from collabtui.domain.via import mail_of
from collabtui.errors import Unknown
from collabtui.lifecycle.base.acting import Acting, stands_still
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.mail_in.answerable.action_items import moves
from collabtui.lifecycle.mail_in.answerable.answer_kind import reply_of
from collabtui.lifecycle.mail_in.assess import assess_mail
from collabtui.lifecycle.mail_in.reading_budget import SET_ASIDE
from collabtui.lifecycle.mail_in.records_at_an_earlier_time import Past
from collabtui.lifecycle.mail_in.reread_kept_mail import waiting
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class Differs:
    """Something about one mail is not as it was kept."""

    ref: str
    what: str
    """`kind`, `trust`, `new-text`, `meaning`, `verdict`; `changes` when the actions became something else than the mail
    says."""


@dataclass(frozen=True)
class Replayed:
    mails: int
    differs: tuple[Differs, ...]


@dataclass(frozen=True)
class ReplayedReading:
    """That a kept mail was read, and what it met: the state before the batch `met`."""

    ref: str
    met: int
    again: bool
    """Not when it came in, but when more was known (`reread_kept_mail`)."""


def replay(acting: Acting) -> Replayed:
    """Assess every kept mail again. Changes nothing."""
    past = Past(acting.store)
    readings = readings_of(acting.store)
    found = [Differs(one.ref, what) for one in readings for what in _differences(acting, past.before(one.met), one)]
    return Replayed(len(readings), tuple(found))


def readings_of(reader: Reader) -> list[ReplayedReading]:
    """Of all kept mails but those that were set aside, the last read first: the order in which a `Past` can go back to
    what they met."""
    found = [_reading(reader, mail) for mail in _kept(reader) if mail.reason not in SET_ASIDE]
    return sorted(found, key=lambda one: one.met, reverse=True)


def _kept(reader: Reader) -> Iterator[Incoming]:
    """One after the other: all of them at once may be more than there is memory."""
    newest = reader.find(Incoming, newest_first=True, limit=1)
    for number in range(1, number_of(newest[0].ref) + 1 if newest else 1):
        try:
            yield reader.get(Incoming, ref_of(INCOMING, number))
        except Unknown:
            continue


def _reading(reader: Reader, mail: Incoming) -> ReplayedReading:
    """A mail that was read again met what made somebody read it again, which is a part of that very batch; nothing else
    in it changes what a mail can mean."""
    made = next((change.batch for change in reader.changes(mail.ref) if not change.field), mail.read_in)
    again = made != mail.read_in
    return ReplayedReading(mail.ref, mail.read_in + again, again)


def _differences(acting: Acting, then: Past, reading: ReplayedReading) -> Iterator[str]:
    mail = acting.store.get(Incoming, reading.ref)
    as_user = replace(acting.at(mail.received_at), timer=stands_still)
    assessment = assess_mail(then, as_user, mail.raw, junk=mail.junk, arrived=mail.arrived_at)
    verdict, reason = assessment.verdict, assessment.reason
    if reading.again:
        verdict, reason = waiting(verdict, reason)
    same = {
        "kind": assessment.kind == mail.kind,
        "trust": assessment.origin.trust == mail.trust,
        "new-text": assessment.new_text == mail.new_text,
        "meaning": assessment.understanding == mail.understanding,
        "verdict": (verdict, reason) == (mail.verdict, mail.reason),
        "changes": reading.again or _expected(then, assessment, as_user) == _done(acting.store, then, mail),
    }
    yield from (what for what, is_same in same.items() if not is_same)


def _expected(then: Past, assessment: Assessment, acting: Acting) -> dict[str, Action]:
    """The actions as the mail makes them."""
    if assessment.verdict != "apply" or not assessment.is_trusted:
        return {}
    reply = reply_of(assessment)
    moved = moves(then, reply.understood.updates, reply.provenance, acting.now, assessment.newer)
    return {move.after.ref: _unstated(move.after) for move in moved if move.changed}


def _done(reader: Reader, then: Past, mail: Incoming) -> dict[str, Action]:
    """The actions as the batch that took the mail in has left them."""
    found: dict[str, dict[str, object]] = {}
    for change in reader.changes(batch=mail.read_in):
        if mail_of(change.via) == mail.ref and model_of(change.ref) is Action:
            fields = found.setdefault(change.ref, then.get(Action, change.ref).model_dump(mode="json"))
            fields[change.field] = change.new
    after = {ref: _unstated(Action.model_validate(fields)) for ref, fields in found.items()}
    return {ref: action for ref, action in after.items() if action != _unstated(then.get(Action, ref))}


def _unstated(action: Action) -> Action:
    """Without when it was said: the mails' own times tell that."""
    return action.model_copy(update={"stated": ()})
