"""Actions whose date comes near (from when: `domain.deadlines.reminder_two_days_before`) or is past: owners are
reminded, and heads hear of what stays overdue (from when: `domain.deadlines.escalation_to_heads`).

All that one person is to be told on a day is one digest. The mark of each thing told, `A1/2026-03-06/reminder-2`, keeps
it from coming again with another digest: days off are caught up without repeats.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.count_working_days import LONGEST_REST, IsWorking
from collabtui.domain.deadlines.escalation_to_heads import escalation_due, late_since, next_escalation_step
from collabtui.domain.deadlines.reminder_two_days_before import reminder_window
from collabtui.domain.last_word import statement_of
from collabtui.domain.mail.mail_records import Incoming, Outgoing, Reminded
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.refs import ref_order
from collabtui.language.exception_parts import ExceptionParts
from collabtui.lifecycle.assignments.exception_of import exception_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitator
from collabtui.lifecycle.base.each_by_itself import readable_person
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import in_place_of, stands_in
from collabtui.lifecycle.due.for_facilitator.unjudged_answers import waiting_answers
from collabtui.lifecycle.due.owed import (
    DailyLine,
    DueMail,
    Owed,
    OwedKind,
    can_be_asked,
    day_of,
    heard_today,
    is_at_work,
    is_awake,
)
from collabtui.store.interface import Reader

ReminderKind = Literal["reminder", "overdue", "escalation"]
_NEVER = "never"
"""A kind of which no mark is kept."""


class ActionsDue:
    """Digests for owners first, then those for heads. One source, since both are found among the same people."""

    kinds: tuple[OwedKind, ...] = ("reminder", "overdue", "escalation")

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for addressee in _addressees(reader, acting):
            reminders = _unless_answered(reader, _reminders_for(reader, acting, addressee))
            if reminders:
                yield _digest(acting, addressee, reminders)


@dataclass(frozen=True)
class ActionReminder:
    """One action of which one person is to be told."""

    kind: ReminderKind
    answered: datetime | None = field(default=None, kw_only=True)
    """When the owner has said something of it that the facilitator has not looked at yet, for who hears of it beside
    him."""
    matter: str = field(default="", kw_only=True)
    """Title of its matter, for a head, who hears of several."""
    action: Action
    owner: Person
    """Its owner, or who does it in his place."""
    days: int
    """Days until the due date; negative when it is past."""
    before: int = 0
    """Which of the configured `days_before` it is."""
    deputy: Person | None = None
    """The one who is told while the owner is away."""
    handed_to: str = field(default="", kw_only=True)
    """The department that has it since another one's head heard of it."""

    @property
    def exception(self) -> ExceptionParts:
        """The reason why it is late or blocked, with impact and way out."""
        return exception_of(self.action)

    @property
    def mark(self) -> str:
        """Ref of the record that it was said: the same item, date and kind never comes twice; to who does it in the
        owner's place, or stands in for him, whatever the owner was told."""
        kind = f"{self.kind}-{self.before}" if self.kind == "reminder" else self.kind
        of_doer = f"-{self.owner.ref}" if self.owner.ref in self.action.doers else ""
        of_deputy = f"-in-place-{self.deputy.ref}" if self.deputy else ""
        handed = f"-{self.handed_to}" if self.handed_to else ""
        return f"{self.action.ref}/{self.action.due}/{kind}{of_doer}{of_deputy}{handed}"

    @property
    def in_place_of(self) -> Person | None:
        """The owner, of an item that his deputy reads."""
        return self.owner if self.deputy else None


