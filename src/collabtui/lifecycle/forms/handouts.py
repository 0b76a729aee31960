"""Handouts of a meeting: what its material names as a form on progress (`进度跟踪表`, `tracking table`) is filled for
each reader and goes with the invitation."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.agenda import material_of
from collabtui.domain.meetings.material_line import has_link
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.people import Locale, Person
from collabtui.formats.documents.document import Document
from collabtui.formats.file_words import plain, word_table
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.forms.exceptions_form import exceptions
from collabtui.lifecycle.forms.form_data import Case, case_of
from collabtui.lifecycle.forms.progress_forms import tracking
from collabtui.mail.parse.attached_files import AttachedFile, file_to_attach
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_FILLED: dict[str, Callable[[Case], Document]] = {"tracking": tracking, "exceptions": exceptions}


class Handout(NamedTuple):
    matter: Matter
    """Beside the file, so that a mail with a confidential one is marked as such."""
    file: AttachedFile


def files_of(context: Mapping[str, object]) -> tuple[AttachedFile, ...]:
    """The files of the handouts that a mail is rendered with, as it names them."""
    handouts = context.get("handouts")
    return tuple(one.file for one in handouts if isinstance(one, Handout)) if isinstance(handouts, tuple) else ()


def handout_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """Those of the lines of material that are filled and sent by themselves: nobody has to bring them."""
    forms = word_table("agenda", "handouts")
    return tuple(one for one in lines if plain(one) in forms)


def with_handouts_there(meeting: Meeting) -> Meeting:
    """The meeting with its handouts marked as there, and with what its line links to."""
    lines = material_of(meeting)
    there = (*handout_lines(lines), *(one for one in lines if has_link(one)))
    new = [one for one in there if one not in meeting.material_there]
    return meeting.model_copy(update={"material_there": (*meeting.material_there, *new)}) if new else meeting


def handouts_for(
    reader: Reader, acting: Acting, meeting: Meeting, matters: Iterable[str], person: Person
) -> tuple[Handout, ...]:
    """A file of each form that the meeting names and each of these matters that the person may read."""
    words = word_table("agenda", "handouts")
    forms = dict.fromkeys(words[plain(one)] for one in handout_lines(material_of(meeting)))
    if not forms:
        return ()
    readable = (one for ref in matters if is_named(reader, one := reader.get(Matter, ref), person, acting.facilitator))
    return tuple(_filled(reader, acting, form, one, person.locale) for one in readable for form in forms)


def _filled(reader: Reader, acting: Acting, form: str, matter: Matter, locale: Locale) -> Handout:
    from collabtui.formats.tables.table_xlsx import write_xlsx

    case = case_of(acting, reader, matter.ref, Catalogue(locale, today=lambda: acting.today))
    document = _FILLED[form](case)
    name = f"{matter.ref} {document.title} {acting.today:%Y-%m-%d}.xlsx"
    return Handout(matter, file_to_attach(name, write_xlsx(document.tables[0], document.title)))
