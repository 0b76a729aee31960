"""A copy of a server, and one that is put on a server, go on where they were killed."""

from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.export_folder import export_folder
from collabtui.lifecycle.backup.import_folder import import_folder
from collabtui.lifecycle.backup.put_in_place import ServerPlace
from collabtui.lifecycle.backup.restore import restore
from collabtui.lifecycle.organisation import move as moving
from collabtui.lifecycle.organisation.server_copy import ServerCopy
from collabtui.store.engine_connection import Connection
from collabtui.store.moving import file_ends, moved_rows
from collabtui.store.postgresql.postgresql_store import open_store as open_on_server
from collabtui.store.sqlite.sqlite_store import open_store
from pgbed.bed import Pgbed
from support.invariants import holds, holds_there
from support.records import NOW, action, outgoing, person, put

pytestmark = pytest.mark.pgbed


class Killed(BaseException):
    """As a kill: no handler of an error runs."""


def write_until(last: str, written: list[str]) -> Callable[..., None]:
    """Killed as the first row of that table is to be written."""

    def write(connection: Connection, table: moved_rows.MovedTable, rows: Sequence[Sequence[object]]) -> None:
        if table.name == last:
            raise Killed
        written.append(table.name)
        moved_rows.write(connection, table, rows)

    return write


def killed_at_write(number: int, written: list[str]) -> Callable[..., None]:
    numbers, write = count(1), moved_rows.write

    def write_until(connection: object, table: object, rows: object) -> None:
        if next(numbers) == number:
            raise Killed
        written.append(table.name)  # type: ignore[attr-defined]  # a MovedTable
        write(connection, table, rows)  # type: ignore[arg-type]  # handed on

    return write_until


@pytest.mark.parametrize("make", [write_copy, export_folder], ids=["backup", "export"])
def test_what_was_fetched_from_a_server_is_not_fetched_again(
    postgresql_server: Pgbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., object]
) -> None:
    url, home = postgresql_server.own_database(), Home(tmp_path / "home")
    home.root.mkdir()
    store = open_on_server(url)
    put(store, *(action(f"A{number}", title=f"第{number}项") for number in range(1, 4)))
    store.close()
    monkeypatch.setattr(moving, "MOVED", [table._replace(window=1) for table in moved_rows.MOVED])
    monkeypatch.setattr(moving, "TOGETHER", 1)
    readme = ("# all",) if make is export_folder else ()
    first: list[str] = []
    second: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(moving, "write", killed_at_write(6, first))
        with pytest.raises(Killed):
            make(ServerCopy(url, ""), home, tmp_path / "copy", NOW, *readme)
    with monkeypatch.context() as patched:
        patched.setattr(moving, "write", killed_at_write(0, second))
        make(ServerCopy(url, ""), home, tmp_path / "copy", NOW, *readme)
    assert len(first) == 5
    here = Home(tmp_path / "here")
    (restore if make is write_copy else import_folder)(here, tmp_path / "copy", NOW, running="")
    with closing(open_store(here.database)) as there:
        assert [one.title for one in there.find(Action)] == ["第1项", "第2项", "第3项"]
    whole: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(moving, "write", killed_at_write(0, whole))
        make(ServerCopy(url, ""), home, tmp_path / "another", NOW, *readme)
    assert len(first) + len(second) == len(whole)