@dataclass(frozen=True)
class Addressee:
    """Somebody to whom something may be owed, about the actions of these owners: his own and those of whom he stands in
    for, or his department's."""

    kind: Literal["digest", "escalation"]
    person: Person
    owners: tuple[Person, ...]
    unled: tuple[str, ...] = ()
    """Departments of the owners that nobody heads: what is late there is the facilitator's to hear."""
    own_heads: tuple[str, ...] = ()
    """Names of the owners who head their department themselves: so it is of what they are late with."""
    away: tuple[str, ...] = ()
    """Names of the heads in whose place he hears of it."""
    unreached: tuple[str, ...] = ()
    """Names of those among them whom no mail reaches."""

    def key(self, acting: Acting) -> str:
        return outbox_keys.reminder_digest(self.kind, _today(acting, self.person), self.person.ref)


def _addressees(reader: Reader, acting: Acting) -> list[Addressee]:
    people = {person.ref: person for person in reader.find(Person)}
    awake = {_today(acting, person) for person in people.values() if is_awake(acting, person)}
    if not awake:
        return []
    owed = _owed_themselves(reader, acting, people.values(), min(awake), max(awake))
    # who cannot be read is in no list, and keeps nobody else from his mail
    readable = (people.get(ref) or readable_person(acting.store, reader, ref) for ref in owed)
    owners: dict[str, tuple[Person, ...]] = {one.ref: (one,) for one in readable if one and is_at_work(acting, one)}
    for deputy, absent in _stood_in_for(reader, acting, people.values()):
        owners[deputy.ref] = (*owners.get(deputy.ref, (deputy,)), absent)
    found = [Addressee("digest", people[ref], several) for ref, several in owners.items()]
    by_head: dict[str, list[Person]] = {}
    heads = [person for person in people.values() if person.head]
    patience = timedelta(days=acting.config.reminders.escalate_after + 1)
    organiser = facilitator(reader, acting)
    known = people | {organiser.ref: organiser}
    for ref in _owed_to_heads(reader, people, max(awake) - patience):
        head = next_up(people[ref], heads, organiser)
        present = escalated_to(reader, acting, head, ref, organiser) if head else None
        if head and present and present.ref != ref:
            by_head.setdefault(present.ref, []).append(people[ref])
    found += [_reader_of_escalations(acting, known[ref], several, heads, organiser) for ref, several in by_head.items()]
    return found


def _reader_of_escalations(
    acting: Acting, person: Person, owners: Iterable[Person], heads: Sequence[Person], organiser: Person
) -> Addressee:
    """Who hears of what these owners are late with, with the reasons why it is he."""
    owners = tuple(owners)
    unled = dict.fromkeys(one.department for one in owners if is_unled(one.department, heads))
    own_heads = tuple(one.name for one in owners if _is_own_head(one, heads))
    above = {one.ref: one for owner in owners if (one := next_up(owner, heads, organiser))}
    absent = [one for one in above.values() if one.ref != person.ref and _is_out_of_reach(acting, one)]
    return _in_place_of(acting, Addressee("escalation", person, owners, tuple(unled), own_heads), absent)


def _is_out_of_reach(acting: Acting, head: Person) -> bool:
    return head.is_away(_today(acting, head)) or head.bounced_at is not None


def _owed_to_heads(reader: Reader, people: Mapping[str, Person], until: date) -> Iterable[str]:
    """Owners, of `people`, of what no head has heard of, or not the one of the department that has it now."""
    found = dict.fromkeys(ref for ref in reader.owed_owners("escalation", None, until) if ref in people)
    for ref in reader.owed_owners(_NEVER, None, until):
        if (
            ref in people
            and ref not in found
            and any(
                _handed_to(reader, action, people[ref])
                for action in reader.find(Action, owner=ref, status=OPEN)
                if action.due and action.due <= until
            )
        ):
            found[ref] = None
    return found


def _stood_in_for(reader: Reader, acting: Acting, people: Iterable[Person]) -> Iterator[tuple[Person, Person]]:
    """Pairs of one who stands in, and of whom he stands in for, who is away."""
    for absent in people:
        if absent.is_here and absent.is_away(_today(acting, absent)):
            deputy = in_place_of(reader, absent, _today(acting, absent))
            if deputy and is_at_work(acting, deputy):
                yield deputy, absent


