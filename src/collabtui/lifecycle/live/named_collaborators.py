"""Collaborators as somebody types them, one a name: what each supports stands in brackets behind it, `陈静（审稿）`, as
it does in a cell of a table."""

from collections.abc import Iterable

from collabtui.domain.action import Collaborator
from collabtui.domain.people import Person
from collabtui.errors import Unknown
from collabtui.formats.actions.supporters import readings
from collabtui.lifecycle.base.directory import find_person
from collabtui.store.interface import Reader


def named_collaborators(
    reader: Reader, typed: Iterable[str], before: Iterable[Collaborator] = ()
) -> tuple[Collaborator, ...]:
    """Each once; a support that is not typed stays as it was. Raises as `find_person`."""
    kept, found = {one.person: one for one in before}, dict[str, Collaborator]()
    for text in typed:
        person, support = _named(reader, text)
        known = found.get(person.ref) or kept.get(person.ref) or Collaborator(person=person.ref)
        found[person.ref] = known.model_copy(update={"support": support or known.support})
    return tuple(found.values())


def _named(reader: Reader, typed: str) -> tuple[Person, str]:
    """A name may have brackets of its own: the longest that is somebody's counts."""
    *longer, (name, support) = readings(typed)
    for whole, rest in longer:
        try:
            return find_person(reader, whole), rest
        except Unknown:
            continue
    return find_person(reader, name), support
