"""Speakers of a department in a matter: its contact there, and its head. The rule is that of
`domain.matters.department_speakers`."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from collabtui.domain.matters.confidential import may_read
from collabtui.domain.matters.department_speakers import department_speakers, with_stand_ins
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Department, Person
from collabtui.lifecycle.base.access.account_config import account_at
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import current_name, unknown_department
from collabtui.lifecycle.base.stand_in import in_place_of, own_stand_ins, stand_ins_of, stands_in
from collabtui.store.interface import Reader


@dataclass(frozen=True)
class Speakers:
    heads: tuple[Person, ...]
    contact: Person | None
    """Of the matter; where none is named there, the department's own."""
    clerk: Person | None = None
    """Where one of these answers for the matter: who keeps his papers, and may answer for him."""
    owner: Person | None = None
    """Who answers for the matter, where he is of this department and not its head: he is asked about the plan."""
    spared: frozenset[str] = frozenset()
    """Refs of those who are away with nobody in their place, or may not read the matter while another of them may: they
    are asked, and neither reminded nor told."""

    @property
    def everybody(self) -> tuple[Person, ...]:
        known = filter(None, (self.contact, *self.heads, self.clerk))
        return tuple({person.ref: person for person in known}.values())

    @property
    def and_owner(self) -> tuple[Person, ...]:
        return tuple({one.ref: one for one in (*self.everybody, self.owner) if one}.values())

    @property
    def present(self) -> tuple[Person, ...]:
        """Those who may be reminded now."""
        return tuple(person for person in self.everybody if person.ref not in self.spared)


def speakers(reader: Reader, acting: Acting, matter: Matter, department: str) -> Speakers:
    """The people to be written to, deputies in the place of those who are away: who facilitates the matter needs no
    mail of his own, he knows what his department says. Of a matter of another account that is whose account it is."""
    found = _all_speakers(reader, matter, department)
    own = _own_addresses(reader, acting, matter)
    heads = tuple(present_for(reader, acting, head, matter) for head in found.heads if head.email not in own)
    contact = found.contact if found.contact and found.contact.email not in own else None
    contact = present_for(reader, acting, contact, matter) if contact else None
    clerk = found.clerk if found.clerk and found.clerk.email not in own else None
    owner = found.owner if found.owner and found.owner.email not in own else None
    owner = present_for(reader, acting, owner, matter) if owner else None
    asked = [one for one in (*heads, contact, clerk, owner) if one]
    away = {one.ref for one in asked if one.is_away(today_of(acting, one))}
    unread = {one.ref for one in asked if not may_read(matter, one, acting.facilitator)}
    spared = frozenset(away | unread if any(one.ref not in unread for one in asked) else away)
    return Speakers(tuple({head.ref: head for head in heads}.values()), contact, clerk, owner, spared)


def _own_addresses(reader: Reader, acting: Acting, matter: Matter) -> frozenset[str]:
    """Of who facilitates the matter, and of the mailbox that its mails leave from."""
    account = account_at(reader, matter.account)
    if account is None:
        return frozenset({acting.facilitator.lower()})
    person = reader.get(Person, account.person) if account.person else None
    return frozenset({account.email, person.email if person else acting.facilitator.lower()})


def present_for(reader: Reader, acting: Acting, person: Person, matter: Matter) -> Person:
    """The person to be written to: a stand-in while he is away; he himself where there is none, or only the
    facilitator, or somebody who may not read the matter though he himself may."""
    day = today_of(acting, person)
    deputy = in_place_of(reader, person, day)
    if deputy == person and not may_read(matter, person, acting.facilitator):
        deputy = _reading_deputy(reader, acting, matter, person, day) or person
    if deputy is None or deputy.email in _own_addresses(reader, acting, matter):
        return person
    reads = may_read(matter, deputy, acting.facilitator) or not may_read(matter, person, acting.facilitator)
    return deputy if reads else person


class LackingStandIn(NamedTuple):
    """The reason that nobody answers in the place of somebody who is away."""

    why: Literal["nobody", "own", "away", "circle", "unread"]
    """No deputy is named; it is the facilitator himself; the deputy is away, too, or has left, and who comes after him;
    they stand in for each other; he may not read it."""
    deputies: tuple[Person, ...] = ()
    """Each the deputy of the one before."""


def lacking_stand_in(reader: Reader, acting: Acting, matter: Matter, person: Person) -> LackingStandIn:
    found = stand_ins_of(reader, person, today_of(acting, person))
    if not found.deputies:
        return LackingStandIn("nobody")
    if found.present is None:
        return LackingStandIn("circle" if found.is_circle else "away", found.deputies)
    if found.present.email in _own_addresses(reader, acting, matter):
        return LackingStandIn("own", found.deputies)
    unread = not may_read(matter, found.present, acting.facilitator)
    return LackingStandIn("unread" if unread else "nobody", found.deputies)


