"""Every change leaves a trace that can be taken back."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from collabtui.domain.access.role_grant import MatterReading
from collabtui.domain.action import Action
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.mail_records import Cursor, Incoming, Outgoing, Reminded, Unfetched
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.trail import TrailEntry
from collabtui.store.interface import Store
from support.records import DAY, FILLED, NOW, action, incoming, outgoing, person, put, refs


def told(changes: list[TrailEntry]) -> list[tuple[str, str, Any, Any]]:
    return [(change.ref, change.field, change.old, change.new) for change in changes]


def test_each_changed_field_is_a_line_of_the_trail(store: Store) -> None:
    (written,) = put(store, action(due=DAY))
    later = NOW + timedelta(hours=1)
    changed = {
        "due": date(2026, 3, 12),
        "percent": 30,
        "accepted_at": later,
        "updated_at": later,
        "updated_by": "张伟",
        "via": "x",
    }
    put(store, written.model_copy(update=changed), now=later, actor="张伟", via="mail:I1")
    trail = store.changes("a1")
    assert told(trail[:-1]) == [
        ("A1", "accepted_at", None, "2026-03-02T07:00:00.000000+00:00"),
        ("A1", "percent", 0, 30),
        ("A1", "due", "2026-03-10", "2026-03-12"),
    ]
    assert {(change.actor, change.via, change.at) for change in trail[:-1]} == {("张伟", "mail:I1", later)}
    assert told(trail[-1:]) == [("A1", "", None, "提供接口文档")]


def test_the_trail_tells_true_from_one(store: Store) -> None:
    (written,) = put(store, person())
    put(store, written.model_copy(update={"head": True}))
    assert (store.changes()[0].old, store.changes()[0].new) == (False, True)


NEVER_CHANGED = MinutesVersion | KeptReport | MatterReading
_KEPT_OUT: Mapping[type[Record], tuple[str, ...]] = {Vote: ("answered", "tally", "texts")}
"""Beside each other they would say what somebody chose in a poll without names; such an answer is not taken back."""


def test_the_trail_has_what_it_takes_to_take_a_deed_back(store: Store) -> None:
    before = put(
        store,
        *(
            record
            for record in FILLED
            if not isinstance(record, NEVER_CHANGED | Cursor | Reminded | Unfetched | Outgoing | Incoming)
        ),
    )
    with store.transaction(actor="李明", via="key", now=NOW) as tx:
        for record in before:
            tx.put(type(record).model_validate({**record.model_dump(), **_other_values(record)}))
        batch = tx.batch
    for record in before:
        now = store.get(type(record), record.ref)
        olds = {change.field: change.old for change in store.changes(record.ref, batch=batch)}
        assert olds
        taken_back = type(record).model_validate(now.model_dump() | olds)
        besides = {"version", *_KEPT_OUT.get(type(record), ())}
        assert taken_back.model_dump(exclude=besides) == record.model_dump(exclude=besides)


def _other_values(record: Record) -> dict[str, Any]:
    """Every optional field back to its default, and another text: changes of every kind of field at once."""
    fields = type(record).model_fields
    defaults = {
        name: info.get_default() for name, info in fields.items() if not info.is_required() and name != "version"
    }
    return {**defaults, **{name: "anders" for name in ("text", "title", "name") if name in fields}}


def test_a_deed_is_one_batch_and_the_next_deed_another(store: Store) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as first:
        first.put(action("A1"))
        first.put(action("A2"))
    with store.transaction(actor="李明", via="command", now=NOW) as second:
        second.put(action("A3"))
    assert refs(store.changes(batch=first.batch)) == ["A2", "A1"]
    assert refs(store.changes(batch=second.batch)) == ["A3"]
    assert refs(store.changes(via="command")) == ["A3"]
    assert refs(store.changes(limit=2)) == ["A3", "A2"]


def test_what_follows_can_be_ascribed_to_another(store: Store) -> None:
    with store.transaction(actor="collabtui", via="worker", now=NOW) as tx:
        tx.put(action("A1"))
        tx.ascribe("张伟", "mail:I1")
        tx.put(action("A2"))
    assert [(change.ref, change.actor, change.via) for change in store.changes()] == [
        ("A2", "张伟", "mail:I1"),
        ("A1", "collabtui", "worker"),
    ]


def test_of_a_mail_out_the_trail_keeps_its_state_and_never_its_text(store: Store) -> None:
    (written,) = put(store, outgoing())
    put(store, written.model_copy(update={"state": "failed", "last_error": "550", "attempts": 1, "raw": b"other"}))
    assert told(store.changes()[:-1]) == [
        ("O1", "last_error", "", "550"),
        ("O1", "state", "queued", "failed"),
    ]
    assert store.get(Outgoing, "O1").raw == b"other"


def test_of_a_mail_in_the_trail_keeps_what_became_of_it(store: Store) -> None:
    (written,) = put(store, incoming(state="waiting"))
    put(store, written.model_copy(update={"state": "applied", "answer": "好"}))
    assert told(store.changes()[:-1]) == [("I1", "state", "waiting", "applied")]


def test_bookkeeping_leaves_no_trail(store: Store) -> None:
    (cursor, _) = put(store, *FILLED[-2:])
    put(store, cursor.model_copy(update={"last_uid": 10}))
    assert store.changes() == []


def test_what_fields_had_before_a_transaction_is_known_in_it(store: Store) -> None:
    (first,) = put(store, action("A1", title="a"))
    with store.transaction(actor="x", via="key", now=NOW) as tx:
        assert tx.former_values() == {}
        once = tx.put(tx.get(Action, "A1").model_copy(update={"title": "b", "due": DAY}))
        made = tx.put(action("A2"))
        tx.put(made.model_copy(update={"title": "c"}))
        tx.put(once.model_copy(update={"title": "d"}))
        found = tx.former_values()
    assert found == {"A1": {"title": "a", "due": None}, "A2": {"": None, "title": made.title}}
    assert list(found) == ["A1", "A2"]
    assert first.title == "a"