def escalated_to(reader: Reader, acting: Acting, head: Person, owner: str, organiser: Person) -> Person:
    """The one to hear of what an owner is late with: the head, while he is away his deputy, and the facilitator where
    nobody stands in, or that is the owner himself."""
    present = in_place_of(reader, head, _today(acting, head))
    return organiser if present is None or (present.ref == owner and head.ref != owner) else present


def _in_place_of(acting: Acting, addressee: Addressee, heads: Collection[Person]) -> Addressee:
    """He hears of it in the place of these."""
    away = [head for head in heads if head.is_away(_today(acting, head))]
    unreached = [head for head in heads if head not in away]
    return replace(addressee, away=tuple(one.name for one in away), unreached=tuple(one.name for one in unreached))


def _owed_themselves(
    reader: Reader, acting: Acting, people: Collection[Person], first: date, last: date
) -> Iterable[str]:
    """Who may be owed a word about own actions, where it is `first` in one zone and `last` in another."""
    found = dict.fromkeys(_owed_of(reader, "overdue", None, last - timedelta(days=1)))
    since = first
    for before in sorted(acting.config.reminders.days_before):
        mark, until = f"reminder-{before}", last + timedelta(days=before)
        owed = _owed_of(reader, mark, since, until)
        far = until + timedelta(days=_rest_of(people))
        if _owed_of(reader, mark, since, far) != owed:  # else nobody asks for calendars
            owed = _owed_of(reader, mark, since, until + timedelta(days=_rest(acting, people, last)))
        found |= dict.fromkeys(owed)
        since = first + timedelta(days=before + 1)
    return found


def _rest_of(people: Iterable[Person]) -> int:
    """Days off in a row of these, at the most: a long holiday, or a leave with one at each end."""
    leaves = ((one.away_until - one.away_from).days + 1 for one in people if one.away_from and one.away_until)
    longest = max(leaves, default=0)
    return longest + 2 * LONGEST_REST if longest > LONGEST_REST // 2 else LONGEST_REST


def _owed_of(reader: Reader, mark: str, since: date | None, until: date) -> list[str]:
    """Owners, and who does it in the place of one."""
    return [*reader.owed_owners(mark, since, until), *reader.owed_doers(mark, since, until)]


def _rest(acting: Acting, people: Collection[Person], today: date) -> int:
    """Days off in a row from tomorrow on, of who has most of them."""
    longest = _rest_of(people)
    last = today + timedelta(days=longest)
    found = {(one.country if one.first_day_away(today, last) is None else one.ref): one for one in people}
    calendars = (_days_to_hear(acting, one) for one in found.values())
    ahead = [today + timedelta(days=days) for days in range(1, longest + 1)]
    return max(next((n for n, day in enumerate(ahead) if is_working(day)), longest) for is_working in calendars)


def head_of(owner: Person, heads: Iterable[Person]) -> Person | None:
    """The head of the owner's department; nobody is told on himself."""
    if not owner.department:
        return None
    own = (head for head in heads if head.department == owner.department)
    return next((head for head in own if head.ref != owner.ref), None)


def next_up(owner: Person, heads: Iterable[Person], organiser: Person) -> Person | None:
    """The one to hear of what stays late: the head of the owner's department; the facilitator where it has none, or the
    owner is its head, so that somebody always is told. None for an owner without a department, whom the first page
    counts."""
    heads = list(heads)
    if is_unled(owner.department, heads) or _is_own_head(owner, heads):
        return organiser if owner.ref != organiser.ref else None
    return head_of(owner, heads)


def is_unled(department: str, heads: Iterable[Person]) -> bool:
    return bool(department) and all(head.department != department for head in heads)


def _is_own_head(owner: Person, heads: Iterable[Person]) -> bool:
    return owner.head and bool(owner.department) and head_of(owner, heads) is None


