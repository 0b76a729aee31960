"""Corrections of minutes that name a line by its place, as the mail of the minutes shows the lines: the reader's own
actions by number, decisions and all actions by their refs."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_DECISIONS = ("D11", "D12")


def read(text: str, own: int = 0, decisions: tuple[str, ...] = _DECISIONS) -> Understanding:
    titles = ("接口文档", "Load test")
    items = tuple(Item(ref=f"A{5 + 2 * at}", title=title, number=at + 1) for at, title in enumerate(titles[:own]))
    situation = ReplyContext(
        items=items,
        others_items=(Item(ref="A1", title="合同审查"), Item(ref="A2", title="Poster design")),
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 3),
        minutes="M1",
        only_minutes=not own,
        decisions=decisions,
        answers_ours=True,
    )
    return understand(new_text(text), situation)


def corrected(found: Understanding) -> list[str | None]:
    return [request.ref for request in found.requests if request.ask == "correct"]


@pytest.mark.parametrize(
    "text",
    [
        "第2条应为3月12日上线",
        "第2条日期写错了，应该是3月12日",
        "第二条不对，没有这么定",
        "纪要第2条有误，应为4月",
        "第2条决议不是这么定的",
        "决定2应为3月12日",
        "Point 2 is wrong, we did not decide that",
        "Item 2 should say go-live 12 March",
        "Correction to point 2: 12 March",
        "Point 2 of the minutes should read 12 March",
        "decision 2 should be 12 March",
        "item 2 is wrong",
    ],
)
@pytest.mark.parametrize("own", [0, 1])
def test_a_place_that_is_none_of_his_own_actions_is_that_of_a_decision(text: str, own: int) -> None:
    assert corrected(read(text, own)) == ["D12"]


@pytest.mark.parametrize(
    "text",
    [
        "第2条应为3月12日上线",
        "第2条日期写错了，应该是3月12日",
        "纪要第2条有误，应为4月",
        "item 2 is wrong",
        "Point 1 is wrong, we did not decide that",
        "Item 2 should say go-live 12 March",
    ],
)
def test_a_place_of_both_is_tied_to_neither(text: str) -> None:
    found = read(text, own=2)
    assert (corrected(found), found.updates) == ([None], ())


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("更正2：交付物是测试报告", "A7"),
        ("更正第2条：日期为4月", "A7"),
        ("correction 2: the date is 12 March", "A7"),
        ("Correction to point 2: 12 March", "A7"),
        ("决定2应为3月12日", "D12"),
        ("第1条决定应为4月", "D11"),
        ("correction to decision 2: 12 March", "D12"),
        ("A2 should be with Ben", "A2"),
    ],
)
def test_the_mark_of_the_mail_and_the_name_of_a_kind_say_which(text: str, meant: str) -> None:
    assert corrected(read(text, own=2)) == [meant]


@pytest.mark.parametrize("text", ["第3条应为4月", "决定3应为4月", "Item 4 is wrong", "decision 5 should be 12 March"])
def test_a_place_beyond_the_decisions_is_tied_to_nothing(text: str) -> None:
    assert corrected(read(text)) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "第二条应该是周五完成",
        "Item 2 should be done by Friday",
        "第2条完成了",
        "第2条延期到3月20日",
        "item 2 done",
        "2 进行中",
    ],
)
def test_what_is_said_of_work_corrects_nothing(text: str) -> None:
    assert corrected(read(text, own=2)) == []


@pytest.mark.parametrize("text", ["item 2 is wrong", "更正2：交付物是测试报告"])
def test_without_decisions_his_own_action_is_meant(text: str) -> None:
    assert corrected(read(text, own=2, decisions=())) == ["A7"]
