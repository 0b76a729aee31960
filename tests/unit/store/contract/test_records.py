"""Records go in and come out: whole, unique, and never over somebody else's change."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Cursor
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import SignOff
from collabtui.domain.model import Record
from collabtui.domain.people import Department
from collabtui.errors import Conflict, Unknown
from collabtui.store.interface import Store
from support.records import FILLED, NOW, action, incoming, meeting, outgoing, person, put, refs

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
"""Without NUL, which no text of PostgreSQL can hold: there it becomes U+FFFD."""


@pytest.mark.parametrize("record", FILLED, ids=lambda record: type(record).__name__)
def test_a_record_comes_back_as_it_was_put(store: Store, record: Record) -> None:
    (written,) = put(store, record)
    assert written == record.model_copy(update={"version": 1})
    assert store.get(type(record), record.ref) == written
    assert store.find(type(record)) == [written]


@given(title=TEXTS, note=TEXTS, due=st.dates(), at=st.datetimes(timezones=st.timezones()))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_date_and_instant_comes_back_as_it_was_put(
    store: Store, title: str, note: str, due: date, at: datetime
) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        written = tx.put(action(tx.next_ref(Action), title=title, note=note, due=due, accepted_at=at))
    assert store.get(Action, written.ref) == written


@pytest.mark.parametrize("asked", ["A1", "a1", " a1 "])
def test_a_ref_is_found_in_any_letter_case(store: Store, asked: str) -> None:
    put(store, action("A1"))
    assert store.get(Action, asked).ref == "A1"


def test_a_matter_is_found_in_any_letter_case(store: Store) -> None:
    put(store, Matter(ref="X-2026-001", title="x", created_at=NOW))
    assert store.get(Matter, "x-2026-001").title == "x"


def test_folders_that_differ_in_letter_case_are_two(store: Store) -> None:
    put(
        store,
        Cursor(ref="li@host/Archive", uidvalidity=1, last_uid=1),
        Cursor(ref="li@host/archive", uidvalidity=2, last_uid=2),
    )
    assert store.get(Cursor, "li@host/archive").uidvalidity == 2


def test_an_unknown_ref_is_named(store: Store) -> None:
    with pytest.raises(Unknown) as caught:
        store.get(SignOff, "S9")
    assert (caught.value.key, caught.value.values) == ("sign_off.unknown", {"ref": "S9"})


def test_a_record_changed_in_between_is_refused_and_the_other_one_named(store: Store) -> None:
    (mine,) = put(store, action())
    put(store, mine.model_copy(update={"percent": 50}), actor="王芳")
    with pytest.raises(Conflict) as caught:
        put(store, mine.model_copy(update={"percent": 70}))
    assert (caught.value.key, caught.value.values) == ("store.conflict", {"ref": "A1", "by": "王芳"})
    assert store.get(Action, "A1").percent == 50


def test_a_new_record_does_not_replace_one_that_is_there(store: Store) -> None:
    put(store, action(title="first"))
    with pytest.raises(Conflict):
        put(store, action(title="second"))
    assert store.get(Action, "A1").title == "first"


def test_putting_what_is_there_already_changes_nothing(store: Store) -> None:
    (written,) = put(store, outgoing())
    counter = store.change_counter()
    assert put(store, written) == [written]
    assert store.change_counter() == counter
    assert len(store.changes()) == 1


def test_a_ref_in_lower_case_is_not_put(store: Store) -> None:
    with pytest.raises(ValueError, match="a1"):
        put(store, action("a1"))


TAKEN: tuple[tuple[Record, Record, dict[str, Any]], ...] = (
    (
        person("P1", email="a@example.test"),
        person("P2", email="a@example.test"),
        {"ref": "P2", "field": "email", "value": "a@example.test", "by": "P1"},
    ),
    (
        Department(ref="DEP1", name="研发部"),
        Department(ref="DEP2", name="研发部"),
        {"ref": "DEP2", "field": "name", "value": "研发部", "by": "DEP1"},
    ),
    (outgoing("O1", key="k"), outgoing("O2", key="k"), {"ref": "O2", "field": "key", "value": "k", "by": "O1"}),
    (
        outgoing("O1", message_id="<m>"),
        outgoing("O2", message_id="<m>"),
        {"ref": "O2", "field": "message_id", "value": "<m>", "by": "O1"},
    ),
    (
        incoming("I1", digest="d"),
        incoming("I2", digest="d"),
        {"ref": "I2", "field": "digest", "value": "d", "by": "I1"},
    ),
    (meeting("M1", uid="u"), meeting("M2", uid="u"), {"ref": "M2", "field": "uid", "value": "u", "by": "M1"}),
    (
        SignOff(ref="S1", meeting="M1", minutes_version=2, person="P1", deadline=NOW),
        SignOff(ref="S2", meeting="M1", minutes_version=2, person="P1", deadline=NOW),
        {"ref": "S2", "field": "person", "value": "M1 2 P1", "by": "S1"},
    ),
)


@pytest.mark.parametrize(("first", "second", "values"), TAKEN, ids=lambda each: getattr(each, "ref", ""))
def test_what_is_unique_is_refused_the_second_time(
    store: Store, first: Record, second: Record, values: dict[str, Any]
) -> None:
    put(store, first)
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        with pytest.raises(Conflict) as caught:
            tx.put(second)
        tx.put(action("A1"))
    assert caught.value.key.endswith(".taken")
    assert caught.value.values == values
    assert store.find(type(first)) == [store.get(type(first), first.ref)]
    assert refs(store.find(Action)) == ["A1"]


def test_a_change_may_not_take_what_is_unique_either(store: Store) -> None:
    _, second = put(store, person("P1", email="a@example.test"), person("P2", email="b@example.test"))
    with pytest.raises(Conflict):
        put(store, second.model_copy(update={"email": "a@example.test"}))
