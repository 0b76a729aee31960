"""The end of a question before its answer came, when, and by whom: for the mail that tells its sender so."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, TypedDict

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.vote import Vote
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
