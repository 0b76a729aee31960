"""`backup`, `restore`, `export`, `import` and `doctor --check`, as they are typed."""

import email
import os
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collabtui.config import Backup
from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.lifecycle.backup.automatic_copies import copy_when_due, is_due
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.main import main
from collabtui.store.sqlite.sqlite_store import open_store
from support.command_line import Type
from support.invariants import holds

FIRST = datetime(2026, 3, 2, 6, tzinfo=UTC)


def test_a_home_is_copied_and_put_back(published: Home, typed: Type, tmp_path: Path) -> None:
    said = typed(["backup", str(tmp_path / "all.zip"), "--json"])
    assert (said.code, said.json["counts"]["action"], said.json["faults"]) == (0, 3, 0)
    elsewhere = Home(tmp_path / "elsewhere")
    restored = typed(["restore", str(tmp_path / "all.zip"), "--home", str(elsewhere.root), "--json"])
    assert (restored.code, restored.json["batches"]) == (0, said.json["batches"] + restored.json["held"])
    holds(elsewhere)
    assert typed(["action", "list", "--home", str(elsewhere.root)]).out == typed("action list").out


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("backup {tmp}/all", ".all.folder.part"),
        ("export {tmp}/all", ".all.part"),
        ("restore {tmp}/copy.zip --yes", "home/.restore.part"),
        ("import {tmp}/copy --yes", "home/.import.part"),
    ],
)
@pytest.mark.parametrize("mode", [0o700, 0o777], ids=["ours", "of a disk that knows no modes"])
def test_one_that_was_killed_before_anything_could_be_kept_begins_anew_and_says_so(
    published: Home, typed: Type, tmp_path: Path, line: str, left: str, mode: int
) -> None:
    typed(["backup", str(tmp_path / "copy.zip")])
    typed(["export", str(tmp_path / "copy")])
    part = tmp_path / left if left.startswith(".") else published.root / Path(left).name
    part.mkdir()
    part.chmod(mode)
    words = line.format(tmp=tmp_path).split()
    said = typed([*words, "--lang", "en"])
    assert (said.code, "this one began anew" in said.out) == (0, True)
    assert not part.exists()
    target = ["restore", str(tmp_path / "copy.zip"), "--yes"] if "--yes" in words else ["backup", str(tmp_path / "new")]
    assert "interrupted" not in typed([*target, "--lang", "en"]).out


def test_a_file_that_no_manifest_names_is_named(published: Home, typed: Type, tmp_path: Path) -> None:
    typed(["backup", str(tmp_path / "all.zip")])
    typed(["export", str(tmp_path / "all")])
    with zipfile.ZipFile(tmp_path / "all.zip", "a") as copy:
        copy.writestr("../evil.txt", "x")
    (tmp_path / "all" / "notes.txt").write_text("x")
    elsewhere = ["--home", str(tmp_path / "elsewhere"), "--yes"]
    for command, path, name in (("restore", "all.zip", "../evil.txt"), ("import", "all", "notes.txt")):
        told = typed([command, str(tmp_path / path), *elsewhere])
        assert (told.code, name in told.err) == (0, True)
        assert typed([command, str(tmp_path / path), *elsewhere, "--json"]).json["not_taken"] == [name]


def test_what_is_said_otherwise_after_a_restore_is_another_mail(
    configured: Home, typed: Type, people_file: Path, agenda_file: Path, tmp_path: Path, mail_server: MailServer
) -> None:
    """Servers drop a mail whose Message-ID they have seen."""
    for line in (f"person import {people_file}", f"meeting new --file {agenda_file}", "meeting invite M1"):
        assert typed(line).code == 0
    typed(["backup", str(tmp_path / "all.zip")])
    for hour in ("15:00", "16:00"):
        assert typed(["meeting", "move", "M1", hour]).code == 0
        assert typed(["restore", str(tmp_path / "all.zip"), "--yes"]).code == 0
    mails = [email.message_from_bytes(raw) for raw in mail_server.mail_for("alice@example.test")]
    assert len({mail["Message-ID"] for mail in mails}) == len(mails) == 3


