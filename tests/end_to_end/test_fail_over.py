"""The database is killed while people write and look, and its replica promoted: what was acknowledged is there once,
what was refused is not, and the screens come back with what was being typed."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collabtui.config import Database
from collabtui.config_file import read_config, write_config
from collabtui.domain.action import Action
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.errors import CollabError, Unreachable
from collabtui.home import Home
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.session.store_session import Session
from collabtui.store.engine_connection import Connection
from pgbed.replicated import ReplicatedBed
from support.invariants import holds_there
from support.player import Stage
from support.world import CONFIG, Clock

pytestmark = pytest.mark.pgbed
WRITERS = 4
PATIENCE = 30.0
"""Seconds."""


@pytest.fixture(scope="module")
def bed() -> Iterator[ReplicatedBed]:
    with ReplicatedBed() as made:
        yield made


class Writer(threading.Thread):
    """Makes one action after the other, and keeps what became of each."""

    def __init__(self, home: Home, number: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.home, self.number, self.stop = home, number, stop
        self.done: list[str] = []
        self.refused: dict[str, str] = {}
        """The key of the sentence by title."""
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            with open_workspace(self.home, read_config(self.home), Clock()) as workspace:
                for count in range(100_000):
                    if self.stop.is_set():
                        return
                    title = f"{self.number}-{count}"
                    try:
                        add_action(workspace.as_user("key"), ActionDraft(title=title))
                    except CollabError as error:
                        self.refused[title] = error.key
                        time.sleep(0.05)
                    else:
                        self.done.append(title)
        except BaseException as error:  # noqa: BLE001  # told by the test
            self.fault = error


async def test_nothing_is_lost_or_done_twice_and_the_screens_come_back(
    bed: ReplicatedBed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLABTUI_DATABASE_PASSWORD", bed.password)
    home, url = Home(tmp_path), bed.url("made")
    write_config(home, CONFIG.model_copy(update={"database": Database(url=url.replace(f":{bed.password}@", "@"))}))
    stop = threading.Event()
    writers = [Writer(home, number, stop) for number in range(WRITERS)]
    with open_workspace(home, read_config(home), Clock()) as workspace:
        add_action(workspace.as_user("key"), ActionDraft(title="before the fail-over"))
        async with Stage(home, workspace, Clock()).play("en", (120, 40)) as player:
            await player.press("3")
            await player.see("before the fail-over")
            await player.press("n")
            await player.type("half typed")
            for one in writers:
                one.start()
            _until(lambda: all(len(one.done) > 5 for one in writers))
            bed.fail_over()
            before = [len(one.done) for one in writers]
            _until(lambda: all(len(one.done) > known + 5 for one, known in zip(writers, before, strict=True)))
            stop.set()
            for one in writers:
                one.join(PATIENCE)
            await player.see("half typed")
            await player.press("enter")
            if not _is_there(workspace):  # the first key after it may hear of the lost connection, and nothing is lost
                await player.see("half typed")
                await player.press("enter")
            await player.until(lambda: _is_there(workspace))
            session, written = player.app.services.session, sum(len(one.done) for one in writers)
            await player.until(lambda: _is_reached(session))
            for rows in (await session.query(_counted), _counted(session.reader)):
                assert rows >= written, "its readers are back"
        kept = Counter(one.title for one in workspace.store.find(Action))
    assert [one.fault for one in writers] == [None] * WRITERS
    assert max(kept.values()) == 1, "nothing is there twice"
    for one in writers:
        assert [title for title in one.done if title not in kept] == [], "what was acknowledged is there"
        sure = [title for title, key in one.refused.items() if key != "database.unknown"]
        assert [title for title in sure if title in kept] == [], "what was refused is not"
    assert kept["half typed"] == 1, "what was typed meanwhile was kept, and could be saved"
    holds_there(url)


def _is_reached(session: Session) -> bool:
    """As the screens ask, time and again."""
    try:
        session.changes()
    except Unreachable:
        return False
    return True


def _is_there(workspace: Workspace) -> bool:
    return any(one.title == "half typed" for one in workspace.store.find(Action))


def _counted(reader: Connection) -> int:
    (row,) = reader.rows("SELECT count(*) FROM action")
    return int(row[0])


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
