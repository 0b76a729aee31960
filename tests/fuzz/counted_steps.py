"""Work as the number of lines of Python that were run, in any thread: the same on each machine and at each load, which
no clock is. What a call into C does is one step: of that the processor's time tells (`campaign`, `test_in_time`)."""

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any


def counted_steps(work: Callable[[], object]) -> int:
    steps = 0

    def each_line(_: FrameType, event: str, __: Any) -> Any:
        nonlocal steps
        steps += event == "line"
        return each_line

    before = sys.gettrace()
    threading.settrace(each_line)
    sys.settrace(each_line)
    try:
        work()
    finally:
        sys.settrace(before)
        threading.settrace(before)
    return steps
