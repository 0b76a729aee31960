"""That nothing is wrong with a thing that was examined takes on no action and signs no minutes."""

from datetime import date

import pytest

from collabtui.language.replies.item_statements.things_examined import tells_of_thing_examined
from collabtui.language.replies.understand import understand
from support.families import applied, context, proposed
from support.written_replies import new_text

OF_THINGS = [
    "Checked all the guns, no problems",
    "Looked at the machines, no issues",
    "Inspected the racks, all fine",
    "Tested all machines, all fine",
    "枪都检查过了，没问题",
    "拧紧枪校了一遍，没问题",
    "设备都检查了，没问题",
    "货架检查了一遍，都没问题",
]


@pytest.mark.parametrize("person", ["wang", "bob", "zhang", "alice"])
@pytest.mark.parametrize("text", OF_THINGS)
def test_of_things_nothing_follows_and_the_mail_waits(text: str, person: str) -> None:
    found = understand(new_text(text), context(person, date(2026, 3, 4), "minutes"))
    assert not applied(found) | proposed(found)
    assert found.doubt


@pytest.mark.parametrize(
    "text",
    [
        "Checked the minutes, no problems",
        "Checked all of it, no problems",
        "Checked the numbers, no problems",
        "Checked with the team, no problems",
        "Read through it, no problems",
        "都看过了，没问题",
        "全部核对过，没问题",
        "跟仓库对过了，没问题",
    ],
)
def test_of_the_minutes_an_agreement_is_offered(text: str) -> None:
    found = understand(new_text(text), context("wang", date(2026, 3, 4), "minutes"))
    assert proposed(found) == {"agreed"}


def test_minutes_that_were_read_and_are_fine_are_agreed() -> None:
    found = understand(new_text("纪要看过了，没问题"), context("wang", date(2026, 3, 4), "minutes"))
    assert found.sign_off == "agreed"


@pytest.mark.parametrize(
    ("text", "is_thing"),
    [
        ("checked all the guns", True),
        ("calibrated the wrenches", True),
        ("checked everything", False),
        ("checked both items", False),
        ("the guns are new", False),
        ("设备都检查了", True),
        ("三项都核对过", False),
        ("跟仓库核对过了", False),
        ("设备没检查", False),
    ],
)
def test_a_thing_is_named_and_was_examined(text: str, is_thing: bool) -> None:
    assert tells_of_thing_examined(text) is is_thing
