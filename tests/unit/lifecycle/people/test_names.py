"""A name is no address: whoever types one where the other belongs is told."""

import pytest

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.people import edit_people
from collabtui.lifecycle.people.edit_people import PersonChange

NO_NAMES = ["Bob <bob", "bob@x.test", "a > b"]


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_new_person_has_no_address_for_a_name(workspace: Workspace, name: str) -> None:
    with pytest.raises(Refused, match="name_is_address"):
        edit_people.add_person(workspace.as_user("command"), PersonDraft(name=name, email="new@example.test"))


@pytest.mark.parametrize("name", NO_NAMES)
def test_nobody_is_renamed_to_an_address(workspace: Workspace, name: str) -> None:
    ref = edit_people.add_person(workspace.as_user("command"), PersonDraft(name="Bob", email="new@example.test")).ref
    with pytest.raises(Refused, match="name_is_address"):
        edit_people.edit_person(workspace.as_user("command"), ref, PersonChange(name=name))
