"""Changes one thing at a time in the code that must not be wrong, and counts how often no test notices.

    scripts/mutate                                     each room, a sample of its mutants
    scripts/mutate --seed 2 --sample 1000              others, and more of them
    scripts/mutate --only reader                       one room

The same seed draws the same mutants. Fails where a room's score, the share that a test noticed, is under the least.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from mutation.mutation_rooms import BY_NAME
from mutation.mutation_run import RoomScore, run_room


def main(arguments: list[str]) -> int:
    asked = _options().parse_args(arguments)
    rooms, begun = [BY_NAME[name] for name in asked.only or BY_NAME], time.monotonic()
    scores = []
    # a process for each room: what one imports and collects, the next must not find
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        for score in pool.map(partial(run_room, seed=asked.seed, sample=asked.sample, seconds=asked.seconds), rooms):
            print("\n".join(_survivors(score)), flush=True)
            scores.append(score)
    print(f"seed {asked.seed}, {asked.sample} of a room at most, {(time.monotonic() - begun) / 60:.1f} minutes")
    print("\n".join(_table(scores)))
    return 1 if any(score.percent < asked.least for score in scores) else 0


def _survivors(score: RoomScore) -> Iterator[str]:
    yield f"\n{score.room}"
    yield from (f"  left out, fails without any mutant: {name}" for name in score.failing)
    yield from (f"  {named}" for named in score.survivors())


def _table(scores: list[RoomScore]) -> Iterator[str]:
    yield f"{'room':<22}{'mutants':>10}{'tried':>10}{'killed':>10}{'score':>10}"
    for one in scores:
        yield f"{one.room:<22}{one.existing:>10}{len(one.fates):>10}{one.killed:>10}{one.percent:>8.1f} %"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="scripts/mutate", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1, help="which mutants are drawn (1)")
    parser.add_argument("--sample", type=int, default=120, help="mutants of a room at most (120)")
    parser.add_argument("--only", nargs="+", default=[], choices=sorted(BY_NAME), metavar="ROOM", help="these rooms")
    parser.add_argument("--seconds", type=float, default=600, help="of the processor for each mutant at most (600)")
    parser.add_argument("--least", type=float, default=85.0, help="percent that a room must reach (85)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
