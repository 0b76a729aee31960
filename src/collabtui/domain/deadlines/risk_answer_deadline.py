"""The deadline of a risk: how long it may stand without an answer."""

from datetime import timedelta

RISK_ANSWER = timedelta(hours=24)
"""In which a risk is to have an answer."""
