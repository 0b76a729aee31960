"""A deed is all or nothing; its refs and its mails are never used twice."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Decision
from collabtui.domain.people import Person
from collabtui.errors import Unreachable
from collabtui.store.interface import Store
from support.records import NOW, Mishap, action, person, put, refs

Opener = Callable[[], Store]


def test_a_deed_that_fails_leaves_nothing(store: Store) -> None:
    put(store, action())
    with suppress(Mishap), store.transaction(actor="李明", via="key", now=NOW) as deed:
        deed.put(deed.get(Action, "A1").model_copy(update={"title": "other words"}))
        deed.put(person(deed.next_ref(Person)))
        deed.claim_mail("digest", "<m>")
        raise Mishap
    assert store.get(Action, "A1").title == "提供接口文档"
    assert store.find(Person) == []
    assert store.search("words") == []
    assert len(store.changes()) == 1
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        assert deed.next_ref(Person) == "P1"
        assert deed.claim_mail("digest", "<m>")


def test_a_deed_sees_what_it_wrote(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        deed.put(action(owner="P1"))
        assert deed.find(Action, owner="P1") == [deed.get(Action, "A1")]


def test_after_its_end_a_deed_refuses_to_write(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        pass
    for write in (
        lambda: deed.put(action()),
        lambda: deed.next_ref(Action),
        lambda: deed.claim_mail("digest", "<m>"),
    ):
        with pytest.raises(RuntimeError):
            write()


def test_refs_are_counted_for_each_kind_and_matters_for_each_year(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        assert [deed.next_ref(Action), deed.next_ref(Action), deed.next_ref(Decision)] == ["A1", "A2", "D1"]
        assert [deed.next_ref(Matter, year=2026) for _ in "ab"] == ["X-2026-001", "X-2026-002"]
        assert deed.next_ref(Matter, year=2027) == "X-2027-001"
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        assert deed.next_ref(Action) == "A3"


def test_a_ref_that_came_from_outside_is_never_given_again(store: Store) -> None:
    put(store, action("A7"), Matter(ref="X-2026-012", title="x", created_at=NOW))
    put(store, action("A3"))
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        assert deed.next_ref(Action) == "A8"
        assert deed.next_ref(Matter, year=2026) == "X-2026-013"


def test_a_mail_is_claimed_once(store: Store) -> None:
    with store.transaction(actor="collabtui", via="worker", now=NOW) as deed:
        assert deed.claim_mail("digest", "<m>")
        assert not deed.claim_mail("digest", "<m>")
    with store.transaction(actor="collabtui", via="worker", now=NOW) as deed:
        assert not deed.claim_mail("digest", "<other>")
        assert deed.claim_mail("another digest", "<m>")


def test_what_was_committed_is_there_for_the_next_process(store: Store, open_again: Opener) -> None:
    (written,) = put(store, action())
    assert open_again().get(Action, "A1") == written


def test_two_deeds_do_not_run_at_once(store: Store, open_again: Opener) -> None:
    other = open_again()
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        deed.put(action())
        assert other.find(Action) == []
        with pytest.raises(Unreachable) as caught, other.transaction(actor="王芳", via="key", now=NOW):
            raise AssertionError("two deeds at once")
    assert caught.value.key == "store.busy"
    assert refs(other.find(Action)) == ["A1"]
