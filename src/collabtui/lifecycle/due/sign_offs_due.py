"""Minutes that silence agrees with within a day: whoever has not answered is reminded once, and still can."""

from collections.abc import Iterator
from datetime import timedelta

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, is_awake
from collabtui.lifecycle.due.silent_consent import was_sent
from collabtui.store.interface import Reader

_AHEAD = timedelta(days=1)


class SignOffsDue:
    """Waiting answers on the last day before consent by silence; not where that is all the time there is."""

    kinds: tuple[OwedKind, ...] = ("sign-off-owed",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        if timedelta(days=acting.config.meeting.sign_off_days) <= _AHEAD:
            return
        for answer in reader.find(SignOff, state="waiting"):
            if answer.deadline - _AHEAD <= acting.now < answer.deadline and was_sent(reader, answer):
                person = reader.get(Person, answer.person)
                if is_awake(acting, person):
                    yield _mail(reader, acting, answer, person)


def _mail(reader: Reader, acting: Acting, answer: SignOff, person: Person) -> DueMail:
    meeting = reader.get(Meeting, answer.meeting)
    version = answer.minutes_version
    asked = reader.find(Outgoing, person=person.ref, meeting=meeting.ref, minutes_version=version, kind="minutes")
    message = Message(
        kind="reminder",
        key=outbox_keys.sign_off_owed(meeting.ref, version, person.ref),
        person=person,
        template="sign-off-owed",
        context={"meeting": meeting, "deadline": answer.deadline},
        items=asked[0].items if asked else (),  # the numbers of the minutes hold in the answer to this mail too
        meeting=meeting.ref,
        minutes_version=version,
        automatic=True,
    )
    day = answer.deadline.astimezone(acting.zone).date()
    return DueMail(message, (Owed("sign-off-owed", meeting.ref, meeting.title, day, days_until(acting, day)),))
