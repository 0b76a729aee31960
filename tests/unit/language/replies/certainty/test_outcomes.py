"""How a thing turned out, where it is kept or went, and what it cost take nothing back from what is done."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Update
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Repair the pump", "Book the coach", "Inspect the chamber")
_ZH = ("更换给水泵轴承", "校验安全阀", "清理凝汽器")


def _updates(text: str) -> tuple[Update, ...]:
    titles = _EN if text.isascii() or "£" in text else _ZH
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12 + n)) for n, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items,
        locale="en" if titles is _EN else "zh",
        written=date(2026, 3, 10),
        minutes="M1",
        people=("Tom", "老王"),
    )
    return tuple(understand(new_text(text), situation).updates)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1、轴承已更换完毕，试运行2小时正常。", "试运行2小时正常"),
        ("1完成，验收合格", "验收合格"),
        ("1完成，样品放前台冰箱了", "样品放前台冰箱了"),
        ("1完成，报告在共享盘", "报告在共享盘"),
        ("1完成，记录已交安监", "记录已交安监"),
        ("1完成，资料已归档", "资料已归档"),
        ("1 done, no issues found", "no issues found"),
        ("1 done, worksheet's on your desk", "worksheet's on your desk"),
        ("1 done, keys are in the drawer", "keys are in the drawer"),
        ("1 done, photos uploaded", "photos uploaded"),
        ("1 done, invoice sent to the client", "invoice sent to the client"),
        ("1 done (Hendersons, £380)", "£380"),
    ],
)
def test_what_is_done_stays_certain_with_its_remark(text: str, note: str) -> None:
    assert [(one.ref, one.status, one.note) for one in _updates(text)] == [("A1", "done", note)]


@pytest.mark.parametrize(
    "text",
    [
        "1完成，试运行不正常",
        "1完成，应该没问题",
        "1完成，但愿正常",
        "1完成，看起来正常",
        "1完成，差不多正常",
        "1完成，3台里2台正常",
        "1完成，除了阀门都正常",
        "1完成，等验收合格",
        "1完成，下周验没问题",
        "1完成，老王说正常",
        "1完成，报告在老王那",
        "1完成，已交法务审核",
        "1完成，客户已退货",
        "1完成，已被驳回",
        "1完成，有两架要换灯泡",
        "1 done, should be fine",
        "1 done, hope it works",
        "1 done, Tom says fine",
        "1 done, if it works",
        "1 done, but not working",
        "1 done, almost works",
        "1 done, half of it in the store",
        "1 done, next week is fine",
        "1 done, would be good",
        "1 done as good",
        "1 done, sent to legal for review",
        "1 done, sent back",
        "1 done, invoice to be sent",
        "1 done, logged as a fault",
        "1 done, it's on the board for tomorrow",
    ],
)
def test_a_doubt_beside_it_leaves_nothing_certain(text: str) -> None:
    assert [one.ref for one in _updates(text) if one.status == "done"] == []
