"""Why a later day is asked for, where no word says that it is a reason."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand
from support import moving_office

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


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh", "1 延期到3月12日，我保证"),
        ("zh", "1 延期到3月12日，说到做到"),
        ("zh", "1 延期到3月12日，一定"),
        ("en", "1 delayed to 12 March, promise"),
        ("en", "1 delayed to 12 March, I swear"),
        ("en", "1 delayed to 12 March, cross my heart"),
        ("en", "1 delayed to 12 March, honest."),
    ],
)
def test_an_assurance_is_no_reason(locale: Literal["zh", "en"], text: str) -> None:
    (request,) = read(text, locale).requests
    assert (request.due, request.reason) == (date(2026, 3, 12), None)


def test_what_somebody_else_promised_is_one() -> None:
    (request,) = read("1 delayed to 12 March, the vendor promised", "en").requests
    assert request.reason == "the vendor promised"


@pytest.mark.parametrize(
    "text",
    [
        "I'm back. 3 slips to the 27th.",
        "Please ignore my out-of-office, I'm back. 3 slips to the 27th.",
        "I was off sick yesterday. 3 slips to the 27th.",
        "Coffee was great yesterday, 3 moves to the 27th.",
        "Back at my desk. 3 is moving to 27 March",
        "昨天请假。3延到27号。",
        "我回来了，昨天请假。3延到27号",
        "我刚回来，3延到27号",
        "前两天出差刚回来。3延到27号",
        "上周休假。3延到27号",
    ],
)
def test_a_sentence_on_the_writer_is_no_reason(text: str) -> None:
    (asked,) = moving_office.read(text).requests
    assert (asked.ref, asked.due, asked.reason) == ("A3", date(2026, 3, 27), None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("昨天请假，3延到27号", "昨天请假"),
        ("供应商晚交，3延到27号", "供应商晚交"),
        ("3 slips to the 27th, I was off sick", "I was off sick"),
    ],
)
def test_what_the_sentence_itself_tells_is_the_reason(text: str, reason: str) -> None:
    (asked,) = moving_office.read(text).requests
    assert asked.reason == reason


@pytest.mark.parametrize(
    ("locale", "text", "reason"),
    [
        ("zh", "1和2都延到3月20日，人手不够", "人手不够"),
        ("zh", "备件没到，1、2延到3月20日", "备件没到"),
        ("en", "1 and 2 need until 20 March because the part is missing", "the part is missing"),
        ("en", "1 and 2 delayed to 20 March, part missing", "part missing"),
        ("en", "1, 2: postpone to 20 March (no crew)", "no crew"),
    ],
)
def test_one_reason_is_that_of_both_items(locale: Literal["zh", "en"], text: str, reason: str) -> None:
    found = read(text, locale, ITEM, OTHER)
    assert [(one.ref, one.reason) for one in found.requests] == [("A1", reason), ("A2", reason)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("zh", "不，1延到3月20日"),
        ("zh", "没有，1延到3月20日"),
        ("zh", "纪要不对，1延到3月20日"),
        ("en", "No, 1 moves to 20 March"),
    ],
)
def test_what_denies_is_no_reason(locale: Literal["zh", "en"], text: str) -> None:
    found = read(text, locale, ITEM, OTHER)
    assert all(one.reason is None for one in found.requests)
    assert found.doubt
