"""The draft of duties, to who speaks for each department: its own tasks, what is open about them, and its plan as a
table to fill in and send back."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache, partial
from hashlib import sha256
from typing import NamedTuple

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.people import Locale, Person
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import refuse_filed
from collabtui.lifecycle.base.department_people import known_department, speakers
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.forms.form_data import case_of
from collabtui.lifecycle.matters.approvals.planned_lines import planned_lines
from collabtui.lifecycle.matters.forms.duties import duty_gaps, gap_text
from collabtui.lifecycle.matters.forms.filling import written
from collabtui.lifecycle.matters.forms.working import breakdown
from collabtui.mail.parse.attached_files import AttachedFile, file_to_attach
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue


def duty_letters(reader: Reader, acting: Acting, ref: str, department: str = "") -> list[Message]:
    """To all departments that take part, or to one; nothing is written. Raises `Refused`: duties.nobody (ref) where
    there is nobody to be told; `Unknown` (name.no_department)."""
    matter = reader.get(Matter, ref)
    only = known_department(reader, department) if department else ""
    names = [only] if only else list(case_of(acting, reader, ref, Catalogue("en")).roles)
    drafts = cache(partial(_draft, reader, acting, matter))
    found = [
        _letter(matter, drafts(name, person.locale), person)
        for name in names
        for person in speakers(reader, acting, matter, name).everybody
    ]
    if not found:
        raise Refused("duties.nobody", ref=matter.ref)
    return found


def unsent_duties(reader: Reader, acting: Acting, ref: str, department: str = "") -> list[Message]:
    """Without those that have this draft already. Raises what `duty_letters` does, and `Refused` as `refuse_filed`."""
    refuse_filed(reader.get(Matter, ref))
    letters = duty_letters(reader, acting, ref, department)
    return [one for one in letters if not reader.find(Outgoing, key=one.key, limit=1)]


@mails_ahead
def send_duties(
    acting: Acting, ref: str, department: str = "", *, leaving_in: timedelta = timedelta()
) -> list[Outgoing]:
    """Nobody gets the same draft twice. Raises what `duty_letters` does, and duties.is_out (ref)."""
    with acting.transaction() as tx:
        fresh = unsent_duties(tx, acting, ref, department)
        if not fresh:
            raise Refused("duties.is_out", ref=ref)
        return queue_all(tx, acting, fresh, leaving_in)


class _Draft(NamedTuple):
    """Of one department, in one language: the same to all who speak for it."""

    department: str
    digest: str
    context: dict[str, object]
    table: AttachedFile


def _draft(reader: Reader, acting: Acting, matter: Matter, department: str, locale: Locale) -> _Draft:
    case = case_of(acting, reader, matter.ref, Catalogue(locale), department)
    lines = [line for line in planned_lines(reader, matter) if line["department"] == department]
    asked = next((one.what for one in matter.asked if one.department == department), "")
    open_points = [gap_text(case, one) for one in duty_gaps(case)]
    table = file_to_attach(f"{matter.ref} {department}.xlsx", written(acting, breakdown(case), "xlsx"))
    facts = (asked, *open_points, *(f"{line['action']!r}{line['owner']}" for line in lines))
    context = {
        "matter": matter,
        "department": department,
        "asked": asked,
        "lines": lines,
        "open_points": open_points,
        "file": table.name,
    }
    return _Draft(department, _digest(facts), context, table)


def _letter(matter: Matter, draft: _Draft, person: Person) -> Message:
    return Message(
        kind="notice",
        key=outbox_keys.duties(matter.ref, draft.department, draft.digest, person.ref),
        person=person,
        template="duties",
        context=draft.context,
        files=(draft.table,),
        matter=matter.ref,
        department=draft.department,
    )


def _digest(facts: Iterable[str]) -> str:
    return sha256("\n".join(facts).encode()).hexdigest()[:12]
