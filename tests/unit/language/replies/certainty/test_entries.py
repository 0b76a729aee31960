"""What stands in the entry of one item leaves the other entries of the list as certain as they are."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_EN = ("Pump overhaul", "Seating plan", "Press kit")
_FARM = ("Spray the barley", "Service the combine", "Sell the old baler")
_ZH = ("水泵检修", "座位安排", "宣传资料")


def _understood(text: str, titles: tuple[str, ...] = ()) -> Understanding:
    titles = titles or (_EN if text.isascii() else _ZH)
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=date(2026, 3, 12 + n)) for n, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items, locale="en" if text.isascii() else "zh", written=date(2026, 3, 10), minutes="M1"
    )
    return understand(new_text(text), situation)


def _done(found: Understanding) -> str:
    return " ".join(one.ref for one in found.updates if one.status == "done")


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("1 done 2 done 3 done when the fish guy delivers lol", "A1 A2"),
        ("1 done, 2 not begun, the vendor drags his feet", "A1"),
        ("1. Completed.\n2. Completed.\n3. Will not make the 15th. Could we say the 20th? Annual leave.", "A1 A2"),
        ("Item 1: 100% complete.\nItem 2: 45% (was 40).\nItem 3: not started, awaiting permit to work.", "A1"),
        ("1 done liao，2 还没 lah，vendor 那边一直 delay", "A1"),
        ("1✔ 2✔ 3还差客户盖章，盖好就算完", "A1 A2"),
        ("1不是我，是安监黄志明那边的。2完成。3我周五之前给", "A2"),
        ("都完成了，除了第三个。第三个要等李院长签字，签完我告诉你", "A1 A2"),
        ("1. 做完了\n2. 在做，老师傅请假了", "A1"),
        ("1. 搞掂咗\n2. 未做\n唔該晒", "A1"),
        ("水泵检修做完了；座位安排还没定，场馆那边换人了", "A1"),
        ("1 done, 2 done, 3 after the board has met", "A1 A2"),
        ("1完成，2完成，3等客户回复再说", "A1 A2"),
        ("Pump overhaul done. Seating plan I can draw only when it is free, so please give me until Friday.", "A1"),
        ("1. Done. 2. Done. 3. Can't do - agency wants notice. Could Rosa ask her sister's agency?", "A1 A2"),
        ("1完成。2完成。3弄不了，设备坏了。能不能请设备科来看一下？", "A1 A2"),
    ],
)
def test_unread_words_on_one_item_leave_the_others_certain(text: str, done: str) -> None:
    assert _done(_understood(text)) == done


@pytest.mark.parametrize(
    "text",
    [
        "1 done; 2 waiting; 3 done, only kidding",
        "1 done, 2 not begun, my boss says otherwise",
        "1 done; 2 pending; in both cases subject to legal",
        "1 done; 2 waiting for paint; but don't record it yet",
        "1 done, 2 started, numbers from memory",
        "1 done, 2 started. To be confirmed by Ann.",
        "1 done, 2 waits. Wait, I need to check the first one.",
        "1 done, 2 on hold. Draft only, do not use.",
        "1 done and 2 done if Tom signs",
        "1 done and 2 when they deliver",
        "1 done, 2 both of them if Tom signs",
        "1. Done. 2. Stuck. Can it be that I mixed them up?",
        "1. Done. 2. Stuck. Really?",
        "1完成。2卡住了。是不是弄反了？",
        "2 waiting for the vendor, 1 done as soon as they deliver",
        "1 done; 2 waiting for paint; please don't write anything down",
        "If Tom signs: 1 done",
        "1完成，2在等油漆，别当真",
        "1完成，2没动，逗你玩",
        "1完成；2没动；以上是上周的",
        "1完成；2没动；这是上周的情况",
        "1完成；2在做，进度都是估的",
        "1完成，2在做。我再核实一下。",
        "1完成，2在做。要以张工为准",
        "1完成，2在做，老王说的",
        "2没动，要是张工点头，1完成",
        "2在等张工，签完1就完成",
    ],
)
def test_words_that_may_be_about_the_others_leave_nothing_certain(text: str) -> None:
    assert _done(_understood(text)) == ""


def test_a_sentence_on_an_item_by_its_name_leaves_those_that_begin_with_theirs() -> None:
    told = "Too windy so barley hasn't happened yet, hoping Tuesday. Baler sold."
    assert _done(_understood(told, _FARM)) == "A3"
    heard = "Tom hopes the barley is through. Baler sold, he says."
    assert _done(_understood(heard, _FARM)) == ""
