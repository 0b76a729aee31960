"""Faults that a writer tells of his own work or of his own words: they correct no minutes."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = {
    "en": ("Write the manual", "Order the badges", "Call the caterer", "Book the hall"),
    "zh": ("编写手册", "订购胸牌", "联系印刷厂", "预订会场"),
}


def read(text: str) -> Understanding:
    titles = TITLES["en" if text.isascii() else "zh"]
    items = tuple(Item(ref=f"A{n}", title=title, number=n) for n, title in enumerate(titles, 1))
    situation = ReplyContext(
        items=items, locale="en" if text.isascii() else "zh", written=date(2026, 3, 9), minutes="M1"
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "4 done, correction of the list is out too",
        "1 done (there was a mistake in the preface, fixed)",
        "2 done, wrong names on two of them, being fixed",
        "3 in progress, mistake in the order, will correct it",
        "4 完成（菜单里有个价格写错了，已改）",
        "3 完成，申请表有处写错了，已补正",
        "1 已完成，里面有个名字写错了正在改",
        "2 在做，到货单上数量写错了，等厂家重开",
        "4 做完了，之前发的版本有误，以这版为准",
        "1 done 2 也done 写错了 2 只到了一半",
        "1 完成 2 完成 写错了 是3完成",
        "1和2完成了。更正：一和三",
    ],
)
def test_the_minutes_are_not_corrected(text: str) -> None:
    found = read(text)
    assert found.sign_off is None
    assert not any(one.ask == "correct" for one in found.requests)
    assert found.doubt or any(one.note for one in found.updates)


@pytest.mark.parametrize(
    "text",
    [
        "1 done. Correction: the date is 12 March",
        "1 done, 2 has the wrong owner",
        "1 完成，纪要里2的日期写错了",
        "1完成，2的负责人写错了，应该是李娜",
        "1 完成。更正：日期应为3月12日",
        "1 完成，第二条决议金额写错了",
        "2完成的日期写错了",
    ],
)
def test_what_is_wrong_in_the_minutes_is_corrected(text: str) -> None:
    assert read(text).sign_off == "corrected"


@pytest.mark.parametrize("text", ["1 完成 2 完成 写错了", "1 完成 2 已提交 手误", "2 也done 写错了"])
def test_a_status_that_was_written_wrong_is_none(text: str) -> None:
    assert not any(one.ref == "A2" for one in read(text).updates)
