"""A value that cannot be read: its record is named, can be passed over, and is put right with trail and seal."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import SignOff
from collabtui.errors import Unknown, UnreadableRecord
from collabtui.store.interface import Store
from collabtui.store.unreadable_row import UnreadableRow
from support.records import NOW, action

SPOILT = UnreadableRow("action", "A2", "depends_on")


@pytest.fixture
def spoilt(store: Store) -> Store:
    """A1 and A2, of which A2 waits for A1 by a value that is no document any more."""
    with store.transaction(actor="李明", via="command", now=NOW) as tx:
        tx.put(action("A1", status="in-progress"))
        made = tx.put(action("A2", status="in-progress"))
        tx.put(made.model_copy(update={"depends_on": ("A1",)}))
    spoil(store)
    return store


def spoil(store: Store) -> None:
    store._connection.run("UPDATE action SET depends_on = ? WHERE ref = 'A2'", ("{oops",))  # type: ignore[attr-defined]  # below the contract


def test_it_is_named_by_its_table_its_ref_and_its_column(spoilt: Store) -> None:
    assert list(spoilt.unreadable_rows()) == [SPOILT]
    with pytest.raises(UnreadableRecord) as met:
        spoilt.find(Action, status="in-progress")
    assert UnreadableRow.of(met.value) == SPOILT


def test_inside_nothing_finds_it_and_outside_all_is_as_before(spoilt: Store) -> None:
    with spoilt.passing_over([SPOILT]):
        assert [found.ref for found in spoilt.find(Action, status="in-progress")] == ["A1"]
        assert spoilt.get(Action, "A2").title == action("A2").title
        assert spoilt.get(Action, "A2").depends_on == ()
        with pytest.raises(Unknown), spoilt.transaction(actor="x", via="worker", now=NOW) as tx:
            tx.get(Action, "A2")
    with pytest.raises(UnreadableRecord):
        spoilt.get(Action, "A2")


def test_what_is_no_record_stays_unknown_inside(spoilt: Store) -> None:
    with spoilt.passing_over([SPOILT]), pytest.raises(Unknown):
        spoilt.get(SignOff, "nobody")


def test_put_right_it_is_read_found_by_its_members_and_told_in_the_trail(spoilt: Store) -> None:
    with spoilt.transaction(actor="李明", via="command", now=NOW) as tx:
        assert tx.put_right(SPOILT, ["A1"], ["A1"]) is None
    assert spoilt.get(Action, "A2").depends_on == ("A1",)
    assert [found.ref for found in spoilt.find(Action, depends_on="A1")] == ["A2"]
    newest = spoilt.changes("A2")[0]
    assert (newest.field, newest.old, newest.new, newest.actor) == ("depends_on", ["A1"], ["A1"], "李明")
