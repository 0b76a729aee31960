"""A transaction is all or nothing; its refs and its mails are never used twice."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Decision
from collabtui.domain.people import Person
from collabtui.errors import Conflict, Unreachable
from collabtui.store.interface import Store
from support.records import NOW, Mishap, action, outgoing, person, put, refs

Opener = Callable[[], Store]


def test_a_deed_that_fails_leaves_nothing(store: Store) -> None:
    put(store, action())
    with suppress(Mishap), store.transaction(actor="李明", via="key", now=NOW) as tx:
        tx.put(tx.get(Action, "A1").model_copy(update={"title": "other words"}))
        tx.put(person(tx.next_ref(Person)))
        tx.claim_mail("digest", "<m>")
        raise Mishap
    assert store.get(Action, "A1").title == "提供接口文档"
    assert store.find(Person) == []
    assert store.search("words") == []
    assert len(store.changes()) == 1
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        assert tx.next_ref(Person) in ("P1", "P2")  # a number that was drawn for nothing may stay a gap
        assert tx.claim_mail("digest", "<m>")


def test_a_deed_sees_what_it_wrote(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        tx.put(action(owner="P1"))
        assert tx.find(Action, owner="P1") == [tx.get(Action, "A1")]


def test_what_was_read_and_then_written_is_read_as_it_was_written(store: Store) -> None:
    put(store, action(), action("A2"))
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        before = tx.get(Action, "a1")
        assert tx.get(Action, "A1") is before  # it is not asked for again
        written = tx.put(before.model_copy(update={"title": "once"}))
        assert tx.get(Action, "A1") == written
        assert tx.put(written.model_copy(update={"title": "twice"})).version == written.version + 1
        assert tx.get(Action, "A1").title == "twice"
        with pytest.raises(Conflict):
            tx.put(before.model_copy(update={"title": "an older one"}))
        assert tx.put(tx.get(Action, "A2")).version == 1  # nothing was changed
    fields = [change.field for change in store.changes("A1")]
    assert fields == ["title", "title", ""]
    assert store.get(Action, "A1").title == "twice"
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        assert tx.get(Action, "A1").title == "twice"


def test_a_large_value_that_was_read_is_written_only_where_it_differs(store: Store) -> None:
    put(store, outgoing(raw=b"as it was"))
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        mail = tx.get(Outgoing, "O1")
        same = tx.put(mail.model_copy(update={"attempts": 1}))
        tx.put(tx.get(Outgoing, "O1").model_copy(update={"raw": b"as it reads now"}))
    assert same.raw == b"as it was"
    assert store.get(Outgoing, "O1").raw == b"as it reads now"
    assert store.get(Outgoing, "O1").attempts == 1


def test_a_ref_that_was_drawn_holds_one_record(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        first = tx.put(action(tx.next_ref(Action)))
        with pytest.raises(Conflict):
            tx.put(first.model_copy(update={"version": 0, "title": "another"}))
    assert store.get(Action, first.ref) == first


def test_after_its_end_a_deed_refuses_to_write(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        pass
    for write in (
        lambda: tx.put(action()),
        lambda: tx.next_ref(Action),
        lambda: tx.claim_mail("digest", "<m>"),
    ):
        with pytest.raises(RuntimeError):
            write()


def test_refs_are_counted_for_each_kind_and_matters_for_each_year(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        assert [tx.next_ref(Action), tx.next_ref(Action), tx.next_ref(Decision)] == ["A1", "A2", "D1"]
        assert [tx.next_ref(Matter, year=2026) for _ in "ab"] == ["X-2026-001", "X-2026-002"]
        assert tx.next_ref(Matter, year=2027) == "X-2027-001"
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        assert tx.next_ref(Action) == "A3"


def test_a_ref_that_came_from_outside_is_never_given_again(store: Store) -> None:
    put(store, action("A7"), Matter(ref="X-2026-012", title="x", created_at=NOW))
    put(store, action("A3"))
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        assert tx.next_ref(Action) == "A8"
        assert tx.next_ref(Matter, year=2026) == "X-2026-013"


def test_a_mail_is_claimed_once(store: Store) -> None:
    with store.transaction(actor="collabtui", via="worker", now=NOW) as tx:
        assert tx.claim_mail("digest", "<m>")
        assert not tx.claim_mail("digest", "<m>")
    with store.transaction(actor="collabtui", via="worker", now=NOW) as tx:
        assert not tx.claim_mail("digest", "<other>")
        assert tx.claim_mail("another digest", "<m>")


def test_what_was_committed_is_there_for_the_next_process(store: Store, open_again: Opener) -> None:
    (written,) = put(store, action())
    assert open_again().get(Action, "A1") == written


def test_two_deeds_do_not_run_at_once(store: Store, open_again: Opener) -> None:
    other = open_again()
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        tx.put(action())
        assert other.find(Action) == []
        with pytest.raises(Unreachable) as caught, other.transaction(actor="王芳", via="key", now=NOW):
            raise AssertionError("two transactions at once")
    assert caught.value.key == "store.busy"
    assert refs(other.find(Action)) == ["A1"]
