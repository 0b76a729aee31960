"""Whether a reminder is still right at the instant at which it leaves: its reader may be away by now, and what it asks
for may be done."""

from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_about import ChangeTo, MinutesOf, QuestionOn, RequestTo, ResourcesOf
from collabtui.domain.mail.mail_records import NumberedItem, Outgoing, OutgoingKind
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import asked_of
from collabtui.domain.matters.department_speakers import with_stand_ins
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.people import Person
from collabtui.domain.refs import RESOURCE, RISK, VOTE, is_ref
from collabtui.domain.retry_pauses import LONGEST_SEND_PAUSE
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.asked.filed_matters import is_filed
from collabtui.lifecycle.base.asked.heads_unasked import objecting_before
from collabtui.lifecycle.base.directory import facilitators
from collabtui.lifecycle.base.stand_in import own_stand_ins
from collabtui.lifecycle.due.daily_mail import APART
from collabtui.lifecycle.due.owed import day_of
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_REMINDING: frozenset[OutgoingKind] = frozenset({"reminder", "overdue", "escalation"})


def is_reminder(mail: Outgoing) -> bool:
    """Whether the clock wrote it, and no server was asked to take it yet. What somebody has released leaves."""
    if not mail.automatic or mail.attempts or outbox_keys.is_passed_on(mail.key):
        return False
    return mail.kind in _REMINDING or outbox_keys.is_of_duties(mail.key)


def put_off(acting: Acting, mail: Outgoing, person: Person) -> Outgoing | None:
    """The reminder of somebody who is away by now; None where he is here.

    What stands in no mail with anything else is held, and made anew by the first pass after his absence, for his deputy
    meanwhile where the rule has one. Other mails wait themselves: each thing in them is marked as told, and a digest is
    written anew when it leaves."""
    day = day_of(acting.now, person)
    if person.away_until is None or not person.is_away(day):
        return None
    back = _back(acting, person, person.away_until)
    words = Catalogue(acting.config.organiser.locale)
    waits = {"last_error": str(words("outbox.reader_away", until=person.away_until)), "lease": None}
    if not _is_alone(mail):
        # no pause is longer, and who is back earlier has it earlier
        return mail.model_copy(update={**waits, "not_before": min(back, acting.now + LONGEST_SEND_PAUSE)})
    return mail.model_copy(update={**waits, "state": "held", "not_before": back})


def is_settled(reader: Reader, acting: Acting, mail: Outgoing) -> bool:
    """Whether all that it asks for was done or answered since it was written, or is somebody else's. A facilitator's
    digest may name duties beside its items."""
    if outbox_keys.is_digest(mail.key):
        over = bool(mail.items) and all(_is_over(reader, mail, one) for one in mail.items)
        return over and mail.person not in facilitators(reader, acting)
    if is_filed(reader, mail.matter):
        return True
    match mail.about:
        case RequestTo(matter=matter, department=department):
            part = asked_of(reader.get(Matter, matter).asked, department)
            return part is None or part.owed_since is None or mail.queued_at < part.owed_since
        case ChangeTo(change=change, departments=departments):
            asked = reader.get(ChangeRequest, change)
            unclear = (one.department for one in asked.unclear if one.at <= mail.queued_at)
            unanswered = {*asked.silent, *unclear, *objecting_before(reader, reader.get(Matter, asked.matter), asked)}
            return asked.state != "asked" or unanswered.isdisjoint(departments)
        case MinutesOf(meeting=meeting, version=version):
            signed = reader.find(SignOff, meeting=meeting, person=mail.person)
            return bool(signed) and not any(_can_answer(acting, one, version) for one in signed)
        case QuestionOn(subject=subject) if is_ref(subject, RISK):
            risk = reader.get(Risk, subject)
            return bool(risk.answer) or risk.state != "open"
        case QuestionOn(subject=subject) if is_ref(subject, RESOURCE):
            return not reader.get(Resource, subject).is_awaited
        case ResourcesOf(resources=refs):
            return not any(reader.get(Resource, ref).is_awaited for ref in refs)
        case QuestionOn(subject=subject) if is_ref(subject, VOTE):
            vote = reader.get(Vote, subject)
            return vote.state != "open" or mail.person not in vote.silent
    return False


def _can_answer(acting: Acting, answer: SignOff, version: int) -> bool:
    return answer.state == "waiting" and answer.minutes_version == version and acting.now < answer.deadline


def _back(acting: Acting, person: Person, last: date) -> datetime:
    """The hour of reminders on the day after his last one away."""
    hour = time.fromisoformat(acting.config.reminders.at)
    return datetime.combine(last + timedelta(days=1), hour, ZoneInfo(person.timezone))


def _is_over(reader: Reader, mail: Outgoing, item: NumberedItem) -> bool:
    action = reader.get(Action, item.ref)
    known = with_stand_ins(action.answering, partial(own_stand_ins, reader))
    is_his = mail.kind == "escalation" or mail.person in known
    return is_filed(reader, action.matter) or not action.open or action.due != item.due or not is_his


def _is_alone(mail: Outgoing) -> bool:
    """Whether nothing else of its day can stand in it, whose marks would say that it was told."""
    duty = outbox_keys.duty_of(mail.key)
    return duty in APART if duty else mail.kind == "escalation" and not outbox_keys.is_digest(mail.key)
