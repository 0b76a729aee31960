"""Everything moved from a file to PostgreSQL and back: nothing is otherwise, nobody writes meanwhile, and what was
killed goes on."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.errors import Refused, Unreachable
from collabtui.lifecycle.organisation import move as moving
from collabtui.lifecycle.organisation.move import MoveResult, move, source_at, target_at
from collabtui.store.interface import Fence, Store
from collabtui.store.moving import moved_rows
from collabtui.store.postgresql import postgresql_store
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.sqlite.sqlite_store import open_store
from pgbed.bed import Pgbed
from support.invariants import holds
from support.records import NOW, action, put

pytestmark = pytest.mark.pgbed


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "here.db"
    with closing(open_store(path, secret=b"t" * 32)) as store:
        for number in range(1, 8):
            put(store, action(f"A{number}", title=f"准备预算表 {number}"))
        put(store, store.get(Action, "A2").model_copy(update={"depends_on": ("A1",), "percent": 50}))
        with store.transaction(actor="x", via="mail:I1", now=NOW) as tx:
            tx.claim_mail("digest", "<m@x>")
        assert store.acquire_lease("worker", "one", now=NOW, seconds=60) == 1
    return path


def moved(here: Path, url: str, to: str) -> MoveResult:
    with closing(source_at(here, url, "")) as source, closing(target_at(to, "")) as target:
        return move(source, target)


def state(store: Store) -> tuple[object, ...]:
    actions = [one.model_dump() for one in store.find(Action)]
    found = [hit.ref for hit in store.search("预算")]
    return actions, found, store.changes(), store.secret(), store.changes(limit=1)[0].batch


def test_there_and_back_everything_is_as_it_was(database: Path, postgresql_server: Pgbed, tmp_path: Path) -> None:
    with closing(open_store(database)) as store:
        before = state(store)
    url = postgresql_server.empty_database()
    done = moved(database, "", url)
    assert done.rows >= 19
    assert check_organisation(url, None) == []
    for opened in (open_store, open_reader):
        with pytest.raises(Refused, match=r"store\.moved"):
            opened(database)
    with closing(postgresql_store.open_store(url)) as store:
        assert state(store) == before
        assert store.acquire_lease("worker", "two", now=NOW, seconds=60) == 2
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            assert tx.is_claimed("digest")
            assert tx.next_ref(Action) == "A8"
            tx.put(action("A8"))
        there = state(store)
    back = tmp_path / "back.db"
    moved(database, url, str(back))
    holds(back)
    with pytest.raises(Refused, match=r"store\.moved"):
        postgresql_store.open_store(url)
    with closing(open_store(back)) as store:
        assert state(store) == there
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            assert tx.next_ref(Action) == "A9"


def test_who_has_it_open_still_writes_nothing_more(database: Path, postgresql_server: Pgbed, tmp_path: Path) -> None:
    """Neither a screen, nor a worker that would send the same mails from both."""
    url = postgresql_server.empty_database()
    with closing(open_store(database)) as store:
        moved(database, "", url)
        _writes_nothing(store, 1)
    with closing(postgresql_store.open_store(url)) as there:
        assert there.acquire_lease("worker", "two", now=NOW, seconds=60) == 2
        moved(database, url, str(tmp_path / "back.db"))
        _writes_nothing(there, 2)


def _writes_nothing(store: Store, lease: int) -> None:
    with pytest.raises(Refused, match=r"store\.moved"):
        put(store, action("A9"))
    with (
        pytest.raises(Refused, match=r"worker\.lost"),
        store.transaction(actor="x", via="worker", now=NOW, fence=Fence(name="worker", number=lease)),
    ):
        pass


class Killed(BaseException):
    """In the middle of it."""


@pytest.mark.parametrize("window", range(0, 12, 2))
def test_a_move_that_was_killed_goes_on(
    database: Path, postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch, window: int
) -> None:
    url = postgresql_server.empty_database()
    written: list[object] = []

    def until(*given: object) -> None:
        if len(written) == window:
            raise Killed
        written.append(given[1])
        moved_rows.write(*given)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(moving, "MOVED", [table._replace(window=2) for table in moved_rows.MOVED])
    monkeypatch.setattr(moving, "TOGETHER", 1)
    with monkeypatch.context() as patched:
        patched.setattr(moving, "write", until)
        with pytest.raises(Killed):
            moved(database, "", url)
    with pytest.raises(Refused, match=r"database\.moving"):
        postgresql_store.open_store(url)
    with closing(open_store(database)) as store:
        before = store.changes(limit=1)[0].batch
    moved(database, "", url)
    assert check_organisation(url, None) == []
    with closing(postgresql_store.open_store(url)) as there:
        assert (there.changes(limit=1)[0].batch, len(there.find(Action))) == (before, 7)


def test_what_was_written_between_two_tries_is_moved_too(
    database: Path, postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgresql_server.empty_database()
    with monkeypatch.context() as patched:
        patched.setattr(moving, "enter_all_words", _kill)
        with pytest.raises(Killed):
            moved(database, "", url)
    with closing(open_store(database)) as store:
        put(store, store.get(Action, "A1").model_copy(update={"percent": 90}))
    moved(database, "", url)
    with closing(postgresql_store.open_store(url)) as store:
        assert store.get(Action, "A1").percent == 90


def _kill(_: object) -> None:
    raise Killed


@pytest.mark.parametrize(
    ("do", "refused"),
    [
        (lambda path: open_reader(path).rows("SELECT count(*) FROM action"), False),
        (lambda path: put(open_store(path, busy_seconds=0.1), action("A9")), True),
    ],
    ids=["reads", "writes"],
)
def test_meanwhile_others_read_and_nobody_writes(
    database: Path, postgresql_server: Pgbed, do: Callable[[Path], object], refused: bool
) -> None:
    met = []

    def at_a_table(_: str) -> None:
        try:
            do(database)
            met.append(False)
        except Unreachable:
            met.append(True)

    target = target_at(postgresql_server.empty_database(), "")
    with closing(source_at(database, "", "")) as source, closing(target):
        move(source, target, at_a_table)
    assert set(met) == {refused}


def test_a_row_that_is_not_as_it_was_ends_it_and_the_source_stays_in_use(
    database: Path, postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*given: object) -> None:
        postgresql_server.run("UPDATE action SET title = 'x' WHERE ref = 'A4'", name)
        moved_rows.enter_all_words(*given)  # type: ignore[arg-type]  # handed on as it came

    url = postgresql_server.empty_database()
    name = url.rpartition("/")[2]
    monkeypatch.setattr(moving, "enter_all_words", changed)
    with pytest.raises(Refused, match=r"move\.differs.*action"):
        moved(database, "", url)
    open_store(database).close()
    with pytest.raises(Refused, match=r"database\.moving"):
        postgresql_store.open_store(url)


def test_what_holds_something_else_is_left_alone(database: Path, postgresql_server: Pgbed, tmp_path: Path) -> None:
    url = postgresql_server.own_database()
    with pytest.raises(Refused, match=r"move\.there"):
        moved(database, "", url)
    file = tmp_path / "other.db"
    file.write_text("x")
    with pytest.raises(Refused, match=r"move\.there"):
        moved(database, "", str(file))
    open_store(database).close()
