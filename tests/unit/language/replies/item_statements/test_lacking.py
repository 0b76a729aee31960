"""An item that lacks something is not done: it is left out of what is said of all, and never offered as done."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Paint the lobby", "Wire the panel", "Test the lift", "Order the carpet")
_ZH = ("粉刷大堂", "接通配电箱", "调试电梯", "订购地毯")


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(_EN if text.isascii() else _ZH, 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2027, 3, 14 + n)) for n, title in titles)
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2027, 3, 3), minutes="M1"))


def done(found: Understanding) -> set[str]:
    """Of what is applied, and of what is offered: `A1`, `A1?`."""
    applied = {one.ref for one in found.updates if one.status == "done"}
    return applied | {f"{one.ref}?" for one in found.proposals if one.status == "done" and one.ref not in applied}


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("都完成，3差一张合格证", {"A1", "A2", "A4"}),
        ("都完成，3还差一张合格证", {"A1", "A2", "A4"}),
        ("都完成，3缺合格证", {"A1", "A2", "A4"}),
        ("全部搞定，4欠一张发票", {"A1", "A2", "A3"}),
        ("都完成，3等通知", {"A1", "A2", "A4"}),
        ("都好了，只有第4项缺发票", {"A1?", "A2?", "A3?"}),
        ("都完成，3还要两天", {"A1", "A2", "A4"}),
        ("1、2完成，3差一张合格证", {"A1", "A2"}),
        ("1、2都行了，3差一张合格证", {"A1?", "A2?"}),
        ("1、2行，3差一张合格证", set()),
        ("all done, 3 lacks a certificate", {"A1", "A2", "A4"}),
        ("all done, 3 is missing a certificate", {"A1", "A2", "A4"}),
        ("all done, 4 awaits the invoice", {"A1", "A2", "A3"}),
        ("all done, 4 needs one more invoice", {"A1", "A2", "A3"}),
        ("all done, only 4 lacks an invoice", {"A1?", "A2?", "A3?"}),
        ("all done, 3 needs two more weeks", {"A1", "A2", "A4"}),
    ],
)
def test_it_is_none_of_all(text: str, expect: set[str]) -> None:
    assert done(read(text)) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("123都完成，4差一张发票", {"A1?", "A2?", "A3?"}),
        ("12做完了", {"A1?", "A2?"}),
        ("13搞定，2还没", {"A1?", "A3?"}),
        ("123 done, 4 lacks an invoice", {"A1?", "A2?", "A3?"}),
        ("1234 done", {"A1?", "A2?", "A3?", "A4?"}),
        # neighbours: a number of something else, or one that was written wrong
        ("12人完成培训", set()),
        ("12点完成", set()),
        ("21完成", set()),
        ("第12项完成", set()),
        ("12 tiles done", set()),
        ("1267 done", set()),
    ],
)
def test_numbers_written_together_are_only_offered(text: str, expect: set[str]) -> None:
    assert done(read(text)) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("都完成，3差点延期", "A3?"),
        ("all done, 3 has no issues", "A3"),
    ],
)
def test_words_that_begin_like_a_lack_are_none(text: str, expect: str) -> None:
    assert expect in done(read(text))


@pytest.mark.parametrize(
    "text", ["1 done, 4 lacks a date", "first three done, 4 lacks a date", "4 has no date, 1 done"]
)
def test_an_answer_on_work_corrects_no_minutes(text: str) -> None:
    found = read(text)
    assert not found.requests
    assert found.sign_off is None
    assert all(one.ask != "correct" for one in found.proposals)


@pytest.mark.parametrize("text", ["4 lacks a date", "4 is missing its deadline", "4 has no owner"])
def test_alone_it_is_most_likely_missing_in_the_minutes(text: str) -> None:
    found = read(text)
    assert not found.requests
    assert [(one.ref, one.ask) for one in found.proposals] == [("A4", "correct")]


@pytest.mark.parametrize("text", ["D2 lacks a date", "4 has the wrong date", "A9 is missing an owner"])
def test_what_is_wrong_with_the_minutes_corrects_them(text: str) -> None:
    assert [one.ask for one in read(text).requests] == ["correct"]
