"""A backup or an export that was killed after its state was checked begins neither the check nor what it wrote anew."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.domain.action import Action
from collabtui.home import Home
from collabtui.lifecycle.backup import copy_progress, export_folder
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.store.check.data_fault import DataFault
from collabtui.store.interface import Store
from collabtui.store.plain import plain_tables
from collabtui.store.sqlite.sqlite_store import open_store
from support.records import action, outgoing, person, put
from support.world import Clock

Make = Callable[[Collection[str]], tuple[DataFault, ...]]
"""Makes the copy, killed at such a step; returns the faults that are told of it."""
AFTER_THE_CHECK = ("pack", "write")
WHOLE = ()


class Killed(BaseException):
    """As a kill: no handler of an error runs."""


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    home.root.mkdir(exist_ok=True)
    with closing(open_store(home.database)) as opened:
        put(opened, person("P1"), *(action(f"A{n}", title=f"第{n}项") for n in range(1, 9)), outgoing("O1"))
        yield opened


@pytest.fixture
def steps() -> list[str]:
    return []


@pytest.fixture(params=["backup", "export"])
def make(
    request: pytest.FixtureRequest, store: Store, home: Home, tmp_path: Path, clock: Clock, steps: list[str]
) -> Make:
    def made(killed: Collection[str]) -> tuple[DataFault, ...]:
        steps.clear()

        def reached(step: str) -> None:
            steps.append(step)
            if step in killed:
                raise Killed

        if request.param == "backup":
            return write_copy(store, home, tmp_path / "copy", clock(), reached).faults
        return export_folder.export_folder(store, home, tmp_path / "copy", clock(), "# all", reached).faults

    return made


def left_by_a_kill(make: Make) -> None:
    with pytest.raises(Killed):
        make(AFTER_THE_CHECK)


def test_a_state_that_was_checked_is_not_checked_again(make: Make, steps: list[str], tmp_path: Path) -> None:
    left_by_a_kill(make)
    assert make(WHOLE) == ()
    assert "check" not in steps
    assert not list(tmp_path.glob(".copy*"))


def test_what_is_changed_since_is_checked(make: Make, steps: list[str], store: Store) -> None:
    left_by_a_kill(make)
    put(store, store.get(Action, "A1").model_copy(update={"note": "since"}))
    make(WHOLE)
    assert "check" in steps


def test_faults_that_were_found_before_the_kill_are_told_all_the_same(make: Make, store: Store, home: Home) -> None:
    with sqlite3.connect(home.database) as raw:
        raw.execute("UPDATE action SET note = 'by hand' WHERE ref = 'A1'")
    left_by_a_kill(make)
    told = make(WHOLE)
    assert {one.ref for one in told} == {"A1"}


@pytest.mark.parametrize("torn", [b"", b"{", b"[]", b'{"database": {"path": "x"}}'])
def test_a_note_that_is_torn_is_none(make: Make, steps: list[str], tmp_path: Path, torn: bytes) -> None:
    left_by_a_kill(make)
    (note,) = tmp_path.glob(f".copy*/{copy_progress._NAME}")
    note.write_bytes(torn)
    make(WHOLE)
    assert "check" in steps


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(file.read_bytes() + b"\n"),
        lambda file: file.write_bytes(b"x" + file.read_bytes()[1:]),
        lambda file: file.unlink(),
    ],
    ids=["cut", "longer", "other", "gone"],
)
def test_tables_that_were_written_are_read_by_their_digest_and_not_made_again(
    store: Store, home: Home, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path], object],
) -> None:  # fmt: skip
    rows_of, made = plain_tables.rows_of, list[str]()

    def rows_until(last: str) -> object:
        def rows(reader: object, name: str) -> object:
            made.append(name)
            if name == last:
                raise Killed
            return rows_of(reader, name)  # type: ignore[arg-type]  # handed on

        return rows

    export_folder.export_folder(store, home, tmp_path / "at once", clock(), "# all")
    target = tmp_path / "all"
    with monkeypatch.context() as patched:
        patched.setattr(plain_tables, "rows_of", rows_until("action"))
        with pytest.raises(Killed):
            export_folder.export_folder(store, home, target, clock(), "# all")
    before = {name for name in made if name not in export_folder.RAW and name != "action"}
    made.clear()
    spoil(tmp_path / ".all.part" / "tables" / "trail.jsonl")
    with monkeypatch.context() as patched:
        patched.setattr(plain_tables, "rows_of", rows_until("none"))
        done = export_folder.export_folder(store, home, target, clock(), "# all")
    assert "trail" in before
    assert before & set(made) == {"trail"}
    assert done.kept
    for file in done.manifest.files:
        assert (target / file.path).read_bytes() == (tmp_path / "at once" / file.path).read_bytes()
