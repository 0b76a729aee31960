"""A number that may count things, one beside the title of another item, and a day beside what is done: all wait."""

from datetime import date

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext, Understanding
from collabtui.language.replies.understand import understand
from support.written_replies import new_text

TITLES = ("Order the signage", "Book the venue", "Update the floor plan")
THINGS = ("signage", "signed contract", "floor plan")


def read(text: str) -> Understanding:
    items = tuple(
        Item(ref=f"A{number}", title=title, number=number, deliverable=thing, due=date(2026, 3, 16))
        for number, (title, thing) in enumerate(zip(TITLES, THINGS, strict=True), 1)
    )
    return understand(new_text(text), ReplyContext(items=items, locale="en", written=date(2026, 3, 5), minutes="M1"))


@pytest.mark.parametrize(
    "text", ["2 reports done", "2 reports sent", "2 reports are done", "2 signs ordered, 1 still to come"]
)
def test_a_number_that_may_count_things_names_no_item(text: str) -> None:
    found = read(text)
    assert (found.updates, found.requests, bool(found.doubt)) == ((), (), True)


@pytest.mark.parametrize(("text", "status"), [("2 floor plan done", "done"), ("2 the floor plan: 50%", "in-progress")])
def test_a_number_and_the_title_of_another_item_name_neither_for_certain(text: str, status: str) -> None:
    found = read(text)
    assert found.updates == ()
    assert [(one.ref, one.status) for one in found.proposals] == [("A2", status), ("A3", status)]


def test_a_number_and_its_own_title_or_another_item_name_what_they_say() -> None:
    assert [(one.ref, one.status) for one in read("3 floor plan done").updates] == [("A3", "done")]
    assert [(one.ref, one.status) for one in read("2 and floor plan done").updates] == [("A2", "done"), ("A3", "done")]


@pytest.mark.parametrize("text", ["2 booked (12 April)", "item 2: booked (Elbe Room, 12 April)", "2 done, 12 April"])
def test_a_day_to_come_beside_what_is_done_asks_for_no_other_day(text: str) -> None:
    found = read(text)
    assert (found.updates, found.requests) == ((), ())
    assert [(one.ref, one.status, one.ask) for one in found.proposals] == [("A2", "done", None)]
