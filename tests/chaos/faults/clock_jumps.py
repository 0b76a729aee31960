"""The machine's clock is wrong for a while: by minutes or by years, ahead or behind."""

from datetime import timedelta

from chaos.office import NOW
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario

JUMPS = tuple(timedelta(**jump) for jump in (
    {"hours": -20}, {"days": -400}, {"days": -7300}, {"minutes": -5}, {"minutes": 40}, {"hours": 7},
))  # fmt: skip
"""None so far ahead that a day passes on which somebody is to be told something: that would be said, and rightly."""
YEARS = timedelta(days=3650)


def jump(point: Point) -> Verdict:
    """While the clock is wrong a server may put mail off; it goes out all the same once the clock is right."""
    office, random = point.office, point.random
    puts_off = {number for number in range(1, 9) if random.random() < 0.5}
    office.smtp.lies = lambda number: "greylisted" if number in puts_off else None
    ended = [office.run("sync", now=NOW + random.choice(JUMPS)) for _ in range(random.choice((1, 2)))]
    return judged(office, point.reference, [*ended, *office.go_on()])


def years_ahead(point: Point) -> Verdict:
    """A server that was out of reach, too, and puts the first mails off when it is back: no mail is given up."""
    office, random = point.office, point.random
    put_off = random.choice((1, 3, 8))
    office.smtp.lies = lambda number: "greylisted" if number <= put_off else None
    ended = [office.run("outbox flush", now=NOW + YEARS)]
    return judged(office, point.reference, [*ended, *office.go_on()])


SCENARIOS = (
    Scenario("clock-jump", "clock jump", 40, jump),
    Scenario("clock-years", "clock jump", 10, years_ahead),
)
