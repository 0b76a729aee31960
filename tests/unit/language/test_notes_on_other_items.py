"""A note is put on an item only where no other item, and nothing but the item, can be meant."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text


def _understood(text: str, titles: tuple[str, ...], *, invited: bool = False) -> Understanding:
    items = tuple(
        Item(ref=f"A{at}", title=title, number=None if invited else at, due=date(2026, 3, 10))
        for at, title in enumerate(titles, 1)
    )
    situation = ReplyContext(
        items=items,
        locale="en" if titles[0].isascii() else "zh",
        written=date(2026, 3, 4),
        hour=10,
        invitation=invited,
        answers_ours=True,
    )
    return understand(new_text(text), situation)


_SHOP = ("Order the cake", "Print the flyers", "Pick up the badges")
_FILM = ("订蛋糕", "打印传单", "剪视频")


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_SHOP, "1 done 2 still printing 3 arriving tmrw"),
        (_SHOP, "1 done 2 printer is being repaired 3 the shop changed"),
        (_FILM, "1完成2还在等3在剪"),
        (_FILM, "1完成2还在等印厂3明天剪"),
    ],
)
def test_words_behind_the_next_number_are_noted_on_no_item_before_it(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.status) for one in found.updates] == [("A1", "done")]
    assert found.doubt


def test_a_number_that_counts_something_leaves_the_note_where_it_is() -> None:
    found = _understood("1 done 2 still needs 3 more signatures", _SHOP)
    assert {one.ref: one.note for one in found.updates}["A2"] == "still needs 3 more signatures"


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (("Write up the notes", "Send the budget to finance"), "send me the notes"),
        (("Write up the notes", "Send the budget to finance"), "Can't make it, send me the notes"),
        (("提交预算表",), "不参加，预算你们定"),
    ],
)
def test_a_word_of_a_title_in_an_answer_to_an_invitation_is_no_note(titles: tuple[str, ...], text: str) -> None:
    assert not _understood(text, titles, invited=True).updates


def test_a_status_said_in_an_answer_to_an_invitation_is_kept() -> None:
    found = _understood("yes. the budget is sent", ("Write up the notes", "Send the budget to finance"), invited=True)
    assert [(one.ref, one.status) for one in found.updates] == [("A2", "done")]


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_SHOP, "1 done, 2 waiting for review"),
        (_SHOP, "1 - done, 2 - waiting for a call back"),
        (_FILM, "1完成，2等审核"),
    ],
)
def test_what_waits_of_the_next_item_takes_nothing_from_what_is_done(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.status) for one in found.updates if one.status] == [("A1", "done")]
    assert not found.doubt


@pytest.mark.parametrize(
    ("titles", "text", "done"),
    [
        (_FILM, "1、2已完成，3进行中，预计周五完成", ["A1", "A2"]),
        (_FILM, "蛋糕订好了，传单还在等印刷厂", ["A1"]),
        (_SHOP, "Cake ordered, flyers printed, badges at the printer's", ["A1", "A2"]),
    ],
)
def test_a_promise_or_note_of_another_item_holds_nothing_back(
    titles: tuple[str, ...], text: str, done: list[str]
) -> None:
    found = _understood(text, titles)
    assert [one.ref for one in found.updates if one.status == "done"] == done
    assert not found.doubt
