"""Departments that were asked while everybody who speaks for them is away, with nobody in their place: said to who asks
at once, and by the clock once the time to answer is over."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import LackingStandIn, lacking_stand_in, speakers, today_of
from collabtui.text.catalogue import Catalogue


class AbsentSpeakers(NamedTuple):
    department: str
    matter: str
    people: tuple[tuple[Person, LackingStandIn], ...]
    """Each with why nobody answers in his place."""


def asked_while_away(acting: Acting, mails: Iterable[Outgoing]) -> Iterator[AbsentSpeakers]:
    """Of the departments that these mails have asked."""
    asked = dict.fromkeys((mail.matter, name) for mail in mails for name in mail.departments if mail.matter)
    for ref, department in asked:
        matter = acting.store.get(Matter, ref)
        everybody = speakers(acting.store, acting, matter, department).everybody
        if everybody and all(one.is_away(today_of(acting, one)) for one in everybody):
            people = tuple((one, lacking_stand_in(acting.store, acting, matter, one)) for one in everybody)
            yield AbsentSpeakers(department, ref, people)


def absences(words: Catalogue, people: Iterable[Person]) -> str:
    """`高远（到12月2日）、罗文`: each with the last day on which he is away."""
    each = (words("absence.one_away", name=one.name, until=one.away_until) if one.away_until else one.name
            for one in people)  # fmt: skip
    return str(words("list.separator")).join(map(str, each))


def absence_lines(words: Catalogue, people: Iterable[tuple[Person, LackingStandIn]]) -> list[str]:
    """A line on each of them, with the last day and why nobody stands in."""
    return [
        str(words(f"absence.lacks.{why}", name=one.name, until=one.away_until, deputies=absences(words, deputies)))
        for one, (why, deputies) in people
    ]
