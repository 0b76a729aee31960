"""One criterion that is taken out, or of which nothing is known yet, and a verdict on the others."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, CriterionResult, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TEXTS = {
    "en": ("Parcels outstanding 0", "Defects 0", "Response time ≤ 2 days"),
    "zh": ("测试通过率≥95%", "客户投诉为0", "排队平均时长不超过5分钟"),
}


def _read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    asked = tuple(AskedCriterion(number=n, text=one) for n, one in enumerate(TEXTS[locale], 1))
    asking = Asking(kind="criteria", name="周敏", department="质控部")
    situation = {"items": (), "locale": locale, "written": date(2026, 3, 3), "criteria": asked, "asking": asking}
    return understand(new_text(text), ReplyContext.model_validate(situation))


def _told(found: tuple[CriterionResult, ...]) -> dict[int, bool]:
    return {one.number: one.met for one in found}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("除了投诉那条，其他都合格。投诉有3起，给他们两周时间整改。", "投诉有3起，给他们两周时间整改"),
        ("除了投诉那条，其他都合格。", "除了投诉那条"),
        ("除了第2条，其余两条达标。", "除了第2条"),
        ("除第2条外，其他均达标", "除第2条外"),
        ("Except defects, the others are met", "Except defects"),
        ("Except for defects, the rest passed.", "Except for defects"),
        ("Except 2, the other two are met", "Except 2"),
    ],
)
def test_all_but_the_one_are_offered_as_met(text: str, reason: str) -> None:
    found = _read(text)
    assert (found.criteria, _told(found.criteria_proposed)) == ((), {1: True, 2: False, 3: True})
    assert next(one.opinion for one in found.criteria_proposed if one.number == 2) == reason


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("排队这条高峰期没测，先别算，其余两条达标。", 3),
        ("排队那条还没数据，其他两条达标", 3),
        ("投诉这条还没统计，另外两条达标", 2),
        ("Response time not measured yet, the other two met", 3),
        ("Defects: no figures yet, the other two met", 2),
    ],
)
def test_one_of_which_nothing_is_known_stays_open(text: str, number: int) -> None:
    found = _read(text)
    assert _told(found.criteria) == {one: True for one in (1, 2, 3) if one != number}
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "除了第1条，其余三条合格",
        "除了投诉和排队，其他都合格",
        "除1外，其他没过",
        "除了投诉那条，其他都合格吗？",
        "其余两条达标",
        "Except for defects, are the others met?",
    ],
)
def test_what_does_not_fit_waits(text: str) -> None:
    found = _read(text)
    assert (found.criteria, _told(found.criteria_proposed)) == ((), {})
    assert found.doubt


@pytest.mark.parametrize("text", ["1测下来96.8%，过了。", "1 测出来97%，达标", "1 统计下来96%，过了", "1 96.8%，过了"])
def test_how_a_value_was_found(text: str) -> None:
    found = _read(text)
    assert (_told(found.criteria), found.doubt) == ({1: True}, "")
    assert found.criteria[0].measured.endswith("%")
