"""Copies and exports that somebody made or changed by hand: refused in a sentence, in a bounded time, and nothing is
written beside the home or over it."""

import hashlib
import json
import os
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from warnings import catch_warnings

import pytest

from collabtui.config_file import write_config
from collabtui.domain.people import Person
from collabtui.errors import CollabError, Damaged, Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import DATABASE, write_copy
from collabtui.lifecycle.backup.copy_manifest import LARGEST, MOST_NOT_LISTED, NAME
from collabtui.lifecycle.backup.export_folder import export_folder
from collabtui.lifecycle.backup.import_folder import import_folder
from collabtui.lifecycle.backup.restore import restore
from collabtui.lifecycle.backup.verify_and_unpack_copy import unpack
from collabtui.store.check.check_data import check_data
from collabtui.store.interface import Store
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.system.atomic_folder import Filling
from support.records import NOW, action, person, put
from support.world import CONFIG


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    write_config(home, CONFIG)
    return home


@pytest.fixture
def store(home: Home) -> Store:
    store = open_store(home.database)
    put(store, person(name="Ann"))
    return store


@pytest.fixture
def copy(store: Store, home: Home, tmp_path: Path) -> Path:
    path = write_copy(store, home, tmp_path / "copy.zip", NOW).path
    put(store, person("P2", name="Ben", email="ben@example.test"))
    return path


@pytest.fixture
def exported(store: Store, home: Home, tmp_path: Path) -> Path:
    export_folder(store, home, tmp_path / "all", NOW, "# all")
    put(store, person("P2", name="Ben", email="ben@example.test"))
    return tmp_path / "all"


def made_again(copy: Path, extra: dict[str, bytes], leave_out: str = "", manifest: bytes | None = None) -> None:
    """With more in it, all of which its manifest names, and is right about."""
    with zipfile.ZipFile(copy) as old:
        members = {name: old.read(name) for name in old.namelist() if name not in (NAME, leave_out)}
        known = json.loads(old.read(NAME))
    members |= extra
    known["files"] = [entry(name, content) for name, content in members.items()]
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
        new.writestr(NAME, json.dumps(known) if manifest is None else manifest)


def with_more(copy: Path, *names: str) -> None:
    """That its manifest does not name, or not twice."""
    with zipfile.ZipFile(copy, "a") as more:
        for name in names:
            content = more.read(name) if name in more.namelist() else b"x"
            with catch_warnings(action="ignore", category=UserWarning):  # of a second one of the same name
                more.writestr(name, content)


def entry(path: str, content: bytes) -> dict[str, object]:
    return {"path": path, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def headers_changed(copy: Path, local: int, central: int, value: int) -> None:
    """Two bytes of each header, of the files and of the list at the end."""
    raw = bytearray(copy.read_bytes())
    for mark, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        at = -1
        while (at := raw.find(mark, at + 1)) >= 0:
            raw[at + offset : at + offset + 2] = struct.pack("<H", value)
    copy.write_bytes(raw)


def garbage(copy: Path, name: str) -> None:
    with zipfile.ZipFile(copy) as old:
        at = old.getinfo(name).header_offset + 30 + len(name)
    raw = bytearray(copy.read_bytes())
    raw[at + 8 : at + 40] = bytes(range(200, 232))
    copy.write_bytes(raw)


def large_manifest(copy: Path) -> None:
    made_again(copy, {}, manifest=b" " * (LARGEST + 1))


def more_than_stated(copy: Path) -> None:
    with zipfile.ZipFile(copy) as old:
        known = json.loads(old.read(NAME))
    known["files"].append({**entry("templates/z", b""), "size": 10})
    made_again(copy, {"templates/z": b"\0" * 30_000_000}, manifest=json.dumps(known).encode())


def more_than_there_is_room(copy: Path) -> None:
    with zipfile.ZipFile(copy) as old:
        known = json.loads(old.read(NAME))
    known["files"].append({**entry("templates/z", b""), "size": 2**62})
    made_again(copy, {"templates/z": b"x"}, manifest=json.dumps(known).encode())


def nul_in_name(copy: Path) -> None:
    with zipfile.ZipFile(copy) as old:
        known = json.loads(old.read(NAME))
    known["files"].append(entry("templates/a\0b", b"x"))
    made_again(copy, {}, manifest=json.dumps(known).encode())


def a_named_pipe(copy: Path) -> None:
    copy.unlink()
    os.mkfifo(copy)


def a_device(copy: Path) -> None:
    copy.unlink()
    copy.symlink_to("/dev/zero")


def named_twice(copy: Path) -> None:
    with zipfile.ZipFile(copy) as old:
        known = json.loads(old.read(NAME))
    known["files"] *= 2
    made_again(copy, {}, manifest=json.dumps(known).encode())


COPIES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a file above": (lambda copy: made_again(copy, {"../evil": b"x"}), "backup.damaged"),
    "a file elsewhere": (lambda copy: made_again(copy, {"/tmp/evil": b"x"}), "backup.damaged"),  # noqa: S108  # a name in a copy, nothing is written there
    "a file by a way round": (lambda copy: made_again(copy, {"templates/../evil": b"x"}), "backup.damaged"),
    "a NUL in a name": (nul_in_name, "backup.damaged"),
    "no database": (lambda copy: made_again(copy, {}, leave_out="collabtui.db"), "backup.not_ours"),
    "each file twice": (named_twice, "backup.not_ours"),
    "encrypted": (lambda copy: headers_changed(copy, 6, 8, 1), "backup.not_ours"),
    "packed in another way": (lambda copy: headers_changed(copy, 8, 10, 99), "backup.not_ours"),
    "of a later version": (lambda copy: headers_changed(copy, 4, 6, 99), "backup.not_ours"),
    "garbage in place of the database": (lambda copy: garbage(copy, "collabtui.db"), "backup.damaged"),
    "garbage in place of the manifest": (lambda copy: garbage(copy, NAME), "backup.not_ours"),
    "a manifest without end": (large_manifest, "backup.not_ours"),
    "a manifest of brackets": (lambda copy: made_again(copy, {}, manifest=b"[" * 100_000), "backup.not_ours"),
    "a file that is longer than is said": (more_than_stated, "backup.damaged"),
    "a file for which there is no room": (more_than_there_is_room, "file.unwritable"),
    "a named pipe": (a_named_pipe, "backup.not_ours"),
    "a device": (a_device, "backup.not_ours"),
}


