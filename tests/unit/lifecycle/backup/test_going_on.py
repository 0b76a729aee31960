"""What was killed goes on when it is said again. What is right is not written again; nothing half looks whole."""

import zipfile
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.export_folder import export_folder
from collabtui.lifecycle.backup.import_folder import import_folder
from collabtui.lifecycle.backup.restore import restore
from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.plain import plain_tables
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.sqlite import database_copy
from collabtui.system import atomic_folder
from collabtui.system.atomic_folder import resumed_folder
from collabtui.system.resumed_file import bring_to
from support.invariants import holds
from support.world import Clock


class Killed(BaseException):
    """As a kill: no handler of an error runs."""


def killed_at(step: str) -> Callable[[str], None]:
    def reached(name: str) -> None:
        if name == step:
            raise Killed

    return reached


def rows_in(database: Path) -> dict[str, list[plain_tables.Plain]]:
    with closing(open_reader(database)) as reader:
        return {name: list(plain_tables.rows_of(reader, name)) for name in plain_tables.NAMES}


def hidden_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if ".part" in path.name]


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_export_goes_on_with_the_file_after_the_last_one(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers, put = count(1), atomic_folder.Filling.put

    def put_until(self: atomic_folder.Filling, *given: object) -> None:
        if next(numbers) == 30:
            raise Killed
        put(self, *given)  # type: ignore[arg-type]  # handed on

    with monkeypatch.context() as patched:
        patched.setattr(atomic_folder.Filling, "put", put_until)
        with pytest.raises(Killed):
            export_folder(lived_in.store, home, tmp_path / "all", clock(), "# all")
    assert not (tmp_path / "all").exists()
    part = tmp_path / ".all.part"
    before = {name: at for name, at in files_in(part).items() if not name.startswith(".")}
    torn = part / "tables" / "person.jsonl"
    torn.write_bytes(torn.read_bytes()[:-20])
    (part / "tables" / "of nobody.jsonl").write_text("x")
    done = export_folder(lived_in.store, home, tmp_path / "all", clock(), "# all")
    assert done.kept
    after = files_in(tmp_path / "all")
    assert {name for name in before if before[name] != after[name]} == {"tables/person.jsonl"}
    assert {one.path for one in done.manifest.files} | {"MANIFEST.json"} == set(after)
    assert hidden_in(tmp_path) == []
    export_folder(lived_in.store, home, tmp_path / "at once", clock(), "# all")
    for name in after:
        assert (tmp_path / "all" / name).read_bytes() == (tmp_path / "at once" / name).read_bytes()


def test_an_export_that_goes_on_is_of_now(lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Killed):
        export_folder(lived_in.store, home, tmp_path / "all", clock(), "# all", killed_at("write"))
    (home.templates / "mail" / "zh" / "minutes.txt").unlink()
    done = export_folder(lived_in.store, home, tmp_path / "all", clock(), "# all")
    assert done.manifest.batches == lived_in.store.change_counter()
    assert not (tmp_path / "all" / "home" / "templates").exists()


@pytest.mark.parametrize("step", ["check", "pack", "verify"])
def test_a_copy_goes_on(
    lived_in: Workspace, home: Home, elsewhere: Home, tmp_path: Path, clock: Clock, step: str
) -> None:
    with pytest.raises(Killed):
        write_copy(lived_in.store, home, tmp_path / "all.zip", clock(), killed_at(step))
    assert not (tmp_path / "all.zip").exists()
    packed = tmp_path / ".all.zip.folder.part" / "packed.zip"
    was = packed.stat().st_ino if packed.exists() else None
    made = write_copy(lived_in.store, home, tmp_path / "all.zip", clock())
    assert (made.kept == made.path.stat().st_size) == (step == "verify"), "what is packed is not packed again"
    assert was in (None, made.path.stat().st_ino)
    assert hidden_in(tmp_path) == []
    restore(elsewhere, tmp_path / "all.zip", clock(), running="")
    holds(elsewhere)


def test_a_packed_copy_of_another_state_is_packed_again(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock
) -> None:
    with pytest.raises(Killed):
        write_copy(lived_in.store, home, tmp_path / "all.zip", clock(), killed_at("verify"))
    (home.templates / "mail" / "zh" / "minutes.txt").write_text("Subject: another\n\nx\n")
    made = write_copy(lived_in.store, home, tmp_path / "all.zip", clock())
    with zipfile.ZipFile(made.path) as packed:
        assert b"Subject: another" in packed.read("templates/mail/zh/minutes.txt")


@pytest.mark.parametrize("step", ["check", "aside", "place"])
@pytest.mark.parametrize("back", ["restore", "import"])
def test_what_is_put_back_goes_on(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, step: str, back: str
) -> None:
    take = restore if back == "restore" else import_folder
    copy = tmp_path / "copy"
    if back == "restore":
        write_copy(lived_in.store, home, copy, clock())
    else:
        export_folder(lived_in.store, home, copy, clock(), "# all")
    untouched = Home(tmp_path / "untouched")
    take(untouched, copy, clock(), running="")
    other = Home(tmp_path / "other")
    with pytest.raises(Killed):
        take(other, copy, clock(), running="", progress=killed_at(step))
    assert not other.database.exists()
    done = take(other, copy, clock(), running="")
    assert done.kept
    assert done.held > 0, "held by the run that was killed, or by this one"
    assert hidden_in(other.root) == []
    holds(other)
    without = ("counter",)  # of leases
    assert {k: v for k, v in rows_in(other.database).items() if k not in without} == {
        k: v for k, v in rows_in(untouched.database).items() if k not in without
    }


def test_an_import_goes_on_with_the_row_after_the_last_one(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_folder(lived_in.store, home, tmp_path / "copy", clock(), "# all")
    monkeypatch.setattr(plain_tables, "_AT_ONCE", 2)
    whole = rows_in(home.database)
    insert, numbers, tables = plain_tables._insert, count(1), list[str]()

    def insert_until(connection: object, name: str, rows: object) -> None:
        tables.append(name)
        if next(numbers) == 25:
            raise Killed
        insert(connection, name, rows)  # type: ignore[arg-type]  # handed on

    other = Home(tmp_path / "other")
    with monkeypatch.context() as patched:
        patched.setattr(plain_tables, "_insert", insert_until)
        with pytest.raises(Killed):
            import_folder(other, tmp_path / "copy", clock(), running="")
        first, numbers = list(tables), count(100)
        tables.clear()
        import_folder(other, tmp_path / "copy", clock(), running="")
    assert len(tables) < sum(-(-len(rows) // 2) for rows in whole.values()) - len(first) + 3
    holds(other)
    assert rows_in(other.database)["incoming_raw"] == whole["incoming_raw"]


@pytest.mark.parametrize("to_end", [False, True], ids=["before it", "after it"])
def test_one_that_was_killed_as_it_took_the_place_is_no_younger_state(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, to_end: bool
) -> None:
    """It is there with the mails that it held; what was there is in one folder, not in two."""
    write_copy(lived_in.store, home, tmp_path / "copy", clock())
    with lived_in.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"note": "younger"}))
    over = database_copy.write_over

    def write_over(staged: Path, present: Path) -> None:
        if to_end:
            over(staged, present)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(database_copy, "write_over", write_over)
        with pytest.raises(Killed):
            restore(home, tmp_path / "copy", clock(), running="", yes=True)
    if not to_end:
        with pytest.raises(Refused, match=r"restore\.younger"):
            restore(home, tmp_path / "copy", clock(), running="")
    done = restore(home, tmp_path / "copy", clock(), running="", yes=not to_end)
    asides = list(home.root.glob("before-restore-*"))
    assert done.aside in asides
    assert len(asides) == (1 if to_end else 2), "a refusal leaves nothing that is gone on with"
    assert lived_in.store.get(Action, "A1").note != "younger"


def test_what_was_done_since_a_killed_restore_is_not_lost(
    lived_in: Workspace, home: Home, tmp_path: Path, clock: Clock
) -> None:
    """Its number of batches is that of what was to be put there, its content is not."""
    write_copy(lived_in.store, home, tmp_path / "copy", clock())
    with pytest.raises(Killed):
        restore(home, tmp_path / "copy", clock(), running="", progress=killed_at("place"))
    with lived_in.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"note": "since"}))
    with pytest.raises(Refused, match=r"restore\.younger"):
        restore(home, tmp_path / "copy", clock(), running="")
    assert lived_in.store.get(Action, "A1").note == "since"


