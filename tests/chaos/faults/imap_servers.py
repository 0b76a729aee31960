"""Servers that hand mail out badly: a FETCH is refused, empty, short, garbled, throttled or torn; UIDs begin anew."""

from functools import partial

from chaos.commands_to_kill import SYNC, any_point
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario
from support.lying_imap import Lie, always, honest

ABOUT_ONE: tuple[Lie, ...] = ("no", "bad", "garbage", "nil", "missing", "empty", "short", "bad date")
LINE: tuple[Lie, ...] = ("bye", "hang up", "torn")
CAPABILITIES = (
    "IMAP4rev1", "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE", "IMAP4rev1 ID X-GM-EXT-1",
    "IMAP4rev1 AUTH=PLAIN SASL-IR LITERAL+", "IMAP4 IMAP4rev1 XYZZY", "IMAP4rev1 ESEARCH CONDSTORE QRESYNC",
)  # fmt: skip
BAD_PASSES = 4


def lie(point: Point, lies: tuple[Lie, ...]) -> Verdict:
    office, random = point.office, point.random
    office.imap.capabilities = random.choice(CAPABILITIES)
    ended = []
    for _ in range(random.randint(1, BAD_PASSES)):
        office.imap.lies = always({uid: random.choice(lies) for uid in office.imap.mails if random.random() < 0.4})
        ended.append(office.run("sync"))
    office.imap.lies = honest
    return judged(office, point.reference, [*ended, *office.go_on()])


def begin_anew(point: Point) -> Verdict:
    """A mailbox that was restored: other UIDs, with a new UIDVALIDITY or under the old one, in between a kill."""
    office, random = point.office, point.random
    office.killed("sync", any_point(random, SYNC, after=0.1))
    office.imap.uidvalidity += random.choice((0, 1))
    mails = list(office.imap.mails.values())
    begin = random.choice((1, 3, 40))
    office.imap.mails = dict(enumerate(mails, begin))
    return judged(office, point.reference, office.go_on())


SCENARIOS = (
    Scenario("imap-fetch", "server: lying", 40, partial(lie, lies=ABOUT_ONE)),
    Scenario("imap-throttled", "server: throttling, greylisting", 15, partial(lie, lies=("throttled",))),
    Scenario("imap-line", "server: dropping", 25, partial(lie, lies=LINE)),
    Scenario("imap-uids", "server: UIDs begin anew", 30, begin_anew),
)
