"""Resources that were asked for: a giver who says nothing is reminded once (from when:
`domain.deadlines.answer_due`)."""

from collections.abc import Iterator

from collabtui.domain.deadlines import answer_due
from collabtui.domain.matters.resource import Resource
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, days_until, is_awake
from collabtui.lifecycle.matters.resources import asked_for, resource_message
from collabtui.store.interface import Reader


class ResourcesDue:
    kinds: tuple[OwedKind, ...] = ("resource",)

    def find(self, reader: Reader, acting: Acting) -> Iterator[DueMail]:
        for resource in reader.find(Resource, state="asked"):
            if resource.answer is not None or resource.asked_at is None:
                continue
            due = answer_due(resource.asked_at, acting.zone, acting.is_working)
            if acting.now < due:
                continue
            for person in asked_for(reader, resource):
                if is_awake(acting, person):
                    owed = Owed("resource", resource.ref, resource.what, due.date(), days_until(acting, due.date()))
                    yield DueMail(resource_message(reader, resource, person, again=True), (owed,), apart=True)
