"""A yes to all but one is one to the others: the one is never offered as a yes, nor is its day put on the others."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_CRITERIA = ("测试覆盖率 ≥ 95%", "满意度 ≥ 90", "响应时间 ≤ 2秒")
_MEASURED = ("Coverage ≥ 95 %", "Satisfaction ≥ 90", "Response time ≤ 2 s")
_ASKED = ("两名测试人员", "压测服务器", "预算5万元")
_WANTED = ("Two testers", "Load test servers", "Budget of 50000")


def _read(text: str, asked: tuple[str, ...], kind: Literal["criteria", "resources"]) -> Understanding:
    criteria = tuple(AskedCriterion(number=at, text=one) for at, one in enumerate(asked, 1))
    situation = ReplyContext(
        items=(),
        locale="en" if asked in (_MEASURED, _WANTED) else "zh",
        written=date(2026, 3, 4),
        criteria=criteria,
        asking=Asking(kind=kind, name="陈静", department="研发部"),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (_CRITERIA, "全部达标，除了响应时间，高峰期到过3.2秒"),
        (_CRITERIA, "全部达标，第3条除外"),
        (_CRITERIA, "除了第3条，全部达标。第3条高峰期3.2秒"),
        (_CRITERIA, "除响应时间外全部达标"),
        (_MEASURED, "All met except the response time, 2.9 s at peak hours"),
        (_MEASURED, "All met, but not 3: 2.9 s"),
    ],
)
def test_the_criterion_that_is_taken_out_is_offered_as_not_met(asked: tuple[str, ...], text: str) -> None:
    found = _read(text, asked, "criteria")
    assert found.criteria == (), "it is signed"
    assert {one.number: one.met for one in found.criteria_proposed} == {1: True, 2: True, 3: False}
    assert found.doubt


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (_ASKED, "全部同意，预算除外"),
        (_ASKED, "除了预算都可以"),
        (_WANTED, "All fine except the budget."),
    ],
)
def test_what_is_not_given_is_not_offered(asked: tuple[str, ...], text: str) -> None:
    found = _read(text, asked, "resources")
    assert [one.number for one in found.criteria] == [1, 2]
    assert found.criteria_proposed == ()
    assert found.doubt


@pytest.mark.parametrize("text", ["全部达标，除了那一条", "除了一条，全部达标"])
def test_where_nobody_can_tell_which_one_nothing_is_offered(text: str) -> None:
    found = _read(text, _CRITERIA, "criteria")
    assert (found.criteria, found.criteria_proposed) == ((), ())
    assert found.doubt


@pytest.mark.parametrize(
    ("asked", "text"),
    [(_ASKED, "都能提供，不过人得4月15号才能到岗"), (_WANTED, "Agree to all, but the people only from 15 April")],
)
def test_the_day_of_one_is_not_that_of_all(asked: tuple[str, ...], text: str) -> None:
    assert {one.since for one in _read(text, asked, "resources").criteria_proposed} == {None}


def test_a_day_that_is_said_of_all_is_kept() -> None:
    assert {one.since for one in _read("都可以，从4月15号起", _ASKED, "resources").criteria_proposed} == {
        date(2026, 4, 15)
    }
