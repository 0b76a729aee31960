"""Resources that departments give to a matter: entered, asked for by mail, promised or refused, booked for days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from collabtui.domain.deadlines import ANSWER_DAYS
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.booked_days import clashing
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource, ResourceKind, ResourceState
from collabtui.domain.model import Finding, one_line
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import known_department, speakers
from collabtui.lifecycle.base.directory import find_person, people_by_ref
from collabtui.lifecycle.base.pending_mails import settle_answer_mail
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.store.interface import Reader
from collabtui.text.templates import Rendered

_NEEDED: tuple[ResourceState, ...] = ("draft", "asked", "promised", "refused")


class ResourceDraft(NamedTuple):
    """As it is typed; the department is a name, the person a name or an address."""

    what: str
    department: str
    kind: ResourceKind = "other"
    amount: str = ""
    person: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class AskedResources:
    resources: tuple[Resource, ...]
    queued: tuple[Outgoing, ...]


def add_resource(acting: Acting, matter: str, draft: ResourceDraft) -> Resource:
    """Nobody is asked yet. Raises `Refused`: resource.no_what; resource.days (first, last); `Unknown`
    (name.no_department: value, near); names as `find_person` does."""
    with acting.transaction() as tx:
        found = tx.get(Matter, matter)
        fields = _fields(tx, draft)
        made = {"matter": found.ref, "made_at": acting.now, "by": acting.actor}
        return tx.put(Resource.model_validate({"ref": tx.next_ref(Resource), **made, **fields}))


def edit_resource(acting: Acting, ref: str, draft: ResourceDraft) -> Resource:
    """As long as nobody was asked. Raises as `add_resource` does, and `Refused` (resource.state: ref, state)."""
    with acting.transaction() as tx:
        resource = _in_state(tx, ref, "draft")
        return tx.put(resource.model_copy(update=_fields(tx, draft)))


def preview_resources(acting: Acting, matter: str) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_for_resources` would send. Raises what it would raise."""
    messages = _messages(acting.store, acting, _drafts(acting.store, matter))
    return [(message, rendered(acting, message)) for message in messages]


def ask_for_resources(acting: Acting, matter: str, *, leaving_in: timedelta = timedelta()) -> AskedResources:
    """Ask each giver by mail for what nobody was asked for yet.

    Raises `Refused`: resource.nothing (ref) where all were asked; resource.nobody (ref, department) where nobody
    speaks for one; resource.no_reader (ref, matter, names) where who is to give it may not read the matter."""
    with acting.transaction() as tx:
        drafts = _drafts(tx, matter)
        messages = _messages(tx, acting, drafts)
        asked = {"state": "asked", "asked_at": acting.now}
        kept = tuple(tx.put(one.model_copy(update=asked)) for one in drafts)
        return AskedResources(kept, tuple(queue_all(tx, acting, messages, leaving_in)))


def answer_for_giver(acting: Acting, ref: str, value: AnswerValue, text: str = "") -> Resource:
    """The facilitator takes the giver's word down: one that came by telephone, or was not clear; asked or not. Raises
    `Refused` (resource.state: ref, state) for what is withdrawn."""
    with acting.transaction() as tx:
        resource = _in_state(tx, ref, *_NEEDED)
        known = resource.answer
        settle_answer_mail(tx, known.via if known else "")
        answer = known or DepartmentAnswer(
            department=resource.department, person=None, value=value, at=acting.now, via=acting.via
        )
        word = {"value": value, "text": one_line(text) or answer.text, "at": acting.now}
        return tx.put(resource.answered(answer.model_copy(update=word)))


