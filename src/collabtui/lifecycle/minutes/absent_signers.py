"""Signers of minutes who are away: an absence that is entered later moves the deadline too, and whoever is away for too
long agrees to nothing by silence."""

from datetime import date, datetime

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.sign_off import agrees_by_silence
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.minutes.publish import objection_ends
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


def is_awaited_of_absent(answer: SignOff, person: Person, today: date) -> bool:
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
