"""The first one is an item, and no number of items; a title before a number names another thing."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

ITEMS = (
    Item(ref="A1", number=1, title="Get three mover quotes", deliverable="contract", due=date(2026, 3, 12)),
    Item(ref="A2", number=2, title="Renew the fire certificate", due=date(2026, 3, 13)),
)


def read(text: str) -> Understanding:
    return understand(new_text(text), ReplyContext(items=ITEMS, locale="en", written=date(2026, 3, 16)))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("First one tomorrow, second one Thursday.", {"A1": 17, "A2": 19}),
        ("Second one tomorrow, first one Friday", {"A1": 20, "A2": 17}),
        ("The first one tomorrow, the second one Thursday", {"A1": 17, "A2": 19}),
        ("Both slipped. First one tomorrow, second one Thursday.", {"A1": 17, "A2": 19}),
        ("第一个明天，第二个周四", {"A1": 17, "A2": 19}),
    ],
)
def test_each_has_its_day(text: str, days: dict[str, int]) -> None:
    assert {one.ref: one.due.day for one in read(text).requests if one.ref and one.due} == days


def test_the_first_two_are_two() -> None:
    assert [one.ref for one in read("first two done").updates] == ["A1", "A2"]


@pytest.mark.parametrize("text", ["Contract number two done", "contract no. 2 done", "Contract 2 is done"])
def test_a_number_behind_the_word_of_another_item_is_not_certain(text: str) -> None:
    found = read(text)
    assert not found.updates
    assert found.doubt
