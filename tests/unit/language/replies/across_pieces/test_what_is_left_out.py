"""What a reply leaves out: an item behind `but`, an item of which nothing follows, a number that 和 joins."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
from support.written_replies import new_text

MONDAY = date(2026, 3, 9)
DUE = (date(2026, 3, 13), date(2026, 3, 18), date(2026, 3, 27))
TITLES = {
    "zh": ("采购会议室投影仪", "整理客户投诉清单", "更新员工手册"),
    "en": ("Order the replacement laptops", "Compile the complaints list", "Update the staff handbook"),
}


def _read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=due)
        for number, (title, due) in enumerate(zip(TITLES[locale], DUE, strict=True), 1)
    )
    people = ("王芳",) if locale == "zh" else ("Dana Reed",)
    return understand(
        new_text(text), ReplyContext(items=items, locale=locale, written=MONDAY, minutes="M1", people=people)
    )


@pytest.mark.parametrize(
    "text",
    [
        "All done but 3",
        "all done, but 3",
        "All done bar #3",
        "Everything is done but the handbook.",
        "Everything but the handbook is done",
        "All of them are done bar the last one",
        "All done save item 3",
    ],
)
def test_behind_all_of_them_but_leaves_an_item_out(text: str) -> None:
    found = _read(text)
    assert applied(found) == {"A1 done 100", "A2 done 100"}
    assert not found.doubt


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("All done but 3 needs another week", {"A1 done 100", "A2 done 100"}),
        ("All bar 3 are done", set()),
        ("All good but 3", set()),
        ("1 is done but 2", {"A1 done 100"}),
        ("1完成了，但是2", {"A1 done 100"}),
        ("1 done, 2", {"A1 done 100"}),
    ],
)
def test_of_what_else_stands_behind_it_nothing_is_passed_over(text: str, done: set[str]) -> None:
    found = _read(text)
    assert applied(found) == done
    assert found.doubt
    assert not proposed(found)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("1和2月底前", {"A1 postpone 2026-03-31", "A2 postpone 2026-03-31"}),
        ("1和2月底前完成", {"A1 postpone 2026-03-31", "A2 postpone 2026-03-31"}),
        ("1跟3月底交", {"A1 postpone 2026-03-31", "A3 postpone 2026-03-31"}),
        ("1和12月底前完成", set()),
    ],
)
def test_a_number_that_is_joined_to_another_begins_no_day(text: str, asked: set[str]) -> None:
    assert applied(_read(text)) == asked


@pytest.mark.parametrize("text", ["1 2月底前完成", "1，2月底前完成", "1 3月5日前完成"])
def test_done_by_a_day_that_is_past_is_only_proposed(text: str) -> None:
    found = _read(text)
    assert not applied(found)
    assert proposed(found) == {"A1 done 100"}


@pytest.mark.parametrize("text", ["1 2月底前完成了", "1 3月5日完成", "1 三天前完成", "1 十分钟前完成"])
def test_what_was_done_then_counts(text: str) -> None:
    assert applied(_read(text)) == {"A1 done 100"}
