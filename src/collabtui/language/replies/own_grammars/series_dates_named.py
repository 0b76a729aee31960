"""A reply to the invitation to a series that names one of its dates: `4月6日不参加`, `Bob goes instead of me on 6 Apr`.
It is said of that date, and of none of the others."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from collabtui.domain.mail.reply import Clause, Proposal, Understanding
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Locale
from collabtui.language.dates.find_days import find_days

_COMES = ("accepted", "declined", "tentative")
_LOOKED_AHEAD = 500
"""Dates of a series at the most."""


def with_day_of_series(
    series: Series, understood: Understanding, text: str, locale: Locale, written: date
) -> Understanding:
    """The understanding, of the date that it names. It waits where the date stands in another clause than the answer,
    where several are named, and where the answer names a day or a week that is no date of the series."""
    if understood.rsvp is None and not any(one.ask in _COMES for one in understood.proposals):
        return understood
    named = {day for day in _days(text, locale, written) if day is None or _comes_on(series, day)}
    if not named:
        answers = [clause.text for clause in understood.clauses if _answers(clause)]
        is_of_another = any(find_days(one, locale=locale, written=written) for one in answers)
        return _waiting(understood) if is_of_another and understood.rsvp else understood
    day = named.pop() if len(named) == 1 else None
    own = {found for clause in understood.clauses if _answers(clause) for found in _days(clause.text, locale, written)}
    proposals = tuple(one.model_copy(update={"due": day}) if one.ask in _COMES else one for one in understood.proposals)
    found = understood.model_copy(update={"rsvp_day": day, "proposals": proposals})
    return found if (day and day in own) or understood.rsvp is None else _waiting(found)


def _answers(clause: Clause) -> bool:
    return clause.counts or bool(clause.proposals)


def _waiting(found: Understanding) -> Understanding:
    """Proposed, as far as one date is meant."""
    number = max((one.n for one in found.proposals), default=0) + 1
    proposals = found.proposals
    if found.rsvp_day and found.rsvp in ("accepted", "declined", "tentative"):
        proposed = Proposal(n=number, ref=None, ask=found.rsvp, due=found.rsvp_day, why="open-words")
        proposals = (*proposals, proposed)
    return found.model_copy(update={"rsvp": None, "proposals": proposals, "doubt": found.doubt or "open-words"})


def _days(text: str, locale: Locale, written: date) -> Iterator[date | None]:
    """None for several in one: `3月9日和3月16日`."""
    for line in text.splitlines():
        for one in find_days(line, locale=locale, written=written):
            if one.day or (one.reason, one.kind) == ("ambiguous", "calendar"):
                yield one.day


def _comes_on(series: Series, day: date) -> bool:
    after = datetime.combine(day, time(), series.zone) - timedelta(seconds=1)
    start = next((one for one in islice(series.starts(), _LOOKED_AHEAD) if one > after), None)
    return start is not None and start.astimezone(series.zone).date() == day
