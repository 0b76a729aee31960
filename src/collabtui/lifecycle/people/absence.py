"""Somebody who is away for some days, and who stands in."""

from datetime import date

from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import directory
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.interface import Reader


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
        return tx.put(person.model_copy(update=fields))


def end_absence(acting: Acting, ref: str) -> Person:
    """Here again: what came due meanwhile is reminded of with the next pass."""
    with acting.transaction() as tx:
        fields = {"away_from": None, "away_until": None, "away_deputy": None}
        return tx.put(tx.get(Person, ref).model_copy(update=fields))


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
