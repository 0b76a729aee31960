"""Both servers are away for days, while a worker tries every few hours; then they are back, and busy."""

from datetime import timedelta

from chaos.office import NOW
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario

EVERY = timedelta(hours=6)
FOR_EVER = 10**9
"""Connections that nobody answers."""


def outage(point: Point) -> Verdict:
    """Before the day on which somebody is to be reminded; also longer than a refused mail is tried."""
    office, random = point.office, point.random
    office.smtp.away = office.imap.away = FOR_EVER
    lasts = timedelta(days=random.randint(1, 8))
    ended = []
    now = NOW
    while now < NOW + lasts:
        ended.append(office.run("sync", now=now))
        now += EVERY * random.randint(1, 4)
    office.smtp.away = office.imap.away = 0
    put_off = office.smtp.begun + random.randint(0, 8)
    office.smtp.lies = lambda number: "greylisted" if number <= put_off else None
    return judged(office, point.reference, [*ended, *office.go_on(since=NOW + lasts)])


SCENARIOS = (Scenario("outage", "outage of days", 20, outage),)
