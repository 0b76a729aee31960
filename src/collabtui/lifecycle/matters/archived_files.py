"""The files of a matter's archive: each with its path, and its content piece by piece."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question, SignOff
from collabtui.domain.meetings.meeting_states import HELD
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.formats.documents.document import Locale
from collabtui.formats.documents.document_markdown import write_markdown
from collabtui.formats.mbox import Mail, write_mbox
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.forms.form_names import FORMS
from collabtui.lifecycle.matters.forms.filling import filled_form
from collabtui.lifecycle.matters.forms.talking import meeting_minutes
from collabtui.lifecycle.meetings.agenda_text import agenda_text
from collabtui.lifecycle.meetings.calendar_events import calendar_for
from collabtui.store.interface import Reader
from collabtui.store.queries.archive_mails import MailRefs
from collabtui.text.catalogue import Catalogue

ArchivedFile = tuple[str, Iterable[bytes]]
_OF_MATTER: tuple[type[Record], ...] = (Action, Risk, Meeting, Decision, Question, ChangeRequest)
_OF_MEETING: tuple[type[Record], ...] = (Entry, SignOff, MinutesVersion)


def archived_files(acting: Acting, reader: Reader, matter: Matter, mails: MailRefs) -> Iterator[ArchivedFile]:
    """Forms and minutes as Markdown, meetings as iCalendar, all mail as mbox, all records and their trail as JSON."""
    locale = acting.config.organiser.locale
    words = Catalogue(locale)
    yield "README.md", [words("archive.readme", ref=matter.ref, title=matter.title).encode()]
    for number, form in enumerate(FORMS, 1):
        text = write_markdown(filled_form(acting, reader, matter.ref, form, locale))
        yield f"forms/{number:02}-{form}.md", [text.encode()]
    yield from _meetings(acting, reader, matter, locale)
    yield "mail/mail.mbox", write_mbox(_mails(reader, mails))
    yield from _records(reader, matter, mails)


def _meetings(acting: Acting, reader: Reader, matter: Matter, locale: Locale) -> Iterator[ArchivedFile]:
    for meeting in reader.find(Meeting, matter=matter.ref):
        yield f"meetings/{meeting.ref}-agenda.md", [agenda_text(reader, meeting.ref, locale).encode()]
        yield f"meetings/{meeting.ref}.ics", [calendar_for(reader, acting, meeting).encode()]
        if meeting.state in HELD:
            minutes = write_markdown(meeting_minutes(reader, meeting, Catalogue(locale)))
            yield f"minutes/{meeting.ref}.md", [minutes.encode()]


def _mails(reader: Reader, mails: MailRefs) -> Iterator[Mail]:
    """What left, then what came in, each in the order in which it was written."""
    for ref in mails.outgoing:
        sent = reader.get(Outgoing, ref)
        yield Mail("", sent.sent_at or sent.queued_at, sent.raw)
    for ref in mails.incoming:
        received = reader.get(Incoming, ref)
        yield Mail(received.sender, received.received_at, received.raw)


def _records(reader: Reader, matter: Matter, mails: MailRefs) -> Iterator[ArchivedFile]:
    """Each kind in a file, as it is kept; mail without its text, which is in the mbox."""
    kept: dict[str, Sequence[Record]] = {"matter": [matter]}
    for model in _OF_MATTER:
        kept[_name(model)] = reader.find(model, matter=matter.ref)
    meetings = [one.ref for one in kept["meeting"]]
    for model in _OF_MEETING:
        kept[_name(model)] = [one for ref in meetings for one in reader.find(model, meeting=ref)]
    kept["outgoing"] = [reader.get(Outgoing, ref).model_copy(update={"raw": b""}) for ref in mails.outgoing]
    kept["incoming"] = [reader.get(Incoming, ref).model_copy(update={"raw": b""}) for ref in mails.incoming]
    refs = [one.ref for records in kept.values() for one in records]
    data = {name: [one.model_dump(mode="json", exclude={"raw"}) for one in records] for name, records in kept.items()}
    named = _people_in(data)
    data["person"] = [one.model_dump(mode="json") for one in reader.find(Person) if one.ref in named]
    changes = sorted((one for ref in refs for one in reader.changes(ref)), key=lambda one: one.id)
    data["trail"] = [one.model_dump(mode="json") for one in changes]
    for name, values in data.items():
        yield f"records/{name}.json", [(json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()]


def _name(model: type[Record]) -> str:
    """`MinutesVersion` → `minutes_version`, as the table is called."""
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in model.__name__).lstrip("_")


def _people_in(data: Any) -> set[str]:
    """Refs of persons anywhere in it."""
    if isinstance(data, dict):
        return set().union(*map(_people_in, data.values()))
    if isinstance(data, list):
        return set().union(*map(_people_in, data))
    return {data} if isinstance(data, str) and data[:1] == "P" and data[1:].isdecimal() else set()
