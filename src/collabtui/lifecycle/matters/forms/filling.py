"""A form of a matter: filled, and written in a format."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.formats.documents.document import (
    TABLE_FORMATS,
    Block,
    Document,
    DocumentTable,
    Fields,
    Format,
    Locale,
    Signatures,
)
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import known_department
from collabtui.lifecycle.forms import exceptions_form, problems_form, progress_forms
from collabtui.lifecycle.forms.form_data import Case, case_of
from collabtui.lifecycle.forms.form_names import FORMS, OF_A_DEPARTMENT, OF_SEVERAL_TABLES, TABLES, FormName
from collabtui.lifecycle.forms.pain_points import pain_points
from collabtui.lifecycle.matters.forms import beginning, closing, swim_lanes, talking, working
from collabtui.lifecycle.matters.forms.diagnosis import diagnosis
from collabtui.lifecycle.matters.forms.duties import duties
from collabtui.lifecycle.matters.forms.questionnaire_results import questionnaire
from collabtui.store.interface import Reader
from collabtui.system.atomic_file import make_folder, write_whole
from collabtui.text.catalogue import Catalogue


def project_plan(case: Case) -> Document:
    """Request, kick-off, breakdown and risks as one document: nothing stands in it twice, each table has a heading, and
    it is signed at its end by all who have signed a part."""
    parts = {
        "request": beginning.request(case),
        "kick-off": beginning.kick_off(case),
        "breakdown": working.breakdown(case),
        "risks": working.risks(case),
    }
    blocks: list[Block] = []
    signed: list[Signatures] = []
    facts: list[tuple[str, str]] = []
    known: set[tuple[str, str]] = set()
    for form, part in parts.items():
        for at, block in enumerate(part.blocks):
            if isinstance(block, Signatures):
                title = case.words("form.signed_part", form=case.words(f"form.{form}"))
                signed += [replace(block, title=title)] if any(line.said for line in block.lines) else []
            elif isinstance(block, Fields):
                rows = tuple(row for row in block.rows if row not in known and not _stands_in_table(case, form, row[0]))
                known.update(rows)
                facts += rows
            elif isinstance(block, DocumentTable) and at == 0 and not block.title:
                blocks.append(replace(block, title=case.words(f"form.{form}")))
            else:
                blocks.append(block)
    return case.report("project-plan", Fields(tuple(facts)), *blocks, *(signed or _room_to_sign(parts["request"])))


def _room_to_sign(request: Document) -> list[Signatures]:
    return [block for block in request.blocks if isinstance(block, Signatures)]


def _stands_in_table(case: Case, form: str, label: str) -> bool:
    """Milestones and resources have tables of their own further down."""
    tables = {"key_dates": case.matter.milestones, "resources": case.resources}
    return form == "request" and any(label == case.label(key) and found for key, found in tables.items())


_FILLED: dict[FormName, Callable[[Case], Document]] = {
    "request": beginning.request,
    "contacts": beginning.contacts,
    "communication-plan": beginning.communication_plan,
    "kick-off": beginning.kick_off,
    "breakdown": working.breakdown,
    "tracking": progress_forms.tracking,
    "exceptions": exceptions_form.exceptions,
    "problems": problems_form.problems,
    "risks": working.risks,
    "minutes": talking.minutes,
    "communication": talking.communication,
    "change": talking.change,
    "weekly": working.weekly,
    "acceptance": closing.acceptance,
    "completion": closing.completion,
    "retrospective": closing.retrospective,
    "duties": duties,
    "process": swim_lanes.process,
    "pain-points": pain_points,
    "questionnaire": questionnaire,
    "diagnosis": diagnosis,
    "project-plan": project_plan,
}


class Listed(NamedTuple):
    form: FormName
    title: str
    entries: int
    """Rows, items and fields that are filled; 0 for a form that is to be filled by hand."""
    formats: tuple[Format, ...]


def filled_form(
    acting: Acting, reader: Reader, matter: str, form: FormName, locale: Locale, department: str = ""
) -> Document:
    """Of one department alone where it is named. Raises `Unknown` (matter.unknown, name.no_department), `Refused`
    (form.of_all: form) where the form is none of `OF_A_DEPARTMENT`."""
    words = _words(acting, locale)
    if department and form not in OF_A_DEPARTMENT:
        raise Refused("form.of_all", form=words(f"form.{form}"))
    alone = known_department(reader, department) if department else ""
    return _FILLED[form](case_of(acting, reader, matter, words, alone))


def _words(acting: Acting, locale: Locale) -> Catalogue:
    return Catalogue(locale, today=lambda: acting.today)


def forms_of(acting: Acting, reader: Reader, matter: str, locale: Locale) -> list[Listed]:
    """All of them, in the order of the handbook. Raises `Unknown` (matter.unknown)."""
    case = case_of(acting, reader, matter, _words(acting, locale))
    return [
        Listed(form, case.words(f"form.{form}"), _FILLED[form](case).entries, formats_of(form))
        for form in FORMS
        if form in _FILLED
    ]


def formats_of(form: FormName) -> tuple[Format, ...]:
    return ("md", "html", "docx", *(TABLE_FORMATS if form in TABLES else ()))


def written_form(acting: Acting, document: Document, form: FormName, kind: Format) -> bytes:
    """Raises `Refused` (form.no_table) where a spreadsheet is asked for and the form is none."""
    if kind not in formats_of(form):
        raise Refused("form.no_table", form=document.title, format=kind, formats=formats_of(form))
    further = document.tables[1:] if form in OF_SEVERAL_TABLES else ()
    return written(acting, document, kind, further)


def saved_form(acting: Acting, matter: str, form: FormName, kind: Format, locale: Locale, place: Path) -> None:
    """Into a file; its folder is made where it is missing. Raises `Unknown` (matter.unknown), `Refused`
    (form.no_table), `Unreachable` (file.unwritable)."""
    data = written_form(acting, filled_form(acting, acting.store, matter, form, locale), form, kind)
    make_folder(place.parent)
    write_whole(place, data)


def written(acting: Acting, document: Document, kind: Format, further: Sequence[DocumentTable] = ()) -> bytes:
    """A writer is imported with the first document that it writes: some are large. `further`: the tables that a
    spreadsheet holds besides the first."""
    match kind:
        case "md":
            from collabtui.formats.documents.document_markdown import write_markdown

            return write_markdown(document).encode()
        case "html":
            from collabtui.formats.documents.document_html import write_html

            return write_html(document, acting.templates).encode()
        case "docx":
            from collabtui.formats.documents.document_docx import write_docx

            return write_docx(document)
        case "xlsx":
            from collabtui.formats.tables.table_xlsx import write_xlsx

            return write_xlsx(document.tables[0], document.title, further)
        case "csv":
            from collabtui.formats.tables.table_csv import write_csv

            return write_csv(document.tables[0], document.title if document.is_confidential else "", further)
