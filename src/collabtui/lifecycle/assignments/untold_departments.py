"""Departments that an answer to a request or a change wants told, and that nobody asks: `同意，但请提前通知客服`."""

from typing import NamedTuple

from collabtui.domain.mail.mail_about import ChangeTo, RequestTo
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Person
from collabtui.language.departments_to_tell import departments_to_tell
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import speakers
from collabtui.store.interface import Reader


class UntoldDepartment(NamedTuple):
    department: str
    people: tuple[str, ...]
    """Names of those who speak for it."""
    matter: str
    what: str
    """The change, or the title of the matter."""


def untold_departments(reader: Reader, acting: Acting, mail: Incoming) -> list[UntoldDepartment]:
    """Empty where nobody is named who does not hear of it anyway."""
    asked = reader.get(Outgoing, mail.answers) if mail.answers else None
    about = asked.about if asked else None
    if mail.new_text is None or not isinstance(about, ChangeTo | RequestTo):
        return []
    matter, what, hearing = reader.get(Matter, about.matter), "", set[str]()
    if isinstance(about, ChangeTo):
        change = reader.get(ChangeRequest, about.change)
        what, hearing = change.what, set(change.departments)
    hearing |= {about.department, *(one.department for one in matter.asked)}
    known = {one.department for one in reader.find(Person, head=True)}  # somebody has to be there to be told
    named = departments_to_tell(mail.new_text.text, sorted(known - hearing))
    return [
        UntoldDepartment(one, tuple(person.name for person in found), matter.ref, what or matter.title)
        for one in named
        if (found := speakers(reader, acting, matter, one).present)
    ]
