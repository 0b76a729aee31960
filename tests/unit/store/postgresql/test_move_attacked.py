"""A move that meets what nobody meant: both ends the same, another move at the same time, something in its place, names
that are taken, rows that somebody changed; and killed at each of its statements."""

import os
import signal
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from collabtui.domain.action import Action
from collabtui.errors import CollabError, Refused
from collabtui.lifecycle.organisation import move as moving
from collabtui.lifecycle.organisation.move import MoveResult, move, source_at, target_at
from collabtui.store.moving import file_ends, moved_rows
from collabtui.store.postgresql import postgresql_store, schema_steps
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection, place_of
from collabtui.store.sqlite import database_files
from collabtui.store.sqlite.connection import SqliteConnection
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.catalogue import Catalogue
from pgbed.bed import Pgbed
from support.invariants import holds
from support.records import action, put

pytestmark = pytest.mark.pgbed
BY_DISK = ("fsync", "link", "unlink")
"""What of the system a move calls beside its statements."""
EACH = 23
"""Every so many statements it is killed; of its some 270 that is each kind of step, and other ones of each end."""
LOST_EACH = 41
"""The same for those that a server sees."""


def filled(path: Path, titles: tuple[str, ...] = ("一", "二", "三")) -> Path:
    with closing(open_store(path, secret=b"t" * 32)) as store:
        for number, title in enumerate(titles, 1):
            put(store, action(f"A{number}", title=title))
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return filled(tmp_path / "here.db")


def moved(here: Path, url: str, to: str) -> MoveResult:
    with closing(source_at(here, url, "")) as source, closing(target_at(to, "")) as target:
        return move(source, target)


def titles_on(url: str) -> list[str]:
    with closing(postgresql_store.open_store(url)) as store:
        return [one.title for one in store.find(Action)]


def titles_in(path: Path) -> list[str]:
    with closing(open_store(path)) as store:
        return [one.title for one in store.find(Action)]


def named(url: str) -> str:
    return url.rpartition("/")[2]


