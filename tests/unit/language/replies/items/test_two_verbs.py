"""A title that asks for two things is done when the second is: sign and return the lease, 整理并归档图纸."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _read(text: str, title: str, *, invited: bool = False) -> Understanding:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = () if invited else (Item(ref="A1", title=title, number=1, due=date(2026, 3, 11)),)
    context = ReplyContext(
        items=items, locale=locale, written=date(2026, 3, 9), invitation=invited, people=("李娜", "Bob")
    )
    return understand(new_text(text), context)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Signed and returned", "Sign and return the lease"),
        ("Returned.", "Sign and return the lease"),
        ("Done.", "Sign and return the lease"),
        ("Cleaned, repainted", "Clean and repaint the hull"),
        ("Washed and ironed", "Wash and iron the tablecloths"),
        ("签好寄回了", "签署并寄回合同"),
        ("已整理归档", "整理并归档图纸"),
        ("1已完成", "整理并归档图纸"),
        ("测完了", "测试水压"),
        ("录好了", "录入会员资料"),
        ("换好了，用了两个小时", "更换滤芯"),
        ("Stuck the labels on all jars", "Stick the labels on the jars"),
    ],
)
def test_it_is_done(text: str, title: str) -> None:
    assert [(one.ref, one.status) for one in _read(text, title).updates] == [("A1", "done")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Signed.", "Sign and return the lease"),
        ("Scanned.", "Scan and file the 1920s maps"),
        ("Washed.", "Wash and iron the tablecloths"),
        ("签好了", "签署并寄回合同"),
        ("整理好了", "整理并归档图纸"),
        ("图纸已整理", "整理并归档图纸"),
    ],
)
def test_the_first_of_two_is_offered_only(text: str, title: str) -> None:
    read = _read(text, title)
    assert not read.updates
    assert [one.ref for one in read.proposals] == ["A1"]


def test_the_first_of_two_in_short_waits() -> None:
    assert not _read("打完了", "打印并装订手册").updates


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("1 was blocked until yesterday, it works now", "Repair the lift"),
        ("1 was stuck till last Friday.", "Repair the lift"),
        ("1 卡了一周，昨天解决了", "整理展柜"),
    ],
)
def test_what_is_over_changes_no_status(text: str, title: str) -> None:
    assert [one.status for one in _read(text, title).updates] == [None]


def test_what_is_blocked_until_a_day_to_come_is_blocked() -> None:
    assert [one.status for one in _read("1 is blocked until 20 March", "Repair the lift").updates] == ["blocked"]


@pytest.mark.parametrize(
    "text", ["1 本来想转给李娜", "I had meant to pass 1 to Bob", "Originally wanted to hand 1 to Bob"]
)
def test_what_was_wished_once_is_asked_back(text: str) -> None:
    read = _read(text, "Repair the lift")
    assert not read.requests
    assert [one.why for one in read.proposals] == ["hedged"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("I'd love to come, will let you know by Monday", None),
        ("Will let you know by Monday, I'd love to come", None),
        ("I'd love to come", "accepted"),
        ("Maybe, I'll let you know tomorrow", "tentative"),
    ],
)
def test_who_tells_later_has_not_accepted(text: str, answer: str | None) -> None:
    assert _read(text, "", invited=True).rsvp == answer
