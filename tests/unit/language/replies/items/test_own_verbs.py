"""The verb of a title, in the forms in which people say that it was done: 买回来了 of 购买, was changed of replace."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = {
    "zh": ("下架破损图书", "购买水稻种子", "盘库近效期药品", "开通电子阅览室", "申报宁波货柜", "更换液压油"),
    "en": (
        "Condition check quilts",
        "Service milking parlour",
        "Replace tyres of truck 7719",
        "Repair bus 14 heater",
        "Print report templates",
    ),
}


def _done(text: str, *titles: str) -> list[str]:
    locale = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12), deliverable="service sheet")
        for n, title in enumerate(titles or _TITLES[locale], 1)
    )
    context = ReplyContext(
        items=items,
        locale="en" if locale == "en" else "zh",
        written=date(2026, 3, 4),
        minutes="M1",
        people=("Bob Brown", "王芳"),
        answers_ours=True,
        hour=16,
    )
    return [one.ref for one in understand(new_text(text), context).updates if one.status == "done"]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("破损图书已全部下架", "A1"),
        ("已下架", "A1"),
        ("种子买回来了", "A2"),
        ("种子已买", "A2"),
        ("已盘完", "A3"),
        ("电子阅览室昨天开通了", "A4"),
        ("已申报", "A5"),
        ("液压油早就换了", "A6"),
        ("Quilts are checked.", "A1"),
        ("The milking parlour has been serviced", "A2"),
        ("Tyres were changed", "A3"),
        ("Heater on bus 14 is fixed", "A4"),
    ],
)
def test_it_tells_that_the_item_is_done(text: str, ref: str) -> None:
    assert _done(text) == [ref]


@pytest.mark.parametrize(
    "text",
    [
        "种子买了一半",
        "种子不买了",
        "种子还没买",
        "种子买了三袋",
        "种子买了又退了",
        "液压油换了一台",
        "种子要买了",
        "种子该买了",
        "种子快买了",
        "种子已买的话告诉我",
        "种子是他买了",
        "药品盘了三个货架",
        "破损图书还没下架",
    ],
)
def test_what_is_to_come_or_only_a_part_does_not(text: str) -> None:
    assert _done(text) == []


def test_a_verb_of_two_items_names_neither() -> None:
    assert _done("已申报", "申报宁波货柜", "申报上海货柜") == []
    assert _done("已完成", "完成周报", "整理合同") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Curtains were hung yesterday", "Hang the curtains"),
        ("Expired drops withdrawn", "Withdraw the expired drops"),
        ("Tape rewound", "Rewind the tape"),
        ("Boiler replaced", "Boiler replacement"),
        ("整理归档了", "拆迁档案整理归档"),
        ("已归档", "拆迁档案整理归档"),
        ("单元测试补齐了", "登录模块单元测试补齐"),
    ],
)
def test_irregular_verbs_and_those_that_end_a_title_tell_it_too(text: str, title: str) -> None:
    assert _done(text, title) == ["A1"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hang the curtains tomorrow", "Hang the curtains"),
        ("档案整理归档", "拆迁档案整理归档"),
        ("该归档了", "拆迁档案整理归档"),
        ("派人去测温了", "回转窑托轮测温"),
        ("合同归档了", "拆迁档案整理归档并移交"),
    ],
)
def test_what_is_still_to_be_done_or_another_thing_does_not(text: str, title: str) -> None:
    assert _done(text, title) == []


def test_a_thing_given_as_its_title_asks_is_no_request() -> None:
    items = (Item(ref="A1", title="Hand over the trial-plot map", number=1, due=date(2026, 3, 12)),)
    context = ReplyContext(items=items, locale="en", written=date(2026, 3, 4), people=("Inge Holm",), answers_ours=True)
    found = understand(new_text("Map handed over to Inge Holm today"), context)
    assert (found.requests, [(one.ref, one.status) for one in found.proposals]) == ((), [("A1", "done")])


def test_a_thing_withdrawn_as_its_title_asks_is_not_dropped() -> None:
    items = (Item(ref="A1", title="Withdraw the expired drops", number=1, due=date(2026, 3, 12)),)
    context = ReplyContext(items=items, locale="en", written=date(2026, 3, 4), answers_ours=True)
    assert understand(new_text("All withdrawn"), context).requests == ()


def test_a_row_that_was_misread_is_not_done() -> None:
    """夏装发完了。写串行了 (the wrong row)."""
    assert _done("夏装发完了。写串行了，发完的是登记表，夏装周四发", "发放夏装", "登记新生儿") == []
