"""The approved plan, to all who have a part in it: each reads first what is his."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.signed_content_hash import is_as_asked
from collabtui.domain.people import Department, Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import refuse_filed
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.acceptance import recipients
from collabtui.lifecycle.matters.approvals.planned_lines import PlannedLine, planned_lines
from collabtui.store.interface import Reader


class SupportedLine(PlannedLine):
    support: str
    """What the reader's support of it is."""


def plan_letters(reader: Reader, acting: Acting, ref: str) -> list[Message]:
    """The mails that are still to be sent of the approval that counts; nothing is written. Raises `Refused`:
    plan.not_approved (ref); plan.changed (ref, change) where the plan is another one than was approved; and as
    `refuse_filed`."""
    matter = reader.get(Matter, ref)
    refuse_filed(matter)
    approval = _approval(reader, matter)
    lines = planned_lines(reader, matter)
    messages = [_letter(matter, approval, person, lines) for person in _readers(reader, acting, matter, lines)]
    return [one for one in messages if all(mail.never_tried for mail in reader.find(Outgoing, key=one.key, limit=1))]


@mails_ahead
def send_plan(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> list[Outgoing]:
    """Nobody gets the same approval twice. They leave after `leaving_in`, so that an undo has time. Raises what
    `plan_letters` does, and `Refused` plan.nobody (ref) where there is nobody left to be told."""
    with acting.transaction() as tx:
        letters = plan_letters(tx, acting, ref)
        if not letters:
            raise Refused("plan.nobody", ref=tx.get(Matter, ref).ref)
        return queue_all(tx, acting, letters, leaving_in)


def _approval(reader: Reader, matter: Matter) -> ChangeRequest:
    """The newest one that was granted."""
    granted = [one for one in reader.find(ChangeRequest, matter=matter.ref, state="granted") if one.kind == "plan"]
    if not granted:
        raise Refused("plan.not_approved", ref=matter.ref)
    newest = max(granted, key=lambda one: one.asked_version or 0)
    actions, resources = reader.find(Action, matter=matter.ref), reader.find(Resource, matter=matter.ref)
    if newest.asked_digest and not is_as_asked(newest, matter, actions, reader.find(Department), resources):
        raise Refused("plan.changed", ref=matter.ref, change=newest.ref)
    return newest


def _readers(reader: Reader, acting: Acting, matter: Matter, lines: Iterable[PlannedLine]) -> list[Person]:
    """Contacts, heads, owners, and who supports one; not the facilitator, and nobody who has left."""
    groups = recipients(reader, acting, matter)
    asked = [one for part in matter.asked for one in speakers(reader, acting, matter, part.department).everybody]
    supporting = people_by_ref(reader, (one.person for line in lines for one in line["action"].collaborators))
    everybody = (*groups.contacts, *groups.heads, *asked, *groups.owners, *supporting.values())
    found = {person.ref: person for person in everybody}
    own = acting.config.organiser.email.lower()
    return [person for person in found.values() if person.is_here and person.email != own]


def _letter(matter: Matter, approval: ChangeRequest, person: Person, lines: Collection[PlannedLine]) -> Message:
    own = [line for line in lines if line["action"].owner == person.ref]
    carried = [line for line in lines if person.ref in line["action"].doers and line not in own]
    supported = [
        SupportedLine(**line, support=one.support)
        for line in lines
        for one in line["action"].collaborators
        if one.person == person.ref and not one.does and line["action"].owner != person.ref
    ]
    named = {line["action"].ref for line in (*own, *carried, *supported)}
    speaks_for = {one.department for one in matter.contacts if one.person == person.ref}
    speaks_for |= {person.department} if person.head else set()
    others = [line for line in lines if line["action"].ref not in named]
    return Message(
        kind="notice",
        key=outbox_keys.plan(matter.ref, approval.ref, person.ref),
        person=person,
        template="plan",
        context={
            "matter": matter,
            "change": approval,
            "own": list(enumerate(own, 1)),
            "carried": list(enumerate(carried, 1 + len(own))),
            "supported": supported,
            "of_department": [line for line in others if line["department"] in speaks_for - {""}],
            "others": [line for line in others if line["department"] not in speaks_for - {""}],
        },
        items=numbered_items(line["action"] for line in (*own, *carried)),
        matter=matter.ref,
    )
