"""Items behind the heading of what was done are done, also where that names a week or a day."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", title="接口开发", number=1, due=date(2026, 3, 16)),
    Item(ref="A2", title="需求评审", number=2, due=date(2026, 3, 18)),
)


def read(text: str) -> Understanding:
    return understand(new_text(text), ReplyContext(items=ITEMS, locale="zh", written=date(2026, 3, 6)))


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("本周完成：1", ["A1"]),
        ("本周完成：1、2", ["A1", "A2"]),
        ("今日已完成：需求评审", ["A2"]),
        ("Done this week: 1, 2", ["A1", "A2"]),
        ("Completed this week: 1 and 2", ["A1", "A2"]),
    ],
)
def test_what_stands_behind_such_a_heading_is_done(text: str, done: list[str]) -> None:
    found = read(text)
    assert [(one.ref, one.status) for one in found.updates] == [(ref, "done") for ref in done]
    assert (found.doubt, found.proposals) == ("", ())


def test_what_is_under_way_is_read_by_itself() -> None:
    found = read("Completed this week: 1\nIn progress: 2 (60%)")
    assert [(one.ref, one.status, one.percent) for one in found.updates] == [
        ("A1", "done", 100), ("A2", "in-progress", 60),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["1 本周完成", "本周完成：1？", "本周完成：需求评审初稿", "Done this week: half of 1"])
def test_what_is_more_or_less_than_that_is_not_done(text: str) -> None:
    assert [one.status for one in read(text).updates if one.status == "done"] == []


@pytest.mark.parametrize("text", ["本周完成：关于1", "本周完成：1的一半"])
def test_where_more_than_items_stands_behind_it_nothing_is_done(text: str) -> None:
    assert not [one for one in read(text).updates if one.status == "done"]


def test_a_word_of_doubt_behind_the_items_makes_them_wait() -> None:
    found = read("今日已完成：1吧")
    assert (found.updates, found.doubt) == ((), "hedged")
    assert [(one.ref, one.status) for one in found.proposals] == [("A1", "done")]
