"""A request as mails tell of it: its own fields, what it is about, and the state of an action that stands beside it."""

from datetime import date, datetime
from typing import Final, NamedTuple, TypedDict

from collabtui.domain.action import Action
from collabtui.domain.action_status import Status
from collabtui.domain.last_word import NewerWord, statement_of
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import Ask, Proposal, Request
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Person
from collabtui.domain.refs import ACTION, MEETING, is_ref
from collabtui.language.capture.people_names import match_people
from collabtui.lifecycle.base.directory import everybody
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
    namesakes: tuple[str, ...]
    """Those who are meant by `to`, where several can be, with what tells whose it is."""
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
        "namesakes": _namesakes(reader, request),
        "text": request.text,
        "start": request.start,
        "end": request.end,
    }


def _namesakes(reader: Reader, request: Request) -> tuple[str, ...]:
    if request.ask != "reassign" or not request.to:
        return ()
    return match_people(request.to, everybody(reader)).distinct


def title_of(reader: Reader, ref: str) -> str:
    """Of an action or a meeting; empty for what has none."""
    if is_action(ref):
        return reader.get(Action, ref).title
    return reader.get(Meeting, ref).title if is_ref(ref, MEETING) else ""


def is_action(ref: str | None) -> bool:
    return ref is not None and is_ref(ref, ACTION)


class OthersAction(NamedTuple):
    """An action that is somebody else's than the writer's of the mail by now."""

    ref: str
    owner: str
    """Whose it is: a name."""


def others_actions(reader: Reader, mail: Incoming) -> tuple[OthersAction, ...]:
    """The actions for which the mail asks, and which its writer neither owns nor does; what was handed over by its own
    wish is none of these."""
    asked = (one.ref for one in mail.requests if one.ask != "reassign")
    refs = dict.fromkeys(ref for ref in asked if ref and is_action(ref))
    actions = (reader.get(Action, ref) for ref in refs)
    moved = (one for one in actions if one.owner and mail.person not in (None, one.owner, *one.doers))
    return tuple(OthersAction(one.ref, reader.get(Person, one.owner or "").name) for one in moved)


_AGAINST_STATUS: Final[frozenset[ClauseDoubt]] = frozenset(
    {"taken-back", "was-cancelled", "was-done", "already-done", "below-known"}
)
"""Doubts of which one has to know how the action stands."""


class PresentStatus(TypedDict):
    status: Status
    percent: int
    reason: str
    """Why it is blocked or cancelled."""
    by: str
    """Whose word that is: a name, as shown to people; empty where nobody has spoken of it."""
    at: datetime | None


class ShownNewerWord(TypedDict):
    ref: str
    title: str
    value: str
    at: datetime
    by: str
    status: Status | None
    """What stands, where it is the status that was spoken of; `percent` and `due` likewise."""
    percent: int | None
    due: date | None


def present_status(action: Action) -> PresentStatus:
    statement = statement_of(action.stated, "status")
    return {
        "status": action.status,
        "percent": action.percent,
        "reason": action.reason if action.status in ("blocked", "cancelled") else "",
        "by": statement.by if statement else "",
        "at": statement.at if statement else None,
    }


def status_against(reader: Reader, proposal: Proposal) -> PresentStatus | None:
    """The state that makes a reading unlikely; None where it is something else."""
    if proposal.why not in _AGAINST_STATUS or not is_action(proposal.ref):
        return None
    return present_status(reader.get(Action, proposal.ref or ""))


def shown_newer(reader: Reader, word: NewerWord, title: str) -> ShownNewerWord:
    action = reader.get(Action, word.ref) if is_action(word.ref) else None
    return {
        "ref": word.ref,
        "title": title,
        "value": word.value,
        "at": word.at,
        "by": word.by,
        "status": action.status if action and word.value == "status" else None,
        "percent": action.percent if action and word.value == "percent" else None,
        "due": action.due if action and word.value == "due" else None,
    }
