"""Commands on matters: opened, described, moved through their nine steps, and who stands for each department."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple, TypedDict, cast

from collabtui.domain.matters.channel import Channel
from collabtui.domain.matters.matter import (
    LAST_RANK,
    Criterion,
    Matter,
    MatterKind,
    Milestone,
    Rhythm,
)
from collabtui.domain.matters.process_step import ProcessStep
from collabtui.domain.matters.steps import Step
from collabtui.domain.model import one_line
from collabtui.errors import Refused
from collabtui.language.measures.against_criterion import misses
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.base.access.account_config import account_named, account_of_actor
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import known_department
from collabtui.lifecycle.base.directory import find_person, known_at, organiser
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.change_requests.handed_over_criteria import ask_new_supervisors, without_handed_over
from collabtui.lifecycle.matters.collaboration_request import with_contact
from collabtui.lifecycle.matters.matter_kinds import with_template
from collabtui.lifecycle.matters.overruled_criterion import overruled, queue_overruled, queue_void
from collabtui.lifecycle.matters.process_steps import with_people
from collabtui.lifecycle.matters.reached_milestones import with_reached
from collabtui.store.interface import Reader, Transaction


class MatterDraft(NamedTuple):
    """As it is typed; departments are names."""

    title: str
    initiator: str = ""
    lead: str = ""
    background: str = ""
    goal: str = ""
    wanted: date | None = None
    kind: MatterKind | None = None
    owner: str = ""
    """Name or address of who answers for it as a whole."""
    account: str | None = None
    """The name of the account that its mail goes out from; None: that of who acts."""
    rank: int | None = None
    """As `MatterFields.rank`; None: as it is."""
    channels: tuple[Channel, ...] | None = None
    """None: as they are."""


class MatterFields(TypedDict, total=False):
    """Fields of a matter to be changed: only those that are given."""

    title: str
    kind: MatterKind | None
    owner: str
    """Name or address; empty takes him away."""
    account: str
    """Its name; empty: that of the configuration."""
    initiator: str
    lead: str
    background: str
    goal: str
    wanted: date | None
    scope_in: str
    scope_out: str
    rules: str
    channels: tuple[Channel, ...]
    rhythm: Rhythm
    supervising: str
    milestones: tuple[Milestone, ...]
    criteria: tuple[Criterion, ...]
    old_steps: tuple[ProcessStep, ...]
    """Who answers for a step by name or address."""
    new_steps: tuple[ProcessStep, ...]
    conclusions: str
    recommendations: str
    clerk: str
    """Name or address; empty takes him away."""
    rank: int
    """Its place where it wants the same as another matter, from 1; 0: none any more."""
    result: str
    went_well: str
    to_improve: str
    to_standardise: str


@mails_ahead
def new_matter(acting: Acting, draft: MatterDraft) -> Matter:
    """With what is usual for its kind. Raises `Refused`: matter.no_title, and matter.there (ref) when a matter has that
    title already; `Unknown` (name.no_department: value, near) for a lead that is not there; names as `find_person`."""
    with acting.transaction() as tx:
        return new_matter_in(tx, acting, draft)


def new_matter_in(
    tx: Transaction, acting: Acting, draft: MatterDraft, usual: Mapping[str, object] = MappingProxyType({})
) -> Matter:
    """As `new_matter`, within a transaction. `usual`: fields of a matter that the draft has not."""
    if draft.owner:
        organiser(tx, acting)  # he is in nobody's file, and may be the first to be named
    described = _described(tx, draft._replace(title=_free_title(tx, draft.title))._asdict())
    if draft.account is None and (own := account_of_actor(tx, acting.config, acting.actor)):
        described["account"] = own.ref
    ref = tx.next_ref(Matter, year=acting.today.year)
    matter = Matter.model_validate({**usual, "ref": ref, "created_at": acting.now, **described})
    return _put(tx, acting, None, matter)


@mails_ahead
def edit_matter(acting: Acting, ref: str, draft: MatterDraft) -> Matter:
    """All fields of the form. Raises as `new_matter` does."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        typed = draft._replace(title=_free_title(tx, draft.title, matter))._asdict()
        del typed["account"]
        return _put(tx, acting, matter, matter.model_copy(update=_described(tx, typed, matter)))


