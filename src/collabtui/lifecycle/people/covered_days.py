"""The days of an absence by who stands in: the deputy, the deputy's deputy where he is away as well, or nobody."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.people import Person
from collabtui.lifecycle.base.asked.everybody_away import absences
from collabtui.lifecycle.base.stand_in import StandIns, stand_ins_of, stands_in
from collabtui.store.interface import Reader

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue


class DeputySentence(NamedTuple):
    """A sentence of the catalogue on who stands in, in the words of its language."""

    key: str
    name: str
    """Of who is away."""
    days: str
    deputies: str
    """Each with the last day on which he is away himself."""
    deputy: str
    """Who is there; "" for nobody."""

    @property
    def is_covered(self) -> bool:
        return self.deputy != ""


_MOST = 400
"""Days of one absence that are looked at."""


class CoveredDays(NamedTuple):
    person: Person
    """Who is away."""
    first: date
    last: date
    found: StandIns


def covered_days(reader: Reader, person: Person, since: date) -> list[CoveredDays]:
    """Of his absence, from that day on, in runs of days."""
    if person.away_from is None or person.away_until is None:
        return []
    first = max(person.away_from, since)
    days = [first + timedelta(days=n) for n in range(min((person.away_until - first).days + 1, _MOST))]
    found = []
    for stand_ins, each in groupby(days, lambda day: stand_ins_of(reader, person, day)):
        run = list(each)
        found.append(CoveredDays(person, run[0], run[-1], stand_ins))
    return found


def left_uncovered(reader: Reader, person: Person, since: date) -> Iterator[CoveredDays]:
    """Days on which nobody stands in for others who are away, since this one is away, too."""
    if person.away_from is None or person.away_until is None:
        return
    for other in reader.find(Person):
        if other.ref == person.ref or not other.is_here or other.away_from is None:
            continue
        for one in covered_days(reader, other, since):
            overlaps = one.first <= person.away_until and person.away_from <= one.last
            if one.found.present is None and overlaps and stands_in(reader, person.ref, other, one.first):
                yield one


def who_stands_in(reader: Reader, person: Person, since: date, words: "Catalogue") -> Iterator[DeputySentence]:
    """Sentences, by key and values: where it is not the named deputy all the time, and for whom nobody does any more
    since this one is away, too."""
    own = covered_days(reader, person, since)
    plain = all(one.found.present and one.found.present.ref == person.stand_in for one in own)
    for one in (*(() if plain else own), *left_uncovered(reader, person, since)):
        first, last = words.day(one.first), words.day(one.last)
        deputies, present = one.found.deputies, one.found.present
        why = "circle" if one.found.is_circle else "away" if deputies else "nobody"
        key = f"absence.uncovered.{why}" if present is None else "absence.covered"
        days = first if one.first == one.last else words("absence.span", first=first, last=last)
        deputy = present.name if present else ""
        yield DeputySentence(key, one.person.name, str(days), absences(words, deputies), deputy)