def refused(home: Home, store: Store, act: Callable[[], object]) -> str:
    """The key of the sentence; what is there is as it was, and nothing is left behind."""
    before = sorted(path for path in home.root.parent.rglob("*") if "before-restore" not in path.name)
    with pytest.raises(CollabError) as error:
        act()
    assert sorted(path for path in home.root.parent.rglob("*")) == before
    assert len(store.find(Person)) == 2
    return error.value.key


@pytest.mark.parametrize("there", ["an archive of photographs", "a device without end", "a folder"])
def test_no_copy_takes_the_place_of_something_else(home: Home, store: Store, tmp_path: Path, there: str) -> None:
    place = Path("/dev/zero") if there.startswith("a device") else tmp_path / "photos.zip"
    if there == "a folder":
        place.mkdir()
    elif place.parent == tmp_path:
        with zipfile.ZipFile(place, "w") as archive:
            archive.writestr("summer.jpg", b"jpeg")
    with pytest.raises(Refused, match=r"backup\.not_ours"):
        write_copy(store, home, place, NOW)
    if place.is_file():
        assert zipfile.ZipFile(place).namelist() == ["summer.jpg"]


def test_nothing_is_exported_into_the_root_of_the_disk(home: Home, store: Store) -> None:
    with pytest.raises(Refused, match=r"folder\.not_empty"):
        export_folder(store, home, Path("/"), NOW, "# all")


@pytest.mark.parametrize("case", COPIES)
def test_a_copy_that_was_made_by_hand_is_refused(home: Home, store: Store, copy: Path, case: str) -> None:
    change, key = COPIES[case]
    change(copy)
    assert refused(home, store, lambda: restore(home, copy, NOW, running="", yes=True)) == key


def changed(folder: Path, path: str, content: bytes | None) -> None:
    """The file, which the manifest names and is right about; without content only the manifest says so."""
    known = json.loads((folder / NAME).read_bytes())
    known["files"] = [one for one in known["files"] if one["path"] != path] + [entry(path, content or b"")]
    (folder / NAME).write_text(json.dumps(known))
    if content is not None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def linked(folder: Path, path: str, target: str) -> None:
    changed(folder, path, None)
    (folder / path).symlink_to(target)


def piped(folder: Path) -> None:
    changed(folder, "pipe", None)
    os.mkfifo(folder / "pipe")


def without_people(folder: Path) -> None:
    changed(folder, PEOPLE, b"")
    (folder / PEOPLE).unlink()


def with_another_name(folder: Path) -> None:
    """A row of which all but the manifest agrees."""
    rows = (folder / PEOPLE).read_bytes()
    assert b"Ann" in rows
    (folder / PEOPLE).write_bytes(rows.replace(b"Ann", b"Eve"))