def _reminders_for(reader: Reader, acting: Acting, addressee: Addressee) -> list[ActionReminder]:
    """What goes into the digest of this day; nothing where that has been queued, which costs one look."""
    if reader.find(Outgoing, key=addressee.key(acting), limit=1):
        return []
    heard = heard_today(reader, acting, addressee.person) if addressee.kind == "digest" else frozenset()
    reminders = [
        reminder
        for owner in addressee.owners
        for action in _actions_of(reader, owner, addressee.kind)
        if action.ref not in heard
        for reminder in _owed_of_action(reader, acting, action, owner, addressee)
        if (reminder.kind == "escalation") == (addressee.kind == "escalation")
    ]
    return sorted(reminders, key=lambda reminder: (reminder.days, ref_order(reminder.action.ref)))


def _owed_of_action(
    reader: Reader, acting: Acting, action: Action, owner: Person, addressee: Addressee
) -> Iterator[ActionReminder]:
    """To a deputy what is the absent one's to do, as its owner or in its owner's place, and nobody else's, unless he
    may not read it."""
    deputy = addressee.person
    if addressee.kind == "escalation" or owner.ref == deputy.ref:
        yield from _reminders_of(reader, acting, action, owner)
    elif owner.ref in (action.doers or (action.owner,)) and _may_read(reader, acting, action, deputy):
        yield from _reminders_of(reader, acting, action, owner, deputy)


def _may_read(reader: Reader, acting: Acting, action: Action, person: Person) -> bool:
    return action.matter is None or may_read(reader.get(Matter, action.matter), person, acting.facilitator)


def _unless_answered(reader: Reader, reminders: Iterable[ActionReminder]) -> list[ActionReminder]:
    """Not what its owner has answered, and the facilitator is to look at: he is not asked again for it; a head reads
    that he has."""
    found = []
    answers: dict[str, dict[str, Incoming]] = {}
    for one in reminders:
        if one.owner.ref not in answers:
            answers[one.owner.ref] = waiting_answers(reader, one.owner.ref)
        answer = answers[one.owner.ref].get(one.action.ref)
        if answer is None:
            found.append(one)
        elif one.kind == "escalation":
            found.append(replace(one, answered=answer.written_at))
    return found


def _actions_of(reader: Reader, owner: Person, kind: Literal["digest", "escalation"]) -> list[Action]:
    """Open ones that he owns, and for his own digest also those that he does in the owner's place."""
    owned = reader.find(Action, owner=owner.ref, status=OPEN)
    if kind == "escalation":
        return owned
    return [
        *owned,
        *(one for one in reader.find(Action, collaborators=owner.ref, status=OPEN) if owner.ref in one.doers),
    ]


def _reminders_of(
    reader: Reader, acting: Acting, action: Action, owner: Person, deputy: Person | None = None
) -> Iterator[ActionReminder]:
    """What is owed about one action at this moment. Its days begin at `at` o'clock where its reader lives."""
    hears = deputy or owner
    today = _today(acting, hears)
    if action.due is None or hears.is_away(today) or not is_awake(acting, hears):
        return
    if not can_be_asked(reader, acting, action, hears):
        return
    overdue = action.overdue(today)
    candidates = _past(reader, acting, action, owner, today) if overdue else _ahead(acting, action, hears, today)
    for reminder in candidates:
        found = replace(reminder, owner=owner, deputy=deputy)
        if reader.find(Reminded, ref=found.mark, limit=1):
            continue
        if found.kind != "escalation" or (deputy is None and _has_had_it(reader, acting, action, owner)):
            yield found


def _ahead(acting: Acting, action: Action, hears: Person, today: date) -> Iterator[ActionReminder]:
    """One a window: a day that was missed is made up for, two that were missed are one reminder; what would come on a
    day off comes before it. On the day on which it was taken the owner needs none."""
    if action.due is None or day_of(action.created_at, hears) >= today:
        return
    window = _window(acting, action, hears, today)
    if window is not None:
        yield ActionReminder("reminder", action, hears, (action.due - today).days, window)


