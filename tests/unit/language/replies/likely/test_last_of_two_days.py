"""Two days in one sentence: the later one, in its last clause, is the one that is asked for."""

from datetime import date

import pytest

from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text


def _read(text: str, answers: str = "minutes") -> tuple[frozenset[str], frozenset[str]]:
    person, day = ("bob", date(2026, 3, 14)) if text.isascii() else ("zhang", date(2026, 3, 11))
    found = understand(new_text(text), context(person, day, answers))
    return applied(found), proposed(found)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("2 can't make Monday, give me until Wednesday", "A7 postpone 2026-03-18"),
        ("can't make Monday on the venue, give me until Wednesday", "A7 postpone 2026-03-18"),
        ("2 can't make Monday, Wednesday latest", "A7 postpone 2026-03-18"),
        ("2 周五来不及了，给我到下周二吧", "A2 postpone 2026-03-17"),
        ("压力测试周三才排上机器，给我到下周二吧", "A2 postpone 2026-03-17"),
        ("2 will be late, so please extend, I guess Wednesday", "A7 postpone 2026-03-18"),
    ],
)
def test_it_is_asked_for(text: str, fact: str) -> None:
    asked, offered = _read(text)
    assert {one for one in asked | offered if " postpone" in one} == {fact}
    assert fact in asked


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("2 周五赶不出来，估计得下周二", "A2 postpone 2026-03-17"),
        ("2 周五来不及，应该下周二能好", "A2 postpone 2026-03-17"),
        ("2 周五来不及，下周二应该可以", "A2 postpone 2026-03-17"),
        ("2 won't make Monday, should be there Wednesday", "A7 postpone 2026-03-18"),
        ("2 can't make Monday, probably Wednesday", "A7 postpone 2026-03-18"),
        ("2 can't make Monday, Wednesday I guess", "A7 postpone 2026-03-18"),
    ],
)
def test_one_that_is_hedged_is_offered(text: str, fact: str) -> None:
    asked, offered = _read(text)
    assert {one for one in asked | offered if " postpone" in one} == {fact}
    assert fact in offered


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I only get it back on Monday, so give me until Wednesday", "A6 postpone 2026-03-18"),
        ("Monday won't work, Wednesday then", "A6 postpone 2026-03-18"),
        ("周五不行，下周二吧", "A1 postpone 2026-03-17"),
        ("那就下周二吧", "A1 postpone 2026-03-17"),
        ("周五悬，给我到下周二吧", "A1 postpone 2026-03-17"),
    ],
)
def test_to_a_reminder_it_is_offered_of_what_is_due(text: str, fact: str) -> None:
    assert {one for one in _read(text, "reminder")[1] if " postpone" in one} == {fact}


@pytest.mark.parametrize(
    "text",
    [
        "2 can't make Monday because the vendor is away until Wednesday",
        "2 周五来不及，周三供应商才发货",
    ],
)
def test_a_day_in_what_is_a_reason_is_not_taken(text: str) -> None:
    asked, offered = _read(text)
    assert {one for one in asked | offered if " postpone" in one} <= {"A7 postpone", "A2 postpone"}


@pytest.mark.parametrize("text", ["2 maybe Tuesday, more likely Wednesday", "2 可能下周一，也可能下周二"])
def test_of_two_that_are_hedged_both_are_offered(text: str) -> None:
    assert len([one for one in _read(text)[1] if " postpone" in one]) == 2
