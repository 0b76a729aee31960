"""Items that are named again behind a status: what was said of the others is taken back, and nothing is done."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.families import applied, proposed
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
    ("text", "offered"),
    [
        ("1 and 2 done. Sorry, wrong: 1 and 3.", {"A1", "A3"}),
        ("1 & 2 finished. Wrong numbers: 1 & 3 it is.", {"A1", "A3"}),
        ("Done: 1, 2. Sorry: 1, 3.", {"A1", "A3"}),
        ("1 and 2 done. Pardon, 1 and 3. Thanks!", {"A1", "A3"}),
        ("1, 2 done. Hmm, 1, 3.", {"A1", "A3"}),
        ("1 done. 2 done. Edit: 1 and 3. Best, Ann", {"A1", "A3"}),
        ("1 and 2 done\n*1 and 3", {"A1", "A3"}),
        ("Items 2 and 3 done. Error - 2 only.", {"A2"}),
        ("2 done. Apologies, 3.", {"A3"}),
        ("1 and 2 done. 1 and 3", {"A1", "A3"}),
        ("完成：1、2。抱歉：1、3", {"A1", "A3"}),
        ("1和2完成。对不起，1和3", {"A1", "A3"}),
        ("1和2完成。不好意思1和3", {"A1", "A3"}),
        ("1和2完成\n*1和3", {"A1", "A3"}),
        ("1和3已完成。不好意思，是1和4", {"A1", "A4"}),
        ("1到3完成。说多了，1和3", {"A1", "A3"}),
        ("1、2完成，应为1、3", {"A1", "A3"}),
        ("1、2已完成（应是1、3）", {"A1", "A3"}),
        ("2完成。呃，3", {"A3"}),
    ],
)
def test_those_are_offered_and_the_others_taken_back(text: str, offered: set[str]) -> None:
    found = read(text)
    assert applied(found) == set()
    assert proposed(found) == {f"{ref} done 100" for ref in offered}
    assert (found.doubt, found.sign_off) == ("repaired", None)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("1 done. 2 done", {"A1", "A2"}),
        ("done: 1, 2", {"A1", "A2"}),
        ("1 and 2 done. Sorry, 3 is late.", {"A1", "A2"}),
        ("1 and 2 done. Sorry, 1 and 2.", {"A1", "A2"}),
        ("1 done. Sorry about 3", {"A1"}),
        ("1和2完成。对不起，3还没好", {"A1", "A2"}),
        ("1、2完成\n3\n60%", {"A1", "A2"}),
    ],
)
def test_what_says_something_of_them_takes_nothing_back(text: str, done: set[str]) -> None:
    assert {one.ref for one in read(text).updates if one.status == "done"} == done


@pytest.mark.parametrize(
    "text",
    [
        "1 done. 2: sorry, slipped my mind.",
        "3 done. Badges: oops, forgot.",
        "Caterer: done. Manual: sorry, slipped my mind. Thursday.",
        "1 done, 2: sorry, no time yet",
        "1完成。2对不起，忘了，下周一补。",
        "1完成。胸牌：抱歉，忘了，周四办。",
        "1完成；2不好意思，还没顾上",
    ],
)
def test_an_apology_for_an_item_puts_no_other_right(text: str) -> None:
    found = read(text)
    refs = {one.ref for one in found.updates if one.status == "done"}
    refs |= {one.ref for one in found.proposals if one.status == "done" and one.ref}
    assert len(refs) == 1
    assert refs <= {"A1", "A3"}
