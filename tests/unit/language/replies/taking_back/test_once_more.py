"""What was done, was reopened and is in progress again is offered as in progress; 倒是 and 真的 leave 了 what it is."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {"en": ("Deploy build to UAT", "Prepare rollback plan"), "zh": ("更新早餐券流程", "培训夜班接待")}


def _read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(TITLES[locale], 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 5 + n)) for n, title in titles)
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2026, 3, 4), minutes="M1"))


@pytest.mark.parametrize(
    "text",
    [
        "Sir, kindly note point no. 1 was completed but client reopened same, so now again under progress.",
        "1 was done but reopened, again in progress",
        "1 done last week, reopened by client, so again under progress",
        "1 was finished but the client sent it back, working on it again",
    ],
)
def test_it_is_offered_as_in_progress(text: str) -> None:
    found = _read(text)
    assert not found.updates
    assert [(one.ref, one.status, one.percent) for one in found.proposals] == [("A1", "in-progress", None)]


@pytest.mark.parametrize(
    "text",
    [
        "point 1 was completed but client reopened it",
        "1 is in progress again, now done",
        "1 is completed but the client may reopen it",
        "1 done, 1 in progress",
    ],
)
def test_without_a_word_for_it_nothing_is(text: str) -> None:
    found = _read(text)
    assert not any(one.status == "done" for one in found.updates)
    assert not any(one.status == "in-progress" for one in found.proposals)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("夜班培训倒是真做完了", ["A2"]),
        ("夜班培训真的做完了", ["A2"]),
        ("夜班培训倒是能做完", []),
        ("夜班培训真的做完了吗", []),
        ("夜班培训真的做完了？", []),
        ("夜班培训真的做完了才怪", []),
        ("要是夜班培训真的做完了", []),
        ("呵呵，夜班培训倒是真做完了", []),
    ],
)
def test_emphasis_takes_nothing_back(text: str, done: list[str]) -> None:
    assert [one.ref for one in _read(text).updates if one.status == "done"] == done
