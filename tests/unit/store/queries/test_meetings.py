"""Meetings, their log and their signatures: the keys that programs read."""

from datetime import datetime, timedelta

import pytest

from collabtui.domain.meetings.meeting import Participant, Question, SignOff, Slot
from collabtui.errors import Unknown
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries.meetings import decisions, meetings, questions, sign_offs
from collabtui.store.queries.meetings import meeting as show_meeting
from support.records import CHEN, CHEN_SHOWN, NOW, ZHANG, ZHANG_SHOWN, decision, listed, meeting, put


def test_a_meeting_is_listed_with_the_keys_of_the_contract(store: Store, reader: Connection) -> None:
    start = datetime.fromisoformat("2026-03-02T14:00:00+08:00")
    put(
        store,
        ZHANG,
        meeting(
            "M1",
            title="协作会",
            start=start,
            end=start + timedelta(hours=1),
            place="3号会议室",
            state="invited",
            slots=(Slot(title="开场", minutes=10, lead="李明"), Slot(title="进展", minutes=20, extended=5)),
            participants=(Participant(person="P1", role="scribe", partstat="accepted"), Participant(person="P9")),
        ),
        meeting("M2", start=start + timedelta(days=1), end=start + timedelta(days=1, hours=1)),
    )
    second, first = meetings(reader)
    assert list(first.items()) == [
        ("ref", "M1"),
        ("title", "协作会"),
        ("start", "2026-03-02T14:00:00+08:00"),
        ("end", "2026-03-02T15:00:00+08:00"),
        ("place", "3号会议室"),
        ("matter", None),
        ("state", "invited"),
        (
            "slots",
            [
                {"start": "2026-03-02T14:00:00+08:00", "minutes": 10, "title": "开场", "lead": "李明"},
                {"start": "2026-03-02T14:10:00+08:00", "minutes": 20, "title": "进展", "lead": None},
            ],
        ),
        (
            "participants",
            [
                {"name": "张伟", "email": "zhang@example.test", "role": "scribe", "partstat": "accepted"},
                {"name": None, "email": None, "role": "participant", "partstat": "needs-action"},
            ],
        ),
    ]
    assert (second["ref"], second["place"], second["slots"]) == ("M2", None, [])
    assert show_meeting(reader, "m1") == first
    assert listed(meetings(reader, state="planned")) == ["M2"]
    assert listed(meetings(reader, limit=1)) == ["M2"]
    with pytest.raises(Unknown):
        show_meeting(reader, "M9")


def test_decisions_and_open_questions_are_listed(store: Store, reader: Connection) -> None:
    put(
        store,
        meeting("M1"),
        decision("D1"),
        decision("D2", withdrawn=True),
        Question(ref="Q1", text="谁出预算", meeting="M1", matter="X-2026-001", at=NOW, by="王芳"),
        Question(ref="Q2", text="x", meeting="M1", at=NOW, by="王芳", state="settled"),
    )
    assert listed(decisions(reader, "m1")) == ["D1"]
    assert listed(questions(reader)) == ["Q1"]
    assert listed(questions(reader, meeting="m1", matter="x-2026-001")) == ["Q1"]
    assert questions(reader, meeting="M2") == []


def test_sign_offs_are_listed_with_the_latest_version_first(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        CHEN,
        meeting("M1", minutes_version=2),
        SignOff(ref="S1", meeting="M1", minutes_version=1, person="P1", state="agreed", at=NOW, deadline=NOW),
        SignOff(ref="S2", meeting="M1", minutes_version=2, person="P1", deadline=NOW),
        SignOff(ref="S3", meeting="M1", minutes_version=2, person="P2", state="corrected", text="更正", deadline=NOW),
        SignOff(ref="S4", meeting="M1", minutes_version=3, person="P1", state="withdrawn", deadline=NOW),
    )
    rows = sign_offs(reader, "m1")
    assert [(row["minutes_version"], row["person"], row["state"], row["text"]) for row in rows] == [
        (3, ZHANG_SHOWN, "withdrawn", None),
        (2, ZHANG_SHOWN, "waiting", None),
        (2, CHEN_SHOWN, "corrected", "更正"),
        (1, ZHANG_SHOWN, "agreed", None),
    ]
    assert (rows[3]["at"], rows[1]["at"]) == ("2026-03-02T06:00:00+00:00", None)
    with pytest.raises(Unknown):
        sign_offs(reader, "M9")
