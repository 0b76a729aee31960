"""One who leaves: all that he holds is somebody else's, in one step, and both hear of it in one mail each.

What he did, said and signed stays under his name. What is over stays as it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.matter import Contact, Matter, Risk
from collabtui.domain.matters.process_step import ProcessStep
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Meeting, Participant, SignOff, Slot
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import FEWEST_ANSWERS, Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.person_merge import action_of
from collabtui.errors import Refused
from collabtui.lifecycle.access.visible_store import seen_of
from collabtui.lifecycle.actions.deliverable_checks import asked_of_successor
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails, queue_dependency_news
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.account_config import account_at, account_of_person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action
from collabtui.lifecycle.base.asked.heads_unasked import objections_in
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.bookings.material_owners import brought_by, material_handed_over
from collabtui.lifecycle.minutes.record_sign_off import settle_signature
from collabtui.lifecycle.people.head_change import hand_escalations_over
from collabtui.lifecycle.people.promised_people import replaced_messages
from collabtui.store.interface import Reader, Transaction

_NAMED_IN_MAIL = (Action, Risk, Matter, Meeting, Series, Department, Resource)


@dataclass(frozen=True)
class Leaving:
    """Somebody who leaves, and what becomes of all that he holds."""

    leaver: Person
    """As he will be."""
    successor: Person
    records: tuple[Record, ...]
    """Each as it will be, both people left out."""
    led: str = ""
    """The department that the successor heads from then on."""
    unled: str = ""
    """The department that is without a head then: the successor is in another one."""
    closed: tuple[Matter, ...] = ()
    """Confidential matters of which something is handed over to a successor who may not read them."""
    unread: tuple[Matter, ...] = ()
    """Confidential matters of which who leaves is a named reader, and then none any more."""
    objections: tuple[ChangeRequest, ...] = ()
    """Changes that wait for a decision, and that he objects to for the department: its next head is asked anew."""

    def of(self, model: type[Record]) -> list[Any]:
        return [record for record in self.records if isinstance(record, model)]

    @property
    def without_standby(self) -> tuple[str, ...]:
        """Risks (refs) for which nobody stands by then: who did owns them now, or nobody ever did."""
        return tuple(one.ref for one in self.of(Risk) if one.owner == self.successor.ref and not one.standby)

    @property
    def handed_over(self) -> tuple[Record, ...]:
        """The records that are the successor's from then on."""
        return tuple(record for record in self.records if not isinstance(record, Vote))

    @property
    def is_heard_by_successor(self) -> bool:
        """Whether the successor gets a mail: of one who held nothing there is nothing to hear."""
        return bool(self.led or _stood_in(self)) or any(isinstance(one, _NAMED_IN_MAIL) for one in self.records)

    @property
    def n(self) -> int:
        """The number of things that become the successor's, a headship among them."""
        return len(self.handed_over) + bool(self.led)

    @property
    def votes(self) -> list[Vote]:
        """The open votes that wait for him no more: a voice is nobody else's."""
        return self.of(Vote)

    @property
    def owned(self) -> list[Action]:
        return [action for action in self.of(Action) if action.owner == self.successor.ref]

    @property
    def carried(self) -> list[Action]:
        """Those that the successor does in their owner's place."""
        others = [action for action in self.of(Action) if action.owner != self.successor.ref]
        return [action for action in others if self.successor.ref in action.doers]

    @property
    def supported(self) -> list[Action]:
        own = (*self.owned, *self.carried)
        return [action for action in self.of(Action) if action not in own]

    @property
    def meetings(self) -> list[Meeting]:
        """Those to come at which the successor is expected."""
        return [one for one in self.of(Meeting) if one.participant(self.successor.ref)]

    @property
    def to_invite(self) -> list[str]:
        """Refs of meetings whose invitation says something else by now; of a series that itself does, its first date to
        come, with which all of it is invited."""
        whole = {one.ref for one in self.of(Series) if one.state == "invited"}
        found = [one for one in self.of(Meeting) if one.state == "invited"]
        first = {one.series: one.ref for one in sorted(found, key=lambda one: one.start, reverse=True)}
        return [one.ref for one in found if one.series not in whole or one.ref == first[one.series]]


