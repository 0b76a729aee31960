"""A sentence that tells why, behind a question for another day, is the reason of what is asked."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    items = (Item(ref="A1", title="Deliver the demo units", number=1, due=date(2026, 3, 11), deliverable="units"),)
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2026, 3, 5), minutes="M1"))


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ("Can we say the 18th instead? Two of the units failed QA.", date(2026, 3, 18), "Two of the units failed QA"),
        ("Can we move it to 18 March? Customs are slow.", date(2026, 3, 18), "Customs are slow"),
        ("1 能不能延到16号？厂家排产紧。", date(2026, 3, 16), "厂家排产紧"),
        ("1 可以延到3月16日吗？供应商那边还没备料", date(2026, 3, 16), "供应商那边还没备料"),
    ],
)
def test_it_is_the_reason(text: str, day: date, reason: str) -> None:
    found = read(text)
    asked = [(str(one.ask), one.due, one.reason) for one in found.requests]
    asked += [(str(one.ask), one.due, one.reason) for one in found.proposals]
    assert asked == [("postpone", day, reason)]


@pytest.mark.parametrize(
    "text", ["Can we move it to 18 March? Thanks a lot!", "Can we move it to 18 March? It is 40% done."]
)
def test_a_courtesy_and_what_says_something_itself_are_none(text: str) -> None:
    assert [one.reason for one in read(text).requests] == [None]
