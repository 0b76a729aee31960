"""Action items: one owner each, a date, a deliverable, and what they wait for."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from pydantic import Field

from collabtui.domain.action_status import OPEN, Status, is_overdue
from collabtui.domain.last_word import Provenance, Statement, is_outdated, not_ahead, statement_of, with_statements
from collabtui.domain.model import Finding, Instant, Kept, Label, OtherRef, Record, Value
from collabtui.errors import Refused

ExceptionKind = Literal["late", "blocked", "at-risk"]
STATED = ("status", "percent", "due", "owner", "reason", "note")
"""Fields of which the word that was said last counts."""
STATED_FIELD = "stated"
"""The field that keeps when that was: it changes along with them, and nobody changes it by itself."""


class Collaborator(Value):
    """Supports the owner, never first in line."""

    person: OtherRef
    support: str = ""
    """What the support is, in words."""
    does: bool = False
    """Whether it is he who does it, while the owner answers for it: then he is reminded, and the owner with him."""


class OwnCheck(Value):
    """A line of the list by which an action's own people check what they deliver, before they hand it in."""

    text: Label
    ok: bool | None = None
    """None: nobody has checked it yet."""
    remark: str = ""
    """What was found."""
    person: OtherRef | None = None
    """The person (ref) who checked it; None where nobody in the address book did."""
    at: Instant | None = None
    via: str = ""
    """Through what: `mail:I7`, `key`, `command`."""


class Action(Record):
    prefix: ClassVar[str] = "A"
    kept: ClassVar[Kept] = Kept(
        "action",
        asked=("owner", "status", "due", "matter", "meeting"),
        members={"collaborators": "person", "depends_on": "", "checks": "person"},
        texts=("title", "deliverable", "reason", "note"),
        added=frozenset({"checks", "whys"}),
    )
    in_parts: ClassVar[Mapping[str, str]] = MappingProxyType({"stated": "value", "checks": "text"})
    names_person: ClassVar[tuple[str, ...]] = ("owner", "collaborators.person", "checks.person")
    title: str
    owner: OtherRef | None = None
    """The one person (ref). None only until the minutes go out."""
    collaborators: tuple[Collaborator, ...] = ()
    due: date | None = None
    """A date, not an instant: by Friday is Friday where the owner lives."""
    original_due: date | None = None
    """The first date that was agreed; stays when `due` slips."""
    planned_start: date | None = None
    status: Status = "not-started"
    percent: int = Field(default=0, ge=0, le=100)
    deliverable: str = ""
    checks: tuple[OwnCheck, ...] = ()
    """What the deliverable is checked by before it is handed in."""
    whys: tuple[Label, ...] = ()
    """Why it is held up, why that is, and so on down to the cause: each the reason for the one before it."""
    task: str = ""
    """The larger task, or module, that it is a part of, in the matter's breakdown."""
    risk: str = ""
    """What may go wrong with it, as the breakdown says."""
    matter: OtherRef | None = None
    meeting: OtherRef | None = None
    slot: int | None = None
    """Index of the slot in which it was taken, from 0."""
    depends_on: tuple[OtherRef, ...] = ()
    reason: str = ""
    """Why it is late, blocked or moved, in the owner's words."""
    note: str = ""
    """The last thing that was said about it without moving its status."""
    slips: int = 0
    """How often `due` was moved to a later day."""
    accepted_at: Instant | None = None
    """When the owner said that he has taken it on."""
    created_at: Instant
    updated_at: Instant
    updated_by: str
    """Who set it last: a name, as shown to people."""
    via: str
    """Through what it was set last: `key`, `command`, `worker`, or the mail, `mail:I7`."""
    stated: tuple[Statement, ...] = ()
    """Of each of `STATED` that was spoken of since the action was made: who spoke last, and when."""

    @property
    def open(self) -> bool:
        return self.status in OPEN

    def overdue(self, today: date) -> bool:
        return is_overdue(self.status, self.due, today)

    @property
    def doers(self) -> tuple[str, ...]:
        """The people (refs) who do it, where that is not the owner."""
        return tuple(one.person for one in self.collaborators if one.does)

    @property
    def answering(self) -> tuple[str, ...]:
        """The people (refs) who are asked how it stands: its owner, and who does it in his place."""
        return tuple(dict.fromkeys(filter(None, (self.owner, *self.doers))))

    @property
    def label(self) -> str:
        return self.title

    def withdraw(self) -> Self | None:
        return self.model_copy(update={"status": "cancelled"})


