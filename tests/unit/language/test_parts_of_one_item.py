"""Parts of one item are no other items, and what is put right or asked for beside an answer is not passed over."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

_OFFICE = ("Export the records", "Compare vendor quotes", "Update the travel policy", "Train the branch clerks")
_HALL = ("确认施工图纸", "采购灯具", "办理消防报批", "编写讲解词")


def _understood(
    text: str, titles: tuple[str, ...], *, under: str | None = None, invited: bool = False
) -> Understanding:
    items = [Item(ref=f"A{n}", title=one, number=n, due=date(2026, 3, 10)) for n, one in enumerate(titles, 1)]
    situation = ReplyContext(
        items=() if invited else tuple(items),
        locale="en" if titles[0].isascii() else "zh",
        written=date(2026, 3, 4),
        hour=10,
        invitation=invited,
        answers_ours=True,
    )
    return understand(new_text(text, under), situation)


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_OFFICE, "4: first one done, second one next week"),
        (_OFFICE, "4 - first two branches trained, 40%"),
        (_OFFICE, "4 - first three branches done"),
        (_OFFICE, "4: 1 done, 2 to go"),
        (_OFFICE, "4: last one done"),
        (_OFFICE, "2: the third done"),
        (_OFFICE, "2 - number 3 done"),
        (_HALL, "4 第一个完成，第二个下周"),
        (_HALL, "2：前两个完成，其余周五"),
        (_HALL, "2：1完成，2未完成"),
        (_HALL, "3：最后一个完成"),
        (_HALL, "4、第一个做完了"),
    ],
)
def test_what_is_counted_in_the_line_of_one_item_may_be_its_parts(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles)
    assert (found.updates, found.requests, found.doubt) == ((), (), "unclear-item")
    assert "done" not in [one.status for one in found.proposals]


@pytest.mark.parametrize(
    ("titles", "text", "refs"),
    [
        (_OFFICE, "1: done, 2: done", ["A1", "A2"]),
        (_OFFICE, "1: done, 2: done, the last one done", ["A1", "A2", "A4"]),
        (_OFFICE, "first one done, second one done", ["A1", "A2"]),
        (_OFFICE, "1. 2. 3. done", ["A1", "A2", "A3"]),
        (_OFFICE, "The last one is done", ["A4"]),
        (_HALL, "第一个完成，第二个完成", ["A1", "A2"]),
        (_HALL, "1：完成，2：完成，最后一个完成", ["A1", "A2", "A4"]),
        (_HALL, "前两项完成", ["A1", "A2"]),
    ],
)
def test_items_named_by_their_place_are_read_where_no_other_heads_the_line(
    titles: tuple[str, ...], text: str, refs: list[str]
) -> None:
    found = _understood(text, titles)
    assert [(one.ref, one.status) for one in found.updates] == [(ref, "done") for ref in refs]
    assert found.doubt == ""


@pytest.mark.parametrize(
    ("titles", "text"),
    [
        (_OFFICE, "first one done, second one next week"),
        (_OFFICE, "the last one is done"),
        (_HALL, "第一项完成，第二项在写"),
        (_HALL, "前两个完成"),
    ],
)
def test_below_the_quoted_line_of_an_item_they_may_be_its_parts_too(titles: tuple[str, ...], text: str) -> None:
    found = _understood(text, titles, under="A4")
    assert (found.updates, found.doubt) == ((), "unclear-item")


@pytest.mark.parametrize(
    ("titles", "text", "meant"),
    [
        (_OFFICE, "2 done. Sorry – 3 I mean.", "A3"),
        (_OFFICE, "2 done. Sorry, 3 I meant to say.", "A3"),
        (_OFFICE, "2 done. 3 rather.", "A3"),
        (_OFFICE, "2 done - 3 I mean", "A3"),
        (_OFFICE, "1 done, sorry: 4", "A4"),
        (_HALL, "2做完了。我是说3。", "A3"),
        (_HALL, "2完成。我说的是3", "A3"),
        (_HALL, "2完成，说的是3", "A3"),
    ],
)
def test_another_item_that_was_meant_takes_the_place_of_the_first(
    titles: tuple[str, ...], text: str, meant: str
) -> None:
    found = _understood(text, titles)
    assert found.updates == ()
    assert [(one.ref, one.status) for one in found.proposals] == [(meant, "done")]


@pytest.mark.parametrize(
    ("titles", "text", "done"),
    [
        (_OFFICE, "2 done. 3 rather late", ["A2"]),
        (_OFFICE, "2 done, sorry for 3", ["A2"]),
        (_HALL, "2完成，3我说的是下周", ["A2"]),
    ],
)
def test_more_than_a_number_puts_nothing_right(titles: tuple[str, ...], text: str, done: list[str]) -> None:
    assert [one.ref for one in _understood(text, titles).updates if one.status == "done"] == done


@pytest.mark.parametrize("text", ["2 done. 2 is at 80.", "4 done. Well, 4 is at 80."])
def test_a_share_of_what_is_done_contradicts_it(text: str) -> None:
    found = _understood(text, _OFFICE)
    assert (found.updates, found.doubt) == ((), "contradiction")
    assert [(one.status, one.percent) for one in found.proposals] == [("in-progress", 80)]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, and please move the due date to something realistic",
        "Thanks, please change the date",
        "Please remove me from this list of actions",
        "Please add Todd to the list",
        "OK, please tell Todd",
    ],
)
def test_a_request_to_the_facilitator_is_not_passed_over(text: str) -> None:
    found = _understood(text, _OFFICE[:1])
    assert found.doubt or found.requests


@pytest.mark.parametrize(
    "text",
    [
        "Yes, and please add Todd to the invite",
        "Accepted. Please move my slot to the end.",
        "OK. Please put Todd in cc",
    ],
)
def test_a_request_beside_a_yes_waits_with_it(text: str) -> None:
    found = _understood(text, _OFFICE, invited=True)
    assert (found.rsvp, [one.status or one.ask for one in found.proposals]) == (None, ["accepted"])


@pytest.mark.parametrize(
    "text", ["1 done, please bear with me", "1 done. Pls kindly know.", "1 done, please excuse the delay"]
)
def test_courtesies_ask_for_nothing(text: str) -> None:
    found = _understood(text, _OFFICE)
    assert ([one.ref for one in found.updates], found.doubt) == (["A1"], "")


def test_what_was_unsubscribed_is_no_small_print() -> None:
    assert _understood("灯具昨天退订了", _HALL[:2]).doubt
    assert _understood("1完成\n如需退订请点击这里", _HALL[:2]).doubt == ""


@pytest.mark.parametrize(
    ("titles", "text", "status", "percent"),
    [
        (_OFFICE, "all done except 2 (half way)", "in-progress", 50),
        (_OFFICE, "All done except 2 (60%)", "in-progress", 60),
        (_OFFICE, "all done but 2 (not started)", "not-started", None),
        (_HALL, "都完成了，除了2（一半）", "in-progress", 50),
        (_HALL, "都完成了，除了2（60%）", "in-progress", 60),
    ],
)
def test_a_bracket_behind_the_item_that_is_left_out_is_about_that_one(
    titles: tuple[str, ...], text: str, status: str, percent: int | None
) -> None:
    found = _understood(text, titles)
    others = [(ref, "done", 100) for ref in ("A1", "A3", "A4")]
    assert [(one.ref, one.status, one.percent) for one in found.updates] == [*others, ("A2", status, percent)]
    assert found.doubt == ""


def test_a_bracket_behind_two_that_are_left_out_is_about_neither() -> None:
    found = _understood("all done except 2 and 3 (60%)", _OFFICE)
    assert not {"A2", "A3"} & {one.ref for one in found.updates}
    assert not {"A2", "A3"} & {one.ref for one in found.proposals}
    assert found.doubt


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 stuck until Legal signs off", "until Legal signs off"),
        ("1 blocked until the quotes are in", "until the quotes are in"),
        ("1 blocked because Legal is away", "Legal is away"),
    ],
)
def test_why_something_is_stuck_keeps_its_until(text: str, reason: str) -> None:
    assert [(one.status, one.note) for one in _understood(text, _OFFICE).updates] == [("blocked", reason)]
