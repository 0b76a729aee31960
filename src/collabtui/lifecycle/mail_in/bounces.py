"""A mail that could not be delivered: marked on the mail and on the person."""

from dataclasses import replace
from datetime import datetime

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reason_codes import Reason
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment, SenderIdentity
from collabtui.lifecycle.mail_in.sender import sent_as
from collabtui.mail.classify.bounce import failures, original_message_id
from collabtui.mail.parse.message import Received
from collabtui.store.interface import Reader, Transaction


def assess_bounce(
    reader: Reader, received: Received, written: datetime, origin: SenderIdentity, reason: Reason
) -> Assessment:
    """Only a bounce that names the Message-ID of a mail of ours counts: that holds a secret, so nobody else can make
    people unreachable by forging bounces."""
    assessment = Assessment(received, written, origin, "bounce", "ignore", reason)
    returned = sent_as(reader, original_message_id(received))
    if returned is None or not failures(received):
        return assessment
    person = reader.get(Person, returned.person)
    return replace(
        assessment, origin=replace(origin, person=person, answers=returned), verdict="apply", reason="bounced"
    )


def mark_bounce(tx: Transaction, acting: Acting, assessment: Assessment) -> None:
    """On the mail that came back and, where the address itself is wrong, on the person."""
    returned, person = assessment.origin.answers, assessment.origin.person
    if returned is None or person is None:
        return
    failure = failures(assessment.received)[0]
    diagnostic = failure.diagnostic or failure.status
    tx.put(returned.model_copy(update=_failed(returned, diagnostic, for_good=failure.permanent)))
    if failure.permanent and person.email == returned.to:
        tx.put(person.model_copy(update={"bounced_at": acting.now, "bounce_reason": diagnostic}))


def _failed(returned: Outgoing, diagnostic: str, *, for_good: bool) -> dict[str, str]:
    return {"state": "failed" if for_good else returned.state, "last_error": diagnostic}
