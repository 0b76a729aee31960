"""The silence that the facilitator hears of (heads: `silent_departments_due`, `silent_owners_due`): departments and
heads who answer nothing though they were reminded, or are away past their time with nobody in their place, departments
for which nobody speaks any more, and owners who have not said by five past five how they stand. All of a day is one
mail; each is told of once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.deadlines.progress_rhythm import PROGRESS_NOTED
from collabtui.domain.mail.mail_records import Outgoing, Reminded
from collabtui.domain.matters.change_request import APPROVAL_KINDS, AskedKind, ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department, Person
from collabtui.domain.silent_owners import silent_owners
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.answer_deadline import all_due_by, answer_due_by, had_a_day
from collabtui.lifecycle.base.asked.everybody_away import absence_lines
from collabtui.lifecycle.base.asked.rectified_criteria import asked_once_more
from collabtui.lifecycle.base.department_people import LackingStandIn, is_facilitators, lacking_stand_in, speakers
from collabtui.lifecycle.base.directory import facilitator
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, day_of, days_until, is_awake
from collabtui.lifecycle.due.silent_departments_due import asked_since, heads_after, to_remind
from collabtui.lifecycle.matters.change_requests.asked_of_whom import asked_people
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_REMINDING = ("reminder", "escalation")


class Silence(NamedTuple):
    """One who was asked and says nothing, as the mail names it."""

    kind: OwedKind
    ref: str
    title: str
    who: str
    """A department, or a person with it."""
    asked: datetime
    """When he was last written to about it."""
    noted: str = ""
    """A further mark, of an owner: the first time in a row that it is told of."""
    away: tuple[tuple[Person, LackingStandIn], ...] = ()
    """All who have to answer for the department, where all are away with nobody in their place, each with why."""
    nobody: bool = False
    """Whether nobody is left who speaks for the department."""
    asking: AskedKind | None = None
    """What a change, or an approval, asks."""
    matter: str = ""
    criteria: tuple[int, ...] = ()
    """The numbers of those of the matter that wait for a verdict, each of its own."""
    there: str = ""
    """The hour of `asked` where an owner lives, if that is another one."""

    @property
    def mark(self) -> str:
        return self.marked(self.who)

    def marked(self, who: str) -> str:
        """As it was noted when he was called so."""
        return outbox_keys.silence_mark(self.ref, who, self.asked, is_away=bool(self.away) or self.nobody)

    def absences(self, words: Catalogue) -> list[str]:
        """A line on each of these, with its last day and why nobody stands in."""
        if self.nobody:
            return [words("absence.nobody_speaks", department=self.who)]
        return absence_lines(words, self.away)


class SilenceDue:
    """Departments a working day after their last reminder; owners once the hour is over by which they were asked."""

    kinds: tuple[OwedKind, ...] = ("silence", "progress-silence")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        person = facilitator(reader, acting)
        answers = list(_unnoted(reader, _departments(reader, acting))) if is_awake(acting, person) else []
        if answers and acting.is_working(acting.today):
            yield _mail(reader, acting, person, "silence", answers)
        if owners := list(_unnoted(reader, _owners(reader, acting))):
            yield _mail(reader, acting, person, "progress-silence", owners)


def _unnoted(reader: Reader, found: Iterator[Silence]) -> Iterator[Silence]:
    """Those not told yet; under a department's former name counts, too."""
    renamed = [(one.name, former) for one in reader.find(Department) for former in one.former_names]
    for one in found:
        names = [one.who, *(one.who.replace(name, former, 1) for name, former in renamed if one.who.startswith(name))]
        if not reader.find(Reminded, ref=[one.marked(name) for name in names], limit=1):
            yield one


def _departments(reader: Reader, acting: Acting) -> Iterator[Silence]:
    """At the last escalation step: whoever is above was written to, and has had a working day."""
    for matter in reader.find(Matter):
        waiting = [(part.department, part.sent_at) for part in matter.asked if part.silent and part.sent_at]
        if not waiting or matter.is_filed:
            continue
        mails = [mail for mail in reader.find(Outgoing, matter=matter.ref) if mail.change is None]
        for department, sent_at in waiting:
            found = speakers(reader, acting, matter, department)
            nobody = _is_left_alone(reader, acting, matter, department)
            asked = Silence("silence", matter.ref, matter.title, department, sent_at, nobody=nobody)
            lacking = partial(lacking_stand_in, reader, acting, matter)
            yield from _unanswered(acting, asked, mails, (found.present, found.everybody), lacking)
    for change in reader.find(ChangeRequest, state="asked"):
        matter = reader.get(Matter, change.matter)
        if not matter.is_filed:
            yield from _of_change(reader, acting, matter, change)


