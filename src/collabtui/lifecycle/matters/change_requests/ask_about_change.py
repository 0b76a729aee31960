"""Asking those concerned about a change or an approval, and anew those who have not been asked or whose word is not
met."""

from dataclasses import dataclass, replace
from datetime import timedelta

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ApprovalKind, ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import refuse_filed
from collabtui.lifecycle.base.asked.heads_unasked import heads_unasked
from collabtui.lifecycle.base.asked.rectified_criteria import unmet_criteria
from collabtui.lifecycle.base.asked.void_questions import tell_replaced
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.dry_run import upcoming_ref
from collabtui.lifecycle.base.queue_mail import Message, queue_all, rendered
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.matters.change_requests.asked_content import is_otherwise, with_content
from collabtui.lifecycle.matters.change_requests.asked_of_whom import (
    asked_people,
    asked_together,
    departments_of,
    own_department,
    unspoken_departments,
)
from collabtui.lifecycle.matters.change_requests.change_drafts import in_state
from collabtui.lifecycle.matters.change_requests.change_letters import change_message
from collabtui.lifecycle.matters.criteria_mail import criteria_message
from collabtui.store.interface import Reader, Transaction
from collabtui.text.templates import Rendered


@dataclass(frozen=True)
class AskedChange:
    change: ChangeRequest
    queued: tuple[Outgoing, ...]
    replaced: ChangeRequest | None = None
    """The one about an earlier content that was withdrawn for it."""
    unspoken: tuple[str, ...] = ()
    """The departments that have to do with it, and of which nobody could be asked."""


def preview_change(acting: Acting, ref: str) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_opinions` would send. Raises what it would raise."""
    if anew := _asked_anew(acting.store, acting, acting.store.get(ChangeRequest, ref)):
        return [(message, rendered(acting, message)) for message in anew]
    change = in_state(acting.store, ref, "draft", "change.asked")
    return [(message, rendered(acting, message)) for message in _messages(acting.store, acting, change)]


@mails_ahead
def ask_opinions(acting: Acting, ref: str, *, leaving_in: timedelta = timedelta()) -> AskedChange:
    """Ask the contact and the head of every department concerned for its opinion; once that was done, those whom
    `heads_unasked` names.

    Raises `Refused`: change.asked (ref, state) when that was done, change.decided (ref, state, matter) when it was
    decided, too; change.no_department (ref) where none but the facilitator's own is concerned; change.nobody (ref,
    departments) where nobody is to be asked."""
    with acting.transaction() as tx:
        before = tx.get(ChangeRequest, ref)
        if anew := _asked_anew(tx, acting, before):
            return AskedChange(before, tuple(queue_all(tx, acting, anew, leaving_in)))
        return _asked(tx, acting, in_state(tx, ref, "draft", "change.asked"), leaving_in)


def preview_approval(acting: Acting, matter: str, kind: ApprovalKind) -> list[tuple[Message, Rendered]]:
    """The mails that `ask_approval` would send. Raises what it would raise."""
    found = acting.store.get(Matter, matter)
    waiting = _waiting(acting.store, found.ref, kind)
    current = waiting is not None and not is_otherwise(acting.store, found, waiting)
    if waiting and current and (anew := _asked_anew(acting.store, acting, waiting)):
        return [(message, rendered(acting, message)) for message in anew]
    ref = upcoming_ref(acting.store, ChangeRequest)
    change = with_content(acting.store, _approval(acting.store, acting, found, kind, ref), found)
    return [(message, rendered(acting, message)) for message in _messages(acting.store, acting, change)]


@mails_ahead
def ask_approval(
    acting: Acting, matter: str, kind: ApprovalKind, *, leaving_in: timedelta = timedelta()
) -> AskedChange:
    """Ask the heads concerned whether the request, the plan, the kick-off or the result holds as it is now. While an
    earlier one of the kind is not decided: where the content is another one by now, that one is withdrawn and all are
    asked anew; else those whom `heads_unasked` names, and of criteria who found some unmet.

    Raises `Refused`: approval.open (ref) where there is nobody of these, approval.criteria_waits (ref, departments)
    where the criteria wait for an answer; approval.nothing (ref, kind)
    where there is nothing to decide on; approval.nobody_supervises (ref, criteria); change.no_department (ref);
    change.nobody (ref, departments); matter.archived (matter)."""
    with acting.transaction() as tx:
        found = tx.get(Matter, matter)
        refuse_filed(found)
        waiting = _waiting(tx, matter, kind)
        outdated = outdated_approval(tx, matter, kind)
        if waiting and not outdated and (anew := _asked_anew(tx, acting, waiting)):
            return AskedChange(waiting, tuple(queue_all(tx, acting, anew, leaving_in)))
        change = _approval(tx, acting, found, kind, tx.next_ref(ChangeRequest))
        if outdated:
            tx.put(outdated.model_copy(update={"state": "withdrawn"}))
        asked = _asked(tx, acting, tx.put(change), leaving_in)
        if not outdated:
            return asked
        notices = tell_replaced(tx, acting, outdated, {one.person for one in asked.queued}, leaving_in)
        return replace(asked, queued=(*asked.queued, *notices), replaced=outdated)


def outdated_approval(reader: Reader, matter: str, kind: ApprovalKind) -> ChangeRequest | None:
    """The one of the kind that is not decided, and asks about what was changed since: who asks anew withdraws it."""
    waiting = _waiting(reader, matter, kind)
    return waiting if waiting and is_otherwise(reader, reader.get(Matter, matter), waiting) else None


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


def _asked(tx: Transaction, acting: Acting, change: ChangeRequest, leaving_in: timedelta) -> AskedChange:
    change = with_content(tx, change, tx.get(Matter, change.matter))
    messages = _messages(tx, acting, change)
    queued = tuple(queue_all(tx, acting, messages, leaving_in))
    # not those of the mails: a bare one, to who may not read the matter, asks no department
    named = (name for one in messages if one.department for name in one.departments)
    departments = tuple(dict.fromkeys(named))
    asked = {"state": "asked", "asked_at": acting.now, "departments": departments}
    unspoken = unspoken_departments(tx, acting, change)
    return AskedChange(tx.put(change.model_copy(update=asked)), queued, unspoken=unspoken)


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


def _messages(reader: Reader, acting: Acting, change: ChangeRequest) -> list[Message]:
    """A department for which nobody speaks, or the facilitator alone, is not asked."""
    matter = reader.get(Matter, change.matter)
    departments = departments_of(reader, acting, matter, change.kind)
    pairs = (
        (person, department)
        for department in departments
        for person in asked_people(change, speakers(reader, acting, matter, department))
    )
    found = [change_message(reader, matter, change, *one) for one in asked_together(acting, matter, change, pairs)]
    if not found:
        if others := [one for one in departments if one != own_department(reader, acting)]:
            raise Refused("change.nobody", ref=matter.ref, departments=others)
        raise Refused("change.no_department", ref=matter.ref)
    return found
