"""A yes beside which somebody tells that there is room for more stays a yes: it is asked back with the remark."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedPlanItem, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

PLAN = (AskedPlanItem(number=1, ref="A1"), AskedPlanItem(number=2, ref="A2"))


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    asking = Asking(kind="change", approves="plan", topics=("Portal", "X-2026-001"), department="Engineering")
    situation = ReplyContext(
        items=(), locale=locale, written=date(2026, 3, 9), hour=15, plan=PLAN, asking=asking, people=("Amy Ross",)
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "Fine by us. Item 1 could even be a few days earlier.",
        "Fine by us, item 1 could even be a few days earlier.",
        "Agreed. Item 2 might finish early, by the way.",
        "Fine by us. Item 2 can start even before Monday.",
        "OK from our side. Item 1 we could also do remotely.",
        "No objection. We can probably deliver item 1 a week sooner.",
        "Agreed from our side, and item 1 will probably be done early.",
        "We agree. Item 2 could easily be done in parallel.",
        "同意。第1项我们可能还能提前两天。",
        "没问题。第2项可以更早。",
        "没意见，第2项客服部辛苦了。",
        "同意，第1项说不定还能早两天。",
        "同意，第1项我们甚至可以提前一周交。",
        "我们没意见，第2项应该会更快。",
        "无异议。线路报告我们能早几天给。",
    ],
)
def test_the_yes_is_asked_back_with_what_could_be_better(text: str) -> None:
    found = read(text)
    assert [one.ask for one in found.proposals] == ["for"]
    assert (found.stance, found.items) == ("none", ())


@pytest.mark.parametrize(
    "text",
    [
        "Agreed. Item 1 can't be earlier.",
        "Agreed. Item 1 should be fine.",
        "Agreed. Item 1 should be no problem for us.",
        "Fine by us. Item 1 could be earlier.",
        "OK. Could item 1 be earlier?",
        "Agreed if item 1 can be earlier.",
        "Agreed. Item 2 will start before we have answered.",
        "OK from our side. Item 1 can only start after the 20th.",
        "同意，第2项不能再提前了。",
        "同意，第1项应该没问题。",
        "同意，第1项应该来得及。",
        "同意，第1项能不能提前两天？",
        "同意，第1项最好能早两天。",
    ],
)
def test_what_may_be_a_wish_or_none_is_neither_a_yes_nor_an_objection(text: str) -> None:
    found = read(text)
    assert (found.stance, found.items, found.proposals) == ("none", (), ())


@pytest.mark.parametrize(
    "text",
    [
        "Fine by us. Item 1 should be a few days earlier.",
        "Agreed, but item 1 needs to start before Monday.",
        "同意，第1项建议提前两天。",
        "同意，第1项应该在15号前完成。",
    ],
)
def test_what_is_wanted_otherwise_is_an_objection_to_its_item(text: str) -> None:
    found = read(text)
    assert (found.stance, [(one.number, one.value) for one in found.items]) == ("against", [(1, "against")])
