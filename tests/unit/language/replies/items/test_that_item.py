"""An item by its number, 号 and a word that points at it: 4号那项. 号 alone counts days."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

WRITTEN = date(2027, 3, 3)
ZH = (
    Item(ref="A1", title="粉刷大厅", number=1, due=date(2027, 3, 12)),
    Item(ref="A2", title="翻译导览手册", number=2, due=date(2027, 3, 15)),
    Item(ref="A3", title="采购展柜", number=3, due=date(2027, 3, 10)),
    Item(ref="A4", title="培训讲解员", number=4, due=date(2027, 3, 20)),
)
EN = (
    Item(ref="A1", title="Paint the lobby", number=1, due=date(2027, 3, 12)),
    Item(ref="A2", title="Translate the guide", number=2, due=date(2027, 3, 15)),
    Item(ref="A3", title="Order showcases", number=3, due=date(2027, 3, 10)),
)


def read(text: str, locale: Literal["zh", "en"] | None = None) -> Understanding:
    locale = locale or ("en" if text.isascii() else "zh")
    items = ZH if locale == "zh" else EN
    return understand(
        new_text(text), ReplyContext(items=items, locale=locale, written=WRITTEN, minutes="M1", answers_ours=True)
    )


@pytest.mark.parametrize(
    ("text", "ref", "day"),
    [
        ("4号那项改到27号吧，20号撞上等级评审", "A4", 27),
        ("3号那个往后挪到22号，专家那周过来", "A3", 22),
        ("大厅那块延到20号", "A1", 20),
        ("1号这条推到18号", "A1", 18),
        ("2号那件延期到3月19日", "A2", 19),
    ],
)
def test_that_item_is_postponed(text: str, ref: str, day: int) -> None:
    (request,) = read(text).requests
    assert (request.ref, request.ask, request.due) == (ref, "postpone", date(2027, 3, day))


@pytest.mark.parametrize("text", ["2号那条做完了", "3号那个完成了"])
def test_that_item_is_done(text: str) -> None:
    assert [(one.ref, one.status) for one in read(text).updates] == [(f"A{text[0]}", "done")]


@pytest.mark.parametrize(
    "text",
    [
        "2号那天我请假",
        "4号那个展览开幕了",
        "3号那个会改到22号",
        "9号那项改到27号",
        "3号那批展柜到货了",
        "1号那边说没问题",
        "2号那个老师请假了",
    ],
)
def test_a_day_and_a_thing_of_it_are_none(text: str) -> None:
    found = read(text)
    assert not found.requests
    assert not any(one.status for one in found.updates)


def test_the_rest_goes_by_the_plan_beside_it() -> None:
    found = read("4号那项改到27号吧。其他按计划")
    assert {one.ref for one in found.updates if one.accept} == {"A1", "A2", "A3"}
    assert not found.proposals