def with_doer(collaborators: Iterable[Collaborator], doer: str | None, owner: str | None) -> tuple[Collaborator, ...]:
    """The collaborators where this person (ref) does it, and nobody else; None, or its owner: the owner himself."""
    doer = None if doer == owner else doer
    others = tuple(one.model_copy(update={"does": one.person == doer}) for one in collaborators)
    if doer is None or any(one.does for one in others):
        return others
    return (*others, Collaborator(person=doer, does=True))


def with_other_doer(
    collaborators: Iterable[Collaborator], doer: str, owner: str | None, supporting: Collection[str] = ()
) -> tuple[Collaborator, ...]:
    """The same where somebody takes it over from who did it before: he has no part in it any more, unless what he
    supports is known, or he is one of those who are said to be `supporting` it."""
    staying = (one for one in collaborators if not one.does or one.support or one.person in {*supporting, doer})
    return with_doer(staying, doer, owner)


def refuse_owner_who_collaborates(title: str, owner: str | None, collaborators: Iterable[str], name: str) -> None:
    """Hold that an action's owner is none of its collaborators, all of them refs; `name` is the owner's, for people.

    Raises `Refused`: action.owner_collaborates (title, name)."""
    if owner is not None and owner in collaborators:
        raise Refused("action.owner_collaborates", title=title, name=name)


def spoken_of(before: Action, after: Action, values: Iterable[str], provenance: Provenance, now: datetime) -> Action:
    """`after`, once it was said: with who spoke last of what has changed, and of `values`, which may be as they were.

    What is done is at 100 %; what turns out not to be done is as far as was said of it before, in whatever order the
    words came in. `now`: when it is heard."""
    changed = {value for value in STATED if getattr(before, value) != getattr(after, value)}
    if "done" in (before.status, after.status) and before.status != after.status:
        changed -= {"percent"}
    known = not_ahead(before.stated, provenance, now)
    spoken = changed | {value for value in values if not _stated_by_then(known, value, provenance)}
    if after.status == "done" != before.status and before.percent and statement_of(known, "percent") is None:
        made = Provenance(before.created_at, before.updated_by, before.via)
        known = with_statements(known, ["percent"], made, before.percent)
    stated = with_statements(known, spoken, provenance, after.percent)
    return after.model_copy(update={"stated": stated, "percent": _percent(before, after, stated, spoken)})


def _stated_by_then(known: Iterable[Statement], value: str, provenance: Provenance) -> bool:
    """Whether it was spoken of at that moment already, or later."""
    last = statement_of(known, value)
    return last is not None and not is_outdated(last.at, provenance.at, None)


def _percent(before: Action, after: Action, stated: Iterable[Statement], spoken: Collection[str]) -> int:
    status, percent = statement_of(stated, "status"), statement_of(stated, "percent")
    if after.status == "done" and status:
        since = percent if percent and is_outdated(status.at, percent.at, None) else None
        return 100 if since is None or since.percent is None else since.percent
    if before.status == "done" != after.status and "percent" not in spoken:
        return percent.percent or 0 if percent else 0
    return after.percent


def may_start(action: Action, today: date, awaited: Iterable[Action]) -> bool:
    """Whether it can be asked how it stands: it was begun, or its planned day has come and nothing of what it waits
    for (`awaited`) is open."""
    if action.status != "not-started":
        return True
    return (action.planned_start is None or action.planned_start <= today) and not any(one.open for one in awaited)


def exception_kinds(action: Action, today: date, awaited: Iterable[Action]) -> tuple[ExceptionKind, ...]:
    """Ways in which an open action does not go as planned: late, blocked, or at risk, where what it waits for
    (`awaited`) is either, or its planned day is over and nobody has begun."""
    if not action.open:
        return ()
    found: list[ExceptionKind] = ["late"] if action.overdue(today) else []
    if action.status == "blocked":
        found.append("blocked")
    if found:
        return tuple(found)
    held_up = any(one.status == "blocked" or one.overdue(today) for one in awaited)
    not_begun = action.status == "not-started" and action.planned_start is not None and action.planned_start < today
    return ("at-risk",) if held_up or not_begun else ()


def holes(action: Action) -> tuple[Finding, ...]:
    """Findings on what is missing before the action may go out in minutes."""
    missing = [
        ("action.no_owner", not action.owner),
        ("action.no_due", action.due is None),
        ("action.no_deliverable", not action.deliverable),
    ]
    values: dict[str, str | int] = {"ref": action.ref, "title": action.title}
    return tuple(Finding(key=key, values=values, stops=key != "action.no_deliverable") for key, hole in missing if hole)
