"""A signal that ends the program in the middle of a session: it is closed, and nothing is on standard error."""

import asyncio
import gc
import signal
from collections.abc import Iterator

import pytest

from collabtui.mail.transport.event_loop import run_in_loop


@pytest.fixture
def handled() -> Iterator[list[int]]:
    """What a handler got; it is given back at the end."""
    seen: list[int] = []
    before = signal.getsignal(signal.SIGTERM)

    def end(number: int, _: object) -> None:
        seen.append(number)
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
    yield seen
    signal.signal(signal.SIGTERM, before)


def test_a_session_is_closed_before_the_signal_ends_the_program(
    handled: list[int], capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    closed: list[str] = []

    async def one_line() -> None:
        signal.raise_signal(signal.SIGTERM)
        await asyncio.Event().wait()

    async def session() -> None:
        try:
            await asyncio.gather(one_line(), asyncio.Event().wait())
        finally:
            await asyncio.sleep(0)  # a goodbye takes a step of the loop
            closed.append("closed")

    with pytest.raises(SystemExit) as ended:
        run_in_loop(session())
    gc.collect()
    assert (ended.value.code, closed, handled) == (143, ["closed"], [signal.SIGTERM])
    assert capsys.readouterr().err == ""
    assert caplog.records == []


def test_a_handler_that_only_notes_ends_nothing(handled: list[int]) -> None:
    noted: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: noted.append(number))

    async def session() -> str:
        signal.raise_signal(signal.SIGTERM)
        await asyncio.sleep(0)
        return "sent"

    assert run_in_loop(session()) == "sent"
    assert noted == [signal.SIGTERM]


def test_the_handler_of_before_is_back(handled: list[int]) -> None:
    before = signal.getsignal(signal.SIGTERM)

    async def session() -> None:
        assert signal.getsignal(signal.SIGTERM) is not before

    run_in_loop(session())
    assert signal.getsignal(signal.SIGTERM) is before
