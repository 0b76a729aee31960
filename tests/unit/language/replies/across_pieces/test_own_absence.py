"""Days away that the writer names in a reply: an absence of his own, or nothing."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _read(text: str, *, invited: bool = False) -> Understanding:
    items = tuple(Item(ref=f"A{at}", title=title, number=at) for at, title in enumerate(("甲项", "乙项"), 1))
    situation = ReplyContext(
        items=() if invited else items,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 4),
        answers_ours=True,
        invitation=invited,
        people=("王芳", "Bob"),
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "last", "stands_in"),
    [
        ("1完成。我下周休假。", date(2026, 3, 15), None),
        ("1完成了，下周我请假，有事找王芳", date(2026, 3, 15), "王芳"),
        ("1 done. I'm out until 23 March.", date(2026, 3, 23), None),
        ("I am on leave until 23 March, Bob covers for me. 1 is done.", date(2026, 3, 23), "Bob"),
        ("1 is done. I'm off from tomorrow till Monday, Bob is covering the phones.", date(2026, 3, 9), "Bob"),
    ],
)
def test_it_is_proposed_beside_the_status_that_is_applied(text: str, last: date, stands_in: str | None) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None)]
    assert [(one.ask, one.due, one.to) for one in found.proposals] == [("absence", last, stands_in)]


@pytest.mark.parametrize(
    "text",
    [
        "王芳下周休假",
        "1完成。可能下周休假",
        "1 done. I am out of toner until 23 March.",
        "1 done. Bob is on leave until 23 March.",
    ],
)
def test_of_somebody_else_or_in_doubt_none_is_proposed(text: str) -> None:
    found = _read(text)
    assert "absence" not in [one.ask for one in found.proposals]
    assert found.doubt


@pytest.mark.parametrize("text", ["1 出差推到20号", "1 改到3月20日，我3月9日到13日休假"])
def test_why_a_later_day_is_asked_for_is_no_absence(text: str) -> None:
    found = _read(text)
    assert [one.ask for one in found.requests] + [one.ask for one in found.proposals] == ["postpone"]


def test_it_is_why_somebody_does_not_come_to_what_he_was_invited_to() -> None:
    assert [one.ask for one in _read("I am on leave until 23 March", invited=True).proposals] == ["declined"]


@pytest.mark.parametrize(
    "text",
    [
        "1完成。周四起我休假，由王芳代",
        "周四起我休假，由隔壁科室代。1已完成",
        "1 done. I am out of office from Thursday, Bob covers for me.",
        "1 done. On leave from 12th March.",
    ],
)
def test_one_whose_end_nobody_knows_is_read_by_a_person(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None)]
    assert (found.proposals, found.doubt) == ((), "away")


@pytest.mark.parametrize(
    "text",
    [
        "不好意思回晚了，前几天请病假。1已完成。",
        "1已完成，我上周出差",
        "1 done. I was on sick leave last week.",
        "Sorry for the late answer, I was on sick leave. 1 done",
    ],
)
def test_one_that_is_over_says_nothing(text: str) -> None:
    found = _read(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None)]
    assert (found.proposals, found.doubt) == ((), "")


@pytest.mark.parametrize(
    "text", ["2因我请假没做", "1 done. The engineer was on sick leave last week", "1已完成。法务休假中"]
)
def test_what_it_kept_from_being_done_and_who_else_is_away_stays(text: str) -> None:
    assert _read(text).doubt or any(one.note for one in _read(text).updates)
