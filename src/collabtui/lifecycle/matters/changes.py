"""Change requests and approvals: what is asked of those concerned, their opinions, and the decision."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Literal, NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.deadlines.two_working_days_to_answer import ANSWER_DAYS
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing
from collabtui.domain.matters.change_request import (
    APPROVAL_KINDS,
    CHANGE_KINDS,
    ApprovalKind,
    AskedKind,
    ChangeKind,
    ChangeRequest,
    Overruling,
)
from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.department_answer import (
    AnswerValue,
    DepartmentAnswer,
    ItemOpinion,
    answer_of,
    value_of_items,
    with_answer,
)
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.matters.resource import Resource
from collabtui.domain.matters.signed_content_hash import content_digest, is_as_asked
from collabtui.domain.model import one_line
from collabtui.domain.people import Department, Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.heads_unasked import heads_unasked, objections_in
from collabtui.lifecycle.base.asked.rectified_criteria import unmet_criteria
from collabtui.lifecycle.base.asked.void_questions import tell_replaced
from collabtui.lifecycle.base.department_people import Speakers, initiating_people, speakers
from collabtui.lifecycle.base.directory import known_at, people_by_ref
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.pending_mails import answered_to, settle_answer_mail, settle_unclear_mails
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.matters.approvals.item_answers import put_together
from collabtui.lifecycle.matters.approvals.objection_letters import tell_of_objections
from collabtui.lifecycle.matters.approvals.shown_content import shown_content
from collabtui.lifecycle.matters.criteria_mail import criteria_message
from collabtui.lifecycle.matters.criteria_results import missed_targets
from collabtui.store.interface import Reader, Transaction
from collabtui.text.catalogue import Catalogue
from collabtui.text.templates import Rendered

Overruled = str | Mapping[str, str]
"""Why it is granted all the same: one reason for all who stand against it, or each department's own; under an empty
name the one for the rest."""


class ChangeDraft(NamedTuple):
    """As it is typed."""

    kind: ChangeKind
    what: str
    reason: str = ""
    impact: str = ""
    wanted: date | None = None


@dataclass(frozen=True)
class Decided:
    change: ChangeRequest
    queued: tuple[Outgoing, ...]
    replaced: ChangeRequest | None = None
    """The one about an earlier content that was withdrawn for it."""
    left: tuple[Milestone, ...] = ()
    """The milestones that stay on the day by which the matter was wanted until now."""


def new_change(acting: Acting, matter: str, draft: ChangeDraft) -> ChangeRequest:
    """Raises `Refused`: change.no_what; change.no_date for another date that is not said; change.kind (value)."""
    _refuse_unusable(draft)
    with acting.transaction() as tx:
        found = tx.get(Matter, matter)
        return tx.put(
            ChangeRequest(
                ref=tx.next_ref(ChangeRequest),
                matter=found.ref,
                raised_by=acting.actor,
                raised_at=acting.now,
                **draft._asdict() | {"what": one_line(draft.what)},
            )
        )


def edit_change(acting: Acting, ref: str, draft: ChangeDraft) -> ChangeRequest:
    """As long as nobody was asked. Raises as `new_change` does, and `Refused` (change.asked: ref, state;
    change.decided: ref, state, matter)."""
    _refuse_unusable(draft)
    with acting.transaction() as tx:
        change = _in_state(tx, ref, "draft", "change.asked")
        return tx.put(change.model_copy(update=draft._asdict() | {"what": one_line(draft.what)}))


def preview_change(acting: Acting, ref: str) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_opinions` would send. Raises what it would raise."""
    if anew := _asked_anew(acting.store, acting, acting.store.get(ChangeRequest, ref)):
        return [(message, rendered(acting, message)) for message in anew]
    change = _in_state(acting.store, ref, "draft", "change.asked")
    return [(message, rendered(acting, message)) for message in _messages(acting.store, acting, change)]


