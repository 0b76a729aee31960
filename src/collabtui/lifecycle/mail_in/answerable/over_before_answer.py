"""The end of a question before its answer came, when, and by whom, for the mail that tells its sender so; and that its
matter was archived, so that the answer changes nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Literal, TypedDict

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_about import ChangeTo, CriteriaOf, QuestionOn, RequestTo, ResourcesOf
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.refs import RESOURCE, RISK, is_ref
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.mail_in.answerable.answer_kind import ReadReply
from collabtui.store.interface import Reader

HowOver = Literal["", "withdrawn", "decided", "closed", "anew"]
_BY_STATE: dict[str, HowOver] = {
    "granted": "decided", "refused": "decided", "withdrawn": "withdrawn", "closed": "closed",
}  # fmt: skip


class Over(TypedDict):
    """The end of a question; of one that still waits for its answer all is empty."""

    how: HowOver
    at: datetime | None
    by: str
    """Name of who did it."""


STILL_ASKED: Over = {"how": "", "at": None, "by": ""}


def over_by_state(reader: Reader, question: ChangeRequest | Vote | Resource) -> Over:
    how = _BY_STATE.get(question.state, "")
    return (
        _over_since(reader, how, question.ref, "state", lambda value: value == question.state) if how else STILL_ASKED
    )


def request_over(reader: Reader, matter: str, department: str) -> Over:
    """The end of an earlier wording of what a department is asked to do: `anew` where there is another, else
    withdrawn."""
    sent_at = _sent_at(reader.get(Matter, matter).model_dump(mode="json")["asked"], department)
    how: HowOver = "anew" if sent_at else "withdrawn"
    return _over_since(reader, how, matter, "asked", lambda asked: _sent_at(asked, department) == sent_at)


def objection_of_filed(reader: Reader, reply: ReadReply) -> Literal["matter-filed"] | None:
    """`matter-filed`: something that it speaks of, or that it was asked, is a matter's that was archived. Meetings have
    an end of their own."""
    return "matter-filed" if any(is_filed(reader, matter) for matter in set(_matters(reader, reply))) else None


def _matters(reader: Reader, reply: ReadReply) -> Iterator[str | None]:
    match reply.about:
        case RequestTo(matter=matter) | ChangeTo(matter=matter) | CriteriaOf(matter=matter):
            yield matter
        case ResourcesOf(resources=refs):
            yield from (reader.get(Resource, ref).matter for ref in refs)
        case QuestionOn(subject=subject):
            yield from _of_subject(reader, subject)
    understood = reply.understood
    for ref in {*(one.ref for one in understood.updates), *(one.ref for one in understood.requests)}:
        if ref and is_ref(ref, Action.prefix):
            yield reader.get(Action, ref).matter


def _of_subject(reader: Reader, subject: str) -> Iterator[str | None]:
    if is_ref(subject, RISK):
        yield reader.get(Risk, subject).matter
    elif is_ref(subject, RESOURCE):
        yield reader.get(Resource, subject).matter
    elif is_ref(subject, Action.prefix):
        yield reader.get(Action, subject).matter
    elif is_ref(subject, Matter.prefix):
        yield subject


def _over_since(reader: Reader, how: HowOver, ref: str, field: str, is_so: Callable[[Any], bool]) -> Over:
    """With the change that made it so: the oldest of those since which it has been so."""
    found = STILL_ASKED
    for one in reader.changes(ref):
        if one.field == field:
            if not is_so(one.new):
                break
            found = {"how": how, "at": one.at, "by": one.actor}
    return found if found["how"] else {"how": how, "at": None, "by": ""}


def _sent_at(asked: Any, department: str) -> str | None:
    return next((one["sent_at"] for one in asked or () if one["department"] == department), None)