@mails_ahead
def describe_matter(acting: Acting, ref: str, fields: MatterFields) -> Matter:
    """Raises as `new_matter` does, for what is given."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        typed: dict[str, object] = {**fields}
        if "title" in fields:
            typed["title"] = _free_title(tx, fields["title"], matter)
        return _put(tx, acting, matter, matter.model_copy(update=_described(tx, typed, matter)))


def _described(reader: Reader, typed: Mapping[str, object], before: Matter | None = None) -> dict[str, object]:
    """As the record has it: people by their refs. A lead that is as it was stays, whatever became of the department;
    who asks and who supervises may be outside."""
    lead, account = typed.get("lead"), typed.get("account")
    if isinstance(lead, str) and lead and (before is None or lead != before.lead):
        known_department(reader, lead)
    named = {role: name for role in ("owner", "clerk") if isinstance(name := typed.get(role), str)}
    found: dict[str, object] = {
        role: find_person(reader, name).ref if name.strip() else None for role, name in named.items()
    }
    if isinstance(account, str):
        found["account"] = account_named(reader, account).ref if account.strip() else None
    for process in ("old_steps", "new_steps"):
        if process in typed:
            found[process] = with_people(reader, cast("tuple[ProcessStep, ...]", typed[process]))
    milestones = cast("tuple[Milestone, ...]", typed.get("milestones") or ())
    kept = {"milestones": with_reached(before.milestones, milestones)} if before and milestones else {}
    fields = {**typed, **found, **kept}
    if isinstance(rank := fields.pop("rank", None), int):
        if not 0 <= rank <= LAST_RANK:
            raise Refused("matter.bad_rank", value=rank, last=LAST_RANK)
        fields["rank"] = rank or None
    if fields.get("channels", ()) is None:
        del fields["channels"]
    return fields


def _put(tx: Transaction, acting: Acting, before: Matter | None, matter: Matter) -> Matter:
    """Another kind brings what is usual for it; a new owner hears of it."""
    if matter.kind != (before.kind if before else None):
        matter = with_template(matter, acting.config.organiser.locale, acting.today)
    kept = tx.put(without_handed_over(before, matter) if before else matter)
    if before:
        queue_void(tx, acting, before, kept)
        ask_new_supervisors(tx, acting, before, kept)
    queue_assignment_mails(tx, acting)
    return kept


def criteria_of(before: Iterable[Criterion], texts: Iterable[str]) -> tuple[Criterion, ...]:
    """In the order of the texts; one that was there before keeps what was measured."""
    known = {one.text: one for one in before}
    wanted = dict.fromkeys(text for text in map(one_line, texts) if text)
    return tuple(known.get(text) or Criterion(text=text) for text in wanted)


def assessment_notes(before: Criterion, assessed: Criterion, after: Criterion) -> Iterator[tuple[str, str, str]]:
    """Sentences on what is still open once a criterion was assessed: their key, and their `text` and `measured`. It is
    `assessed` as it was asked for, `after` as it is kept."""
    if assessed.met is not False and misses(assessed.text, assessed.measured):
        yield "criterion.value_misses", assessed.text, assessed.measured
    if assessed.met and after.met is None:
        yield "criterion.judged_before", before.text, before.measured


@mails_ahead
def evaluate_criterion(
    acting: Acting, ref: str, number: int, assessment: Criterion, *, insists: bool = False
) -> Matter:
    """Record what was found on the criterion of that number, from 1: it is the word of who says so. Against the word of
    who supervises it with a reason only, of which he hears. `insists`: it counts as met although its value misses it,
    and the opinion says why. Raises `Refused` (criterion.unknown: ref, number, n; criterion.no_reason: ref, number,
    name; criterion.misses: ref, number, text, measured), and `Unknown` (name.no_department: value, near) for who
    supervises it."""
    with acting.transaction() as tx:
        matter = tx.get(Matter, ref)
        before = criterion_of(matter, number)
        if assessment.department and assessment.department != before.department:
            assessment = assessment.model_copy(update={"department": known_department(tx, assessment.department)})
        if not insists:
            _refuse_value_that_misses(matter, number, assessment)
        own = known_at(tx, acting.config.organiser.email, acting.config.organiser.name)
        supervisor = overruled(tx, matter, number, assessment, own)
        if not _leaves_verdict(before, assessment):
            word = {"person": own.ref if own else None, "at": acting.now, "via": acting.via}
            assessment = assessment.model_copy(update=word)
        criteria = (*matter.criteria[: number - 1], assessment, *matter.criteria[number:])
        after = tx.put(without_handed_over(matter, matter.model_copy(update={"criteria": criteria})))
        if supervisor:
            queue_overruled(tx, acting, matter, number, supervisor)
        else:
            queue_void(tx, acting, matter, after)
        ask_new_supervisors(tx, acting, matter, after)
        return tx.get(Matter, ref)


def _leaves_verdict(before: Criterion, assessment: Criterion) -> bool:
    """Whether it is the same word as before: only another department, or a value, stands beside it."""
    beside = {"department": before.department}
    if before.met is not None:
        beside["measured"] = before.measured
    return assessment.model_copy(update=beside) == before


def _refuse_value_that_misses(matter: Matter, number: int, assessment: Criterion) -> None:
    """What stood before is not asked about once more."""
    before = matter.criteria[number - 1]
    is_new = (assessment.met, assessment.measured) != (before.met, before.measured)
    if assessment.met and is_new and misses(assessment.text, assessment.measured):
        values = {"text": assessment.text, "measured": assessment.measured}
        raise Refused("criterion.misses", ref=matter.ref, number=number, **values)


def criterion_of(matter: Matter, number: int) -> Criterion:
    if not 1 <= number <= len(matter.criteria):
        raise Refused("criterion.unknown", ref=matter.ref, number=number, n=len(matter.criteria))
    return matter.criteria[number - 1]


def move_to_step(acting: Acting, ref: str, step: Step) -> Matter:
    """On, or back: a step may have to be done again."""
    with acting.transaction() as tx:
        return tx.put(tx.get(Matter, ref).model_copy(update={"step": step}))


@mails_ahead
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


def _free_title(reader: Reader, title: str, own: Matter | None = None) -> str:
    title = one_line(title)
    if not title:
        raise Refused("matter.no_title")
    for other in reader.find(Matter, title=title):
        if not other.withdrawn and (own is None or other.ref != own.ref):
            raise Refused("matter.there", ref=other.ref, title=title)
    return title
