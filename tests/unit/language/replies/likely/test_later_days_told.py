"""A later day of one's own item that is told rather than asked for."""

from datetime import date

import pytest

from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text


def _later(text: str, answers: str = "minutes", day: int = 11) -> tuple[set[str], set[str]]:
    """What is asked for, and what is offered."""
    person = "bob" if text.isascii() else "zhang"
    found = understand(new_text(text), context(person, date(2026, 3, day), answers))
    asked, offered = applied(found), proposed(found)
    return {one for one in asked if " postpone" in one}, {one for one in offered if " postpone" in one}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("2 slipped to 2 April", "A7 postpone 2026-04-02"),
        ("2 was moved to 2 April because the owner is away", "A7 postpone 2026-04-02"),
        ("2 got moved to 2 April", "A7 postpone 2026-04-02"),
        ("2改到4月2日了，供应商晚到", "A2 postpone 2026-04-02"),
        ("压力测试改到4月2日了", "A2 postpone 2026-04-02"),
        ("2 被打回来了，4月30日前改好", "A2 postpone 2026-04-30"),
    ],
)
def test_it_is_asked_for(text: str, fact: str) -> None:
    assert _later(text) == ({fact}, set())


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("2 not met, rework by 30 April", "A7 postpone 2026-04-30"),
        ("2 back to the drawing board, rework by 30 April", "A7 postpone 2026-04-30"),
        ("2 needs rework by 30 April", "A7 postpone 2026-04-30"),
        ("2: Will do. Should be up by 20 March", "A7 postpone 2026-03-20"),
    ],
)
def test_it_is_offered(text: str, fact: str) -> None:
    assert _later(text) == (set(), {fact})


@pytest.mark.parametrize(
    ("text", "day", "fact"),
    [
        ("Will do. Should be up by Thursday", 14, "A6 postpone 2026-03-19"),
        ("slipped to 2 April", 14, "A6 postpone 2026-04-02"),
        ("改到4月2日了", 11, "A1 postpone 2026-04-02"),
    ],
)
def test_to_a_reminder_it_is_offered_of_what_is_due(text: str, day: int, fact: str) -> None:
    assert _later(text, "reminder", day) == (set(), {fact})


@pytest.mark.parametrize(
    "text",
    ["The training was moved to 2 April", "2 was not moved to 2 April", "会议改到4月2日了", "2 was moved to legal"],
)
def test_what_was_not_moved_or_is_something_else_is_none(text: str) -> None:
    assert _later(text) == (set(), set())


def test_rework_that_is_done_is_not_the_item_for_certain() -> None:
    found = understand(new_text("2 rework done"), context("bob", date(2026, 3, 11), "minutes"))
    assert not applied(found)
    assert proposed(found) == {"A7 done 100"}
