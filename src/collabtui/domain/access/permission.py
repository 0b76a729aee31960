"""The one rule on who may change and read what: roles, kinds of change, and the matter that it is in."""

from collections.abc import Callable, Collection, Iterable
from typing import Literal, NamedTuple, get_args

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.access.role_grant import Role, RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question, SignOff
from collabtui.domain.meetings.meeting_states import HELD
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.saved_view import SavedView

ChangeKind = Literal["matter", "plan", "record", "action", "mail", "people", "settings", "access", "lists"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
FOLLOWING: frozenset[ChangeKind] = frozenset({"mail", "people", "lists"})
"""Kinds that also follow from others: a mail of what was changed, a person who was named. They are asked about where
nothing else was changed."""

_OF: dict[type[Record], ChangeKind] = {
    Matter: "matter", ChangeRequest: "matter", Resource: "matter", Meeting: "plan", Series: "plan", Entry: "record",
    Decision: "record", Question: "record", SignOff: "record", Vote: "record", MinutesVersion: "record",
    Action: "action", Risk: "action", Outgoing: "mail", Incoming: "mail", Person: "people", Department: "people",
    TrustedServer: "settings", CustomWord: "settings", LearnedPhrase: "settings", ColumnMeaning: "settings",
    MailAccount: "access", RoleGrant: "access", SavedView: "lists", KeptReport: "lists",
}  # fmt: skip
"""What is not here the program keeps for itself."""
_WHO_READS = frozenset({"confidential", "readers", "account", "version"})
"""Fields of a matter that say who reads it and who writes for it."""

_EVERYTHING = frozenset(CHANGE_KINDS)
_MAY: dict[Role, frozenset[ChangeKind]] = {
    "administrator": _EVERYTHING,
    "facilitator": frozenset({"matter", "plan", "record", "action", "mail", "people", "lists", "settings"}),
    "scribe": frozenset({"record", "action", "lists"}),
    "head": frozenset({"matter", "action", "people", "lists"}),
    "reader": frozenset({"lists"}),
}
_OWN_DEPARTMENT_ALONE: frozenset[ChangeKind] = frozenset({"matter", "action", "people"})
"""What the head of a department may do for that one."""


class Relation(NamedTuple):
    """The relation of somebody to what is changed."""

    is_restricted: bool = False
    """It belongs to a matter that few may read."""
    is_named: bool = False
    """He is one of those, or its facilitator."""
    is_of_own_department: bool = False
    """It is his department's."""


def kinds_of_change(before: Record | None, after: Record) -> tuple[ChangeKind, ...]:
    """Each has to be allowed; none of what the program keeps for itself."""
    if isinstance(before, Matter) and isinstance(after, Matter):
        changed = {name for name in type(after).model_fields if getattr(before, name) != getattr(after, name)}
        who_reads: tuple[ChangeKind, ...] = ("access",) if changed & _WHO_READS - {"version"} else ()
        return (*who_reads, *(("matter",) if changed - _WHO_READS else ()))
    if isinstance(after, Meeting) and before is not None:
        states = {getattr(before, "state", ""), after.state}
        return ("record",) if states & {"running", *HELD} else ("plan",)
    kind = _OF.get(type(after))
    return (kind,) if kind else ()


def may_change(roles: Collection[Role], kind: ChangeKind, relation: Relation) -> bool:
    """Whether one of the roles allows it. Of a restricted matter only its people may change anything; who reads it
    also an administrator."""
    if relation.is_restricted and not relation.is_named and kind not in ("access", "lists"):
        return False
    return any(_allows(role, kind, relation) for role in roles)


def may_open(roles: Collection[Role], relation: Relation) -> bool:
    """Whether he may read a matter: an open one with any role, a restricted one as one of its people."""
    return bool(roles) and (relation.is_named or not relation.is_restricted)


def _allows(role: Role, kind: ChangeKind, relation: Relation) -> bool:
    if role == "head" and kind in _OWN_DEPARTMENT_ALONE and not relation.is_of_own_department:
        return False
    return kind in _MAY[role]


def who_could(grants: Iterable[RoleGrant], kind: ChangeKind, relation_of: Callable[[str], Relation]) -> tuple[str, ...]:
    """Refs of the people whom their roles allow it, in the order of the grants."""
    by_person: dict[str, set[Role]] = {}
    for grant in grants:
        by_person.setdefault(grant.person, set()).add(grant.role)
    return tuple(person for person, roles in by_person.items() if may_change(roles, kind, relation_of(person)))
