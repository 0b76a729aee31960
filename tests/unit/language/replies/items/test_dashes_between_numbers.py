"""A dash with space on both sides joins numbers to a range, or stands between two clauses."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _understood(text: str) -> Understanding:
    items = tuple(Item(ref=f"A{at}", title=f"Topic {at}", number=at, due=date(2026, 3, 13)) for at in range(1, 5))
    return understand(
        new_text(text),
        ReplyContext(
            items=items,
            locale="en" if text.isascii() else "zh",
            written=date(2026, 3, 11),
            hour=10,
            answers_ours=True,
        ),
    )


def _of(found: Understanding, status: str) -> str:
    return " ".join(one.ref for one in found.updates if one.status == status)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("done: 1 - 3 is next", "A1"),
        ("Finished: 2 - 4 will follow", "A2"),
        ("Completed: 1 - 3 coming tomorrow", "A1"),
        ("done: 1 - 2 is still open", "A1"),
        ("Sent 1 - 2 waiting for legal", "A1"),
        ("Done: 1-3 - 4 tomorrow", "A1 A2 A3"),
        ("已完成：1 - 3还在做", "A1"),
        ("完成：1 - 2还没弄", "A1"),
        ("搞定：2 - 4受阻", "A2"),
        ("已完成：1、2 - 4进行中", "A1 A2"),
        ("完成1 - 2卡在审批", "A1"),
        ("搞定1-3 - 4明天弄", "A1 A2 A3"),
    ],
)
def test_a_dash_before_what_is_said_of_the_next_item_is_no_range(text: str, done: str) -> None:
    assert _of(_understood(text), "done") == done


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("1 - 3 done", "A1 A2 A3"),
        ("done: 1 - 3", "A1 A2 A3"),
        ("done 1 - 3 on Monday", "A1 A2 A3"),
        ("Finished: 2 - 4, thanks", "A2 A3 A4"),
        ("1 - 2 and 4 done", "A1 A2 A4"),
        ("完成：1 - 3", "A1 A2 A3"),
        ("1 - 3 完成", "A1 A2 A3"),
        ("1 - done, 2 - done", "A1 A2"),
    ],
)
def test_a_dash_between_numbers_alone_is_a_range(text: str, done: str) -> None:
    assert _of(_understood(text), "done") == done


@pytest.mark.parametrize(
    "text", ["1 - 3 and 4 are on hold", "1 - 2 and 3 done", "Completed 1 - 3 and 4", "1 - 3和4都卡住了", "1 - 2、3完成"]
)
def test_a_range_that_goes_on_by_one_may_be_no_range(text: str) -> None:
    found = _understood(text)
    assert (found.updates, found.proposals, found.doubt) == ((), (), "unclear-item")


@pytest.mark.parametrize("text", ["1-3 and 4 are on hold", "1 to 3 and 4 are on hold"])
def test_a_range_without_a_dash_goes_on(text: str) -> None:
    assert _of(_understood(text), "blocked") == "A1 A2 A3 A4"
