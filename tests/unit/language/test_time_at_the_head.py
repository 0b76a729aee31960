"""A time at the head of a part of a report (今日：, Tomorrow:) is the heading of what follows it, and no day of it."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = {
    "zh": (
        Item(ref="A1", title="接口开发", number=1, due=date(2026, 3, 6)),
        Item(ref="A2", title="联调", number=2, due=date(2026, 3, 13)),
    ),
    "en": (
        Item(ref="A1", title="Book the hall", number=1, due=date(2026, 3, 6)),
        Item(ref="A2", title="Print flyers", number=2, due=date(2026, 3, 13)),
    ),
}


def said(text: str) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    return understand(new_text(text), ReplyContext(items=ITEMS[locale], locale=locale, written=date(2026, 3, 9)))


@pytest.mark.parametrize(
    ("text", "percent", "planned"),
    [
        ("今日：1完成80%", 80, None),
        ("今天：1 做到80%\n明天：2 开始联调", 80, "2 开始联调"),
        ("今日：1完成80%；明日计划：2 联调", 80, None),
        ("本周：1 完成；下周：2 开始", 100, "2 开始"),
        ("Today: 1 at 60%. Tomorrow: finish the rest.", 60, None),
        ("Today: 1 60%\nTomorrow: start 2", 60, "start 2"),
    ],
)
def test_it_is_no_day_of_an_item_and_what_is_planned_is_a_note(text: str, percent: int, planned: str | None) -> None:
    found = said(text)
    assert not found.requests
    assert not [one for one in found.proposals if one.ask == "postpone"]
    assert [(one.ref, one.percent) for one in found.updates if one.ref == "A1"] == [("A1", percent)]
    notes = [(one.status, one.percent, one.note) for one in found.updates if one.ref == "A2"]
    assert notes == ([(None, None, planned)] if planned else [])


def test_alone_it_is_a_day() -> None:
    assert [(one.ref, one.due) for one in said("1 明天").requests] == [("A1", date(2026, 3, 10))]
