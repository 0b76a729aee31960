"""No change needed, 不缺人: what is wanted of an item of a plan and denied is no objection to it, and no yes either."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedPlanItem, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = tuple(AskedPlanItem(number=number, ref=f"A{number + 7}") for number in range(1, 5))


def read(said: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if said.isascii() else "zh"
    text = f"1 ok. Item 2: {said}. 3 and 4 ok" if said.isascii() else f"1同意。第2项{said}。3、4同意。"
    asking = Asking(
        kind="change", topics=("Claims process", "X-2026-001"), name="Bob Stone", department="Sales", approves="plan"
    )
    situation = ReplyContext(items=(), locale=locale, written=date(2026, 3, 10), plan=ITEMS, asking=asking)
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "said",
    [
        "no need to move it", "no change needed", "nothing missing", "not missing anything", "no more time needed",
        "don't need anything", "nothing to change", "no later than Friday", "no wrong dates", "unclear to me",
        "no idea", "no decision yet", "could even be a few days earlier", "may even start sooner",
        "不需要改", "不缺人", "没有缺", "无需推迟", "不需要提前", "没有太早", "没有不足", "没有建议", "没什么不清楚",
        "没有不合理的地方", "不清楚", "我不清楚", "没定", "没数据", "还可以再提前几天", "甚至可以提前",
    ],
)  # fmt: skip
def test_what_is_denied_is_no_objection(said: str) -> None:
    found = read(said)
    assert "against" not in [one.value for one in found.items]
    assert found.stance == "none"
    assert found.doubt


@pytest.mark.parametrize(
    "said",
    [
        "should move to the 24th", "no; too early", "too early", "no budget, please move it to May",
        "needs two more weeks",
        "not clear who does it", "we have no staff, it must wait", "test report missing",
        "应推迟到24号", "太早", "缺人", "没有人手，建议推迟", "职责不清楚", "不应推迟", "时间不够",
        "不合理，应由市场部做",
    ],
)  # fmt: skip
def test_what_is_wanted_otherwise_is_one(said: str) -> None:
    assert {one.number: one.value for one in read(said).items} == {1: "for", 2: "against", 3: "for", 4: "for"}
