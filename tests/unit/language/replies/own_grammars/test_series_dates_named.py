"""A reply to the invitation to a series that names one of its dates is said of that date, and of no other."""

from datetime import UTC, date, datetime

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.domain.meetings.meeting import Participant, Slot
from collabtui.domain.meetings.recurrence import Rule
from collabtui.domain.meetings.series import Series
from collabtui.domain.people import Locale
from collabtui.language.replies.own_grammars.series_dates_named import with_day_of_series
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

WEEKLY = Series(
    ref="SER1",
    title="周例会",
    rule=Rule(every="week", count=10),
    start=datetime(2026, 3, 2, 6, tzinfo=UTC),
    minutes=30,
    timezone="Asia/Shanghai",
    slots=(Slot(title="进展", minutes=30),),
    participants=(Participant(person="P1", role="facilitator"),),
    uid="series@here",
)
"""On Mondays from 2 March to 4 May."""
WRITTEN = date(2026, 3, 6)
NAMED = date(2026, 4, 6)


def read(text: str) -> Understanding:
    locale: Locale = "en" if text.isascii() else "zh"
    context = ReplyContext(items=(), locale=locale, written=WRITTEN, invitation=True)
    return with_day_of_series(WEEKLY, understand(new_text(text), context), text, locale, WRITTEN)


@pytest.mark.parametrize(
    ("text", "partstat"),
    [("4月6日不参加", "declined"), ("I can't come on 6 April", "declined")],
)
def test_the_date_in_the_clause_of_the_answer_is_meant(text: str, partstat: str) -> None:
    found = read(text)
    assert (found.rsvp, found.rsvp_day) == (partstat, NAMED)


@pytest.mark.parametrize("text", ["不参加", "不参加，这几天太忙"])
def test_where_no_date_of_the_series_is_named_the_answer_is_to_all_of_it(text: str) -> None:
    found = read(text)
    assert (found.rsvp, found.rsvp_day) == ("declined", None)


@pytest.mark.parametrize(
    "text",
    [
        "4月7日不参加",
        "2027年4月5日不参加",
        "4月31日不参加",
        "下周不参加",
        "I can't come next week",
        "I can't come on 7 April",
    ],
)
def test_an_answer_on_another_day_is_none_to_all_of_it(text: str) -> None:
    found = read(text)
    assert (found.rsvp, found.rsvp_day, found.doubt) == (None, None, "open-words")


def test_a_mail_that_answers_nothing_is_left_as_it_is() -> None:
    found = read("4月6日的会议室订好了吗？")
    assert (found.rsvp, found.rsvp_day) == (None, None)


def test_a_date_in_another_clause_makes_the_answer_wait_for_a_person() -> None:
    found = read("我不参加。\n4月6日我出差")
    assert (found.rsvp, found.doubt) == (None, "open-words")
    assert ("declined", NAMED) in [(one.ask, one.due) for one in found.proposals]


def test_several_dates_make_it_wait_and_none_is_proposed() -> None:
    found = read("3月9日和3月16日不参加")
    assert (found.rsvp, found.rsvp_day) == (None, None)
    assert not [one for one in found.proposals if one.due]
