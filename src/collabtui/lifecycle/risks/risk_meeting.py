"""The meeting on a high risk: offered with lead, heads concerned and who answers for it, an agenda that is filled in,
and the first time at which all are free; planned and invited by one command."""

from datetime import datetime, timedelta

from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.draft import NameInAgenda
from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_template import read_template
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.department_people import present_for
from collabtui.lifecycle.base.directory import people_by_ref
from collabtui.lifecycle.bookings.offered_meeting import OfferedMeeting, is_settled, meeting_called, offered
from collabtui.lifecycle.matters.risk_alarm import concerned
from collabtui.lifecycle.meetings.invite import invite
from collabtui.lifecycle.meetings.plan import new_meeting
from collabtui.lifecycle.meetings.prepared_invitation import Invited
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_NOTICE = timedelta(minutes=30)
"""How much time those who are invited have at least, before the half hour in which it may begin."""
_WITHIN = timedelta(days=1)
"""A high risk is talked over within a day."""


def offered_risk_meeting(reader: Reader, acting: Acting, ref: str, *, when: str = "") -> OfferedMeeting:
    """The meeting as `hold_risk_meeting` would plan it. Writes nothing.

    Raises `Refused`: risk.meeting.over (ref) of a risk that is closed; risk.meeting.no_matter (ref);
    risk.meeting.there (ref, meeting); risk.meeting.nobody (ref); agenda.when."""
    risk = reader.get(Risk, ref)
    if risk.state != "open":
        raise Refused("risk.meeting.over", ref=risk.ref)
    if risk.matter is None:
        raise Refused("risk.meeting.no_matter", ref=risk.ref)
    matter, words = reader.get(Matter, risk.matter), Catalogue(acting.config.organiser.locale)
    title = words("risk.meeting.title", ref=risk.ref, text=risk.text)
    there = meeting_called(reader, matter.ref, title)
    if there and is_settled(there, when):
        raise Refused("risk.meeting.there", ref=risk.ref, meeting=there.ref)
    people = _people(reader, acting, risk, matter)
    if not people:
        raise Refused("risk.meeting.nobody", ref=risk.ref)
    local = acting.now.astimezone(acting.zone).replace(tzinfo=None)
    text = words("agendas.risk.text", start="")
    draft = read_template(text, title=title, start=_half_hour(local + _NOTICE), today=local.date())
    named = tuple(NameInAgenda(name=one.name, email=one.email) for one in people)
    questions = _questions(reader, risk, words)
    draft = draft.model_copy(update={"participants": named, "matter": matter.ref, "questions": questions})
    return offered(reader, acting, draft, there, when=when, by=acting.now + _WITHIN)


def lateness_in_words(offered: OfferedMeeting, words: Catalogue) -> str:
    """The remark on a meeting that begins later than within a day: that all are free earlier, where they are,
    or at no time until then. Empty of one that does not."""
    if not offered.is_late:
        return ""
    if offered.first_free is None or offered.first_free > offered.by:
        return words("risk.meeting.late")
    return words("risk.meeting.later", start=offered.first_free)


def hold_risk_meeting(acting: Acting, ref: str, *, when: str = "", leaving_in: timedelta = timedelta()) -> Invited:
    """Plan it, where that is not done yet, and invite. An undo takes the invitation back, one more the meeting. Raises
    as `offered_risk_meeting` does, and as `invite`."""
    meeting = offered_risk_meeting(acting.store, acting, ref, when=when)
    planned = meeting.planned or new_meeting(acting, meeting.draft).meeting.ref
    return invite(acting, planned, leaving_in=leaving_in)


def _people(reader: Reader, acting: Acting, risk: Risk, matter: Matter) -> list[Person]:
    """Who leads, the heads of all that take part, who answers for the risk or the matter, and who told of it; of those
    who are away whoever stands in."""
    owner = people_by_ref(reader, [risk.owner] if risk.owner else [])
    found = concerned(reader, acting, matter, next(iter(owner.values()), None), with_contacts=False)
    remark = [one for one in reader.find(Person, name=risk.by) if one.is_here]
    found |= {one.ref: one for one in remark if len(remark) == 1}
    present = [present_for(reader, acting, one, matter) for one in found.values() if one.is_here]
    own = acting.config.organiser.email.lower()
    return list({one.ref: one for one in present if one.email != own}.values())


def _questions(reader: Reader, risk: Risk, words: Catalogue) -> tuple[str, ...]:
    """What is to be settled, each with what is known of it."""
    owner = reader.get(Person, risk.owner).name if risk.owner else ""
    remark = words("risk.meeting.how_bad_known", scope=risk.impact) if risk.impact else words("risk.meeting.how_bad")
    answer = " ".join(risk.answer.split("\n"))
    return (
        remark,
        words("risk.meeting.answer_known", answer=answer) if answer else words("risk.meeting.answer"),
        words("risk.meeting.who_known", owner=owner) if owner else words("risk.meeting.who"),
        words("risk.meeting.standby_known", standby=risk.standby) if risk.standby else words("risk.meeting.standby"),
    )


def _half_hour(moment: datetime) -> datetime:
    """The next full or half hour."""
    whole = moment.replace(minute=0, second=0, microsecond=0)
    half = timedelta(minutes=30)
    return whole + -(-(moment - whole) // half) * half
