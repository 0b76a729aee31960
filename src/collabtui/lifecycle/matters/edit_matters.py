"""Commands on matters: opened, described, moved through their nine steps, and who stands for each department."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypedDict

from collabtui.domain.matters.matter import Criterion, Matter, Milestone, Rhythm, Step
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import known_department
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.matters.collaboration_request import with_contact
from collabtui.store.interface import Reader


class MatterDraft(NamedTuple):
    """As it is typed; departments are names."""

    title: str
    initiator: str = ""
    lead: str = ""
    background: str = ""
    goal: str = ""
    wanted: date | None = None


class MatterFields(TypedDict, total=False):
    """Fields of a matter to be changed: only those that are given."""

    title: str
    initiator: str
    lead: str
    background: str
    goal: str
    wanted: date | None
    scope_in: str
    scope_out: str
    rules: str
    rhythm: Rhythm
    supervising: str
    milestones: tuple[Milestone, ...]
    criteria: tuple[Criterion, ...]
    result: str
    went_well: str
    to_improve: str
    to_standardise: str


def new_matter(acting: Acting, draft: MatterDraft) -> Matter:
    """Raises `Refused`: matter.no_title, and matter.there (ref) when a matter has that title already; `Unknown`
    (name.no_department: value, near) for a lead that is not there."""
    with acting.transaction() as tx:
        described = draft._replace(title=_free_title(tx, draft.title))
        _refuse_unknown_lead(tx, described._asdict())
        return tx.put(
            Matter(ref=tx.next_ref(Matter, year=acting.today.year), created_at=acting.now, **described._asdict())
        )


def edit_matter(acting: Acting, ref: str, draft: MatterDraft) -> Matter:
    """All fields of the form. Raises as `new_matter` does."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        described = draft._replace(title=_free_title(tx, draft.title, matter))
        _refuse_unknown_lead(tx, described._asdict(), matter)
        return tx.put(matter.model_copy(update=described._asdict()))


def describe_matter(acting: Acting, ref: str, fields: MatterFields) -> Matter:
    """Raises as `new_matter` does, for what is given."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        changed: dict[str, object] = {**fields}
        if "title" in fields:
            changed["title"] = _free_title(tx, fields["title"], matter)
        _refuse_unknown_lead(tx, changed, matter)
        return tx.put(matter.model_copy(update=changed))


def criteria_of(before: Iterable[Criterion], texts: Iterable[str]) -> tuple[Criterion, ...]:
    """In the order of the texts; one that was there before keeps what was measured."""
    known = {one.text: one for one in before}
    wanted = dict.fromkeys(text for text in map(one_line, texts) if text)
    return tuple(known.get(text) or Criterion(text=text) for text in wanted)


def evaluate_criterion(acting: Acting, ref: str, number: int, assessment: Criterion) -> Matter:
    """Record what was found on the criterion of that number, from 1. Raises `Refused` (criterion.unknown: ref,
    number, n)."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        criterion_of(matter, number)
        criteria = (*matter.criteria[: number - 1], assessment, *matter.criteria[number:])
        return tx.put(matter.model_copy(update={"criteria": criteria}))


def criterion_of(matter: Matter, number: int) -> Criterion:
    if not 1 <= number <= len(matter.criteria):
        raise Refused("criterion.unknown", ref=matter.ref, number=number, n=len(matter.criteria))
    return matter.criteria[number - 1]


def move_to_step(acting: Acting, ref: str, step: Step) -> Matter:
    """On, or back: a step may have to be done again."""
    with acting.transaction() as tx:
        return tx.put(tx.get(Matter, ref).model_copy(update={"step": step}))


def name_contact(acting: Acting, ref: str, department: str, name: str) -> Matter:
    """Exactly one person stands for a department in a matter: a new one takes the place of the old; nobody's name
    takes him away. Raises as `find_person` does, and `Unknown` (name.no_department: value, near)."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        if name:
            known = known_department(tx, department)
            named = tx.put(with_contact(matter, known, find_person(tx, name).ref))
            queue_assignment_mails(tx, acting)
            return named
        left = tuple(contact for contact in matter.contacts if contact.department != department.strip())
        return tx.put(matter.model_copy(update={"contacts": left}))


def _refuse_unknown_lead(reader: Reader, said: Mapping[str, object], before: Matter | None = None) -> None:
    """One that is as it was stays, whatever became of the department. Who asks and who supervises may be outside."""
    lead = said.get("lead")
    if isinstance(lead, str) and lead and (before is None or lead != before.lead):
        known_department(reader, lead)


def _free_title(reader: Reader, title: str, own: Matter | None = None) -> str:
    title = one_line(title)
    if not title:
        raise Refused("matter.no_title")
    for other in reader.find(Matter, title=title):
        if not other.withdrawn and (own is None or other.ref != own.ref):
            raise Refused("matter.there", ref=other.ref, title=title)
    return title
