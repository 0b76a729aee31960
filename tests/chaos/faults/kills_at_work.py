"""`kill -9` in the middle of what a worker does: `sync`, `watch`, `outbox flush`, and of the commands that send.

Afterwards another worker goes on, as cron starts one. A mail that was on its way may come twice, under one Message-ID.
"""

from functools import partial

from chaos.commands_to_kill import FLUSH, SYNC, WATCH, any_point
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario

KILLS_IN_A_ROW = 3


def kill(point: Point, command: str) -> Verdict:
    office, random = point.office, point.random
    for _ in range(random.choice((1, 1, 1, 2, KILLS_IN_A_ROW))):
        number = any_point(random, command)
        if command == WATCH:
            _watch_until(point, number)
        else:
            office.killed(command, number)
    return judged(office, point.reference, office.go_on())


def _watch_until(point: Point, number: int) -> None:
    """It never ends by itself: where the point is not reached, it is killed once nothing is left to do."""
    office = point.office
    running = office.start(WATCH, kill_at=number)
    office.wait_until_still(running)
    office.interrupted += running.kill().was_killed


SCENARIOS = (
    Scenario("kill-sync", "killed: sync", 170, partial(kill, command=SYNC)),
    Scenario("kill-watch", "killed: watch", 60, partial(kill, command=WATCH)),
    Scenario("kill-flush", "killed: flush", 80, partial(kill, command=FLUSH)),
)
