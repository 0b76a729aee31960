"""Damaged mail, as the tests make it, and much more of it: `python bench/mutations.py [--mails 10000] [--seed 0]`.

First so many answers of the labelled tables in mails that were damaged on their way, then every client's format with
answers that take themselves back, cut off behind every hundredth byte. Exit code 1 when a mail raised, or changed
something without asking that the whole mail does not say.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from support.mail_clients import CLIENTS
from support.mutated import TRAPS, Mutant, cut_off, mutants, wrong
from support.worlds import World, world


def cut_offs(offices: Callable[[str], World]) -> Iterator[Mutant]:
    for number, client in enumerate(CLIENTS):
        for trap in (TRAPS[number % len(TRAPS)], TRAPS[-1 - number % len(TRAPS)]):
            if "\n" not in trap or not CLIENTS[client].one_line:
                workspace = offices("en3" if trap.isascii() else "zh3")
                yield from cut_off(f"{client}, {trap!r}", workspace, workspace.reply(client, trap))


def measure(what: str, mails: Iterable[Mutant]) -> bool:
    """Print how many there were, and each that went wrong; whether none did."""
    started, count, failed = time.perf_counter(), 0, 0
    for mutant in mails:
        count += 1
        if found := wrong(mutant):
            failed += 1
            print(f"  {found}")
    print(f"{what}: {count:,} mails, {failed} wrong, {time.perf_counter() - started:.0f} s")
    return not failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        offices = cache(lambda name: world(name, Path(folder)))
        damaged = measure("damaged", islice(mutants(offices, wanted.seed), wanted.mails))
        shortened = measure("cut off", cut_offs(offices))
    return 0 if damaged and shortened else 1


if __name__ == "__main__":
    sys.exit(main())
