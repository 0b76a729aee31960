"""Replies to a vote on three choices, A to C, each read in the language that it is written in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from collabtui.domain.mail.reply import AskedChoice, Asking, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read_ballot(text: str, names: Mapping[str, Sequence[str]], topic: str) -> Understanding:
    """`names` are those of the choices, by language."""
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    choices = tuple(AskedChoice(key=key, text=name) for key, name in zip("ABC", names[locale], strict=True))
    asking = Asking(kind="vote", topics=(topic, "D3"), name="Amy Ross")
    situation = ReplyContext(items=(), locale=locale, written=date(2026, 3, 9), choices=choices, asking=asking)
    return understand(new_text(text), situation)
