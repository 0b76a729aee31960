"""Another value for what the minutes say corrects them, also beside a yes."""

import pytest

from collabtui.language.replies.understand import understand
from support.labelled_replies import situations
from support.written_replies import new_text


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        ("同意，但D1应为3月21日", "D1应为3月21日"),
        ("同意，但是 d1 应该是3月21日", "d1 应该是3月21日"),
        ("同意。D1的日期应改为3月21日", "D1的日期应改为3月21日"),
        ("Q1应为“预算由谁批”", "Q1应为“预算由谁批”"),
        ("同意，第9条日期改成3月18号", "第9条日期改成3月18号"),
        ("同意，决定1的金额应为5万", "决定1的金额应为5万"),
        ("同意，不过第2条决定里的日期要改成3月18号", "第2条决定里的日期要改成3月18号"),
        ("agreed, but D1 should be 21 March", "D1 should be 21 March"),
        ("Agreed, but decision 2 should say 18 March", "decision 2 should say 18 March"),
        ("I agree, D12 should read 21 March", "D12 should read 21 March"),
    ],
)
def test_a_value_for_a_decision_is_a_correction_and_no_yes(text: str, correction: str) -> None:
    found = understand(new_text(text), situations()["en3" if text.isascii() else "zh3"])
    assert [(one.ask, one.text) for one in found.requests] == [("correct", correction)]
    assert (found.sign_off, found.updates, found.doubt) == ("corrected", (), "")


@pytest.mark.parametrize("text", ["同意，D1应为3月21日吗？", "D1的日期我看过了", "同意，但应为3月21日"])
def test_what_names_no_value_for_a_decision_waits_for_nobody_s_silence(text: str) -> None:
    found = understand(new_text(text), situations()["zh3"])
    assert (found.sign_off, found.requests) == (None, ())
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        ("没意见，就是王芳的名字漏了", "王芳的名字漏了"),
        ("没意见，唯一就是漏了王芳的名字", "漏了王芳的名字"),
        ("No comments, just that you left out the budget", "you left out the budget"),
    ],
)
def test_what_they_leave_out_behind_an_approval_is_a_correction(text: str, correction: str) -> None:
    found = understand(new_text(text), situations()["en3" if text.isascii() else "zh3"])
    assert [(one.ask, one.text) for one in found.requests] == [("correct", correction)]
    assert (found.sign_off, found.doubt) == ("corrected", "")


def test_behind_a_but_nothing_that_takes_no_word_back_is_one() -> None:
    assert understand(new_text("同意，就是辛苦大家了"), situations()["zh3"]).sign_off == "agreed"
    found = understand(new_text("没意见，就是1漏了一个零件"), situations()["zh3"])
    assert (found.sign_off, found.requests) == (None, ())
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "Approved, but action 2 is Tom Baker's",
        "Agreed, but 2 should go to Tom Baker",
        "同意，但第2项是王芳的",
        "同意，不过2要转给王芳",
        "没意见，但是第2项取消吧",
    ],
)
def test_behind_a_but_another_owner_holds_the_yes_back(text: str) -> None:
    found = understand(new_text(text), situations()["en3" if text.isascii() else "zh3"])
    assert found.sign_off is None
    assert "agreed" in [one.ask for one in found.proposals]


@pytest.mark.parametrize("text", ["Agreed, but 2 is already done", "同意，不过2已经完成了"])
def test_behind_a_but_news_of_an_own_action_do_not(text: str) -> None:
    assert understand(new_text(text), situations()["en3" if text.isascii() else "zh3"]).sign_off == "agreed"


@pytest.mark.parametrize("text", ["I can't say I disagree.", "I can't say that I disagree", "不能说不同意", "我不反对"])
def test_who_does_not_object_has_neither_corrected_nor_agreed(text: str) -> None:
    found = understand(new_text(text), situations()["en3" if text.isascii() else "zh3"])
    assert (found.sign_off, found.requests, bool(found.doubt)) == (None, (), True)
