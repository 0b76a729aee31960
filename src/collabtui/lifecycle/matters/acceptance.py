"""Accepting the result of a matter, and the letter that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.deadlines.retrospective_deadline import retrospective_due
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.step_requirements import unmeasured, unmet
from collabtui.domain.meetings.meeting import Question
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import initiating_people, speaks_for
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.store.interface import Reader


def accept(acting: Acting, ref: str, result: str | None = None) -> Matter:
    """The result is taken over as it is. `result` says what came of it; None leaves what was said. A question about the
    criteria that every department has answered with all of its own met is decided by that.

    Raises `Refused`: acceptance.no_criteria (ref), acceptance.unmet (ref, criteria, and the number
    of the first), acceptance.there (ref, day), acceptance.undecided (ref, change) while those concerned are asked."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        _refuse_unaccepted(acting, matter)
        undecided = [one for one in tx.find(ChangeRequest, matter=matter.ref) if _is_open(one)]
        answered = [one for one in undecided if one.kind == "criteria" and not one.still_opposing]
        if left := [one for one in undecided if one not in answered]:
            raise Refused("acceptance.undecided", ref=matter.ref, change=left[0].ref)
        decided = {"state": "granted", "decided_by": acting.actor, "decided_at": acting.now}
        for one in answered:
            tx.put(one.model_copy(update=decided))
        return tx.put(
            matter.model_copy(
                update={
                    "accepted_at": acting.now,
                    "retrospective_by": retrospective_due(acting.today, acting.is_working),
                    "result": matter.result if result is None else result,
                }
            )
        )


def _is_open(change: ChangeRequest) -> bool:
    return change.kind in ("criteria", "acceptance") and change.state == "asked"


def _refuse_unaccepted(acting: Acting, matter: Matter) -> None:
    if matter.accepted_at:
        raise Refused("acceptance.there", ref=matter.ref, day=matter.accepted_at.astimezone(acting.zone).date())
    if not matter.criteria:
        raise Refused("acceptance.no_criteria", ref=matter.ref)
    if numbers := sorted((*unmeasured(matter.criteria), *unmet(matter.criteria))):
        criteria = [matter.criteria[at - 1].text for at in numbers]
        raise Refused("acceptance.unmet", ref=matter.ref, criteria=criteria, number=numbers[0])


class Unconfirmed(NamedTuple):
    """Criteria of an accepted matter of which the department that supervises them has not said that they are met."""

    department: str
    """Empty: no department supervises them."""
    criteria: list[str]


def unconfirmed(reader: Reader, matter: Matter) -> list[Unconfirmed]:
    found: dict[str, list[str]] = {}
    for one in matter.criteria:
        person = reader.get(Person, one.person) if one.person else None
        department = matter.supervises(one)
        if not (department and person and speaks_for(reader, matter, department, person)):
            found.setdefault(department, []).append(one.text)
    return [Unconfirmed(department, criteria) for department, criteria in found.items()]


class StillOpen(NamedTuple):
    """Counts of what a matter leaves open where it is accepted as it is."""

    actions: int
    questions: int
    high_risks: int


def still_open(reader: Reader, ref: str) -> StillOpen:
    risks = reader.find(Risk, matter=ref, state="open")
    return StillOpen(
        actions=len(reader.find(Action, matter=ref, status=list(OPEN))),
        questions=len(reader.find(Question, matter=ref, state="open")),
        high_risks=sum(one.level == "high" for one in risks),
    )


@dataclass(frozen=True)
class AcceptanceRecipients:
    """The people who hear that a matter is complete: each once, under the first of these that he is."""

    contacts: list[Person]
    heads: list[Person]
    owners: list[Person]
    initiators: list[Person]

    @property
    def everybody(self) -> list[Person]:
        return [*self.contacts, *self.heads, *self.owners, *self.initiators]


def recipients(reader: Reader, acting: Acting, matter: Matter) -> AcceptanceRecipients:
    """The contacts, the heads of all departments that had to do with it, the owners of its actions, and who asked
    for it."""
    contacts = people_by_ref(reader, (one.person for one in matter.contacts))
    owners = accountable_people(reader, matter)
    departments = {matter.initiator, matter.lead, matter.supervising, *(one.department for one in matter.asked)}
    departments |= {one.department for one in matter.contacts}
    departments |= {person.department for person in (*contacts.values(), *owners.values())}
    heads = {head.ref: head for head in reader.find(Person, head=True) if head.department in departments - {""}}
    seen = {person.ref for person in reader.find(Person, email=acting.config.organiser.email.lower())}
    initiators = {one.ref: one for one in initiating_people(reader, matter)}
    groups = []
    for group in (contacts, heads, owners, initiators):
        groups.append([person for ref, person in group.items() if ref not in seen and not person.merged_into])
        seen |= set(group)
    return AcceptanceRecipients(*groups)


def accountable_people(reader: Reader, matter: Matter) -> dict[str, Person]:
    """The one who answers for the matter, the clerk, and the owners of its actions, by ref."""
    owned = (one for one in reader.find(Action, matter=matter.ref) if one.status != "cancelled")
    return people_by_ref(reader, filter(None, (matter.owner, matter.clerk, *(one.owner for one in owned))))


def completion_letters(reader: Reader, acting: Acting, ref: str) -> list[Message]:
    """The letters that are still to be sent; nothing is written. Raises `Refused` (acceptance.not_yet: ref)."""
    matter = reader.get(Matter, ref)
    if matter.accepted_at is None:
        raise Refused("acceptance.not_yet", ref=matter.ref)
    groups = recipients(reader, acting, matter)
    names = {ref: person.name for ref, person in people_by_ref(reader, _assessors(matter)).items()}
    messages = [_letter(matter, person, names) for person in groups.everybody]
    return [one for one in messages if all(mail.never_tried for mail in reader.find(Outgoing, key=one.key, limit=1))]


@mails_ahead
def send_completion(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> list[Outgoing]:
    """Nobody gets a second letter. They leave after `leaving_in`, so that an undo has time.

    Raises `Refused`: acceptance.not_yet (ref), acceptance.nobody (ref) where there is nobody left to be told."""
    with acting.transaction() as tx:
        letters = completion_letters(tx, acting, ref)
        if not letters:
            raise Refused("acceptance.nobody", ref=tx.get(Matter, ref).ref)
        return queue_all(tx, acting, letters, leaving_in)


def _assessors(matter: Matter) -> list[str]:
    return [one.person for one in matter.criteria if one.person]


def _letter(matter: Matter, person: Person, names: Mapping[str, str]) -> Message:
    return Message(
        kind="completion",
        key=outbox_keys.completion(matter.ref, person.ref),
        person=person,
        template="completion",
        context={"matter": matter, "names": names},
        matter=matter.ref,
    )
