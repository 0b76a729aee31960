"""Mails on what got blocked or calls for help, sent at once: to the department that leads the matter, to who answers
for it, to the departments whose help is wanted, and to who is named to see to it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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


def trouble_messages(
    tx: Transaction, acting: Acting, informed: Collection[str | None], heard: Collection[str]
) -> list[Message]:
    """Messages on what this transaction has changed, one to each person. `informed`: people whose words it is; `heard`:
    who hears of it by another mail, which does not ask him for anything. The owner and who does it know it, and so does
    the facilitator."""
    by_person: dict[str, list[TroubleLine]] = {}
    for ref, values in tx.former_values().items():
        if model_of(ref) is Action and values.keys() & {"status", "reason", "note"} and "" not in values:
            action = tx.get(Action, ref)
            kind = _kind(action, values)
            if kind and action.matter:
                line = _line(tx, action, tx.get(Matter, action.matter), kind)
                named, wanted = _named(tx, acting, line), _speak_for(tx, acting, line, line["asked"])
                for person in _readers(tx, acting, line, wanted, named):
                    knows = person in heard and person != named and person not in wanted
                    if not knows and person not in informed and person not in action.answering:
                        by_person.setdefault(person, []).append({**line, "own": person == named})
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
    return exception_parts(remark_in(note)).help if note else ""


def _line(reader: Reader, action: Action, matter: Matter, kind: Trouble) -> TroubleLine:
    remark = exception_parts(remark_in(action.note) if kind == "help" else action.reason)
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
        "exception": remark,
        "waiting": [one for one in reader.find(Action, depends_on=action.ref) if one.open],
        "asked": [name for name in sorted(names) if name and name != own and name in remark.need],
        "own": False,
    }


def _readers(
    reader: Reader, acting: Acting, line: TroubleLine, wanted: Iterable[str], named: str | None
) -> Iterator[str]:
    """Refs, each once; who stands in for who is away. `wanted`: those whose help it asks for."""
    matter = line["matter"]
    leading = _speak_for(reader, acting, line, filter(None, (matter.lead,)))
    yield from dict.fromkeys(filter(None, (*leading, *wanted, matter.owner, matter.clerk, named)))


def _speak_for(reader: Reader, acting: Acting, line: TroubleLine, departments: Iterable[str]) -> list[str]:
    found = (speakers(reader, acting, line["matter"], name).everybody for name in dict.fromkeys(departments))
    return [one.ref for people in found for one in people]


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
