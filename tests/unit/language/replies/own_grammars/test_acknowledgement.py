"""An OK beside a receipt, or thanks: what came was read, and a department agreed to nothing for certain."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    asking = Asking(kind="change", topics=("C1", "大会日期改到2026年4月11日"), name="钱进", department="行政部")
    context = ReplyContext(items=(), locale="zh", written=date(2026, 3, 4), asking=asking)
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    "text",
    [
        "好的，知道了。",
        "好，收到",
        "好的收到",
        "好的，谢谢",
        "好的，谢谢告知。",
        "好的，明白了",
        "收到，好的",
        "行，知道了",
        "好的，已知悉",
        "ok，了解",
        "好的，辛苦了！",
        "嗯，好的，看到了",
        "好的，我知道了，谢谢通知",
        "OK, got it.",
        "OK noted.",
        "OK, thanks.",
        "Okay, thanks for letting me know.",
        "Ok - understood",
        "Sure, noted.",
        "Yes, got it, thanks",
        "No problem, thanks for letting me know.",
        "Thanks, ok",
        "Fine, noted.",
        "OK, thanks for the update!",
    ],
)
def test_what_may_only_say_that_it_came_is_asked(text: str) -> None:
    found = read(text)
    assert (found.stance, [one.ask for one in found.proposals]) == ("none", ["for"])
    assert found.doubt
    assert found.statement


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "好",
        "可以",
        "行",
        "没问题，谢谢",
        "收到，没问题",
        "好的，同意",
        "收到，同意",
        "好的，没意见，谢谢",
        "同意，谢谢告知",
        "知道了，我们同意",
        "好的\n谢谢\n钱进",
        "OK",
        "Fine.",
        "Fine with us, thanks.",
        "Agreed, thanks.",
        "Got it, we agree.",
        "OK with us, noted.",
        "OK\n\nThanks,\n钱进",
        "Works for us, thanks for letting me know",
    ],
)
def test_a_yes_stays_one(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt, found.proposals) == ("for", "", ())


@pytest.mark.parametrize("text", ["知道了", "收到，谢谢", "Noted, thanks.", "Thanks for letting me know.", "谢谢告知"])
def test_a_receipt_alone_says_nothing(text: str) -> None:
    found = read(text)
    assert (found.stance, found.doubt) == (None, "")
