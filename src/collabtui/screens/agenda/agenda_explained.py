"""The explanation of a line while it is typed into an agenda: who a name is, which day that Friday is."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.agenda import AgendaRow
from collabtui.domain.meetings.draft import NameInAgenda, SlotDraft
from collabtui.domain.meetings.meeting import Meeting, Slot
from collabtui.domain.people import Locale, Person
from collabtui.errors import Unknown
from collabtui.formats.agenda.agenda_line import AgendaLine, write_agenda_line
from collabtui.language.capture.people_names import match_people
from collabtui.lifecycle.bookings.typed_time import read_when
from collabtui.lifecycle.meetings.unclear_leads import is_nobodys, possible_leads
from collabtui.screens.agenda.agenda_data import AgendaData
from collabtui.screens.dialogs.capture_completion import KnownNames

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue


def known_in(sheet: AgendaData) -> KnownNames:
    """People and departments that can be named; those of the meeting first."""
    there = [one.person for one in sheet.meeting.participants]
    people = sorted(sheet.people.values(), key=lambda one: one.ref not in there)
    return KnownNames(
        people=tuple((one.name, one.department) for one in people),
        logins=tuple(one.email.partition("@")[0] for one in people),
    )


def meaning(line: AgendaLine, sheet: AgendaData | None, session: "Session", words: "Catalogue") -> str:
    """Raises `Unknown` for a name that is nobody's, `Refused` for what is no time."""
    if line.slot is not None:
        return _lead(line.slot.lead, sheet, words)
    if line.names and sheet:
        return " · ".join(_who(name, sheet) for name in line.names)
    if line.kind == "start" and sheet:
        zone = ZoneInfo(sheet.meeting.timezone)
        today = session.now.astimezone(zone).date()
        stands = sheet.meeting.start.astimezone(zone).date()
        when = read_when(line.text, locale=words.locale, today=today, stands=stands)
        end = f"–{when.end:%H:%M}" if when.end else ""
        return words.instant(when.start) + end
    return line.text


def _lead(written: str, sheet: AgendaData | None, words: "Catalogue") -> str:
    """`张 ? 张伟`: who may be meant; whoever is meant for certain by his name; that nobody is, unless it is all."""
    if not written or sheet is None:
        return written
    people = list(sheet.people.values())
    if names := possible_leads(Slot(title=written, minutes=1, lead=written), people):
        return f"{written} ? {', '.join(names)}"
    found = match_people(written, people).found
    if found:
        return sheet.people[found].name
    return words("agenda.lead_unknown", name=written) if is_nobodys(written, people) else written


def _who(name: NameInAgenda, sheet: AgendaData) -> str:
    people: list[Person] = list(sheet.people.values())
    if name.email:
        return f"{name.name} {name.email}".strip()
    if name.department:
        contact = sheet.contacts.get(name.department)
        return f"{name.department}: {contact}" if contact else name.department
    match = match_people(name.name, people)
    found = next((one for one in people if one.ref == match.found), None)
    if found is None:
        near = match.nearest or match.distinct
        raise Unknown("name.unknown", value=name.name, near=near) if near else Unknown("name.nobody", value=name.name)
    return f"{found.name} ({found.department})" if found.department else found.name


def material_at(meeting: Meeting, row: AgendaRow) -> str:
    """Its name; empty where the row is no material."""
    if row.kind == "slot-material":
        return meeting.slots[row.number].material[row.inner]
    return meeting.material[row.number] if row.kind == "material" else ""


def as_typed(meeting: Meeting, row: AgendaRow, locale: Locale) -> str:
    """The line as it would be typed."""
    if row.kind == "slot":
        slot = meeting.slots[row.number]
        draft = SlotDraft(title=slot.title, minutes=slot.minutes, lead=slot.lead, outcome=slot.outcome)
        return write_agenda_line(AgendaLine("slot", slot.title, draft), locale)
    if row.kind == "goal":
        return write_agenda_line(AgendaLine("goal", " ".join(meeting.goal.split())), locale)
    if row.kind == "question":
        return write_agenda_line(AgendaLine("question", meeting.questions[row.number]), locale)
    return write_agenda_line(AgendaLine("material", material_at(meeting, row)), locale)
