"""A value that stands behind the number of the next criterion is that one's, and a number with which a reason begins is
none."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TEXTS = {
    "en": ("Leads ≥ 300", "Cost ≤ 40k EUR", "Downtime ≤ 1 day"),
    "zh": ("盘点差异 0", "停工不超过2天", "准确率 ≥ 98%"),
}


def _read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    asked = tuple(AskedCriterion(number=n, text=one) for n, one in enumerate(TEXTS[locale], 1))
    asking = Asking(kind="criteria", name="周敏", department="质控部")
    situation = {"items": (), "locale": locale, "written": date(2026, 3, 3), "criteria": asked, "asking": asking}
    return understand(new_text(text), ReplyContext.model_validate(situation))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 met; 2 not met; 3 1.5 days", [(1, True, "", ""), (2, False, "", "")]),
        ("1 met, 2 not met, 3 1.5 days", [(1, True, "", ""), (2, False, "", "")]),
        ("1 not met, 2 41k, 3 1 day", [(1, False, "", "")]),
        ("1 达标；2 不达标；3 98.6%", [(1, True, "", ""), (2, False, "", "")]),
        ("1 达标，2 未达标，3 98.6%", [(1, True, "", ""), (2, False, "", "")]),
        ("1 达标；2 不达标 3天，3 98.6%", [(1, True, "", ""), (2, False, "3天", "")]),
        ("1 达标；2 不达标，停了3天；3 98.6%", [(1, True, "", ""), (2, False, "", "停了3天")]),
    ],
)
def test_the_next_one_waits_with_its_own_value(text: str, found: list[tuple[int, bool, str, str]]) -> None:
    read = _read(text)
    assert [(one.number, one.met, one.measured, one.opinion) for one in read.criteria] == found
    assert read.doubt


@pytest.mark.parametrize(
    ("text", "measured", "opinion"),
    [
        ("2 not met - 3 days lost to strikes", "", "3 days lost to strikes"),
        ("2 not met 41k because of strikes", "41k", "strikes"),
        ("2 not met, 41k, strikes", "41k", "strikes"),
        ("3 不达标 91% 样本不够", "91%", "样本不够"),
    ],
)
def test_a_number_that_begins_a_reason_is_no_value(text: str, measured: str, opinion: str) -> None:
    assert [(one.measured, one.opinion) for one in _read(text).criteria] == [(measured, opinion)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 pass, 2 fail (one parcel still missing), 3 don't have the figures yet", "one parcel still missing"),
        ("1 met; 2 not met (late); 3 we haven't measured", "late"),
        ("1 pass, 2 fail - one parcel still missing, 3 haven't got the figures", "one parcel still missing"),
        ("1 met, 2 not met (see the mail) 3 ask Bob", "see the mail"),
        ("1 达标，2不达标（还缺一份），3数据还没出", "还缺一份"),
        ("1达标，2不达标，还缺一份，3数据还没出来", "还缺一份"),
        ("1达标，2没达标（停了三天）3我们还在统计", "停了三天"),
    ],
)
def test_a_reason_ends_with_its_bracket(text: str, reason: str) -> None:
    read = _read(text)
    assert [(one.number, one.met, one.opinion) for one in read.criteria] == [(1, True, ""), (2, False, reason)]
    assert read.doubt


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2 fail (one missing, 3 days late)", "one missing, 3 days late"),
        ("2 not met because 2 of 3 don't have access", "2 of 3 don't have access"),
        ("2 不达标（停工3天，2次返工）", "停工3天，2次返工"),
    ],
)
def test_a_number_in_a_reason_is_no_criterion(text: str, reason: str) -> None:
    assert [(one.number, one.opinion) for one in _read(text).criteria] == [(2, reason)]
