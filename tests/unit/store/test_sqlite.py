"""What is SQLite's own: the file, its failures, and crashes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.errors import CollabError, Damaged, Refused, Unreachable
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.send_turn import SendTurn
from collabtui.store.sqlite import database_copy
from collabtui.store.sqlite.connection import connect, number_of, set_number
from collabtui.store.sqlite.migrations import STEPS, Step
from collabtui.store.sqlite.sqlite_store import SqliteStore, open_store
from support import processes
from support.records import NOW, Mishap, action, outgoing, person, put, refs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collabtui.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(open_store(path)) as opened:
        yield opened


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_only_the_owner_may_read_the_database(store: SqliteStore, path: Path) -> None:
    put(store, action())
    assert {file.name: mode(file) for file in path.parent.iterdir()} == {
        "collabtui.db": 0o600,
        "collabtui.db-wal": 0o600,
        "collabtui.db-shm": 0o600,
    }


def test_links_in_a_circle_are_refused_in_a_sentence(path: Path) -> None:
    path.symlink_to(path)
    with pytest.raises(Unreachable, match=r"store\.unwritable"):
        open_store(path)


def test_a_database_that_was_shared_with_the_group_stays_shared(path: Path) -> None:
    open_store(path).close()
    path.chmod(0o660)
    open_store(path).close()
    assert mode(path) == 0o660


def test_each_commit_is_flushed_to_the_disk(store: SqliteStore) -> None:
    """FULL is 2. What it is for cannot be shown without cutting the power."""
    assert store._connection.row("PRAGMA synchronous") == (2,)
    assert store._connection.row("PRAGMA journal_mode") == ("wal",)


def test_commits_are_flushed_again_after_work_that_can_be_done_again(store: SqliteStore) -> None:
    with suppress(Mishap), store.unflushed():
        put(store, action())
        assert store._connection.row("PRAGMA synchronous") == (1,)
        raise Mishap
    assert store._connection.row("PRAGMA synchronous") == (2,)
    assert refs(store.find(Action)) == ["A1"]


CRASH = """
import os, signal, sys
from pathlib import Path
from collabtui.store.sqlite.sqlite_store import open_store
from support.records import NOW, action, outgoing
store = open_store(Path(sys.argv[1]))
with store.transaction(actor="x", via="key", now=NOW) as tx:
    tx.put(action("A1"))
if sys.argv[2] == "after":
    os.kill(os.getpid(), signal.SIGKILL)
with store.transaction(actor="x", via="key", now=NOW) as tx:
    tx.put(tx.get(type(action()), "A1").model_copy(update={"title": "half"}))
    tx.claim_mail("digest", "<m>")
    for number in range(1, 401):
        tx.put(outgoing(f"O{number}", raw=b"x" * 20_000))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("when", ["after", "during"])
def test_a_crash_loses_no_transaction_and_keeps_no_half_of_one(path: Path, when: str) -> None:
    """The 8 MB of the broken one do not fit SQLite's cache: part of it stands in the log when the process dies."""
    process = processes.start(CRASH, path, when)
    process.communicate(timeout=60)
    assert process.returncode == -9
    with closing(open_store(path)) as store:
        assert store.get(Action, "A1").title == "提供接口文档"
        assert store.find(Outgoing) == []
        assert refs(store.changes()) == ["A1"]
        with store.transaction(actor="x", via="key", now=NOW) as tx:
            assert tx.claim_mail("digest", "<m>")


def test_a_full_disk_leaves_the_deed_undone_and_the_store_usable(store: SqliteStore) -> None:
    put(store, action())
    pages = store._connection.row("PRAGMA page_count")
    assert pages is not None
    store._connection.run(f"PRAGMA max_page_count = {pages[0]}")
    with pytest.raises(Unreachable) as caught:
        put(store, person(), outgoing(raw=b"x" * 200_000))
    assert caught.value.key == "store.full"
    assert (len(store.find(Action)), store.find(Outgoing), len(store.changes())) == (1, [], 1)
    store._connection.run("PRAGMA max_page_count = 1000000")
    put(store, outgoing(raw=b"x" * 200_000))
    assert len(store.get(Outgoing, "O1").raw) == 200_000


NO_MORE_ROOM = """
import resource, sys
from pathlib import Path
from collabtui.errors import Unreachable
from collabtui.store.sqlite.sqlite_store import open_store
from support.records import NOW, action, outgoing, put, refs
path = Path(sys.argv[1])
store = open_store(path)
put(store, action("A1"))
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
try:
    put(store, outgoing("O1", raw=b"x" * 1_000_000))
except Unreachable as error:
    print(error.key)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
put(store, action("A2"))
"""