def _reading_deputy(reader: Reader, acting: Acting, matter: Matter, person: Person, day: date) -> Person | None:
    """Who stands in for somebody who may not read the matter, where he may."""
    deputies = stand_ins_of(reader, person, day).deputies
    return next((one for one in deputies if not one.is_away(day) and may_read(matter, one, acting.facilitator)), None)


def today_of(acting: Acting, person: Person) -> date:
    """The date where the person lives."""
    return acting.now.astimezone(ZoneInfo(person.timezone)).date()


def initiating_people(reader: Reader, matter: Matter) -> tuple[Person, ...]:
    """People who asked for the matter: who speaks for the department that did, or the one person named in its place."""
    if not matter.initiator:
        return ()
    named = [one for one in reader.find(Person, name=matter.initiator) if one.is_here]
    return _all_speakers(reader, matter, matter.initiator).everybody or tuple(named if len(named) == 1 else ())


def is_facilitators(reader: Reader, acting: Acting, matter: Matter, department: str) -> bool:
    """Whether he is the only one who speaks for it."""
    alone = not speakers(reader, acting, matter, department).everybody
    return alone and bool(_all_speakers(reader, matter, department).everybody)


def speaks_for(reader: Reader, matter: Matter, department: str, person: Person) -> bool:
    """Whether the person speaks for it in this matter, as its contact, its head, a clerk, the one who answers for the
    matter, or who stands in for one of these; where nobody does by now, everybody whom it was asked through."""
    known = _with_deputies(reader, _all_speakers(reader, matter, department).and_owner)
    return not known or person.ref in known


def speakers_and_deputies(reader: Reader, acting: Acting, matter: Matter, department: str) -> tuple[Person, ...]:
    """All who could be asked for it by mail; none where only the facilitator speaks for it."""
    if is_facilitators(reader, acting, matter, department):
        return ()
    found = _all_speakers(reader, matter, department).everybody
    return tuple(one for one in (reader.get(Person, ref) for ref in _with_deputies(reader, found)) if one.is_here)


def _with_deputies(reader: Reader, people: tuple[Person, ...]) -> tuple[str, ...]:
    return with_stand_ins((one.ref for one in people), partial(own_stand_ins, reader))


def stood_in_for(reader: Reader, matter: Matter, department: str, person: Person, day: date) -> str | None:
    """The head or contact (ref) in whose place the person speaks for it on that day; None where he speaks for it
    himself. A contact who is the deputy of a head that is away speaks for the head."""
    known = _all_speakers(reader, matter, department)
    if person.ref in {one.ref for one in known.heads}:
        return None
    stood = [one for one in known.everybody if one.deputy == person.ref or stands_in(reader, person.ref, one, day)]
    away = [one for one in stood if one.is_away(day)]
    speaks_himself = person.ref in {one.ref for one in known.everybody}
    return next((one.ref for one in away or (() if speaks_himself else stood)), None)


def _all_speakers(reader: Reader, matter: Matter, department: str) -> Speakers:
    contacts = [one.person for one in matter.contacts if one.department == department]
    contacts += [one.contact for one in reader.find(Department, name=department, limit=1) if one.contact]
    heads = tuple(one for one in reader.find(Person, department=department, head=True) if one.is_here)
    clerk = next((one for one in reader.find(Person, ref=matter.clerk, limit=1) if one.is_here), None)
    found = department_speakers(contacts, (one.ref for one in heads), matter.owner, clerk.ref if clerk else None)
    contact = reader.get(Person, found.contact) if found.contact else None
    owners = reader.find(Person, ref=matter.owner, department=department, limit=1) if matter.owner else []
    owner = next((one for one in owners if one.is_here and one not in heads), None)
    return Speakers(heads, contact, clerk if found.clerk else None, owner)


def is_known_department(reader: Reader, name: str) -> bool:
    """Whether it was entered, or somebody is in it."""
    wanted = current_name(reader, name.strip())
    entered = bool(reader.find(Department, name=wanted, limit=1))
    return entered or bool(reader.find(Person, department=wanted, limit=1))


def known_department(reader: Reader, name: str) -> str:
    """Raises `Unknown`, as `unknown_department` has it."""
    wanted = current_name(reader, name.strip())
    if is_known_department(reader, wanted):
        return wanted
    raise unknown_department(reader, wanted)
