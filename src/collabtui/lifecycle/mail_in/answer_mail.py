"""The answer to a reply: what changed, what waits, what was not understood. The words are the template's."""

import re
from datetime import date
from typing import Any

from collabtui.domain.action import OPEN, Action
from collabtui.domain.mail.mail_records import Incoming, NumberedItem
from collabtui.domain.mail.reply import Clause, Request
from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.domain.refs import ACTION, is_ref, ref_order
from collabtui.lifecycle.base.assessment import Assessment
from collabtui.lifecycle.base.queue import Message
from collabtui.lifecycle.base.record_changes import Moved
from collabtui.lifecycle.matters.record_answers import named_contact, place_of
from collabtui.store.interface import Reader

_MARKS = re.compile(
    r"^(?:\s*(?:re|aw|fwd?|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?[::])+|#[a-z2-7]{8}\b", re.IGNORECASE
)


def transcript(reader: Reader, incoming: Incoming, assessment: Assessment, moved: list[Moved]) -> Message | None:
    """None where no answer is due: a stranger or a forged sender would be answered in the wrong place, a calendar
    needs no words, and who said nothing needs no reply."""
    person = assessment.origin.person
    if person is None or assessment.kind != "reply" or assessment.origin.trust in ("unknown", "forged"):
        return None
    said = assessment.understanding
    items = _own_items(reader, person.ref) if said.asks_list else []
    return Message(
        kind="answer",
        key=f"answer:{incoming.digest[:16]}:{person.ref}",
        person=person,
        template="answer",
        context={
            "topic": topic(assessment.received.subject),
            "moved": [_shown_move(move, assessment) for move in moved],
            "proposed": [] if incoming.verdict == "apply" else [_named(reader, update.ref) for update in said.updates],
            "requests": [_shown_request(reader, request) for request in said.requests],
            "needs_date": said.needs_date,
            # what an answer for a department leaves open is said of it as a whole
            "unread": [clause.text for clause in said.clauses if _unread(clause) and (clause.refs or not said.stance)],
            "sign_off": said.sign_off if assessment.believed else None,
            "rsvp": said.rsvp if assessment.believed else None,
            "waits": incoming.state == "waiting",
            "why": incoming.reason,
            "help": said.asks_help,
            "items": [{"number": number, "action": action} for number, action in enumerate(items, 1)],
            "asks_list": said.asks_list,
            "meeting": assessment.meeting,
            "position": _shown_position(reader, incoming, assessment),
        },
        items=tuple(
            NumberedItem(number=number, ref=action.ref, title=action.title) for number, action in enumerate(items, 1)
        )
        or (assessment.origin.answers.items if assessment.origin.answers else ()),
        meeting=assessment.origin.answers.meeting if assessment.origin.answers else None,
        # so that who says it again in answer to this one is understood as well
        matter=assessment.origin.answers.matter if assessment.origin.answers else None,
        department=assessment.origin.answers.department if assessment.origin.answers else None,
        change=assessment.origin.answers.change if assessment.origin.answers else None,
        automatic=True,
        in_reply_to=assessment.received.message_id,
        references=assessment.received.references,
    )


def _shown_position(reader: Reader, incoming: Incoming, assessment: Assessment) -> dict[str, Any] | None:
    """What was taken down for the sender's department, or that it was not clear."""
    said, place = assessment.understanding, place_of(reader, assessment.origin.answers)
    if said.stance is None or place is None or assessment.origin.person is None:
        return None
    taken = assessment.believed and incoming.verdict == "apply"
    contact = named_contact(reader, place, assessment.origin.person, said.contact) if said.contact else None
    return {
        "stance": said.stance if taken else "none",
        "department": place.department,
        "title": place.change.what if place.change else place.matter.title,
        "ref": place.change.ref if place.change else place.matter.ref,
        "change": place.change is not None,
        "contact": contact.name if isinstance(contact, Person | PersonDraft) else "",
        "unknown": said.contact if isinstance(contact, str) else "",
    }


def topic(subject: str) -> str:
    """What a subject is about: without the marks of replies and without our code."""
    return _MARKS.sub("", subject).strip()


def _own_items(reader: Reader, person: str) -> list[Action]:
    own = reader.find(Action, owner=person, status=list(OPEN))
    return sorted(own, key=lambda action: (action.due is None, action.due or date.max, ref_order(action.ref)))


def _named(reader: Reader, ref: str) -> dict[str, Any]:
    action = reader.get(Action, ref)
    return {"ref": ref, "title": action.title}


def _shown_move(move: Moved, assessment: Assessment) -> dict[str, Any]:
    numbers = {item.ref: item.number for item in assessment.situation.items} if assessment.situation else {}
    after = move.after
    return {
        "number": numbers.get(after.ref),
        "ref": after.ref,
        "title": after.title,
        "status": after.status,
        "status_changed": after.status != move.before.status,
        "percent": after.percent,
        "note": after.note if after.note != move.before.note else "",
        "reason": after.reason if after.reason != move.before.reason else "",
        "accepted": after.accepted_at is not None and move.before.accepted_at is None,
        "changed": move.changed,
    }


def _shown_request(reader: Reader, request: Request) -> dict[str, Any]:
    is_action = request.ref is not None and is_ref(request.ref, ACTION)
    named = _named(reader, request.ref) if request.ref and is_action else {"ref": request.ref, "title": ""}
    return {
        **request.model_dump(),
        **named,
        "old_due": reader.get(Action, request.ref).due if request.ref and is_action else None,
    }


def _unread(clause: Clause) -> bool:
    """What a person has to know was not taken as an answer. Small talk is none; a reason went with its request."""
    return not clause.counts and clause.rule not in ("talk", "reason")
