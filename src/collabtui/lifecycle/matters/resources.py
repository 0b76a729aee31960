"""Resources that departments give to a matter: entered, asked for by mail, promised or refused, booked for days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.department_answer import AnswerValue, DepartmentAnswer
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource, ResourceKind, ResourceState
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import known_department
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.base.pending_mails import settle_answer_mail
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.resource_mails import asked_for, order_messages, over_message, resource_messages
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
    action: str = ""
    """Ref of the action of the matter that it is needed for; empty: the matter as a whole."""


@dataclass(frozen=True)
class AskedResources:
    resources: tuple[Resource, ...]
    queued: tuple[Outgoing, ...]


def add_resource(acting: Acting, matter: str, draft: ResourceDraft) -> Resource:
    """Nobody is asked yet. Raises `Refused`: resource.no_what; resource.days (first, last);
    resource.of_other_matter (ref, title, matter) for an action that is not the matter's; `Unknown`
    (name.no_department: value, near); names as `find_person` does."""
    with acting.transaction() as tx:
        found = tx.get(Matter, matter)
        fields = _fields(tx, draft, found.ref)
        made = {"matter": found.ref, "made_at": acting.now, "by": acting.actor}
        return tx.put(Resource.model_validate({"ref": tx.next_ref(Resource), **made, **fields}))


def edit_resource(acting: Acting, ref: str, draft: ResourceDraft) -> Resource:
    """As long as nobody was asked. Raises as `add_resource` does, and `Refused` (resource.state: ref, state)."""
    with acting.transaction() as tx:
        resource = _in_state(tx, ref, "draft")
        return tx.put(resource.model_copy(update=_fields(tx, draft, resource.matter)))


def preview_resources(acting: Acting, matter: str) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_for_resources` would send. Raises what it would raise."""
    messages = _asking(acting.store, acting, _drafts(acting.store, matter))
    return [(message, rendered(acting, message)) for message in messages]


@mails_ahead
def ask_for_resources(acting: Acting, matter: str, *, leaving_in: timedelta = timedelta()) -> AskedResources:
    """Ask each giver by one mail for all that nobody was asked for yet; who answers for two matters that want the same,
    and nobody has said which comes first, is asked that.

    Raises `Refused`: resource.nothing (ref) where all were asked; resource.nobody (ref, department) where nobody
    speaks for one; resource.no_reader (ref, matter, names) where who is to give it may not read the matter."""
    with acting.transaction() as tx:
        drafts = _drafts(tx, matter)
        messages = _asking(tx, acting, drafts)
        asked = {"state": "asked", "asked_at": acting.now}
        kept = tuple(tx.put(one.model_copy(update=asked)) for one in drafts)
        return AskedResources(kept, tuple(queue_all(tx, acting, messages, leaving_in)))


def answer_for_giver(acting: Acting, ref: str, value: AnswerValue, text: str = "") -> Resource:
    """The facilitator takes the giver's word down: one that came by telephone, or was not clear; asked or not. Raises
    `Refused` (resource.state: ref, state) for what is withdrawn."""
    with acting.transaction() as tx:
        resource = _in_state(tx, ref, *_NEEDED)
        known = resource.answer
        if known and not any(one.answer.via == known.via for one in _unclear_beside(tx, resource) if one.answer):
            settle_answer_mail(tx, known.via)
        answer = known or DepartmentAnswer(
            department=resource.department, person=None, value=value, at=acting.now, via=acting.via
        )
        word = {"value": value, "text": one_line(text) or answer.text, "at": acting.now}
        return tx.put(resource.answered(answer.model_copy(update=word)))


@mails_ahead
def withdraw_resource(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> AskedResources:
    """It is not needed any more; who was asked is told. Raises `Refused` (resource.state: ref, state)."""
    with acting.transaction() as tx:
        resource = _in_state(tx, ref, *_NEEDED)
        kept = tx.put(resource.model_copy(update={"state": "withdrawn"}))
        messages = [over_message(tx, kept, person) for person in asked_for(tx, kept)]
        return AskedResources((kept,), tuple(queue_all(tx, acting, messages, leaving_in)))


def _asking(reader: Reader, acting: Acting, drafts: Sequence[Resource]) -> list[Message]:
    return [*resource_messages(reader, acting, drafts), *order_messages(reader, acting, drafts)]


def _drafts(reader: Reader, matter: str) -> list[Resource]:
    found = reader.get(Matter, matter)
    drafts = [one for one in reader.find(Resource, matter=found.ref) if one.state == "draft"]
    if not drafts:
        raise Refused("resource.nothing", ref=found.ref)
    return drafts


def _unclear_beside(reader: Reader, resource: Resource) -> list[Resource]:
    """The others of the matter of which the facilitator has still to say whether they were promised."""
    beside = reader.find(Resource, matter=resource.matter, state="asked")
    return [one for one in beside if one.is_unclear and one.ref != resource.ref]


def _fields(reader: Reader, draft: ResourceDraft, matter: str) -> dict[str, object]:
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
        "action": _needing(reader, draft.action, matter),
    }


def _needing(reader: Reader, typed: str, matter: str) -> str | None:
    """The action (ref) of the matter that needs it."""
    if not typed.strip():
        return None
    action = reader.get(Action, typed.strip())
    if action.matter != matter:
        raise Refused("resource.of_other_matter", ref=action.ref, title=action.title, matter=matter)
    return action.ref


def _in_state(reader: Reader, ref: str, *states: ResourceState) -> Resource:
    resource = reader.get(Resource, ref)
    if resource.state not in states:
        raise Refused("resource.state", ref=resource.ref, state=resource.state)
    return resource
