"""Whom a new version of the minutes concerns: nobody gets a mail that has nothing new for him."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from collabtui.domain.people import Person
from collabtui.domain.versions import LineChange, LineKind

Concern = Literal["corrected", "agreed", "item", "department"]
"""Why somebody gets the new version: he asked for a change; something that binds all has changed; an item of his own;
an item of his department, whose head he is."""

BINDS_ALL: frozenset[LineKind] = frozenset({"decision", "consensus", "question"})
"""What the meeting as a whole agreed on, and what it takes up next time."""


def concern(person: Person, changes: Sequence[LineChange], people: Mapping[str, Person]) -> Concern | None:
    """Why these changes, since the version that he has, concern him; None when they do not.

    | what changed                  | whom it concerns                                                   |
    |-------------------------------|--------------------------------------------------------------------|
    | decision, consensus, question | everybody                                                          |
    | action                        | owner and collaborators, before and after, and their heads         |
    | risk                          | as an action; everybody where nobody owned it, or nobody does now  |
    | view                          | the person or the department whose it is                           |
    | attendance                    | who is said to have been there or not                              |
    """
    if any(_binds_all(change) for change in changes):
        return "agreed"
    if any(person.ref in _named(change) for change in changes):
        return "item"
    views = {line.who for change in changes for line in change.sides if line.kind == "view"}
    if person.name in views or (person.department and person.department in views):
        return "item"
    departments = {people[ref].department for change in changes for ref in _answerable(change) if ref in people}
    return "department" if person.head and person.department and person.department in departments else None


def concerned(
    people: Iterable[Person],
    changes_for: Mapping[str, Sequence[LineChange]],
    corrected: Collection[str],
    known: Mapping[str, Person],
) -> dict[str, Concern]:
    """Refs of those who get the new version, and why. `changes_for`: since the version that each of them has.

    What can be said to concern nobody, a view of whoever that was, concerns everybody."""
    found: dict[str, Concern] = {}
    everybody = list(people)
    for person in everybody:
        why = "corrected" if person.ref in corrected else concern(person, changes_for[person.ref], known)
        if why:
            found[person.ref] = why
    return found or {person.ref: "agreed" for person in everybody if changes_for[person.ref]}


def _binds_all(change: LineChange) -> bool:
    return change.line.kind in BINDS_ALL or any(line.kind == "risk" and not line.person for line in change.sides)


def _named(change: LineChange) -> set[str]:
    return {ref for line in change.sides for ref in (line.person, *line.collaborators) if ref}


def _answerable(change: LineChange) -> set[str]:
    """Whose department's head is told: of attendance he need not be."""
    return _named(change) if change.line.kind in ("action", "risk") else set()
