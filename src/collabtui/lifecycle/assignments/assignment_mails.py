"""The one mail to each person whose assignments have changed: what is his now, what hits it, what may start."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict, get_args

from collabtui.domain.action import Action
from collabtui.domain.dependency_cycle import comes_too_late
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.department_answer import asked_of
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.people import Person
from collabtui.domain.via import KEY, Via
from collabtui.lifecycle.assignments.changed_assignments import (
    ChangedAssignment,
    ClerkAssignment,
    ContactAssignment,
    DependencyNews,
    MatterAssignment,
    OwnAssignment,
    OwnChange,
    RelievedContact,
    RelievedHead,
    RelievedOfRisk,
    RiskAssignment,
    StandbyAssignment,
    changed_assignments,
)
from collabtui.lifecycle.assignments.department_news import queue_department_news
from collabtui.lifecycle.assignments.trouble_mails import trouble_messages
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.base.numbered_items import numbered_items
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.base.undo_window import AT_ONCE, UNDO_WINDOW
from collabtui.store.interface import Reader, Transaction
from collabtui.text.templates import TemplateContext

_BY_DECISION: tuple[OwnChange, ...] = ("released", "relieved", "dropped", "redated")
"""What somebody hears of who asked for it: the decision says it."""


class Cause(TypedDict):
    """The news of an action that another one waits for."""

    kind: str
    action: Action
    owner: str
    away: date | None
    """The last day on which the owner of what is still open is away."""
    deputy: str
    """Who is asked in his place."""
    before: date | None
    too_late: bool
    """Whether what is waited for is due after the day on which it is needed."""


class ActionLine(TypedDict):
    number: int
    """0 where it is not the reader's own."""
    action: Action
    owner: str
    overdue: bool
    """Whether it is late on this day."""
    support: str
    """How the reader supports it."""
    does: bool
    """Whether the reader does it in the owner's place."""
    before: date | None
    """The date that it had, where it is another one."""
    matter: str
    """Title of the matter that it belongs to."""
    causes: list[Cause]
    relieved: bool
    """Whether the reader supported it, and need not any more."""
    why: str
    """The reason that came with the change."""
    doers: str
    """Who does it in the owner's place."""
    gone: str
    """Who supports it no more."""
    left: str
    """Who still supports it."""


class ContactLine(TypedDict):
    department: str
    matter: Matter
    asked: str
    """What is asked of the department."""
    absent: str
    """The contact's name, to who stands in for him; empty to himself."""


class RelievedContactLine(TypedDict):
    department: str
    matter: Matter
    contact: str
    """Who is its contact now; empty where nobody is."""


class RelievedHeadLine(TypedDict):
    department: str
    into: str
    head: str
    """Who heads it now; empty where nobody does."""


class ClerkLine(TypedDict):
    matter: Matter
    owner: str
    """Who answers for it; empty where nobody is named yet."""


class StandbyLine(TypedDict):
    risk: Risk
    matter: str
    owner: str


ActionList = Literal[
    "owned",
    "executed",
    "supported",
    "redated",
    "startable",
    "hit",
    "awaited",
    "moved",
    "doing",
    "unsupported",
    "checked",
    "released",
    "dropped",
]
_LISTS: dict[OwnChange, ActionList] = {
    "owner": "owned", "collaborator": "supported", "redated": "redated", "released": "released",
    "relieved": "released", "dropped": "dropped", "moved": "moved", "doing": "doing",
    "unsupported": "unsupported", "checked": "checked",
}  # fmt: skip
_LIST_OF_NEWS: dict[str, ActionList] = {"may-start": "startable", "awaited": "awaited"}
_NUMBERED: tuple[ActionList, ...] = (
    "owned",
    "executed",
    "redated",
    "doing",
    "unsupported",
    "checked",
    "startable",
    "hit",
    "awaited",
)
"""Lists of the reader's own actions, in the order of the mail: an answer may name them by their numbers."""


@dataclass(frozen=True)
class AssignmentLines:
    """The lines of one mail, by list."""

    actions: dict[ActionList, list[ActionLine]]
    contacts: list[ContactLine]
    relieved_contacts: list[RelievedContactLine]
    relieved_heads: list[RelievedHeadLine]
    standbys: list[StandbyLine]
    risks_owned: list[StandbyLine]
    risks_released: list[StandbyLine]
    matters_owned: list[Matter]
    clerked: list[ClerkLine]

    @property
    def numbered(self) -> list[ActionLine]:
        return [line for name in _NUMBERED for line in self.actions[name]]

    def context(self, by: str) -> TemplateContext:
        """The values for the template; `by`: whose command it was."""
        actions = {str(name): lines for name, lines in self.actions.items()}
        return {
            "by": by,
            "contacts": self.contacts,
            "relieved_contacts": self.relieved_contacts,
            "relieved_heads": self.relieved_heads,
            "standbys": self.standbys,
            "risks": self.risks_owned,
            "risks_released": self.risks_released,
            "matters": self.matters_owned,
            "clerked": self.clerked,
            **actions,
        }

    @property
    def matters(self) -> set[str]:
        """Refs of all matters that it speaks of."""
        found = [line["action"].matter for lines in self.actions.values() for line in lines]
        found += [one["matter"].ref for one in (*self.contacts, *self.relieved_contacts, *self.clerked)] + [
            one.ref for one in self.matters_owned
        ]
        risks = (*self.standbys, *self.risks_owned, *self.risks_released)
        return {ref for ref in (*found, *(one["risk"].matter for one in risks)) if ref}


