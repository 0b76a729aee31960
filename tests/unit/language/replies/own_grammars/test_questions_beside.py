"""A question beside a yes: one that only wants to know is no reason to let the yes wait unasked."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedPlanItem, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, plan: tuple[AskedPlanItem, ...] = ()) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    asking = Asking(kind="change", topics=("Claims process", "C4"), name="赵磊", department="研发部")
    situation = ReplyContext.model_validate(
        {"items": (), "locale": locale, "written": date(2026, 3, 3), "asking": asking, "plan": plan}
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "同意。请问什么时候生效？",
        "我们同意。另外想问一下什么时候生效？",
        "同意，谁来跟进？",
        "没意见。新表格在哪里下载？",
        "同意。通知什么时候发呢",
        "同意！需要我们提供什么材料吗？",
        "可以。培训安排在哪天？",
        "Approved. When does it take effect?",
        "Agreed. One question: who books the venue?",
        "Fine with us. How many people do you need?",
        "No objection. Which team does the training?",
        "We agree. Will there be a training?",
        "Yes from our side. Who is our contact?",
        "Agreed - where do I find the forms?",
    ],
)
def test_who_agrees_and_wants_to_know_something_is_asked_whether_he_agrees(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt, [one.ask for one in found.proposals]) == ("none", "question", ["for"])


@pytest.mark.parametrize(
    "text",
    [
        "同意。能不能改到五月？",
        "同意。为什么要这么改？",
        "同意。会不会太赶？",
        "同意？",
        "同意，是吧？",
        "同意吗？",
        "同意。如果延期怎么办？",
        "同意，还是再等等？",
        "不同意，为什么要改？",
        "什么时候生效？",
        "张伟同意了吗？我们同意",
        "同意。5月可以吗？",
        "同意，预算谁出？",
        "同意。费用由哪个部门承担？",
        "Agreed. Who pays for the venue?",
        "Agreed. Could we move it to May?",
        "Agreed. Why May?",
        "OK. How about May instead?",
        "Agreed, right?",
        "Do we agree?",
        "Agreed. Isn't that too late?",
        "Agreed. What if the vendor is late?",
        "When does it take effect?",
        "Has Helen agreed? We agree.",
        "Agreed. Is that really needed?",
    ],
)
def test_a_question_that_may_take_the_yes_back_is_for_a_person(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt, found.proposals) == ("none", "question", ())


@pytest.mark.parametrize("text", ["同意。第二项谁来验收？", "Agreed. Item 2: who is the owner?"])
def test_it_may_be_about_an_item_of_the_plan(text: str) -> None:
    plan = tuple(AskedPlanItem(number=number, ref=f"A{number}") for number in (1, 2, 3))
    assert [one.ask for one in read(text, plan).proposals] == ["for"]


@pytest.mark.parametrize("text", ["第二项谁来验收？其余同意", "A2: who is the owner? The rest is fine."])
def test_a_yes_to_the_rest_alone_is_none_to_the_plan(text: str) -> None:
    plan = tuple(AskedPlanItem(number=number, ref=f"A{number}") for number in (1, 2, 3))
    assert read(text, plan).proposals == ()
