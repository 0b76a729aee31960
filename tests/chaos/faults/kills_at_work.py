"""`kill -9` in the middle of what a worker does: `sync`, `watch`, `outbox flush`, and of the commands that send.

Afterwards another worker goes on, as cron starts one. A mail that was on its way may come twice, under one Message-ID.
"""

from functools import partial

from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario

POINTS_OF = {"sync": 570, "watch": 570, "outbox flush": 190}
"""About as many places there are in each; a number beyond the last one kills when all is done."""
KILLS_IN_A_ROW = 3


def kill(point: Point, command: str) -> Verdict:
    office, random = point.office, point.random
    for _ in range(random.choice((1, 1, 1, 2, KILLS_IN_A_ROW))):
        number = random.randint(1, POINTS_OF[command])
        if command == "watch":
            _watch_until(point, number)
        else:
            office.killed(command, number)
    return judged(office, point.reference, office.go_on())


def _watch_until(point: Point, number: int) -> None:
    """It never ends by itself: where the point is not reached, it is killed once nothing is left to do."""
    office = point.office
    running = office.start("watch", kill_at=number)
    office.wait_until_still(running)
    office.interrupted += running.kill().was_killed


SCENARIOS = (
    Scenario("kill-sync", "killed: sync", 170, partial(kill, command="sync")),
    Scenario("kill-watch", "killed: watch", 60, partial(kill, command="watch")),
    Scenario("kill-flush", "killed: flush", 80, partial(kill, command="outbox flush")),
)
