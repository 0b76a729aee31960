"""Results told in prose: each criterion by its words with its value, none of it in words, values behind a label."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import AskedCriterion, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

CRITERIA = {
    "zh": ("接通率 ≥ 95%", "投诉 = 0", "平均等待秒数 ≤ 30"),
    "en": ("Open defects = 0", "Average wait ≤ 40 s", "Uptime ≥ 99%"),
}


def read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    situation = ReplyContext(
        items=(),
        locale=locale,
        written=date(2026, 3, 9),
        criteria=tuple(AskedCriterion(number=n, text=one) for n, one in enumerate(CRITERIA[locale], 1)),
        asking=Asking(kind="criteria", topics=("Portal", "X-2026-001"), name="Felix Braun", department="Quality"),
        people=("Amy Ross", "孟菲"),
    )
    return understand(new_text(text), situation)


def certain(text: str) -> list[tuple[int, bool, str]]:
    return [(one.number, one.met, one.measured) for one in read(text).criteria]


def likely(text: str) -> list[tuple[int, bool, str]]:
    return [(one.number, one.met, one.measured) for one in read(text).criteria_proposed]


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("Wait time 38 s, fine.", [(2, True, "38 s")]),
        ("Uptime is at 99.4%, that's a pass.", [(3, True, "99.4%")]),
        ("Uptime 99.3%, passes. Wait 45 s, too long.", [(3, True, "99.3%"), (2, False, "45 s")]),
        (
            "Open defects 0, ok. Average wait 36 s, good. Uptime 98.2%, so that's a fail.",
            [(1, True, "0"), (2, True, "36 s"), (3, False, "98.2%")],
        ),
        ("平均等待28秒，过了。", [(3, True, "28秒")]),
        (
            "接通率96%，达标；投诉0起，达标；平均等待34秒，没达标。",
            [(1, True, "96%"), (2, True, "0起"), (3, False, "34秒")],
        ),
        ("接通率96%没问题，投诉有2起，不行。等待28秒可以。", [(1, True, "96%"), (2, False, "2起"), (3, True, "28秒")]),
        ("投诉零起，达标", [(2, True, "零起")]),
        ("2 达标，零投诉", [(2, True, "0")]),
        ("2 达标，没有投诉", [(2, True, "0")]),
        ("2达标，全程零投诉", [(2, True, "0")]),
        ("1 met, no open defects", [(1, True, "0")]),
        ("1 met: none open", [(1, True, "0")]),
        ("1 met, nothing open any more", [(1, True, "0")]),
        ("3 不达标，均值34秒，晚高峰排队", [(3, False, "34秒")]),
        ("2 not met, an average of 47 s on Mondays", [(2, False, "47 s")]),
        ("第1条等我看过台账再签。第2、3条达标。", [(2, True, ""), (3, True, "")]),
    ],
)
def test_what_is_accounted_for_to_the_last_word_is_certain(text: str, results: list[tuple[int, bool, str]]) -> None:
    assert certain(text) == results
    assert likely(text) == []


@pytest.mark.parametrize(
    ("text", "results"),
    [
        ("接通率95%刚好压线，算过。", [(1, True, "95%")]),
        ("接通率96%，算达标吧。", [(1, True, "96%")]),
        ("Uptime 99.3% on the test system, fine.", [(3, True, "99.3%")]),
        ("All three pass. Numbers: 0 / 37 s / 99.6%.", [(1, True, "0"), (2, True, "37 s"), (3, True, "99.6%")]),
        ("全部达标。数值：96% / 0 / 28秒", [(1, True, "96%"), (2, True, "0"), (3, True, "28秒")]),
        ("三条都达标，数据分别是96%、0起、28秒", [(1, True, "96%"), (2, True, "0起"), (3, True, "28秒")]),
        ("Uptime 98.2%, fine.", [(3, True, "98.2%")]),
        (
            "I can't sign 1 until I've seen the tracker myself. 2 and 3 are met according to Jack's report.",
            [(2, True, ""), (3, True, "")],
        ),
    ],
)
def test_what_is_given_softly_or_with_more_words_waits(text: str, results: list[tuple[int, bool, str]]) -> None:
    assert certain(text) == []
    assert likely(text) == results


@pytest.mark.parametrize(
    "text",
    [
        "Uptime target 99%, fine.",
        "Last month's uptime was 99.3%, fine.",
        "Wait time went from 45 s to 38 s, fine.",
        "Wait 38 s is fine by Jack.",
        "Wait time 38 s, fine, but only on Mondays.",
        "Is uptime 99.3%, a pass?",
        "Uptime should be 99.3% next week, a pass.",
        "接通率目标95%，达标",
        "等待28秒可以接受吗？",
        "投诉有1起，但客户后来撤了，算不算你们定。",
        "接通率96%，过了一半",
    ],
)
def test_a_target_a_question_or_more_than_one_value_is_no_result(text: str) -> None:
    found = read(text)
    assert (found.criteria, found.criteria_proposed) == ((), ())
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "1 met, no defects reviewed yet",
        "1 met, no data yet",
        "2 达标，没有投诉数据",
        "3 达标，没有等待",
        "2 达标，零售投诉3起",
    ],
)
def test_what_is_none_of_something_else_is_no_value(text: str) -> None:
    found = read(text)
    assert found.criteria == ()
    assert all(one.measured == "" for one in found.criteria_proposed)
