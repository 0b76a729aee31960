"""Full-text search, in both languages."""

import pytest

from collabtui.domain.mail.reply import NewText, ReplyLine, TextSpan
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.meetings.meeting import Entry, Question
from collabtui.domain.people import Department
from collabtui.store.interface import Store
from support.records import NOW, action, decision, incoming, meeting, person, put, refs

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
        incoming(
            "I1", new_text=NewText(shown="…", lines=(ReplyLine(text="灯塔已修好", span=TextSpan(start=0, end=5)),))
        ),
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
