"""Beside other workers: what is taken in turn, who joins again, and what ends for good."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collabtui.errors import CollabError, Refused, Unreachable
from collabtui.store.interface import Store
from collabtui.store.sqlite.sqlite_store import SqliteStore, open_store
from collabtui.worker.among_many import rejoining
from collabtui.worker.lease import (
    GRACE,
    NAME,
    SECONDS_AMONG_MANY,
    Hold,
    end_leases_over,
    holding,
    joining,
    minding_the_clock,
    reading,
)

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def now() -> datetime:
    return NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "c.db")) as opened:
        yield opened


@pytest.fixture
def shared(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """As where many may work at once."""
    monkeypatch.setattr(SqliteStore, "many_at_once", True)
    return store


def test_who_joins_works_beside_others_under_a_number_of_his_own(shared: Store) -> None:
    with joining(shared, now) as one, joining(shared, now) as other:
        assert one.fence.name != other.fence.name
        assert one.fence.number != other.fence.number
        one.renew()
        assert {held.until for held in shared.leases()} == {NOW + timedelta(seconds=SECONDS_AMONG_MANY)}
        assert timedelta(seconds=SECONDS_AMONG_MANY) < timedelta(minutes=1)
        with pytest.raises(Refused, match=r"worker\.busy"), holding(shared, now):
            pass
    with holding(shared, now) as alone:
        assert alone.fence.name == NAME


def test_on_a_file_who_joins_is_the_one_worker(store: Store) -> None:
    with joining(store, now) as one, pytest.raises(Refused, match=r"worker\.busy"), joining(store, now):
        pass
    assert one.fence.name == NAME


def test_a_mailbox_has_one_reader_and_the_clock_one_minder(shared: Store) -> None:
    with reading(shared, "a@x/INBOX", now), reading(shared, "b@x/INBOX", now), minding_the_clock(shared, now):
        for again in (reading(shared, "a@x/INBOX", now), minding_the_clock(shared, now)):
            with pytest.raises(Refused, match=r"worker\.busy"), again:
                pass
    with reading(shared, "a@x/INBOX", now), minding_the_clock(shared, now):
        pass


def test_leases_that_ran_out_or_whose_process_is_gone_are_taken_away(
    shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, holder, age in (
        ("worker old", "elsewhere:1:1", 46),
        ("worker far", "elsewhere:2:1", 44),
        ("mailbox m", "elsewhere:3:1", 46),
    ):
        shared.acquire_lease(name, holder, now=NOW - timedelta(seconds=age), seconds=SECONDS_AMONG_MANY)
    with joining(shared, now) as own:
        assert own.had_reach_for() == timedelta()
        monkeypatch.setattr(own, "had_reach_for", lambda: GRACE)
        end_leases_over(shared, own, now)
        assert [held.name for held in shared.leases()] == sorted(["worker far", own.fence.name])


class Rounds:
    """Work that ends in each round as it is told to."""

    def __init__(self, store: Store, *ends: CollabError | None) -> None:
        self.store, self.ends, self.stop = store, list(ends), threading.Event()
        self.told: list[str] = []
        self.pauses: list[float] = []

    def work(self, hold: Hold, ended: threading.Event) -> None:
        with hold(self.store, now):
            assert not ended.is_set()
            error = self.ends.pop(0)
            if error is not None:
                raise error
            self.stop.set()
            assert ended.wait(5), "the end is passed on"

    def lost(self, error: CollabError, seconds: float) -> float:
        self.told.append(error.key)
        self.pauses.append(seconds)
        return 0.0


def test_whose_lease_was_taken_or_whose_database_was_away_joins_again(shared: Store) -> None:
    rounds = Rounds(shared, Refused("worker.lost"), Unreachable("database.gone"), None)
    rejoining(rounds.work, rounds.stop, rounds.lost)
    assert rounds.told == ["worker.lost", "database.gone"]
    assert shared.leases() == []


def test_the_pauses_begin_anew_each_time_a_lease_is_lost(shared: Store) -> None:
    away = Unreachable("database.gone")
    rounds = Rounds(shared, *[away] * 5, *[Refused("worker.lost")] * 5, None)
    rejoining(rounds.work, rounds.stop, rounds.lost)
    assert rounds.pauses[4] > 10
    assert max(rounds.pauses[5:]) <= 10


def test_another_refusal_ends_it(shared: Store) -> None:
    rounds = Rounds(shared, Refused("imap.login"))
    with pytest.raises(Refused, match=r"imap\.login"):
        rejoining(rounds.work, rounds.stop, rounds.lost)


def test_a_busy_database_is_waited_for_from_the_first_try_on_a_file_too(store: Store, shared: Store) -> None:
    for one in (store, shared):
        rounds = Rounds(one, Unreachable("store.busy", path="c.db"), None)
        rejoining(rounds.work, rounds.stop, rounds.lost)
        assert rounds.told == ["store.busy"]


def test_on_a_file_whatever_ends_it_ends_it(store: Store) -> None:
    rounds = Rounds(store, Refused("worker.lost"))
    with pytest.raises(Refused, match=r"worker\.lost"):
        rejoining(rounds.work, rounds.stop, rounds.lost)
    assert rounds.told == []
