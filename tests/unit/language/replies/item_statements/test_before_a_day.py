"""A day before which something will be done is promised as one by which it will be."""

import pytest

from support.moving_office import read


@pytest.mark.parametrize(
    "text",
    [
        "1 will get done before Friday",
        "1: no worries, will get it done before Friday.",
        "1 will be done before Friday",
        "1: I'll finish it before Friday.",
        "1: I'll get it done before Thursday",
        "1 will be ready before 13 March",
        "1 周五之前弄好",
    ],
)
def test_before_the_due_day_it_is_a_note(text: str) -> None:
    found = read(text)
    assert [one.ref for one in found.updates if one.note] == ["A1"]
    assert not [one for one in found.updates if one.status]
    assert not found.requests


def test_before_a_later_day_it_asks_for_that_day() -> None:
    (asked,) = read("1 will be done before the 20th").requests
    assert (asked.ref, asked.ask, asked.due and asked.due.day) == ("A1", "postpone", 20)


@pytest.mark.parametrize(
    "text",
    [
        "1 will be signed before we meet on Friday",
        "1 will be done if approved before Friday",
        "1 won't get done before Friday",
        "1 will be done before noon",
    ],
)
def test_what_is_under_a_condition_or_denied_is_no_promise(text: str) -> None:
    assert not [one for one in read(text).clauses if one.rule == "promise"]
