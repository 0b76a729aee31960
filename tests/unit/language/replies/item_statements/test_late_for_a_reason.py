"""Why a later day is asked for, where no word says that it is a reason."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand

ITEM = Item(ref="A1", title="提供接口文档", number=1, due=date(2026, 3, 6))
OTHER = Item(ref="A2", title="load test", number=2, due=date(2026, 3, 9))


def read(text: str, locale: Literal["zh", "en"], *items: Item) -> Understanding:
    shown = NewText(shown=text, lines=(ReplyLine(text=text, span=TextSpan(start=0, end=len(text)), item=None),))
    return understand(shown, ReplyContext(items=items or (ITEM,), locale=locale, written=date(2026, 3, 9)))


@pytest.mark.parametrize(
    ("locale", "text", "reason"),
    [
        ("zh", "抱歉，供应商晚交，预计3月12日完成", "供应商晚交"),
        ("zh", "客户临时改需求，延期到3月12日", "客户临时改需求"),
        ("zh", "一直在等财务盖章。预计3月12日完成。", "一直在等财务盖章"),
        ("zh", "1 供应商晚交，预计3月12日完成", "供应商晚交"),
        ("en", "Sorry for the delay, parts arrived late. Will be done by 12 March.", "parts arrived late"),
        ("en", "Waiting for signatures, I need until 12 March", "Waiting for signatures"),
    ],
)
def test_what_stands_before_a_later_day_is_why(locale: Literal["zh", "en"], text: str, reason: str) -> None:
    (request,) = read(text, locale).requests
    assert (request.ask, request.due, request.reason) == ("postpone", date(2026, 3, 12), reason)


@pytest.mark.parametrize("text", ["模板在哪里?，延期到3月12日", "第2期也要改，延期到3月12日"])
def test_a_question_or_a_number_is_no_reason(text: str) -> None:
    assert not any(one.reason for one in read(text, "zh", ITEM, OTHER).requests)


def test_a_risk_of_delay_asks_for_no_later_day() -> None:
    understood = read("1 有延期风险，供应商可能晚到", "zh")
    assert not understood.requests
    assert [one.ask for one in understood.proposals] == ["risk"]


@pytest.mark.parametrize(
    "text",
    [
        "1 完成80%，余下的3月12日前完成",
        "1 80%，其余3月12日完成",
        "1 80%，剩余部分3月12日完成",
        "1 80%，剩余20%3月12日完成",
    ],
)
def test_the_rest_on_a_day_is_no_number_of_items(text: str) -> None:
    understood = read(text, "zh")
    assert [(one.ref, one.percent, one.note) for one in understood.updates] == [("A1", 80, None)]
    assert [(one.ask, one.due) for one in understood.requests] == [("postpone", date(2026, 3, 12))]
