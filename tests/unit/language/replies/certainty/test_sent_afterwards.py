"""What is sent later, kept somewhere or comes with the mail leaves what is done as it is."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = (
        Item(ref="A1", title="调整打线参数", number=1, due=date(2026, 3, 9), deliverable="参数表"),
        Item(ref="A2", title="签订药品采购合同", number=2, due=date(2026, 3, 12), deliverable="合同"),
    )
    context = ReplyContext(items=items, locale=locale, written=date(2026, 3, 4), minutes="M1", answers_ours=True)
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "1 done, I will send you the report today.",
        "1 is finished, I send you the report today.",
        "1 done. I'll share the photos with you tomorrow.",
        "1 done, will send the report later today",
        "1 完成了，报告今天发你",
        "1 已完成，照片稍后发您",
        "1 搞定了，晚点把截图发群里",
        "1 完成了，下班前发你报告",
        "1 搞掂咗，相遲啲send你",
        "打線參數已調整完成，參數表如附件請查收。",
        "1 完成，麻烦看下",
    ],
)
def test_it_is_done_and_the_rest_is_its_note(text: str) -> None:
    assert [(one.ref, one.status) for one in read(text).updates] == [("A1", "done")]


@pytest.mark.parametrize(
    "text",
    [
        "1 完成了，报告还没发",
        "1 已完成，报告明天才能写完",
        "1 done, I will send the report once Bob signs it",
        "1 done, but I will send you the report only next week",
        "1 almost done, I will send you the report today",
    ],
)
def test_what_is_missing_or_waited_for_leaves_it_open(text: str) -> None:
    assert not any(one.status == "done" for one in read(text).updates)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2 合同13号签", date(2026, 3, 13)),
        ("2 合同下周五签", date(2026, 3, 13)),
        ("2 13号才能给", date(2026, 3, 13)),
        ("2.預計3/16完成", date(2026, 3, 16)),
        ("2: new deadline is 17 March", date(2026, 3, 17)),
    ],
)
def test_another_day_is_asked_for(text: str, day: date) -> None:
    assert [(one.ref, one.ask, one.due) for one in read(text).requests] == [("A2", "postpone", day)]


@pytest.mark.parametrize("text", ["2. 3/12完成", "2.預計3/12完成", "2 周五才能给"])
def test_the_day_that_it_has_is_a_promise_and_no_share(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.percent, bool(one.note)) for one in found.updates] == [("A2", None, True)]
    assert (found.requests, found.proposals) == ((), ())


@pytest.mark.parametrize("text", ["2按时", "2会按时完成", "2 on time", "2 will be done on time", "1、2按期完成"])
def test_what_will_be_there_in_time_is_taken_on(text: str) -> None:
    found = read(text)
    assert "A2" in [one.ref for one in found.updates if one.accept]
    assert not found.doubt


@pytest.mark.parametrize("text", ["先完成2再说", "2提前完成", "2按时完成了"])
def test_an_order_of_work_or_what_is_over_is_no_such_promise(text: str) -> None:
    assert not any(one.accept for one in read(text).updates)
