"""A mail that asks one thing, whether the minutes are agreed, and shows no action: a bare yes is said to that."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEM = Item(ref="A3", title="签订场地合同", number=1, due=date(2026, 3, 10), deliverable="场地合同", listed=False)
LIVE = Item(ref="A6", title="Set up the live stream", number=2, due=date(2026, 3, 11), listed=False)
REMINDER = ReplyContext(items=(ITEM,), locale="zh", written=date(2026, 3, 4), minutes="M1", only_minutes=True)


def read(text: str, context: ReplyContext = REMINDER) -> Understanding:
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "OK",
        "Fine.",
        "可以",
        "好的",
        "没问题",
        "行",
        "Yes",
        "Go ahead",
        "LGTM",
        "可以的",
        "没问题，谢谢",
        "同意",
        "Agreed.",
        "OK\n\nThanks,\nTom",
        "Sounds good",
    ],
)
def test_a_bare_yes_signs(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.doubt, found.updates, found.proposals) == ("agreed", "", (), ())


@pytest.mark.parametrize(
    "text",
    [
        "OK thanks",
        "好的，收到",
        "好的，谢谢",
        "OK, got it",
        "Done",
        "All done.",
        "Signed.",
        "Signed, thanks.",
        "Sorted, thanks.",
        "Completed.",
        "完成",
        "已完成",
        "搞定",
        "签了",
        "签过了",
        "已签，谢谢",
        "已看过，签了",
        "我签了。",
        "没问题，已处理",
        "没问题，签了。",
    ],
)
def test_what_most_likely_agrees_is_asked(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.updates, found.requests) == (None, (), ())
    assert [(one.ask, one.ref) for one in found.proposals] == [("agreed", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Sent.",
        "50%",
        "Will do on Monday.",
        "Not mine.",
        "Delayed, will look on Friday.",
        "受阻",
        "不是我的",
        "晚几天再看",
        "改完就签。",
        "Agree to meet again.",
        "同意下次再讨论。",
        "同意改天碰一下",
        "I agree we should talk again.",
        "OK, let me see.",
        "OK, I'll look at it tonight.",
        "好的，我晚点看",
        "Not OK.",
        "可以吗",
        "Not done yet.",
        "收到",
        "Noted",
    ],
)
def test_what_is_said_of_no_action_is_no_answer(text: str) -> None:
    found = read(text)
    assert (found.sign_off, found.updates, found.requests, found.proposals) == (None, (), (), ())


@pytest.mark.parametrize(
    ("text", "ref"), [("1 done", "A3"), ("A3 已完成", "A3"), ("场地合同已签", "A3"), ("OK, A3 is done", "A3")]
)
def test_an_action_that_is_named_is_meant(text: str, ref: str) -> None:
    """The numbers of the minutes hold in the answer to the reminder, too."""
    assert [(one.ref, one.status) for one in read(text).updates] == [(ref, "done")]


@pytest.mark.parametrize("text", ["Done", "已完成", "50%", "受阻", "OK", "收到", "不是我的"])
@pytest.mark.parametrize("part", [{"minutes": "M1"}, {"invitation": True}])
def test_no_action_is_meant_by_a_mail_that_asks_something_and_shows_none(text: str, part: dict[str, object]) -> None:
    open_one = LIVE.model_copy(update={"number": None})
    context = ReplyContext.model_validate({"items": (open_one,), "locale": "zh", "written": date(2026, 3, 4), **part})
    found = read(text, context)
    assert (found.updates, found.requests) == ((), ())
    alone = context.model_copy(update={"minutes": None, "invitation": False})
    said = read(text, alone)
    assert said.updates or said.requests


@pytest.mark.parametrize("text", ["agree, contact Tom Baker 555 1234", "同意，联系人张伟，电话 13800138000"])
def test_a_yes_that_names_a_contact_answers_another_question(text: str) -> None:
    found = read(text)
    assert found.sign_off != "agreed"
    assert "agree" not in [one.rule for one in found.clauses]
