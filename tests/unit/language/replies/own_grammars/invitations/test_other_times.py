"""Another time for a meeting, in words: the words are kept, with the day where one is named."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Understanding
from collabtui.language.replies.understand import understand
from support.families import context
from support.written_replies import new_text

FRIDAY = date(2026, 2, 27)


def _read(text: str) -> Understanding:
    return understand(new_text(text), context("bob" if text.isascii() else "zhang", FRIDAY, "invitation"))


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("下周找个时间行吗", "下周找个时间行吗", None),
        ("下午我更方便", "下午我更方便", None),
        ("能不能改到下午", "能不能改到下午", None),
        ("改到下周吧", "改到下周吧", None),
        ("可以换个时间吗", "可以换个时间吗", None),
        ("周二下午行不行？", "周二下午行不行", date(2026, 3, 3)),
        ("周一不行，周二可以", "周二可以", date(2026, 3, 3)),
        ("could we do it later in the week", "could we do it later in the week", None),
        ("afternoon suits me better", "afternoon suits me better", None),
        ("Would next week work?", "Would next week work", None),
        ("Tuesday afternoon would be better", "Tuesday afternoon would be better", date(2026, 3, 3)),
        ("Can we do Wednesday at 10 instead?", "Can we do Wednesday at 10 instead", date(2026, 3, 4)),
        ("Yes, but the afternoon would suit me better", "the afternoon would suit me better", None),
        ("Not Monday please, any other day is fine", "any other day is fine", None),
    ],
)
def test_the_words_wait_for_whoever_plans_it(text: str, words: str, day: date | None) -> None:
    found = _read(text)
    assert [(one.ask, one.text, one.due) for one in found.requests] == [("other", words, day)]
    assert found.rsvp is None


@pytest.mark.parametrize("text", ["afternoon suits me better", "下午我更方便", "Would next week work?"])
def test_a_wish_alone_is_neither_a_yes_nor_a_no(text: str) -> None:
    assert _read(text).proposals == ()


@pytest.mark.parametrize(
    "text",
    [
        "参加",
        "参加，下午能到",
        "I'll be there in the afternoon",
        "下周我出差",
        "能去，下午要早走",
        "I'm in, see you Monday",
        "Will there be lunch?",
        "Can I bring Dana?",
        "Can't make it, sorry",
        "线上参加可以吗",
    ],
)
def test_what_asks_for_no_other_time_is_no_such_wish(text: str) -> None:
    assert _read(text).requests == ()
