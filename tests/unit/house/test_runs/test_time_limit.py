"""A test that hangs fails by itself, whatever it hangs in."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from support.paths import ROOT
from support.time_limit import CLOCK_SECONDS, TookTooLong, limited

FOR_EVER = 3600.0


def _searches_in_vain() -> None:
    re.search(r"(a|a)*b", "a" * 64)


def _catches_everything() -> None:
    while True:
        with suppress(Exception):
            time.sleep(0.01)


def _catches_even_that() -> None:
    with suppress(BaseException):
        time.sleep(FOR_EVER)
    time.sleep(FOR_EVER)


def _waits_for_another() -> None:
    threading.Event().wait()


@pytest.mark.parametrize("hang", [_searches_in_vain, _catches_everything, _catches_even_that, _waits_for_another])
def test_what_hangs_is_ended(hang: Callable[[], None]) -> None:
    with pytest.raises(TookTooLong, match="by the clock"), limited(2, processor=FOR_EVER, clock=0.2, each=0.1):
        hang()


def test_what_only_computes_is_ended_by_the_time_of_the_processor() -> None:
    with pytest.raises(TookTooLong, match=r"0\.2 s of the processor"), limited(2, processor=0.2, clock=FOR_EVER):
        _searches_in_vain()


def test_what_ends_in_time_is_left_alone() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with limited(2, processor=0.05, clock=0.05):
        pass
    time.sleep(0.1)
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_loop_that_no_signal_ends_ends_its_process_and_shows_where_it_is() -> None:
    program = "from support.time_limit import limited\nwith limited(2, clock=0.2, grace=0.2): sum(range(10**13))"
    done = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT / "tests")}, capture_output=True,
        text=True, timeout=CLOCK_SECONDS / 2, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert 'File "<string>", line 2' in done.stderr


def test_each_test_runs_under_it(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.has_plugin("time-limit")
    assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
