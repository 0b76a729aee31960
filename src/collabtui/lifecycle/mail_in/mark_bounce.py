"""A mail that could not be delivered: marked on the mail and on the person, where that is proved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.reason_codes import Reason
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.assessment import Assessment, SenderIdentity
from collabtui.lifecycle.base.undelivered.passed_on_escalation import pass_on
from collabtui.lifecycle.mail_in.identify_sender import people_at, sent_as
from collabtui.mail.classify.bounce import Failure, failures, original_message_id
from collabtui.mail.parse.addresses import normal_address
from collabtui.mail.parse.message import Received, read
from collabtui.store.interface import Reader, Transaction


def assess_bounce(
    reader: Reader, received: Received, written: datetime, origin: SenderIdentity, reason: Reason
) -> Assessment:
    """A bounce counts by itself where it proves whom it is about: it names the Message-ID of a mail of ours, brings
    back the code that stands in its subject and its footer, and says that this mail's recipient could not be reached
    (RFC 3464, Original-Recipient before Final-Recipient). What names no mail of ours could be written by anybody, and
    what brings no code by whoever has seen a Message-ID; what names another recipient is about an address that the
    mail was passed on to; and whoever had a copy of an answer knows all of it, so what somebody we know sent himself
    proves nothing. Where one concerns somebody we know it waits."""
    assessment = Assessment(received, written, origin, "bounce", "ignore", reason)
    returned, failed = sent_as(reader, original_message_id(received)), failures(received)
    if not failed:
        return assessment
    if returned is None:
        is_of_ours = any(people_at(reader, failure.address) for failure in failed)
        return replace(assessment, verdict="review", reason="bounce-unproved") if is_of_ours else assessment
    about = replace(assessment, origin=replace(origin, answers=returned), verdict="review")
    if _about(failed, returned.to) is None or not _brings_code(received, returned):
        return replace(about, reason="bounce-unproved")
    if _is_by_person(reader, received, origin):
        return replace(about, reason="bounce-by-person")
    person = reader.get(Person, returned.person)
    return replace(about, origin=replace(about.origin, person=person), verdict="apply", reason="bounced")


def _is_by_person(reader: Reader, received: Received, origin: SenderIdentity) -> bool:
    """Whether somebody in the book sent it, by its From or by where it returns to, or our server says that its From is
    forged. A server's report comes from nobody (RFC 5321 section 4.5.5), or from an address that is no person's."""
    return origin.trust == "forged" or bool(origin.people) or bool(people_at(reader, received.return_path))


def _brings_code(received: Received, returned: Outgoing) -> bool:
    """Whether it has the secret that no Message-ID tells, anywhere in it: what comes back of a mail is its header at
    least."""
    came_back = received.returned.text("subject") if received.returned else ""
    texts = (came_back, received.subject, received.body.text or "", received.body.html or "")
    return any(f"#{returned.code}" in text.lower() for text in texts)


def mark_bounce(tx: Transaction, acting: Acting, assessment: Assessment) -> None:
    """On the mail that came back and, where the address itself is wrong, on the person."""
    returned, person = assessment.origin.answers, assessment.origin.person
    failure = _about(failures(assessment.received), returned.to) if returned else None
    if assessment.verdict != "apply" or returned is None or person is None or failure is None:
        return
    marked = tx.put(returned.model_copy(update=_failed(returned, failure)))
    _mark_person(tx, acting, person, failure, returned.to)
    if marked.state == "failed":
        pass_on(tx, acting, marked)


def mark_trusted_bounce(tx: Transaction, acting: Acting, incoming: Incoming) -> None:
    """A bounce that proves nothing, and that the facilitator believes: whoever it names cannot be reached there."""
    for failure in failures(read(incoming.raw)):
        for person in people_at(tx, failure.address):
            _mark_person(tx, acting, person, failure, failure.address)


def _about(failed: Iterable[Failure], address: str) -> Failure | None:
    """What happened to this address; that it failed for good comes first."""
    return next((one for one in failed if one.address and one.address == normal_address(address)), None)


def _mark_person(tx: Transaction, acting: Acting, person: Person, failure: Failure, address: str) -> None:
    if failure.permanent and person.email == address:
        tx.put(person.model_copy(update={"bounced_at": acting.now, "bounce_reason": _diagnostic(failure)}))


def _failed(returned: Outgoing, failure: Failure) -> dict[str, str]:
    return {"state": "failed" if failure.permanent else returned.state, "last_error": _diagnostic(failure)}


def _diagnostic(failure: Failure) -> str:
    return failure.diagnostic or failure.status
