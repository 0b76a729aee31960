"""Decisions on corrections: one is taken up or not, and who asked for it hears of it."""

from datetime import timedelta

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.meetings.meeting import Correction, Meeting, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.pending_mails import settle_correction_mail
from collabtui.lifecycle.base.queue_mail import Message, queue
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.minutes.minutes_content import minutes_of
from collabtui.lifecycle.minutes.publish import objection_ends
from collabtui.lifecycle.minutes.version_history import lines_of, unchanged
from collabtui.store.interface import Reader, Transaction


@mails_ahead
def accept(acting: Acting, ref: str, number: int, line: str | None, *, leaving_in: timedelta = timedelta()) -> SignOff:
    """Correction `number` (from 0) of the sign-off is in the minutes now, in the line with that ref; its writer is told
    what it says, after `leaving_in`, and gets the next version. Raises `Refused`: correction.settled, and
    correction.not_put_in where there would be no next version, as the minutes say what everybody has."""
    with acting.transaction() as tx:
        answer, correction = _open(tx, ref, number)
        _refuse_unless_put_in(tx, answer)
        taken_up = correction.model_copy(update={"outcome": "accepted", "line": line})
        settled = _with(answer, number, taken_up)
        settle_correction_mail(tx, taken_up)
        _tell(tx, acting, settled, number, leaving_in)
        return tx.put(settled)


@mails_ahead
def refuse(acting: Acting, ref: str, number: int, reason: str = "", *, leaving_in: timedelta = timedelta()) -> SignOff:
    """The minutes stay as they are; its writer is told so, and why. When nothing else of his waits or was taken up, he
    has as long as everybody had to object once more, and his silence is consent."""
    with acting.transaction() as tx:
        answer, correction = _open(tx, ref, number)
        left = correction.model_copy(update={"outcome": "refused"})
        settled = _with(answer, number, left)
        if all(one.outcome in ("refused", "withdrawn") for one in settled.corrections):
            until = objection_ends(acting, acting.now, tx.get(Person, answer.person))
            settled = settled.model_copy(update={"state": "waiting", "deadline": until})
        settle_correction_mail(tx, left)
        _tell(tx, acting, settled, number, leaving_in, reason=reason)
        return tx.put(settled)


def open_of_mail(reader: Reader, incoming: Incoming) -> list[tuple[str, int]]:
    """Sign-off and number of each correction that came by this mail and waits."""
    answers = reader.find(SignOff, person=incoming.person) if incoming.person else []
    return [
        (answer.ref, number)
        for answer in answers
        for number in open_corrections(answer)
        if answer.corrections[number].mail == incoming.ref
    ]


def open_corrections(answer: SignOff) -> list[int]:
    """Their numbers."""
    return [number for number, one in enumerate(answer.corrections) if one.outcome == "open"]


def _open(reader: Reader, ref: str, number: int) -> tuple[SignOff, Correction]:
    answer = reader.get(SignOff, ref)
    correction = answer.corrections[number]
    if correction.outcome != "open":
        raise Refused("correction.settled", ref=answer.ref, text=correction.text, state=correction.outcome)
    return answer, correction


def _refuse_unless_put_in(reader: Reader, answer: SignOff) -> None:
    """A correction of a version before may be in the one that is out."""
    meeting = reader.get(Meeting, answer.meeting)
    if answer.minutes_version == meeting.minutes_version and unchanged(reader, minutes_of(reader, meeting)):
        raise Refused("correction.not_put_in", ref=meeting.ref)


def _with(answer: SignOff, number: int, correction: Correction) -> SignOff:
    corrections = (*answer.corrections[:number], correction, *answer.corrections[number + 1 :])
    return answer.model_copy(update={"corrections": corrections})


def _tell(
    tx: Transaction, acting: Acting, answer: SignOff, number: int, leaving_in: timedelta, *, reason: str = ""
) -> Outgoing | None:
    return queue(tx, acting, _message(tx, answer, number, reason), leaving_in)


def _message(reader: Reader, answer: SignOff, number: int, reason: str) -> Message:
    meeting, person = reader.get(Meeting, answer.meeting), reader.get(Person, answer.person)
    correction = answer.corrections[number]
    mail = reader.get(Incoming, correction.mail) if correction.mail else None
    line = _line(reader, meeting, correction.line)
    return Message(
        kind="notice",
        key=outbox_keys.correction(answer.ref, number, answer.version),
        person=person,
        template="correction",
        context={
            "meeting": meeting,
            "correction": correction,
            "accepted": correction.outcome == "accepted",
            "line": line,
            "owner": reader.get(Person, line.person).name if line and line.person else "",
            "reason": reason,
            "deadline": answer.deadline if answer.state == "waiting" else None,
        },
        meeting=meeting.ref,
        in_reply_to=mail.message_id if mail else "",
    )


def _line(reader: Reader, meeting: Meeting, ref: str | None) -> MinutesLine | None:
    lines = lines_of(minutes_of(reader, meeting)) if ref else ()
    return next((line for line in lines if line.ref == ref), None)
