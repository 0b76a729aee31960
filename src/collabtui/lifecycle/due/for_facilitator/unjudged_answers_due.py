"""Answers that have waited for the facilitator's judgement since the day before: nothing of them counts until he looks.
Each is named once, to the facilitator of what it answers, in one mail a day; a correction of minutes, which keeps them
open, again as a high risk is (`domain.deadlines.risk_answer_deadline`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from collabtui.domain.deadlines.risk_answer_deadline import asked_again_on
from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.mail.mail_records import Incoming, Outgoing, Reminded, WaitingMail
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator_of
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import readings
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

AT_ONCE = 200
"""Mails that are looked at in a pass; the others are named the day after."""
LISTED = 20
"""Those that one mail names."""
_KIND: OwedKind = "answer-waiting"


class UnjudgedAnswersDue:
    """The digest of answers that came in before today and still wait."""

    kinds: tuple[OwedKind, ...] = (_KIND,)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        midnight = datetime.combine(acting.today, time.min, acting.zone)
        found: dict[str, tuple[Person, list[tuple[str, WaitingMail]]]] = {}
        new = ((f"{mail.ref}/{_KIND}", mail) for mail in reader.unjudged_mails(_KIND, midnight, AT_ONCE))
        for mark, mail in (*new, *_corrections_again(reader, acting)):
            person = facilitator_of(reader, acting, _matter(reader, mail))
            found.setdefault(person.ref, (person, []))[1].append((mark, mail))
        for person, mails in found.values():
            if is_awake(acting, person):
                words = Catalogue(person.locale, today=lambda: acting.today)
                read = [_Read(mark, mail, readings(reader.get(Incoming, mail.ref), words)) for mark, mail in mails]
                yield _digest(acting, person, read)


def _corrections_again(reader: Reader, acting: Acting) -> Iterator[tuple[str, WaitingMail]]:
    """Open corrections that he was told of before, each with the mark of this time."""
    for answer in reader.find(SignOff, state="corrected"):
        for ref in {one.mail for one in answer.corrections if one.outcome == "open" and one.mail}:
            mail, known = reader.get(Incoming, ref), reader.find(Reminded, ref=f"{ref}/{_KIND}", limit=1)
            if mail.state != "waiting" or not known:
                continue
            asked = known[0].at.astimezone(acting.zone).date()
            again = asked_again_on(asked, acting.today, acting.is_working)
            mark = f"{ref}/{_KIND}/{again}"
            if again and not reader.find(Reminded, ref=mark, limit=1):
                yield mark, _as_waiting(mail)


def _as_waiting(mail: Incoming) -> WaitingMail:
    return WaitingMail(
        ref=mail.ref,
        sender=mail.sender,
        subject=mail.subject,
        received_at=mail.received_at,
        answers=mail.answers,
    )


@dataclass(frozen=True)
class _Read:
    """One of them, as the template names it."""

    mark: str
    mail: WaitingMail
    lines: list[str]
    """What was read in it and is not done."""

    @property
    def title(self) -> str:
        read = "; ".join(self.lines)
        return f"{self.mail.sender}: {topic(self.mail.subject)}" + (f" ({read})" if read else "")


def _matter(reader: Reader, mail: WaitingMail) -> str | None:
    asked = reader.get(Outgoing, mail.answers) if mail.answers else None
    if asked is None:
        return None
    return reader.get(Meeting, asked.meeting).matter if asked.meeting and not asked.matter else asked.matter


def _digest(acting: Acting, person: Person, mails: list[_Read]) -> DueMail:
    message = Message(
        kind="notice",
        key=outbox_keys.answers_waiting(day_of(acting.now, person), person.ref),
        person=person,
        template="answers-waiting",
        context={"mails": mails[:LISTED], "more": len(mails[LISTED:])},
        automatic=True,
    )
    marks = tuple(one.mark for one in mails)
    return DueMail(message, tuple(_owed(acting, one) for one in mails), marks)


def _owed(acting: Acting, one: _Read) -> Owed:
    day = one.mail.received_at.astimezone(acting.zone).date()
    return Owed(_KIND, one.mail.ref, one.title, day, days_until(acting, day))
