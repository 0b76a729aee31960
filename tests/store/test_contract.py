"""What every engine has to do (`store/interface.py`)."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.letters import Cursor, Incoming, NumberedItem, Outgoing, Reminded
from collabtui.domain.matter import Contact, Matter, Risk
from collabtui.domain.meeting import Decision, Entry, Meeting, Participant, Question, SignOff, Slot
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.reply import Clause, Line, NewText, Request, Span, Understanding, Update
from collabtui.domain.trail import Change
from collabtui.errors import Conflict, Unknown, Unreachable
from collabtui.store.interface import Store
from store.records import DAY, NOW, action, decision, incoming, meeting, outgoing, person

Opener = Callable[[], Store]
R = TypeVar("R", bound=Record)
BEIJING = timezone(timedelta(hours=8))


FILLED: tuple[Record, ...] = (
    Department(ref="DEP1", name="研发部", contact="P1"),
    Person(
        ref="P1", name="张伟", email="p1@example.test", aliases=("z@example.test",), department="研发部",
        title="工程师", locale="en", timezone="Europe/Berlin", head=True, bounced_at=NOW, bounce_reason="no such user",
    ),
    Matter(
        ref="X-2026-001", title="新品上线", initiator="市场部", lead="研发部", background="b", goal="投诉 -20 %",
        wanted=DAY, contacts=(Contact(department="研发部", person="P1"),), step="tracking", created_at=NOW,
    ),
    Risk(
        ref="R1", text="供应商晚了", level="high", impact="i", answer="a", standby="B角", owner="P1", meeting="M1",
        matter="X-2026-001", slot=1, raised_at=NOW, by="李明", state="closed",
    ),
    Meeting(
        ref="M1", title="周例会", start=NOW, end=NOW + timedelta(hours=1), timezone="Asia/Shanghai", place="3号会议室",
        matter="X-2026-001", state="running", goal="g", questions=("能否完成?",), material=("plan.pdf",),
        slots=(Slot(title="开场", minutes=10, lead="李明", started_at=NOW.astimezone(BEIJING), parked=True),),
        participants=(Participant(person="P1", role="scribe", partstat="accepted", answered_at=NOW),),
        uid="u1", sequence=2, invited_at=NOW, invited_as="f", started_at=NOW, ended_at=NOW, running_slot=0,
        minutes_version=3, published_at=NOW,
    ),
    Entry(
        ref="E1", meeting="M1", slot=0, at=NOW, kind="view", line="v: x", text="x", thing="D1", who="研发部",
        by="李明", undone=True,
    ),
    Decision(ref="D1", text="冻结", meeting="M1", matter="X-2026-001", slot=0, at=NOW, by="李明", withdrawn=True),
    Question(ref="Q1", text="谁出预算", meeting="M1", matter="X-2026-001", slot=0, at=NOW, by="李明", state="settled"),
    SignOff(
        ref="S1", meeting="M1", minutes_version=1, person="P1", state="corrected", text="更正", at=NOW, deadline=NOW
    ),
    Action(
        ref="A1", title="接口文档", owner="P1", collaborators=(Collaborator(person="P2", support="素材"),), due=DAY,
        original_due=DAY, planned_start=DAY, status="blocked", percent=30, deliverable="文档", matter="X-2026-001",
        meeting="M1", slot=0, depends_on=("A2",), reason="r", note="n", slips=2, accepted_at=NOW, created_at=NOW,
        updated_at=NOW, updated_by="张伟", via="mail:I1",
    ),
    outgoing(meeting="M1", minutes_version=1, items=(NumberedItem(number=1, ref="A1", title="接口文档"),), attempts=2,
             state="failed", last_error="550", not_before=NOW, sent_at=NOW, automatic=True),
    incoming(
        person="P1", answers="O1",
        new_text=NewText(shown="1 done", lines=(Line(text="1 done", span=Span(start=0, end=6)),)),
        understanding=Understanding(
            clauses=(Clause(span=Span(start=0, end=6), text="1 done", rule="done", counts=True),)
        ),
        updates=(Update(ref="A1", status="done"),), requests=(Request(ref="A2", ask="postpone", due=DAY),),
        sign_off="agreed", rsvp="declined", answer="好", state="applied",
    ),
    Cursor(ref="li@host/INBOX", uidvalidity=1, last_uid=9),
    Reminded(ref="A1/2026-03-10/reminder", at=NOW, outgoing="O1"),
)  # fmt: skip


def put(store: Store, *records: R, now: datetime = NOW, actor: str = "李明", via: str = "key") -> list[R]:
    with store.transaction(actor=actor, via=via, now=now) as deed:
        return [deed.put(record) for record in records]


class Mishap(Exception):
    """What a test breaks a deed off with."""


@pytest.mark.parametrize("record", FILLED, ids=lambda record: type(record).__name__)
def test_a_record_comes_back_as_it_was_put(store: Store, record: Record) -> None:
    (written,) = put(store, record)
    assert written == record.model_copy(update={"version": 1})
    assert store.get(type(record), record.ref) == written
    assert store.find(type(record)) == [written]


@given(title=st.text(), note=st.text(), due=st.dates(), at=st.datetimes(timezones=st.timezones()))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_date_and_instant_comes_back_as_it_was_put(
    store: Store, title: str, note: str, due: date, at: datetime
) -> None:
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        written = deed.put(action(deed.next_ref(Action), title=title, note=note, due=due, accepted_at=at))
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
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        with pytest.raises(Conflict) as caught:
            deed.put(second)
        deed.put(action("A1"))
    assert caught.value.key.endswith(".taken")
    assert caught.value.values == values
    assert store.find(type(first)) == [store.get(type(first), first.ref)]
    assert refs(store.find(Action)) == ["A1"]


def test_a_change_may_not_take_what_is_unique_either(store: Store) -> None:
    _, second = put(store, person("P1", email="a@example.test"), person("P2", email="b@example.test"))
    with pytest.raises(Conflict):
        put(store, second.model_copy(update={"email": "a@example.test"}))


def refs(records: list[Any]) -> list[str]:
    return [record.ref for record in records]


FOUND: tuple[tuple[dict[str, Any], list[str]], ...] = (
    ({}, ["A2", "A1", "A3", "A4"]),
    ({"owner": "P1"}, ["A2", "A1"]),
    ({"owner": ["P1", "P2"]}, ["A2", "A1", "A3"]),
    ({"owner": None}, ["A4"]),
    ({"owner": ("P2", None)}, ["A3", "A4"]),
    ({"owner": []}, []),
    ({"owner": "P1", "status": "done"}, ["A1"]),
    ({"owner": "P1", "percent": 0}, ["A2"]),
    ({"due": DAY}, ["A2", "A4"]),
    ({"depends_on": "A2"}, ["A1", "A3"]),
    ({"depends_on": ["A1", "A9"]}, ["A3"]),
    ({"collaborators": "P3"}, ["A2"]),
    ({"collaborators": "P3", "owner": "P2"}, []),
    ({"owner": "P1", "newest_first": True}, ["A1", "A2"]),
    ({"newest_first": True, "limit": 2}, ["A4", "A3"]),
    ({"limit": 0}, []),
)


@pytest.mark.parametrize(("asked", "found"), FOUND, ids=str)
def test_records_are_found_by_their_fields_in_the_order_they_were_made(
    store: Store, asked: dict[str, Any], found: list[str]
) -> None:
    put(
        store,
        action("A2", owner="P1", due=DAY, collaborators=(Collaborator(person="P3"),)),
        action("A1", owner="P1", status="done", percent=100, depends_on=("A2",)),
        action("A3", owner="P2", depends_on=("A1", "A2")),
        action("A4", due=DAY),
    )
    assert refs(store.find(Action, **asked)) == found


@pytest.mark.parametrize("asked", [{"note": "x"}, {"percent": 1}, {"colour": "red"}, {"owner": "P1", "colour": "red"}])
def test_a_field_without_an_index_is_not_asked_for(store: Store, asked: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="action cannot be found"):
        store.find(Action, **asked)


def test_what_was_one_of_many_values_is_no_longer_found_by_it(store: Store) -> None:
    (written,) = put(store, person("P1", aliases=("old@example.test", "kept@example.test")))
    put(store, written.model_copy(update={"aliases": ("kept@example.test", "new@example.test")}))
    assert store.find(Person, aliases="old@example.test") == []
    assert refs(store.find(Person, aliases="kept@example.test")) == ["P1"]
    assert refs(store.find(Person, aliases="new@example.test")) == ["P1"]


def test_a_participant_who_is_named_twice_is_found_once(store: Store) -> None:
    put(store, meeting(participants=(Participant(person="P1"), Participant(person="P1", role="copied"))))
    assert refs(store.find(Meeting, participants="P1")) == ["M1"]


def told(changes: list[Change]) -> list[tuple[str, str, Any, Any]]:
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


def test_the_trail_has_what_it_takes_to_take_a_deed_back(store: Store) -> None:
    before = put(
        store, *(record for record in FILLED if not isinstance(record, Cursor | Reminded | Outgoing | Incoming))
    )
    with store.transaction(actor="李明", via="key", now=NOW) as deed:
        for record in before:
            deed.put(type(record).model_validate({**record.model_dump(), **_other_values(record)}))
        batch = deed.batch
    for record in before:
        now = store.get(type(record), record.ref)
        olds = {change.field: change.old for change in store.changes(record.ref, batch=batch)}
        assert olds
        taken_back = type(record).model_validate(now.model_dump() | olds)
        assert taken_back.model_dump(exclude={"version"}) == record.model_dump(exclude={"version"})


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
    with store.transaction(actor="collabtui", via="worker", now=NOW) as deed:
        deed.put(action("A1"))
        deed.ascribe("张伟", "mail:I1")
        deed.put(action("A2"))
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


def test_a_mail_is_claimed_once(store: Store) -> None:
    with store.transaction(actor="collabtui", via="worker", now=NOW) as deed:
        assert deed.claim_mail("digest", "<m>")
        assert not deed.claim_mail("digest", "<m>")
    with store.transaction(actor="collabtui", via="worker", now=NOW) as deed:
        assert not deed.claim_mail("digest", "<other>")
        assert deed.claim_mail("another digest", "<m>")


def test_a_lease_has_one_holder_until_it_runs_out(store: Store, open_again: Opener) -> None:
    other = open_again()
    assert store.acquire_lease("worker", "a", now=NOW, seconds=30)
    assert not other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=29), seconds=30)
    assert store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=29), seconds=30)
    assert not other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=58), seconds=30)
    assert other.acquire_lease("worker", "b", now=NOW + timedelta(seconds=59), seconds=30)
    assert not store.acquire_lease("worker", "a", now=NOW + timedelta(seconds=60), seconds=30)
    assert store.acquire_lease("backup", "a", now=NOW, seconds=30)


def test_a_lease_is_given_back_by_its_holder_only(store: Store) -> None:
    store.acquire_lease("worker", "a", now=NOW, seconds=30)
    store.release_lease("worker", "b")
    assert not store.acquire_lease("worker", "b", now=NOW, seconds=30)
    store.release_lease("worker", "a")
    assert store.acquire_lease("worker", "b", now=NOW, seconds=30)


def test_mails_that_may_go_out_now_come_oldest_first(store: Store) -> None:
    put(
        store,
        outgoing("O1", state="sent"),
        outgoing("O2", not_before=NOW + timedelta(seconds=1)),
        outgoing("O3", state="sending"),
        outgoing("O4"),
        outgoing("O5", state="held"),
        outgoing("O6", not_before=(NOW - timedelta(hours=1)).astimezone(BEIJING)),
        outgoing("O7", state="failed"),
    )
    assert store.due_outgoing(NOW, 10) == ["O3", "O4", "O6"]
    assert store.due_outgoing(NOW, 2) == ["O3", "O4"]
    assert store.due_outgoing(NOW + timedelta(seconds=1), 10) == ["O2", "O3", "O4", "O6"]


def test_due_actions_are_open_and_owned_and_come_by_date(store: Store) -> None:
    put(
        store,
        action("A1", owner="P1", due=DAY),
        action("A2", owner="P1", due=DAY - timedelta(days=3), status="blocked"),
        action("A3", owner="P1", due=DAY, status="done"),
        action("A4", owner="P1", due=DAY, status="cancelled"),
        action("A5", due=DAY),
        action("A6", owner="P1", due=DAY + timedelta(days=1)),
        action("A7", owner="P1"),
        action("A8", owner="P1", due=DAY, status="in-progress"),
    )
    assert refs(store.due_actions(DAY)) == ["A2", "A1", "A8"]


SEARCHED: tuple[tuple[str, list[str]], ...] = (
    ("预算", ["A1", "A2"]),
    ("预", ["A1", "A2"]),
    ("表", ["A1"]),
    ("算表", ["A1"]),
    ("预算表", ["A1"]),
    ("预算案", ["A2"]),
    ("算预", []),
    ("budget", ["A3"]),
    ("BUDG", ["A3"]),
    ("udget", []),
    ("API", ["A4"]),
    ("api接口", ["A4"]),
    ("接口 v2", ["A4"]),
    ("v2 接口", ["A4"]),
    ("接口 budget", []),
    ("café", ["A5"]),
    ("cafe", ["A5"]),
    ("カード", ["A6"]),
    ("chen@example", ["A7"]),
    ("A*", ["A4", "A7", "A8"]),
    ('"', []),
    ("OR", []),
    ("", []),
    ("，", []),
    ("NEAR(预算", []),
)


@pytest.mark.parametrize(("text", "found"), SEARCHED)
def test_words_are_found_in_both_languages(store: Store, text: str, found: list[str]) -> None:
    titles = [
        "编制预算表",
        "预算案",
        "Budget draft",
        "API接口文档v2",
        "Café lease",
        "ＣＡＲＤ カード",
        "ask chen@example.test",
        "a b",
    ]
    put(store, *(action(f"A{number}", title=title) for number, title in enumerate(titles, 1)))
    assert sorted(hit.ref for hit in store.search(text)) == found


def test_search_covers_every_kind_of_thing_with_words(store: Store) -> None:
    put(
        store,
        Department(ref="DEP1", name="灯塔部"),
        person("P1", name="灯塔"),
        Matter(ref="X-2026-001", title="灯塔计划", created_at=NOW),
        Risk(ref="R1", text="x", standby="灯塔", raised_at=NOW, by="x"),
        meeting("M1", questions=("谁守灯塔?",)),
        Entry(ref="E1", meeting="M1", at=NOW, kind="note", line="灯塔", text="灯塔", by="x"),
        decision("D1", text="修灯塔"),
        Question(ref="Q1", text="灯塔呢", meeting="M1", at=NOW, by="x"),
        action("A1", note="灯塔"),
        incoming("I1", new_text=NewText(shown="…", lines=(Line(text="灯塔已修好", span=Span(start=0, end=5)),))),
    )
    assert {(hit.kind, hit.ref) for hit in store.search("灯塔")} == {
        ("department", "DEP1"), ("person", "P1"), ("matter", "X-2026-001"), ("risk", "R1"), ("meeting", "M1"),
        ("entry", "E1"), ("decision", "D1"), ("question", "Q1"), ("action", "A1"), ("incoming", "I1"),
    }  # fmt: skip


def test_a_changed_text_is_found_by_its_new_words_only(store: Store) -> None:
    (written,) = put(store, action(title="写预算"))
    put(store, written.model_copy(update={"title": "写合同"}))
    assert store.search("预算") == []
    assert [hit.text for hit in store.search("合同")] == ["写合同"]


def test_many_hits_of_one_kind_leave_room_for_the_others(store: Store) -> None:
    put(store, *(action(f"A{number}", title="预算") for number in range(1, 9)))
    put(store, decision("D1", text="预算"))
    hits = store.search("预算", limit=4)
    assert refs(hits) == ["D1", "A8", "A7", "A6"]


def test_the_counter_rises_with_each_write_of_any_process(store: Store, open_again: Opener) -> None:
    other = open_again()
    seen = [other.change_counter()]
    (written,) = put(store, action())
    seen.append(other.change_counter())
    put(other, written.model_copy(update={"percent": 10}))
    seen.append(other.change_counter())
    assert seen == sorted(set(seen))
    assert store.change_counter() == seen[-1]


def test_neither_reading_nor_a_lease_nor_a_failed_deed_moves_the_counter(store: Store) -> None:
    put(store, action())
    before = store.change_counter()
    store.acquire_lease("worker", "a", now=NOW, seconds=30)
    store.find(Action)
    with suppress(Mishap), store.transaction(actor="x", via="key", now=NOW) as deed:
        deed.put(action("A2"))
        raise Mishap
    assert store.change_counter() == before


def test_the_secret_stays_the_same(store: Store, open_again: Opener) -> None:
    assert len(store.secret()) == 32
    assert open_again().secret() == store.secret()


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
