"""Matters, people, the trail, and what waits today."""

from datetime import date, timedelta

import pytest

from collabtui.domain.action import Action
from collabtui.domain.matters.matter import Contact, Matter, Risk
from collabtui.domain.meetings.meeting import Question, SignOff
from collabtui.domain.people import Department, Person
from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.matters import matter, matters, progress, risks
from collabtui.store.queries.people_list import departments, people
from collabtui.store.queries.today import action_counts, mail_counts, today, unled_departments
from collabtui.store.queries.trail_entries import trail
from collabtui.store.sqlite.connection import SqliteConnection
from support.engines import ON_SQLITE
from support.records import NOW, ZHANG, ZHANG_SHOWN, action, incoming, listed, meeting, outgoing, person, put

TODAY = date(2026, 3, 5)


def test_a_matter_counts_what_belongs_to_it(store: Store, reader: Connection) -> None:
    contact = Contact(department="研发部", person="P1")
    put(
        store,
        ZHANG,
        Matter(ref="X-2026-001", title="新品上线", created_at=NOW, contacts=(contact,)),
        Matter(ref="X-2026-002", title="x", created_at=NOW),
        meeting("M1", matter="X-2026-001"),
        action("A1", matter="X-2026-001", due=date(2026, 3, 4)),
        action("A2", matter="X-2026-001"),
        action("A3", matter="X-2026-001", due=date(2026, 3, 4), status="done"),
        action("A4", matter="X-2026-001", status="cancelled"),
        Risk(ref="R1", text="r", level="low", matter="X-2026-001", owner="P1", raised_at=NOW, by="x"),
        Risk(ref="R2", text="r", level="high", matter="X-2026-001", raised_at=NOW, by="x"),
        Risk(ref="R3", text="r", matter="X-2026-001", state="closed", raised_at=NOW, by="x"),
        Question(ref="Q1", text="q", meeting="M1", matter="X-2026-001", at=NOW, by="x"),
    )
    other, row = matters(reader, today=TODAY)
    assert [
        (one["meetings"], one["actions"], one["open"], one["overdue"], one["risks"], one["questions"])
        for one in (row, other)
    ] == [(1, 3, 2, 1, 2, 1), (0, 0, 0, 0, 0, 0)]
    assert (row["ref"], row["title"], row["step"], row["lead"]) == ("X-2026-001", "新品上线", "request", None)
    shown = matter(reader, "x-2026-001", today=TODAY)
    assert shown["contacts"] == [{"department": "研发部", "name": "张伟", "email": "zhang@example.test"}]
    assert [(risk["ref"], risk["owner"]) for risk in risks(reader, matter="x-2026-001")] == [
        ("R2", None),
        ("R1", ZHANG_SHOWN),
    ]
    assert risks(reader, matter="X-2026-002") == []
    assert progress(reader, "x-2026-001") == {"": (3, 1)}
    put(store, action("A5", matter="X-2026-001", owner="P1", status="done"), action("A6", owner="P1"))
    assert progress(reader, "X-2026-001") == {"": (3, 1), "研发部": (1, 1)}
    with pytest.raises(Unknown):
        matter(reader, "X-2026-009", today=TODAY)


def test_people_and_departments_show_their_load(several: Connection, store: Store) -> None:
    put(store, person("P4", name="赵强", department="研发部", head=True, bounced_at=NOW, bounce_reason="550"))
    rows = people(several, today=TODAY)
    assert [(row["ref"], row["department"], row["open"], row["overdue"]) for row in rows] == [
        ("P2", None, 1, 0),
        ("P3", "市场部", 1, 0),
        ("P1", "研发部", 1, 1),
        ("P4", "研发部", 0, 0),
    ]
    assert (rows[3]["head"], rows[3]["bounce_reason"]) == (True, "550")
    assert rows[3]["bounced_at"] == "2026-03-02T06:00:00+00:00"
    assert rows[2]["aliases"] == ["zw@example.test"]
    assert departments(several, today=TODAY) == [
        {"name": "市场部", "contact": None, "heads": [], "people": 1, "open": 1, "overdue": 0},
        {"name": "法务部", "contact": None, "heads": [], "people": 0, "open": 0, "overdue": 0},
        {"name": "研发部", "contact": None, "heads": ["赵强"], "people": 2, "open": 1, "overdue": 1},
    ]


def test_the_contact_of_a_department_is_shown_by_name(store: Store, reader: Connection) -> None:
    put(store, ZHANG, Department(ref="DEP1", name="研发部", contact="P1"))
    assert [row["contact"] for row in departments(reader, today=TODAY)] == ["张伟"]


