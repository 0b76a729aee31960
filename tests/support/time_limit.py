"""The most time that one test may take. One that hangs fails by its name, instead of taking the time of all others.

It is counted by the processor's time, which a busy machine does not lengthen; and by the clock for a test that waits
for ever. Both are far above what any honest test takes. A step that no signal ends (a loop in C) ends its process, with
the stacks of all threads: pytest-xdist then names the test that its worker was at."""

import faulthandler
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

_LONGER = 4 if sys.gettrace() else 1
"""Where each line is counted (`scripts/coverage`)."""
PROCESSOR_SECONDS = 300.0 * _LONGER
CLOCK_SECONDS = 900.0 * _LONGER
GRACE_SECONDS = 60.0
"""Between the signal, which only fails the test, and the end of the process."""


class TookTooLong(BaseException):
    """No `Exception`: what a test runs may catch those, and hypothesis would run it again and again."""


class TimeLimit:
    """A plugin: each of the three phases of a test is given as much."""

    def __init__(self, errors: int) -> None:
        self._errors = errors
        """A descriptor that is not captured."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self) -> Iterator[None]:
        with limited(self._errors):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Iterator[None]:
        with limited(self._errors):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        with limited(self._errors):
            return (yield)


def register(config: pytest.Config) -> None:
    """Where the system has such timers."""
    if hasattr(signal, "setitimer"):
        config.pluginmanager.register(TimeLimit(_uncaptured(config)), "time-limit")


@contextmanager
def limited(
    errors: int,
    *,
    processor: float = PROCESSOR_SECONDS,
    clock: float = CLOCK_SECONDS,
    grace: float = GRACE_SECONDS,
    each: float = 1.0,
) -> Iterator[None]:
    """Fails the test that is still in the block after so many seconds; again `each` second, should it be swallowed."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"it takes more than {processor:g} s of the processor, or {clock:g} s by the clock")

    kinds = (signal.SIGPROF, signal.ITIMER_PROF, processor), (signal.SIGALRM, signal.ITIMER_REAL, clock)
    before = [signal.signal(kind, end) for kind, _, _ in kinds]
    faulthandler.dump_traceback_later(clock + grace, exit=True, file=errors)
    for _, timer, seconds in kinds:
        signal.setitimer(timer, seconds, each)
    try:
        yield
    finally:
        for _, timer, _ in kinds:
            signal.setitimer(timer, 0)
        faulthandler.cancel_dump_traceback_later()
        for (kind, _, _), handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)


def _uncaptured(config: pytest.Config) -> int:
    capture = config.pluginmanager.getplugin("capturemanager")
    if capture is None:
        return os.dup(2)
    with capture.global_and_fixture_disabled():
        return os.dup(2)
