"""The deadline of a risk: how long it may stand without an answer, and when a high one is asked about again."""

from datetime import date, datetime, timedelta

from collabtui.domain.count_working_days import IsWorking, add_working_days
from collabtui.domain.deadlines.escalation_to_heads import LARGE_SLIP, next_escalation_step

RISK_ANSWER = timedelta(hours=24)
"""In which a risk is to have an answer."""


def risk_answer_due(raised_at: datetime) -> datetime:
    return raised_at + RISK_ANSWER


def asked_again_on(asked: date, today: date, is_working: IsWorking) -> date | None:
    """The last day until today on which a high risk without an answer is asked about again, since it was first asked
    about: a working day later, as the next one up hears of what is late, and then every working week. None: not yet."""
    last, day = None, next_escalation_step(asked, is_working)
    while day <= today:
        last, day = day, add_working_days(day, LARGE_SLIP, is_working)
    return last
