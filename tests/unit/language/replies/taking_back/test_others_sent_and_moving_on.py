"""What somebody else was told to do is not done, what moves on goes to nobody; 才是完成的 is what is done."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Design the booth", "Book the hotel", "Print the brochures", "Rent the screens")
_ZH = ("编写培训教材", "预订培训教室", "邀请外部讲师", "统计参训名单")


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(_EN if text.isascii() else _ZH, 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 14 + n)) for n, title in titles)
    situation = ReplyContext(items=items, locale=locale, written=date(2026, 3, 11), hour=9, minutes="M1")
    return understand(new_text(text), situation)


def done(found: Understanding) -> set[str | None]:
    applied = {one.ref for one in found.updates if one.status == "done"}
    return applied | {one.ref for one in found.proposals if one.status == "done"}


@pytest.mark.parametrize(
    "text",
    [
        "那个教室我叫阿强去弄了",
        "教室我叫小冯去弄了",
        "名单我叫小曹弄了，他说周五给",
        "教材让阿强弄了",
        "2 派老王去办了",
        "1 托小李写了",
    ],
)
def test_what_somebody_was_told_to_do_is_not_done(text: str) -> None:
    assert done(read(text)) == set()


@pytest.mark.parametrize("text", ["教材让阿强做完了", "1安排好了"])
def test_what_is_over_may_be(text: str) -> None:
    assert done(read(text)) == {"A1"}


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("2 还没盘完，1 才是完成的。", "A1"),
        ("1 还在走审批，3 才是做完的那个。", "A3"),
        ("2 还没好，3 才算搞定。", "A3"),
        ("4 没写完，2 才完成了", "A2"),
        ("3 才是完成的", "A3"),
        ("1 没做完，教室才是搞定的", "A2"),
    ],
)
def test_the_one_that_is_done_is_offered(text: str, ref: str) -> None:
    assert done(read(text)) == {ref}


@pytest.mark.parametrize("text", ["2评审过了才算完成", "2 签字后才完成", "1 才完成一半"])
def test_what_is_done_only_then_is_not(text: str) -> None:
    assert done(read(text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "1 done, the others are moving forward.",
        "2 is moving to the next stage",
        "Brochures: moving along nicely.",
        "The hotel is moving ahead",
        "3 moves on",
        "Screens moved forward",
    ],
)
def test_what_moves_on_goes_to_nobody(text: str) -> None:
    found = read(text)
    assert "reassign" not in [one.ask for one in found.requests] + [one.ask for one in found.proposals]
