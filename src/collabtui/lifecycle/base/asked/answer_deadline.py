"""Two working days to answer, by the calendar and the zone of whoever is asked: a holiday where the facilitator lives
is none of theirs."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from collabtui.domain.deadlines.escalation_to_heads import next_escalation_step
from collabtui.domain.deadlines.two_working_days_to_answer import answer_due
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Acting


def answer_due_by(acting: Acting, asked: datetime, person: Person, more_days: int = 0) -> datetime:
    """The instant by which the person answers; `more_days` as `answer_due` has them."""
    return answer_due(asked, ZoneInfo(person.timezone), acting.working_days(person.country), more_days)


def all_due_by(acting: Acting, asked: datetime, people: Iterable[Person]) -> datetime:
    """The instant by which the last of them answers; where nobody is to, as the facilitator would."""
    each = [answer_due_by(acting, asked, person) for person in people]
    return max(each, default=answer_due(asked, acting.zone, acting.is_working))


def works_now(acting: Acting, person: Person) -> bool:
    """Whether it is a working day where the person lives; an absence is no part of it."""
    return acting.working_days(person.country)(acting.now.astimezone(ZoneInfo(person.timezone)).date())


def had_a_day(acting: Acting, written: datetime, person: Person) -> bool:
    """Whether the person was written to a working day of theirs ago."""
    zone = ZoneInfo(person.timezone)
    step = next_escalation_step(written.astimezone(zone).date(), acting.working_days(person.country))
    return step <= acting.now.astimezone(zone).date()
