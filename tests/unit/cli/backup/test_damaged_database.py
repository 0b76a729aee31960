"""A database that cannot be read is refused by every command, which names the newest copy and what puts it in place."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from support.command_line import AT_WORK, Type
from support.home_made_once import made_once
from support.invariants import holds

COMMANDS = (
    "status", "action list", "meeting list", "person list", "matter list", "inbox list", "outbox list", "trail",
    "report week", "remind", "sync", "watch", "doctor --check", "backup {tmp}/x.zip", "export {tmp}/x",
    "meeting new --file {tmp}/agenda.md", "action update A1 --status done", "explain {tmp}/agenda.md",
)  # fmt: skip


def cut(path: Path) -> None:
    path.write_bytes(b"")


def overwritten(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 // 4096 * 4096])


def with_another_log(path: Path) -> None:
    """SQLite passes over it, and with it over what was written last."""
    path.with_name(f"{path.name}-wal").write_bytes(b"junk" * 5000)


def by_sql(*statements: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return damage


def with_no_letters(table: str) -> Callable[[Path], None]:
    """Other bytes in the statement that made a table: SQLite repeats them in what it says."""

    def damage(path: Path) -> None:
        whole = path.read_bytes()
        made = f"CREATE TABLE {table} (".encode()
        assert made in whole
        path.write_bytes(whole.replace(made, made[:7] + b"\xfa\x8d\xce" + made[10:]))

    return damage


DAMAGES = {
    "no letters where the actions were made": with_no_letters("action"),
    "no letters where the trail was made": with_no_letters("trail"),
    "no letters where the mails were made": with_no_letters("outgoing"),
    "cut to nothing": cut,
    "overwritten": overwritten,
    "half of it": truncated,
    "another log": with_another_log,
    "no memory of its steps": by_sql("DROP TABLE _sqlite_migrations"),
    "an empty memory of its steps": by_sql("DELETE FROM _sqlite_migrations"),
    "a memory of other steps": by_sql("UPDATE _sqlite_migrations SET name = 'x' || rowid"),
    "a memory of which one step is another": by_sql("UPDATE _sqlite_migrations SET name = 'x' WHERE rowid = 1"),
    "a memory of something else": by_sql(
        "DROP TABLE _sqlite_migrations", "CREATE TABLE _sqlite_migrations (colour TEXT)"
    ),
    "every table is gone": by_sql("DROP TABLE action", "DROP TABLE trail", "DROP TABLE counter", "DROP TABLE person"),
}


@pytest.fixture
def copied(published: Home, typed: Type, mail_server: MailServer) -> Home:
    """With an automatic copy, made by `sync`."""

    def fill() -> None:
        assert typed("sync", now="2026-03-02T16:30+08:00").code == 0

    made_once("copied", published, mail_server, AT_WORK, fill)
    (copy,) = published.copies.glob("*.zip")
    assert copy.stat().st_mode & 0o077 == 0
    for path in published.database.parent.glob("collabtui.db-*"):
        path.unlink()
    return published


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_is_refused_left_as_it_is_and_replaced_by_the_copy(copied: Home, typed: Type, damage: str) -> None:
    DAMAGES[damage](copied.database)
    before = copied.database.read_bytes()
    (copy,) = copied.copies.glob("*.zip")
    for command in ("status", "action list", "sync"):
        said = typed(command)
        assert (said.code, said.out) == (1, ""), command
        assert str(copied.database) in said.err, command
        assert f"collabtui restore {copy}" in said.err, command
    assert typed("doctor --check").code == 1
    assert copied.database.read_bytes() == before
    assert typed(["restore", str(copy)]).code == 0
    holds(copied)
    assert "提供接口文档" in typed("action list").out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_the_way_back(copied: Home, typed: Type, tmp_path: Path, command: str) -> None:
    (tmp_path / "agenda.md").write_text("---\ntitle: x\nstart: 2026-03-09 14:00\n---\n")
    cut(copied.database)
    said = typed(command.format(tmp=tmp_path))
    assert said.code == 1
    assert str(copied.database) in said.err
    assert "collabtui restore " in said.err
    assert copied.database.read_bytes() == b""


def test_where_there_is_no_copy_it_says_so(published: Home, typed: Type) -> None:
    cut(published.database)
    said = typed("action list")
    assert str(published.copies) in said.err
    assert "collabtui restore FILE" in said.err


@pytest.mark.parametrize("command", ["restore", "import"])
def test_a_folder_in_the_place_of_the_database_is_set_aside_with_what_is_in_it(
    copied: Home, typed: Type, tmp_path: Path, command: str
) -> None:
    (copy,) = copied.copies.glob("*.zip")
    assert typed(["export", str(tmp_path / "exported")]).code == 0
    copied.database.unlink()
    copied.database.mkdir()
    (copied.database / "mine.txt").write_text("mine")
    assert typed([command, str(copy if command == "restore" else tmp_path / "exported")]).code == 0
    (aside,) = copied.root.glob("before-restore-*")
    assert (aside / "collabtui.db" / "mine.txt").read_text() == "mine"
    holds(copied)


@pytest.mark.parametrize("place", ["collabtui.db", "collabtui.db-journal"])
def test_a_pipe_in_the_place_of_the_database_is_set_aside_and_not_waited_for(
    copied: Home, typed: Type, place: str
) -> None:
    (copy,) = copied.copies.glob("*.zip")
    copied.database.unlink()
    os.mkfifo(copied.root / place)
    assert typed(["restore", str(copy)]).code == 0
    (aside,) = copied.root.glob("before-restore-*")
    assert (aside / place).is_fifo()
    holds(copied)


def test_what_was_damaged_is_kept_aside(copied: Home, typed: Type) -> None:
    (copy,) = copied.copies.glob("*.zip")
    truncated(copied.database)
    damaged = copied.database.read_bytes()
    assert typed(["restore", str(copy)]).code == 0
    (aside,) = copied.root.glob("before-restore-*")
    assert (aside / "collabtui.db").read_bytes() == damaged


@pytest.mark.parametrize("command", COMMANDS)
def test_one_that_is_gone_is_not_made_anew_beside_its_copies(
    copied: Home, typed: Type, tmp_path: Path, command: str
) -> None:
    (tmp_path / "agenda.md").write_text("---\ntitle: x\nstart: 2026-03-09 14:00\n---\n")
    copied.database.unlink()
    said = typed(command.format(tmp=tmp_path))
    assert said.code == 1
    assert str(copied.database) in said.err
    assert "collabtui restore " in said.err
    assert not copied.database.exists()


def test_one_that_is_gone_is_put_back_by_the_copy(copied: Home, typed: Type) -> None:
    (copy,) = copied.copies.glob("*.zip")
    copied.database.unlink()
    assert typed(["restore", str(copy)]).code == 0
    assert "提供接口文档" in typed("action list").out


def test_without_copies_the_first_start_makes_one(published: Home, typed: Type) -> None:
    published.database.unlink()
    assert typed("action list").code == 0
    assert published.database.exists()


UNREADABLE = {
    "a status that is none": by_sql("UPDATE action SET status = 'lost' WHERE ref = 'A1'"),
    "a list that does not end": by_sql("UPDATE action SET collaborators = '{' WHERE ref = 'A1'"),
    "lists in lists": by_sql(
        "UPDATE action SET collaborators = printf('%.*c', 2000, '[') || printf('%.*c', 2000, ']') WHERE ref = 'A1'"
    ),
    "a day that is none": by_sql("UPDATE action SET due = 'yesterday', updated_at = 'x' WHERE ref = 'A1'"),
    "a trail without its times": by_sql("UPDATE trail SET at = 'x'"),
    "a trail that cannot be read": by_sql("UPDATE trail SET new = '{{{'"),
    "a meeting without its slots": by_sql("UPDATE meeting SET slots = '[{}]'"),
    "mails in a state that is none": by_sql("UPDATE outgoing SET state = 'evil'"),
    "no words to search": by_sql("UPDATE action_text_config SET v = 0 WHERE k = 'version'"),
}


@pytest.mark.parametrize("damage", UNREADABLE)
def test_a_value_that_no_record_can_hold_is_told_with_the_way_back(published: Home, typed: Type, damage: str) -> None:
    UNREADABLE[damage](published.database)
    told = []
    for command in ("action list --search 接口", "action list", "action show A1", "undo --list", "trail", "status"):
        said = typed(command)
        if said.code:
            leads_back = any(way in said.err for way in ("collabtui restore", "collabtui doctor --repair"))
            assert (said.code, leads_back) == (1, True), said
            told.append(command)
    assert told


def test_a_lost_page_is_told_with_the_way_back(published: Home, typed: Type) -> None:
    """Each page in turn, of those that the trail is on."""
    with closing(sqlite3.connect(published.database)) as connection:
        pages = [page for (page,) in connection.execute("SELECT pageno FROM dbstat WHERE name = 'trail'")]
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = published.database.read_bytes()
    for page in pages[:4]:
        at = (page - 1) * 4096
        for other in (b"\0" * 4096, whole[8 * 4096 : 9 * 4096], whole[: at // 2][:4096].ljust(4096, b"\r")):
            published.database.write_bytes(whole[:at] + other + whole[at + 4096 :])
            said = typed("undo --list")
            assert said.code == 0 or "collabtui restore" in said.err, said


def test_a_mistake_of_the_program_is_not_said_to_be_the_datas(
    published: Home, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    from collabtui.cli.action import action_command

    monkeypatch.setattr(action_command, "MARKS", {})
    with pytest.raises(KeyError):
        typed("action list")


@pytest.mark.parametrize("command", ["action list", "status", "doctor --check", "backup {tmp}/x.zip", "trail"])
@pytest.mark.parametrize("there", ["a pipe", "a folder", "a link in a circle"])
def test_what_is_no_file_in_its_place_is_told_and_not_waited_for(
    configured: Home, typed: Type, tmp_path: Path, there: str, command: str
) -> None:
    configured.database.unlink(missing_ok=True)
    if there == "a pipe":
        os.mkfifo(configured.database)
    elif there == "a folder":
        configured.database.mkdir()
    else:
        configured.database.symlink_to(configured.database.name)
    said = typed(command.format(tmp=tmp_path))
    assert said.code == 1
    assert str(configured.database) in said.err
