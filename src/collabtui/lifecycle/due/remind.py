"""Time at work: who is to be reminded of what now, what is overdue, and who else has to hear of it.

Everything follows from the state and the clock, never from "the pass of yesterday": days off are caught up without
repeats, and a pass more or less changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from collabtui.domain.action import OPEN, Action
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.domain.refs import ref_order
from collabtui.domain.working_days import add_working_days
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.queue import Message, queue
from collabtui.store.interface import Reader, Transaction

ReminderKind = Literal["reminder", "overdue", "escalation"]


@dataclass(frozen=True)
class Owed:
    """One action of which one person is to be told."""

    kind: ReminderKind
    action: Action
    owner: Person
    days: int
    """Days until the due date; negative when it is past."""
    before: int = 0
    """Which of the configured `days_before` it is."""

    @property
    def mark(self) -> str:
        """Ref of the record that it was said: the same item, date and kind never comes twice."""
        kind = f"{self.kind}-{self.before}" if self.kind == "reminder" else self.kind
        return f"{self.action.ref}/{self.action.due}/{kind}"


@dataclass(frozen=True)
class Digest:
    """All that one person is told in one mail."""

    kind: ReminderKind
    person: Person
    owed: tuple[Owed, ...]
    day: date

    @property
    def key(self) -> str:
        return f"{'escalation' if self.kind == 'escalation' else 'digest'}:{self.day}:{self.person.ref}"


@dataclass(frozen=True)
class Addressee:
    """Somebody to whom something may be owed, about the actions of these owners: his own, or his department's."""

    kind: Literal["digest", "escalation"]
    person: Person
    owners: tuple[Person, ...]

    def key(self, acting: Acting) -> str:
        return f"{self.kind}:{_today(acting, self.person)}:{self.person.ref}"


def due_digests(reader: Reader, acting: Acting) -> list[Digest]:
    """What would be sent now; nothing is written. Heads after owners."""
    return [digest for one in _addressees(reader, acting) if (digest := _digest_for(reader, acting, one))]


def remind(acting: Acting) -> list[str]:
    """Queue what is due now, each digest with the marks that keep it from coming again, in a transaction of its own:
    nobody waits for the mails of others, and a large office is never in memory. Refs of the mails."""
    queued = []
    for addressee in _addressees(acting.store, acting):
        with acting.transaction() as tx:
            digest = _digest_for(tx, acting, addressee)
            outgoing = _send(tx, acting, digest) if digest else None
        if outgoing is not None:
            queued.append(outgoing.ref)
    return queued


def _addressees(reader: Reader, acting: Acting) -> list[Addressee]:
    people = {person.ref: person for person in reader.find(Person)}
    awake = {_today(acting, person) for person in people.values() if is_awake(acting, person)}
    if not awake:
        return []
    owners = [people[ref] for ref in _owed_themselves(reader, acting, min(awake), max(awake))]
    found = [Addressee("digest", owner, (owner,)) for owner in owners]
    by_head: dict[str, list[Person]] = {}
    heads = [person for person in people.values() if person.head]
    patience = timedelta(days=acting.config.reminders.escalate_after + 1)
    for ref in reader.owed_owners("escalation", None, max(awake) - patience):
        if (head := _head_of(people[ref], heads)) is not None:
            by_head.setdefault(head.ref, []).append(people[ref])
    return found + [Addressee("escalation", people[head], tuple(several)) for head, several in by_head.items()]


def _owed_themselves(reader: Reader, acting: Acting, first: date, last: date) -> Iterable[str]:
    """Who may be owed a word about own actions, where it is `first` in one zone and `last` in another."""
    found = dict.fromkeys(reader.owed_owners("overdue", None, last - timedelta(days=1)))
    since = first
    for before in sorted(acting.config.reminders.days_before):
        until = last + timedelta(days=before)
        found |= dict.fromkeys(reader.owed_owners(f"reminder-{before}", since, until))
        since = first + timedelta(days=before + 1)
    return found


