"""Minutes that silence agrees with by the next working day: who has not answered is reminded once, and still can."""

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from collabtui.domain.deadlines.sign_off_deadline import SIGN_OFF_AHEAD, is_last_chance
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.sign_off import agrees_by_silence
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.lifecycle.due.silent_consent import was_sent
from collabtui.store.interface import Reader


class SignOffsDue:
    """Waiting answers on the last day before consent by silence; not where that is all the time there is."""

    kinds: tuple[OwedKind, ...] = ("sign-off-owed",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        if timedelta(days=acting.config.meeting.sign_off_days) <= SIGN_OFF_AHEAD:
            return
        for answer in reader.find(SignOff, state="waiting"):
            if acting.now < answer.deadline and was_sent(reader, answer):
                person = reader.get(Person, answer.person)
                asked = _minutes(reader, answer)
                if not agrees_by_silence(person, answer.deadline):
                    continue
                if person.is_here and is_awake(acting, person) and _is_due(acting, answer, person, asked):
                    yield _mail(reader, acting, answer, person, asked)


def _minutes(reader: Reader, answer: SignOff) -> Outgoing | None:
    """The mail that brought him the minutes."""
    version, person = answer.minutes_version, answer.person
    mails = reader.find(Outgoing, person=person, meeting=answer.meeting, minutes_version=version, kind="minutes")
    return mails[0] if mails else None


def _unlisted(asked: Outgoing | None) -> tuple[NumberedItem, ...]:
    """The numbers of the minutes hold in the answer to this mail too, which shows none of them."""
    return tuple(item.model_copy(update={"listed": False}) for item in (asked.items if asked else ()))


def _is_due(acting: Acting, answer: SignOff, person: Person, asked: Outgoing | None) -> bool:
    """Not on the day on which he got them, unless he has no more than a day."""
    now = acting.now.astimezone(ZoneInfo(person.timezone))
    if answer.deadline - SIGN_OFF_AHEAD > acting.now and asked and day_of(asked.queued_at, person) == now.date():
        return False
    return is_last_chance(now, answer.deadline, acting.working_days(person.country))


def _mail(reader: Reader, acting: Acting, answer: SignOff, person: Person, asked: Outgoing | None) -> DueMail:
    meeting = reader.get(Meeting, answer.meeting)
    version = answer.minutes_version
    message = Message(
        kind="reminder",
        key=outbox_keys.sign_off_owed(meeting.ref, version, person.ref),
        person=person,
        template="sign-off-owed",
        context={"meeting": meeting, "deadline": answer.deadline},
        items=_unlisted(asked),
        meeting=meeting.ref,
        minutes_version=version,
        automatic=True,
    )
    day = answer.deadline.astimezone(acting.zone).date()
    owed = Owed("sign-off-owed", meeting.ref, meeting.title, day, days_until(acting, day))
    return DueMail(message, (owed,), asks=True)
