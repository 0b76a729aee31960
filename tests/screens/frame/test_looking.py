"""Seeing what others wrote: soon, at little cost, and not when nobody looks."""

import asyncio
from pathlib import Path

import pytest

from collabtui.screens.frame.change_watch import BEGIN, PATIENCE, ChangeWatch


class Looked:
    """A file that somebody else writes to, and what was seen of that."""

    def __init__(self, folder: Path) -> None:
        self.file, self.seen, self.looks, self.told = folder / "written", b"", 0, asyncio.Event()
        self.file.write_bytes(b"")
        self.looking = ChangeWatch(folder, self._changed, self._tell)
        self.looking.start()

    def write(self, what: bytes) -> None:
        with self.file.open("ab") as file:
            file.write(what)

    async def sees(self, what: bytes) -> None:
        while self.seen != what:
            await asyncio.wait_for(self.told.wait(), 30)
            self.told.clear()

    def _changed(self) -> bool:
        self.looks += 1
        return self.file.read_bytes() != self.seen

    def _tell(self) -> None:
        self.seen = self.file.read_bytes()
        self.told.set()


@pytest.fixture(params=["told", "looked for"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How it comes to know: by the system's word, or where that gives none."""
    if request.param == "looked for":
        monkeypatch.setattr("collabtui.system.file_watch.watched", lambda _: None)
    return str(request.param)


@pytest.mark.usefixtures("way")
async def test_each_write_is_seen(tmp_path: Path) -> None:
    looked = Looked(tmp_path)
    for number in range(1, 4):
        looked.write(b"x")
        await looked.sees(b"x" * number)
    looked.looking.stop()


@pytest.mark.usefixtures("way")
async def test_stopped_it_sees_nothing_and_started_again_all(tmp_path: Path) -> None:
    looked, other = Looked(tmp_path), Looked(tmp_path)
    looked.looking.start()
    looked.looking.stop()
    looked.write(b"x")
    await other.sees(b"x")
    other.looking.stop()
    assert looked.looks == 0
    looked.looking.start()
    looked.write(b"y")
    await looked.sees(b"xy")
    looked.looking.stop()


async def test_a_commit_that_the_disk_takes_its_time_for_is_seen_after_the_write(tmp_path: Path) -> None:
    looked = Looked(tmp_path)
    is_written = looked.looking._changed
    looked.looking._changed = lambda: is_written() and looked.looks > 1
    looked.write(b"x")
    await looked.sees(b"x")
    looked.looking.stop()


async def test_while_nobody_writes_nothing_is_looked_at(tmp_path: Path) -> None:
    looked = Looked(tmp_path)
    await asyncio.sleep(BEGIN + PATIENCE + 0.2)
    before = looked.looks
    await asyncio.sleep(PATIENCE)
    looked.looking.stop()
    assert looked.looks == before
