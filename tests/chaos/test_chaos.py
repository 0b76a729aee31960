"""Chaos itself: each scenario can be carried through, the same point is the same again, and what is lost is seen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from subprocess import PIPE, Popen
from sys import executable
from threading import Event
from time import sleep

import pytest

from chaos import main
from chaos.catalogue import BY_NAME, REAL, SCENARIOS
from chaos.commands import Forker
from chaos.commands_to_kill import BACKUP, EXPORT, IMPORT, POINTS_OF, RESTORE, WATCH
from chaos.outcome import Verdict, judged
from chaos.runner import Runner
from chaos.scenario import Point, Scenario
from collabtui.domain.mail.mail_records import Outgoing
from support.patience import Patience
from support.records import NOW

SLOW = {"kill-screens", "held-lock", "kill-watch", "smtp-slow", "outage", "many-mails", "real-servers", "real-idle"}
"""These take seconds each; scripts/chaos runs them."""
MADE_FROM = {RESTORE: BACKUP, IMPORT: EXPORT}
"""What has to be there before it."""


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with Forker() as first, Forker() as second:
        yield Runner(tmp_path_factory.mktemp("chaos"), [first, second])


@pytest.mark.parametrize("name", sorted(BY_NAME.keys() - SLOW))
def test_nothing_is_lost_doubled_or_wrong(runner: Runner, name: str) -> None:
    assert runner.run(BY_NAME[name], 0, 0).faults == ()


def test_the_same_point_is_the_same_again(runner: Runner) -> None:
    drawn: list[float] = []

    def draw(point: Point) -> Verdict:
        drawn.append(point.random.random())
        return Verdict(())

    for number in (5, 5, 6):
        runner.run(Scenario("drawing", "none", 1, draw), 1, number)
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize("command", sorted(POINTS_OF.keys() - {WATCH}))
def test_kills_are_spread_over_the_whole_of_a_command(runner: Runner, command: str) -> None:
    points: list[int] = []

    def count(point: Point) -> Verdict:
        if command in MADE_FROM:
            point.office.run(MADE_FROM[command])
        points.append(point.office.start(command, stdin=point.office.folder / "notes.txt").wait().points)
        return Verdict(())

    runner.run(Scenario("counting", "none", 1, count), 1, 0)
    assert points == [pytest.approx(POINTS_OF[command], rel=0.2)]


def swallowed(point: Point) -> Verdict:
    """A server that says yes and keeps nothing."""
    ended = point.office.go_on()
    point.office.smtp.mails.clear()
    return judged(point.office, point.reference, ended)


def sent_again(point: Point) -> Verdict:
    ended = point.office.go_on()
    point.office.smtp.mails.append(point.office.smtp.mails[0])
    return judged(point.office, point.reference, ended)


def forgotten(point: Point) -> Verdict:
    """Answers that are never read."""
    point.office.imap.mails.clear()
    return judged(point.office, point.reference, point.office.go_on())


def left_over(point: Point) -> Verdict:
    ended = point.office.go_on()
    with closing(point.office.store()) as store, store.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(tx.get(Outgoing, "O6").model_copy(update={"state": "queued"}))
    return judged(point.office, point.reference, ended)


@pytest.mark.parametrize(
    ("broken", "kind"), [(swallowed, "lost"), (sent_again, "doubled"), (forgotten, "lost"), (left_over, "lost")]
)
def test_what_goes_wrong_is_seen(runner: Runner, broken: Callable[[Point], Verdict], kind: str) -> None:
    faults = runner.run(Scenario("broken", "none", 1, broken), 1, 0).faults
    assert kind in {fault.kind for fault in faults}


def test_a_command_that_hangs_is_ended_and_one_that_waits_for_a_processor_is_not() -> None:
    """Four that want the same processor have a quarter of it each, and so have their clocks."""
    beside_others = (
        "import os\nos.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\nprint(flush=True)\nwhile True: pass"
    )
    with ExitStack() as running:
        hanging, *spinning = [
            running.enter_context(Popen([executable, "-c", code], stdout=PIPE))  # noqa: S603  # ours
            for code in ("import time; print(flush=True); time.sleep(60)", *[beside_others] * 4)
        ]
        for one in (hanging, *spinning):
            running.callback(one.kill)
            assert one.stdout
            one.stdout.readline()
        hangs, waits = Patience(hanging.pid, 1.0), Patience(spinning[0].pid, 1.0)
        sleep(1.1)
        assert (hangs.is_over(), waits.is_over()) == (True, False)


class Standing(Runner):
    """Comes to no end by itself in what is called stuck."""

    def __init__(self) -> None:
        self._ended = Event()

    def run(self, scenario: Scenario, seed: int, number: int) -> Verdict:  # noqa: ARG002  # as its base
        if scenario.name == "stuck":
            self._ended.wait()
        return Verdict(())

    def end(self) -> None:
        self._ended.set()


def test_a_run_is_over_at_its_time_though_a_point_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "GRACE", 0.01)
    quick, stuck = (Scenario(name, "none", 1, lambda _: Verdict(())) for name in ("quick", "stuck"))
    found = list(main._verdicts([Standing(), Standing()], (quick, stuck), 1, until=0.0))
    assert [(scenario.name, verdict) for scenario, _, verdict in found] == [("quick", Verdict(())), ("stuck", None)]


def test_names_tell_scenarios_apart() -> None:
    assert len(BY_NAME) == len(SCENARIOS) + len(REAL)
    assert sum(scenario.share for scenario in SCENARIOS if scenario.name.startswith("kill-")) >= 500
