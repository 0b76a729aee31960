"""Agreement to minutes that was given aloud, or by a deputy: the facilitator takes it down by name and with its reason,
and the one whose it is reads that it was, and how to say otherwise."""

from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.minutes.record_sign_off import settle_signature, sign
from collabtui.store.interface import Reader


@mails_ahead
def sign_for(acting: Acting, meeting: str, person: str, reason: str) -> SignOff:
    """Take down that he agrees: who heard it, or why it need not be asked, is the reason. What he says himself later
    counts in its place.

    Raises `Refused`: sign_off.no_reason, sign_off.not_asked, sign_off.answered (name, ref)."""
    if not reason.strip():
        raise Refused("sign_off.no_reason")
    with acting.transaction() as tx:
        asked, known = tx.get(Person, person), tx.get(Meeting, meeting)
        answer = _awaited(tx, known, asked)
        signed = sign(tx, answer, "agreed", reason.strip(), acting.now)
        settle_signature(tx, known.ref)
        queue(tx, acting, _message(acting, known, asked, signed))
        return signed


def _awaited(reader: Reader, meeting: Meeting, person: Person) -> SignOff:
    """His answer to the version that he was sent last."""
    answers = sorted(reader.find(SignOff, meeting=meeting.ref, person=person.ref), key=lambda one: one.minutes_version)
    if not answers:
        raise Refused("sign_off.not_asked", name=person.name, ref=meeting.ref)
    if answers[-1].state != "waiting":
        raise Refused("sign_off.answered", name=person.name, ref=meeting.ref)
    return answers[-1]


def _message(acting: Acting, meeting: Meeting, person: Person, signed: SignOff) -> Message:
    """What is answered to it is an answer to those minutes."""
    return Message(
        kind="reminder",
        key=outbox_keys.signed_for(signed.ref, signed.version, person.ref),
        person=person,
        template="signed-for",
        context={
            "meeting": meeting,
            "version": signed.minutes_version,
            "by": acting.actor,
            "reason": signed.recorded_because,
        },
        meeting=meeting.ref,
        minutes_version=signed.minutes_version,
    )
