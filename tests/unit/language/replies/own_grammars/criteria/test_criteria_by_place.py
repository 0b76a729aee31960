"""Criteria and resources that are named by their place, as those that are left, or by their words: what is certain of
one counts, and what is open of another waits alone."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TEXTS = {
    ("criteria", "zh"): ("覆盖率", "稳定性", "响应时间"),
    ("criteria", "en"): ("Coverage", "Stability", "Response time"),
    ("resources", "zh"): ("开发人员", "测试设备"),
    ("resources", "en"): ("Developers", "Test rigs"),
}


def read(text: str, kind: Literal["criteria", "resources"] = "criteria") -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    asked = tuple(AskedCriterion(number=n, text=one) for n, one in enumerate(TEXTS[kind, locale], 1))
    asking = Asking(kind=kind, name="周敏", department="质控部")
    situation = ReplyContext(items=(), locale=locale, written=date(2026, 3, 3), criteria=asked, asking=asking)
    return understand(new_text(text), situation)


def verdicts(found: Understanding) -> dict[int, bool]:
    return {one.number: one.met for one in found.criteria}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1过了，其他两条没过", {1: True, 2: False, 3: False}),
        ("覆盖率达标了，另外两条还没有", {1: True, 2: False, 3: False}),
        ("1达标，其余没达标", {1: True, 2: False, 3: False}),
        ("1、2达标，剩下的没达标：测试环境没好", {1: True, 2: True, 3: False}),
        ("其他的都达标，3不达标", {1: True, 2: True, 3: False}),
        ("1没达标，其余都达标", {1: False, 2: True, 3: True}),
        ("前两条达标，最后一条没过", {1: True, 2: True, 3: False}),
        ("都过了", {1: True, 2: True, 3: True}),
        ("Coverage: met. The others aren't yet.", {1: True, 2: False, 3: False}),
        ("Coverage is met. The other two aren't.", {1: True, 2: False, 3: False}),
        ("1 and 2 are met, 3 is not: the server was down", {1: True, 2: True, 3: False}),
        ("The first two are met, the last one is not.", {1: True, 2: True, 3: False}),
        ("1 is met, the rest is not", {1: True, 2: False, 3: False}),
        ("The others are fine, 2 is not", {1: True, 2: False, 3: True}),
        ("1 met, the others not yet", {1: True, 2: False, 3: False}),
    ],
)
def test_those_that_are_left_are_the_ones_of_which_nothing_else_is_said(text: str, found: dict[int, bool]) -> None:
    assert (verdicts(read(text)), read(text).doubt) == (found, "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("其他两条没过", {}),
        ("1达标，2达标，其他两条没过", {}),
        ("1达标，其他不清楚", {1: True}),
        ("前两条没问题，第三条等测试报告", {1: True, 2: True}),
        ("1过了三天", {}),
        ("应该都过了", {}),
        ("都过了吗", {}),
        ("The other two are fine", {}),
        ("1 met, the other three not", {}),
        ("1 met, the others maybe", {1: True}),
        ("1 is not met, everything else is", {1: False}),
        ("1过了，其他两条没过？", {}),
        ("1没有", {}),
        ("2 not met, the last one failed", {2: False}),
        ("1 抽查100单，97单合格，其余不合格", {}),
        ("1 达标97%，其余没达标", {1: True}),
        ("1 met 97%, the others not", {1: True}),
        ("Only the first one is met.", {}),
    ],
)
def test_where_it_is_not_clear_which_are_left_they_wait(text: str, found: dict[int, bool]) -> None:
    assert verdicts(read(text)) == found
    assert read(text).doubt


@pytest.mark.parametrize("text", ["3 should pass after the fix", "1 will be met in May", "1 快过了", "2 预计下周达标"])
def test_what_is_not_so_yet_is_not_offered_as_met(text: str) -> None:
    found = read(text)
    assert (found.criteria, found.criteria_proposed) == ((), ())
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("1 达标 百分之九十六点五", "96.5%"),
        ("第一条过了，百分之九十六点五", "96.5%"),
        ("第一条达标，百分之九十八", "98%"),
        ("1 达标 百分之一百", "100%"),
        ("1 百分之九十 达标", "90%"),
        ("1 达标，实测百分之八十五点零五", "85.05%"),
    ],
)
def test_a_share_in_words_is_a_value(text: str, measured: str) -> None:
    assert [(one.number, one.met, one.measured) for one in read(text).criteria] == [(1, True, measured)]


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("1 达标 69%（打错了，是96%）", "96%"),
        ("1 达标97%，写错了，是96%", "96%"),
        ("1 达标 69%，不对，96%", "96%"),
        ("1 达标 69%，更正为96%", "96%"),
        ("1 69%达标，打错了，96%", "96%"),
        ("1 达标 69%，笔误，应该是96%", "96%"),
        ("1 met 68% - sorry, 86%", "86%"),
        ("1 met 69% (typo, I mean 96%)", "96%"),
        ("1 met 69%, no, 96%", "96%"),
        ("1 met 69, I mean 96", "96"),
        ("1 met 69%, typo, it should be 96%", "96%"),
        ("1 met 69% (oops, 96%)", "96%"),
        ("1 met 69%, should be 96%", ""),
        ("1 达标 69%，应该是96%", ""),
        ("1 met 96%, not 69%", ""),
    ],
)
def test_a_value_that_is_put_right_in_the_same_line_is_proposed(text: str, measured: str) -> None:
    found = read(text)
    assert found.criteria == ()
    assert [(one.number, one.met, one.measured) for one in found.criteria_proposed] == [(1, True, measured)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("人员没问题，设备要等", "resources", {1: True}),
        ("开发人员可以，测试设备4月才有", "resources", {1: True}),
        ("人员可以，但设备要等", "resources", {1: True}),
        ("设备要等，人员没问题", "resources", {1: True}),
        ("Developers: fine. Test rigs: not before May", "resources", {1: True}),
        ("Developers are ok, rigs maybe in May", "resources", {1: True}),
        ("We can give the developers, the rigs are out", "resources", {1: True}),
        ("Developers: yes. Test rigs: we need to check", "resources", {1: True}),
        ("覆盖率达标，响应时间还要再测", "criteria", {1: True}),
        ("stability is fine, response time needs another test", "criteria", {2: True}),
        ("人员可以，不过要等设备到了", "resources", {}),
        ("人员可以，要看设备", "resources", {}),
        ("人员可以，设备到了才行", "resources", {}),
        ("人员没问题，如果设备也有的话", "resources", {}),
        ("人员可以，设备要等，1先别定", "resources", {}),
        ("人员可以，其他不行", "resources", {}),
        ("1 可以给1个，其他不行", "resources", {}),
        ("Developers fine, rigs permitting", "resources", {}),
        ("Developers fine, rigs only with them", "resources", {}),
    ],
)
def test_what_is_open_of_one_by_its_name_waits_alone(
    text: str, kind: Literal["criteria", "resources"], found: dict[int, bool]
) -> None:
    understood = read(text, kind)
    assert verdicts(understood) == found
    assert bool(understood.doubt) == (len(found) < 2)
