"""`--as` and COLLABTUI_AS: who works here, and stands in the trail."""

from collections.abc import Mapping

import pytest

from collabtui.home import Home
from support.command_line import Type


def last(typed: Type, ref: str) -> Mapping[str, str]:
    change: Mapping[str, str] = typed(f"trail {ref} --json").json[0]
    return change


@pytest.mark.parametrize("named", ["Bob", "bob@example.test"])
def test_a_deed_is_his_who_is_named(published: Home, typed: Type, named: str) -> None:
    assert typed(f"action update A1 --status done --as {named}").code == 0
    change = last(typed, "A1")
    assert (change["actor"], change["via"]) == ("Bob", "command")
    action = typed("action show A1 --json").json
    assert (action["updated_by"], action["via"]) == ("Bob", "command")


def test_the_environment_says_it_for_a_whole_session(published: Home, typed: Type) -> None:
    assert typed("action update A1 --status done", COLLABTUI_AS="Bob").code == 0
    assert last(typed, "A1")["actor"] == "Bob"
    assert typed("action update A1 --status blocked --as Lead", COLLABTUI_AS="Bob").code == 0
    assert last(typed, "A1")["actor"] == "Lead"


def test_nobody_of_that_name_is_refused_before_anything_happens(published: Home, typed: Type) -> None:
    said = typed("action update A1 --status done --as Nobody")
    assert said.code == 1
    assert "Nobody" in said.err
    assert "--as" in said.err
    assert last(typed, "A1")["new"] != "done"
