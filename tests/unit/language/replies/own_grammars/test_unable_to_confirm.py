"""Who was not at the meeting cannot confirm its minutes: that is no correction of them."""

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
        "I can't confirm: point 2 is wrong",
        "I wasn't at the meeting and can't confirm, but the date is wrong",
        "I cannot agree to these: point 2 is wrong",
    ],
)
def test_what_is_wrong_is_still_a_correction(text: str) -> None:
    found = read(text)
    assert found.sign_off == "corrected" or [one.ask for one in found.proposals] == ["correct"]