def test_a_home_goes_out_as_plain_files_and_comes_back(published: Home, typed: Type, tmp_path: Path) -> None:
    said = typed(["export", str(tmp_path / "all")])
    assert (said.code, "password" in said.out) == (0, True)
    assert "tables/*.jsonl" in (tmp_path / "all" / "README.md").read_text("utf-8")
    elsewhere = Home(tmp_path / "elsewhere")
    assert typed(["import", str(tmp_path / "all"), "--home", str(elsewhere.root)]).code == 0
    holds(elsewhere)
    assert typed(["action", "list", "--home", str(elsewhere.root)]).out == typed("action list").out


@pytest.mark.parametrize("line", ["restore {tmp}/none.zip", "import {tmp}/none", "restore {tmp}/config.toml"])
def test_what_is_no_copy_is_named(published: Home, typed: Type, tmp_path: Path, line: str) -> None:
    (tmp_path / "config.toml").write_text("x")
    said = typed(line.format(tmp=tmp_path))
    assert (said.code, said.out) == (1, "")
    assert str(tmp_path) in said.err


def test_check_names_each_fault_with_its_ref_and_the_way_out(published: Home, typed: Type) -> None:
    assert typed("doctor --check").code == 0
    with closing(sqlite3.connect(published.database)) as connection, connection:
        connection.execute("UPDATE action SET owner = 'P99' WHERE ref = 'A2'")
    said = typed("doctor --check")
    assert said.code == 1
    assert "A2: owner names P99" in said.out
    found = typed("doctor --check --json")
    assert (found.code, found.json["ok"]) == (1, False)
    assert {(one["key"], one["ref"]) for one in found.json["faults"]} >= {("reference.dangling", "A2")}
    assert HealthNote(published.health_note).read().faults == len(found.json["faults"])


@pytest.mark.parametrize(("lang", "words"), [("zh", "而这一天还没到"), ("en", "that day has not come")])
def test_check_tells_of_what_a_wrong_clock_has_dated(published: Home, typed: Type, lang: str, words: str) -> None:
    """It is no fault: nothing is to be repaired, and the next word counts."""
    assert typed("action update A1 --status blocked", now="2031-06-01T10:00+08:00").code == 0
    said = typed(f"--lang {lang} doctor --check", now="2026-03-03T10:00+08:00")
    assert (said.code, words in said.out) == (0, True)
    found = typed("doctor --check --json", now="2026-03-03T10:00+08:00").json
    assert (found["ok"], [(one["key"], one["ref"]) for one in found["remarks"]]) == (True, [("trail.ahead", "A1")])
    assert typed("doctor --check --json", now="2031-06-01T10:00+08:00").json["remarks"] == []


