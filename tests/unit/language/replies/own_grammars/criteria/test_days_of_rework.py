"""The day beside a no by which it is to be put right is recorded with it."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, CriterionResult, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

APRIL_30 = date(2026, 4, 30)
CRITERIA = {
    "en": ("Coverage at least 95%", "Satisfaction at least 90", "Response within 3 days"),
    "zh": ("覆盖率≥95%", "满意度≥90", "响应时间不超过3天"),
}


def _read(text: str) -> CriterionResult:
    locale = "en" if text.isascii() else "zh"
    asked = tuple(AskedCriterion(number=n, text=one) for n, one in enumerate(CRITERIA[locale], 1))
    fields = {
        "items": (),
        "criteria": asked,
        "locale": locale,
        "written": date(2026, 4, 9),
        "people": ("孙丽", "Ann Lee"),
    }
    situation = ReplyContext.model_validate({**fields, "asking": Asking(kind="criteria")})
    return next(one for one in understand(new_text(text), situation).criteria if not one.met)


@pytest.mark.parametrize(
    ("text", "rectify", "opinion"),
    [
        ("2 not met, rework by 30 April", "rework", ""),
        ("2 not met, to be fixed by 30 April", "to be fixed", ""),
        ("1 met 97%, 2 not met 85, rework by 30 April", "rework", ""),
        ("2 not met: only 85. Rework until 30 April", "Rework", "only 85"),
        ("2 not met because the survey was late, rework by 30 April", "rework", "the survey was late"),
        ("1 met, 3 not met (rework due 30 April)", "rework", ""),
        ("2 not met, 30 April", "", ""),
        ("2不达标，4月30日前整改完", "4月30日前整改完", ""),
        ("2不达标，因为问卷没收齐，4月30日前整改完", "4月30日前整改完", "问卷没收齐"),
        ("2不达标，4月30日复测", "4月30日复测", ""),
        ("2没达标，限4月30日前改好，孙丽负责", "限4月30日前改好，孙丽负责", ""),
        ("2不达标，4月底前补测", "4月底前补测", ""),
        ("2不达标，4月30日前完成整改", "4月30日前完成整改", ""),
    ],
)
def test_it_is_recorded(text: str, rectify: str, opinion: str) -> None:
    found = _read(text)
    assert (found.rectify_by, found.rectify, found.opinion) == (APRIL_30, rectify, opinion)


@pytest.mark.parametrize(
    "text",
    [
        "2 not met by 30 April",
        "2 not met, the 30 March survey was late",
        "2 not met 85, as on 30 March",
        "2不达标，3月30日测的",
        "2不达标，下周整改完",
        "2不达标，供应商4月30日才开会",
    ],
)
def test_no_other_day_is_taken_for_it(text: str) -> None:
    assert _read(text).rectify_by is None