PEOPLE = "tables/person.jsonl"
ROWS = {
    "no JSON": b"{", "brackets": b"[" * 100_000, "a list": b"[1]", "a number": b"5", "no bytes": b'{"hex": 5}',
    "broken bytes": b'{"id": {"hex": "zz"}}', "an unknown column": b'{"id": 1, "evil": 1}',
    "a column that is SQL": b'{"id\\") VALUES (1); DROP TABLE person; --": 1}',
    "a long number": b'{"id": ' + b"9" * 5000 + b"}",
    "a number beyond": b'{"id": 1000000000000000000000000000000}', "no text": b"\xff\xfe", "nothing in it": b"{}",
}  # fmt: skip
EXPORTS: dict[str, Callable[[Path], None]] = {
    "a device": lambda folder: linked(folder, "zero", "/dev/zero"),
    "a named pipe": piped,
    "a link out of it": lambda folder: linked(folder, "home/templates", "/etc"),
    "a file above": lambda folder: changed(folder, "home/../../evil", None),
    "a device by its name": lambda folder: changed(folder, "/dev/zero", None),
    "a mail without a number": lambda folder: changed(folder, "mail/incoming/abc.eml", b"x"),
    "a table that is away": without_people,
    "a table that was changed since": with_another_name,
    **{f"a row: {name}": (lambda folder, row=row: changed(folder, PEOPLE, row)) for name, row in ROWS.items()},  # type: ignore[misc]  # row is bound by its default
}


NESTED: dict[str, object] = {
    "a text": "zz",
    "a number": 5,
    "a text in it": ["zz"],
    "a list in it": [[1]],
    "a row": {"a": 1},
}


@pytest.mark.parametrize("case", NESTED)
@pytest.mark.parametrize("column", ["collaborators", "depends_on", "stated"])
def test_a_nested_value_of_another_form_is_no_traceback(
    home: Home, store: Store, tmp_path: Path, column: str, case: str
) -> None:
    put(store, action("A1"))
    export_folder(store, home, tmp_path / "own", NOW, "# own")
    path = "tables/action.jsonl"
    (row,) = map(json.loads, (tmp_path / "own" / path).read_text("utf-8").splitlines())
    changed(tmp_path / "own", path, json.dumps({**row, column: NESTED[case]}).encode() + b"\n")
    with pytest.raises(CollabError):
        import_folder(home, tmp_path / "own", NOW, running="")


@pytest.mark.parametrize("case", EXPORTS)
def test_an_export_that_was_made_by_hand_is_refused(home: Home, store: Store, exported: Path, case: str) -> None:
    EXPORTS[case](exported)
    assert refused(home, store, lambda: import_folder(home, exported, NOW, running="", yes=True)) == "backup.damaged"


def test_a_manifest_that_is_a_device_is_no_export(home: Home, store: Store, exported: Path) -> None:
    (exported / NAME).unlink()
    (exported / NAME).symlink_to("/dev/zero")
    assert refused(home, store, lambda: import_folder(home, exported, NOW, running="")) == "file.no_file"


def test_a_file_is_unpacked_no_further_than_the_manifest_says(copy: Path, tmp_path: Path) -> None:
    """It may go on for as long as the disk has room."""
    made_again(copy, {"home/notes": b"x" * 10})
    with zipfile.ZipFile(copy) as whole:
        manifest = whole.read(NAME)
    made_again(copy, {"home/notes": bytes(50 << 20)}, manifest=manifest)
    (tmp_path / "unpacked").mkdir()
    filling = Filling(tmp_path / "unpacked", was_left=False)
    with pytest.raises(Refused, match=r"backup\.damaged"):
        unpack(copy, filling)
    assert (filling.path / "home/notes").stat().st_size < 5 << 20


def test_a_copy_with_a_file_more_is_taken(home: Home, copy: Path) -> None:
    """Without which the cases above would prove nothing; and it is named."""
    made_again(copy, {"notes of somebody": b"x"})
    with_more(copy, "../evil.txt", "/evil", DATABASE)
    done = restore(home, copy, NOW, running="", yes=True)
    assert done.batches
    assert sorted(done.not_taken) == ["../evil.txt", "/evil", DATABASE, "notes of somebody"]


def test_an_export_with_a_file_more_is_taken(home: Home, exported: Path) -> None:
    changed(exported, "notes of somebody", b"x")
    (exported / "tables/elsewhere").symlink_to("/")
    (exported / "tables/more.jsonl").write_bytes(b"x")
    done = import_folder(home, exported, NOW, running="", yes=True)
    assert done.batches
    assert sorted(done.not_taken) == ["notes of somebody", "tables/elsewhere", "tables/more.jsonl"]


def test_a_copy_of_ours_has_no_file_more(home: Home, copy: Path) -> None:
    assert restore(home, copy, NOW, running="", yes=True).not_taken == ()