def test_what_is_left_of_another_copy_is_not_gone_on_with(
    lived_in: Workspace, home: Home, elsewhere: Home, tmp_path: Path, clock: Clock
) -> None:
    export_folder(lived_in.store, home, tmp_path / "one", clock(), "# all")
    with lived_in.as_user("command").transaction() as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"note": "two"}))
    export_folder(lived_in.store, home, tmp_path / "two", clock(), "# all")
    with pytest.raises(Killed):
        import_folder(elsewhere, tmp_path / "one", clock(), running="", progress=killed_at("place"))
    import_folder(elsewhere, tmp_path / "two", clock(), running="")
    with closing(open_reader(elsewhere.database)) as reader:
        assert reader.row("SELECT note FROM action WHERE ref = 'A1'") == ("two",)
    holds(elsewhere)


def test_two_do_not_fill_one_folder(tmp_path: Path) -> None:
    with resumed_folder(tmp_path / ".x.part"), pytest.raises(Refused, match=r"folder\.in_use"):  # noqa: SIM117  # the inner one fails
        with resumed_folder(tmp_path / ".x.part"):
            pass


@pytest.mark.parametrize("planted", ["link", "open folder", "file"])
def test_what_somebody_else_can_have_put_there_is_not_gone_on_with(tmp_path: Path, planted: str) -> None:
    theirs, part = tmp_path / "theirs", tmp_path / ".x.part"
    theirs.mkdir()
    (theirs / "a").write_text("kept")
    if planted == "link":
        part.symlink_to(theirs)
    elif planted == "file":
        part.write_text("x")
    else:
        part.mkdir()
        part.chmod(0o777)
    with resumed_folder(part) as filling:
        assert (filling.was_left, list(filling.path.iterdir())) == (True, [])
        filling.put("a", [b"ours"])
    assert (theirs / "a").read_text() == "kept"


@pytest.mark.parametrize(
    ("before", "pieces", "right"),
    [
        (None, [b"abc", b"def"], 0),
        (b"abcdef", [b"abc", b"def"], 6),
        (b"abcdefgh", [b"abc", b"def"], 6),
        (b"abc", [b"abc", b"def"], 0),
        (b"", [], 0),
        (b"x" * (1 << 20) + b"torn", [b"x" * (1 << 20), b"rest of it"], 1 << 20),
        (b"y" * (1 << 20) + b"same", [b"x" * (1 << 20), b"same"], 4),
    ],
)
def test_a_file_is_brought_to_a_content(tmp_path: Path, before: bytes | None, pieces: list[bytes], right: int) -> None:
    place = tmp_path / "file"
    if before is not None:
        place.write_bytes(before)
    assert bring_to(place, pieces) == right
    assert place.read_bytes() == b"".join(pieces)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("kept")
    (tmp_path / "file").symlink_to(tmp_path / "theirs")
    with pytest.raises(OSError, match="symbolic"):
        bring_to(tmp_path / "file", [b"x"])
    assert (tmp_path / "theirs").read_text() == "kept"
