"""What somebody remembers otherwise than the minutes have it is offered as a correction of them, and signs nothing."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    situation = ReplyContext(
        items=(),
        locale=locale,
        written=date(2026, 3, 9),
        minutes="M1",
        only_minutes=True,
        decisions=("D1", "D2"),
        people=("Sanjay", "韩雪"),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "Fine except decision 2: it's the end of May, not June.",
        "OK but the office closes in May, not in June.",
        "Good, except D1: the date is 15 May.",
        "Fine except one thing: Sanjay's action is due on the 18th.",
        "All good apart from D1, go-live is 15 May.",
        "Thanks. For D1 I remember 15 May, can you check the recording? Rest is fine.",
        "纪要收到。D1日期我印象里是5月15号，你再对一下录音？其他都OK。",
        "内容基本对，D1我记得是15号。",
        "都没问题，但旧热线是七月停，不是六月。",
        "没意见，除了一处：韩雪的截止日期应该是18号。",
    ],
)
def test_it_is_offered_as_a_correction(text: str) -> None:
    found = read(text)
    assert [one.ask for one in found.proposals] == ["correct"]
    assert found.sign_off is None


@pytest.mark.parametrize(
    "text",
    [
        "Agreed, but not today.",
        "OK but I'm not around on Friday.",
        "OK but please send it to me, not to Tom.",
        "I remember D1 well, thanks. Agreed.",
        "Agreed.",
        "同意。",
        "同意，D1我记得很清楚。",
    ],
)
def test_what_tells_of_no_fault_in_them_is_none(text: str) -> None:
    assert all(one.ask != "correct" for one in read(text).proposals)
