"""What stands as done is put right where a later mail takes it back, and is not asked to be cancelled."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str, status: Literal["done", "in-progress"] = "done") -> Understanding:
    locale: Literal["en", "zh"] = "en" if text.isascii() else "zh"
    title = "Publish the parking notice" if locale == "en" else "发布停车通知"
    item = Item(ref="A1", number=1, title=title, due=date(2026, 3, 13), status=status)
    return understand(new_text(text), ReplyContext(items=(item,), locale=locale, written=date(2026, 3, 11)))


@pytest.mark.parametrize(
    "text",
    [
        "Scrap that, it was the draft that went live. I've taken it down, correct one goes up tomorrow.",
        "Scrap that, I was too quick.",
        "Sorry, scratch that, it is the wrong one.",
        "Cancel that, wrong file went out.",
        "Forget that, it was the draft.",
        "I take that back.",
        "刚才那个取消，是草稿",
        "作废刚才那条，发的是草稿",
        "上一封作废，发错了",
        "不好意思，刚才那条不算，发错版本了",
    ],
)
def test_it_is_offered_as_going_on(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.status, one.ask) for one in found.proposals] == [("A1", "in-progress", None)]
    assert not found.requests
    assert not found.updates


@pytest.mark.parametrize("text", ["Scrap it, we no longer need it.", "Cancel 1.", "取消1，不需要了", "1 取消"])
def test_what_is_needed_no_more_is_asked_to_be_cancelled(text: str) -> None:
    assert [one.ask for one in read(text).requests] == ["cancel"]


@pytest.mark.parametrize("text", ["2 scrap that", "作废刚才那条2", "Scrap that, item 2"])
def test_what_names_another_takes_nothing_back(text: str) -> None:
    assert not [one for one in read(text).proposals if one.status]


def test_what_goes_on_is_not_taken_back() -> None:
    assert not [one for one in read("Scrap that, I was too quick.", "in-progress").proposals if one.status]
