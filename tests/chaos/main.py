"""Breaks the program in every way it is to survive, for some minutes, and says what was lost, doubled or wrong.

    scripts/chaos --minutes 20 --seed 1
    scripts/chaos --seed 1 --point kill-sync:137        that one again
    scripts/chaos --minutes 5 --only real-servers       on Dovecot and Postfix, where they are installed
    scripts/chaos --only many-mails --minutes 0         100 000 mails in the box, once

The same seed puts in the same faults. A full run has a fixed share of each scenario, taken in turn; what time is left
goes on with further points.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from chaos.catalogue import BY_NAME, REAL, SCENARIOS
from chaos.commands import Forker
from chaos.outcome import Verdict
from chaos.runner import Runner
from chaos.scenario import Scenario
from chaos.table import Tally


def main(arguments: list[str]) -> int:
    asked = _options().parse_args(arguments)
    chosen = tuple(BY_NAME[name] for name in asked.only) or (*SCENARIOS, *(REAL if asked.real else ()))
    with ExitStack() as open_:
        folder = Path(open_.enter_context(tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True)))
        runner = Runner(folder, [open_.enter_context(Forker()) for _ in range(2)])
        if asked.point:
            name, _, number = asked.point.partition(":")
            return _told(BY_NAME[name], asked.seed, int(number), runner.run(BY_NAME[name], asked.seed, int(number)))
        return _run(runner, chosen, asked.seed, time.monotonic() + 60 * asked.minutes)


def _run(runner: Runner, chosen: tuple[Scenario, ...], seed: int, until: float) -> int:
    tally, failed, begun = Tally(chosen), 0, time.monotonic()
    for scenario, number in _plan(chosen):
        verdict = runner.run(scenario, seed, number)
        tally.count(scenario, verdict)
        failed += _told(scenario, seed, number, verdict)
        if time.monotonic() > until:
            break
    print(f"\nseed {seed}, {(time.monotonic() - begun) / 60:.1f} minutes")
    print("\n".join(tally.lines()))
    print("repeated: the same mail once more under its Message-ID, after a crash while it was on its way")
    if not runner.has_doctor:
        print("not run: doctor --check, which this version does not have")
    return 1 if failed else 0


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
    parser.add_argument("--point", default="", metavar="NAME:NUMBER", help="one point of one scenario")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
