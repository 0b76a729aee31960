"""`kill -9` in the middle of what a worker does: `sync`, `watch`, `outbox flush`, and of the commands that send.

Afterwards another worker goes on, as cron starts one. A mail that was on its way may come twice, under one Message-ID.
"""

from functools import partial

from chaos.commands_to_kill import FLUSH, SYNC, WATCH, points_in_a_row
from chaos.outcome import Verdict, judged
from chaos.scenario import Point, Scenario


def kill(point: Point, command: str) -> Verdict:
    office = point.office
    for number in points_in_a_row(point.random, command):
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
    office.note_kill(running.kill())


SCENARIOS = (
    Scenario("kill-sync", "killed: sync", 170, partial(kill, command=SYNC)),
    Scenario("kill-watch", "killed: watch", 60, partial(kill, command=WATCH)),
    Scenario("kill-flush", "killed: flush", 80, partial(kill, command=FLUSH)),
)
