"""Where somebody is, beside his no, is why; a sentence about somebody else takes nothing back; a no in Cantonese."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


@pytest.mark.parametrize(
    ("text", "rsvp"),
    [
        ("Sorry, can't make it, I'm in Leeds", "declined"),
        ("can't make it, I'm in court", "declined"),
        ("出席唔到", "declined"),
        ("参加唔到，有事", "declined"),
        ("嚟到", "accepted"),
        ("can't make it, but I'm in if it is online", None),
        ("can't make it, I'm in Leeds but could join by phone", None),
    ],
)
def test_where_he_is_is_why(text: str, rsvp: str | None) -> None:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    situation = ReplyContext(items=(), locale=locale, written=date(2026, 3, 10), invitation=True, answers_ours=True)
    assert understand(new_text(text), situation).rsvp == rsvp


@pytest.mark.parametrize(
    ("text", "rsvp"),
    [
        ("Sorry, can't make it, I'm on leave that day. Phil can fill you in on the newsroom.", "declined"),
        ("Can't come, sorry. Phil knows all about the newsroom.", "declined"),
        ("I can't attend.\nPhil has the figures for the newsroom.", "declined"),
        ("来不了。李强清楚新闻部的情况", "declined"),
        ("No. Phil asked for the list", None),
        # who comes, when, or perhaps otherwise
        ("I can't make it. Phil may join later.", None),
        ("Can't make it. Phil will be there.", None),
        ("Can't make it. Can Phil go instead?", None),
        ("Can't make it. Phil said it may be moved", None),
        ("来不了。李强说可能改时间", None),
        ("来不了。李强去", None),
        # whose no it is, and a yes
        ("Phil knows the newsroom. Can't make it", None),
        ("Phil can't make it. I will tell him.", None),
        ("I'll be there. Phil can fill you in on the newsroom.", None),
    ],
)
def test_a_no_stays_one_before_a_sentence_about_somebody_else(text: str, rsvp: str | None) -> None:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    situation = ReplyContext(
        items=(), locale=locale, written=date(2026, 3, 10), invitation=True, people=("Phil Harker", "李强")
    )
    assert understand(new_text(text), situation).rsvp == rsvp
