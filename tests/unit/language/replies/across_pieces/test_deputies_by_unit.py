"""Somebody of the writer's own people who comes instead, called with the unit: 我们组小田, Sam from my team."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    locale = "en" if text.isascii() else "zh"
    people = ("王芳", "李明", "Gina Park", "Tom Reed")
    situation = ReplyContext(
        items=(), locale="en" if locale == "en" else "zh", written=date(2026, 3, 3), invitation=True, people=people
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "deputy"),
    [
        ("那天去不了，让我们组小田参加", "小田"),
        ("那天不行，我们组小田去", "小田"),
        ("派我们组的小田去", "小田"),
        ("由我同事小周替我去", "小周"),
        ("请我们科王工参加", "王工"),
        ("让部门里小李去", "小李"),
        ("我们部门小田代我参加", "小田"),
        ("can't do Monday, daughter's ill, Sam from my team will come", "Sam"),
        ("Sam from my team will come instead", "Sam"),
        ("Can't make it, my deputy Sam joins", "Sam"),
        ("My colleague Ann Lee will join instead", "Ann Lee"),
        ("Sending Sam from our team", "Sam"),
        ("I'm sending Sam instead", "Sam"),
    ],
)
def test_who_comes_instead_is_offered_with_the_no(text: str, deputy: str) -> None:
    found = read(text)
    assert (found.rsvp, [(one.ask, one.to) for one in found.proposals]) == (None, [("declined", deputy)])


@pytest.mark.parametrize(
    "text",
    [
        "我们组参加",
        "我和小田都参加",
        "让小田去可以吗？",
        "I will come with Sam from my team",
        "Sam and I will come",
        "We will send Details",
        "Sending Sam the slides",
        "Sam from sales told me it moved",
        "Sam from my team can't come either",
        "我们组小田参加不了",
    ],
)
def test_who_is_only_spoken_of_stands_in_for_nobody(text: str) -> None:
    found = read(text)
    assert all(not one.to for one in found.proposals)
    assert found.doubt


@pytest.mark.parametrize("text", ["孩子发烧，请个假", "请一天假", "我请半天假", "请个病假", "请下假", "请个事假，谢谢"])
def test_leave_is_asked_for_in_many_lengths(text: str) -> None:
    assert read(text).rsvp == "declined"


@pytest.mark.parametrize("text", ["请个假吗", "请假单已交", "不用请个假", "如果请个假呢"])
def test_leave_that_is_not_taken_is_no_certain_no(text: str) -> None:
    assert read(text).rsvp is None
