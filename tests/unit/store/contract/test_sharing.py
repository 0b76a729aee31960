"""Several processes at one database: leases, the change counter, the secret."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from collabtui.domain.action import Action
from collabtui.store.interface import Store
from support.records import NOW, Mishap, action, put

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
    with suppress(Mishap), store.transaction(actor="x", via="key", now=NOW) as deed:
        deed.put(action("A2"))
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
