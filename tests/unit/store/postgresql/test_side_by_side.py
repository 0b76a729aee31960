"""Transactions within different things run side by side; within one thing, or everything, one after the other."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from psycopg import Connection

from collabtui.domain.action import Action
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.reply import Update
from collabtui.domain.people import Person
from collabtui.errors import Conflict, Refused, Unreachable
from collabtui.lifecycle.actions.edit_actions import update_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.organisation.move import move, source_at, target_at
from collabtui.store.check.check_data import check_data
from collabtui.store.interface import Fence, Foreseen, Store
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.store.records import lease_rows
from collabtui.store.sqlite import sqlite_store
from collabtui.store.sqlite.connection import connect
from collabtui.text.templates import Templates
from pgbed.bed import Pgbed
from support.records import NOW, action, person, put
from support.world import CONFIG, Clock

pytestmark = pytest.mark.pgbed
BUSY_SECONDS = 0.2


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    return postgresql_server.database()


@pytest.fixture
def two(url: str) -> Iterator[tuple[Store, Store]]:
    with ExitStack() as stack:
        first, second = (stack.enter_context(closing(open_store(url, busy_seconds=BUSY_SECONDS))) for _ in "ab")
        yield first, second


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (("X-1",), ("X-2",), True),
        (("X-1", "X-2"), ("X-3",), True),
        ((), (), True),
        (("X-1",), ("X-1",), False),
        (("X-1", "X-2"), ("X-2", "X-3"), False),
        (("X-1",), None, False),
        (None, ("X-1",), False),
        (None, (), False),
        (None, None, False),
    ],
)
def test_what_runs_beside_what(
    two: tuple[Store, Store], one: Collection[str] | None, other: Collection[str] | None, together: bool
) -> None:
    first, second = two
    with first.transaction(actor="x", via="key", now=NOW, within=one) as tx:
        tx.put(action(tx.next_ref(Action)))
        refused = nullcontext() if together else pytest.raises(Unreachable, match=r"store\.busy")
        with refused, second.transaction(actor="y", via="key", now=NOW, within=other) as beside:
            beside.put(action(beside.next_ref(Action)))
    assert len(first.find(Action)) == 1 + together


def test_a_record_that_both_change_is_refused_to_the_later_one(two: tuple[Store, Store]) -> None:
    first, second = two
    put(first, person("P1"))
    with first.transaction(actor="张伟", via="key", now=NOW, within=("X-1",)) as tx:
        mine = tx.get(Person, "P1")
        with second.transaction(actor="李明", via="key", now=NOW, within=("X-2",)) as beside:
            beside.put(beside.get(Person, "P1").model_copy(update={"name": "张伟民"}))
        assert tx.get(Person, "P1") is mine
        with pytest.raises(Conflict) as refused:
            tx.put(mine.model_copy(update={"name": "another"}))
    assert (refused.value.key, refused.value.values["by"]) == ("store.conflict", "李明")
    assert first.get(Person, "P1").name == "张伟民"


def test_what_another_has_changed_can_be_found_anew_and_changed(two: tuple[Store, Store]) -> None:
    first, second = two
    put(first, person("P1"))
    with first.transaction(actor="张伟", via="key", now=NOW, within=("X-1",)) as tx:
        tx.get(Person, "P1")
        with second.transaction(actor="李明", via="key", now=NOW, within=("X-2",)) as beside:
            beside.put(beside.get(Person, "P1").model_copy(update={"name": "张伟民"}))
        (anew,) = tx.find(Person, ref="P1")
        tx.put(anew.model_copy(update={"department": "研发部"}))
    assert (first.get(Person, "P1").name, first.get(Person, "P1").department) == ("张伟民", "研发部")


def test_what_goes_along_with_the_commit_and_is_refused_takes_all_of_it_back(two: tuple[Store, Store]) -> None:
    first, second = two
    along = "DO $$ BEGIN RAISE insufficient_privilege USING MESSAGE = 'rights by row: no'; END $$"

    def write() -> None:
        with first.transaction(actor="x", via="key", now=NOW) as tx:
            tx.put(action("A1"))
            first._connection.run_along(along)  # type: ignore[attr-defined]  # as a trigger would

    with pytest.raises(Refused):
        write()
    assert second.find(Action) == []
    assert second.change_counter() == 0
    put(first, action("A2"))
    assert [one.ref for one in second.find(Action)] == ["A2"]


def test_what_is_told_behind_the_commit_and_fails_changes_nothing_of_it(two: tuple[Store, Store]) -> None:
    """As when the server's queue of notices is full."""
    first, second = two
    with first.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(action("A1"))
        first._connection.run_after("SELECT 1 / 0")  # type: ignore[attr-defined]  # as a full queue would
    put(first, action("A2"))
    assert [one.ref for one in second.find(Action)] == ["A1", "A2"]


