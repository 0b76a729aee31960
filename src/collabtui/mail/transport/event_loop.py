"""An event loop for what speaks to a server, from code that has none."""

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from collabtui.system.ending_signals import ending_signals

Result = TypeVar("Result")


def run_in_loop(speaking: Coroutine[Any, Any, Result]) -> Result:
    """As `asyncio.run`, which cancels `speaking` at Ctrl+C; here so does a signal whose handler raises, and what it
    raised comes out at the end. Raised where the program stands it would end one task of many, and leave the others to
    the garbage collector, with a session that is not closed and their tracebacks on standard error."""
    with asyncio.Runner() as runner, _ending_between_steps(runner.get_loop()) as ending:
        return runner.run(_cancelled_by(ending, speaking))


class _Ending:
    """What a handler raised, and how that ends what runs."""

    def __init__(self) -> None:
        self.raised: BaseException | None = None
        self.cancel: Callable[[], object] = lambda: None


async def _cancelled_by(ending: _Ending, speaking: Coroutine[Any, Any, Result]) -> Result:
    task = asyncio.ensure_future(speaking)
    ending.cancel = task.cancel
    if ending.raised:  # before the first step
        task.cancel()
    return await task


@contextmanager
def _ending_between_steps(loop: asyncio.AbstractEventLoop) -> Iterator[_Ending]:
    """Only the main thread has signals. Raises what a handler raised."""
    ending = _Ending()
    before: dict[int, Callable[..., object]] = {}

    def end(number: int, frame: Any) -> None:
        try:
            before[number](number, frame)
        except BaseException as error:  # noqa: BLE001  # what it raised is raised again once the loop has ended
            ending.raised = error
            loop.call_soon_threadsafe(ending.cancel)

    if threading.current_thread() is threading.main_thread():
        handlers = {number: signal.getsignal(number) for number in ending_signals()}
        before = {number: handler for number, handler in handlers.items() if callable(handler)}
    for number in before:
        signal.signal(number, end)
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if ending.raised:
            raise ending.raised
