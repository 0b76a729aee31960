"""What is found by its words, and where the words stand in it."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import NewText, ReplyLine, TextSpan
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Contact, Matter, Risk
from collabtui.domain.meetings.meeting import Entry, Participant, Question
from collabtui.store.common_sql.fulltext import spans
from collabtui.store.engine_connection import Connection
from collabtui.store.interface import Store
from collabtui.store.queries import lookup
from collabtui.store.queries.actions import actions
from collabtui.store.queries.search import KINDS, NAMED, search_hits
from support.records import NOW, ZHANG, action, decision, incoming, meeting, person, put


def test_every_kind_is_found_with_where_it_was_said(store: Store, reader: Connection) -> None:
    put(
        store,
        ZHANG,
        person("P9", name="灯塔", department="市场部"),
        Matter(ref="X-2026-001", title="灯塔计划", created_at=NOW),
        Risk(ref="R1", text="x", standby="灯塔", matter="X-2026-001", raised_at=NOW, by="x"),
        ChangeRequest(
            ref="C1", matter="X-2026-001", kind="scope", what="x", impact="灯塔要移", raised_by="x", raised_at=NOW
        ),
        meeting("M1", title="周会", questions=("谁守灯塔?",)),
        Entry(ref="E1", meeting="M1", at=NOW, kind="note", line="灯塔", text="灯塔", by="x"),
        Entry(ref="E2", meeting="M1", at=NOW, kind="decision", line="灯塔", text="灯塔", thing="D1", by="x"),
        decision("D1", text="修灯塔"),
        Question(ref="Q1", text="灯塔呢", meeting="M1", at=NOW, by="x"),
        action("A1", note="灯塔", owner="P1"),
        incoming(
            "I1", new_text=NewText(shown="…", lines=(ReplyLine(text="灯塔已修好", span=TextSpan(start=0, end=5)),))
        ),
    )
    rows = {row["ref"]: row for row in search_hits(reader, "灯塔")}
    assert {row["kind"] for row in rows.values()} == set(KINDS)
    assert "E2" not in rows, "the line that made a decision is not found beside it"
    assert (rows["D1"]["meeting"], rows["D1"]["about"]) == ("M1", "周会")
    assert (rows["A1"]["title"], rows["A1"]["texts"], rows["A1"]["about"]) == ("提供接口文档", ["灯塔"], "张伟")
    assert rows["M1"]["texts"] == ["谁守灯塔?"]
    assert rows["I1"]["texts"] == ["灯塔已修好"]
    assert (rows["R1"]["meeting"], rows["R1"]["matter"]) == (None, "X-2026-001")
    assert (rows["C1"]["matter"], rows["C1"]["about"]) == ("X-2026-001", "灯塔计划")
    assert {row["kind"] for row in search_hits(reader, "灯塔", kinds=NAMED)} == set(NAMED)


def test_the_newest_of_each_kind_are_kept_and_a_ref_goes_first(store: Store, reader: Connection) -> None:
    put(store, *(action(f"A{number}", title="预算 a1") for number in range(1, 9)), decision("D1", text="预算"))
    assert [row["ref"] for row in search_hits(reader, "预算", limit=3)] == ["D1", "A8", "A7", "A6"]
    assert [row["ref"] for row in search_hits(reader, "a1", limit=2)] == ["A1", "A8"]
    assert search_hits(reader, " ") == search_hits(reader, "没有") == []


@pytest.mark.parametrize(
    ("text", "typed", "struck"),
    [
        ("接口冻结日为3月4日", "冻结", ["冻结"]),
        ("Café lease budget", "cafe bud", ["Café", "bud"]),
        ("ＡＰＩ接口 api", "api", ["ＡＰＩ", "api"]),
        ("xbudget budget", "bud", ["bud"]),
        ("预算预算表", "预算", ["预算预算"]),
        ("ﬃcient 効率", "ffi 効率", ["ﬃ", "効率"]),
        ("x", "", []),
    ],
)
def test_the_words_stand_out_where_they_are(text: str, typed: str, struck: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, typed)] == struck


def test_the_ref_of_one_who_was_merged_leads_to_who_he_is_now(store: Store, reader: Connection) -> None:
    put(store, person("P1", name="张伟"), person("P2", name="张伟", email="p2", merged_into="P1"))
    assert [row["ref"] for row in search_hits(reader, "P2")] == ["P1"]
    assert [row["ref"] for row in search_hits(reader, "张伟")] == ["P1"]


@pytest.fixture
def things(store: Store, reader: Connection) -> Connection:
    """张伟 owns, supports, attends, sends, is a contact; nothing of it has his name in it."""
    contact = Contact(department="研发部", person="P1")
    put(
        store,
        person("P1", name="张伟", email="zhang@x.test"),
        person("P2", name="Bob Brown", email="bob@x.test"),
        person("P3", name="张敏", email="min@x.test"),
        action("A1", title="接口文档", owner="P1"),
        action("A2", title="预算表", owner="P2", collaborators=({"person": "P1", "support": "数字"},)),
        action("A3", title="接口评审", owner="P3"),
        action("A4", title="请张伟看合同", owner="P2"),
        meeting("M1", title="周会", participants=(Participant(person="P1", role="participant"),)),
        Risk(ref="R1", text="供应商晚到", owner="P1", matter="X-2026-001", raised_at=NOW, by="x"),
        Matter(ref="X-2026-001", title="上线", contacts=(contact,), created_at=NOW),
        incoming("I1", person="P1", subject="Re: 纪要"),
        incoming("I2", person="P2", subject="Re: 纪要"),
    )
    return reader


@pytest.mark.parametrize(
    ("typed", "refs"),
    [
        ("张伟", ["M1", "A4", "A2", "A1", "R1", "I1", "X-2026-001", "P1"]),
        ("伟", ["M1", "A4", "A2", "A1", "R1", "I1", "X-2026-001", "P1"]),
        ("zhan", ["M1", "A2", "A1", "R1", "I1", "X-2026-001", "P1"]),
        ("张伟 接口", ["A1"]),
        ("接口 张", ["A3", "A1"]),
        ("bro", ["A4", "A2", "I2", "P2"]),
        ("纪要 张伟", ["I1"]),
        ("test", []),
    ],
)
def test_a_persons_things_are_found_under_any_part_of_the_name(things: Connection, typed: str, refs: list[str]) -> None:
    assert [row["ref"] for row in search_hits(things, typed) if typed != "test" or row["kind"] != "person"] == refs


def test_a_list_of_actions_finds_them_by_their_owner_too(things: Connection) -> None:
    def found(text: str, without: tuple[str, ...] = ()) -> list[str]:
        return [row["ref"] for row in actions(things, today=date(2026, 3, 2), search=text, without=without)]

    assert sorted(found("张伟")) == ["A1", "A4"]
    assert found("张 评审") == ["A3"]
    assert found("张伟", without=("接口",)) == ["A4"]
    assert found("张伟 ?") == []


def test_a_word_that_half_of_the_office_is_called_by_names_nobody(
    things: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "MOST_CALLED", 1)
    assert lookup.people_called(things, "张") == []
    assert lookup.people_called(things, "bob") == ["P2"]
