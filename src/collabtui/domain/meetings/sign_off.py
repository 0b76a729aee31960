"""The rule of sign-off: the answers to the minutes that count, whether they are signed, and whom a new version affects.

A version goes only to those whom it concerns. Who was not sent version 2 has signed what he was sent: the answer to
the latest version that a person got is the one that stands.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal
from zoneinfo import ZoneInfo

from collabtui.domain.deadlines.sign_off_deadline import silence_agrees
from collabtui.domain.meetings.meeting import Correction, SignOff
from collabtui.domain.meetings.minutes_versions import LineChange, LineKind, MinutesLine
from collabtui.domain.people import Person
from collabtui.domain.refs import kept_ref


def current_answers(answers: Iterable[SignOff]) -> dict[str, SignOff]:
    """By person, the answer to the latest version that he was sent; one that was replaced stands no more."""
    found: dict[str, SignOff] = {}
    stands = (answer for answer in answers if answer.state not in ("replaced", "withdrawn"))
    for answer in sorted(stands, key=lambda one: one.minutes_version):
        found[answer.person] = answer
    return found


def is_signed(answers: Iterable[SignOff]) -> bool:
    """Everybody agrees, in words or by silence, and no correction waits: neither one of the latest version nor one
    that came late, of a version before."""
    given = list(answers)
    stands = current_answers(given).values()
    return (
        bool(stands)
        and all(answer.state in ("agreed", "silent") for answer in stands)
        and not any(correction.outcome == "open" for answer in given for correction in answer.corrections)
    )


Concern = Literal["corrected", "agreed", "item", "department"]
"""Why somebody gets the new version: he asked for a change; something that binds all has changed; an item of his own;
an item of his department, whose head he is."""

BINDS_ALL: frozenset[LineKind] = frozenset({"decision", "milestone", "consensus", "question"})
"""What the meeting as a whole agreed on, and what it takes up next time."""


def affected_readers(person: Person, changes: Sequence[LineChange], people: Mapping[str, Person]) -> Concern | None:
    """The reason why these changes, since the version that he has, concern him; None when they do not.

    | what changed                  | whom it concerns                                                   |
    |-------------------------------|--------------------------------------------------------------------|
    | decision, consensus, question | everybody                                                          |
    | milestone                     | everybody                                                          |
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


def is_affected(
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
        why = "corrected" if person.ref in corrected else affected_readers(person, changes_for[person.ref], known)
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


ALIKE = 0.5
"""How much of a line has to be in the correction, or the other way round, before it is offered."""
_REF = re.compile(r"(?<![A-Za-z0-9])[ADRQ]\d+(?!\d)", re.IGNORECASE)


def nearest_lines(correction: Correction, lines: Iterable[MinutesLine]) -> list[MinutesLine]:
    """Those that a correction may mean, the likest first."""
    found = [line for line in lines if line.kind != "attendance"]
    return sorted(found, key=lambda line: -likeness(line.text, correction.text))


def corrected_line(correction: Correction, lines: Iterable[MinutesLine]) -> MinutesLine | None:
    """The line that he named by its number or its ref, else the one that says nearly what he wants to be said. None
    when it may be any, or a new one: a person chooses."""
    known = {line.ref: line for line in lines if line.kind != "attendance"}
    named = [correction.line or "", *(kept_ref(ref) for ref in _REF.findall(correction.text))]
    for ref in named:
        if ref in known:
            return known[ref]
    best = max(known.values(), key=lambda line: likeness(line.text, correction.text), default=None)
    return best if best and likeness(best.text, correction.text) >= ALIKE else None


def instead_of(line: MinutesLine, correction: Correction) -> str:
    """The text that the line's field begins with when the correction is taken up: the words of the correction where
    they are a wording of the whole line, without the ref by which they call it; else the line as it is."""
    called = re.match(rf"\s*{re.escape(line.ref)}(?!\d)[\s:：,，、]*", correction.text, re.IGNORECASE)
    wanted = correction.text[called.end() :] if called else correction.text
    return wanted if likeness(line.text, wanted) >= ALIKE else line.text


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def agrees_by_silence(person: Person, deadline: datetime) -> bool:
    """Whether he agrees to minutes that he has until then to object to, if he says nothing: nobody who is away does."""
    return silence_agrees(deadline, ZoneInfo(person.timezone), person.is_away)