def to_be_handed_over(reader: Reader, acting: Acting, leaver: str, successor: str) -> Leaving:
    """The handing over that `leave` would do. Raises what it would raise."""
    goes, stays = reader.get(Person, leaver), reader.get(Person, successor)
    if goes.ref == stays.ref:
        raise Refused("leave.same", name=goes.name)
    if not stays.is_here:
        raise Refused("leave.successor_gone", name=stays.name)
    if not goes.is_here:
        raise Refused("leave.gone", name=goes.name)
    if goes.email == acting.config.organiser.email.lower():
        raise Refused("leave.organiser", name=goes.name, email=goes.email)
    leads_on = goes.head and stays.department == goes.department
    records = (*_held(reader, goes, stays, acting.now),)
    gone = {"left_at": acting.now, "successor": stays.ref, "head": False, "deputy": None, "away_deputy": None}
    left = goes.model_copy(update=gone)
    deputies = {"deputy": stays.deputy, "away_deputy": stays.away_deputy}
    nobody = {field: None for field, ref in deputies.items() if ref == goes.ref}
    after = stays.model_copy(update={"head": stays.head or leads_on, **nobody})
    unled = goes.department if goes.head and not leads_on else ""
    led = stays.department if leads_on and not stays.head else ""
    closed = _closed(reader, records, stays, acting.facilitator)
    few = (one for one in reader.find(Matter) if one.confidential and not one.withdrawn)
    read = tuple(one for one in few if any(each.person == goes.ref for each in one.readers))
    return Leaving(left, after, records, led, unled, closed, read, _objections(reader, goes.ref, led))


def _objections(reader: Reader, goes: str, led: str) -> tuple[ChangeRequest, ...]:
    asked = reader.find(ChangeRequest, state="asked") if led else []
    answers = ((one, answer) for one in asked for answer in objections_in(one))
    return tuple(one for one, answer in answers if (answer.person, answer.department) == (goes, led))


def as_seen(acting: Acting, leaving: Leaving) -> Leaving:
    """Without what is hidden from who acts."""
    return replace(
        leaving,
        records=tuple(seen_of(acting, leaving.records)),
        closed=tuple(seen_of(acting, leaving.closed)),
        unread=tuple(seen_of(acting, leaving.unread)),
        objections=tuple(seen_of(acting, leaving.objections)),
    )


def _closed(reader: Reader, records: Iterable[Record], stays: Person, facilitator: str) -> tuple[Matter, ...]:
    """Nobody is let in by it: who reads there is for those to say who may."""
    refs: set[str] = {one.ref if isinstance(one, Matter) else getattr(one, "matter", None) or "" for one in records}
    matters = (reader.get(Matter, ref) for ref in sorted(refs - {""}))
    return tuple(matter for matter in matters if not may_read(matter, stays, facilitator))


@mails_ahead
def leave(acting: Acting, leaver: str, successor: str) -> Leaving:
    """`leaver` goes; what he holds is `successor`'s: open actions, parts as a collaborator, contacts of matters and of
    the department, its headship where the other is in it, open risks and stand-bys, and meetings to come. Check lists
    that he was sent and has not answered are asked of the other; who gave him to a matter hears who comes
    instead. Mails that wait for him stay in the outbox, but for the answers to his own. His voice in a vote is
    nobody's, and so is his word on minutes: they are waited for no more.

    Raises `Refused`: leave.same, leave.successor_gone, leave.gone (name); leave.organiser (name, email)."""
    with acting.transaction() as tx:
        leaving = to_be_handed_over(tx, acting, leaver, successor)
        for record in leaving.records:
            _put(tx, acting, record)
        before = tx.get(Person, successor)
        tx.put(leaving.leaver)
        if leaving.successor != before:
            hand_escalations_over(tx, acting, tx.put(leaving.successor))
        _without_his_signature(tx, leaving.leaver)
        for mail in tx.find(Outgoing, person=leaving.leaver.ref, state="queued"):
            if mail.kind != "answer":  # to what he wrote while he was here
                tx.put(mail.model_copy(update={"state": "held", "not_before": None}))
        checks = [_checks(tx, acting, leaving, action) for action in leaving.of(Action)]
        given = [tx.get(Resource, one.ref) for one in leaving.of(Resource)]
        replaced = replaced_messages(tx, acting, given, leaving.leaver, leaving.successor)
        queue_all(
            tx,
            acting,
            [*_messages(acting, leaving), *_deputy_letters(acting, leaving), *chain.from_iterable(checks), *replaced],
        )
        actions = leaving.of(Action)
        waiting = (one for action in actions for one in tx.find(Action, depends_on=action.ref))
        others = {action.owner for action in (*actions, *waiting) if action.owner} - {leaver, successor}
        queue_assignment_mails(tx, acting, among=others)
        queue_dependency_news(tx, acting, tx.get(Person, successor))
        return leaving


