"""A mailbox with 100 000 mails that are none of ours, before, between and behind the answers; killed twice on the way.

`COLLABTUI_MAILS` says another number."""

import os
from collections import Counter

from chaos.office import unrelated
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario
from support.smtp_script import message_id

COUNT = int(os.environ.get("COLLABTUI_MAILS", "100000"))
PATIENCE = 3600.0
"""Seconds for all of them."""


def read_all(point: Point) -> Verdict:
    office, random = point.office, point.random
    others = [unrelated(number) for number in range(100, 100 + COUNT)]
    ours = list(office.imap.mails.values())
    places = sorted(random.sample(range(COUNT + len(ours)), len(ours)))
    mails = others
    for place, raw in zip(places, ours, strict=True):
        mails.insert(place, raw)
    office.imap.mails = dict(enumerate(mails, 1))
    for _ in range(2):
        killed = office.start("sync", kill_at=random.randint(100, 20 * COUNT)).wait(PATIENCE)
        office.interrupted += killed.was_killed
    whole = office.start("sync").wait(PATIENCE)
    ids = Counter(message_id(raw) for raw in mails)
    wanted = point.reference._replace(taken_in=Counter(dict.fromkeys(ids, 1)))
    return judged(office, wanted, [whole, *office.go_on()])


SCENARIO = Scenario("many-mails", "100 000 mails in the box", 1, read_all)
