"""Time at work: who is to be reminded of what now, what is overdue, and who else has to hear of it.

Everything follows from the state and the clock, never from "the pass of yesterday": days off are caught up without
repeats, and a pass more or less changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action
from collabtui.domain.letters import NumberedItem, Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.domain.working_days import working_days_between
from collabtui.lifecycle.desk import Desk
from collabtui.lifecycle.post import Message, queue
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


def due_digests(reader: Reader, desk: Desk) -> list[Digest]:
    """What would be sent now; nothing is written. Heads after owners."""
    people = {person.ref: person for person in reader.find(Person)}
    latest = desk.today + timedelta(days=max(desk.config.reminders.days_before, default=0) + 1)
    own: dict[str, list[Owed]] = {}
    heads: dict[str, list[Owed]] = {}
    for action in reader.due_actions(latest):
        owner = people[action.owner or ""]
        for owed in _owed(reader, desk, action, owner):
            if owed.kind != "escalation":
                own.setdefault(owner.ref, []).append(owed)
            elif (head := _head_of(owner, people.values())) is not None:
                heads.setdefault(head.ref, []).append(owed)
    digests = [_digest(desk, people[ref], owed) for ref, owed in own.items()]
    digests += [_digest(desk, people[ref], owed) for ref, owed in heads.items()]
    return [digest for digest in digests if not reader.find(Outgoing, key=digest.key, limit=1)]


def remind(desk: Desk) -> list[Outgoing]:
    """Queue what is due now, each digest with the marks that keep it from coming again."""
    with desk.transaction() as tx:
        return [mail for digest in due_digests(tx, desk) if (mail := _send(tx, desk, digest))]


def _send(tx: Transaction, desk: Desk, digest: Digest) -> Outgoing | None:
    outgoing = queue(tx, desk, _message(digest))
    if outgoing is not None:
        for owed in digest.owed:
            tx.put(Reminded(ref=owed.mark, at=desk.now, outgoing=outgoing.ref))
    return outgoing


def _owed(reader: Reader, desk: Desk, action: Action, owner: Person) -> Iterable[Owed]:
    """What is owed about one action at this moment. Its days begin at `at` o'clock where the owner lives."""
    local = desk.now.astimezone(ZoneInfo(owner.timezone))
    if action.due is None or local.time() < time.fromisoformat(desk.config.reminders.at):
        return
    today, days = local.date(), (action.due - local.date()).days
    if days >= 0:
        candidates = _reminder(desk, action, owner, today, days)
    else:
        candidates = _overdue(desk, action, owner, today, days)
    for owed in candidates:
        if not reader.find(Reminded, ref=owed.mark, limit=1):
            yield owed


def _reminder(desk: Desk, action: Action, owner: Person, today: date, days: int) -> Iterable[Owed]:
    """One a window: a day that was missed is made up for, two that were missed are one reminder. On the day on which
    it was taken the owner needs none."""
    windows = [before for before in desk.config.reminders.days_before if days <= before]
    if windows and _day(action.created_at, owner) < today:
        yield Owed("reminder", action, owner, days, min(windows))


def _overdue(desk: Desk, action: Action, owner: Person, today: date, days: int) -> Iterable[Owed]:
    """The head hears of it when whole working days have gone by after the first one on which it was late."""
    yield Owed("overdue", action, owner, days)
    if action.due and working_days_between(action.due, today, desk.is_working) > desk.config.reminders.escalate_after:
        yield Owed("escalation", action, owner, days)


def _day(instant: datetime, owner: Person) -> date:
    return instant.astimezone(ZoneInfo(owner.timezone)).date()


def _head_of(owner: Person, people: Iterable[Person]) -> Person | None:
    """The head of the owner's department; nobody is told on himself."""
    if not owner.department:
        return None
    heads = (person for person in people if person.head and person.department == owner.department)
    return next((head for head in heads if head.ref != owner.ref), None)


def _digest(desk: Desk, person: Person, owed: list[Owed]) -> Digest:
    owed.sort(key=lambda one: (one.days, one.action.ref))
    kinds = {one.kind for one in owed}
    kind: ReminderKind = "escalation" if "escalation" in kinds else "reminder" if "reminder" in kinds else "overdue"
    return Digest(kind, person, tuple(owed), desk.now.astimezone(ZoneInfo(person.timezone)).date())


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