def _checks(tx: Transaction, acting: Acting, leaving: Leaving, action: Action) -> list[Message]:
    """A check list that he was sent and has not answered is his successor's to answer."""
    return asked_of_successor(tx, acting, action, leaving.leaver.ref, leaving.successor)


def _without_his_signature(tx: Transaction, goes: Person) -> None:
    """His silence agrees to no minutes; those that waited for him alone are signed."""
    for asked in tx.find(SignOff, person=goes.ref, state="waiting"):
        tx.put(asked.model_copy(update={"state": "replaced"}))
        settle_signature(tx, asked.meeting)


def _put(tx: Transaction, acting: Acting, record: Record) -> None:
    if isinstance(record, Action):
        put_action(tx, record, acting.provenance)
    else:
        tx.put(record)


def _held(reader: Reader, goes: Person, stays: Person, now: datetime) -> Iterator[Record]:
    owned = reader.find(Action, owner=goes.ref, status=OPEN)
    supported = [one for one in reader.find(Action, collaborators=goes.ref, status=OPEN) if one.owner != goes.ref]
    for action in (*owned, *supported):
        yield action_of(action, goes.ref, stays.ref)
    for risk in reader.find(Risk, state="open"):
        yield from _if_changed(risk, _risk(risk, goes, stays))
    for matter in reader.find(Matter):
        if matter.step != "archive" and not matter.withdrawn:
            yield from _if_changed(matter, _on_account(reader, _matter(matter, goes, stays), goes, stays))
    for resource in reader.find(Resource, state=["draft", "asked", "promised"]):
        if resource.person == goes.ref:
            yield resource.model_copy(update={"person": stays.ref})
    for department in reader.find(Department):
        if department.contact == goes.ref:
            yield department.model_copy(update={"contact": stays.ref})
    for person in reader.find(Person):
        if person.ref not in (goes.ref, stays.ref):
            yield from _if_changed(person, _stood_in_for(person, goes.ref, stays.ref))
    for meeting in reader.find(Meeting, state=["planned", "invited"]):
        if meeting.start > now:
            yield from _if_changed(meeting, _event(reader, meeting, goes, stays))
    for series in reader.find(Series):
        if series.state != "cancelled":
            yield from _if_changed(series, _event(reader, series, goes, stays))
    yield from _votes(reader, goes)


def _event(reader: Reader, event: Meeting | Series, goes: Person, stays: Person) -> Meeting | Series:
    """With who comes, leads an item and brings material in his place."""
    people, slots = _participants(event.participants, goes, stays), _slots(event.slots, goes, stays)
    after = event.model_copy(update={"participants": people, "slots": slots})
    return material_handed_over(reader, after, goes, stays)


def _stood_in_for(person: Person, goes: str, stays: str) -> Person:
    deputies = {"deputy": person.deputy, "away_deputy": person.away_deputy}
    return person.model_copy(update={field: stays if ref == goes else ref for field, ref in deputies.items()})


def _if_changed(before: Record, after: Record) -> Iterator[Record]:
    if after != before:
        yield after


def _risk(risk: Risk, goes: Person, stays: Person) -> Risk:
    """Who owns it stands by for nobody: where both would be the other, there is no stand-by any more."""
    owner = stays.ref if risk.owner == goes.ref else risk.owner
    standby = risk.standby.replace(goes.name, stays.name)
    is_own = owner == stays.ref and standby.strip() == stays.name
    return risk.model_copy(update={"owner": owner, "standby": "" if is_own else standby})


def _votes(reader: Reader, goes: Person) -> Iterator[Record]:
    """A voice is nobody else's: whose was not given yet is waited for no more, if anybody else is asked."""
    for vote in reader.find(Vote, state="open"):
        answered = {*(one.person for one in vote.answered), *(one.person for one in vote.voters if one.at)}
        left = tuple(one for one in vote.voters if one.person != goes.ref)
        fewest = FEWEST_ANSWERS if vote.anonymous else 1
        if len(left) >= fewest and goes.ref not in answered:
            yield from _if_changed(vote, vote.model_copy(update={"voters": left}))


def _slots(slots: tuple[Slot, ...], goes: Person, stays: Person) -> tuple[Slot, ...]:
    return tuple(one.model_copy(update={"lead": stays.name}) if one.lead == goes.name else one for one in slots)


def _matter(matter: Matter, goes: Person, stays: Person) -> Matter:
    owner = stays.ref if matter.owner == goes.ref else matter.owner
    clerk = stays.ref if matter.clerk == goes.ref else matter.clerk
    people = {"contacts": _contacts(matter, goes, stays), "owner": owner, "clerk": clerk}
    steps = {"old_steps": _steps(matter.old_steps, goes, stays), "new_steps": _steps(matter.new_steps, goes, stays)}
    return matter.model_copy(update={**people, **steps})


