"""Signers of minutes who are away: an absence that is entered later moves his deadline too, and of who is away for
too long the facilitator says what became of his answer."""

from datetime import date, datetime

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.sign_off import agrees_by_silence
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.minutes.publish import objection_ends
from collabtui.lifecycle.minutes.record_sign_off import settle_signature, sign
from collabtui.store.interface import Reader, Transaction


def move_deadlines(tx: Transaction, acting: Acting, before: Person, after: Person) -> None:
    """His answers that wait end when his days at work say so, never earlier than he was told. Who was away for too long
    and is back has his days from now on."""
    if (before.away_from, before.away_until) == (after.away_from, after.away_until):
        return
    for answer in tx.find(SignOff, person=after.ref, state="waiting"):
        until = _moved(tx, acting, answer, before, after)
        if until != answer.deadline:
            tx.put(answer.model_copy(update={"deadline": until}))


def sign_for(acting: Acting, meeting: str, person: str, reason: str) -> SignOff:
    """Take down that he agrees: by whom it was said, or why it need not be asked, is the reason.

    Raises `Refused`: sign_off.no_reason, sign_off.not_asked, sign_off.answered, sign_off.not_away (name)."""
    if not reason.strip():
        raise Refused("sign_off.no_reason")
    with acting.transaction() as tx:
        asked, known = tx.get(Person, person), tx.get(Meeting, meeting)
        answers = sorted(tx.find(SignOff, meeting=known.ref, person=asked.ref), key=lambda one: one.minutes_version)
        if not answers:
            raise Refused("sign_off.not_asked", name=asked.name, ref=known.ref)
        if answers[-1].state != "waiting":
            raise Refused("sign_off.answered", name=asked.name, ref=known.ref)
        if may_be_signed_for(answers[-1], asked, acting.today):
            signed = sign(tx, answers[-1], "agreed", reason.strip(), acting.now)
            settle_signature(tx, known.ref)
            return signed
        raise Refused("sign_off.not_away", name=asked.name)


def may_be_signed_for(answer: SignOff, person: Person, today: date) -> bool:
    """Whether an answer waits for somebody who is away, today or for so long that silence is no consent."""
    return answer.state == "waiting" and (person.is_away(today) or not agrees_by_silence(person, answer.deadline))


def _moved(reader: Reader, acting: Acting, answer: SignOff, before: Person, after: Person) -> datetime:
    if not agrees_by_silence(before, answer.deadline) and agrees_by_silence(after, answer.deadline):
        return objection_ends(acting, acting.now, after)
    until = objection_ends(acting, _asked_at(reader, answer), after)
    return max(until, answer.deadline) if agrees_by_silence(after, until) else until


def _asked_at(reader: Reader, answer: SignOff) -> datetime:
    version, person = answer.minutes_version, answer.person
    mails = reader.find(Outgoing, person=person, meeting=answer.meeting, minutes_version=version, kind="minutes")
    published = reader.get(Meeting, answer.meeting).published_at
    return (mails[0].sent_at or mails[0].queued_at) if mails else published or answer.deadline
