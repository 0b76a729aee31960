"""Item numbers alone behind a statement put right of which items it was: nothing of what they do not repeat is applied,
and no numbers are swallowed."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_ZH = ("确定厨具供应商", "采购餐桌椅", "申请卫生许可", "制定新菜单")
_EN = ("Write the product pages", "Choose the photo agency", "Migrate the customer list", "Train the shop staff")


def _understood(text: str) -> Understanding:
    titles = _EN if text.isascii() else _ZH
    items = tuple(Item(ref=f"A{n}", title=one, number=n, due=date(2026, 3, 12 + n)) for n, one in enumerate(titles, 1))
    situation = ReplyContext(
        items=items,
        locale="en" if text.isascii() else "zh",
        written=date(2026, 3, 10),
        hour=10,
        minutes="M1",
        answers_ours=True,
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("1 and 2 done. Sorry, wrong: 1 and 3.", ["A1", "A3"]),
        ("1 & 2 finished. Wrong numbers: 1 & 3 it is.", ["A1", "A3"]),
        ("Done: 1, 2. Sorry: 1, 3.", ["A1", "A3"]),
        ("1 and 2 done. Pardon, 1 and 3.", ["A1", "A3"]),
        ("1, 2 done. Hmm, 1, 3.", ["A1", "A3"]),
        ("2 done. Apologies, 3.", ["A3"]),
        ("1 and 2 done. Excuse me, 1 and 3.", ["A1", "A3"]),
        ("1 and 2 done. Edit: 1 and 3.", ["A1", "A3"]),
        ("1 and 2 done\n*1 and 3", ["A1", "A3"]),
        ("1 and 2 done\n1 and 3", ["A1", "A3"]),
        ("1 and 2 done. 1 and 3.", ["A1", "A3"]),
        ("Items 2 and 3 done. Error - 2 only.", ["A2"]),
        ("1 done. 2 done. Sorry: 1 and 3", ["A1", "A3"]),
        ("Two and three are done. Oh, two and four.", ["A2", "A4"]),
        ("1-3 done. Oops, wrong: 1 and 4, sorry", ["A1", "A4"]),
        ("完成：1、2。抱歉：1、3", ["A1", "A3"]),
        ("1和2完成。对不起，1和3", ["A1", "A3"]),
        ("1和2完成。不好意思1和3", ["A1", "A3"]),
        ("1和2完成\n*1和3", ["A1", "A3"]),
        ("一和二完成了。更正：一和三", ["A1", "A3"]),
        ("1和3已完成。不好意思，是1和4", ["A1", "A4"]),
        ("1到3完成。说多了，1和3", ["A1", "A3"]),
        ("1 2 完成。看错了，1 3 才对", ["A1", "A3"]),
        ("2完成。呃，3", ["A3"]),
        ("1、2已完成（应是1、3）", ["A1", "A3"]),
        ("第1项、第2项完成。哎呀，第1项、第4项", ["A1", "A4"]),
    ],
)
def test_numbers_behind_a_regret_take_the_place_of_those_before(text: str, refs: list[str]) -> None:
    found = _understood(text)
    assert (found.updates, found.requests, found.sign_off) == ((), (), None)
    assert [(one.ref, one.status) for one in found.proposals] == [(ref, "done") for ref in refs]


@pytest.mark.parametrize(
    ("text", "ref"),
    [("1 and 2 delayed to 27 March. Sorry, 1 and 3.", "A2"), ("1、2延期到3月27日。抱歉，1、3", "A2")],
)
def test_a_request_is_taken_back_so_too(text: str, ref: str) -> None:
    found = _understood(text)
    assert found.requests == ()
    assert ref not in [one.ref for one in found.proposals]


@pytest.mark.parametrize(
    ("text", "status"),
    [("4 is blocked\n2 done. Sorry, 3.", "blocked"), ("4 done\n2 done. Sorry, 3.", "done"),
     ("4受阻\n2完成。对不起，3", "blocked")],
)  # fmt: skip
def test_what_another_line_says_of_another_item_stands(text: str, status: str) -> None:
    found = _understood(text)
    assert [(one.ref, one.status) for one in found.updates] == [("A4", status)]
    assert [(one.ref, one.status) for one in found.proposals] == [("A3", "done")]


@pytest.mark.parametrize("text", ["1 and 2 done. 3 and 4.", "1, 2 done. 3", "1和2完成。3、4", "2完成。3"])
def test_numbers_alone_behind_a_statement_wait(text: str) -> None:
    found = _understood(text)
    assert (found.updates, found.doubt) in [((), "unknown"), ((), "open-words")]
    assert any(one.rule == "unknown" and one.refs for one in found.clauses)


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("1 and 2 done. Oh, 3 too.", ["A1", "A2", "A3"]),
        ("1 and 2 done. Sorry, 3 is late.", ["A1", "A2"]),
        ("1 and 2 done. Sorry for the delay.", ["A1", "A2"]),
        ("Sorry, 1 and 3 done", ["A1", "A3"]),
        ("1. done 2. done 3. done", ["A1", "A2", "A3"]),
        ("1. done\n2.\n3. done", ["A1", "A3"]),
        ("1 done\n2\ndone", ["A1", "A2"]),
        ("Done:\n1, 3", ["A1", "A3"]),
        ("1 done, sorry. 2 done.", ["A1", "A2"]),
        ("1和2完成，3也是", ["A1", "A2", "A3"]),
        ("抱歉，1、2完成", ["A1", "A2"]),
        ("1和2完成。抱歉，3还没", ["A1", "A2"]),
        ("已完成：\n1、3", ["A1", "A3"]),
    ],
)
def test_what_is_no_correction_is_read_as_before(text: str, refs: list[str]) -> None:
    assert [(one.ref, one.status) for one in _understood(text).updates if one.status] == [(ref, "done") for ref in refs]


@pytest.mark.parametrize(
    "text",
    [
        "1✅ 3✅",
        "1✅；3✅",
        "1✅，3✅",
        "1完成；3✅",
        "1 完成。3 ✅",
        "1✔ 3✔",
        "1 done. 3✔",
        "1 done, 3 ✅",
        "1✅ 3✅\n2 除C区外都盘完了\n4🙈还没动",
    ],
)
def test_a_number_with_a_tick_is_done_and_puts_nothing_right(text: str) -> None:
    assert [(one.ref, one.status) for one in _understood(text).updates if one.status] == [
        ("A1", "done"),
        ("A3", "done"),
    ]


@pytest.mark.parametrize("text", ["1 完成。不好意思，3", "1 done. Sorry, 3"])
def test_a_number_without_one_does(text: str) -> None:
    assert not [one for one in _understood(text).updates if one.status]


def test_a_cross_is_no_tick() -> None:
    found = _understood("1✅ 2❌")
    assert [one.ref for one in found.updates if one.status] == ["A1"]
    assert not [one for one in found.proposals if one.status == "done"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("3 blocked, 1 done. Sorry, 2", ["A3 blocked", "A2 done"]),
        ("4 blocked, 1 and 2 done. Sorry, 1 and 3", ["A4 blocked", "A1 done", "A3 done"]),
        ("4受阻，1和2完成。对不起，1和3", ["A4 blocked", "A1 done", "A3 done"]),
        ("1 done\n2 done\nsorry, 1 and 3", ["A1 done", "A3 done"]),
    ],
)
def test_what_else_the_line_says_is_asked_about_and_rows_above_are_put_right(text: str, offered: list[str]) -> None:
    found = _understood(text)
    assert (found.updates, found.requests) == ((), ())
    assert [f"{one.ref} {one.status}" for one in found.proposals] == offered
