"""The word on a whole plan follows from those on its items; a report goes where a robot posts."""

import pytest

from collabtui.domain.matters.channel import Channel, channel_of_reports
from collabtui.domain.matters.department_answer import ItemOpinion, value_of_items

YES, NO = ItemOpinion(number=1, ref="A1", value="for"), ItemOpinion(number=2, ref="A2", value="against")


@pytest.mark.parametrize(
    ("items", "rest_agreed", "value"),
    [
        ((YES, NO), True, "against"),
        ((YES,), True, "for"),
        ((YES,), False, "unclear"),
        ((YES, ItemOpinion(number=2, ref="A2", value="for")), False, "for"),
        ((), False, "unclear"),
    ],
)
def test_a_no_to_one_is_a_no_and_a_yes_is_one_to_all(
    items: tuple[ItemOpinion, ...], value: str, *, rest_agreed: bool
) -> None:
    assert value_of_items(items, rest_agreed=rest_agreed, asked=("A1", "A2")) == value


def test_the_first_with_a_robot_is_posted_in_else_the_first() -> None:
    plain, other, posts = Channel(name="mail"), Channel(name="wall"), Channel(name="group", robot="launch")
    assert channel_of_reports((plain, posts)) == posts
    assert channel_of_reports((plain, other)) == plain
    assert channel_of_reports(()) is None
