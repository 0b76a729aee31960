"""A measured value below nothing keeps its sign, where the criterion is of such figures; elsewhere a dash is a dash."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, *criteria: str) -> Understanding:
    asked = tuple(AskedCriterion(number=at, text=one) for at, one in enumerate(criteria, 1))
    asking = Asking(kind="criteria", name="陈静", department="市场部")
    situation = ReplyContext(items=(), locale="zh", written=date(2026, 3, 11), criteria=asked, asking=asking)
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "criterion", "measured"),
    [
        ("1 达标 -23%", "投诉 -20 %", "-23%"),
        ("1 达标 −23%", "投诉 −20 %", "-23%"),
        ("1 -23% 达标", "投诉 -20 %", "-23%"),
        ("1 met: -23%", "Complaints -20 %", "-23%"),
        ("1 met, -22 %", "Complaints −20 %", "-22 %"),
        ("1 达标 -20", "温度 ≤ -18 ℃", "-20"),
        ("1 达标 23%", "投诉 -20 %", "23%"),
        ("1 达标 - 23%", "投诉 -20 %", "23%"),
        ("1 达标 -97%", "覆盖率 ≥ 95 %", "97%"),
        ("1 met -97%", "Coverage 95-100 %", "97%"),
    ],
)
def test_a_minus_is_kept_where_the_criterion_has_one(text: str, criterion: str, measured: str) -> None:
    (one,) = read(text, criterion).criteria
    assert (one.met, one.measured.replace("−", "-")) == (True, measured)


@pytest.mark.parametrize(("text", "criterion"), [("1 达标 -15%", "投诉 -20 %"), ("1 met -12", "Temperature ≤ -18")])
def test_a_value_that_misses_its_target_waits(text: str, criterion: str) -> None:
    understood = read(text, criterion)
    assert not understood.criteria
    assert [one.number for one in understood.criteria_proposed] == [1]
