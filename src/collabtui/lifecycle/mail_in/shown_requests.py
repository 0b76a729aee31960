"""A request as mails tell of it: its own fields, and what it is about."""

from datetime import date, datetime
from typing import TypedDict

from collabtui.domain.action import Action
from collabtui.domain.mail.reply import Ask, Request
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.refs import ACTION, MEETING, is_ref
from collabtui.store.interface import Reader


class ShownRequest(TypedDict):
    """The fields of a `Request`, for a template."""

    ref: str | None
    title: str
    """Of the action or the meeting; empty for what has none."""
    ask: Ask
    due: date | None
    old_due: date | None
    """The action's date as it is."""
    reason: str | None
    to: str | None
    text: str | None
    start: datetime | None
    end: datetime | None


def shown_request(reader: Reader, request: Request) -> ShownRequest:
    ref = request.ref or ""
    return {
        "ref": request.ref,
        "title": title_of(reader, ref),
        "ask": request.ask,
        "due": request.due,
        "old_due": reader.get(Action, ref).due if is_action(ref) else None,
        "reason": request.reason,
        "to": request.to,
        "text": request.text,
        "start": request.start,
        "end": request.end,
    }


def title_of(reader: Reader, ref: str) -> str:
    """Of an action or a meeting; empty for what has none."""
    if is_action(ref):
        return reader.get(Action, ref).title
    return reader.get(Meeting, ref).title if is_ref(ref, MEETING) else ""


def is_action(ref: str | None) -> bool:
    return ref is not None and is_ref(ref, ACTION)
