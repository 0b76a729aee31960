"""Where somebody is, beside his no, is why; and the words of a no and a yes in Cantonese."""

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
