"""Loads that are asked for faster than they are done."""

import asyncio
import itertools

import pytest

from collabtui.screens.frame import paged_loader
from collabtui.screens.frame.paged_loader import PagedLoader


async def test_one_load_at_a_time_and_one_more_for_all_who_asked_meanwhile() -> None:
    gate, running, loads = asyncio.Event(), 0, 0

    async def load() -> None:
        nonlocal running, loads
        running, loads = running + 1, loads + 1
        assert running == 1
        await gate.wait()
        running -= 1

    steady = PagedLoader(load)
    first = asyncio.create_task(steady.ask())
    await asyncio.sleep(0)
    for _ in range(50):
        await steady.ask()
    assert loads == 1
    gate.set()
    await first
    assert loads == 2


async def test_a_load_that_fails_does_not_end_all_others() -> None:
    loads = 0

    async def load() -> None:
        nonlocal loads
        loads += 1
        if loads == 1:
            raise ZeroDivisionError

    steady = PagedLoader(load)
    with pytest.raises(ZeroDivisionError):
        await steady.ask()
    await steady.ask()
    assert loads == 2


async def test_nobody_waits_for_the_rest_of_what_he_asked_for_himself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paged_loader, "LONGEST_REST", 3600.0)
    gate, loads = asyncio.Event(), 0

    async def load() -> None:
        nonlocal loads
        loads += 1
        await gate.wait()

    steady = PagedLoader(load, itertools.count(step=7200.0).__next__)
    running = asyncio.create_task(steady.ask())
    await asyncio.sleep(0)
    await steady.ask()
    gate.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert loads == 1, "it rests"
    steady.hurry()
    await running
    assert loads == 2