def _steps(steps: tuple[ProcessStep, ...], goes: Person, stays: Person) -> tuple[ProcessStep, ...]:
    return tuple(one.model_copy(update={"owner": stays.ref}) if one.owner == goes.ref else one for one in steps)


def _on_account(reader: Reader, matter: Matter, goes: Person, stays: Person) -> Matter:
    """Mail of what he facilitated comes from the other's account, or where there is none from the configuration's."""
    account = account_at(reader, matter.account)
    if account is None or account.person != goes.ref:
        return matter
    own = account_of_person(reader, stays.ref)
    return matter.model_copy(update={"account": own.ref if own else None})


def _contacts(matter: Matter, goes: Person, stays: Person) -> tuple[Contact, ...]:
    return tuple(
        one.model_copy(update={"person": stays.ref}) if one.person == goes.ref else one for one in matter.contacts
    )


def _participants(participants: tuple[Participant, ...], goes: Person, stays: Person) -> tuple[Participant, ...]:
    """Who comes instead has not answered yet; who comes anyway comes once, in that part unless he has one."""
    comes = any(one.person == stays.ref for one in participants)
    part = next((one.role for one in participants if one.person == goes.ref), None)
    if part is None:
        return participants
    found = []
    for one in participants:
        if one.person == stays.ref and one.role in ("participant", "copied"):
            found.append(one.model_copy(update={"role": one.role if part == "copied" else part}))
        elif one.person != goes.ref:
            found.append(one)
        elif not comes:
            found.append(Participant(person=stays.ref, role=one.role))
    return tuple(found)


def _messages(acting: Acting, leaving: Leaving) -> list[Message]:
    readers = (leaving.leaver, leaving.successor) if leaving.is_heard_by_successor else (leaving.leaver,)
    return [_message(acting, leaving, person) for person in readers]


def _deputy_letters(acting: Acting, leaving: Leaving) -> list[Message]:
    """To those whose deputy was he who leaves; the successor has it in his own mail."""
    return [
        Message(
            kind="notice",
            key=outbox_keys.deputy_left(acting.now, leaving.leaver.ref, person.ref),
            person=person,
            template="deputy-left",
            context={"leaver": leaving.leaver, "successor": leaving.successor},
        )
        for person in leaving.of(Person)
        if person.is_here and person.email != acting.config.organiser.email.lower()
    ]


def _message(acting: Acting, leaving: Leaving, person: Person) -> Message:
    own = person.ref == leaving.successor.ref
    return Message(
        kind="notice",
        key=outbox_keys.handed_over(acting.now, leaving.leaver.ref, person.ref),
        person=person,
        template="handed-over",
        context={
            "leaver": leaving.leaver,
            "successor": leaving.successor,
            "own": own,
            "led": leaving.led,
            "stands_for": [one.name for one in leaving.of(Department) if one.contact == leaving.successor.ref],
            "actions": leaving.owned,
            "carried": leaving.carried,
            "supported": leaving.supported,
            "days_late": _days_late(leaving, acting.today),
            "risks": [one for one in leaving.of(Risk) if one.owner == leaving.successor.ref],
            "standbys": [one for one in leaving.of(Risk) if one.owner != leaving.successor.ref],
            "stood_in": _stood_in(leaving),
            "votes": leaving.votes,
            "matters": leaving.of(Matter),
            "meetings": leaving.meetings,
            "materials": _materials(leaving),
            "wanted": leaving.of(Resource),
            "series": leaving.of(Series),
            "objections": list(leaving.objections),
        },
        items=numbered_items((*leaving.owned, *leaving.carried)) if own else (),
    )


def _materials(leaving: Leaving) -> list[dict[str, object]]:
    """What the successor brings to meetings to come, each with its meeting."""
    meetings = leaving.of(Meeting)
    return [{"what": what, "meeting": one} for one in meetings for what in brought_by(one, leaving.successor)]


def _stood_in(leaving: Leaving) -> list[Person]:
    """The people whose deputy the successor is from then on."""
    return [one for one in leaving.of(Person) if leaving.successor.ref in (one.deputy, one.away_deputy)]


def _days_late(leaving: Leaving, today: date) -> dict[str, int]:
    asked = (*leaving.owned, *leaving.carried)
    return {one.ref: (today - one.due).days for one in asked if one.due and one.overdue(today)}
