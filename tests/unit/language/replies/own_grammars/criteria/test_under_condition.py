"""A yes that holds under a condition waits, with the condition beside it."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("at least 30 parking places", "noise below 50 dB")
_ZH = ("车位不少于30个", "噪声低于50分贝")


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    asked = tuple(AskedCriterion(number=n, text=one) for n, one in enumerate(_EN if text.isascii() else _ZH, 1))
    return understand(new_text(text), ReplyContext(items=(), locale=locale, written=date(2027, 3, 3), criteria=asked))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("all met if the fence stays", "if the fence stays"),
        ("1 met, provided nobody parks across the line", "provided nobody parks across the line"),
        ("all met once the windows are in", "once the windows are in"),
        ("both met unless it rains", "unless it rains"),
        ("都达标，如果窗户换完的话", "如果窗户换完的话"),
        ("1达标，前提是围栏不拆", "前提是围栏不拆"),
        ("2合格，只要夜里不施工", "只要夜里不施工"),
    ],
)
def test_the_condition_stands_beside_it(text: str, condition: str) -> None:
    found = read(text)
    assert (found.criteria, found.doubt) == ((), "condition")
    assert {one.opinion for one in found.criteria_proposed} == {condition}


@pytest.mark.parametrize("text", ["all met", "1 met, 34 places", "都达标", "1达标，34个"])
def test_without_one_it_counts(text: str) -> None:
    found = read(text)
    assert found.criteria
    assert not found.doubt


@pytest.mark.parametrize("text", ["all met, let me know if you need the report", "2 not met if they dig at night"])
def test_what_begins_with_none_has_none(text: str) -> None:
    assert all(one.opinion == "" for one in read(text).criteria_proposed)
