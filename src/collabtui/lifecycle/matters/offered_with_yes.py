"""Resources that a department offers with its yes to a request: each becomes a promised one of the matter, unless it
was asked for already; an objection that follows takes them back."""

from collabtui.domain.matters.department_answer import DepartmentAnswer
from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.language.given_things import kind_of_thing
from collabtui.language.offered_resources import days_of_offers, offered_resources
from collabtui.store.interface import Reader, Transaction


def record_offers(tx: Transaction, matter: Matter, answer: DepartmentAnswer, before: DepartmentAnswer | None) -> None:
    """`before`: the answer that this one takes the place of."""
    if answer.value == "against":
        for offered in _with_answer(tx, matter.ref, before):
            tx.put(offered.answered(answer))
        return
    known = [one.what.casefold() for one in _given_by(tx, matter.ref, answer.department)]
    person = tx.get(Person, answer.person) if answer.person else None
    by, locale = (person.name, person.locale) if person else ("", "zh")
    days = days_of_offers(answer.text, locale=locale, written=answer.at.date())
    for what in offered_resources(answer.text) if answer.value == "for" else ():
        if not any(one in what.casefold() or what.casefold() in one for one in known):
            first, last = days[what]
            new = Resource(
                ref=tx.next_ref(Resource), matter=matter.ref, kind=kind_of_thing(what), what=what,
                department=answer.department, asked_at=answer.at, made_at=answer.at, by=by, first=first, last=last,
            )  # fmt: skip
            tx.put(new.answered(answer))


def _with_answer(reader: Reader, matter: str, answer: DepartmentAnswer | None) -> list[Resource]:
    """Those that were promised with this answer, and that no mail had asked for."""
    given = _given_by(reader, matter, answer.department) if answer else []
    return [one for one in given if one.answer and one.answer == answer and one.asked_at == one.made_at]


def _given_by(reader: Reader, matter: str, department: str) -> list[Resource]:
    found = reader.find(Resource, matter=matter, department=department)
    return [one for one in found if one.state != "withdrawn"]
