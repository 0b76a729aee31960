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
        # but for 3 of three there would be none
        "All bar 3 are done",
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


@pytest.mark.parametrize(
    ("text", "taken_on"),
    [
        ("Everything ok except the laptops", {"A2", "A3"}),
        ("I accept all except item 2", {"A1", "A3"}),
        ("我这边除了投影仪其他的都ok", {"A2", "A3"}),
        ("除第1项外，其他都接受", {"A2", "A3"}),
    ],
)
def test_what_is_not_taken_on_waits(text: str, taken_on: set[str]) -> None:
    found = _read(text)
    assert {one.ref for one in found.updates if one.accept} == taken_on
    assert found.doubt
    assert {"A1", "A2", "A3"} - taken_on == {ref for one in found.clauses if not one.counts for ref in one.refs}


def test_unless_the_mail_says_how_it_is() -> None:
    found = _read("All ok except 1, 1 is blocked")
    assert {one.ref for one in found.updates if one.accept} == {"A2", "A3"}
    assert applied(found) >= {"A1 blocked"}
    assert not found.doubt


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("All done except 2, 2 is at 50%", {"A1 done 100", "A2 in-progress 50", "A3 done 100"}),
        ("除了2都完成了，2受阻", {"A1 done 100", "A2 blocked", "A3 done 100"}),
        ("除了1，2都完成了", {"A3 done 100"}),
    ],
)
def test_a_number_named_again_behind_a_comma_begins_what_is_said_of_it(text: str, expect: set[str]) -> None:
    assert applied(_read(text)) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("1 完成80%\n更正：1 已完成", {"A1 done 100"}),
        ("1: 80%\nCorrection: 1 is done", {"A1 done 100"}),
        ("1 已完成\n更正：1 完成80%", {"A1 in-progress 80"}),
        ("2 延到20号\n更正：2 延到25号", {"A2 postpone 2026-03-25"}),
    ],
)
def test_a_correction_of_what_the_mail_has_said_is_none_of_the_minutes(text: str, expect: set[str]) -> None:
    found = _read(text)
    assert proposed(found) == expect
    assert not applied(found)
    assert (found.sign_off, found.doubt) == (None, "repaired")


@pytest.mark.parametrize("text", ["更正：1 已完成", "1 已完成\n更正1：负责人是李明", "2 已完成\n更正：1 完成80%"])
def test_of_what_it_has_not_said_it_is_one_of_the_minutes(text: str) -> None:
    assert _read(text).sign_off == "corrected"
