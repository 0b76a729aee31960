"""The readers that a session opens are closed by it: on a server each is a connection, of which there are so many."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.session.store_session import Session


class Reader:
    """A connection to a server, lost from the beginning or not."""

    def __init__(self, *, is_lost: bool) -> None:
        self.is_lost, self.closed = is_lost, False

    def change_counter(self) -> int:
        if self.is_lost:
            raise Unreachable("database.gone", path="here", reason="the connection was lost")
        return 7

    def close(self) -> None:
        self.closed = True


class Server:
    """An organisation's database, whose first connection is lost; it answers again once it `is_there`."""

    def __init__(self) -> None:
        self.readers: list[Reader] = []
        self.is_there = Event()

    def open_reader(self, *, tries: int) -> Reader:
        assert tries == 0, "nobody waits for a server"
        if self.readers:
            self.is_there.wait()
        self.readers.append(Reader(is_lost=not self.readers))
        return self.readers[-1]


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def session(server: Server, tmp_path: Path) -> Session:
    made = Session(Home(tmp_path), lambda: datetime(2026, 3, 2, tzinfo=UTC))
    made.__dict__["organisation"] = server
    return made


def test_a_reader_that_comes_back_takes_the_place_of_the_lost_one(session: Session, server: Server) -> None:
    with pytest.raises(Unreachable):
        session.changes()
    server.is_there.set()
    session._queries.submit(lambda: None).result()  # behind the one that opens
    assert session.changes() == 7
    lost, back = server.readers
    assert (lost.closed, back.closed) == (True, False)
    session.close()
    assert back.closed


def test_one_that_comes_back_to_screens_that_are_gone_is_closed(session: Session, server: Server) -> None:
    with pytest.raises(Unreachable):
        session.changes()
    server.is_there.set()
    session.close()
    assert [reader.closed for reader in server.readers] == [True, True]


def test_a_configuration_that_is_written_anew_leaves_no_reader_open(session: Session, server: Server) -> None:
    with pytest.raises(Unreachable):
        session.changes()
    session.forget()
    assert server.readers[0].closed
    server.is_there.set()
    session.close()


def test_before_the_set_up_the_clock_is_the_machine_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    session = Session(Home(tmp_path), lambda: datetime(2026, 3, 2, 1, tzinfo=UTC))
    assert f"{session.now:%H:%M}" == "14:00"
    session.close()