def ask_opinions(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> Decided:
    """Ask the contact and the head of every department concerned for its opinion; once that was done, those whom
    `heads_unasked` names.

    Raises `Refused`: change.asked (ref, state) when that was done, change.decided (ref, state, matter) when it was
    decided, too; change.nobody (ref) where nobody is to be asked."""
    with acting.transaction() as tx:
        before = tx.get(ChangeRequest, ref)
        if anew := _asked_anew(tx, acting, before):
            return Decided(before, _queued(tx, acting, anew, leaving_in))
        return _asked(tx, acting, _in_state(tx, ref, "draft", "change.asked"), leaving_in)


def preview_approval(acting: Acting, matter: str, kind: ApprovalKind) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_approval` would send. Raises what it would raise."""
    found = acting.store.get(Matter, matter)
    waiting = _waiting(acting.store, found.ref, kind)
    current = waiting is not None and not is_otherwise(acting.store, found, waiting)
    if waiting and current and (anew := _asked_anew(acting.store, acting, waiting)):
        return [(message, rendered(acting, message)) for message in anew]
    change = _of_content(acting.store, _approval(acting.store, acting, found, kind, "C0"), found)
    return [(message, rendered(acting, message)) for message in _messages(acting.store, acting, change)]


def ask_approval(acting: Acting, matter: str, kind: ApprovalKind, *, leaving_in: timedelta = timedelta()) -> Decided:
    """Ask the heads concerned whether the request, the plan, the kick-off or the result holds as it is now. While an
    earlier one of the kind is not decided: where the content is another one by now, that one is withdrawn and all are
    asked anew; else those whom `heads_unasked` names, and of criteria who found some unmet.

    Raises `Refused`: approval.open (ref) where there is nobody of these, approval.criteria_waits (ref, departments)
    where the criteria wait for an answer; approval.nothing (ref, kind)
    where there is nothing to decide on; approval.nobody_supervises (ref, criteria); change.nobody (ref)."""
    with acting.transaction() as tx:
        found = tx.get(Matter, matter)
        waiting = _waiting(tx, matter, kind)
        outdated = waiting if waiting and is_otherwise(tx, found, waiting) else None
        if waiting and not outdated and (anew := _asked_anew(tx, acting, waiting)):
            return Decided(waiting, _queued(tx, acting, anew, leaving_in))
        change = _approval(tx, acting, found, kind, tx.next_ref(ChangeRequest))
        if outdated:
            tx.put(outdated.model_copy(update={"state": "withdrawn"}))
        asked = _asked(tx, acting, tx.put(change), leaving_in)
        if not outdated:
            return asked
        notices = tell_replaced(tx, acting, outdated, {one.person for one in asked.queued}, leaving_in)
        return Decided(asked.change, (*asked.queued, *notices), outdated)


def is_otherwise(reader: Reader, matter: Matter, change: ChangeRequest) -> bool:
    """Whether what those concerned are asked to decide on is otherwise by now."""
    if change.kind not in APPROVAL_KINDS or not change.asked_digest:
        return False
    actions = reader.find(Action, matter=matter.ref) if change.kind == "plan" else ()
    resources = reader.find(Resource, matter=matter.ref)
    return not is_as_asked(change, matter, actions, reader.find(Department), resources)


def _waiting(reader: Reader, matter: str, kind: ApprovalKind) -> ChangeRequest | None:
    """The one of the kind that is not decided."""
    known = reader.find(ChangeRequest, matter=matter, state="asked")
    return next((one for one in known if one.kind == kind), None)


def _approval(reader: Reader, acting: Acting, matter: Matter, kind: ApprovalKind, ref: str) -> ChangeRequest:
    known = [one for one in reader.find(ChangeRequest, matter=matter.ref) if one.kind == kind]
    waiting = _waiting(reader, matter.ref, kind)
    if waiting and not is_otherwise(reader, matter, waiting):
        if kind == "criteria" and waiting.silent:
            raise Refused("approval.criteria_waits", ref=waiting.ref, departments=list(waiting.silent))
        raise Refused("approval.open", ref=waiting.ref)
    there = {
        "request": matter.asked and matter.initiator, "plan": reader.find(Action, matter=matter.ref, limit=1),
        "acceptance": matter.criteria, "criteria": matter.criteria,
    }.get(kind, True)  # fmt: skip
    if not there:
        raise Refused("approval.nothing", ref=matter.ref, kind=kind)
    if kind == "criteria" and (nobodys := [one.text for one in matter.criteria if not matter.supervises(one)]):
        raise Refused("approval.nobody_supervises", ref=matter.ref, criteria=nobodys)
    number = 1 + sum(one.asked_version is not None for one in known)
    what = f"{matter.title} v{number}"
    return ChangeRequest(
        ref=ref, matter=matter.ref, kind=kind, what=what, raised_by=acting.actor, raised_at=acting.now
    )  # fmt: skip


def _asked(tx: Transaction, acting: Acting, change: ChangeRequest, leaving_in: timedelta) -> Decided:
    change = _of_content(tx, change, tx.get(Matter, change.matter))
    messages = _messages(tx, acting, change)
    queued = _queued(tx, acting, messages, leaving_in)
    # not those of the mails: a bare one, to who may not read the matter, asks no department
    named = (name for one in messages if one.department for name in one.departments)
    departments = tuple(dict.fromkeys(named))
    asked = {"state": "asked", "asked_at": acting.now, "departments": departments}
    return Decided(tx.put(change.model_copy(update=asked)), queued)


def _asked_anew(reader: Reader, acting: Acting, change: ChangeRequest) -> list[Message]:
    """To new heads of departments that object, of what was asked before they were; of criteria to each department that
    found some of its own unmet."""
    if change.state != "asked":
        return []
    matter = reader.get(Matter, change.matter)
    if change.kind == "criteria":
        unmet = unmet_criteria(matter, change)
        pairs = [(one, name) for name in unmet for one in speakers(reader, acting, matter, name).present]
        found = [criteria_message(reader, matter, change, *one, unmet=unmet[one[1]]) for one in pairs]
        return [replace(one, key=outbox_keys.sent_again(one.key, acting.now)) for one in found]
    heads = asked_together(acting, matter, change, heads_unasked(reader, acting, matter, change))
    return [change_message(reader, matter, change, *one) for one in heads]


def _of_content(reader: Reader, change: ChangeRequest, matter: Matter) -> ChangeRequest:
    """With the version and the hash of what is asked about."""
    known = reader.find(ChangeRequest, matter=matter.ref)
    earlier = [one for one in known if one.kind == change.kind and one.asked_version and one.ref != change.ref]
    number = 1 + len(earlier) if change.kind in APPROVAL_KINDS else 1
    resources = reader.find(Resource, matter=matter.ref)
    digest = content_digest(change, matter, reader.find(Action, matter=matter.ref), resources)
    return change.model_copy(update={"asked_version": number, "asked_digest": digest})


def record_opinion(
    acting: Acting, ref: str, department: str, value: AnswerValue, text: str = "", item: str = ""
) -> ChangeRequest:
    """The facilitator says what a department's opinion is: one that came by telephone, or one that was not clear; of a
    plan also on one item (the ref of its action). A word on the whole plan takes the place of those on items.

    Raises `Refused`: change.unsent (ref); change.settled (ref, state); change.not_asked (ref, department);
    change.no_item (ref, item)."""
    with acting.transaction() as tx:
        change = _in_state(tx, ref, "asked", "change.settled")
        if department not in change.departments:
            raise Refused("change.not_asked", ref=change.ref, department=department)
        known = answer_of(change.opinions, department)
        if item:
            return _recorded_of_item(tx, acting, change, known, department, value, text, item.upper())
        others = (one for one in change.opinions if one.department != department and one.value == "unclear")
        if known and known.via not in {one.via for one in others}:
            settle_answer_mail(tx, known.via)
        if known:
            recorded = {"value": value, "text": text or known.text, "at": acting.now}
            answer = known.model_copy(update=recorded | {"items": (), "rest_agreed": False})
        else:
            answer = DepartmentAnswer(
                department=department, person=None, value=value, text=text, at=acting.now, via=acting.via
            )
        answered = tx.put(change.model_copy(update={"opinions": with_answer(change.opinions, answer)}))
        settle_unclear_mails(tx, answered_to(answered, department))
        return answered


def _recorded_of_item(
    tx: Transaction,
    acting: Acting,
    change: ChangeRequest,
    known: DepartmentAnswer | None,
    department: str,
    value: AnswerValue,
    text: str,
    item: str,
) -> ChangeRequest:
    planned = planned_refs(tx, change)
    if item not in planned or value == "unclear":
        raise Refused("change.no_item", ref=change.ref, item=item)
    opinion = ItemOpinion(
        number=1 + planned.index(item), ref=item, value=value, text=text if value == "against" else ""
    )
    merged = put_together(known, [opinion], rest_agreed=False, asked=planned)
    before = known or DepartmentAnswer(
        department=department, person=None, value="unclear", text=text, at=acting.now, via=acting.via
    )
    values = {"value": merged.value, "items": merged.items, "rest_agreed": merged.rest_agreed, "at": acting.now}
    answer = before.model_copy(update=values)
    answered = tx.put(change.model_copy(update={"opinions": with_answer(change.opinions, answer)}))
    if merged.value != "unclear":
        if known:
            settle_answer_mail(tx, known.via)
        settle_unclear_mails(tx, answered_to(answered, department))
    tell_of_objections(tx, acting, answered, answer, known)
    return answered


def planned_refs(reader: Reader, change: ChangeRequest) -> list[str]:
    """The items of a plan, in the order of their numbers."""
    if change.kind != "plan":
        return []
    return [one.ref for one in reader.find(Action, matter=change.matter) if one.status != "cancelled"]


def preview_decision(
    acting: Acting,
    ref: str,
    outcome: Literal["granted", "refused"],
    sentence: str = "",
    overruling: Overruled = "",
    *,
    milestones: bool = False,
) -> list[tuple[Message, Rendered]]:
    """The mails that `decide` would send. Raises what it would raise."""
    change = _as_decided(acting.store, acting, ref, outcome, sentence, overruling)
    moved = final_milestones(acting.store, change) if milestones else ()
    return [(one, rendered(acting, one)) for one in _decision_messages(acting.store, acting, change, moved)]


def decide(
    acting: Acting,
    ref: str,
    outcome: Literal["granted", "refused"],
    sentence: str = "",
    overruling: Overruled = "",
    *,
    milestones: bool = False,
    leaving_in: timedelta = timedelta(),
) -> Decided:
    """The facilitator grants or refuses it; all who were asked are told. Against an objection, or without a word of who
    was asked, it is granted with a reason only, `overruling`, which is kept for each of them. The day that a change of
    any kind asks for is the matter's wanted date once it is granted, and all whom that concerns are told; the
    milestones on the day until now move along where `milestones` says so.

    Raises `Refused` as `to_decide` does, and: change.stands_against (ref, departments) of which a reason
    lacks; change.not_against (ref, department, departments) for the reason of one that needs none."""
    with acting.transaction() as tx:
        change = _as_decided(tx, acting, ref, outcome, sentence, overruling)
        for opinion in change.opinions:
            if opinion.value == "unclear":
                settle_answer_mail(tx, opinion.via)
        final = final_milestones(tx, change)
        messages = _decision_messages(tx, acting, change, final if milestones else ())
        if new_day := change.granted_day:
            matter = tx.get(Matter, change.matter)
            moved = [
                one.model_copy(update={"day": new_day}) if milestones and one in final else one
                for one in matter.milestones
            ]
            by_day = tuple(sorted(moved, key=lambda one: one.day))
            tx.put(matter.model_copy(update={"wanted": new_day, "milestones": by_day}))
        queued = _queued(tx, acting, messages, leaving_in)
        return Decided(tx.put(change), queued, left=() if milestones else final)


def final_milestones(reader: Reader, change: ChangeRequest) -> tuple[Milestone, ...]:
    """The milestones that are to be reached on the day by which the matter is wanted, where the change moves it once it
    is granted."""
    matter = reader.get(Matter, change.matter)
    if change.wanted in (None, matter.wanted) or change.state == "refused":
        return ()
    return tuple(one for one in matter.milestones if one.day == matter.wanted and one.reached is None)


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
    own = known_at(reader, acting.config.organiser.email, acting.config.organiser.name)
    last = (matter.lead, matter.initiator, matter.supervising, own.department if own else "")
    return [name for name in dict.fromkeys((*named, *owners, *last)) if name]


def change_message(
    reader: Reader,
    matter: Matter,
    change: ChangeRequest,
    person: Person,
    departments: Sequence[str],
    *,
    again: bool = False,
) -> Message:
    """Of several departments for which one person is asked each is an item, without a number beside those of a plan:
    his answer counts for all, or by name."""
    department = departments[0]
    if change.kind == "criteria":
        return criteria_message(reader, matter, change, person, department, again=again)
    earlier = _earlier_version(reader, change)
    replaced = earlier if earlier and earlier.state in ("asked", "withdrawn") else None
    shown = shown_content(reader, matter, change, earlier)
    listed = numbered_items(line["action"] for line in shown["planned"])
    numbers = (0 if listed else n for n in count(1))
    named = [NumberedItem(number=n, ref=change.ref, title=name) for n, name in zip(numbers, departments, strict=False)]
    key = outbox_keys.change_asked(change.ref, change.version, department, person.ref)
    return Message(
        kind="reminder" if again else "change",
        key=outbox_keys.change_again(change.ref, department, person.ref) if again else key,
        person=person,
        template="approval" if change.kind in APPROVAL_KINDS else "change",
        context={
            "matter": matter,
            "change": change,
            "department": str(Catalogue(person.locale)("list.separator")).join(departments),
            "departments": list(departments),
            "again": again,
            "days": ANSWER_DAYS,
            "changed": is_otherwise(reader, matter, change),
            "as_owner": change.kind == "plan" and person.ref == matter.owner,
            "replaced": replaced,
            **shown,
            "objections": _objections(reader, change, departments),
            "missed": missed_targets(matter.criteria) if change.kind == "acceptance" else [],
        },
        items=(*listed, *(named if departments[1:] else ())),
        matter=matter.ref,
        change=change.ref,
        department=department,
        automatic=again,
    )


def _earlier_version(reader: Reader, change: ChangeRequest) -> ChangeRequest | None:
    """The one that was asked before it of its kind."""
    if change.kind not in APPROVAL_KINDS:
        return None
    before = (change.asked_version or 1) - 1
    known = reader.find(ChangeRequest, matter=change.matter)
    return next((one for one in known if one.kind == change.kind and one.asked_version == before), None)


def _objections(reader: Reader, change: ChangeRequest, departments: Sequence[str]) -> list[dict[str, str]]:
    """What was said against it for these departments: who heads one now reads what the one before has said."""
    found = [one for one in objections_in(change) if one.department in departments]
    people = people_by_ref(reader, (one.person for one in found if one.person))
    return [
        {"department": one.department, "by": people[one.person].name if one.person else "", "text": one.text}
        for one in found
    ]


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


def letters_about(reader: Reader, ref: str) -> list[tuple[str, Outgoing]]:
    """The mails about it with the names of who got them: what was asked, reminded of, and decided."""
    change = reader.get(ChangeRequest, ref)
    mails = [
        mail
        for mail in reader.find(Outgoing, matter=change.matter)
        if (mail.change == change.ref and mail.kind != "answer") or outbox_keys.is_of_change(mail.key, change.ref)
    ]
    people = people_by_ref(reader, (mail.person for mail in mails))
    return [(people[mail.person].name, mail) for mail in mails]


def _refuse_unusable(draft: ChangeDraft) -> None:
    if draft.kind not in CHANGE_KINDS:
        raise Refused("change.kind", value=draft.kind, kinds=list(CHANGE_KINDS))
    if not draft.what.strip():
        raise Refused("change.no_what")
    if draft.kind == "date" and draft.wanted is None:
        raise Refused("change.no_date")


def _in_state(reader: Reader, ref: str, state: str, key: str) -> ChangeRequest:
    """Raises `Refused` with the key, or what says more of where it stands: change.unsent, change.decided."""
    change = reader.get(ChangeRequest, ref)
    if change.state == state:
        return change
    if change.state == "draft":
        raise Refused("change.unsent", ref=change.ref)
    if key == "change.asked" and change.state != "asked":
        raise Refused("change.decided", ref=change.ref, state=change.state, matter=change.matter)
    raise Refused(key, ref=change.ref, state=change.state)


def _messages(reader: Reader, acting: Acting, change: ChangeRequest) -> list[Message]:
    """A department for which nobody speaks, or the facilitator alone, is not asked."""
    matter = reader.get(Matter, change.matter)
    pairs = (
        (person, department)
        for department in departments_of(reader, acting, matter, change.kind)
        for person in asked_people(change, speakers(reader, acting, matter, department))
    )
    found = [change_message(reader, matter, change, *one) for one in asked_together(acting, matter, change, pairs)]
    if not found:
        raise Refused("change.nobody", ref=matter.ref)
    return found


def asked_people(change: ChangeRequest, found: Speakers) -> tuple[Person, ...]:
    """An approval is for the head, and the clerk of one who answers for the matter; where there is no head, for the
    contact. Criteria and the result are for both; a plan is for who answers for the matter, too."""
    if change.kind in ("criteria", "acceptance") or change.kind not in APPROVAL_KINDS:
        return found.everybody
    heads = (*found.heads, *((found.owner,) if found.owner and change.kind == "plan" else ()))
    return (*heads, *((found.clerk,) if found.clerk else ())) if heads else found.everybody


def _as_decided(
    reader: Reader,
    acting: Acting,
    ref: str,
    outcome: Literal["granted", "refused"],
    sentence: str,
    overruling: Overruled,
) -> ChangeRequest:
    change = to_decide(reader, ref)
    reasons = _reasons(reader, change, overruling) if outcome == "granted" else {}
    overruled = tuple(
        Overruling(department=department, reason=reason, by=acting.actor, at=acting.now)
        for department, reason in reasons.items()
    )
    decided: dict[str, object] = {
        "decision": one_line(sentence), "decided_by": acting.actor, "decided_at": acting.now, "overruled": overruled,
    }  # fmt: skip
    return change.model_copy(update={"state": outcome, **decided})


def _reasons(reader: Reader, change: ChangeRequest, overruling: Overruled) -> dict[str, str]:
    """By department that stands against it; of a plan also by the ref of an item that it objects to. Raises `Refused`:
    change.stands_against, change.not_against."""
    typed = {"": overruling} if isinstance(overruling, str) else overruling
    reasons = {department.strip(): one_line(reason) for department, reason in typed.items()}
    against = change.still_opposing
    reasons = _by_items(change, planned_refs(reader, change), reasons)
    if strangers := [department for department in reasons if department and department not in against]:
        raise Refused("change.not_against", ref=change.ref, department=strangers[0], departments=list(against))
    found = {department: reasons.get(department) or reasons.get("", "") for department in against}
    if lacking := [department for department, reason in found.items() if not reason]:
        raise Refused("change.stands_against", ref=change.ref, departments=lacking)
    return found


def _by_items(change: ChangeRequest, planned: Sequence[str], reasons: Mapping[str, str]) -> dict[str, str]:
    """The reasons for items as those of the departments that object to nothing else, and agree to the rest."""
    objecting = [one for one in change.opinions if one.objected]
    objected = {item.ref for one in objecting for item in one.objected}
    named = {name.upper(): reason for name, reason in reasons.items() if name.upper() in objected}
    found = {name: reason for name, reason in reasons.items() if name.upper() not in objected}
    for one in objecting:
        settled = [item.model_copy(update={"value": "for"}) for item in one.items]
        if all(item.ref in named for item in one.objected) and (
            value_of_items(settled, rest_agreed=one.rest_agreed, asked=planned) == "for"
        ):
            whole = "; ".join(f"{item.ref} {named[item.ref]}" for item in one.objected)
            found.setdefault(one.department, whole)
    return found


def to_decide(reader: Reader, ref: str) -> ChangeRequest:
    """Raises `Refused` where `decide` would, whatever is decided: change.unsent (ref), change.settled (ref, state)."""
    return _in_state(reader, ref, "asked", "change.settled")


def _decision_messages(
    reader: Reader, acting: Acting, change: ChangeRequest, moved: Sequence[Milestone] = ()
) -> list[Message]:
    """`moved`: the milestones that are on the new day, too."""
    matter = reader.get(Matter, change.matter)
    if change.granted_day:
        matter = matter.model_copy(update={"wanted": change.granted_day})
    asked = list(_recipients(reader, acting, change, matter))
    people = {person.ref: person for person, _ in asked}
    departments = {person.ref: department for person, department in asked}
    if change.granted_day:
        people |= {one.ref: one for one in _held_to_the_date(reader, acting, matter) if one.ref not in people}
    return [
        Message(
            kind="notice",
            key=outbox_keys.change_decided(change.ref, change.state, change.version, person.ref),
            person=person,
            template="change-decision",
            context={"matter": matter, "change": change, "milestones": [one.text for one in moved]},
            matter=matter.ref,
            department=departments.get(person.ref),
            change=change.ref if departments.get(person.ref) else None,
        )
        for person in people.values()
    ]


def _recipients(reader: Reader, acting: Acting, change: ChangeRequest, matter: Matter) -> Iterator[tuple[Person, str]]:
    """Who was asked, with the department; in the place of one who has left since, who speaks for it now."""
    for person, department in asked_about(reader, change):
        if person.is_here:
            yield person, department
        else:
            others = asked_people(change, speakers(reader, acting, matter, department))
            yield from ((one, department) for one in others)


def _held_to_the_date(reader: Reader, acting: Acting, matter: Matter) -> list[Person]:
    """Who asked for the matter, who answers for it, and the owners of what is still to be done in it."""
    open_ones = reader.find(Action, matter=matter.ref, status=list(OPEN))
    refs = filter(None, (matter.owner, matter.clerk, *(one.owner for one in open_ones)))
    people = (*initiating_people(reader, matter), *people_by_ref(reader, refs).values())
    own = acting.config.organiser.email.lower()
    return [one for one in people if one.is_here and one.email != own]


def _queued(
    tx: Transaction, acting: Acting, messages: Iterable[Message], leaving_in: timedelta
) -> tuple[Outgoing, ...]:
    return tuple(queue_all(tx, acting, messages, leaving_in))