def withdraw_resource(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> AskedResources:
    """It is not needed any more; who was asked is told. Raises `Refused` (resource.state: ref, state)."""
    with acting.transaction() as tx:
        resource = _in_state(tx, ref, *_NEEDED)
        kept = tx.put(resource.model_copy(update={"state": "withdrawn"}))
        messages = [_over_message(tx, kept, person) for person in asked_for(tx, kept)]
        return AskedResources((kept,), tuple(queue_all(tx, acting, messages, leaving_in)))


def clashes(reader: Reader, resource: Resource) -> list[Resource]:
    """The others by which the same is asked for, or promised, on one of its days; in whatever matter."""
    others = {one.ref: one for one in reader.find(Resource, department=resource.department)}
    return [others[ref] for ref in clashing(resource.booked, (one.booked for one in others.values()))]


def clash_findings(reader: Reader, resource: Resource) -> list[Finding]:
    """Findings on these days: others who have it then, and a person who is away."""
    found = [_clash(resource, other) for other in clashes(reader, resource)]
    person = reader.get(Person, resource.person) if resource.person else None
    day = person.first_day_away(resource.first, resource.end) if person and resource.first and resource.end else None
    if person and day:
        values: dict[str, str | int | date | tuple[str, ...]] = {"name": person.name, "day": str(day)}
        return [*found, Finding(key="resource.away", values={"ref": resource.ref, **values})]
    return found


def _clash(resource: Resource, other: Resource) -> Finding:
    days = {"first": str(other.first), "last": str(other.end)}
    names = {"ref": resource.ref, "what": resource.what, "other": other.ref, "matter": other.matter}
    return Finding(key="resource.clash", values={**names, **days})


def resource_message(reader: Reader, resource: Resource, person: Person, *, again: bool = False) -> Message:
    key = outbox_keys.resource(resource.ref, resource.version, person.ref)
    given = people_by_ref(reader, filter(None, (resource.person,))).values()
    return Message(
        kind="reminder" if again else "request",
        key=outbox_keys.resource_again(resource.ref, person.ref) if again else key,
        person=person,
        template="resource",
        context={
            "resource": resource,
            "matter": reader.get(Matter, resource.matter),
            "given": [one.name for one in given],
            "clashes": clashes(reader, resource),
            "again": again,
            "days": ANSWER_DAYS,
        },
        change=resource.ref,
        automatic=again,
    )


def asked_for(reader: Reader, resource: Resource) -> list[Person]:
    """Those whom a mail that asks for it has gone to, or will."""
    mails = [one for one in reader.find(Outgoing, change=resource.ref) if one.kind == "request" and one.state != "held"]
    return [one for one in people_by_ref(reader, (mail.person for mail in mails)).values() if one.is_here]


def _over_message(reader: Reader, resource: Resource, person: Person) -> Message:
    return Message(
        kind="notice",
        key=outbox_keys.resource_over(resource.ref, resource.version, person.ref),
        person=person,
        template="resource-over",
        context={"resource": resource, "matter": reader.get(Matter, resource.matter)},
        matter=resource.matter,
    )


def _drafts(reader: Reader, matter: str) -> list[Resource]:
    found = reader.get(Matter, matter)
    drafts = [one for one in reader.find(Resource, matter=found.ref) if one.state == "draft"]
    if not drafts:
        raise Refused("resource.nothing", ref=found.ref)
    return drafts


def _messages(reader: Reader, acting: Acting, resources: Iterable[Resource]) -> list[Message]:
    """The head decides on what a department gives; where there is none, its contact."""
    found, own = [], acting.config.organiser.email
    for one in resources:
        matter = reader.get(Matter, one.matter)
        spoken_for = speakers(reader, acting, matter, one.department)
        people = spoken_for.heads or spoken_for.everybody
        if not people:
            raise Refused("resource.nobody", ref=one.ref, department=one.department)
        if strangers := [person.name for person in people if not may_read(matter, person, own)]:
            raise Refused("resource.no_reader", ref=one.ref, matter=matter.ref, names=strangers)
        found += [resource_message(reader, one, person) for person in people]
    return found


def _fields(reader: Reader, draft: ResourceDraft) -> dict[str, object]:
    what = one_line(draft.what)
    if not what:
        raise Refused("resource.no_what")
    if draft.last and (draft.first is None or draft.last < draft.first):
        raise Refused("resource.days", first=str(draft.first or ""), last=str(draft.last))
    person = find_person(reader, draft.person).ref if draft.person.strip() else None
    department = known_department(reader, draft.department)
    return draft._asdict() | {
        "what": what,
        "amount": one_line(draft.amount),
        "department": department,
        "person": person,
    }


def _in_state(reader: Reader, ref: str, *states: ResourceState) -> Resource:
    resource = reader.get(Resource, ref)
    if resource.state not in states:
        raise Refused("resource.state", ref=resource.ref, state=resource.state)
    return resource
