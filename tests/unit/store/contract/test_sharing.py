"""Several processes at one database: leases, the change counter, the secret."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, suppress
from datetime import timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.errors import Refused
from collabtui.store.interface import Fence, Store, Transaction
from collabtui.store.send_turn import SendTurn
from support.records import NOW, Mishap, action, outgoing, put

Opener = Callable[[], Store]


def test_a_lease_has_one_holder_until_it_runs_out(store: Store, open_again: Opener) -> None:
    other = open_again()
    assert store.acquire_lease("worker", "a", now=NOW, seconds=30)
    assert not other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=29), seconds=30)
    assert store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=29), seconds=30)
    assert not other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=58), seconds=30)
    assert other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=59), seconds=30)
    assert not store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=60), seconds=30)
    assert store.acquire_lease("backup", "a", now=NOW, seconds=30)


def test_a_lease_is_given_back_by_its_holder_only(store: Store) -> None:
    store.acquire_lease("worker", "a", now=NOW, seconds=30)
    store.release_lease("worker", "b")
    assert not store.acquire_lease("worker", "b", now=NOW, seconds=30)
    store.release_lease("worker", "a")
    assert store.acquire_lease("worker", "b", now=NOW, seconds=30)


def test_a_lease_is_taken_away_as_it_was_seen_and_not_once_it_was_renewed(store: Store, open_again: Opener) -> None:
    store.acquire_lease("worker", "a", now=NOW, seconds=30)
    (seen,) = open_again().leases()
    store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=1), seconds=30)
    assert not store.end_lease(seen)
    (renewed,) = store.leases()
    assert store.end_lease(renewed)
    assert not store.end_lease(renewed)
    assert list(store.leases()) == []


def test_the_counter_rises_with_each_write_of_any_process(store: Store, open_again: Opener) -> None:
    other = open_again()
    seen = [other.change_counter()]
    (written,) = put(store, action())
    seen.append(other.change_counter())
    put(other, written.model_copy(update={"percent": 10}))
    seen.append(other.change_counter())
    assert seen == sorted(set(seen))
    assert store.change_counter() == seen[-1]


def test_neither_reading_nor_a_lease_nor_a_failed_deed_moves_the_counter(store: Store) -> None:
    put(store, action())
    before = store.change_counter()
    store.acquire_lease("worker", "a", now=NOW, seconds=30)
    store.find(Action)
    with suppress(Mishap), store.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(action("A2"))
        raise Mishap
    assert store.change_counter() == before


def test_the_secret_stays_the_same(store: Store, open_again: Opener) -> None:
    assert len(store.secret()) == 32
    assert open_again().secret() == store.secret()


def test_what_was_committed_unflushed_is_seen_by_other_processes_at_once(store: Store, open_again: Opener) -> None:
    other = open_again()
    with store.unflushed():
        put(store, action())
        assert other.get(Action, "A1") == store.get(Action, "A1")


def test_a_lease_has_a_number_that_stays_with_its_holder_and_rises_with_each_take_over(
    store: Store, open_again: Opener
) -> None:
    other = open_again()
    first = store.acquire_lease("worker", "a", now=NOW, seconds=30)
    assert first == store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=20), seconds=30)
    second = other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=60), seconds=30)
    other.release_lease("worker", "b")
    third = store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=61), seconds=30)
    assert first is not None
    assert second is not None
    assert third is not None
    assert first < second < third
    assert store.acquire_lease("backup", "a", now=NOW, seconds=30) is not None
    assert store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=62), seconds=30) == third


def fenced(store: Store, name: str, number: int | None) -> AbstractContextManager[Transaction]:
    assert number is not None
    return store.transaction(actor="collabtui", via="worker", now=NOW, fence=Fence(name=name, number=number))


def test_what_a_lease_covers_is_written_until_another_takes_it(store: Store, open_again: Opener) -> None:
    other = open_again()
    number = store.acquire_lease("worker", "a", now=NOW, seconds=30)
    with fenced(store, "worker", number) as tx:
        tx.put(action())
    other.acquire_lease("backup", "b", now=NOW, seconds=30)
    with fenced(store, "worker", number) as tx:  # another lease is nothing to this one
        assert tx.claim_mail("digest", "<m>")
    later = other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=30), seconds=30)
    with pytest.raises(Refused, match=r"worker\.lost"), fenced(store, "worker", number) as tx:
        tx.put(action("A2"))
    with pytest.raises(Refused, match=r"worker\.lost"), fenced(store, "worker", number) as tx:
        tx.claim_mail("another", "<n>")
    assert [found.ref for found in store.find(Action)] == ["A1"]
    with fenced(other, "worker", later) as tx:
        assert tx.claim_mail("another", "<n>")
    other.release_lease("worker", "b")
    with pytest.raises(Refused, match=r"worker\.lost"), fenced(other, "worker", later):
        pass


def test_a_mail_that_is_being_sent_under_a_lease_is_due_under_the_next_one_only(store: Store) -> None:
    put(store, outgoing("O1", state="sending", lease=4), outgoing("O2", state="sending", lease=5), outgoing("O3"))
    assert store.due_outgoing(SendTurn(NOW, 10, lease=4)) == ["O2", "O3"]
    assert store.due_outgoing(SendTurn(NOW, 10, lease=6)) == ["O1", "O2", "O3"]


def test_another_thread_opens_the_same_database(store: Store) -> None:
    put(store, action())
    with ThreadPoolExecutor(1) as pool:

        def read_there() -> str:
            with closing(store.open_again()) as own:
                return own.get(Action, "A1").ref

        assert pool.submit(read_there).result() == "A1"
