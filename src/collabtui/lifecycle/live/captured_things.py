"""Records that a captured line makes: a decision, an action, a risk, an open question."""

from collabtui.domain.action import (
    Action,
    OwnCheck,
    holes,
    refuse_owner_who_collaborates,
    with_doer,
)
from collabtui.domain.dependency_cycle import refuse_cycle
from collabtui.domain.matters.matter import Risk
from collabtui.domain.meetings.draft import ActionDraft, CaptureLine
from collabtui.domain.meetings.meeting import Decision, Meeting, Question
from collabtui.domain.model import Finding, Record, one_line
from collabtui.errors import Refused
from collabtui.language.capture.captured_risk_fields import risk_fields
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.live.captured_milestones import put_milestone
from collabtui.lifecycle.live.named_collaborators import named_collaborators
from collabtui.lifecycle.matters.risk_alarm import put_captured
from collabtui.store.interface import Transaction


def made_by(
    tx: Transaction, acting: Acting, meeting: Meeting, captured: CaptureLine
) -> tuple[Record | None, tuple[Finding, ...]]:
    """The record that the line makes, stored, and what is still missing of it; None for what is only logged."""
    match captured.kind:
        case "decision":
            return tx.put(_decision(tx, acting, meeting, captured)), ()
        case "question":
            return tx.put(_question(tx, acting, meeting, captured)), ()
        case "risk":
            return put_captured(tx, acting, _risk(tx, acting, meeting, captured), meeting), ()
        case "action" if captured.action is not None:
            action = tx.put(new_action(tx, acting, captured.action, meeting))
            return action, holes(action)
        case "milestone" if captured.milestone is not None:
            return None, put_milestone(tx, meeting, captured.milestone)
    return None, ()


def new_action(
    tx: Transaction, acting: Acting, draft: ActionDraft, meeting: Meeting | None, matter: str | None = None
) -> Action:
    """The action a draft describes, not yet stored. Raises for people that are nobody and for a cycle
    (action.cycle)."""
    if not draft.title:
        raise Refused("action.no_title")
    owner = find_person(tx, draft.owner) if draft.owner else None
    named = named_collaborators(tx, draft.collaborators)
    doer = find_person(tx, draft.doer).ref if draft.doer else None
    collaborators = with_doer(named, doer, owner.ref if owner else None)
    if owner:
        refuse_owner_who_collaborates(draft.title, owner.ref, (one.person for one in collaborators), owner.name)
    for one in draft.depends_on:
        tx.get(Action, one)  # before it has a ref of its own, which nobody can have meant
    ref = tx.next_ref(Action)
    refuse_cycle(ref, draft.depends_on, lambda node: tx.get(Action, node).depends_on)
    return Action(
        ref=ref,
        title=draft.title,
        owner=owner.ref if owner else None,
        collaborators=collaborators,
        checks=tuple(OwnCheck(text=text) for text in dict.fromkeys(draft.checks or ())),
        due=draft.due,
        original_due=draft.due,
        status=draft.status,
        deliverable=draft.deliverable,
        task=one_line(draft.module or ""),
        matter=meeting.matter if meeting else matter,
        meeting=meeting.ref if meeting else None,
        slot=meeting.running_slot if meeting else None,
        depends_on=tuple(tx.get(Action, dependency).ref for dependency in draft.depends_on),
        created_at=acting.now,
        updated_at=acting.now,
        updated_by=acting.actor,
        via=acting.via,
    )


def _decision(tx: Transaction, acting: Acting, meeting: Meeting, captured: CaptureLine) -> Decision:
    return Decision(
        ref=tx.next_ref(Decision),
        text=captured.text,
        meeting=meeting.ref,
        matter=meeting.matter,
        slot=meeting.running_slot,
        at=acting.now,
        by=acting.actor,
    )


def _question(tx: Transaction, acting: Acting, meeting: Meeting, captured: CaptureLine) -> Question:
    return Question(
        ref=tx.next_ref(Question),
        text=captured.text,
        meeting=meeting.ref,
        matter=meeting.matter,
        slot=meeting.running_slot,
        at=acting.now,
        by=acting.actor,
    )


def _risk(tx: Transaction, acting: Acting, meeting: Meeting, captured: CaptureLine) -> Risk:
    """The minutes have all of its words, and so has the text; the fields that they name are noted, too."""
    owner, fields = find_person(tx, captured.who) if captured.who else None, risk_fields(captured.text)
    return Risk(
        ref=tx.next_ref(Risk),
        text=captured.text,
        impact=fields.scope,
        answer=fields.answer,
        standby=fields.standby,
        level=captured.level or "medium",
        owner=owner.ref if owner else None,
        meeting=meeting.ref,
        matter=meeting.matter,
        slot=meeting.running_slot,
        raised_at=acting.now,
        by=acting.actor,
    )
