"""The rule of an archived matter: nothing of it is changed until it is taken out of the archive again. What may go on:
taking it out, archiving it anew, who may read it, and its meetings, which have an end of their own."""

from collabtui.domain.action import Action
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person

_CLOSED = (Action, Risk, ChangeRequest, Resource, Decision, Entry, Question, Vote)
_BEGUN = (Meeting, Series)
"""Of which no new one begins; one that is there is held, cancelled, minuted and signed."""
_GOES_ON = frozenset({"archive_head", "confidential", "readers", "account", "version"})
"""Fields of an archived matter that are no part of its content."""


def is_of_content(before: Record | None, after: Record) -> bool:
    """Whether a change may not be made while the matter that it belongs to is archived."""
    if isinstance(after, Matter):
        return isinstance(before, Matter) and before.is_filed and after.is_filed and bool(_changed(before, after))
    return isinstance(after, _CLOSED) or (isinstance(after, _BEGUN) and before is None)


def moves_people(before: Record | None, after: Record) -> bool:
    """Whether somebody is another one from now on, has left, or a department is called otherwise: whatever names them
    follows, in the archive, too."""
    if isinstance(after, Person):
        return isinstance(before, Person) and (before.merged_into, before.left_at) != (after.merged_into, after.left_at)
    if isinstance(after, Department):
        return after.former_names != (before.former_names if isinstance(before, Department) else ())
    return False


def _changed(before: Matter, after: Matter) -> set[str]:
    fields = set(type(after).model_fields) - _GOES_ON
    return {name for name in fields if getattr(before, name) != getattr(after, name)}
