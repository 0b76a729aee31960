"""The first day of a month, or of a part of it, that is named instead of a day."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.dates.parts_of_months import first_day
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

WRITTEN = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("early next month", date(2026, 4, 1)),
        ("mid april", date(2026, 4, 11)),
        ("late march", date(2026, 3, 21)),
        ("in the first week of april", date(2026, 4, 1)),
        ("sometime in january", date(2027, 1, 1)),
        ("下月初", date(2026, 4, 1)),
        ("四月中旬", date(2026, 4, 11)),
        ("3月下旬", date(2026, 3, 21)),
        ("下个月", date(2026, 4, 1)),
        ("十二月", date(2026, 12, 1)),
    ],
)
def test_it_begins_then(words: str, first: date) -> None:
    assert first_day(words, WRITTEN) == first


@pytest.mark.parametrize("words", ["soon", "next week", "after easter", "节后", "下周末", "十三月"])
def test_other_words_name_no_month(words: str) -> None:
    assert first_day(words, WRITTEN) is None


def asked(text: str, due: date) -> tuple[list[tuple[str | None, date | None]], bool]:
    item = Item(ref="A1", title="手册" if not text.isascii() else "Handbook", number=1, due=due)
    situation = ReplyContext(items=(item,), locale="en" if text.isascii() else "zh", written=WRITTEN)
    found = understand(new_text(text), situation)
    return [(one.ref, one.due) for one in found.requests], found.needs_date


@pytest.mark.parametrize(
    "text",
    [
        "1 early next month",
        "1 mid April",
        "1 in April",
        "1 will be ready in late April",
        "1 at the beginning of April",
        "1 next month",
        "1下月初给",
        "1四月中旬",
        "1下个月",
        "1四月上旬给",
        "1要到下月中旬",
        "1下个月中旬给",
    ],
)
def test_a_month_behind_the_due_date_asks_for_another_day(text: str) -> None:
    assert asked(text, date(2026, 3, 20)) == ([("A1", None)], True)


@pytest.mark.parametrize(
    "text", ["1 in April", "1 early April", "1 next week", "1 soon", "1四月上旬给", "1节后给", "1下周给"]
)
def test_what_is_not_behind_it_is_a_note(text: str) -> None:
    assert asked(text, date(2026, 4, 24)) == ([], False)