def test_an_export_of_ours_has_no_file_more(home: Home, exported: Path) -> None:
    assert import_folder(home, exported, NOW, running="", yes=True).not_taken == ()


def test_of_very_many_files_more_some_are_named(home: Home, copy: Path) -> None:
    with_more(copy, *(f"{number}.txt" for number in range(300)))
    assert len(restore(home, copy, NOW, running="", yes=True).not_taken) == MOST_NOT_LISTED


def stating(path: Path, **changes: object) -> None:
    """A copy or an export whose manifest says otherwise, and whose files are as they were."""
    if path.is_dir():
        known = json.loads((path / NAME).read_bytes())
        (path / NAME).write_text(json.dumps(known | changes))
        return
    with zipfile.ZipFile(path) as old:
        members, known = {name: old.read(name) for name in old.namelist()}, json.loads(old.read(NAME))
    made_again(path, {}, manifest=json.dumps(known | changes).encode())
    assert members.keys() == set(zipfile.ZipFile(path).namelist())


FALSE: dict[str, Callable[[dict[str, Any]], dict[str, object]]] = {
    "one row more": lambda known: {"counts": known["counts"] | {"person": known["counts"]["person"] + 1}},
    "no rows": lambda known: {"counts": dict.fromkeys(known["counts"], 0)},
    "nothing": lambda _: {"counts": {}},
    "one table fewer": lambda known: {"counts": {name: n for name, n in known["counts"].items() if name != "person"}},
    "a table that is not there": lambda known: {"counts": known["counts"] | {"evil": 5}},
    "a name that ends the query": lambda known: {"counts": known["counts"] | {'person"; --': 1}},
    "more batches, as if it were younger": lambda known: {"deeds": known["deeds"] + 5},
    "steps that it did not go through": lambda known: {"steps": known["steps"][:-1]},
}


@pytest.mark.parametrize("case", FALSE)
def test_a_copy_that_states_what_it_does_not_hold_is_refused(home: Home, store: Store, copy: Path, case: str) -> None:
    with zipfile.ZipFile(copy) as old:
        stating(copy, **FALSE[case](json.loads(old.read(NAME))))
    assert refused(home, store, lambda: restore(home, copy, NOW, running="", yes=True)) == "backup.damaged"


@pytest.mark.parametrize("case", [case for case in FALSE if "steps" not in case])
def test_an_export_that_states_what_it_does_not_hold_is_refused(
    home: Home, store: Store, exported: Path, case: str
) -> None:
    """Its steps are those that its tables are built by."""
    stating(exported, **FALSE[case](json.loads((exported / NAME).read_bytes())))
    assert refused(home, store, lambda: import_folder(home, exported, NOW, running="", yes=True)) == "backup.damaged"


SQL_OF_OTHERS = (
    "CREATE TRIGGER evil AFTER UPDATE ON person BEGIN UPDATE person SET name = 'Eve'; END",
    "CREATE TRIGGER evil AFTER INSERT ON _sqlite_migrations BEGIN UPDATE person SET name = 'Eve'; END",
    "CREATE VIEW evil AS SELECT name FROM person",
    "CREATE TABLE evil (name TEXT DEFAULT (random()))",
    "CREATE INDEX evil ON person (lower(name))",
    "CREATE VIRTUAL TABLE evil USING fts5(words)",
)


@pytest.mark.parametrize("sql", SQL_OF_OTHERS)
def test_no_sql_of_somebody_else_comes_with_a_copy(
    home: Home, store: Store, copy: Path, tmp_path: Path, sql: str
) -> None:
    """Also not where its owner says that it is to be used as it is."""
    with zipfile.ZipFile(copy) as old:
        (tmp_path / "db").write_bytes(old.read("collabtui.db"))
    with closing(sqlite3.connect(tmp_path / "db")) as database:
        database.execute(sql)
    content = (tmp_path / "db").read_bytes()
    (tmp_path / "db").unlink()
    made_again(copy, {"collabtui.db": content})
    assert refused(home, store, lambda: restore(home, copy, NOW, running="", yes=True)) == "backup.foreign"


def test_a_text_that_is_none_is_a_fault_of_the_data(home: Home, store: Store) -> None:
    """Half a character, as no command writes it: SQLite keeps any bytes."""
    with closing(sqlite3.connect(home.database)) as database:
        database.execute("UPDATE person SET name = CAST(x'eda080' AS TEXT)")
        database.commit()
    assert [fault.key for fault in check_data(home.database)] == ["file.damaged"]
    with pytest.raises(Damaged, match=r"store\.damaged"):
        store.find(Person)
