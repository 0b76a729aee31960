"""Resources that were asked for: a giver who says nothing is reminded once, in one
mail of all that a matter wants of him (from when: `domain.deadlines.two_working_days_to_answer`).
Where whoever was asked has left, it is who speaks for the department now."""

from collections.abc import Iterator
from datetime import date

from collabtui.domain.deadlines.two_working_days_to_answer import answer_due
from collabtui.domain.matters.resource import Resource
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, is_awake
from collabtui.lifecycle.matters.resource_mails import asked_for, givers, reminded_of, resource_message
from collabtui.store.interface import Reader


class ResourcesDue:
    kinds: tuple[OwedKind, ...] = ("resource",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        silent: dict[tuple[str, str, str], list[tuple[Resource, date]]] = {}
        people: dict[str, Person] = {}
        for resource in reader.find(Resource, state="asked"):
            if resource.answer is not None or resource.asked_at is None:
                continue
            due = answer_due(resource.asked_at, acting.zone, acting.is_working)
            if acting.now < due:
                continue
            reminded = reminded_of(reader, resource)
            for person in asked_for(reader, resource) or givers(reader, acting, resource):
                if is_awake(acting, person) and person.ref not in reminded:
                    people[person.ref] = person
                    giver = resource.matter, resource.department, person.ref
                    silent.setdefault(giver, []).append((resource, due.date()))
        for (_, _, ref), several in silent.items():
            owed = (Owed("resource", one.ref, one.what, day, days_until(acting, day)) for one, day in several)
            message = resource_message(reader, [one for one, _ in several], people[ref], again=True)
            yield DueMail(message, tuple(owed), apart=True)
