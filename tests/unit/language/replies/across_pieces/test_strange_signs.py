"""A sign beside a statement counts as a word does: one that nobody accounts for makes a proposal of it."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Asking, Item, NewText, ReplyContext, ReplyLine, TextSpan, Understanding
from collabtui.language.replies.understand import understand

ITEMS = (
    Item(ref="A1", title="Interface document", number=1, due=date(2026, 3, 6)),
    Item(ref="A2", title="R&D load^test", number=2, due=date(2026, 3, 13)),
)


def read(said: str) -> Understanding:
    line = ReplyLine(text=said, span=TextSpan(start=0, end=len(said)))
    context = ReplyContext(items=ITEMS, locale="en", written=date(2026, 3, 3))
    return understand(NewText(shown=said, lines=(line,)), context)


def statuses(found: Understanding) -> list[object]:
    return [(one.ref, one.status) for one in found.updates if one.status]


@pytest.mark.parametrize(
    "said",
    [
        *("1€ done", "1^2 done", "1² done", "1° done", "1 ~done~", "1 ~~done~~", "~~1 done~~", "1 done^", "1 done$"),
        *("1 != done", "1 ≠ done", "1 ¬done", "1 ≈ done", "1 == done", "1 done!=", "1 done =", "1 done %", "1 done ½"),
        *("1 >80%", "1 <80%", "1 80%%", "1 80±%", "1 {done}", "1 <done>", "1 </done>", "1 done@", "1 done*", "1 *done"),
        *("1 done 🙃", "1 done 🤞", "1 done 😏", "1 done 🔴", "1 done ☐", "1 done ⬜", "1 done ‽"),
        *("1 完成￥", "1 完成△", "1 完成□", "1 完成±", "1 ○完成", "1 完成🔜"),
        *("1 d\u0336o\u0336n\u0336e\u0336", "1 done ∞", "1 ← done", "1 done →", "1 ½ done", "1½ done"),
    ],
)  # fmt: skip
def test_nothing_is_applied_beside_a_sign_that_says_something(said: str) -> None:
    found = read(said)
    assert not statuses(found)
    assert found.doubt


@pytest.mark.parametrize(
    "said",
    [
        *("1 done.", "1: done!", "1 - done", "1 – done…", "(1) done", "[1] done", "#1 done", "1 = done", "1 -> done"),
        *("1 → done", "1 *done*", "**1 done**", "* 1 done", "• 1 done", "1 #done", "1 @done", "1 done & sent"),
        *("1 done 👍🏻", "1 done 🎉", "1 done ✅", "1 完成啦~", "好的~1完成", "1 完成 ^_^", "1 完成😂", "1️⃣ 完成"),
        *("1 done https://example.test/a?b=c#d~e", "1 sent to bob_b@example.test", "1 100%", "1 100  %"),
    ],
)  # fmt: skip
def test_signs_that_say_nothing_beside_it_change_nothing(said: str) -> None:
    assert statuses(read(said)) == [("A1", "done")]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("1 40% -> 60%", "in-progress"),
        ("1 in progress 🚧", "in-progress"),
        ("1 blocked: the budget is €500 > the limit", "blocked"),  # what the reason holds is the writer's
        ("R&D load^test done", "done"),  # as the item is called
    ],
)
def test_signs_of_a_share_a_reason_and_a_title_are_accounted_for(said: str, status: str) -> None:
    assert [one.status for one in read(said).updates] == [status]


def test_a_sign_is_of_the_statement_that_it_stands_beside() -> None:
    assert statuses(read("1 done; 2 done^")) == [("A1", "done")]
    assert statuses(read("~1 done~, 2 done")) == [("A2", "done")]


def test_a_footnote_names_no_item() -> None:
    found = read("2 done¹ (¹ draft)")
    assert not found.updates
    assert [one.ref for one in found.proposals] == ["A2"]


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        *((said, "none") for said in ("agreed 🙃", "~agreed~", "≠ agreed", "agreed²", "同意^", "同意 %", "<agreed>")),
        *((said, "for") for said in ("agreed", "* agreed", "*agreed*", "同意~", "同意！", "agreed 🎉")),
    ],
)
def test_a_department_agrees_beside_no_sign_that_says_something(said: str, stance: str) -> None:
    line = ReplyLine(text=said, span=TextSpan(start=0, end=len(said)))
    context = ReplyContext(items=(), asking=Asking(kind="change"), locale="en", written=date(2026, 3, 3))
    assert understand(NewText(shown=said, lines=(line,)), context).stance == stance