def test_a_disk_that_stops_writing_halfway_leaves_the_deed_undone(path: Path) -> None:
    assert processes.run(NO_MORE_ROOM, path) == "store.disk_failed\n"
    with closing(open_store(path)) as store:
        assert refs(store.find(Action)) == ["A1", "A2"]
        assert store.find(Outgoing) == []
        assert store._connection.row("PRAGMA integrity_check") == ("ok",)


def refusal(path: Path) -> tuple[type[CollabError], str]:
    with pytest.raises(CollabError) as caught:
        open_store(path, busy_seconds=0)
    assert caught.value.values["path"] == path
    return type(caught.value), caught.value.key


def test_a_file_that_is_no_database_is_refused_and_kept(path: Path) -> None:
    path.write_text("行动项,负责人\n" * 100)
    assert refusal(path) == (Damaged, "store.not_a_database")
    assert path.read_text() == "行动项,负责人\n" * 100


def test_the_database_of_another_program_is_refused_and_kept(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE moz_places (id INTEGER)")
    before = path.read_bytes()
    assert refusal(path) == (Refused, "store.not_ours")
    assert path.read_bytes() == before


def test_a_database_of_a_newer_version_is_refused(path: Path) -> None:
    with closing(open_store(path)) as store:
        sql = """INSERT INTO _sqlite_migrations (migration_set, name, applied_at)
                 VALUES ('collabtui', 'of_next_year', '')"""
        store._connection.run(sql)
    assert refusal(path) == (Refused, "store.newer")


@pytest.mark.parametrize("lost", [STEPS[0], STEPS[1], STEPS[len(STEPS) // 2], STEPS[-1]])
def test_a_database_that_forgot_a_step_is_refused_and_kept(path: Path, lost: Step) -> None:
    with closing(open_store(path)) as store:
        put(store, action("A1"))
        store._connection.run("DELETE FROM _sqlite_migrations WHERE name = ?", (lost.name,))
    assert refusal(path) == (Damaged, "store.damaged")
    with closing(sqlite3.connect(path)) as left:
        assert left.execute("SELECT count(*) FROM action").fetchone() == (1,)


def test_a_damaged_database_is_refused(path: Path) -> None:
    with closing(open_store(path)) as store:
        put(store, *(action(f"A{number}") for number in range(1, 200)))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert refusal(path) == (Damaged, "store.damaged")


@pytest.mark.parametrize("name", ["no/such/folder/collabtui.db", "a-file/collabtui.db"])
def test_a_place_where_no_file_can_be_made_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "a-file").touch()
    assert refusal(tmp_path / name) == (Unreachable, "store.unwritable")


def test_a_folder_in_the_place_of_the_database_is_none(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (Damaged, "store.not_a_database")


def test_writing_to_what_may_only_be_read_is_refused(store: SqliteStore, path: Path) -> None:
    put(store, action())
    with closing(connect(path, "ro", busy_seconds=0)) as reading, pytest.raises(Unreachable) as caught:
        reading.run("DELETE FROM action")
    assert caught.value.key == "store.unwritable"


def test_a_lock_of_another_program_is_named(store: SqliteStore, path: Path) -> None:
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(path) == (Unreachable, "store.busy")


WRITER = """
import sys
from pathlib import Path
from collabtui.domain.action import Action
from collabtui.store.sqlite.sqlite_store import open_store
from support.records import NOW, action
store = open_store(Path(sys.argv[1]), busy_seconds=30)
for _ in range(25):
    with store.transaction(actor=sys.argv[2], via="key", now=NOW) as tx:
        tx.put(action(tx.next_ref(Action)))
store.close()
"""


VISITOR = """
import sys
from contextlib import closing
from pathlib import Path
from collabtui.store.sqlite.sqlite_store import open_store
from support.records import action, put
with closing(open_store(Path(sys.argv[1]))) as store:
    put(store, action(ref=sys.argv[2]))
    print(len(store.find(type(action()))))
"""


def test_who_comes_and_goes_does_not_throw_away_the_log_of_a_process_with_two_connections(path: Path) -> None:
    """The screens have several: to open one more must not let go of the locks that the others hold."""
    with closing(open_store(path)) as store, closing(open_store(path)) as second:
        assert processes.run(VISITOR, path, "A1") == "1\n"
        put(store, action(ref="A2"))
        put(second, action(ref="A3"))
        assert processes.run(VISITOR, path, "A4") == "4\n"
        assert refs(store.find(Action)) == ["A1", "A2", "A3", "A4"]


def test_processes_that_start_and_write_at_once_wait_for_each_other(path: Path) -> None:
    writers = [processes.start(WRITER, path, name) for name in ("a", "b", "c")]
    for writer in writers:
        processes.finish(writer)
    with closing(open_store(path)) as store:
        assert sorted(refs(store.find(Action)), key=lambda ref: int(ref[1:])) == [f"A{n}" for n in range(1, 76)]
        assert len({change.batch for change in store.changes()}) == 75
        assert store.change_counter() == 75


def test_a_write_of_another_process_is_seen_by_the_next_look(store: SqliteStore, path: Path) -> None:
    before = store.change_counter()
    processes.run(WRITER, path, "another")
    assert store.change_counter() == before + 25
    assert len(store.find(Action)) == 25


OPENING = """
import sys
from pathlib import Path
from collabtui.store.sqlite.sqlite_store import open_store
open_store(Path(sys.argv[1])).close()
print(*(name for name in ("sqlite_utils", "click") if name in sys.modules))
"""


def test_sqlite_utils_is_loaded_only_to_change_the_tables(path: Path) -> None:
    assert processes.run(OPENING, path) == "sqlite_utils click\n"
    assert processes.run(OPENING, path) == "\n"


def test_mails_that_wait_are_not_sorted_for_each_one_that_leaves(store: SqliteStore) -> None:
    read: list[str] = []
    store._connection.set_trace_callback(read.append)
    store.due_outgoing(SendTurn(NOW, 1, lease=1))
    (asked,) = read
    plan = [step for *_, step in store._connection.rows(f"EXPLAIN QUERY PLAN {asked}")]
    assert sum("outgoing USING INDEX outgoing_newest (state=?)" in step for step in plan) == 2
    assert sum("TEMP B-TREE" in step for step in plan) == 1  # of the few that were found


def test_a_backup_is_one_private_file_with_what_was_committed(store: SqliteStore, path: Path, tmp_path: Path) -> None:
    put(store, action("A1"))
    copy = tmp_path / "copies" / "monday.db"
    copy.parent.mkdir()
    with (
        closing(open_store(path)) as other,
        suppress(Mishap),
        other.transaction(actor="x", via="key", now=NOW) as tx,
    ):
        tx.put(action("A2"))
        store.backup(str(copy))
        raise Mishap
    assert [file.name for file in copy.parent.iterdir()] == ["monday.db"]
    assert mode(copy) == 0o600
    with closing(open_store(copy)) as restored:
        assert restored.find(Action) == store.find(Action)
        assert restored.secret() == store.secret()
        assert refs(restored.find(Action)) == ["A1"]


def test_a_backup_replaces_an_older_one_and_nothing_else(store: SqliteStore, tmp_path: Path) -> None:
    copy, letter = tmp_path / "copy.db", tmp_path / "letter.txt"
    store.backup(str(copy))
    put(store, action("A1"))
    store.backup(str(copy))
    with closing(open_store(copy)) as restored:
        assert refs(restored.find(Action)) == ["A1"]
    letter.write_text("张伟,你好")
    with pytest.raises(Refused) as caught:
        store.backup(str(letter))
    assert (caught.value.key, caught.value.values) == ("store.not_a_database", {"path": letter})
    assert letter.read_text() == "张伟,你好"


def test_a_backup_that_cannot_be_written_leaves_nothing(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(Unreachable) as caught:
        store.backup(str(tmp_path / "nowhere" / "copy.db"))
    assert caught.value.key == "store.unwritable"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_was_moved_away_has_all_and_nothing_more_is_written(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    put(store, action("A1"))
    moved = path.rename(tmp_path / "moved.db")
    for write in (lambda: put(store, action("A2")), lambda: store.acquire_lease("a", "b", now=NOW, seconds=9)):
        with pytest.raises(Refused, match=r"store\.replaced"):
            write()
    with closing(connect(moved, "ro", busy_seconds=0)) as looked:
        assert looked.rows("SELECT ref FROM action") == [("A1",)]


def test_what_was_put_in_the_place_of_an_open_file_stays_as_it_is(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    """Also when it is opened beside the log of the file of before, and when that is closed."""
    put(store, action("A1"))
    with closing(open_store(tmp_path / "other.db")) as other:
        put(other, action("A7"))
    (tmp_path / "other.db").replace(path)
    with pytest.raises(Refused, match=r"store\.replaced"):
        store.accounts_due(SendTurn(NOW, 1))
    with closing(open_store(path)) as now_there:
        put(now_there, action("A8"))
        for again in (store.open_again, lambda: put(store, action("A2")), lambda: store.release_lease("a", "b")):
            with pytest.raises(Refused, match=r"store\.replaced"):
                again()
        store.close()
    with closing(open_store(path)) as looked:
        assert refs(looked.find(Action)) == ["A7", "A8"]


def copied_over(source: Path, path: Path) -> bytes:
    """As `cp` does it: the file stays, with other bytes."""
    copied = source.read_bytes()
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(copied)
    return copied


@pytest.mark.parametrize("what", ["another", "a copy of before", "garbage", "nothing"])
def test_what_was_copied_over_an_open_file_stays_as_it_is(
    store: SqliteStore, path: Path, tmp_path: Path, what: str
) -> None:
    """SQLite would go on with the pages that it remembers, and write the log of before into it at the end."""
    other = tmp_path / "other.db"
    put(store, action("A1"))
    if what == "another":
        with closing(open_store(other)) as opened:
            put(opened, action("A7"))
    elif what == "a copy of before":
        store.backup(str(other))
    else:
        other.write_bytes(b"garbage" * 700 if what == "garbage" else b"")
    put(store, action("A2"))
    with closing(open_store(path)) as beside:
        copied = copied_over(other, path)
        for write in (lambda: put(store, action("A3")), lambda: put(beside, action("A4")), beside.open_again):
            with pytest.raises(Refused, match=r"store\.replaced"):
                write()
        for asked in (lambda: store.accounts_due(SendTurn(NOW, 1)), lambda: store.release_lease("a", "b")):
            with pytest.raises(Refused, match=r"store\.replaced"):
                asked()
    store.close()
    assert path.read_bytes() == copied
    if what in ("another", "a copy of before"):
        with closing(open_store(path)) as looked:
            assert refs(looked.find(Action)) == ["A7" if what == "another" else "A1"]


def test_each_file_bears_a_number_of_its_own_and_keeps_it_when_it_is_restored(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    put(store, action("A1"))
    store.backup(str(tmp_path / "copy.db"))
    put(store, action("A2"))
    with closing(connect(tmp_path / "copy.db", "ro", busy_seconds=0)) as copy:
        assert 0 < number_of(copy) != number_of(store._connection)
    database_copy.write_over(tmp_path / "copy.db", path)
    put(store, action("A3"))
    assert refs(store.find(Action)) == ["A1", "A3"]
    store._connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    put(store, action("A4"))


def test_a_file_of_before_gets_a_number_with_its_next_change(store: SqliteStore, path: Path, tmp_path: Path) -> None:
    set_number(store._connection, 0)
    with closing(open_store(path)) as first, closing(open_store(path)) as second:
        with pytest.raises(ZeroDivisionError), first.transaction(actor="x", via="key", now=NOW):
            1 / 0  # noqa: B018  # taken back, and the number with it
        put(second, action("A1"))
        put(first, action("A2"))
        put(second, action("A3"))
        first._connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        put(first, action("A4"))
        put(second, action("A5"))
        assert number_of(first._connection) != 0
        open_store(tmp_path / "other.db").close()
        copied_over(tmp_path / "other.db", path)
        for one in (first, second):
            with pytest.raises(Refused, match=r"store\.replaced"):
                put(one, action("A6"))


def test_a_file_that_is_read_past_sqlite_is_closed_behind_its_last_connection(path: Path) -> None:
    """To close it before would drop the locks of the others."""
    open_store(path).close()
    with closing(connect(path, "ro", busy_seconds=0)) as one:
        assert one.file is not None
        number = number_of(one)
        connect(path, "ro", busy_seconds=0).close()
        assert one.file.number() == number
        held = one.file
    with pytest.raises(OSError, match="Bad file descriptor"):
        held.number()


@pytest.mark.parametrize("journal", [b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\xff" * 5000, b"garbage" * 700])
def test_a_journal_that_a_kill_left_keeps_nobody_from_reading(store: SqliteStore, path: Path, journal: bytes) -> None:
    put(store, action("A1"))
    store.close()
    beside = path.with_name("collabtui.db-journal")
    beside.write_bytes(journal)
    with closing(open_reader(path)) as reader:
        assert reader.rows("SELECT ref FROM action") == [("A1",)]
    assert not beside.exists()


def test_a_copy_in_the_place_of_the_database_keeps_a_log(store: SqliteStore, path: Path, tmp_path: Path) -> None:
    """So that whoever reads keeps nobody from writing."""
    store.backup(str(tmp_path / "copy.db"))
    with closing(open_store(tmp_path / "copy.db")) as opened:
        assert opened._connection.row("PRAGMA journal_mode") == ("wal",)
