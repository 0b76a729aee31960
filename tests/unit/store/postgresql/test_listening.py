"""What others say on our channel, who may be anybody that the database lets in; a line that is lost again and again."""

import asyncio
import select
from collections.abc import Callable
from contextlib import closing
from time import perf_counter

import psycopg
import pytest

from collabtui.errors import Unreachable
from collabtui.screens.frame import notified_watch
from collabtui.screens.frame.notified_watch import NotifiedWatch
from collabtui.store.postgresql.listening import Listening
from collabtui.store.postgresql.postgresql_store import open_reader, open_store
from collabtui.store.postgresql.sequences import CHANNEL
from pgbed.bed import Pgbed
from support.records import action, put

pytestmark = pytest.mark.pgbed
LISTENERS = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
FLOOD = "SELECT repeat('x', 200) || number FROM generate_series(1, 20000) AS number"


def say(url: str, channel: str, payloads: str) -> None:
    """What a query makes, all in one transaction."""
    with psycopg.connect(url, autocommit=True) as stranger:
        stranger.execute(f"SELECT pg_notify('{channel}', said) FROM ({payloads}) AS payload (said)".encode())  # noqa: S608  # the test's own names


def is_told(listening: Listening) -> bool:
    return bool(select.select([listening], [], [], 0.3)[0])


def forget_all(listening: Listening) -> None:
    while is_told(listening):
        listening.forget()


@pytest.mark.parametrize(
    "payload",
    ["SELECT ''", "SELECT repeat('x', 7999)", r"SELECT E'\x1b[2J\x07'", "SELECT repeat('漢ÿ', 900)"],
    ids=["empty", "longest", "control", "letters"],
)
def test_whatever_a_stranger_says_is_no_more_than_a_reason_to_look(postgresql_server: Pgbed, payload: str) -> None:
    url = postgresql_server.database()
    with closing(Listening(url, None)) as listening:
        say(url, CHANNEL, payload)
        assert is_told(listening)
        listening.forget()
        assert not is_told(listening)


def test_what_is_said_elsewhere_is_not_heard(postgresql_server: Pgbed) -> None:
    url = postgresql_server.database()
    with closing(Listening(url, None)) as listening:
        say(url, "another", "SELECT 'x'")
        assert not is_told(listening)


def test_a_flood_is_forgotten_quickly_and_what_is_written_then_is_heard(postgresql_server: Pgbed) -> None:
    url = postgresql_server.database()
    with closing(Listening(url, None)) as listening, closing(open_store(url)) as store:
        say(url, CHANNEL, FLOOD)
        begun = perf_counter()
        forget_all(listening)
        assert perf_counter() - begun < 10
        put(store, action("A1"))
        assert is_told(listening)


def test_a_line_that_is_cut_is_told_in_a_sentence(postgresql_server: Pgbed) -> None:
    with closing(Listening(postgresql_server.database(), None)) as listening:
        postgresql_server.end_sessions()
        with pytest.raises(Unreachable, match=r"database\.gone"):
            forget_all(listening)  # the server's last word may come before its end


async def test_a_line_that_is_cut_again_and_again_is_made_anew_and_one_stays(
    postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what was written while nobody listened is seen."""
    monkeypatch.setattr(notified_watch, "BEGIN", 0.01)
    monkeypatch.setattr(notified_watch, "AGAIN", 0.01)
    url = postgresql_server.database()
    told = asyncio.Event()
    with closing(open_reader(url, tries=12)) as reader, closing(open_store(url)) as store:
        seen = [reader.change_counter()]

        def changed() -> bool:
            before, seen[0] = seen[0], reader.change_counter()
            return before != seen[0]

        watch = NotifiedWatch(lambda: Listening(url, None), changed, told.set)
        watch.start()
        for number in range(1, 6):
            await _until(lambda: postgresql_server.run(LISTENERS) == [(1,)])
            await asyncio.to_thread(postgresql_server.end_sessions)
            told.clear()
            await asyncio.to_thread(put, store, action(f"A{number}"))
            await asyncio.wait_for(told.wait(), 10)
        for _ in range(10):  # as pages are opened and closed while a connection is being made
            watch.stop()
            watch.start()
            await asyncio.sleep(0.01)
        watch.stop()
        await _until(lambda: postgresql_server.run(LISTENERS) == [(0,)])


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if await asyncio.to_thread(holds):
            return
        await asyncio.sleep(0.05)
    pytest.fail("it does not come to that")
