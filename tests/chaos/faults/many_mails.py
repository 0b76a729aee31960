"""A mailbox with 100 000 mails of six years that are none of ours, and the answers among the last of them; killed twice
on the way. What came in before anything was asked is not read.

`COLLABTUI_MAILS` says another number."""

import os
from collections import Counter
from datetime import date, timedelta

from chaos.office import unrelated
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario
from support.smtp_script import message_id

COUNT = int(os.environ.get("COLLABTUI_MAILS", "100000"))
RECENT = 1000
"""So many came in since the minutes went out; the others before."""
ASKED = date(2026, 3, 2)
FIRST = ASKED - timedelta(days=6 * 365)
LONG_BEFORE = (ASKED - timedelta(days=10) - FIRST).days
PATIENCE = 600.0
"""Seconds of its own for one pass."""


def read_all(point: Point) -> Verdict:
    office, random = point.office, point.random
    office.patience = PATIENCE
    ours = list(office.imap.mails.values())
    old = COUNT - RECENT
    mails = [unrelated(number) for number in range(100, 100 + COUNT)]
    for place, raw in zip(sorted(random.sample(range(old, COUNT), len(ours))), ours, strict=True):
        mails.insert(place, raw)
    office.imap.mails = dict(enumerate(mails, 1))
    office.imap.came_in = {
        uid: FIRST + timedelta(days=uid * LONG_BEFORE // old) if uid <= old else ASKED for uid in office.imap.mails
    }
    for _ in range(2):
        killed = office.start("sync", kill_at=random.randint(100, 20 * RECENT)).wait(PATIENCE)
        office.interrupted += killed.was_killed
    whole = office.start("sync").wait(PATIENCE)
    ids = Counter(message_id(raw) for raw in mails[old:])
    wanted = point.reference._replace(taken_in=Counter(dict.fromkeys(ids, 1)))
    return judged(office, wanted, [whole, *office.go_on()])


SCENARIOS = (Scenario("many-mails", "100 000 mails in the box", 3, read_all),)
