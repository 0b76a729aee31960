"""The departments and people of whom a change or an approval is asked: who is concerned, who speaks for each, who was
asked."""

from collections.abc import Iterable, Iterator

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import APPROVAL_KINDS, AskedKind, ChangeRequest
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.step_requirements import MatterFacts
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import Speakers, speakers
from collabtui.lifecycle.base.directory import known_at, people_by_ref
from collabtui.store.interface import Reader


def departments_of(reader: Reader, acting: Acting, matter: Matter, kind: AskedKind) -> list[str]:
    """All that have to do with it, the one that supervises and the facilitator's own; of a plan also those of who works
    on it, and of who answers for the matter; of the criteria those alone that supervise one; of the request the one
    that asks for the matter."""
    if kind == "request":
        return [matter.initiator]
    if kind == "criteria":
        return list(dict.fromkeys(matter.supervises(one) for one in matter.criteria if matter.supervises(one)))
    named = [one.department for one in matter.asked] + [one.department for one in matter.contacts]
    owners: list[str] = []
    if kind == "plan":
        refs = [one.owner for one in reader.find(Action, matter=matter.ref) if one.owner and one.status != "cancelled"]
        refs += [matter.owner] if matter.owner else []
        owners = [person.department for person in people_by_ref(reader, refs).values()]
    last = (matter.lead, matter.initiator, matter.supervising, own_department(reader, acting))
    return [name for name in dict.fromkeys((*named, *owners, *last)) if name]


def unspoken_departments(reader: Reader, acting: Acting, change: ChangeRequest) -> tuple[str, ...]:
    """Those that have to do with it and have neither a head nor a contact, without the facilitator's own."""
    matter = reader.get(Matter, change.matter)
    others = (
        one for one in departments_of(reader, acting, matter, change.kind) if one != own_department(reader, acting)
    )
    return tuple(one for one in others if not asked_people(change, speakers(reader, acting, matter, one)))


def with_unspoken(reader: Reader, acting: Acting, facts: MatterFacts) -> MatterFacts:
    """The same facts, with the unspoken departments of each approval that waits for an answer."""
    waiting = {one.ref: reader.get(ChangeRequest, one.ref) for one in facts.approvals if one.state == "asked"}
    unspoken = {ref: unspoken_departments(reader, acting, change) for ref, change in waiting.items()}
    approvals = (one.model_copy(update={"unspoken": unspoken.get(one.ref, ())}) for one in facts.approvals)
    return facts._replace(approvals=tuple(approvals))


def own_department(reader: Reader, acting: Acting) -> str:
    """The facilitator's; empty where he has none."""
    own = known_at(reader, acting.config.organiser.email, acting.config.organiser.name)
    return own.department if own else ""


def asked_people(change: ChangeRequest, found: Speakers) -> tuple[Person, ...]:
    """An approval is for the head, and the clerk of one who answers for the matter; where there is no head, for the
    contact. Criteria and the result are for both; a plan is for who answers for the matter, too."""
    if change.kind in ("criteria", "acceptance") or change.kind not in APPROVAL_KINDS:
        return found.everybody
    heads = (*found.heads, *((found.owner,) if found.owner and change.kind == "plan" else ()))
    return (*heads, *((found.clerk,) if found.clerk else ())) if heads else found.everybody


def asked_together(
    acting: Acting, matter: Matter, change: ChangeRequest, pairs: Iterable[tuple[Person, str]]
) -> Iterator[tuple[Person, tuple[str, ...]]]:
    """Each person once, with the departments he is asked for: one mail to a deputy of two heads. Of criteria each
    department has its own; who may not read the matter gets a number and a day of each."""
    found: dict[tuple[str, str], tuple[Person, list[str]]] = {}
    for person, department in pairs:
        alone = change.kind == "criteria" or not may_read(matter, person, acting.facilitator)
        found.setdefault((person.ref, department if alone else ""), (person, []))[1].append(department)
    for person, departments in found.values():
        yield person, tuple(dict.fromkeys(departments))


def asked_about(reader: Reader, change: ChangeRequest) -> list[tuple[Person, str]]:
    """The people who were asked, each with the department."""
    mails = [
        mail for mail in reader.find(Outgoing, change=change.ref) if mail.kind == "change" and mail.state != "held"
    ]
    people = people_by_ref(reader, (mail.person for mail in mails))
    asked = ((mail.person, name) for mail in mails for name in mail.departments or ("",))
    return [(people[person], name) for person, name in dict.fromkeys(asked)]