def test_a_command_after_a_wrong_clock_says_so(
    published: Home, typed: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the clock of the machine; whoever fixes it himself knows."""
    environ = {**os.environ, "COLLABTUI_HOME": str(published.root)}

    def told() -> str:
        assert main(["--lang", "en", "action", "update", "A1", "--status", "blocked"], environ) == 0
        return capsys.readouterr().err

    assert "one of the two clocks is wrong" not in told()
    assert typed("action update A1 --status done", now="2999-06-01T10:00+08:00").code == 0
    assert "one of the two clocks is wrong" in told()
    assert typed("action show A1 --json").json["status"] == "blocked"


def test_check_holds_an_archive_against_its_manifest(published: Home, typed: Type, tmp_path: Path) -> None:
    assert typed(["matter", "archive", "X-2026-001", "--to", str(tmp_path / "kept")]).code == 0
    assert typed(["doctor", "--check", "--archive", str(tmp_path / "kept")]).code == 0
    (tmp_path / "kept" / "README.md").write_text("changed")
    said = typed(["doctor", "--check", "--archive", str(tmp_path / "kept")])
    assert said.code == 1
    assert "README.md" in said.out


@pytest.mark.parametrize(
    ("every", "since", "due"),
    [
        ("day", timedelta(hours=23), False),
        ("day", timedelta(hours=24), True),
        ("hour", timedelta(minutes=61), True),
        ("week", timedelta(days=6), False),
        ("never", timedelta(days=99), False),
        # a clock that was a year ahead when the last copy was made
        ("day", timedelta(days=-300), True),
    ],
)
def test_a_copy_is_due_by_its_rhythm(tmp_path: Path, every: str, since: timedelta, due: bool) -> None:
    assert is_due(tmp_path, every, FIRST) == (every != "never")
    (tmp_path / f"collabtui-{FIRST:%Y%m%dT%H%M%SZ}.zip").touch()
    assert is_due(tmp_path, every, FIRST + since) is due


def test_so_many_copies_are_kept(published: Home) -> None:
    config = Backup(every="day", keep=2)
    published.copies.mkdir()
    (published.copies / ".collabtui-20260301T000000Z.zip.part").write_bytes(b"left by a kill")
    with closing(open_store(published.database)) as store:
        made = [copy_when_due(store, published, config, FIRST + timedelta(days=day)) for day in range(4)]
    assert all(made)
    assert sorted(published.copies.iterdir()) == made[2:]


@pytest.mark.parametrize("name", ["collabtui-2026-11-24.zip", "collabtui-important.zip", "collabtui-20260301.zip"])
def test_what_somebody_put_beside_them_is_neither_removed_nor_counted(published: Home, name: str) -> None:
    own = published.copies / name
    own.parent.mkdir()
    own.write_bytes(b"mine")
    with closing(open_store(published.database)) as store:
        made = [copy_when_due(store, published, Backup(keep=1), FIRST + timedelta(days=day)) for day in range(2)]
    assert set(published.copies.iterdir()) == {own, made[1]}


def test_copies_of_a_clock_that_was_ahead_outlast_no_new_one_and_make_none_due(published: Home) -> None:
    config, ahead = Backup(every="day", keep=2), FIRST + timedelta(days=4000)
    with closing(open_store(published.database)) as store:
        for day in range(2):
            assert copy_when_due(store, published, config, ahead + timedelta(days=day))
        made = copy_when_due(store, published, config, FIRST)
        assert made is not None
        assert made.exists()
        assert copy_when_due(store, published, config, FIRST + timedelta(hours=1)) is None
        later = copy_when_due(store, published, config, FIRST + timedelta(days=1))
    assert set(published.copies.iterdir()) == {made, later}


def test_a_copy_that_cannot_be_made_is_said_until_one_is(published: Home, typed: Type, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with closing(open_store(published.database)) as store:
        assert copy_when_due(store, published, Backup(folder=str(tmp_path / "file")), FIRST) is None
        fault = HealthNote(published.health_note).read().copy_fault
        assert fault is not None
        assert fault.folder == str(tmp_path / "file")
        said = typed("doctor")
        assert f"Automatic backups in {tmp_path / 'file'}" in said.out
        assert copy_when_due(store, published, Backup(), FIRST) is not None
    assert HealthNote(published.health_note).read().copy_fault is None


@pytest.mark.parametrize("place", ["none/such.db", "mysql://x/y"])
def test_a_move_to_where_no_file_can_be_is_refused_and_everything_stays(
    published: Home, typed: Type, tmp_path: Path, place: str
) -> None:
    before = typed("action list").out
    said = typed(["move", "--to", str(tmp_path / place)])
    assert (said.code, said.out) == (1, "")
    assert place.rpartition("/")[2] in said.err
    assert typed("action list").out == before


@pytest.mark.parametrize("line", ["move --to -", "backup -", "export -", "matter archive X-2026-001 --to -"])
def test_what_no_stream_can_hold_goes_into_no_file_with_the_name_of_one(
    published: Home, typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = typed("action list").out
    said = typed(f"{line} --lang en")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("For one of that name write ./-\n")
    assert not (tmp_path / "-").exists()
    assert typed("action list").out == before


@pytest.mark.parametrize("line", ["action export", "action export --format json", "meeting export M1 --format md"])
def test_a_dash_is_standard_output_where_something_is_written(
    published: Home, typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed(f"{line} --out -").out == typed(line).out != ""
    assert not (tmp_path / "-").exists()