def queue_assignment_mails(
    tx: Transaction,
    acting: Acting,
    *,
    informed: Collection[str | None] = (),
    among: Collection[str] | None = None,
    asked_by: str = "",
) -> list[Outgoing]:
    """Queue one mail to each whose part this transaction has changed, at its end. Nobody is written to about what he
    did himself; at the keys the mails wait as long as an undo has time.

    `informed`: people who are told by another mail what became of their own actions; `among`: the only ones who are
    written to, of an undo those who have heard what is taken back; `asked_by`: through what an undo was asked for."""
    if acting.is_quiet:
        return []
    by_person: dict[str, list[ChangedAssignment]] = {}
    for part in changed_assignments(tx, tx.former_values()):
        if not (_is_decided(part) and part.person in informed) and (among is None or part.person in among):
            by_person.setdefault(part.person, []).append(part)
            if stand_in := _in_place(tx, acting, part):
                by_person.setdefault(stand_in.person, []).append(stand_in)
    people = [person for person in people_by_ref(tx, by_person).values() if not _acts(tx, acting, person)]
    messages = [
        part_message(tx, acting.actor, tx.batch, person, by_person[person.ref], acting.today) for person in people
    ]
    if among is None:
        messages += trouble_messages(tx, acting, informed, by_person)
    leaving_in = UNDO_WINDOW if _by_key(asked_by or acting.via) else AT_ONCE
    queued = queue_all(tx, acting, messages, leaving_in)
    return [*queued, *queue_department_news(tx, acting, among, leaving_in)]


def queue_dependency_news(tx: Transaction, acting: Acting, person: Person) -> list[Outgoing]:
    """The mail to somebody who hears in another one what is his now: who waits for it, and whether its date holds."""
    if acting.is_quiet:
        return []
    found = changed_assignments(tx, tx.former_values())
    news = [one for one in found if isinstance(one, DependencyNews) and one.person == person.ref]
    return queue_all(tx, acting, [part_message(tx, acting.actor, tx.batch, person, news, acting.today)] if news else [])


def _in_place(reader: Reader, acting: Acting, part: ChangedAssignment) -> ContactAssignment | None:
    """What somebody hears in the place of a contact who is away; None where that one is here, or nobody stands in."""
    if not isinstance(part, ContactAssignment):
        return None
    present = in_place_of(reader, reader.get(Person, part.person), acting.today)
    if present is None or present.ref == part.person:
        return None
    return part._replace(person=present.ref, absent=part.person)


def _is_decided(part: ChangedAssignment) -> bool:
    """Whether a decision on somebody's mail brings it about, which he hears in the answer to that mail."""
    return isinstance(part, RelievedContact) or (isinstance(part, OwnAssignment) and part.kind in _BY_DECISION)


def _by_key(via: str) -> bool:
    return via == KEY or Via.parse(via).undone is not None


def _acts(reader: Reader, acting: Acting, person: Person) -> bool:
    """Whether it is he who acts. Of several who bear the name it may be another one: then he is written to."""
    own = acting.config.organiser
    if acting.actor == own.name:
        return person.email == own.email.lower()
    return person.name == acting.actor and len(reader.find(Person, name=person.name, limit=2)) == 1


def part_message(
    reader: Reader, actor: str, batch: int, person: Person, parts: Iterable[ChangedAssignment], today: date
) -> Message:
    """The mail to somebody of what a batch of the trail, which `actor` made, has changed of his part."""
    parts = list(parts)
    lines = part_lines(reader, parts, today)
    return Message(
        kind="notice",
        key=outbox_keys.part(batch, person.ref),
        person=person,
        template="part",
        context=lines.context(actor),
        items=numbered_items(line["action"] for line in lines.numbered),
        matter=next(iter(lines.matters)) if len(lines.matters) == 1 else None,
        change=_risk_asked_about(parts),
        automatic=True,
    )


def _risk_asked_about(parts: Sequence[ChangedAssignment]) -> str | None:
    """The one risk that is all the mail is about, and asks an answer to: what is said to it is that answer."""
    risks = [one.risk for one in parts if isinstance(one, RiskAssignment)]
    return risks[0].ref if len(risks) == len(parts) == 1 and not risks[0].answer else None


