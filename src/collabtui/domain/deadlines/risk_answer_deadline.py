"""The deadline of a risk: how long it may stand without an answer."""

from datetime import datetime, timedelta

RISK_ANSWER = timedelta(hours=24)
"""In which a risk is to have an answer."""


def risk_answer_due(raised_at: datetime) -> datetime:
    return raised_at + RISK_ANSWER
