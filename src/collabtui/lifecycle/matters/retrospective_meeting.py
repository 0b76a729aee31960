"""The meeting that looks back on a matter, or on a milestone of it: offered with its people and a time at which all are
free, and planned and invited by one command."""

from datetime import date, datetime, time, timedelta

from collabtui.domain.deadlines.retrospective_deadline import retrospective_due
from collabtui.domain.matters.matter import Matter, Milestone
from collabtui.domain.meetings.draft import NameInAgenda
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_template import read_template
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.bookings.offered_meeting import OfferedMeeting, is_settled, meeting_called, offered
from collabtui.lifecycle.matters.acceptance import accountable_people, recipients
from collabtui.lifecycle.meetings.invite import invite
from collabtui.lifecycle.meetings.plan import new_meeting
from collabtui.lifecycle.meetings.prepared_invitation import Invited
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_FIRST_HOUR = time(9)


def offered_retrospective(
    reader: Reader, acting: Acting, ref: str, *, when: str = "", milestone: str = ""
) -> OfferedMeeting:
    """The meeting as `hold_retrospective` would plan it: from tomorrow on, or from the day behind a milestone that is
    still to be reached, the first time at which all are at work and free, or at `when`, as typed. Writes nothing.

    Raises `Refused`: retrospective.too_early (ref) before the acceptance, where no milestone is named;
    retrospective.no_milestone (ref, value, milestones); retrospective.there (ref, meeting); retrospective.nobody (ref);
    agenda.when."""
    matter = reader.get(Matter, ref)
    title = _title(acting, matter, milestone)
    there = meeting_called(reader, matter.ref, title)
    if there and is_settled(there, when):
        raise Refused("retrospective.there", ref=matter.ref, meeting=there.ref)
    people = _people(reader, acting, matter)
    if not people:
        raise Refused("retrospective.nobody", ref=matter.ref)
    local = acting.now.astimezone(acting.zone)
    since = max(acting.today, _awaited(matter, milestone) or acting.today)
    first = datetime.combine(max(local.date(), since) + timedelta(days=1), _FIRST_HOUR)
    text = Catalogue(acting.config.organiser.locale)("agendas.retrospective.text", start="")
    draft = read_template(text, title=title, start=first, today=local.date())
    draft = draft.model_copy(update={"participants": people, "matter": matter.ref})
    last = matter.retrospective_by if matter.accepted_at and not milestone else None
    by = last or retrospective_due(since, acting.is_working)
    end_of_day = datetime.combine(by, time.max, acting.zone)
    return offered(reader, acting, draft, there, when=when, by=end_of_day)


def hold_retrospective(
    acting: Acting, ref: str, *, when: str = "", milestone: str = "", leaving_in: timedelta = timedelta()
) -> Invited:
    """Plan it, where that is not done yet, and invite. An undo takes the invitation back, one more the meeting. Raises
    as `offered_retrospective` does, and as `invite`."""
    meeting = offered_retrospective(acting.store, acting, ref, when=when, milestone=milestone)
    planned = meeting.planned or new_meeting(acting, meeting.draft).meeting.ref
    return invite(acting, planned, leaving_in=leaving_in)


def _title(acting: Acting, matter: Matter, milestone: str) -> str:
    words = Catalogue(acting.config.organiser.locale)
    if not milestone:
        if matter.accepted_at is None:
            raise Refused("retrospective.too_early", ref=matter.ref)
        return words("retrospective.title", title=matter.title)
    return words("retrospective.title_of_milestone", title=matter.title, milestone=_milestone(matter, milestone).text)


def _milestone(matter: Matter, milestone: str) -> Milestone:
    known = matter.milestones
    found = [one for one in known if one.text == milestone.strip()] or [one for one in known if milestone in one.text]
    if len(found) != 1:
        names = [one.text for one in known]
        raise Refused("retrospective.no_milestone", ref=matter.ref, value=milestone, milestones=names)
    return found[0]


def _awaited(matter: Matter, milestone: str) -> date | None:
    """The day of a milestone that was not reached yet; None where none is named."""
    named = _milestone(matter, milestone) if milestone else None
    return named.day if named and named.reached is None else None


def _people(reader: Reader, acting: Acting, matter: Matter) -> tuple[NameInAgenda, ...]:
    """Contacts and owners, heads among them; the other heads of departments of which nobody else comes."""
    groups, accountable = recipients(reader, acting, matter), accountable_people(reader, matter)
    workers = [*groups.contacts, *(head for head in groups.heads if head.ref in accountable), *groups.owners]
    there = {person.department for person in workers}
    everybody = [*workers, *(head for head in groups.heads if head.department not in there)]
    return tuple(NameInAgenda(name=person.name, email=person.email) for person in everybody if person.is_here)