def part_lines(reader: Reader, parts: Iterable[ChangedAssignment], today: date) -> AssignmentLines:
    """Each action of the reader's own once, under what concerns it most."""
    lines, hits = AssignmentLines({name: [] for name in get_args(ActionList)}, [], [], [], [], [], [], [], []), []
    for part in parts:
        match part:
            case DependencyNews():
                hits.append(part)
            case ContactAssignment():
                lines.contacts.append(_contact_line(reader, part))
            case RelievedContact():
                lines.relieved_contacts.append(_relieved_line(reader, part))
            case RelievedHead():
                lines.relieved_heads.append(_relieved_head_line(reader, part))
            case MatterAssignment():
                lines.matters_owned.append(part.matter)
            case ClerkAssignment():
                lines.clerked.append(ClerkLine(matter=part.matter, owner=_name(reader, part.matter.owner)))
            case StandbyAssignment():
                lines.standbys.append(_standby_line(reader, part.risk))
            case RiskAssignment():
                lines.risks_owned.append(_standby_line(reader, part.risk))
            case RelievedOfRisk():
                lines.risks_released.append(_standby_line(reader, part.risk))
            case OwnAssignment():
                line = _action_line(reader, part.action, part.person, part.before)
                line["relieved"], line["why"] = part.kind == "relieved", part.why
                listed = next((one for one in lines.numbered if one["action"].ref == part.action.ref), None)
                if part.kind == "unsupported":
                    _add_gone(reader, listed or line, part)
                if listed is None or part.kind not in ("doing", "unsupported", "checked"):
                    lines.actions[_list_of(part, line)].append(line)
    _add_hits(reader, lines.actions, hits, today)
    for number, line in enumerate(lines.numbered, 1):
        line["number"], line["overdue"] = number, line["action"].overdue(today)
    return lines


def _list_of(part: OwnAssignment, line: ActionLine) -> ActionList:
    """The list that it stands in: a doer answers by number, as an owner does; who supports it does not."""
    return "executed" if part.kind == "collaborator" and line["does"] else _LISTS[part.kind]


def _add_gone(reader: Reader, line: ActionLine, part: OwnAssignment) -> None:
    line["gone"] = ", ".join(_name(reader, one) for one in part.people)
    line["left"] = ", ".join(_name(reader, one.person) for one in part.action.collaborators if not one.does)


def _add_hits(
    reader: Reader, actions: dict[ActionList, list[ActionLine]], hits: Iterable[DependencyNews], today: date
) -> None:
    """To the line of the action where there is one; what may start, and is hit by something else, is hit."""
    known = {line["action"].ref: line for line in (line for name in _NUMBERED for line in actions[name])}
    for hit in sorted(hits, key=lambda one: (one.kind == "may-start", one.kind == "awaited")):
        line = known.get(hit.action.ref)
        if line is None:
            line = known[hit.action.ref] = _action_line(reader, hit.action, hit.person, None)
            actions[_LIST_OF_NEWS.get(hit.kind, "hit")].append(line)
        line["causes"].append(_cause(reader, hit, today))


def _cause(reader: Reader, hit: DependencyNews, today: date) -> Cause:
    owner = reader.get(Person, hit.cause.owner) if hit.cause.owner else None
    is_away = owner is not None and hit.cause.open and owner.is_away(today)
    deputy = in_place_of(reader, owner, today) if owner and is_away else None
    return Cause(
        kind=hit.kind,
        action=hit.cause,
        owner=owner.name if owner else "",
        away=owner.away_until if owner and is_away else None,
        deputy=deputy.name if deputy else "",
        before=hit.before,
        too_late=_comes_too_late(hit),
    )


def _comes_too_late(news: DependencyNews) -> bool:
    if news.kind not in ("awaits", "awaited"):
        return False
    pair = (news.cause, news.action) if news.kind == "awaits" else (news.action, news.cause)
    return comes_too_late(*pair)


def _contact_line(reader: Reader, part: ContactAssignment) -> ContactLine:
    asked = asked_of(part.matter.asked, part.department)
    absent = _name(reader, part.absent)
    return ContactLine(department=part.department, matter=part.matter, asked=asked.what if asked else "", absent=absent)


def _relieved_line(reader: Reader, part: RelievedContact) -> RelievedContactLine:
    now = next((one.person for one in part.matter.contacts if one.department == part.department), None)
    return RelievedContactLine(department=part.department, matter=part.matter, contact=_name(reader, now))


def _relieved_head_line(reader: Reader, part: RelievedHead) -> RelievedHeadLine:
    heads = [one.name for one in reader.find(Person, department=part.into, head=True) if part.into and one.is_here]
    return RelievedHeadLine(department=part.department, into=part.into, head=heads[0] if heads else "")


def _standby_line(reader: Reader, risk: Risk) -> StandbyLine:
    matter = reader.get(Matter, risk.matter).title if risk.matter else ""
    return StandbyLine(risk=risk, matter=matter, owner=_name(reader, risk.owner))


def _action_line(reader: Reader, action: Action, person: str, before: date | None) -> ActionLine:
    support = next((one.support for one in action.collaborators if one.person == person), "")
    matter = reader.get(Matter, action.matter).title if action.matter else ""
    owner = _name(reader, action.owner)
    return ActionLine(
        number=0, action=action, owner=owner, overdue=False, support=support, does=person in action.doers,
        before=before, matter=matter, causes=[], relieved=False, why="",
        doers=", ".join(_name(reader, one) for one in action.doers), gone="", left="",
    )  # fmt: skip


def _name(reader: Reader, person: str | None) -> str:
    return reader.get(Person, person).name if person else ""
