import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator

import pytest

from collabtui.system.ending_signals import end_on_signals


@pytest.fixture(autouse=True)
def hangs_up() -> Iterator[None]:
    """Under nohup SIGHUP is ignored, and so it stays for the program."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_within_a_callback_that_swallows_everything_still_ends(number: int) -> None:
    async def ended() -> int:
        loop = asyncio.get_running_loop()
        number_of: asyncio.Future[int] = loop.create_future()
        end_on_signals(number_of.set_result)

        def swallow() -> None:
            with contextlib.suppress(BaseException):
                os.kill(os.getpid(), number)

        loop.call_soon(swallow)
        return await number_of

    assert asyncio.run(asyncio.wait_for(ended(), 10)) == number
