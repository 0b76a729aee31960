"""What is done but for a part, or in somebody else's hands, is not offered as done."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.written_replies import new_text


def _read(text: str, *, last: int) -> Understanding:
    titles = ("Draft the flyer", "Write the manual", "Draw up the budget")
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 11 + number))
        for number, title in enumerate(titles[:last], 1)
    )
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2026, 3, 9), minutes="M1"))


@pytest.mark.parametrize(
    "text",
    [
        "Draft's done bar the photos.",
        "Draft's done save the photos",
        "The draft is finished barring the photos",
        "Done bar one table",
        "Finished, bar the index",
    ],
)
def test_what_is_done_bar_something_is_not_done(text: str) -> None:
    found = _read(text, last=1)
    assert not any("done" in one for one in (*applied(found), *proposed(found)))
    assert found.doubt


def test_barring_an_item_leaves_it_out() -> None:
    assert set(applied(_read("Everything's finished barring the manual", last=3))) == {"A1 done 100", "A3 done 100"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("这个我交给小周在做了", "reassign 小周"),
        ("我交给小周了", "reassign 小周"),
        ("这个我交给小周在做了，估计要到下周二才能出来。", "postpone 2026-03-17"),
    ],
)
def test_who_works_on_it_now_is_named_without_what_he_does(text: str, asked: str) -> None:
    found = _read(text, last=1)
    assert not applied(found)
    assert [f"{one.ask} {one.to or one.due}" for one in found.proposals] == [asked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First one's done, second one I haven't touched.", {"A1 done 100", "A2 not-started"}),
        ("the second one's blocked", {"A2 blocked"}),
        ("Third one's at 40%", {"A3 in-progress 40"}),
    ],
)
def test_ones_is_one_is(text: str, expected: set[str]) -> None:
    found = _read(text, last=3)
    assert set(applied(found)) == expected
    assert not found.doubt


@pytest.mark.parametrize("text", ["First one's author is away", "the first one's cover is done"])
def test_what_belongs_to_one_of_them_moves_nothing(text: str) -> None:
    assert not any(one.status for one in _read(text, last=3).updates)


@pytest.mark.parametrize(
    "text",
    ["2和3都往后顺延一周，接口联调排不开", "2和3往后推迟一周", "2、3整体顺延一周", "2和3向后顺延一周，人手排不开"],
)
def test_further_back_is_another_day_for_each(text: str) -> None:
    found = _read(text, last=3)
    assert set(applied(found)) == {"A2 postpone 2026-03-20", "A3 postpone 2026-03-21"}
    assert not found.doubt


@pytest.mark.parametrize(
    "text", ["A1 不归我们财务管，券是运营在发的，建议转给运营的周凯。", "1转给市场部周凯", "建议转给运营的周凯"]
)
def test_what_somebody_is_stands_before_his_name(text: str) -> None:
    found = _with_zhou(text)
    assert [(one.ref, one.ask, one.to) for one in found.requests] == [("A1", "reassign", "周凯")]
    assert not found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "这周休假，下周一回来处理，急事找周凯 13800001111",
        "出差中，急事可找周凯",
        "有急事找周凯",
        "For urgent matters ask Tom Smith",
        "On leave this week. In urgent cases ask Tom Smith",
    ],
)
def test_whom_to_ask_meanwhile_takes_nothing_over(text: str) -> None:
    assert not applied(_with_zhou(text))


@pytest.mark.parametrize(
    "text",
    [
        "1转给周凯",
        "不归我，找周凯",
        "1 比较急，转给周凯",
        "比较紧急请转给周凯",
        "手头有事转给周凯",
        "please urgently reassign to 周凯",
    ],
)
def test_who_is_named_without_urgency_takes_it_over(text: str) -> None:
    assert [(one.ask, one.to) for one in _with_zhou(text).requests] == [("reassign", "周凯")]


@pytest.mark.parametrize("text", ["第1项完成了吗？我记得是运营负责的吧", "我记得是运营负责的吧"])
def test_whose_job_it_is_does_not_take_it_on(text: str) -> None:
    assert not any(one.ask == "accept" for one in _with_zhou(text).proposals)


def _with_zhou(text: str) -> Understanding:
    items = (Item(ref="A1", title="发放优惠券", number=1, due=date(2026, 3, 12)),)
    situation = ReplyContext(
        items=items, locale="zh", written=date(2026, 3, 9), minutes="M1", people=("周凯", "Tom Smith")
    )
    return understand(new_text(text), situation)
