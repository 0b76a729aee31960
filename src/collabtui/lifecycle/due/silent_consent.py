"""Silence becomes consent at the deadline that `domain.deadlines.sign_off_deadline` set as the minutes went out:
whoever has them, is not away then and has not answered by then agrees with them."""

from collections.abc import Iterator

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.meetings.sign_off import agrees_by_silence
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.each_by_itself import readable_person
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import unjudged_answers
from collabtui.lifecycle.minutes.record_sign_off import settle_signature, sign
from collabtui.store.interface import Reader


class SilentConsent:
    """Signs for those who said nothing."""

    kind = "silent-consent"

    def find(self, reader: Reader, acting: Acting) -> Iterator[str]:
        return (answer.ref for answer in _late(reader, acting))

    def apply(self, acting: Acting) -> None:
        apply_silent_consent(acting)


def apply_silent_consent(acting: Acting) -> list[SignOff]:
    """Sign what is late, and close the minutes that all have signed then."""
    with acting.transaction() as tx:
        silent = [sign(tx, answer, "silent", "", acting.now) for answer in _late(tx, acting)]
        for meeting in dict.fromkeys(answer.meeting for answer in silent):
            settle_signature(tx, meeting)
        return silent


def _late(reader: Reader, acting: Acting) -> list[SignOff]:
    late = (answer for answer in reader.find(SignOff, state="waiting") if answer.deadline <= acting.now)
    return [
        answer
        for answer in late
        if _may_agree(reader, acting, answer) and was_sent(reader, answer) and not _waits_to_be_read(reader, answer)
    ]


def _may_agree(reader: Reader, acting: Acting, answer: SignOff) -> bool:
    """Not who is away for so long that his time cannot wait for him: the facilitator decides (`absent_signers_due`).
    Nor one whose record cannot be read: nobody knows whether he is."""
    person = readable_person(acting.store, reader, answer.person)
    return person is not None and agrees_by_silence(person, answer.deadline)


def _waits_to_be_read(reader: Reader, answer: SignOff) -> bool:
    """Whether he has answered what a person has to look at first, though nothing may prove that it was he."""
    version = answer.minutes_version
    asked = reader.find(Outgoing, person=answer.person, meeting=answer.meeting, minutes_version=version)
    return any(mail.person == answer.person for mail in unjudged_answers(reader, asked))


def was_sent(reader: Reader, answer: SignOff) -> bool:
    """Whether it got through to him: nobody consents to what was held back."""
    mails = reader.find(
        Outgoing, person=answer.person, meeting=answer.meeting, minutes_version=answer.minutes_version, kind="minutes"
    )
    return not mails or any(mail.state == "sent" for mail in mails)
