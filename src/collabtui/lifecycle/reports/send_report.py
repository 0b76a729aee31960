"""A report goes to named people, and is kept as it went."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypedDict

from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Finding
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.documents.document import Cell, Document, DocumentTable, Fields, ItemList, Prose, shown
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.unread_by import unread_by
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import find_person
from collabtui.lifecycle.base.queue_mail import Message, queue_all
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.undo_window import AT_ONCE
from collabtui.lifecycle.bookings.absence_finding import absence_on
from collabtui.lifecycle.reports.kept_reports import digest_of
from collabtui.lifecycle.reports.made_report import MadeReport
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue


class ReportSection(TypedDict):
    """A part of the report as its mail shows it."""

    heading: str
    lines: list[str]


def recipients(reader: Reader, made: MadeReport, names: Iterable[str]) -> list[Person]:
    """Those who are named; of one matter, where nobody is, its contacts. Raises `Refused` (report.to_whom) where there
    are none either, and what `find_person` raises."""
    found = [find_person(reader, name) for name in names]
    if not found and made.matter:
        found = [reader.get(Person, one.person) for one in reader.get(Matter, made.matter).contacts]
        found = [one for one in found if one.is_here]
    if not found:
        raise Refused("report.to_whom")
    return list({person.ref: person for person in found}.values())


def sending_findings(acting: Acting, made: MadeReport, people: Sequence[Person]) -> list[Finding]:
    """Warnings before it goes: what it leaves out, who may not read its matter, who is away, and which departments that
    are asked have no contact who would get it."""
    found = [Finding(key="report.left_out", values={"n": made.left_out})] if names_left_out(made) else []
    found += unread_by(acting.store, acting.facilitator, made.matter, [one.ref for one in people])
    found += filter(None, (absence_on(acting.store, one, acting.today) for one in people))
    missing = without_contact(acting.store.get(Matter, made.matter)) if made.kind == "status" and made.matter else ()
    return [*found, *([Finding(key="report.no_contact", values={"departments": missing})] if missing else [])]


def names_left_out(made: MadeReport) -> bool:
    """Whether confidential matters are missing in it; kept promises and response times are numbers alone."""
    return made.left_out > 0 and made.kind not in ("promises", "answers")


def without_contact(matter: Matter) -> tuple[str, ...]:
    """Departments that are asked, and have no contact."""
    represented = {one.department for one in matter.contacts}
    return tuple(one.department for one in matter.asked if one.department not in represented)


def report_messages(made: MadeReport, people: Iterable[Person], today: date) -> list[Message]:
    """One mail to each, in his language."""
    return [_message(made, person, today) for person in people]


@mails_ahead
def send_report(
    acting: Acting, made: MadeReport, people: Iterable[Person], leaving_in: timedelta = AT_ONCE
) -> list[Outgoing]:
    """Queue the mails, and keep what was sent. The same report goes to nobody twice."""
    with acting.transaction() as tx:
        queued = queue_all(tx, acting, report_messages(made, people, acting.today), leaving_in)
        if queued:
            names = tuple(tx.get(Person, mail.person).name for mail in queued)
            tx.put(_record(acting, made, names, tx.next_ref(KeptReport)))
        return queued


def keep_report(acting: Acting, made: MadeReport) -> KeptReport:
    """Put it by without sending it."""
    with acting.transaction() as tx:
        return tx.put(_record(acting, made, (), tx.next_ref(KeptReport)))


def _record(acting: Acting, made: MadeReport, names: tuple[str, ...], ref: str) -> KeptReport:
    return KeptReport(
        ref=ref,
        kind=made.kind,
        week=made.week_name,
        matter=made.matter,
        content=made.as_json(),
        at=acting.now,
        by=acting.actor,
        sent_to=names,
    )


def _message(made: MadeReport, person: Person, today: date) -> Message:
    words = Catalogue(person.locale, today=lambda: today)
    document = made.document(words)
    digest = digest_of(made.as_json())
    return Message(
        kind="notice",
        key=outbox_keys.report(made.kind, made.week_name, made.matter or "all", digest, person.ref),
        person=person,
        template="report",
        context={
            "title": document.title,
            "ref": document.number,
            "about": document.subject,
            "first": made.first,
            "last": made.last,
            "sections": list(sections_of(document, words)),
        },
        matter=made.matter,
    )


def sections_of(document: Document, words: Catalogue) -> Iterator[ReportSection]:
    for block in document.blocks:
        match block:
            case Fields():
                lines = [f"{label}{words('form.colon')}{value}" for label, value in block.rows if value]
                yield {"heading": "", "lines": lines}
            case ItemList():
                yield {"heading": block.title, "lines": list(block.items) or [words("form.none")]}
            case Prose():
                yield {"heading": "", "lines": list(block.paragraphs)}
            case DocumentTable():
                yield {"heading": block.title, "lines": [_row_line(block, row, words) for row in block.rows]}


def _row_line(table: DocumentTable, row: tuple[Cell, ...], words: Catalogue) -> str:
    """`Bob Brown · Department: Legal · Open: 1`: a mail has no columns, so each cell has its heading."""
    first, *others = zip(table.columns, map(shown, row), strict=True)
    named = (f"{label}{words('form.colon')}{text}" for label, text in others if text)
    return " · ".join((first[1], *named))
