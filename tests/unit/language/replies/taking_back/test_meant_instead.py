"""Which item was meant, and that an item which stands as done is not, in a mail that follows."""

from datetime import date
from typing import Literal

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.moving_office import DUE, PEOPLE, TITLES
from support.written_replies import new_text


def _read(text: str, done: int = 0, status: Literal["done", "in-progress"] = "done") -> Understanding:
    """`text` as her reply, where item `done` stands as `status` by an earlier one."""
    locale: Literal["zh", "en"] = "en" if text.isascii() else "zh"
    items = tuple(
        Item(ref=f"A{n}", title=title, number=n, due=day, status=status if n == done else "not-started")
        for n, (title, day) in enumerate(zip(TITLES[locale], DUE, strict=True), 1)
    )
    situation = ReplyContext(
        items=items, locale=locale, written=date(2026, 3, 11), minutes="M1", people=PEOPLE[locale], answers_ours=True
    )
    return understand(new_text(text), situation)


def _statuses(found: Understanding) -> set[tuple[str | None, str | None]]:
    """Items with the status that is applied or offered."""
    offered = {(one.ref, one.status) for one in found.proposals if one.status}
    return offered | {(one.ref, one.status) for one in found.updates if one.status}


@pytest.mark.parametrize("text", ["完成的是1，不是2。", "1完成，不是2", "做完的是1，而不是2", "1 is done, not 2."])
def test_the_denied_item_is_not_done(text: str) -> None:
    assert _statuses(_read(text)) == {("A1", "done")}


@pytest.mark.parametrize(
    "text",
    [
        "不好意思，上一封打错了，完成的是1，不是2。",
        "更正一下，做完的是1，不是2。",
        "哦，我说的是1，不是2。",
        "抱歉刚才写错了，是1完成了，2还在等厂家发货。",
        "应该是1完成，不是2，写串行了。",
        "说错了，2还没好，1才是好了。",
        "Oops, I meant 1, not 2.",
        "Sorry, I meant 1 not 2.",
        "Wrong number, it's 1 that is finished, not 2.",
        "Sorry, not 2 but 1.",
        "Sorry, typo in my last mail: 1 is done, 2 is still waiting for the supplier.",
    ],
)
def test_what_an_earlier_mail_said_is_put_right(text: str) -> None:
    found = _read(text, done=2)
    assert _statuses(found) == {("A1", "done"), ("A2", "in-progress")}
    assert (found.sign_off, found.requests) == (None, ())
    assert not [one for one in found.proposals if one.ask]


@pytest.mark.parametrize(
    "text",
    [
        "2 isn't finished after all.",
        "Ignore my earlier mail, 2 is not done after all.",
        "2: still waiting for the keys.",
        "先别算完成，2还没做完",
        "2还没好",
        "更正：2还没完成",
    ],
)
def test_done_and_not_after_all(text: str) -> None:
    found = _read(text, done=2)
    assert _statuses(found) == {("A2", "in-progress")}
    assert found.doubt


@pytest.mark.parametrize("text", ["2 needs no more work. 3 done.", "2不用再改了，3完成", "2 还在共享盘老位置，3完成"])
def test_what_stays_done(text: str) -> None:
    assert ("A2", "in-progress") not in {(u.ref, u.status) for u in _read(text, done=2).updates}


@pytest.mark.parametrize("text", ["1 done. Sorry, I meant 2, not 1.", "1完成。说错了，不是1，是2。"])
def test_in_one_mail(text: str) -> None:
    assert _statuses(_read(text)) == {("A2", "done")}


@pytest.mark.parametrize("text", ["Oops, I meant 1, not 2.", "哦，我说的是1，不是2。"])
def test_what_is_not_done_is_said_of_the_other_and_goes_on(text: str) -> None:
    assert _statuses(_read(text, done=2, status="in-progress")) == {("A1", "in-progress")}
