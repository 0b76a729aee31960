"""A day is left open between two of them: which one is asked, whatever word stands between."""

import pytest

from collabtui.language.replies.understand import understand
from support.labelled_replies import situations
from support.written_replies import new_text


@pytest.mark.parametrize("between", ["或", "或者"])
def test_a_new_day_that_is_one_of_two_is_asked(between: str) -> None:
    found = understand(new_text(f"1 延期到3月18日{between}19日"), situations()["zh3"])
    assert [(one.ref, one.ask, one.due) for one in found.requests] == [("A1", "postpone", None)]
    assert not found.updates


@pytest.mark.parametrize("text", ["1 延期到3月18日或者之后", "1 或者延期到3月18日"])
def test_another_day_than_that_or_another_deed_is_not(text: str) -> None:
    found = understand(new_text(text), situations()["zh3"])
    assert not found.requests
    assert not found.updates
