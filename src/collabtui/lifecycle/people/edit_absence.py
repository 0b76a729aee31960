"""Somebody who is away for some days, and who stands in."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.minutes.absent_signers import move_deadlines
from collabtui.store.interface import Reader, Transaction


def set_away(acting: Acting, ref: str, first: date, last: date, deputy: str = "") -> Person:
    """From `first` to `last`, both included, nobody is reminded or reported to a head; another absence takes the place
    of the one before. `deputy` stands in this time: a name, an address or a ref.

    Raises `Refused`: absence.order (first, last), absence.over (last), absence.own_deputy, absence.deputy_gone (name);
    what `directory.find_person` does."""
    if last < first:
        raise Refused("absence.order", first=first, last=last)
    if last < acting.today:
        raise Refused("absence.over", last=last)
    with acting.transaction() as tx:
        person = tx.get(Person, ref)
        fields = {"away_from": first, "away_until": last, "away_deputy": deputy_ref(tx, person, deputy)}
        return _put(tx, acting, person, fields)


class Absence(NamedTuple):
    """An absence as a form has it."""

    first: date | None = None
    """None: today, where there is a last day."""
    last: date | None = None
    """None: he is not away."""
    deputy: str = ""
    """This time: a name, an address or a ref; empty for the usual one."""
    usual_deputy: str = ""


def absence_fields(reader: Reader, acting: Acting, person: Person, absence: Absence) -> dict[str, object]:
    """The fields of the person. Raises as `set_away` does, and `Refused` (absence.no_last) for a first day alone."""
    usual = {"deputy": deputy_ref(reader, person, absence.usual_deputy)}
    if absence.last is None:
        if absence.first is not None:
            raise Refused("absence.no_last", first=absence.first)
        return {"away_from": None, "away_until": None, "away_deputy": None, **usual}
    first = absence.first or acting.today
    if absence.last < first:
        raise Refused("absence.order", first=first, last=absence.last)
    if absence.last < acting.today and absence.last != person.away_until:
        raise Refused("absence.over", last=absence.last)
    deputy = deputy_ref(reader, person, absence.deputy)
    return {"away_from": first, "away_until": absence.last, "away_deputy": deputy, **usual}


def describe_absence(acting: Acting, ref: str, absence: Absence) -> Person:
    """All of it as the form says. Raises as `absence_fields` does."""
    with acting.transaction() as tx:
        person = tx.get(Person, ref)
        return _put(tx, acting, person, absence_fields(tx, acting, person, absence))


def name_deputy(acting: Acting, ref: str, deputy: str) -> Person:
    """Name who stands in during the absence that is recorded, its days as they are.

    Raises `Refused`: absence.not_recorded (name) where none is, or it is over; as `set_away` does of the deputy."""
    with acting.transaction() as tx:
        person = tx.get(Person, ref)
        if person.away_until is None or person.away_until < acting.today:
            raise Refused("absence.not_recorded", name=person.name)
        return _put(tx, acting, person, {"away_deputy": deputy_ref(tx, person, deputy)})


def end_absence(acting: Acting, ref: str) -> Person:
    """Here again: what came due meanwhile is reminded of with the next pass."""
    with acting.transaction() as tx:
        fields = {"away_from": None, "away_until": None, "away_deputy": None}
        return _put(tx, acting, tx.get(Person, ref), fields)


def _put(tx: Transaction, acting: Acting, person: Person, fields: Mapping[str, object]) -> Person:
    after = tx.put(person.model_copy(update=fields))
    move_deadlines(tx, acting, person, after)
    return after


def deputy_ref(reader: Reader, person: Person, deputy: str) -> str | None:
    """The ref of who is named, None for nobody. Raises as `set_away` does."""
    if not deputy.strip():
        return None
    found = directory.find_person(reader, deputy)
    if found.ref == person.ref:
        raise Refused("absence.own_deputy", name=person.name)
    if not found.is_here:
        raise Refused("absence.deputy_gone", name=found.name)
    return found.ref
