"""A number behind a mistyped verb, and one that is written out and has an 's, name an item."""

import pytest

from support.families import applied, proposed
from support.moving_office import read


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Finshed 1 & 3", {"A1 done 100", "A3 done 100"}),
        ("Finshed 1 and 3", {"A1 done 100", "A3 done 100"}),
        ("Finsihed 2", {"A2 done 100"}),
        ("Compelted 1, 3", {"A1 done 100", "A3 done 100"}),
        ("Strted 4", {"A4 in-progress"}),
        ("Finshed 1 & 3, strted on 4", {"A1 done 100", "A3 done 100", "A4 in-progress"}),
    ],
)
def test_a_mistyped_verb_leads_to_its_items(text: str, offered: set[str]) -> None:
    found = read(text)
    assert proposed(found) == offered
    assert not applied(found)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Number one's finished. Number two's finished.", {"A1 done 100", "A2 done 100"}),
        ("number one's done", {"A1 done 100"}),
        ("item two's finished", {"A2 done 100"}),
        ("Item three's done", {"A3 done 100"}),
        ("No. 1's done", {"A1 done 100"}),
    ],
)
def test_a_written_number_with_an_s_is_an_item(text: str, done: set[str]) -> None:
    assert applied(read(text)) == done


@pytest.mark.parametrize(
    "text", ["Number one's budget is finished", "Number one's owner has finished", "number five's done", "Finshed 7"]
)
def test_what_belongs_to_it_is_not_done(text: str) -> None:
    assert not [one for one in read(text).updates if one.status]


@pytest.mark.parametrize("text", ["Delyaed 1 & 3", "postpne 1", "cancell 1 and 3"])
def test_a_mistyped_word_of_another_kind_makes_nothing_of_them(text: str) -> None:
    found = read(text)
    assert (applied(found), proposed(found)) == (frozenset(), frozenset())
    assert found.doubt
