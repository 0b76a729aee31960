"""Who is given is named by people whom nobody here knows: what is read waits with these words, and no other word is
taken for a name."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    what, amount = ("developers", "2") if locale == "en" else ("开发人员", "2名")
    gift = AskedCriterion(number=1, text=what, amount=amount)
    asking = Asking(kind="request", topics=(what, "RES1"), name="Bob Stone", department="Sales", gift=gift)
    situation = ReplyContext(items=(), locale=locale, written=date(2026, 3, 3), asking=asking)
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "派周婷和沈洁去",
        "派张伟和李娜去",
        "张伟和李娜去",
        "张伟可以去",
        "安排王芳、李强过去支持",
        "我们出张伟和赵磊",
        "Ann and Bob can do it",
        "Wendy can stand in",
        "You can have Ann Lee and Tom Baker",
        "We can send Ann and Bob",
        "Ann and Tom are available",
        "Tom Baker can take this on",
    ],
)
def test_who_is_named_is_kept_with_the_yes_that_waits(text: str) -> None:
    found = read(text)
    assert found.stance == "none"
    assert [(one.met, one.opinion) for one in found.criteria_proposed] == [(True, text)]


@pytest.mark.parametrize(
    "text",
    [
        "派人去",
        "张伟不去",
        "张伟没空去",
        "派张伟去吗",
        "高度重视支持",
        "方便的话派张伟去",
        "Nobody can help",
        "Someone can do it",
        "It will help",
        "Maybe Ann can help",
        "April is free",
        "Finance can do it",
        "Ann can help if Bob agrees",
    ],
)
def test_what_is_no_name_gives_nobody(text: str) -> None:
    found = read(text)
    assert (found.stance, found.criteria_proposed) == ("none", ())


@pytest.mark.parametrize(
    "text",
    [
        "1能给，2给不了",
        "1能出，2出不了",
        "1能派，2派不出",
        "1给得出，2给不出",
        "1可以借，2借不到",
        "1能腾出来，2腾不出来",
    ],
)
def test_what_one_is_able_to_give_is_a_yes(text: str) -> None:
    asked = (AskedCriterion(number=1, text="开发人员"), AskedCriterion(number=2, text="测试设备"))
    asking = Asking(kind="resources", name="周敏", department="研发部")
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 3), criteria=asked, asking=asking)
    found = understand(new_text(text), situation)
    assert ({one.number: one.met for one in found.criteria}, found.doubt) == ({1: True, 2: False}, "")
