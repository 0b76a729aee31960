"""What an action asks to cancel, and was cancelled, is done; the action itself is cancelled by its number."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def read(text: str) -> Understanding:
    titles = ("Cancel the old lease", "Order the badges") if text.isascii() else ("取消旧租约", "订购胸卡")
    items = tuple(Item(ref=f"A{n}", title=t, number=n, due=date(2026, 3, 13)) for n, t in enumerate(titles, 1))
    situation = ReplyContext(
        items=items, locale="en" if text.isascii() else "zh", written=date(2026, 3, 9), answers_ours=True
    )
    return understand(new_text(text), situation)


@pytest.mark.parametrize(
    "text",
    [
        "The old lease was cancelled",
        "Cancelled the old lease",
        "The lease has been cancelled",
        "old lease cancelled",
        "I cancelled the lease yesterday",
        "The old lease is canceled",
        "旧租约已取消",
        "租约取消了",
        "旧租约已经取消",
        "旧租约昨天取消了",
        "旧租约已经取消了",
        "租约已取消，谢谢",
    ],
)
def test_the_thing_was_cancelled(text: str) -> None:
    found = read(text)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert not found.requests


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("please cancel 1", "A1"),
        ("1 cancel", "A1"),
        ("cancel 2", "A2"),
        ("2 cancelled", "A2"),
        ("the badges are cancelled, no longer needed", "A2"),
        ("the lease task was cancelled", "A1"),
        ("lease action cancelled", "A1"),
        ("取消1", "A1"),
        ("第1项取消吧，不用做了", "A1"),
        ("胸卡取消了", "A2"),
        ("2取消了", "A2"),
    ],
)
def test_the_action_is_asked_to_be_cancelled(text: str, ref: str) -> None:
    found = read(text)
    assert not any(one.status == "done" for one in found.updates)
    asked = {(one.ref, one.ask) for one in found.requests} | {(one.ref, one.ask) for one in found.proposals}
    assert asked <= {(ref, "cancel")}


@pytest.mark.parametrize(
    "text",
    ["The lease will be cancelled on Friday", "lease not cancelled yet", "租约周五取消", "租约还没取消", "租约要取消"],
)
def test_what_is_still_to_be_cancelled_is_not_done(text: str) -> None:
    found = read(text)
    assert "done" not in [one.status for one in found.updates] + [one.status for one in found.proposals]


@pytest.mark.parametrize("text", ["scrap 2 on Friday", "we scrap 2 on 12 March", "Scrap that on Friday", "周五作废2"])
def test_a_word_of_cancelling_that_no_title_begins_with_is_read_beside_a_day(text: str) -> None:
    found = read(text)
    assert found.requests or found.proposals or found.doubt
