"""The decision on a change or an approval: granted or refused, the reasons against objections, the days that move, and
who is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest, Overruling
from collabtui.domain.matters.department_answer import value_of_items
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import initiating_people, speakers
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.pending_mails import settle_answer_mail
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.change_requests.asked_content import planned_refs
from collabtui.lifecycle.matters.change_requests.asked_of_whom import asked_about, asked_people, unspoken_departments
from collabtui.lifecycle.matters.change_requests.change_drafts import in_state
from collabtui.store.interface import Reader
from collabtui.text.templates import Rendered

Overruled = str | Mapping[str, str]
"""Why it is granted all the same: one reason for all who stand against it, or each department's own; under an empty
name the one for the rest."""


@dataclass(frozen=True)
class Decided:
    change: ChangeRequest
    queued: tuple[Outgoing, ...]
    left: tuple[Milestone, ...] = ()
    """The milestones that stay on the day by which the matter was wanted until now."""
    unspoken: tuple[str, ...] = ()
    """The departments that have to do with it, and of which nobody could be asked."""


def to_decide(reader: Reader, ref: str) -> ChangeRequest:
    """Raises `Refused` where `decide` would, whatever is decided: change.unsent (ref), change.settled (ref, state)."""
    return in_state(reader, ref, "asked", "change.settled")


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


@mails_ahead
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
        queued = tuple(queue_all(tx, acting, messages, leaving_in))
        unspoken = unspoken_departments(tx, acting, change)
        return Decided(tx.put(change), queued, left=() if milestones else final, unspoken=unspoken)


def final_milestones(reader: Reader, change: ChangeRequest) -> tuple[Milestone, ...]:
    """The milestones that are to be reached on the day by which the matter is wanted, where the change moves it once it
    is granted."""
    matter = reader.get(Matter, change.matter)
    if change.wanted in (None, matter.wanted) or change.state == "refused":
        return ()
    return tuple(one for one in matter.milestones if one.day == matter.wanted and one.reached is None)


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