def test_the_trail_is_shown_with_values_as_json_has_them(store: Store, reader: Connection) -> None:
    put(store, action("A1"), action("A2"))
    put(store, store.get(Action, "A1").model_copy(update={"due": TODAY, "depends_on": ("A2",)}))
    rows = trail(reader, "a1")
    assert [(row["field"], row["old"], row["new"]) for row in rows] == [
        ("depends_on", [], ["A2"]),
        ("due", None, "2026-03-05"),
        ("", None, "提供接口文档"),
    ]
    assert {name: rows[0][name] for name in ("at", "actor", "via", "ref")} == {
        "at": "2026-03-02T06:00:00+00:00",
        "actor": "李明",
        "via": "key",
        "ref": "A1",
    }
    assert listed(trail(reader)) == ["A1", "A1", "A2", "A1"]
    assert listed(trail(reader, limit=1)) == ["A1"]


def test_today_shows_what_waits(several: Connection, store: Store) -> None:
    states = ("queued", "queued", "failed", "sent")
    put(
        store,
        *(outgoing(f"O{number}", state=state) for number, state in enumerate(states, 1)),
        incoming("I1", state="waiting"),
        incoming("I2", state="applied"),
        meeting("M1", state="recorded", ended_at=NOW, start=NOW, end=NOW + timedelta(minutes=5)),
        meeting("M2", start=NOW + timedelta(days=9), end=NOW + timedelta(days=9, hours=1)),
        meeting("M3", start=NOW + timedelta(days=8), end=NOW + timedelta(days=8, hours=1), state="invited"),
        meeting("M4", state="running"),
        meeting("M5", start=NOW + timedelta(days=7), end=NOW + timedelta(days=8), state="cancelled"),
        SignOff(ref="S1", meeting="M1", minutes_version=1, person="P1", deadline=NOW),
        Risk(ref="R1", text="r", level="high", raised_at=NOW, by="x"),
        store.get(Person, "P2").model_copy(update={"bounced_at": NOW}),
    )
    shown = today(several, now=NOW, today=TODAY)
    assert {name: value for name, value in shown.items() if isinstance(value, int)} == {
        "waiting": 1, "overdue": 1, "sign_offs": 1, "failed": 1, "people": 3,
    }  # fmt: skip
    assert action_counts(several, today=TODAY) == {"open": 4, "overdue": 1, "due_today": 1, "due_in_week": 1}
    assert shown["outbox"] == {"queued": 2, "sending": 0, "failed": 1, "held": 0}
    assert (listed(shown["next"]), listed(shown["running"])) == (["M3"], ["M4"])
    assert sorted((duty.kind, duty.ref) for duty in shown["duties"]) == [
        ("agenda-owed", "M2"), ("minutes-owed", "M1"), ("record-owed", "M3"), ("record-owed", "M4"),
    ]  # fmt: skip
    assert listed(shown["bounced"]) == ["P2"]
    assert unled_departments(several, today=TODAY) == [{"department": "研发部", "person": "P1", "n": 1}]
    put(store, store.get(Person, "P1").model_copy(update={"head": True}))
    assert unled_departments(several, today=TODAY) == []
    assert mail_counts(several) == (1, 2)


def test_a_meeting_that_should_have_begun_is_the_next_one_until_its_time_is_over(
    reader: Connection, store: Store
) -> None:
    put(store, meeting("M1", start=NOW, end=NOW + timedelta(hours=1)))
    for later, expected in ((5, ["M1"]), (60, ["M1"]), (61, [])):
        now = NOW + timedelta(minutes=later)
        assert listed(today(reader, now=now, today=TODAY)["next"]) == expected


def test_today_of_an_empty_database_is_empty(reader: Connection) -> None:
    shown = today(reader, now=NOW, today=TODAY)
    assert not any(value for name, value in shown.items() if name != "outbox")


@ON_SQLITE
def test_today_does_little_for_each_overdue_action(store: Store, reader: Connection) -> None:
    """Of late actions it only counts, in one index: looking up each one's owner took half of the first paint."""

    assert isinstance(reader, SqliteConnection)

    def steps() -> int:
        done = 0

        def one_more() -> int:
            nonlocal done
            done += 1
            return 0

        reader.set_progress_handler(one_more, 1)
        today(reader, now=NOW, today=TODAY)
        reader.set_progress_handler(None, 0)
        return done

    put(store, ZHANG, *(action(f"A{n}", due=date(2026, 3, 1)) for n in range(1, 21)))
    few = steps()
    put(store, *(action(f"A{n}", due=date(2026, 3, 1)) for n in range(21, 521)))
    assert (steps() - few) / 500 <= 8, "counted once, by status and day; from `COUNTED_AT_ONCE` on no more"