def _window(acting: Acting, action: Action, hears: Person, today: date) -> int | None:
    if action.due is None:
        return None
    return reminder_window(
        action.due, today, acting.config.reminders.days_before, _days_to_hear(acting, hears), _rest_of([hears])
    )


def _days_to_hear(acting: Acting, hears: Person) -> IsWorking:
    """The days on which he may be reminded, by his own calendar, and is not away."""
    is_working = acting.working_days(hears.country)
    return lambda day: is_working(day) and not hears.is_away(day)


def open_escalations(reader: Reader, acting: Acting, head: Person) -> DueMail | None:
    """The mail to a new head of all that whoever headed the department before was told of, and is still as it was;
    None where there is nothing. It goes at once and not at the hour of reminders; while the head is away to who stands
    in, who does not hear of himself."""
    present = in_place_of(reader, head, _today(acting, head)) or head
    heard = _unless_answered(reader, _handed_over(reader, acting, head, present))
    if any(one.owner.ref == present.ref for one in heard):
        present, heard = head, _unless_answered(reader, _handed_over(reader, acting, head, head))
    if not heard:
        return None
    heard.sort(key=lambda reminder: (reminder.days, ref_order(reminder.action.ref)))
    heads = (head,) if present.ref != head.ref else ()
    mail = _digest(acting, _in_place_of(acting, Addressee("escalation", present, ()), heads), heard)
    key = outbox_keys.escalations_handed_over(acting.now, present.ref)
    return replace(mail, message=replace(mail.message, key=key), marks=())


def escalated_meanwhile(reader: Reader, acting: Acting, head: Person) -> DueMail | None:
    """Tells him what another heard in his place while he was away, and is still as it was; None where nothing is."""
    first, last = head.away_from, head.away_until
    if first is None or last is None:
        return None
    heard = [
        one
        for one in _unless_answered(reader, _handed_over(reader, acting, head, head))
        for reminded in reader.find(Reminded, ref=one.mark, limit=1)
        if first <= day_of(reminded.at, head) <= last
    ]
    if not heard:
        return None
    heard.sort(key=lambda reminder: (reminder.days, ref_order(reminder.action.ref)))
    mail = _digest(acting, Addressee("escalation", head, ()), heard)
    key = outbox_keys.escalations_meanwhile(last, head.ref)
    return replace(mail, message=replace(mail.message, key=key), marks=(key,))


def _handed_over(reader: Reader, acting: Acting, head: Person, present: Person) -> list[ActionReminder]:
    """What was escalated in the department, as far as `present` has not heard of it."""
    known = _heard_of(reader, present)
    return [
        _escalation(reader, action, owner, (action.due - _today(acting, owner)).days)
        for owner in reader.find(Person, department=head.department)
        if head.department and owner.ref != head.ref
        for action in reader.find(Action, owner=owner.ref, status=OPEN)
        if action.due is not None
        and reader.find(Reminded, ref=escalation_mark(reader, action, owner), limit=1)
        and (action.ref, action.due) not in known
    ]


def digest_of_now(reader: Reader, acting: Acting, mail: Outgoing) -> Message | None:
    """A digest that waited for days, with what of it still holds: no item that is done, moved to a later day or told in
    a mail that was queued since. None where nothing is left."""
    return _digest_in_place(reader, acting, mail, _still_due(reader, acting, mail))


def rest_of_day(reader: Reader, acting: Acting, mail: Outgoing) -> Message | None:
    """Of the mail of a day whose own question is settled before it left: the reminders that stand in it, too, and that
    no other mail has said. None where there are none."""
    left = [one for one in _still_due(reader, acting, mail) if not _stands_elsewhere(reader, mail, one)]
    return _digest_in_place(reader, acting, mail, left)


def _digest_in_place(reader: Reader, acting: Acting, mail: Outgoing, left: list[ActionReminder]) -> Message | None:
    if not left:
        return None
    person = reader.get(Person, mail.person)
    addressee = (
        _heads_digest_anew(reader, acting, person, left)
        if mail.kind == "escalation"
        else Addressee("digest", person, ())
    )
    return replace(_digest(acting, addressee, left).message, key=mail.key)


