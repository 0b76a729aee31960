"""A word of a title, beside another and what says that something happened, is what was to be done."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_TITLES = ("签海鲜供应合同", "比价食用油", "盘点餐具", "校正质谱仪", "给斑马打疫苗", "张贴垃圾分类海报")


def _understood(text: str) -> Understanding:
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12 + n)) for n, title in enumerate(_TITLES, 1)
    )
    situation = ReplyContext(items=items, locale="zh", written=date(2026, 3, 10), minutes="M1", people=("小王",))
    return understand(new_text(text), situation)


def _done(text: str) -> str:
    return " ".join(one.ref for one in _understood(text).updates if one.status == "done")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("食用油比完了", "A2"),
        ("食用油已比价", "A2"),
        ("餐具盘了", "A3"),
        ("餐具已盘", "A3"),
        ("餐具我们昨天盘了", "A3"),
        ("我昨天盘了餐具", "A3"),
        ("质谱仪已校正完毕", "A4"),
        ("质谱仪已经校正好了", "A4"),
        ("斑马疫苗打完了", "A5"),
        ("疫苗已打", "A5"),
        ("海报贴好了", "A6"),
        ("餐具已盘晒", "A3"),
        ("3、已盘点", "A3"),
        ("3已盘完", "A3"),
        ("餐具盘好了，质谱仪校正了，疫苗打了", "A3 A4 A5"),
    ],
)
def test_what_a_title_asks_for_has_happened(text: str, done: str) -> None:
    assert _done(text) == done


@pytest.mark.parametrize(
    "text",
    [
        "餐具可以盘了",
        "餐具该盘了",
        "餐具要盘了",
        "餐具待盘",
        "餐具没盘",
        "餐具不盘了",
        "餐具别盘了",
        "餐具快盘完了",
        "餐具盘完没？",
        "餐具盘好没有",
        "餐具盘完再说",
        "餐具盘好才能定",
        "餐具明天盘好",
        "餐具小王盘了",
        "餐具有人盘了",
        "餐具盘了一半",
        "要盘完餐具",
        "盘完餐具就去比价",
        "质谱仪坏了",
        "质谱仪由厂家校正了",
        "疫苗打了两针",
        "合同对方盘了一遍",
    ],
)
def test_what_may_be_to_come_or_of_others_is_not_done(text: str) -> None:
    assert _done(text) == ""
