"""The meeting that looks back on a matter, or on a milestone of it: offered with its people and a time at which all are
free, and planned and invited by one command."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from collabtui.domain.deadlines.retrospective_deadline import retrospective_due
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.draft import AgendaDraft, NameInAgenda
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import Finding
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_template import read_template
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.booked import draft_findings, free_starts
from collabtui.lifecycle.bookings.draft_times import span_of
from collabtui.lifecycle.bookings.typed_time import read_when
from collabtui.lifecycle.matters.acceptance import accountable_people, recipients
from collabtui.lifecycle.meetings.invite import invite
from collabtui.lifecycle.meetings.plan import new_meeting
from collabtui.lifecycle.meetings.prepared_invitation import Invited
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_FIRST_HOUR = time(9)


class OfferedMeeting(NamedTuple):
    draft: AgendaDraft
    start: datetime
    by: datetime
    """The end of the last working day on which it is to be held."""
    findings: tuple[Finding, ...]
    """What speaks against the time."""
    planned: str = ""
    """Ref of the meeting, where it is planned already and nobody is invited yet."""

    @property
    def is_late(self) -> bool:
        return self.start > self.by


def offered_retrospective(
    reader: Reader, acting: Acting, ref: str, *, when: str = "", milestone: str = ""
) -> OfferedMeeting:
    """The meeting as `hold_retrospective` would plan it: from tomorrow on, the first time at which all are at work and
    free, or at `when`, as typed. Writes nothing.

    Raises `Refused`: retrospective.too_early (ref) before the acceptance, where no milestone is named;
    retrospective.no_milestone (ref, value, milestones); retrospective.there (ref, meeting); retrospective.nobody (ref);
    agenda.when."""
    matter = reader.get(Matter, ref)
    title = _title(acting, matter, milestone)
    there = [one for one in reader.find(Meeting, matter=matter.ref) if one.title == title and one.state != "cancelled"]
    if there and (when or there[0].state != "planned"):
        raise Refused("retrospective.there", ref=matter.ref, meeting=there[0].ref)
    people = _people(reader, acting, matter)
    if not people:
        raise Refused("retrospective.nobody", ref=matter.ref)
    local = acting.now.astimezone(acting.zone)
    first = datetime.combine(local.date() + timedelta(days=1), _FIRST_HOUR)
    text = Catalogue(acting.config.organiser.locale)("agendas.retrospective.text", start="")
    draft = read_template(text, title=title, start=first, today=local.date())
    draft = draft.model_copy(update={"participants": people, "matter": matter.ref})
    if there:
        begins = there[0].start.astimezone(acting.zone).replace(tzinfo=None)
        draft = draft.model_copy(update={"start": begins, "end": None})
    elif when:
        typed = read_when(when, locale=acting.config.organiser.locale, today=local.date())
        draft = draft.model_copy(update={"start": typed.start, "end": typed.end})
    elif free := free_starts(reader, acting, draft):
        draft = draft.model_copy(update={"start": free[0].replace(tzinfo=None)})
    start, _ = span_of(draft, acting.zone)
    last = matter.retrospective_by if matter.accepted_at and not milestone else None
    by = last or retrospective_due(acting.today, acting.is_working)
    end_of_day = datetime.combine(by, time.max, acting.zone)
    planned = there[0].ref if there else ""
    return OfferedMeeting(draft, start, end_of_day, draft_findings(reader, acting, draft, planned), planned)


def hold_retrospective(
    acting: Acting, ref: str, *, when: str = "", milestone: str = "", leaving_in: timedelta = timedelta()
) -> Invited:
    """Plan it, where that is not done yet, and invite. An undo takes the invitation back, one more the meeting. Raises
    as `offered_retrospective` does, and as `invite`."""
    offered = offered_retrospective(acting.store, acting, ref, when=when, milestone=milestone)
    planned = offered.planned or new_meeting(acting, offered.draft).meeting.ref
    return invite(acting, planned, leaving_in=leaving_in)


def _title(acting: Acting, matter: Matter, milestone: str) -> str:
    words = Catalogue(acting.config.organiser.locale)
    if not milestone:
        if matter.accepted_at is None:
            raise Refused("retrospective.too_early", ref=matter.ref)
        return words("retrospective.title", title=matter.title)
    known = [one.text for one in matter.milestones]
    found = [text for text in known if text == milestone.strip()] or [text for text in known if milestone in text]
    if len(found) != 1:
        raise Refused("retrospective.no_milestone", ref=matter.ref, value=milestone, milestones=known)
    return words("retrospective.title_of_milestone", title=matter.title, milestone=found[0])


def _people(reader: Reader, acting: Acting, matter: Matter) -> tuple[NameInAgenda, ...]:
    """Contacts and owners, heads among them; the other heads of departments of which nobody else comes."""
    groups, accountable = recipients(reader, acting, matter), accountable_people(reader, matter)
    workers = [*groups.contacts, *(head for head in groups.heads if head.ref in accountable), *groups.owners]
    there = {person.department for person in workers}
    everybody = [*workers, *(head for head in groups.heads if head.department not in there)]
    return tuple(NameInAgenda(name=person.name, email=person.email) for person in everybody if person.is_here)
