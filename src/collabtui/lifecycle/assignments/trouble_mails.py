"""Mails on what got blocked or calls for help, sent at once: to the department that leads the matter, to who answers
for it, to the departments whose help is wanted, and to who is named to see to it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, TypedDict

from collabtui.domain.action import Action
from collabtui.domain.mail.remark_beside import remark_in
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.language.exception_parts import ExceptionParts, exception_parts
from collabtui.language.who_and_when import who_and_when
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers
from collabtui.lifecycle.base.directory import everybody, people_by_ref
from collabtui.lifecycle.base.mail_message import Message
from collabtui.store.interface import Reader, Transaction

Trouble = Literal["blocked", "still-blocked", "help"]


class TroubleLine(TypedDict):
    kind: Trouble
    action: Action
    matter: Matter
    owner: str
    department: str
    exception: ExceptionParts
    waiting: list[Action]
    """Open actions that wait for it."""
    asked: list[str]
    """Departments whose help is wanted."""
    own: bool
    """Whether the reader is named to see to it."""


def trouble_messages(tx: Transaction, acting: Acting, informed: Collection[str | None]) -> list[Message]:
    """Of what this transaction has changed, one to each person. `informed`: people who hear of it by another mail.
    The owner and who does it know it, and so does the facilitator."""
    by_person: dict[str, list[TroubleLine]] = {}
    for ref, values in tx.former_values().items():
        if model_of(ref) is Action and values.keys() & {"status", "reason", "note"} and "" not in values:
            action = tx.get(Action, ref)
            kind = _kind(action, values)
            if kind and action.matter:
                line = _line(tx, action, tx.get(Matter, action.matter), kind)
                for person in _readers(tx, acting, line):
                    if person not in informed and person not in action.answering:
                        own = person == _named(tx, acting, line)
                        by_person.setdefault(person, []).append({**line, "own": own})
    people = people_by_ref(tx, by_person)
    return [
        _message(tx.batch, person, by_person[ref]) for ref, person in people.items() if _is_written_to(acting, person)
    ]


def _kind(action: Action, values: Mapping[str, object]) -> Trouble | None:
    if action.status == "blocked":
        if values.get("status", "blocked") != "blocked":
            return "blocked"
        return "still-blocked" if action.reason and action.reason != values.get("reason", action.reason) else None
    need = _need(action.note)
    return "help" if action.open and need and need != _need(str(values.get("note", action.note) or "")) else None


def _need(note: str) -> str:
    return exception_parts(remark_in(note)).need if note else ""


def _line(reader: Reader, action: Action, matter: Matter, kind: Trouble) -> TroubleLine:
    told = exception_parts(remark_in(action.note) if kind == "help" else action.reason)
    owner = reader.get(Person, action.owner) if action.owner else None
    names = {matter.initiator, matter.lead, matter.supervising, *(one.department for one in matter.asked)}
    names |= {one.department for one in matter.contacts}
    own = owner.department if owner else ""
    return {
        "kind": kind,
        "action": action,
        "matter": matter,
        "owner": owner.name if owner else "",
        "department": own,
        "exception": told,
        "waiting": [one for one in reader.find(Action, depends_on=action.ref) if one.open],
        "asked": [name for name in sorted(names) if name and name != own and name in told.need],
        "own": False,
    }


def _readers(reader: Reader, acting: Acting, line: TroubleLine) -> Iterator[str]:
    """Refs, each once; who stands in for who is away."""
    matter = line["matter"]
    departments = dict.fromkeys(filter(None, (matter.lead, *line["asked"])))
    people = [one.ref for name in departments for one in speakers(reader, acting, matter, name).everybody]
    named = _named(reader, acting, line)
    yield from dict.fromkeys(filter(None, (*people, matter.owner, matter.clerk, named)))


def _named(reader: Reader, acting: Acting, line: TroubleLine) -> str | None:
    """Who is named to see to it."""
    locale = acting.config.organiser.locale
    found = who_and_when(line["exception"], everybody(reader), locale=locale, written=acting.today).person
    return found if found and reader.find(Person, ref=found, limit=1) else None


def _is_written_to(acting: Acting, person: Person) -> bool:
    return person.is_here and person.email != acting.config.organiser.email.lower()


def _message(batch: int, person: Person, lines: list[TroubleLine]) -> Message:
    matters = {line["matter"].ref for line in lines}
    return Message(
        kind="notice",
        key=outbox_keys.trouble(batch, person.ref),
        person=person,
        template="trouble",
        context={"lines": lines},
        matter=matters.pop() if len(matters) == 1 else None,
        automatic=True,
    )