def _of_change(reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest) -> Iterator[Silence]:
    mails = reader.find(Outgoing, change=change.ref) if change.silent or change.kind == "criteria" else []
    since = change.asked_at or acting.now
    owing = [(name, since, _left_of_criteria(matter, change, name)) for name in change.silent]
    again = asked_once_more(matter, change, mails)
    owing += [
        (one.department, one.at, tuple(1 + matter.criteria.index(each) for each in one.criteria)) for one in again
    ]
    for department, asked_at, criteria in owing:
        found = speakers(reader, acting, matter, department)
        nobody = _is_left_alone(reader, acting, matter, department)
        asked = Silence("silence", change.ref, change.what, department, asked_at, nobody=nobody)
        asked = asked._replace(asking=change.kind, matter=matter.ref, criteria=criteria)
        reminded = to_remind(change, found)
        people = (*reminded, *heads_after(found, reminded))
        lacking = partial(lacking_stand_in, reader, acting, matter)
        yield from _unanswered(acting, asked, mails, (people, asked_people(change, found)), lacking)


def _left_of_criteria(matter: Matter, change: ChangeRequest, department: str) -> tuple[int, ...]:
    """The numbers of the criteria that wait for the department; none of any other question."""
    if change.kind != "criteria":
        return ()
    numbered = enumerate(matter.criteria, 1)
    return tuple(n for n, one in numbered if one.met is None and matter.supervises(one) == department)


def _is_left_alone(reader: Reader, acting: Acting, matter: Matter, department: str) -> bool:
    """Whether nobody speaks for the department any more; where the facilitator alone does, he knows what it says."""
    alone = not speakers(reader, acting, matter, department).everybody
    return alone and not is_facilitators(reader, acting, matter, department)


def _unanswered(
    acting: Acting,
    asked: Silence,
    mails: Iterable[Outgoing],
    people: tuple[Sequence[Person], Sequence[Person]],
    lacking: Callable[[Person], LackingStandIn],
) -> Iterator[Silence]:
    """`people`: those who were to be reminded, and everybody; where the former are none, the others may all be away."""
    present, everybody = people
    if asked.nobody:
        if all_due_by(acting, asked.asked, ()) <= acting.now:
            yield asked
        return
    mails = [mail for mail in mails if asked.who in mail.departments]
    if not present and everybody and all(person.is_away(day_of(acting.now, person)) for person in everybody):
        since = [asked_since(mails, asked.who, person, asked.asked) for person in everybody]
        due = [answer_due_by(acting, at, person) for at, person in zip(since, everybody, strict=True) if at]
        if len(due) == len(everybody) and max(due) <= acting.now:
            yield asked._replace(away=tuple((person, lacking(person)) for person in everybody))
    elif last := _last_written(acting, mails, present or everybody, asked.asked):
        yield asked._replace(asked=last)


def _last_written(
    acting: Acting, mails: Iterable[Outgoing], people: Sequence[Person], since: datetime
) -> datetime | None:
    """When the last of these people was reminded, or told as a head; None before each was, and had a working day."""
    written = {
        mail.person: mail.queued_at
        for mail in mails
        if mail.kind in _REMINDING and mail.queued_at >= since and mail.state != "held"
    }
    if not all(person.ref in written and had_a_day(acting, written[person.ref], person) for person in people):
        return None
    return max((written[person.ref] for person in people), default=None)


def _owners(reader: Reader, acting: Acting) -> Iterator[Silence]:
    for one in silent_owners(reader.asked_progress(acting.now), acting.now):
        there = one.asked_there(facilitator(reader, acting).timezone)
        yield Silence("progress-silence", one.matter, one.title, one.who, one.asked, one.noted, there=there)


def _mail(reader: Reader, acting: Acting, person: Person, kind: OwedKind, found: list[Silence]) -> DueMail:
    words = Catalogue(person.locale, today=lambda: acting.today)
    found = [one._replace(title=_named(words, one)) for one in found]
    away = [one.absences(words) for one in found]
    lines = [one._asdict() | {"away": lines} for one, lines in zip(found, away, strict=True)]
    unread = any(lacking.why == "unread" for one in found for _, lacking in one.away)
    message = Message(
        kind="notice",
        key=outbox_keys.silence(kind, acting.now.astimezone(ZoneInfo(person.timezone)), person.ref),
        person=person,
        template="silence",
        context={"kind": kind, "lines": lines, "by": f"{PROGRESS_NOTED:%H:%M}", "unread": unread},
        automatic=True,
    )
    owed = [
        Owed(kind, one.ref, ". ".join((f"{one.who}: {one.title}", *lines)), day, days_until(acting, day))
        for one, lines in zip(found, away, strict=True)
        for day in [one.asked.astimezone(acting.zone).date()]
    ]
    first = (one.noted for one in found if one.noted and not reader.find(Reminded, ref=one.noted, limit=1))
    return DueMail(message, tuple(owed), (*(one.mark for one in found), *first))


def _named(words: Catalogue, one: Silence) -> str:
    """An approval is called as its matter is: what it asks stands before that."""
    return f"{words(f'change.of.{one.asking}')} · {one.title}" if one.asking in APPROVAL_KINDS else one.title