@pytest.mark.parametrize("make", [write_copy, export_folder], ids=["backup", "export"])
@pytest.mark.parametrize("killed", ["while it is fetched", "when it was checked"])
def test_where_others_have_written_since_what_still_stands_is_not_fetched_again(
    postgresql_server: Pgbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., object], killed: str
) -> None:
    url, home = postgresql_server.own_database(), Home(tmp_path / "home")
    home.root.mkdir()
    store = open_on_server(url)
    put(store, person("P1"), *(action(f"A{number}") for number in range(1, 9)))
    put(store, *(outgoing(f"O{number}") for number in range(1, 5)))
    monkeypatch.setattr(moving, "MOVED", [table._replace(window=1) for table in moved_rows.MOVED])
    monkeypatch.setattr(moving, "TOGETHER", 1)
    more = ("# all",) if make is export_folder else ()
    first: list[str] = []

    def killed_when_checked(step: str) -> None:
        if step in ("pack", "write"):
            raise Killed

    fetched_to_the_end = killed == "when it was checked"
    with monkeypatch.context() as patched:
        patched.setattr(moving, "write", write_until("" if fetched_to_the_end else "outgoing", first))
        with pytest.raises(Killed):
            make(ServerCopy(url, ""), home, tmp_path / "copy", NOW, *more, killed_when_checked)
    other = outgoing("O3", subject="[M1] other")
    mail = store.get(Outgoing, "O3").model_copy(
        update={name: getattr(other, name) for name in ("subject", "raw", "digest")}
    )
    put(store, store.get(Action, "A2").model_copy(update={"title": "another"}), action("A9"), mail)
    store.close()
    second: list[tuple[str, object]] = []

    def write(connection: Connection, table: moved_rows.MovedTable, rows: Sequence[Sequence[object]]) -> None:
        second.extend((table.name, row[0]) for row in rows)
        moved_rows.write(connection, table, rows)

    with monkeypatch.context() as patched:
        patched.setattr(moving, "write", write)
        make(ServerCopy(url, ""), home, tmp_path / "copy", NOW, *more)
    assert [row for table, row in second if table == "action"] == [2, 9]
    if fetched_to_the_end:
        assert [row for table, row in second if table in ("outgoing", "outgoing_raw")] == [3, 3]
    assert len(second) < len(first)
    here = Home(tmp_path / "here")
    (restore if make is write_copy else import_folder)(here, tmp_path / "copy", NOW, running="")
    with closing(open_store(here.database)) as there:
        assert [one.ref for one in there.find(Action)] == [f"A{number}" for number in range(1, 10)]
        assert there.get(Action, "A2").title == "another"
        assert there.get(Outgoing, "O3").raw == other.raw
    holds(here)


@pytest.mark.parametrize("back", ["restore", "import"])
@pytest.mark.parametrize("killed", ["in the middle", "at its very end"])
def test_what_is_put_on_a_server_goes_on(
    postgresql_server: Pgbed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, back: str, killed: str
) -> None:
    """At the end all is there, and what is said of another instant would be another state."""
    home, url = Home(tmp_path / "home"), postgresql_server.empty_database()
    home.root.mkdir()
    with closing(open_store(home.database)) as store:
        put(store, person("P1"), action("A1"), action("A2"), outgoing("O1", state="queued"))
        if back == "restore":
            write_copy(store, home, tmp_path / "copy", NOW)
        else:
            export_folder(store, home, tmp_path / "copy", NOW, "# all")
    take = restore if back == "restore" else import_folder

    def at_the_end(*_: object) -> None:
        raise Killed

    new = Home(tmp_path / "new")
    with monkeypatch.context() as patched:
        if killed == "in the middle":
            patched.setattr(moving, "write", killed_at_write(5, []))
        else:
            patched.setattr(file_ends.CopiedFileSource, "leave_to", at_the_end)
        with pytest.raises(Killed):
            take(new, tmp_path / "copy", NOW, running="", server=ServerPlace(url, ""))
    later = NOW.replace(year=NOW.year + 1)
    done = take(new, tmp_path / "copy", later, running="", server=ServerPlace(url, ""))
    assert done.held == 1
    assert done.kept is not None
    holds_there(url)
    with closing(open_on_server(url)) as there:
        assert [one.ref for one in there.find(Action)] == ["A1", "A2"]
        assert [one.state for one in there.find(Outgoing)] == ["held"]
    assert not list(new.root.glob(".*part*"))
