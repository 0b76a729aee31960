"""Commands that add, update, postpone, edit, correct and rectify an action, and change many at once. Who becomes its
owner or leaves it hears so by mail."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict

from collabtui.domain.action import Action, refuse_owner_who_collaborates, with_doer, with_other_doer
from collabtui.domain.action_status import Status
from collabtui.domain.dependency_cycle import refuse_cycle
from collabtui.domain.mail.reply import Request, Update
from collabtui.domain.matters.matter import Criterion, Matter
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.domain.model import one_line
from collabtui.domain.people import Person
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.actions.answer_to_block import answer_to, answered
from collabtui.lifecycle.actions.chain_of_whys import checked_whys
from collabtui.lifecycle.actions.deliverable_checks import with_checks
from collabtui.lifecycle.actions.foreseen_risks import put_foreseen
from collabtui.lifecycle.assignments.assignment_mails import queue_assignment_mails
from collabtui.lifecycle.at_once.within import actions_first, within_actions
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import granted, put_action, updated
from collabtui.lifecycle.base.directory import find_matter, find_person, organiser
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.live.captured_things import new_action
from collabtui.lifecycle.live.named_collaborators import named_collaborators
from collabtui.lifecycle.matters.edit_matters import criterion_of
from collabtui.store.interface import Reader, Transaction


@mails_ahead
def add_action(acting: Acting, draft: ActionDraft, matter: str = "") -> Action:
    with acting.transaction() as tx:
        organiser(tx, acting)
        found = find_matter(tx, acting, matter).ref if matter else None
        fresh = new_action(tx, acting, draft, None, found)
        added = put_foreseen(tx, acting, tx.put(fresh.model_copy(update={"risk": (draft.risk or "").strip()})))
        queue_assignment_mails(tx, acting)
        return added


def update_action(acting: Acting, ref: str, update: Update) -> Action:
    """Status, percent, note: by the same rule as a reply does it."""
    return update_each(acting, [ref], update)[0]


def update_each(acting: Acting, refs: Iterable[str], update: Update) -> list[Action]:
    """The same of several actions in one transaction, so that one undo takes all of it back; `update.ref` is not
    looked at."""
    return _each(acting, refs, lambda action: updated(action, update, acting.now), update.values)


def postpone(acting: Acting, ref: str, request: Request) -> Action:
    """Another due date, or another owner; the original date stays on record."""
    return postpone_each(acting, [ref], request)[0]


def postpone_each(acting: Acting, refs: Iterable[str], request: Request) -> list[Action]:
    """The same of several actions in one transaction; `request.ref` is not looked at."""
    return _each(acting, refs, lambda action: granted(action, request, None), request.values)


@mails_ahead
def _each(
    acting: Acting, refs: Iterable[str], change: Callable[[Action], Action], values: Collection[str]
) -> list[Action]:
    """`values`: what is spoken of, also where it is so already: an older word must not change it."""
    refs = list(refs)
    with acting.transaction(within_actions(acting.store, refs), actions_first(refs)) as tx:
        done = [put_action(tx, change(tx.get(Action, ref)), acting.provenance, values=values) for ref in refs]
        queue_assignment_mails(tx, acting)
        return done


@mails_ahead
def edit_action(acting: Acting, ref: str, draft: ActionDraft) -> Action:
    """All fields of the form, which has no status. A first due date becomes the original one; a later one counts as a
    slip."""
    with acting.transaction() as tx:
        before = tx.get(Action, ref)
        later = before.due is not None and draft.due is not None and draft.due > before.due
        dates: _AgreedDates = {"original_due": before.original_due or draft.due, "slips": before.slips + later}
        edited = _put_edited(tx, acting, before, draft, dates)
        queue_assignment_mails(tx, acting)
        return edited


@mails_ahead
def correct_action(acting: Acting, ref: str, draft: ActionDraft) -> Action:
    """All fields of the form, where what was agreed had been taken down wrongly: another due date is the one that was
    agreed, and no slip."""
    with acting.transaction() as tx:
        before = tx.get(Action, ref)
        agreed = draft.due if draft.due != before.due else before.original_due
        return _put_edited(tx, acting, before, draft, {"original_due": agreed})


class _AgreedDates(TypedDict, total=False):
    original_due: date | None
    slips: int


def _put_edited(tx: Transaction, acting: Acting, before: Action, draft: ActionDraft, dates: _AgreedDates) -> Action:
    if not draft.title:
        raise Refused("action.no_title")
    depends_on = waiting_for(tx, before, draft.depends_on).depends_on
    owner = find_person(tx, draft.owner) if draft.owner else None
    collaborators = named_collaborators(tx, draft.collaborators, before.collaborators)
    if draft.doer is None:
        named = {one.person for one in collaborators}
        collaborators += tuple(one for one in before.collaborators if one.does and one.person not in named)
    else:
        doer = find_person(tx, draft.doer).ref if draft.doer.strip() else None
        collaborators = with_doer(collaborators, doer, owner.ref if owner else None)
    if owner:
        refuse_owner_who_collaborates(draft.title, owner.ref, (one.person for one in collaborators), owner.name)
    fields: dict[str, object] = {
        "title": draft.title,
        "owner": owner.ref if owner else None,
        "collaborators": collaborators,
        "due": draft.due,
        "deliverable": draft.deliverable,
        "depends_on": depends_on,
        **dates,
    }
    if draft.module is not None:
        fields["task"] = one_line(draft.module)
    if draft.whys is not None:
        fields["whys"] = checked_whys(before.ref, draft.whys)
    if draft.risk is not None:
        fields["risk"] = draft.risk.strip()
    checked = before if draft.checks is None else with_checks(tx, before, draft.checks)
    if draft.answer is not None and one_line(draft.answer) != one_line(answer_to(before)):
        checked = answered(acting, checked, one_line(draft.answer))
    edited = put_action(tx, checked.model_copy(update=fields), acting.provenance)
    return edited if edited.risk == before.risk else put_foreseen(tx, acting, edited)


def doer_named(tx: Transaction, action: Action, name: str) -> Action:
    """With who does it in the owner's stead; by his own name he does it himself. Without a name so, too, and who did so
    far remains a collaborator. Raises names as `find_person` does."""
    if name.strip():
        found = with_other_doer(action.collaborators, find_person(tx, name).ref, action.owner)
    else:
        found = with_doer(action.collaborators, None, action.owner)
    return action.model_copy(update={"collaborators": found})


def supported_by(tx: Transaction, action: Action, typed: Iterable[str]) -> Action:
    """With these collaborators, and no others but who does it. Raises names as `find_person` does, and
    `refuse_owner_who_collaborates`."""
    found = named_collaborators(tx, typed, action.collaborators)
    named = {one.person for one in found}
    if action.owner in named:
        owner = tx.get(Person, action.owner)
        refuse_owner_who_collaborates(action.title, owner.ref, named, owner.name)
    found += tuple(one for one in action.collaborators if one.does and one.person not in named)
    return action.model_copy(update={"collaborators": found})


def waiting_for(tx: Transaction, action: Action, refs: Iterable[str]) -> Action:
    """Waiting for these, and no others. Raises `Unknown` for one that is not there, and action.cycle."""
    depends_on = tuple(dict.fromkeys(tx.get(Action, one).ref for one in refs))
    refuse_cycle(action.ref, depends_on, lambda ref: tx.get(Action, ref).depends_on)
    return action.model_copy(update={"depends_on": depends_on})


@dataclass(frozen=True)
class BulkChange:
    """A change of several actions at once; a field that is not given stays as it is."""

    status: Status | None = None
    due: Callable[[date | None], date] | None = None
    """From the day on which an action is due to its new one: a length of time counts from each one's own."""
    reason: str = ""
    """Why it moves, or what blocks it."""
    owner: str = ""
    """As typed."""
    matter: str = ""
    """A ref or a title; a title that is new is a new matter."""

    @property
    def values(self) -> frozenset[str]:
        """Names of the fields that the change sets: `status`, `due`, `owner`."""
        given = {"status": self.status, "due": self.due, "owner": self.owner}
        return frozenset(value for value, word in given.items() if word)


