"""kill -9 in the middle of `backup`, `restore`, `export` and `import`: no half result looks whole, nothing that was
there is hurt, and the same command does it all when it is given again."""

import signal
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import pytest

from collabtui.config_file import write_config
from collabtui.domain.action import Action
from collabtui.errors import Refused
from collabtui.home import Home
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.backup.export_folder import export_folder
from collabtui.lifecycle.backup.verify_and_unpack_copy import unpack
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.system.atomic_folder import Filling
from support import processes
from support.invariants import holds
from support.records import action
from support.world import CONFIG

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
KILLED_AT = """
import os, signal, sys
from collabtui.main import main
home, at, *line = sys.argv[1:]
seen = 0
def count(event, arguments):
    # each file that is opened, renamed or taken away, and each database
    global seen
    if event in ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "sqlite3.connect") and home in str(arguments):
        seen += 1
        if seen == int(at):
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
code = main([*line, "--home", home + "/home"], os.environ)
print(seen)
sys.exit(code)
"""
POINTS = 6
"""Of each command, from its first file to its last."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = Home(tmp_path / "home")
    write_config(home, CONFIG)
    with closing(open_store(home.database)) as store:
        say(store, "copied")
        write_copy(store, home, tmp_path / "copy.zip", NOW)
        export_folder(store, home, tmp_path / "copy", NOW, "# all")
        say(store, "younger")
    return tmp_path


def looked_at(folder: Path) -> Filling:
    (folder / "looked-at").mkdir(exist_ok=True)
    return Filling(folder / "looked-at", was_left=False)


def say(store: object, note: str) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as tx:  # type: ignore[attr-defined]  # the SQLite store
        known = tx.find(Action, ref="A1") or [action("A1")]
        tx.put(known[0].model_copy(update={"note": note}))


def note_of(home: Home) -> str:
    with closing(open_store(home.database)) as store:
        return store.get(Action, "A1").note


def killed_everywhere(folder: Path, line: list[str]) -> Iterator[int]:
    """Kills it at some points, then lets it through; yields after each, with how the process ended."""
    whole = int(processes.run(KILLED_AT, folder, 0, *line).split()[-1])
    for point in range(POINTS):
        process = processes.start(KILLED_AT, folder, 1 + point * whole // POINTS, *line)
        process.communicate(timeout=60)
        yield process.returncode
    processes.run(KILLED_AT, folder, 0, *line)
    yield 0


def test_a_copy_is_the_one_before_or_the_new_one(folder: Path) -> None:
    target = folder / "out" / "all.zip"
    for code in killed_everywhere(folder, ["backup", str(target)]):
        assert code in (0, -signal.SIGKILL)
        unpack(target, looked_at(folder))  # each byte is as the manifest says
        holds(folder / "looked-at" / "collabtui.db")
        holds(Home(folder / "home"))
    assert [path.name for path in target.parent.iterdir()] == ["all.zip"]


def test_an_export_is_not_there_or_whole(folder: Path) -> None:
    target = folder / "out" / "all"
    processes.run(KILLED_AT, folder, 0, "export", folder / "other")
    for point in range(5, 60, 11):
        process = processes.start(KILLED_AT, folder, point, "export", target)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL
        assert not target.exists()
    processes.run(KILLED_AT, folder, 0, "export", target)
    assert [path.name for path in target.parent.iterdir()] == ["all"]


def test_an_export_that_was_killed_after_its_check_makes_no_table_again(folder: Path) -> None:
    """One after another is killed a little later: each goes on with the tables of those before."""
    target, whole = folder / "out" / "all", folder / "whole"
    opened = int(processes.run(KILLED_AT, folder, 0, "export", whole).split()[-1])
    written: dict[str, int] = {}
    for point in range(opened // 2, opened, 11):
        process = processes.start(KILLED_AT, folder, point, "export", target)
        process.communicate(timeout=60)
        if target.exists():
            break
        tables = {path.name: path.stat().st_mtime_ns for path in target.parent.glob(".all.part/tables/*")}
        assert {name: tables[name] for name in list(written)[:-1]} == dict(list(written.items())[:-1])
        written = dict(sorted(tables.items(), key=lambda one: one[1]))
    assert len(written) > 1
    if not target.exists():
        processes.run(KILLED_AT, folder, 0, "export", target)
    for path in (one for one in whole.rglob("*.*") if one.is_file() and one.name != "MANIFEST.json"):
        assert (target / path.relative_to(whole)).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("command", "source"), [("backup", "out/all"), ("export", "out/all"), ("restore", "copy.zip"), ("import", "copy")]
)
def test_one_that_is_gone_on_with_tells_how_much_was_kept(folder: Path, command: str, source: str) -> None:
    """Whenever the killed one has left something."""
    takes = command in ("restore", "import")
    line = [command, str(folder / source), "--lang", "en", *(["--yes"] if takes else [])]
    beside = folder / ("home" if takes else "out")
    whole, told = int(processes.run(KILLED_AT, folder, 0, *line).split()[-1]), list[str]()
    for point in range(whole // 4, whole, whole // 4):
        if not takes:
            rmtree(beside)
        processes.start(KILLED_AT, folder, point, *line).communicate(timeout=60)
        if any(beside.glob(".*.part")):
            told.append(processes.run(KILLED_AT, folder, 0, *line))
    assert told
    assert all("An earlier run was interrupted." in said for said in told)
    assert any("are right and were kept" in said for said in told)


@pytest.mark.parametrize("line", [["restore", "copy.zip"], ["import", "copy"]], ids=["restore", "import"])
def test_what_is_there_is_the_one_or_the_other(folder: Path, line: list[str]) -> None:
    home = Home(folder / "home")
    with closing(open_store(home.database)) as store:
        for code in killed_everywhere(folder, [line[0], str(folder / line[1]), "--yes"]):
            holds(home)
            assert note_of(home) == store.get(Action, "A1").note
            assert note_of(home) in ("copied", "younger")
            if code == 0:
                assert note_of(home) == "copied"
            say(store, "younger")
    asides = list(home.root.glob("before-restore-*"))
    assert asides
    for aside in asides:
        holds(aside / "collabtui.db")
    assert not list(home.root.glob(".*part*"))


def test_a_copy_without_its_end_is_refused(folder: Path) -> None:
    copy = folder / "copy.zip"
    copy.write_bytes(copy.read_bytes()[:-100])
    with pytest.raises(Refused, match=r"backup\.not_ours"):
        unpack(copy, looked_at(folder))
