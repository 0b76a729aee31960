"""People of the book whom the organisation's directory has no more."""

from collections import Counter
from collections.abc import Sequence

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.people import Person
from collabtui.lifecycle.base import directory
from collabtui.store.interface import Reader


def gone_from_directory(reader: Reader, listed: Sequence[PersonDraft]) -> list[Person]:
    """The people whom a listing lacks of a department that it has most of: a search may well ask for a few of many.
    Whoever is listed under another address with the same name is not gone."""
    addresses = {directory.address_of(one.email) for one in listed}
    names = {(one.name, directory.current_name(reader, one.department)) for one in listed}
    here, lacking = Counter[str](), dict[str, list[Person]]()
    for person in directory.everybody(reader):
        if addresses.intersection(person.addresses):
            here[person.department] += 1
        elif person.department and (person.name, person.department) not in names:
            lacking.setdefault(person.department, []).append(person)
    return [one for department, gone in lacking.items() if len(gone) < here[department] for one in gone]
