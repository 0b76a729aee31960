"""A weekday or a day of the month on which something was is no later day that is asked for."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.understand import understand
from support.moving_office import read
from support.written_replies import new_text

PAST = (
    "1: received the contract on Friday.",
    "1 - received it Saturday",
    "1: we got the contract on Saturday.",
    "1: contract received Saturday.",
    "1: the mover called back Saturday.",
    "1: picked the contract up on Saturday.",
    "2: took it to the lawyers on Friday.",
    "1: put it up Saturday night.",
    "1 周六就收到合同了。",
    "1 周六收到合同了。2 还在做",
    "1 周六已经拿到合同。",
    "1 周六对方回电了",
    "1 周日拿到合同了",
    "3 周日联系过供应商",
    "1 周六催过一次",
    "2 Notice went out on the 13th as planned, so please tick that off as well.",
    "2: the surveyor came on the 20th.",
    "3: the quote arrived on the 25th",
    "3: was published on the 25th",
    "3: the order was sent on the 25th.",
    "3: the fitting took place on the 25th as planned.",
    "3 25号收到报价了",
    "3 25号拿到报价了",
    "3 对方25号回电了",
    "1 was done before the 20th",
    "1 was done by the 20th",
    "1 had been done before the 20th",
    "1: has been done before the 20th",
)
TO_COME = (
    "1: we will get the contract on Saturday.",
    "1: got moved to Saturday.",
    "1: contract comes Saturday.",
    "1: they received it and it comes Saturday",
    "1: Saturday.",
    "1 周六就能收到合同了",
    "1 要到周六才收到合同",
    "1 周六给合同",
    "3: it will go out on the 25th",
    "3: goes out on the 25th",
    "3: moved to the 25th",
    "3 要到25号才收到报价",
    "3 25号给报价",
    "1 will have been done by the 20th",
    "1 is done by the 20th",
)


@pytest.mark.parametrize("text", PAST)
def test_no_later_day_is_asked_for(text: str) -> None:
    found = read(text)
    assert not found.requests
    assert not [one for one in found.proposals if one.ask == "postpone"]


@pytest.mark.parametrize("text", TO_COME)
def test_a_day_to_come_is_asked_for(text: str) -> None:
    found = read(text)
    assert "postpone" in {*(one.ask for one in found.requests), *(one.ask for one in found.proposals)}


def test_what_a_title_says_is_likely_done() -> None:
    (offer,) = read("2: measured the rooms on Saturday.").proposals
    assert (offer.ref, offer.status) == ("A2", "done")


@pytest.mark.parametrize(
    "text",
    [
        "3 moves us to a new office on 27 March",
        "3 goes to a new supplier on 27 March",
        "3 is moving to another warehouse on 27 March",
        "3 slides to the second truck on 27 March",
    ],
)
def test_a_day_on_which_something_goes_somewhere_is_no_later_day(text: str) -> None:
    assert not read(text).requests


@pytest.mark.parametrize("text", ["3 moves to the 27th", "3 goes to 27 March", "3 is moving to Friday 27 March"])
def test_a_day_that_it_goes_to_is_one(text: str) -> None:
    assert [(one.ref, one.ask) for one in read(text).requests] == [("A3", "postpone")]


_TENTH = ReplyContext(
    items=(
        Item(ref="A1", title="Inspect play areas", number=1, due=date(2026, 3, 5)),
        Item(ref="A2", title="Order bedding plants", number=2, due=date(2026, 3, 12)),
    ),
    locale="en",
    written=date(2026, 3, 10),
    answers_ours=True,
    hour=14,
)


@pytest.mark.parametrize(
    "text",
    [
        "Play area inspections finished on the 4th",
        "Play areas were inspected on the 4th.",
        "1 done on the 4th",
        "Item 1 was done on the 4th",
    ],
)
def test_a_day_of_this_month_that_is_over_is_not_the_next_of_its_number(text: str) -> None:
    assert _of_the_tenth(text) == ([("A1", "done")], [])


@pytest.mark.parametrize("text", ["1 done on the 14th", "1 finished on the 14th"])
def test_one_to_come_is_asked_for(text: str) -> None:
    assert _of_the_tenth(text) == ([], [("postpone", date(2026, 3, 14))])


def test_a_chinese_one_is_only_offered() -> None:
    found = understand(new_text("1 4号完成"), _TENTH.model_copy(update={"locale": "zh"}))
    assert [(one.ref, one.status) for one in found.proposals] == [("A1", "done")]
    assert not found.requests


def _of_the_tenth(text: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, date | None]]]:
    found = understand(new_text(text), _TENTH)
    return [(one.ref, one.status) for one in found.updates], [(one.ask, one.due) for one in found.requests]
