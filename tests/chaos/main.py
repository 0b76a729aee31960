"""Breaks the program in every way it is to survive, for some minutes, and says what was lost, doubled or wrong.

    scripts/chaos --minutes 20 --seed 1
    scripts/chaos --seed 1 --point kill-sync:137        that one again
    scripts/chaos --minutes 5 --only real-servers       on Dovecot and Postfix, where they are installed
    scripts/chaos --only many-mails --minutes 0         100 000 mails in the box, once

The same seed puts in the same faults. A full run has a fixed share of each scenario, taken in turn; what time is left
goes on with further points. To make ready is part of the time, and what is still under way a minute after is cut short
and not counted. As many points as there are processors are run side by side, each in an office of its own.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from chaos.catalogue import BY_NAME, REAL, SCENARIOS
from chaos.commands import Forker
from chaos.faults.bad_disks import may_mount
from chaos.outcome import Verdict
from chaos.runner import Runner
from chaos.scenario import Scenario
from chaos.table import Tally

GRACE = 60.0
"""Seconds for the points that are under way when the time is over; on a busy machine one takes minutes."""


def main(arguments: list[str]) -> int:
    asked, begun = _options().parse_args(arguments), time.monotonic()
    chosen = tuple(BY_NAME[name] for name in asked.only) or (*SCENARIOS, *(REAL if asked.real else ()))
    with ExitStack() as open_:
        folder = Path(open_.enter_context(tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True)))

        def runner(number: int) -> Runner:
            place = folder / f"{number}"
            place.mkdir()
            return Runner(place, [open_.enter_context(Forker()) for _ in range(2)])

        if asked.point:
            name, _, number = asked.point.partition(":")
            return _told(BY_NAME[name], asked.seed, int(number), runner(0).run(BY_NAME[name], asked.seed, int(number)))
        runners = [runner(number) for number in range(asked.jobs)]
        return _run(runners, chosen, asked.seed, begun, begun + 60 * asked.minutes)


def _run(runners: list[Runner], chosen: tuple[Scenario, ...], seed: int, begun: float, until: float) -> int:
    """The time that making ready takes is part of it."""
    tally, failed, cut = Tally(chosen), 0, list[Scenario]()
    for scenario, number, verdict in _verdicts(runners, chosen, seed, until):
        if verdict is None:
            cut.append(scenario)
            continue
        tally.count(scenario, verdict)
        failed += _told(scenario, seed, number, verdict)
    print(f"\nseed {seed}, {(time.monotonic() - begun) / 60:.1f} minutes, {len(runners)} side by side")
    print("\n".join(tally.lines()))
    print("repeated: the same mail once more under its Message-ID, after a crash while it was on its way")
    if cut:
        print(f"not counted: under way {GRACE:.0f} s after the time was over: {', '.join(one.name for one in cut)}")
    if not runners[0].has_doctor:
        print("not run: doctor --check, which this version does not have")
    if not may_mount():
        print("not run: disk without room: who runs this may mount none; as root, or under unshare -rm, it is run")
    return 1 if failed else 0


def _verdicts(
    runners: list[Runner], chosen: tuple[Scenario, ...], seed: int, until: float
) -> Iterator[tuple[Scenario, int, Verdict | None]]:
    """One point at a time on each runner, until the time is over; at least one. None for one that was still under way
    a while after."""
    points, free, is_first = _plan(chosen), list(runners), True
    under_way: dict[Future[Verdict], tuple[Scenario, int, Runner]] = {}
    with ThreadPoolExecutor(len(runners)) as pool:
        while is_first or time.monotonic() < until:
            for scenario, number in islice(points, len(free)):
                runner = free.pop()
                under_way[pool.submit(runner.run, scenario, seed, number)] = (scenario, number, runner)
            left = None if is_first else max(0.0, until - time.monotonic())
            for done in wait(under_way, left, FIRST_COMPLETED).done:
                scenario, number, runner = under_way.pop(done)
                yield scenario, number, done.result()
                free.append(runner)
                is_first = False
        ended = wait(under_way, timeout=GRACE).done
        for rest, (scenario, number, runner) in under_way.items():
            if rest not in ended:
                runner.end()
            yield scenario, number, rest.result() if rest in ended else None


def _plan(chosen: tuple[Scenario, ...]) -> Iterator[tuple[Scenario, int]]:
    """Without end: each scenario as often as its share says, spread evenly, then again."""
    spread = sorted(
        ((number + 0.5) / scenario.share, place, scenario, number)
        for place, scenario in enumerate(chosen)
        for number in range(scenario.share)
    )
    round_ = 0
    while True:
        yield from ((scenario, number + round_ * scenario.share) for _, _, scenario, number in spread)
        round_ += 1


def _told(scenario: Scenario, seed: int, number: int, verdict: Verdict) -> int:
    for fault in verdict.faults:
        print(f"{fault.kind}: {scenario.name}: {fault.what}")
    if verdict.faults:
        print(f"    scripts/chaos --seed {seed} --point {scenario.name}:{number}", flush=True)
    return 1 if verdict.faults else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=20, help="how long (20)")
    parser.add_argument("--seed", type=int, default=1, help="which faults (1)")
    parser.add_argument(
        "--only", nargs="+", default=[], choices=sorted(BY_NAME), metavar="NAME", help="these scenarios"
    )
    parser.add_argument("--real", action="store_true", help="also Dovecot and Postfix, started for the run")
    processors = os.cpu_count() or 1
    parser.add_argument("--jobs", type=int, default=processors, help=f"points side by side (here {processors})")
    parser.add_argument("--point", default="", metavar="NAME:NUMBER", help="one point of one scenario")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
