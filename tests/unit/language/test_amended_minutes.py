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
        ("agreed, but D1 should be 21 March", "D1 should be 21 March"),
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
