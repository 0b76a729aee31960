"""No objection in other words: a question of one's own that is denied, a concession, no difference to the writer."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedPlanItem, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

PLAN = (AskedPlanItem(number=1, ref="A1"), AskedPlanItem(number=2, ref="A2"))


def read(text: str, plan: tuple[AskedPlanItem, ...] = ()) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    topic, name = ("Add a live chat", "Engineering") if text.isascii() else ("开通推迟到5月24日", "技术部")
    asking = Asking(kind="change", approves="plan" if plan else "scope", topics=(topic,), department=name)
    return understand(
        new_text(text), ReplyContext(items=(), locale=locale, written=date(2026, 3, 9), plan=plan, asking=asking)
    )


@pytest.mark.parametrize(
    "text",
    [
        "24号就24号吧，我们技术部没意见。",
        "技术部没意见，推就推吧。",
        "同意，晚就晚吧。",
        "反对？没有，照办。",
        "同意，对我们没影响。",
        "没意见，不涉及我们。",
        "Object? No, not at all, go ahead.",
        "Any objections? None from us.",
        "OK from Engineering's side, no impact on us.",
        "Agreed, it doesn't affect us.",
        "No objection, we're not affected.",
    ],
)
def test_the_yes_is_asked_back(text: str) -> None:
    found = read(text)
    assert [one.ask for one in found.proposals] == ["for"]
    assert found.stance == "none"


@pytest.mark.parametrize(
    "text",
    ["We're on board with the chat, no concerns.", "Engineering supports this chat.", "技术部同意本次推迟到5月24日。"],
)
def test_what_was_asked_may_be_called_by_its_last_words(text: str) -> None:
    assert read(text).stance == "for"


@pytest.mark.parametrize(
    "text", ["We're on board with the cat.", "We're on board with the chair.", "同意本次5月25日。"]
)
def test_anything_else_is_not_what_was_asked(text: str) -> None:
    assert read(text).stance == "none"


@pytest.mark.parametrize(
    "text",
    [
        "推就推吧，但人手不够。",
        "同意延期，费用另议。",
        "同意，细节另行商定。",
        "推就推？没意见才怪。",
        "反对？当然反对。",
        "反对？不，只是要再想想。",
        "Object? Yes, strongly.",
        "Objections? No. But we need two weeks more.",
        "Problems? No end of them.",
        "No impact on us? Agreed only then.",
        "We're not on board with the chat, no concerns.",
        "We're on board with the chat if it's free, no concerns.",
    ],
)
def test_what_takes_it_back_offers_none(text: str) -> None:
    assert all(one.ask != "for" for one in read(text).proposals)
    assert read(text).stance != "for"


def test_an_item_that_does_not_concern_the_writer_has_the_verdict_behind_that() -> None:
    found = read("第1项不行，线路要25号才好；第2项没我们的事，可以。", PLAN)
    assert [(one.number, one.value) for one in found.items] == [(1, "against"), (2, "for")]
    assert read("第2项没我们的事，不行。", PLAN).items[0].value == "against"


def test_a_no_that_nobody_gives_is_none() -> None:
    assert read("No, no, nobody here is against it.").stance == "none"
