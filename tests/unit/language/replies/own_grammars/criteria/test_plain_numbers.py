"""Numbers as people write them before a verdict: no. 1 met; and the next one behind a verdict with no mark between."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_CRITERIA = {
    "en": ("Accidents = 0", "Set-up time ≤ 3 h", "Visitors ≥ 400"),
    "zh": ("满意度 ≥ 90%", "投诉 = 0", "缺勤 ≤ 5"),
}
_RESOURCES = {"en": ("Technicians 2", "Laptops 6"), "zh": ("技术员 2人", "笔记本 10台")}


def read(text: str, *, kind: Literal["criteria", "resources"] = "criteria") -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    texts = (_CRITERIA if kind == "criteria" else _RESOURCES)[locale]
    asked = tuple(AskedCriterion(number=at, text=one) for at, one in enumerate(texts, 1))
    asking = Asking(kind=kind, name="Karim Aziz", department="Engineering")
    return understand(
        new_text(text),
        ReplyContext(items=(), locale=locale, written=date(2026, 3, 11), criteria=asked, asking=asking),
    )


def said(found: Understanding) -> dict[int, bool | None]:
    return {one.number: one.met for one in found.criteria}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No. 1 met, no. 2 met, no. 3 not met.", {1: True, 2: True, 3: False}),
        ("No 1: met. No 2: met, 2 h. No 3: met.", {1: True, 2: True, 3: True}),
        ("Number 1 met, number 2 not met", {1: True, 2: False}),
        ("no 1 passed, no 3 failed", {1: True, 3: False}),
        ("No. 1 is met; No. 2 is met; No. 3 is met", {1: True, 2: True, 3: True}),
        ("Nr. 1 met, nr. 2 met", {1: True, 2: True}),
        ("No. 1 and no. 2 met", {1: True, 2: True}),
        ("1, 2 met", {1: True, 2: True}),
        ("2, 3: met", {2: True, 3: True}),
        ("1, 2 and 3 met", {1: True, 2: True, 3: True}),
        ("1，2达标", {1: True, 2: True}),
        ("1,3达标", {1: True, 3: True}),
        ("92%，1达标", {1: True}),
        ("No. 1 and no. 2 met, no. 3 not met", {1: True, 2: True, 3: False}),
        ("1达标。2：抱歉，还没统计。3达标。", {1: True, 3: True}),
        ("1达标。2：没有投诉。3达标。", {1: True, 3: True}),
        ("1达标，2问质量部", {1: True}),
        ("2达标。1：数据还在收集。3不达标。", {2: True, 3: False}),
    ],
)
def test_each_verdict_is_of_its_number(text: str, expected: dict[int, bool]) -> None:
    found = read(text)
    assert said(found) == expected
    assert not {one.measured for one in found.criteria} & {"1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No. 1: agree. No. 2: agree.", {1: True, 2: True}),
        ("No 1 agree, no 2 not possible", {1: True, 2: False}),
        ("1 ok 2 ask Joan", {1: True}),
        ("1 yes 2 check with Joan", {1: True}),
        ("1 no 2 no idea", {1: False}),
        ("1行 2问一下小王", {1: True}),
        ("1可以 2要等", {1: True}),
        ("1不行 2看情况", {1: False}),
        ("1可以，2找小王", {1: True}),
    ],
)
def test_so_is_what_is_given(text: str, expected: dict[int, bool]) -> None:
    assert said(read(text, kind="resources")) == expected


@pytest.mark.parametrize(
    "text", ["No 1, no 2, no 3", "No 1, no 2, no 3 met", "No. 1 more day", "no 1 and no 2", "No, 1 met? no 2"]
)
def test_a_no_that_refuses_is_no_word_for_number(text: str) -> None:
    assert True not in said(read(text)).values()


@pytest.mark.parametrize("text", ["1 ok 2 days", "1 ok 2 max", "no 1, no 2", "1可以 2台", "1可以 2天"])
def test_a_number_that_counts_begins_nothing(text: str) -> None:
    assert said(read(text, kind="resources")) == {}


@pytest.mark.parametrize("text", ["No. 1 met, no. 2 we still count", "No. 1: met. No. 2: counting."])
def test_a_number_without_a_verdict_keeps_the_line_from_being_sure(text: str) -> None:
    assert read(text).criteria == ()
    assert read(text).doubt == "several-open"
