"""What is to be put right stands below a heading of its own."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CRITERIA = {
    "en": ("Coverage ≥ 95%", "Satisfaction ≥ 90", "Papers complete"),
    "zh": ("覆盖率≥95%", "满意度≥90", "资料齐全"),
}
APRIL_10, APRIL_12 = date(2026, 4, 10), date(2026, 4, 12)


def read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    asked = tuple(AskedCriterion(number=n, text=one) for n, one in enumerate(CRITERIA[locale], 1))
    fields = {"items": (), "criteria": asked, "locale": locale, "written": date(2026, 4, 1)}
    return understand(new_text(text), ReplyContext.model_validate({**fields, "asking": Asking(kind="criteria")}))


def put_right(text: str) -> dict[int, tuple[str, date | None]]:
    found = read(text)
    assert not found.doubt
    return {one.number: (one.rectify, one.rectify_by) for one in found.criteria if not one.met}


@pytest.mark.parametrize(
    "text",
    [
        "1 达标 97%\n2 不达标 88，因为问卷少\n3 达标\n整改：\n补发问卷，4月10日前",
        "1 达标 97%\n2 不达标 88，因为问卷少\n3 达标\n整改意见：\n2 补发问卷，4月10日前\n谢谢",
        "1 达标 97%\n2 不达标 88，因为问卷少\n整改\n- 第2条：补发问卷，4月10日前\n3 达标",
        "1 达标 97%\n2 不达标 88，因为问卷少\n整改：补发问卷 4月10日前\n3 达标",
    ],
)
def test_it_is_read_with_its_criterion(text: str) -> None:
    assert put_right(text) == {2: ("补发问卷", APRIL_10)}
    assert [one.met for one in sorted(read(text).criteria, key=lambda one: one.number)] == [True, False, True]
    assert {one.opinion for one in read(text).criteria} == {"", "问卷少"}


@pytest.mark.parametrize("heading", ["To rectify:", "Rectification:", "To be put right", "Corrective actions:"])
def test_it_is_read_in_english(heading: str) -> None:
    text = f"1 met 97%\n2 not met 88\n3 met\n{heading}\n2: send the survey again by 10 April"
    assert put_right(text) == {2: ("send the survey again", APRIL_10)}


@pytest.mark.parametrize(
    "text",
    [
        "1 达标\n2 不达标\n3 不达标\n整改：\n2 补发问卷，4月10日前\n3 补盖章，4月12日前",
        "2 不达标\n整改：补发问卷，4月10日前\n3 不达标\n整改：补盖章，4月12日前\n1 达标",
        "1 达标，2、3 不达标\n整改：\n3：补盖章，4月12日前\n2：补发问卷，4月10日前",
    ],
)
def test_each_has_its_own(text: str) -> None:
    assert put_right(text) == {2: ("补发问卷", APRIL_10), 3: ("补盖章", APRIL_12)}


def test_several_lines_for_one_are_kept_together() -> None:
    text = "1 达标\n2 不达标\n3 达标\n整改：\n补发问卷\n电话回访，4月10日前"
    assert put_right(text) == {2: ("补发问卷；电话回访", APRIL_10)}


@pytest.mark.parametrize("nothing", ["整改：无", "整改：\n无", "整改：暂无。"])
def test_a_word_for_nothing_says_no_more(nothing: str) -> None:
    found = read(f"1 达标\n2 达标\n3 达标\n{nothing}")
    assert ([one.met for one in found.criteria], found.doubt) == ([True] * 3, "")


@pytest.mark.parametrize(
    "text",
    [
        "1 达标\n2 达标\n3 达标\n整改：\n补发问卷，4月10日前",
        "1 达标\n2 不达标\n3 不达标\n整改：\n补发问卷，4月10日前",
        "1 达标\n2 不达标\n3 不达标\n整改：补发问卷，4月10日前",
        "1 达标\n2 不达标\n3 达标\n整改：",
        "1 达标\n2 不达标\n3 达标\n整改：\n补发问卷，4月10日前\n电话回访，4月12日前",
        "1 达标\n2 不达标\n3 达标\n整改：\n要不要补发问卷？",
    ],
)
def test_what_belongs_to_none_for_certain_waits(text: str) -> None:
    assert read(text).doubt