def _digest_for(reader: Reader, acting: Acting, addressee: Addressee) -> Digest | None:
    if reader.find(Outgoing, key=addressee.key(acting), limit=1):
        return None
    owed = [
        one
        for owner in addressee.owners
        for action in reader.find(Action, owner=owner.ref, status=OPEN)
        for one in _owed(reader, acting, action, owner)
        if (one.kind == "escalation") == (addressee.kind == "escalation")
    ]
    return _digest(acting, addressee.person, owed) if owed else None


def _send(tx: Transaction, acting: Acting, digest: Digest) -> Outgoing | None:
    outgoing = queue(tx, acting, _message(digest))
    if outgoing is not None:
        for owed in digest.owed:
            tx.put(Reminded(ref=owed.mark, at=acting.now, outgoing=outgoing.ref))
    return outgoing


def _owed(reader: Reader, acting: Acting, action: Action, owner: Person) -> Iterable[Owed]:
    """What is owed about one action at this moment. Its days begin at `at` o'clock where the owner lives."""
    if action.due is None or not is_awake(acting, owner):
        return
    today = _today(acting, owner)
    days = (action.due - today).days
    if days >= 0:
        candidates = _reminder(acting, action, owner, today, days)
    else:
        candidates = _overdue(acting, action, owner, today, days)
    for owed in candidates:
        if not reader.find(Reminded, ref=owed.mark, limit=1):
            yield owed


def _reminder(acting: Acting, action: Action, owner: Person, today: date, days: int) -> Iterable[Owed]:
    """One a window: a day that was missed is made up for, two that were missed are one reminder. On the day on which
    it was taken the owner needs none."""
    windows = [before for before in acting.config.reminders.days_before if days <= before]
    if windows and _day(action.created_at, owner) < today:
        yield Owed("reminder", action, owner, days, min(windows))


def _overdue(acting: Acting, action: Action, owner: Person, today: date, days: int) -> Iterable[Owed]:
    """The head hears of it when whole working days have gone by after the first one on which it was late."""
    yield Owed("overdue", action, owner, days)
    later = acting.config.reminders.escalate_after + 1
    if action.due and add_working_days(action.due, later, acting.is_working) <= today:
        yield Owed("escalation", action, owner, days)


def is_awake(acting: Acting, person: Person) -> bool:
    """Whether the hour of reminders has come where the person lives."""
    return acting.now.astimezone(ZoneInfo(person.timezone)).time() >= time.fromisoformat(acting.config.reminders.at)


def _today(acting: Acting, person: Person) -> date:
    return _day(acting.now, person)


def _day(instant: datetime, owner: Person) -> date:
    return instant.astimezone(ZoneInfo(owner.timezone)).date()


def _head_of(owner: Person, heads: Iterable[Person]) -> Person | None:
    """The head of the owner's department; nobody is told on himself."""
    if not owner.department:
        return None
    own = (head for head in heads if head.department == owner.department)
    return next((head for head in own if head.ref != owner.ref), None)


def _digest(acting: Acting, person: Person, owed: list[Owed]) -> Digest:
    owed.sort(key=lambda one: (one.days, ref_order(one.action.ref)))
    kinds = {one.kind for one in owed}
    kind: ReminderKind = "escalation" if "escalation" in kinds else "reminder" if "reminder" in kinds else "overdue"
    return Digest(kind, person, tuple(owed), _today(acting, person))


def _message(digest: Digest) -> Message:
    numbered = list(enumerate(digest.owed, 1))
    return Message(
        kind=digest.kind,
        key=digest.key,
        person=digest.person,
        template="escalation" if digest.kind == "escalation" else "reminder",
        context={
            "upcoming": [{"number": number, "owed": owed} for number, owed in numbered if owed.kind == "reminder"],
            "overdue": [{"number": number, "owed": owed} for number, owed in numbered if owed.kind != "reminder"],
        },
        items=tuple(
            NumberedItem(number=number, ref=owed.action.ref, title=owed.action.title) for number, owed in numbered
        ),
        automatic=True,
    )
