"""Slips of the writer's own are no corrections of the minutes, and what he takes back at once is not kept."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_ZH = (("确定厨具供应商", "供应商合同"), ("采购餐桌椅", "到货单"), ("申请卫生许可", "许可证"), ("制定新菜单", "菜单"))
_EN = (
    ("Write the product pages", "page texts"),
    ("Choose the photo agency", "signed contract"),
    ("Migrate the customer list", "import report"),
    ("Train the shop staff", "attendance list"),
)


def _understood(text: str) -> Understanding:
    titles = _EN if text.isascii() else _ZH
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12 + n), deliverable=thing)
        for n, (title, thing) in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 10),
        hour=10,
        minutes="M1",
        decisions=("D1", "D2"),
        answers_ours=True,
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "1 done 2 也done 写错了 2 只到了一半",
        "1 完成 2 完成 写错了 是3完成",
        "4 完成（菜单里有个价格写错了，已改）",
        "3 完成，申请表有处写错了，已补正",
        "1 已完成，合同里名字写错了正在改",
        "2 在做，到货单上数量写错了，等厂家重开",
        "4 做完了，之前发的版本有误，以这版为准",
        "2 进度写错了，是30%",
        "1 写错了，应该是60%",
        "1 完成，更正：是昨天完成的",
        "3 完成，附表有误，已改好",
        "4 done, correction of the list is out too",
        "3 done, the old report is wrong, has been corrected",
    ],
)
def test_a_slip_in_ones_own_work_corrects_no_minutes(text: str) -> None:
    found = _understood(text)
    assert (found.sign_off, found.requests) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "更正 2：日期应为3月12日",
        "日期写错了，应为3月12日",
        "第2项负责人写错了，应该是谭波",
        "2 写错了，应该是采购餐桌",
        "1 完成，纪要有误，日期应为3月12日",
        "1 完成，2 日期有误",
        "同意，但是决定1写错了",
        "correction 2: the date is 12 March",
        "1 done, correction 2: the date is 12 March",
        "1 done, the date of 2 is wrong",
        "Decision 1 is wrong",
    ],
)
def test_what_the_minutes_say_is_corrected_as_before(text: str) -> None:
    assert _understood(text).sign_off == "corrected"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1 完成 2 完成 哦不 2 还没", None),
        ("1 已完成 2 已完成 啊说错了 2 在做", "in-progress"),
        ("1搞定 2也搞定 打错 2没搞定", None),
        ("1 完成 2 也完成 噢不对 2 是收到发票了货没到", None),
        ("1 done 2 done oops 2 not", None),
    ],
)
def test_a_status_that_ends_in_a_slip_leaves_nothing(text: str, status: str | None) -> None:
    found = _understood(text)
    assert [(one.ref, one.status, one.note) for one in found.updates] == [("A1", "done", None)]
    assert [one.status for one in found.proposals] == ([status] if status else [])


@pytest.mark.parametrize(
    "text",
    [
        "1完成，第三项的截止日期写错了，应为3月22日",
        "1完成。第三项的截止日期写错了，应为3月22日",
        "1完成，3的负责人写错了，应该是罗刚",
        "1完成，第3项的名字写错了",
        "1 60%，第三项的期限写错了，应为3月22日",
        "1 done, the due date of item 3 is wrong, it should be 22 March",
        "1 done. The owner of item 3 is wrong, should be Tom",
        "1 done, item 3's name is wrong",
    ],
)
def test_what_is_recorded_of_another_item_is_corrected_and_takes_nothing_back(text: str) -> None:
    found = _understood(text)
    assert [(one.ref, one.ask) for one in found.requests] == [("A3", "correct")]
    assert {one.ref for one in found.updates} | {one.ref for one in found.proposals} <= {"A1"}
    assert not any(one.note for one in found.updates)


@pytest.mark.parametrize("text", ["1完成，写错了，是2", "1完成，写错了，应该是第2项完成", "1完成 写错了 2完成"])
def test_another_item_behind_a_slip_still_takes_the_place_of_the_first(text: str) -> None:
    found = _understood(text)
    assert "A1" not in {one.ref for one in found.updates}
    assert "A2" in {one.ref for one in found.updates} | {one.ref for one in found.proposals}


@pytest.mark.parametrize(
    "text",
    [
        "更正：1 还没完成，是2完成了",
        "更正：刚才说的1其实没完成",
        "更正一下，4 没写完，写到一半，2 才完成了。",
        "更正，2未完成",
        "Correction: 1 is not done yet, only 2 is.",
        "Correction: 2 isn't finished",
        "correction: 3 is not ready",
    ],
)
def test_who_takes_back_his_own_work_is_asked_whether_he_corrects_the_minutes(text: str) -> None:
    found = _understood(text)
    assert (found.sign_off, found.requests) == (None, ())
    assert found.doubt


@pytest.mark.parametrize(
    "text", ["更正 2：日期应为3月12日", "correction 2: the date is 12 March", "更正：决定里没有写日期"]
)
def test_another_correction_is_one_at_once(text: str) -> None:
    assert _understood(text).sign_off == "corrected"


@pytest.mark.parametrize("text", ["Correction: not done yet, one team is missing.", "更正：还没完成"])
def test_where_no_minutes_are_answered_none_are_corrected(text: str) -> None:
    item = Item(ref="A1", title="Name the floor lead", number=1, due=date(2026, 3, 20))
    situation = ReplyContext(items=(item,), locale="en" if text.isascii() else "zh", written=date(2026, 3, 10))
    found = understand(new_text(text), situation)
    assert found.requests == ()
    assert "correct" not in [one.ask for one in found.proposals]
    assert found.doubt
