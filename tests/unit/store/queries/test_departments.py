"""What departments were asked, what they said, and what of it waits for the facilitator."""

from datetime import timedelta

import pytest

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.department_answer import DepartmentAnswer, DepartmentRequest
from collabtui.domain.matters.matter import Contact, Matter
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.departments import (
    answer_place,
    asked_departments,
    changes_of,
    waiting_changes,
    waiting_departments,
)
from support.records import CHEN, NOW, ZHANG, ZHANG_SHOWN, incoming, outgoing, put

X = "X-2026-001"
SENT = {"department": "研发部", "what": "两名后端", "state": "waiting", "sent_at": NOW}


def matter(**fields: object) -> Matter:
    return Matter.model_validate({"ref": X, "title": "新品上线", "created_at": NOW, **fields})


def change(**fields: object) -> ChangeRequest:
    made = {"ref": "C1", "matter": X, "kind": "scope", "what": "加一个城市", "raised_by": "李明", "raised_at": NOW}
    return ChangeRequest.model_validate({**made, **fields})


def opinion(department: str, stance: str, **fields: object) -> DepartmentAnswer:
    said = {"department": department, "person": "P1", "stance": stance, "text": "t", "at": NOW, "via": "mail:I1"}
    return DepartmentAnswer.model_validate({**said, **fields})


def reminder(ref: str, kind: str, person: str, **fields: object) -> object:
    said = {"kind": kind, "key": ref, "person": person, "matter": X, "department": "研发部"}
    return outgoing(ref, **{**said, "queued_at": NOW + timedelta(days=2), **fields})


def test_what_is_asked_is_listed_with_who_answered(store: Store, reader: Connection) -> None:
    answered = DepartmentRequest.model_validate(
        {**SENT, "text": "看情况", "answered_at": NOW, "by": "P1", "via": "mail:I1"}
    )
    put(store, ZHANG, matter(asked=(answered, DepartmentRequest(department="市场部", what="素材"))))
    unsaid, unsent = asked_departments(reader, X)
    assert (unsaid["unsaid"], unsaid["silent"], unsaid["by"]) == (True, False, ZHANG_SHOWN)
    assert (unsent["state"], unsent["text"], unsent["by"], unsent["silent"]) == ("unsent", None, None, False)
    assert asked_departments(reader, "X-2026-999") == []


def test_changes_say_who_is_silent_and_open_ones_come_first(store: Store, reader: Connection) -> None:
    put(store, ZHANG, matter())
    put(store, change(state="asked", departments=("研发部", "市场部"), opinions=(opinion("研发部", "for"),)))
    put(store, change(ref="C2", state="granted"), change(ref="C3", state="withdrawn"), change(ref="C4"))
    rows = changes_of(reader, X)
    assert [row["ref"] for row in rows] == ["C4", "C1", "C2"]
    assert rows[1]["silent"] == ["市场部"]
    assert rows[1]["opinions"][0]["person"] == ZHANG_SHOWN


def test_an_objection_and_what_is_not_clear_wait(store: Store, reader: Connection) -> None:
    said = {**SENT, "text": "预算不够", "answered_at": NOW, "via": "mail:I1"}
    parts = (
        said | {"state": "objected"},
        said | {"department": "市场部"},
        said | {"department": "法务部", "state": "accepted"},
    )
    put(store, matter(asked=parts))
    put(store, incoming("I1", state="waiting"))
    unsaid, objected = waiting_departments(reader)
    assert (unsaid["why"], unsaid["department"], unsaid["mail"], unsaid["alone"]) == ("unsaid", "市场部", "I1", 1)
    assert (objected["why"], objected["text"], str(answer_place(objected))) == ("objected", "预算不够", f"{X}/?研发部")


@pytest.mark.parametrize(
    ("mails", "waits"),
    [
        ([], False),
        ([reminder("O1", "reminder", "P2")], False),
        ([reminder("O1", "reminder", "P1")], True),
        ([reminder("O1", "escalation", "P2")], True),
        ([reminder("O1", "reminder", "P1", department="市场部")], False),
        ([reminder("O1", "reminder", "P1", queued_at=NOW - timedelta(days=9))], False),
    ],
    ids=["nothing", "contact", "head himself", "head told", "another department", "an earlier asking"],
)
def test_who_is_silent_waits_once_the_head_was_told(
    store: Store, reader: Connection, mails: list[object], waits: bool
) -> None:
    put(store, ZHANG.model_copy(update={"head": True}), CHEN)
    put(store, matter(asked=(SENT,)))
    put(store, *mails)  # type: ignore[type-var]  # records of several types
    assert [row["why"] for row in waiting_departments(reader)] == (["silent"] if waits else [])


def test_a_contact_waits_once_the_facilitator_was_told_until_one_is_named(store: Store, reader: Connection) -> None:
    accepted = {**SENT, "state": "accepted", "answered_at": NOW}
    (kept,) = put(store, matter(asked=(accepted,)))
    assert waiting_departments(reader) == []
    put(store, reminder("O1", "notice", "P9"))  # type: ignore[type-var]  # records of several types
    assert [row["why"] for row in waiting_departments(reader)] == ["contact"]
    put(store, kept.model_copy(update={"contacts": (Contact(department="研发部", person="P1"),)}))
    assert waiting_departments(reader) == []


def test_a_change_can_be_decided_when_all_have_spoken_or_were_reminded(store: Store, reader: Connection) -> None:
    put(store, matter())
    asked = {"state": "asked", "asked_at": NOW, "departments": ("研发部", "市场部")}
    (kept,) = put(store, change(**asked, opinions=(opinion("市场部", "for"),)))
    assert waiting_changes(reader) == []
    put(store, reminder("O1", "reminder", "P1", change="C1"))  # type: ignore[type-var]  # records of several types
    (row,) = waiting_changes(reader)
    assert (row["why"], str(answer_place(row))) == ("decide", f"{X}/C1")
    put(store, kept.model_copy(update={"opinions": (opinion("市场部", "for"), opinion("研发部", "none"))}))
    (row,) = waiting_changes(reader)
    assert (row["why"], row["text"], str(answer_place(row))) == ("unsaid", "t", f"{X}/C1#研发部")
