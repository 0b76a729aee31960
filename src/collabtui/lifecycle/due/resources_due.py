"""Resources that were asked for: a giver who says nothing is reminded once, in one
mail of all that a matter wants of him (from when: `domain.deadlines.two_working_days_to_answer`).
Where whoever was asked has left, or speaks for the department no more, who does now is asked first:
`for_departments.new_readers_due`."""

from collections.abc import Iterator, Sequence
from datetime import date

from collabtui.domain.matters.matter import Matter
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.answer_deadline import answer_due_by
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.base.department_people import speaks_for
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, is_awake
from collabtui.lifecycle.matters.resource_mails import asked_for, asked_on, reminded_of, resource_message
from collabtui.store.interface import Reader


class ResourcesDue:
    kinds: tuple[OwedKind, ...] = ("resource",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        silent: dict[tuple[str, str, str], list[tuple[Resource, date]]] = {}
        people: dict[str, Person] = {}
        for resource in reader.find(Resource, state="asked"):
            if not resource.is_awaited or resource.asked_at is None or is_filed(reader, resource.matter):
                continue
            reminded, asked = reminded_of(reader, resource), asked_on(reader, resource)
            for person in _to_remind(reader, resource):
                due = answer_due_by(acting, asked[person.ref], person)
                if due <= acting.now and is_awake(acting, person) and person.ref not in reminded:
                    people[person.ref] = person
                    giver = resource.matter, resource.department, person.ref
                    silent.setdefault(giver, []).append((resource, due.date()))
        for (_, _, ref), several in silent.items():
            owed = (Owed("resource", one.ref, one.what, day, days_until(acting, day)) for one, day in several)
            message = resource_message(reader, [one for one, _ in several], people[ref], again=True)
            several_numbered = len(several) > 1  # their numbers are not those of the day's actions
            yield DueMail(message, tuple(owed), apart=several_numbered, asks=not several_numbered)


def _to_remind(reader: Reader, resource: Resource) -> Sequence[Person]:
    matter = reader.get(Matter, resource.matter)
    asked = asked_for(reader, resource)
    return [person for person in asked if speaks_for(reader, matter, resource.department, person)]