@dataclass(frozen=True)
class BulkResult:
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    """These were so before."""
    refused: list[tuple[str, CollabError]] = field(default_factory=list)


@mails_ahead
def change_each(acting: Acting, refs: Iterable[str], change: BulkChange) -> BulkResult:
    """Raises, and changes nothing, for an owner whom nobody knows (`directory.find_person`)."""
    result = BulkResult()
    with acting.transaction() as tx:
        owner = find_person(tx, change.owner) if change.owner else None
        matter = find_matter(tx, acting, change.matter).ref if change.matter else None
        for ref in refs:
            before = tx.get(Action, ref)
            try:
                after = _changed(before, change, owner, matter, acting)
            except CollabError as error:
                result.refused.append((before.ref, error))
                continue
            put_action(tx, after, acting.provenance, values=change.values)
            (result.same if after == before else result.changed).append(before.ref)
        queue_assignment_mails(tx, acting)
    return result


def _changed(action: Action, change: BulkChange, owner: Person | None, matter: str | None, acting: Acting) -> Action:
    if change.due is not None:
        action = _moved(action, change.due(action.due), change)
    if change.status is not None:
        note = change.reason or None
        action = updated(action, Update(ref=action.ref, status=change.status, note=note), acting.now)
    if owner is not None and owner.ref != action.owner:
        refuse_owner_who_collaborates(
            action.title, owner.ref, (helper.person for helper in action.collaborators), owner.name
        )
        action = action.model_copy(update={"owner": owner.ref, "accepted_at": None})
    return action if matter is None else action.model_copy(update={"matter": matter})


def _moved(action: Action, day: date, change: BulkChange) -> Action:
    """Raises `Refused` (bulk.closed) for what is over, unless the same change opens it again."""
    if not action.open and change.status in (None, "done", "cancelled"):
        raise Refused("bulk.closed", ref=action.ref, title=action.title)
    return granted(action, Request(ref=None, ask="postpone", due=day, reason=change.reason or None), None)


def rectify(acting: Acting, ref: str, number: int, owner: str) -> Action:
    """An action of the matter, made of what is to be put right of the criterion of this number: with its day, and the
    criterion as what has to be handed over. Raises `Refused`: criterion.unknown; criterion.nothing_to_rectify (ref,
    number); `Unknown` and `Refused` of names."""
    criterion = criterion_of(acting.store.get(Matter, ref), number)
    refuse_unrectifiable(acting.store, ref, number, criterion, owner)
    draft = ActionDraft(title=criterion.rectify, owner=owner, due=criterion.rectify_by, deliverable=criterion.text)
    return add_action(acting, draft, ref)


def refuse_unrectifiable(reader: Reader, ref: str, number: int, criterion: Criterion, owner: str) -> None:
    """Raises what `rectify` would raise of a criterion as it is to be, before anything is written."""
    if criterion.met or not criterion.rectify:
        raise Refused("criterion.nothing_to_rectify", ref=ref, number=number)
    find_person(reader, owner)
