"""A fault that is gone is most likely put right, and no item is dropped for it."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Fix the roof leak", "Replace the lock", "Resolve the alarm noise")
_ZH = ("修复阀门漏水", "更换皮带", "解决空调异响")


def offered(text: str) -> list[tuple[str | None, str | None]]:
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    titles = enumerate(_EN if text.isascii() else _ZH, 1)
    items = tuple(Item(ref=f"A{n}", title=title, number=n, due=date(2027, 3, 7 + n)) for n, title in titles)
    situation = ReplyContext(items=items, locale=locale, written=date(2027, 3, 3), minutes="M1")
    found = understand(new_text(text), situation)
    assert not any(one.status == "done" for one in found.updates)
    return [(one.ref, one.status or one.ask) for one in found.proposals if one.ref]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("阀门不漏水了", "A1"),
        ("阀门漏水消失了，皮带明天换", "A1"),
        ("阀门没再漏水", "A1"),
        ("异响没有了", "A3"),
        ("No more roof leaks", "A1"),
        ("The roof has stopped leaking", "A1"),
        ("roof leak is gone", "A1"),
        ("The alarm no longer makes noise", "A3"),
    ],
)
def test_it_is_offered_as_done(text: str, expect: str) -> None:
    assert offered(text) == [(expect, "done")]


@pytest.mark.parametrize(
    "text",
    [
        "阀门还漏水",
        "阀门不漏水了吗",
        "阀门不漏水了，但又漏了",
        "如果阀门不漏水了就好",
        "空调异响不修了",
        "阀门漏水不处理了",
        "no more work on the roof leak please",
        "the leak stopped but came back",
        "The roof leak is gone if you close the hatch",
        "Is the roof leak gone?",
    ],
)
def test_what_says_something_else_is_not(text: str) -> None:
    assert all(said != "done" for _, said in offered(text))
