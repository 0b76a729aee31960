"""Exceptions that are reported without a word of a block: each is asked back whole, with its parts."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", title="提供接口文档", number=1, due=date(2026, 3, 6), deliverable="接口文档"),
    Item(ref="A2", title="Run the load test", number=2, due=date(2026, 3, 13), deliverable="report"),
)


def read(text: str, locale: Literal["zh", "en"] = "zh") -> Understanding:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(ReplyLine(text=line, span=TextSpan(start=at, end=at + len(line)), item=None))
        at += len(line) + 1
    situation = ReplyContext(items=ITEMS, locale=locale, written=date(2026, 3, 3))
    return understand(NewText(shown=text, lines=tuple(lines)), situation)


@pytest.mark.parametrize(
    ("text", "ref", "reason"),
    [
        (
            "1 异常：测试环境没到位\n影响：晚两天\n建议：借用生产环境\n负责人：孙丽\n期限：3月5日",
            "A1",
            "测试环境没到位\n影响：晚两天\n建议：借用生产环境\n负责人：孙丽\n期限：3月5日",
        ),
        (
            "1 异常情况：供应商没给数据，由孙丽负责解决，3月6日前",
            "A1",
            "供应商没给数据，由孙丽负责解决，3月6日前",
        ),
        ("1 异常：环境没到位\n由孙丽负责解决，3月5日前", "A1", "环境没到位\n由孙丽负责解决，3月5日前"),
        ("异常：接口文档没人写\n影响：联调推迟", "A1", "接口文档没人写\n影响：联调推迟"),
        ("A2 exception: no machines\nimpact: two days late", "A2", "no machines\nimpact: two days late"),
    ],
)
def test_an_exception_is_proposed_as_one_block_with_all_of_its_lines(text: str, ref: str, reason: str) -> None:
    understood = read(text)
    assert [(one.ref, one.status, one.reason) for one in understood.proposals] == [(ref, "blocked", reason)]
    assert not understood.updates
    assert not understood.requests


def test_what_else_the_reply_says_counts_beside_it() -> None:
    understood = read("2 完成\n1 异常：环境坏了\n谢谢")
    assert [(one.ref, one.status) for one in understood.updates] == [("A2", "done")]
    assert [one.ref for one in understood.proposals] == ["A1"]


@pytest.mark.parametrize("text", ["1 异常：无", "exceptions: none", "异常：没有环境", "1 异常：是不是环境的问题?"])
def test_nothing_a_question_or_an_exception_of_no_item_is_none(text: str) -> None:
    assert not [one for one in read(text).proposals if one.status == "blocked" and one.reason == text]


@pytest.mark.parametrize("text", ["异常：测试环境没到位", "异常：测试环境没到位\n影响：联调"])
def test_an_exception_that_names_no_action_is_of_the_one_it_stands_under_or_of_the_only_one(text: str) -> None:
    context = ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 3))
    under = understand(new_text(text, "A2"), context)
    alone = understand(new_text(text), context.model_copy(update={"items": ITEMS[:1]}))
    assert [[(one.ref, one.status) for one in found.proposals] for found in (under, alone)] == [
        [("A2", "blocked")],
        [("A1", "blocked")],
    ]
