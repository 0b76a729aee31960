"""Seeing what others wrote: soon, at little cost, and not when nobody looks."""

import asyncio

from collabtui.screens.looking import LOOK, Looking


class Looked:
    """What was asked and told, and an event at the look that is waited for."""

    def __init__(self, *changes: int, until: int) -> None:
        self.looks, self.told = 0, 0
        self._changes, self._until = changes, until
        self.enough = asyncio.Event()
        self.looking = Looking(self._changed, self._tell)

    def _changed(self) -> bool:
        self.looks += 1
        if self.looks == self._until:
            self.enough.set()
        return self.looks in self._changes

    def _tell(self) -> None:
        self.told += 1


async def test_it_tells_of_each_change_and_of_nothing_else() -> None:
    looked = Looked(2, 4, until=5)
    looked.looking.start()
    await asyncio.wait_for(looked.enough.wait(), 30)
    looked.looking.stop()
    assert looked.told == 2


async def test_started_twice_it_looks_once_at_a_time_and_stopped_no_more() -> None:
    looked, other, loop = Looked(until=3), Looked(until=6), asyncio.get_running_loop()
    began = loop.time()
    looked.looking.start()
    looked.looking.start()
    await asyncio.wait_for(looked.enough.wait(), 30)
    assert loop.time() - began > 2 * LOOK
    looked.looking.stop()
    other.looking.start()
    await asyncio.wait_for(other.enough.wait(), 30)
    other.looking.stop()
    assert looked.looks == 3


async def test_it_can_go_on_after_it_was_stopped() -> None:
    looked = Looked(1, until=1)
    looked.looking.start()
    looked.looking.stop()
    looked.looking.start()
    await asyncio.wait_for(looked.enough.wait(), 30)
    looked.looking.stop()
    assert looked.told == 1
