"""Writes inputs until its time is over, and keeps those on which a reader fails or takes more than linear time.

scripts/fuzz --minutes 5 --seed 1 [--grammar mail]
"""

import argparse
import sys
import time
from random import Random
from typing import get_args

from fuzz.fuzz_input import FuzzInput, Grammar
from fuzz.grammars import draw
from fuzz.subjects import Subjects, subjects

_QUICK = 0.3
"""Seconds of processor time below which growth is not looked at."""
_GROWTH = 2.5
"""Times as long for twice as much: linear is 2."""
_LONGEST = 10.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/fuzz")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--grammar", choices=get_args(Grammar), action="append")
    arguments = parser.parse_args()
    grammars: list[Grammar] = arguments.grammar or list(get_args(Grammar))
    failures = 0
    with subjects() as readers:
        for grammar in grammars:
            random = Random(f"{arguments.seed} {grammar}")  # noqa: S311  # repeatable on purpose
            end, tried = time.monotonic() + arguments.minutes * 60 / len(grammars), 0
            while time.monotonic() < end:
                found = draw(grammar, random)
                tried += 1
                if why := _wrong(readers, found):
                    failures += 1
                    sys.stdout.write(f"{grammar}: {why}: {found.keep()}\n")
            sys.stdout.write(f"{grammar}: {tried} inputs\n")
    return 1 if failures else 0


def _wrong(readers: Subjects, found: FuzzInput) -> str:
    """What is wrong with how it is read; empty where nothing is."""
    try:
        longest = _seconds(readers, found, 4)
        if longest < _QUICK:
            return ""
        half, quarter = (min(_seconds(readers, found, scale) for _ in range(2)) for scale in (2, 1))
        longest = min(longest, _seconds(readers, found, 4))
        grows = longest > _GROWTH * half and half > 0.8 * _GROWTH * quarter
        if grows and longest < _LONGEST:  # a step, where the processor's caches end, is none that goes on
            grows = min(_seconds(readers, found, 8) for _ in range(2)) > _GROWTH * longest
    except Exception as error:  # noqa: BLE001  # whatever it is, it is the finding
        return f"{type(error).__name__} {error}"[:200]
    figures = f"{quarter:.2f} {half:.2f} {longest:.2f} s"
    if longest > _LONGEST:
        return f"too slow, {figures}"
    return f"grows too fast, {figures}" if grows else ""


def _seconds(readers: Subjects, found: FuzzInput, scale: int) -> float:
    start = time.process_time()
    readers.read(found, scale)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