def test_nobody_is_told_within_the_transaction(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    """Told within it all commits would wait in one line, each until a replica has it."""
    first, _ = two
    sent, said = Connection.execute, list[str]()

    def noted(own: "Connection[Any]", query: str, *given: Any, **further: Any) -> Any:
        said.append(query)
        return sent(own, query, *given, **further)

    monkeypatch.setattr(Connection, "execute", noted)
    put(first, action("A1"))
    (place, telling), *_ = ((place, one) for place, one in enumerate(said) if "pg_notify" in one)
    assert said.index("COMMIT") < place
    assert "set_config('synchronous_commit', 'off', TRUE)" in telling, "it is in a line, too, and waits for no replica"


def test_a_lease_is_renewed_while_its_worker_writes_and_not_taken_over(two: tuple[Store, Store]) -> None:
    first, second = two
    number = first.acquire_lease("worker", "a", now=NOW, seconds=30)
    assert number
    later = NOW + timedelta(minutes=5)
    with first.transaction(actor="x", via="worker", now=NOW, fence=Fence(name="worker", number=number), within=()):
        assert second.acquire_lease("worker", "a", now=NOW, seconds=40) == number
        with pytest.raises(Unreachable, match=r"store\.busy"):
            second.acquire_lease("worker", "b", now=later, seconds=30)
    assert second.acquire_lease("worker", "b", now=later, seconds=30) == number + 1


def test_a_change_of_a_percentage_takes_few_round_trips(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits for the network, and where many are at work for a processor."""
    first, _ = two
    put(first, person("P1"), action("A1", owner="P1"))
    change = Update(ref="A1", percent=30)
    acting = Workspace(first, CONFIG, Templates(), every_day, Clock()).as_user("command")
    update_action(acting, "A1", change)
    said = list[str]()
    sent = PostgresqlConnection.round_trip

    def counted(connection: PostgresqlConnection, one: str, bound: Sequence[object]) -> object:
        said.append(one)
        return sent(connection, one, bound)

    monkeypatch.setattr(PostgresqlConnection, "round_trip", counted)
    update_action(acting, "A1", change.model_copy(update={"percent": 40}))
    assert len(said) <= 4, said


def test_what_was_foreseen_is_read_behind_the_lock(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = two
    (written,) = put(first, action("A1"))
    foreseen = [Foreseen(Action, {"ref": "a1"}), Foreseen(Action, {"owner": "P1"})]
    said = list[str]()
    sent = PostgresqlConnection.round_trip

    def changed_before(connection: PostgresqlConnection, one: str, bound: Sequence[object]) -> object:
        if connection is first._connection and "ref_batch" in one:  # type: ignore[attr-defined]  # of this engine
            put(second, written.model_copy(update={"title": "Another", "owner": "P1"}), person("P1"))
        said.append(one)
        return sent(connection, one, bound)

    monkeypatch.setattr(PostgresqlConnection, "round_trip", changed_before)
    with first.transaction(actor="x", via="key", now=NOW, foreseen=foreseen) as tx:
        before = len(said)
        assert tx.get(Action, "A1").title == "Another"
        assert [one.ref for one in tx.find(Action, owner="P1")] == ["A1"]
        assert len(said) == before


def test_what_was_foreseen_and_changed_since_is_asked_anew(two: tuple[Store, Store]) -> None:
    first, _ = two
    put(first, action("A1", owner="P1"), person("P1"))
    with first.transaction(actor="x", via="key", now=NOW, foreseen=[Foreseen(Action, {"owner": "P1"})]) as tx:
        tx.put(action("A2", owner="P1"))
        assert [one.ref for one in tx.find(Action, owner="P1")] == ["A1", "A2"]


def test_the_counter_rises_with_a_batch_that_is_committed_after_a_later_one(two: tuple[Store, Store], url: str) -> None:
    first, second = two
    seen = [first.change_counter()]
    with first.transaction(actor="x", via="key", now=NOW, within=("X-1",)) as tx:
        tx.put(action(tx.next_ref(Action)))
        with second.transaction(actor="y", via="key", now=NOW, within=("X-2",)) as beside:
            beside.put(action(beside.next_ref(Action)))
        seen.append(second.change_counter())
        tx.put(action(tx.next_ref(Action)))
        assert beside.batch > tx.batch
    seen.append(second.change_counter())
    assert seen == sorted(set(seen))
    assert check_organisation(url, None) == []


def test_a_lease_is_not_taken_over_while_something_is_written_under_it(two: tuple[Store, Store]) -> None:
    first, second = two
    number = first.acquire_lease("worker a", "a", now=NOW, seconds=30)
    assert number is not None
    fence = Fence(name="worker a", number=number)
    with first.transaction(actor="x", via="worker", now=NOW, fence=fence, within=()) as tx:
        tx.put(action())
        with second.transaction(actor="y", via="worker", now=NOW, fence=fence, within=()):
            pass
        with pytest.raises(Unreachable), second._locked("00000000-0000-0000-0000-000000000000", ()):  # type: ignore[attr-defined]  # with its patience
            second.release_lease("worker a", "a")
    second.release_lease("worker a", "a")
    with (
        pytest.raises(Refused, match=r"worker\.lost"),
        first.transaction(actor="x", via="worker", now=NOW, fence=fence, within=()),
    ):
        pass


def test_a_lease_that_ran_out_and_is_renewed_while_another_takes_it_stays_its_holders(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    late, looked, looks = NOW + timedelta(seconds=31), lease_rows.is_held, list[bool]()
    number = first.acquire_lease("worker", "a", now=NOW, seconds=30)

    def renewed_since(connection: Any, name: str, now: datetime) -> bool:
        looks.append(looked(connection, name, now))
        if len(looks) == 2:
            assert lease_rows.renew(first._connection, "worker", "a", now=late, seconds=30) == number  # type: ignore[attr-defined]  # without a lock, as it is renewed
        return looks[-1]

    monkeypatch.setattr(lease_rows, "is_held", renewed_since)
    assert second.acquire_lease("worker", "b", now=late, seconds=30) is None
    assert (first.lease_holder("worker"), looks) == ("a", [False, False])


def test_a_trail_of_batches_among_each_other_holds_in_a_file_too(postgresql_server: Pgbed, tmp_path: Path) -> None:
    url, there = postgresql_server.own_database(), tmp_path / "there.db"
    with (
        closing(open_store(url)) as first,
        closing(open_store(url)) as second,
        first.transaction(actor="x", via="key", now=NOW, within=("X-1",)) as tx,
    ):
        tx.put(action("A1"))
        with second.transaction(actor="y", via="key", now=NOW, within=("X-2",)) as beside:
            beside.put(action("A2"))
        tx.put(action("A3"))
    with closing(source_at(tmp_path / "none", url, "")) as source, closing(target_at(str(there), "")) as target:
        move(source, target)
    assert check_data(there) == []
    with closing(sqlite_store.open_store(there)) as file:
        put(file, action("A4"))
        put(file, action("A5"))
    assert check_data(there) == []
    with closing(connect(there, "rw", busy_seconds=1)) as connection:
        connection.run("UPDATE trail SET batch = batch - 2 WHERE ref = 'A5'")
    assert [fault.key for fault in check_data(there)] == ["trail.order", "trail.altered"]
