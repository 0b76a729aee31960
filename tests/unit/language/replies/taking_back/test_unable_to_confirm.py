"""Who was not at the meeting, or cannot yet, does not confirm its minutes: that is no correction of them."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    situation = ReplyContext(items=(), locale=locale, written=date(2026, 3, 3), minutes="M1", only_minutes=True)
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "I wasn't at the meeting so can't confirm",
        "I was not there, so I cannot sign",
        "Cannot confirm, I was absent",
        "I missed the meeting and can't confirm these",
        "I didn't attend, so I'm not able to confirm",
        "We were not present and cannot approve",
        "我没参会，没法确认",
        "当时不在场，无法确认内容",
        "我没有参加，不能签",
        "那天缺席，没办法确认",
        "未参会，无法签字",
        "我没到场，不便确认",
    ],
)
def test_who_was_not_there_corrects_nothing(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.requests, found.proposals) == (None, (), ())
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "Can't confirm these minutes yet.",
        "We can't agree to the minutes yet.",
        "I can't confirm these minutes until Friday.",
        "Can't approve the minutes for now.",
        "Can't confirm these minutes at the moment.",
        "Not yet able to sign these minutes.",
        "I can't agree yet",
        "这份纪要还不能确认。",
        "我还不能同意这份纪要",
        "暂时不能同意这份纪要",
        "这份纪要我目前无法认可",
        "纪要现在还没法签",
        "纪要我暂时没法同意",
        "眼下我不能认可这份纪要",
    ],
)
def test_who_cannot_yet_corrects_nothing(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.requests, found.proposals) == (None, (), ())
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "I can't confirm these minutes.",
        "I can't confirm the minutes",
        "I cannot confirm these minutes.",
        "We are unable to confirm the minutes",
        "I can't comment on these minutes.",
        "I can't say whether they are right.",
        "I won't sign these minutes.",
        "我没法确认这份纪要",
        "纪要我不能确认",
        "无法确认纪要内容",
        "这份纪要我没法判断",
        "不便评价这份纪要",
        "拒绝签字",
        "不会签这份纪要",
    ],
)
def test_who_gives_no_reason_corrects_nothing_and_agrees_to_nothing(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.requests, found.proposals) == (None, (), ())
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "I can't confirm: point 2 is wrong",
        "Can't agree to these minutes yet, the budget is wrong.",
        "I can't agree with the minutes.",
        "我还是不能同意这份纪要",
        "我还不能同意这份纪要，预算不对",
        "I wasn't at the meeting and can't confirm, but the date is wrong",
        "I cannot agree to these: point 2 is wrong",
    ],
)
def test_what_is_wrong_is_still_a_correction(text: str) -> None:
    found = read(text)
    assert found.sign_off == "corrected" or [one.ask for one in found.proposals] == ["correct"]
