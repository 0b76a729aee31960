"""Beside a correction no agreement is offered, and a remark on a line of the minutes is no note on an action."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Lease the van", "Print the labels", "Hire two drivers")
_ZH = ("租用货车", "印刷标签", "招两名司机")


def read(text: str, of: int = 3) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = list(enumerate(_EN if text.isascii() else _ZH, 1))[:of]
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2027, 3, 7 + n)) for n, title in titles)
    return understand(new_text(text), ReplyContext(items=items, locale=locale, written=date(2027, 3, 3), minutes="M1"))


@pytest.mark.parametrize(
    "text",
    [
        "没意见，就是第3条数量写错了，是3名不是2名",
        "同意，但第2条日期应为3月12日",
        "没问题，第3条人数应为3名",
        "Agreed, but item 2 should read 12 March",
    ],
)
def test_only_the_correction_is_offered(text: str) -> None:
    found = read(text)
    assert [one.ask for one in found.proposals] == ["correct"]
    assert found.sign_off is None


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("同意，第2条3月12日完成", "agreed"),
        ("同意", "agreed"),
        ("Agreed. 2 is done", "agreed"),
        ("Agreed, item 2 will be done by 8 March", "agreed"),
    ],
)
def test_what_corrects_nothing_leaves_the_agreement(text: str, expect: str) -> None:
    assert read(text).sign_off == expect


@pytest.mark.parametrize(
    "text",
    [
        "Agree with most of it, see my comment on D5",
        "Van leased, see my comment on D5",
        "see remark under Q2",
        "see D5",
    ],
)
def test_a_line_of_the_minutes_is_no_note_on_an_action(text: str) -> None:
    found = read(text, of=1)
    assert all(one.note is None for one in found.updates)
    assert found.doubt
