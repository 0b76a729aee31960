"""The things that a change stays within, so that others may write beside it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.errors import Conflict
from collabtui.lifecycle.at_once.within import tried_again, within_actions, within_meeting, within_records
from collabtui.store.interface import Store
from collabtui.store.sqlite.sqlite_store import SqliteStore, open_store
from support.records import action, meeting, outgoing, person, put


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(SqliteStore, "many_at_once", True)
    with closing(open_store(tmp_path / "c.db")) as opened:
        put(opened, action("A1", matter="X-2026-001"), action("A2"), action("A3", matter="X-2026-003"))
        put(opened, action("A4", matter="X-2026-004", depends_on=("A1", "A2")))
        yield opened


def test_an_action_is_within_its_matter_and_those_of_what_waits_for_it(store: Store) -> None:
    assert set(within_actions(store, ["a1"]) or ()) == {"X-2026-001", "X-2026-004"}
    assert set(within_actions(store, ["A2", "A3"]) or ()) == {"A2", "X-2026-003", "X-2026-004"}
    assert within_actions(store, ["A99"]) is None


def test_a_meeting_is_within_its_matter_and_itself(store: Store) -> None:
    put(store, meeting("M1", matter="X-2026-001"), meeting("M2"))
    assert set(within_meeting(store, "M1") or ()) == {"X-2026-001", "M1"}
    assert set(within_meeting(store, "M2") or ()) == {"M2"}
    assert within_meeting(store, "M9") is None


def test_of_too_many_things_it_is_everything(store: Store) -> None:
    put(store, *(action(f"A{number}") for number in range(10, 40)))
    assert within_actions(store, [f"A{number}" for number in range(10, 40)]) is None


def test_mails_and_people_are_refused_by_their_version_instead(store: Store) -> None:
    assert set(within_records(store, [outgoing(), person(), action("A3", matter="X-2026-003")]) or ()) == {"X-2026-003"}


def test_on_a_file_everything_is_everybodys(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteStore, "many_at_once", False)
    assert within_actions(store, ["A1"]) is None
    assert within_meeting(store, "M1") is None


@pytest.mark.parametrize(
    ("conflicts", "key", "done"),
    [(4, "store.conflict", True), (5, "store.conflict", False), (1, "person.taken", False)],
)
def test_who_was_overtaken_tries_again_but_not_for_ever(conflicts: int, key: str, done: bool) -> None:
    left = iter([Conflict(key, ref="O1")] * conflicts)

    def change() -> str:
        for error in left:
            raise error
        return "done"

    if done:
        assert tried_again(change) == "done"
    else:
        with pytest.raises(Conflict):
            tried_again(change)
