"""Answers that a deputy gave, and questions that he was asked, while a head was away: the head hears of each once, in
his first mail after he is back; of what is not decided yet in a mail of its own, to which he can say otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, answer_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import stand_ins_of
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_KIND: Literal["deputy-answered"] = "deputy-answered"
_STILL_NEWS = timedelta(days=31)


class AskedMeanwhile(NamedTuple):
    """One question to a department whose head was away."""

    ref: str
    title: str
    department: str
    at: datetime
    """When it was answered; while it is not, when it was asked."""
    answer: DepartmentAnswer | None = None
    matter: str = ""
    """Of a change that is not decided yet."""

    @property
    def mark(self) -> str:
        return f"{self.ref}/{self.department}/{self.at:%Y%m%dT%H%M%S}/{_KIND}"


class DeputyAnswersDue:
    """From the hour of reminders on, on the head's first day at work; for a month."""

    kinds: tuple[OwedKind, ...] = (_KIND,)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        questions = [one for one in _questions(reader) if one.at > acting.now - _STILL_NEWS]
        for person in reader.find(Person, head=True) if questions else ():
            today = day_of(acting.now, person)
            if not person.is_here or person.is_away(today) or not is_awake(acting, person):
                continue
            found = [one for one in questions if _concerns(one, person, today)]
            news = [one for one in found if not reader.find(Reminded, ref=one.mark, limit=1)]
            decided = [one for one in news if not one.matter]
            if decided:
                yield _mail(reader, acting, person, decided)
            for one in news:
                if one.matter:
                    yield _open_to_him(acting, _mail(reader, acting, person, [one]), one)


def _concerns(one: AskedMeanwhile, person: Person, today: date) -> bool:
    """Whether a deputy answered it for him, or it was asked while he was away and nobody has answered."""
    if one.answer is not None:
        return one.answer.in_place_of == person.ref
    first, last = person.away_from, person.away_until
    return bool(
        person.department == one.department
        and person.stand_in
        and first
        and last
        and first <= day_of(one.at, person) <= last < today
    )


def _questions(reader: Reader) -> Iterator[AskedMeanwhile]:
    for matter in reader.find(Matter):
        for part in () if matter.withdrawn else matter.asked:
            if part.sent_at:
                yield _question(matter.ref, matter.title, part.department, part.sent_at, part.answer)
    for change in reader.find(ChangeRequest, state=["asked", "granted", "refused"]):
        for department in change.departments if change.asked_at else ():
            answer = answer_of(change.opinions, department)
            if change.asked_at and (answer or change.state == "asked"):
                found = _question(change.ref, change.what, department, change.asked_at, answer)
                yield found._replace(matter=change.matter if change.state == "asked" else "")
    for resource in reader.find(Resource, state=["asked", "promised", "refused"]):
        if resource.asked_at:
            yield _question(resource.ref, resource.what, resource.department, resource.asked_at, resource.answer)


def _question(
    ref: str, title: str, department: str, asked: datetime, answer: DepartmentAnswer | None
) -> AskedMeanwhile:
    return AskedMeanwhile(ref, title, department, answer.at if answer else asked, answer)


def _open_to_him(acting: Acting, mail: DueMail, one: AskedMeanwhile) -> DueMail:
    """A reply to it is the department's answer, as one to the question would be."""
    person = mail.message.person
    message = replace(
        mail.message,
        key=outbox_keys.deputy_answered(day_of(acting.now, person), person.ref, one.ref, one.department),
        context={**mail.message.context, "is_open": True},
        matter=one.matter,
        change=one.ref,
        department=one.department,
    )
    return replace(mail, message=message, apart=True)


def _asked(reader: Reader, person: Person, one: AskedMeanwhile) -> str:
    """Name of who was asked in his place."""
    found = stand_ins_of(reader, person, day_of(one.at, person))
    return next((deputy.name for deputy in (found.present, *found.deputies) if deputy), "")


def _mail(reader: Reader, acting: Acting, person: Person, news: list[AskedMeanwhile]) -> DueMail:
    names = {ref: reader.get(Person, ref).name for ref in {one.answer.person for one in news if one.answer} if ref}
    lines = [
        {
            "ref": one.ref, "title": one.title, "department": one.department, "at": one.at, "answer": one.answer,
            "by": names.get(one.answer.person or "", "") if one.answer else _asked(reader, person, one),
        }
        for one in news
    ]  # fmt: skip
    message = Message(
        kind="notice",
        key=outbox_keys.deputy_answered(day_of(acting.now, person), person.ref),
        person=person,
        template="deputy-answered",
        context={
            name: [one for one in lines if bool(one["answer"]) == (name == "answered")]
            for name in ("answered", "asked")
        }
        | {"is_open": False},
        automatic=True,
    )
    words = Catalogue(person.locale)
    owed = []
    for one, line in zip(news, lines, strict=True):
        day = one.at.astimezone(acting.zone).date()
        line_of_it = str(
            words("absence.answered_for" if one.answer else "absence.asked_for", title=one.title, by=line["by"])
        )
        owed.append(Owed(_KIND, one.ref, line_of_it, day, days_until(acting, day)))
    return DueMail(message, tuple(owed), tuple(one.mark for one in news))