def test_a_database_is_not_moved_to_itself(
    database: Path, postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be left for itself, and nobody could open it any more."""
    monkeypatch.setattr("collabtui.store.moving.server_ends.LOCK_SECONDS", 0.2)
    with pytest.raises(Refused, match=r"move\.there"):
        moved(database, "", str(database))
    other_name = database.with_name("link.db")
    other_name.symlink_to(database)
    with pytest.raises(Refused, match=r"move\.there"):
        moved(database, "", str(other_name))
    assert titles_in(database) == ["一", "二", "三"]
    url = postgresql_server.empty_database()
    moved(database, "", url)
    for same in (url, url.replace("127.0.0.1", "localhost")):
        with pytest.raises(Refused, match=r"move\.there"):
            moved(database, url, same)
    assert titles_on(url) == ["一", "二", "三"]


@pytest.mark.parametrize("to", ["server", "file"])
def test_of_two_moves_to_one_place_at_once_one_is_refused_and_nothing_is_mixed(
    database: Path, postgresql_server: Pgbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    other = filled(tmp_path / "other.db", ("甲", "乙", "丙", "丁"))
    place = postgresql_server.empty_database() if to == "server" else str(tmp_path / "there.db")
    begun: list[str] = []

    def meanwhile(name: str) -> None:
        if name == "action" and not begun:
            begun.append(name)
            moved(other, "", place)

    monkeypatch.setattr(moving, "MOVED", [table._replace(window=1) for table in moved_rows.MOVED])
    monkeypatch.setattr(moving, "TOGETHER", 1)
    with (
        closing(source_at(database, "", "")) as source,
        closing(target_at(place, "")) as target,
        pytest.raises(Refused, match=r"move\.(other|there)"),
    ):
        move(source, target, meanwhile)
    assert titles_in(database) == ["一", "二", "三"]
    there = titles_on(place) if to == "server" else titles_in(Path(place))
    assert there == ["甲", "乙", "丙", "丁"]


def test_what_has_taken_the_place_of_the_file_meanwhile_stays(database: Path, tmp_path: Path) -> None:
    to = tmp_path / "there.db"

    def meanwhile(_: str) -> None:
        if not to.exists():
            filled(to, ("别的",))

    with (
        closing(source_at(database, "", "")) as source,
        closing(target_at(str(to), "")) as target,
        pytest.raises(Refused, match=r"move\.there"),
    ):
        move(source, target, meanwhile)
    assert titles_in(to) == ["别的"]
    assert titles_in(database) == ["一", "二", "三"]


def test_the_file_is_on_the_disk_before_what_was_moved_is_left(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush, leave = database_files.flush, file_ends.FileSource.leave_to

    def flushed(path: Path) -> None:
        flush(path)
        steps.append("the folder" if path.is_dir() else "the file")

    def left(source: file_ends.FileSource, place: str) -> None:
        steps.append("left")
        leave(source, place)

    monkeypatch.setattr(database_files, "flush", flushed)
    monkeypatch.setattr(file_ends.FileSource, "leave_to", left)
    to = tmp_path / "there.db"
    stale = to.with_name("there.db-wal")
    stale.write_bytes(b"a log of a database that is gone")
    moved(database, "", str(to))
    assert steps == ["the file", "the folder", "left"]
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("there")) == ["there.db"]
    holds(to)


def test_a_server_that_flushes_later_flushes_the_end_of_a_move(database: Path, postgresql_server: Pgbed) -> None:
    """The cluster of the tests has synchronous_commit off, as one may have that is tuned."""
    with closing(target_at(postgresql_server.empty_database(), "")) as target:
        target.begin("state")
        with target.filling("state"):
            assert target.connection.row("SELECT current_setting('synchronous_commit')") == ("on",)


@pytest.mark.parametrize(
    "foreign",
    [
        "CREATE TABLE action (x integer)",
        "CREATE VIEW member AS SELECT 1 AS x",
        "CREATE SEQUENCE ref_action",
        "CREATE TYPE trail AS ENUM ('x')",
        "CREATE FUNCTION words_query(text) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE MATERIALIZED VIEW theirs AS SELECT 1 AS x",
    ],
    ids=["table", "view", "sequence", "type", "function", "another-name"],
)
def test_a_database_with_something_of_others_is_refused_and_left_as_it_is(
    database: Path, postgresql_server: Pgbed, foreign: str
) -> None:
    url = postgresql_server.empty_database()
    postgresql_server.run(foreign, named(url))
    with pytest.raises(Refused, match=r"database\.not_ours"):
        moved(database, "", url)
    assert postgresql_server.run("SELECT count(*) FROM pg_tables WHERE tablename = 'schema_step'", named(url)) == [(0,)]
    assert titles_in(database) == ["一", "二", "三"]


def test_without_a_schema_to_make_tables_in_it_is_refused_in_a_sentence(
    database: Path, postgresql_server: Pgbed
) -> None:
    url = postgresql_server.empty_database()
    postgresql_server.run("DROP SCHEMA public", named(url))
    with pytest.raises(CollabError, match=r"database\.unwritable"):
        moved(database, "", url)
    assert titles_in(database) == ["一", "二", "三"]


def test_a_database_without_letters_for_every_language_is_refused_before_a_table_is_made(
    database: Path, postgresql_server: Pgbed
) -> None:
    postgresql_server.run("CREATE DATABASE western ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    for do in (postgresql_store.open_store, lambda url: moved(database, "", url)):
        with pytest.raises(Refused, match=r"database\.encoding.*LATIN1"):
            do(postgresql_server.url("western"))
    assert postgresql_server.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", "western") == [(0,)]


def test_another_organisation_in_a_schema_beside_keeps_its_numbers_to_itself(
    database: Path, postgresql_server: Pgbed, tmp_path: Path
) -> None:
    url = postgresql_server.empty_database()
    for schema in ("a", "b"):
        postgresql_server.run(f"CREATE SCHEMA {schema}", named(url))
    many = filled(tmp_path / "many.db", tuple(f"{number}" for number in range(40)))
    first, second = (f"{url}?options=-csearch_path%3D{schema}" for schema in ("a", "b"))
    moved(many, "", first)
    moved(database, "", second)
    assert check_organisation(second, None) == []
    back = tmp_path / "back.db"
    moved(database, second, str(back))
    holds(back)
    with closing(open_store(back)) as store:
        put(store, action("A9"))
        assert titles_on(first) == [f"{number}" for number in range(40)]


def test_one_that_goes_on_with_rows_that_somebody_changed_begins_anew(
    database: Path, postgresql_server: Pgbed, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgresql_server.empty_database()
    with monkeypatch.context() as patched:
        patched.setattr(moving, "enter_all_words", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            moved(database, "", url)
    postgresql_server.run("UPDATE action SET title = 'x' WHERE ref = 'A2'", named(url))
    moved(database, "", url)
    assert titles_on(url) == ["一", "二", "三"]


@pytest.mark.parametrize("begun", [True, False], ids=["begun", "whole"])
def test_tables_of_another_version_are_no_place_to_move_to(
    database: Path, postgresql_server: Pgbed, begun: bool
) -> None:
    url = postgresql_server.own_database()
    done = schema_steps.step_name(schema_steps.STEPS[-1])
    postgresql_server.run(f"DELETE FROM schema_step WHERE name = '{done}'", named(url))  # noqa: S608  # our own name
    if begun:
        postgresql_server.run("INSERT INTO schema_step VALUES ('moving from x', now())", named(url))
    with pytest.raises(Refused, match=r"move\.there"):
        moved(database, "", url)
    assert titles_in(database) == ["一", "二", "三"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://here/pmo", "postgresql://li@[::1]:5432/pmo", "postgresql://a:1,b:2/pmo", "postgresql://a,b/pmo",
        "postgresql://%2Frun%2Fpostgresql/pmo", "postgresql://li@here/pmo?options=-csearch_path%3Da",
        "postgresql://l%40i@here/100%25?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem",
    ],
)  # fmt: skip
def test_a_place_is_told_as_a_url_that_leads_there(url: str) -> None:
    assert conninfo_to_dict(place_of(url)) == conninfo_to_dict(url)
    with_password = make_conninfo(url, password="se cret")
    assert conninfo_to_dict(place_of(with_password)) == conninfo_to_dict(url)


@pytest.mark.parametrize("name", ["it's", 'a "b" c', "100%", "%s %(x)s %%", "a?b#c&d=e", "a\\b", "项目 库", "$1; --"])
def test_a_place_may_have_any_name(database: Path, postgresql_server: Pgbed, tmp_path: Path, name: str) -> None:
    quoted = name.replace('"', '""')
    postgresql_server.run(f'CREATE DATABASE "{quoted}"')
    url = postgresql_server.url(quote(name, safe=""))
    place = moved(database, "", url).place
    assert conninfo_to_dict(place)["dbname"] == name  # what is said to stand in the configuration from now on
    assert titles_on(url) == ["一", "二", "三"]
    with pytest.raises(Refused, match=r"store\.moved") as left:
        open_store(database)
    assert left.value.values["to"] == place
    file = tmp_path / f"{name}.db"
    moved(database, url, str(file))
    assert titles_in(file) == ["一", "二", "三"]
    with pytest.raises(Refused, match=r"store\.moved") as left:
        postgresql_store.open_store(url)
    assert left.value.values["to"] == str(file)
    holds(file)


@pytest.mark.parametrize("to", ["server", "file"])
def test_one_that_was_killed_anywhere_goes_on_and_leaves_one_place(
    database: Path, postgresql_server: Pgbed, tmp_path: Path, to: str
) -> None:
    source = ""
    if to == "file":
        source = postgresql_server.empty_database()
        moved(database, "", source)
    for point in count(1, EACH):
        here = source
        if to == "file":
            here = postgresql_server.copy_of(source)
            place = str(tmp_path / f"there{point}.db")
        else:
            file = filled(tmp_path / f"here{point}.db")
            place = postgresql_server.empty_database()
        ended = _ended(lambda: moved(file if to == "server" else database, here, place), kill_at=point)  # noqa: B023  # called at once
        if ended == -signal.SIGKILL:
            if not _is_left(here, file if to == "server" else None):
                moved(file if to == "server" else database, here, place)
        else:
            assert ended == 0
        assert (titles_on(place) if to == "server" else titles_in(Path(place))) == ["一", "二", "三"]
        if ended == 0:
            break
    assert point > 5 * EACH


@pytest.mark.parametrize("to", ["server", "file"])
def test_one_whose_connection_is_lost_anywhere_is_refused_in_a_sentence_and_goes_on(
    database: Path, postgresql_server: Pgbed, tmp_path: Path, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, refused = "", 0
    if to == "file":
        source = postgresql_server.empty_database()
        moved(database, "", source)
    for point in count(2, LOST_EACH):
        if to == "file":
            file, here = tmp_path / "other.db", postgresql_server.copy_of(source)
            place = str(tmp_path / f"there{point}.db")
        else:
            file, here = filled(tmp_path / f"here{point}.db"), ""
            place = postgresql_server.empty_database()
        ended = _lost(lambda: moved(file, here, place), postgresql_server, point, monkeypatch)  # noqa: B023  # called at once
        if ended == "refused" and not _is_left(here, None if here else file):
            moved(file, here, place)
        assert (titles_on(place) if to == "server" else titles_in(Path(place))) == ["一", "二", "三"]
        assert _is_left(here, None if here else file)
        refused += ended == "refused"
        if ended == "whole":
            break
    assert refused > 1


def _lost(do: Callable[[], object], server: Pgbed, point: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """How it ended when the server ended all sessions before the statement with that number: `refused`, or `done` by
    a session that was opened anew; `whole` where there is no such statement."""
    calls, run = count(1), PostgresqlConnection.run

    def cut(*given: Any, **named: Any) -> object:
        if next(calls) == point:
            server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test%'")
        return run(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(PostgresqlConnection, "run", cut)
        refused = ""
        try:
            do()
        except CollabError as error:
            refused = error.key
    if refused:
        assert refused in Catalogue("en")
        return "refused"
    return "done" if next(calls) > point else "whole"


def _is_left(url: str, file: Path | None) -> bool:
    """Whether what was moved is opened no more."""
    try:
        (open_store(file) if file else postgresql_store.open_store(url)).close()
    except Refused as error:
        if error.key == "store.moved":
            return True
        raise
    return False


def _ended(do: Callable[[], object], *, kill_at: int) -> int:
    """The code of a process that does it, and is killed before the statement or the file's step with that number."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    try:
        calls = count(1)

        def counted(call: Callable[..., object]) -> Callable[..., object]:
            def run(*given: object, **named: object) -> object:
                if next(calls) == kill_at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*given, **named)

            return run

        for kind in (PostgresqlConnection, SqliteConnection):
            kind.run = counted(kind.run)  # type: ignore[method-assign, assignment]  # in a process of its own
        for name in BY_DISK:
            setattr(os, name, counted(getattr(os, name)))
        do()
    except BaseException:  # noqa: BLE001  # a process of its own: it ends here in any case
        os._exit(1)
    os._exit(0)
