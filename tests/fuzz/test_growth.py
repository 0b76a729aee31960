"""What was found takes linear work, or is refused: twice as much of it is at most twice the work, counted in steps."""

from collections.abc import Iterator
from functools import partial

import pytest

from fuzz.counted_steps import counted_steps
from fuzz.fuzz_input import FuzzInput, kept_inputs
from fuzz.subjects import Subjects, subjects

SHORT = 6000
"""Bytes, about, of the shortest of three; the others are twice and four times as long."""
MOST = 2.3
"""Times as many steps for the last doubling, and as many as the one before has added: linear is 2."""


@pytest.fixture(scope="module")
def readers() -> Iterator[Subjects]:
    with subjects() as found:
        yield found


def grows_too_fast(steps: list[int]) -> bool:
    """Where something is cut at its longest the work falls, or takes a step, which is no growth that goes on."""
    shortest, shorter, longest = steps
    return longest > MOST * shorter and longest - shorter > MOST * (shorter - shortest)


@pytest.mark.parametrize("found", kept_inputs(), ids=FuzzInput.name)
def test_what_was_found_takes_linear_work(readers: Subjects, found: FuzzInput) -> None:
    if not found.is_repeated:
        return
    steps = []
    for size in (SHORT, 2 * SHORT, 4 * SHORT):
        some = found.about(size)
        readers.read(some)  # what is read once, such as words, is no growth
        steps.append(counted_steps(partial(readers.read, some)))
    assert not grows_too_fast(steps), steps


@pytest.mark.parametrize(("power", "too_fast"), [(1.0, False), (1.7, True), (2.0, True)])
def test_quadratic_work_would_be_seen(power: float, too_fast: bool) -> None:
    def work(length: int) -> None:
        for _ in range(int(length**power)):
            pass

    assert grows_too_fast([counted_steps(partial(work, size)) for size in (500, 1000, 2000)]) is too_fast
