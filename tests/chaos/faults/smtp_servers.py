"""Servers that take mail badly: they throttle, drop the line, answer nonsense, are away, or can do odd things."""

import time
from functools import partial

from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario
from support.smtp_script import SmtpLie

FOR_NOW: tuple[SmtpLie, ...] = ("greylisted", "throttled", "over quota")
LINE: tuple[SmtpLie, ...] = ("dropped before", "dropped within", "dropped after")
NONSENSE: tuple[SmtpLie, ...] = ("garbage", "said twice")
NOT_KNOWN = frozenset({"dropped within", "dropped after", "garbage", "said twice"})
"""After these nobody can know whether the server has the mail."""
CAPABILITIES = (
    (), ("SIZE",), ("SIZE 0",), ("8BITMIME", "SMTPUTF8", "PIPELINING", "CHUNKING"), ("PIPELINING",),
    ("SIZE 10000000", "DSN"), ("X-ANONYMOUSTLS", "XEXCH50"), ("ENHANCEDSTATUSCODES", "LIMITS RCPTMAX=1"),
)  # fmt: skip
MAILS = 20
"""Of which each may meet a fault; afterwards the server behaves."""


def lie(point: Point, lies: tuple[SmtpLie, ...]) -> Verdict:
    office, random = point.office, point.random
    planned = {number: random.choice(lies) for number in range(1, MAILS) if random.random() < 0.4}
    office.smtp.lies = planned.get
    office.smtp.capabilities = random.choice(CAPABILITIES)
    ended = office.go_on()
    office.interrupted += sum(one in NOT_KNOWN for one in planned.values())
    return judged(office, point.reference, ended)


def slow(point: Point) -> Verdict:
    """Each answer to a mail takes its time; in the middle another worker tries its luck."""
    office, random = point.office, point.random
    office.smtp.before_answer = lambda: time.sleep(random.choice((0.0, 0.02, 0.2)))
    first, second = office.start("sync"), office.start("sync", second=True)
    return judged(office, point.reference, [first.wait(), second.wait(), *office.go_on()])


def away(point: Point) -> Verdict:
    """It is restarted: for some connections nobody answers."""
    office, random = point.office, point.random
    office.smtp.away = random.randint(1, 4)
    office.imap.away = random.randint(0, 4)
    return judged(office, point.reference, office.go_on())


def refused(point: Point) -> Verdict:
    """One mail is refused for good: it is shown as failed, and keeps no other back."""
    office = point.office
    number = point.random.randint(1, 8)
    office.smtp.lies = lambda begun: "refused" if begun == number else None
    return judged(office, point.reference, office.go_on(), permanent=1)


SCENARIOS = (
    Scenario("smtp-for-now", "server: throttling, greylisting", 40, partial(lie, lies=FOR_NOW)),
    Scenario("smtp-line", "server: dropping", 40, partial(lie, lies=LINE)),
    Scenario("smtp-nonsense", "server: lying", 30, partial(lie, lies=(*NONSENSE, *LINE, *FOR_NOW))),
    Scenario("smtp-slow", "server: slow", 15, slow),
    Scenario("smtp-refused", "server: refusing", 10, refused),
    Scenario("servers-away", "server: restarted", 25, away),
)
