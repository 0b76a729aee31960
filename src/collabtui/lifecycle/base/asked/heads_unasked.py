"""New heads of departments that still object by a word of somebody who speaks for them no more: nobody asked them."""

from collections.abc import Iterator

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, answer_of
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers, speaks_for
from collabtui.store.interface import Reader

_ASKING = ("change", "reminder")


def heads_unasked(
    reader: Reader, acting: Acting, matter: Matter, change: ChangeRequest
) -> Iterator[tuple[Person, str]]:
    """Each with the department; who was asked about it in another part knows of it."""
    mails = [one for one in reader.find(Outgoing, change=change.ref) if one.kind in _ASKING and one.state != "held"]
    for department in objecting_before(reader, matter, change):
        reached = {one.person for one in mails if department in one.departments}
        found = speakers(reader, acting, matter, department)
        for head in found.heads:
            if head.ref not in reached and head.ref not in found.spared:
                yield head, department


def objecting_before(reader: Reader, matter: Matter, change: ChangeRequest) -> list[str]:
    """The departments that object by a word of somebody who speaks for them no more."""
    found = []
    for one in objections_in(change):
        by = reader.get(Person, one.person) if one.person else None
        if by and not (by.is_here and speaks_for(reader, matter, one.department, by)):
            found.append(one.department)
    return found


def objections_in(change: ChangeRequest) -> list[DepartmentAnswer]:
    """Objections to a change that is not decided, one a department."""
    if change.state != "asked":
        return []
    found = (answer_of(change.opinions, name) for name in change.still_opposing)
    return [one for one in found if one is not None and one.value == "against"]
