"""Names as colleagues call each other, without the deed behind them."""

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


def taker(text: str) -> str | None:
    found = read(text)
    asked = [one.to for one in found.requests if one.ask == "reassign"]
    offered = [one.to for one in found.proposals if one.ask == "reassign"]
    return next(iter([*asked, *offered]), None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("手册我让小刘更新", "小刘"),
        ("展柜让后勤小孙联系", "小孙"),
        ("手册让小陈统计", "小陈"),
        ("2让小王跟进", "小王"),
        ("展柜由小赵负责", "小赵"),
        ("3转给小林芳", "小林芳"),
        ("展柜交给小李了", "小李"),
        ("展柜交给阿Ken", "阿Ken"),
        ("展柜交给小Amy了", "小Amy"),
    ],
)
def test_the_name_ends_before_the_deed(text: str, name: str) -> None:
    assert taker(text) == name


@pytest.mark.parametrize("text", ["手册让大家看看", "展柜请你们采购", "大厅让工人刷", "手册让家长小群填"])
def test_who_is_not_called_by_name_is_none(text: str) -> None:
    assert taker(text) is None
