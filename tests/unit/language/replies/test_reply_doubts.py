"""A doubt that stands alone behind a statement: what is nearly done is not done, and not offered so."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "en": ("Inspect racking", "Book forklift service", "Count tinned stock"),
    "zh": ("更新早餐券流程", "培训夜班接待", "统计二月差评"),
}


def _read(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, due=date(2026, 3, 5 + number))
        for number, title in enumerate(TITLES[locale], 1)
    )
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2026, 3, 4), minutes="M1"))


@pytest.mark.parametrize(
    "text",
    [
        "Racking is done, well, almost, two bays left.",
        "Racking is done. Well, almost.",
        "Racking done, almost",
        "1 is done (nearly)",
        "Racking is done, not quite",
        "Racking is done, more or less",
        "Racking is done, well, sort of",
        "Tinned stock finished, or nearly so",
        "1 完成了，嗯，差不多吧，还剩两处",
        "1 完成了，差不多吧",
        "早餐券流程完成了，几乎",
        "早餐券流程做完了，呃，基本上，还差两页",
    ],
)
def test_what_is_nearly_done_is_neither_done_nor_offered_so(text: str) -> None:
    found = _read(text)
    assert not any(one.status == "done" for one in found.updates)
    assert not any(one.status == "done" for one in found.proposals)
    assert {one.ref for one in found.proposals} <= {"A1"}
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "applied", "offered"),
    [
        ("Racking is done, I think", [], ["A1 done"]),
        ("1 完成了，大概吧", [], ["A1 done"]),
        ("1 at 60%, more or less", [], ["A1 in-progress"]),
        ("Racking is done, well done team", ["A1 done"], []),
        ("1 done. 2 almost", ["A1 done"], []),
        ("1 完成了，2 差不多了", ["A1 done"], []),
    ],
)
def test_another_doubt_is_asked_back_and_one_of_another_item_is_its_own(
    text: str, applied: list[str], offered: list[str]
) -> None:
    found = _read(text)
    assert [f"{one.ref} {one.status}" for one in found.updates if one.status] == applied
    assert [f"{one.ref} {one.status}" for one in found.proposals if one.ref == "A1"] == offered