def _heads_digest_anew(reader: Reader, acting: Acting, person: Person, left: Iterable[ActionReminder]) -> Addressee:
    """Of a digest of escalations that waited, by who is head and who is away now."""
    owners = {one.owner.ref: one.owner for one in left}
    return _reader_of_escalations(
        acting, person, owners.values(), reader.find(Person, head=True), facilitator(reader, acting)
    )


def _stands_elsewhere(reader: Reader, mail: Outgoing, reminder: ActionReminder) -> bool:
    return any(one.outgoing != mail.ref for one in reader.find(Reminded, ref=reminder.mark, limit=1))


def digest_for_deputy(reader: Reader, acting: Acting, mail: Outgoing, head: Person) -> Message | None:
    """A digest of escalations whose reader went away before it left, for who stands in for him; None where nobody does,
    or it is about the deputy himself: then it waits. It leaves at once."""
    deputy = in_place_of(reader, head, _today(acting, head))
    left = _still_due(reader, acting, mail)
    if deputy is None or deputy.ref == head.ref or not left or any(one.owner.ref == deputy.ref for one in left):
        return None
    addressee = _heads_digest_anew(reader, acting, deputy, left)
    if not (addressee.away or addressee.unreached):
        addressee = _in_place_of(acting, addressee, (head,))
    anew = _digest(acting, addressee, left).message
    return replace(anew, key=outbox_keys.escalations_in_place(mail.ref, deputy.ref))


def _still_due(reader: Reader, acting: Acting, mail: Outgoing) -> list[ActionReminder]:
    since = {
        item.ref
        for later in reader.find(Outgoing, person=mail.person)
        if _is_later(later, mail)
        for item in later.items
    }
    left = []
    for item in mail.items:
        action = reader.get(Action, item.ref)
        if action.owner and action.open and action.due and action.due == item.due and item.ref not in since:
            owner = reader.get(Person, action.owner)
            deputy = _deputy_of(reader, acting, mail, owner)
            hears = deputy or owner
            today = _today(acting, hears)
            overdue: ReminderKind = "escalation" if mail.kind == "escalation" else "overdue"
            kind: ReminderKind = overdue if action.overdue(today) else "reminder"
            window = _window(acting, action, hears, today)
            if kind == "reminder" and window is None:
                continue  # what was asked in it besides, by the rhythm of a matter, belonged to that day
            if kind == "escalation" and not can_be_asked(reader, acting, action, owner):
                continue
            days = (action.due - today).days
            if kind == "escalation":
                left.append(_escalation(reader, action, owner, days))
            else:
                left.append(ActionReminder(kind, action, owner, days, window or 0, deputy))
    return sorted(left, key=lambda one: one.days)


def _deputy_of(reader: Reader, acting: Acting, mail: Outgoing, owner: Person) -> Person | None:
    """The one who reads a digest in the owner's place."""
    today = _today(acting, owner)
    if mail.kind == "escalation" or mail.person == owner.ref or not owner.is_away(today):
        return None
    return reader.get(Person, mail.person) if stands_in(reader, mail.person, owner, today) else None


def _is_later(one: Outgoing, mail: Outgoing) -> bool:
    return one.ref != mail.ref and one.state != "held" and one.queued_at > mail.queued_at


def _heard_of(reader: Reader, head: Person) -> set[tuple[str, date | None]]:
    """The actions, each with its date, that this head was told of; a mail that was held has said nothing."""
    mails = reader.find(Outgoing, person=head.ref)
    escalations = (mail for mail in mails if mail.kind == "escalation" and mail.state != "held")
    return {(item.ref, item.due) for mail in escalations for item in mail.items}


def _past(reader: Reader, acting: Acting, action: Action, owner: Person, today: date) -> Iterator[ActionReminder]:
    """The head hears of it once the owner has had a working day to say something. On the day on which it was entered
    the owner needs no word of it."""
    if action.due is None or (since := late_since(action.due, day_of(action.created_at, owner))) >= today:
        return
    days = (action.due - today).days
    asked = ActionReminder("overdue", action, owner, days)
    yield asked
    days_asked = [day_of(one.at, owner) for one in reader.find(Reminded, ref=asked.mark, limit=1)]
    if not days_asked or next_escalation_step(days_asked[0], acting.working_days(owner.country)) > today:
        return
    if not can_be_asked(reader, acting, action, owner):
        return  # it may not begin yet: the head hears of what it waits for, where that is late
    if escalation_due(since, acting.config.reminders.escalate_after, acting.is_working) <= today:
        yield _escalation(reader, action, owner, days)


def _escalation(reader: Reader, action: Action, owner: Person, days: int) -> ActionReminder:
    title = reader.get(Matter, action.matter).title if action.matter else ""
    return ActionReminder("escalation", action, owner, days, matter=title, handed_to=_handed_to(reader, action, owner))


def escalation_mark(reader: Reader, action: Action, owner: Person) -> str:
    """Ref of the record that the head of this owner heard of it."""
    return _escalation(reader, action, owner, 0).mark


def _handed_to(reader: Reader, action: Action, owner: Person) -> str:
    """The owner's department, where the head of another one heard of it before it was given to him: there the ladder
    begins again. Empty where it is where it was."""
    if statement_of(action.stated, "owner") is None:
        return ""
    heard = reader.find(Reminded, ref=f"{action.ref}/{action.due}/escalation", limit=1)
    since = [one for one in reader.changes(action.ref) if one.field == "owner" and heard and one.at > heard[0].at]
    if not since or not isinstance(former := since[-1].old, str):
        return ""
    return owner.department if reader.get(Person, former).department != owner.department else ""


def _has_had_it(reader: Reader, acting: Acting, action: Action, owner: Person) -> bool:
    """Whether it was his for a working day: who was asked before it was given to him was another one."""
    given = next((one for one in reader.changes(action.ref) if one.field == "owner"), None)
    today = _today(acting, owner)
    return given is None or next_escalation_step(day_of(given.at, owner), acting.working_days(owner.country)) <= today


def _today(acting: Acting, person: Person) -> date:
    return day_of(acting.now, person)


def _digest(acting: Acting, addressee: Addressee, reminders: list[ActionReminder]) -> DueMail:
    kinds = {reminder.kind for reminder in reminders}
    kind: ReminderKind = "escalation" if "escalation" in kinds else "reminder" if "reminder" in kinds else "overdue"
    numbered = list(enumerate(reminders, 1))
    message = Message(
        kind=kind,
        key=addressee.key(acting),
        person=addressee.person,
        template="escalation" if kind == "escalation" else "reminder",
        context={
            "upcoming": [{"number": number, "owed": owed} for number, owed in numbered if owed.kind == "reminder"],
            "overdue": [{"number": number, "owed": owed} for number, owed in numbered if owed.kind != "reminder"],
            "unled": addressee.unled,
            "own_heads": addressee.own_heads,
            "away": addressee.away,
            "unreached": addressee.unreached,
        },
        items=numbered_items(owed.action for owed in reminders),
        automatic=True,
    )
    lines = tuple(
        DailyLine("overdue" if one.kind == "overdue" else "upcoming", one.action, one.days, in_place_of=one.in_place_of)
        for one in reminders
        if one.kind != "escalation"
    )
    marks = tuple(reminder.mark for reminder in reminders)
    return DueMail(message, tuple(map(_owed, reminders)), marks, lines)


def _owed(reminder: ActionReminder) -> Owed:
    action = reminder.action
    due = action.due or date.max  # nobody is reminded of what has no date
    return Owed(reminder.kind, action.ref, action.title, due, reminder.days)
