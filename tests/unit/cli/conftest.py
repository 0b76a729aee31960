"""A home, and somebody who types commands."""

from collections.abc import Iterator

import pytest

from collabtui.config_file import write_config
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.people import edit_people
from support.command_line import agenda_file as agenda_file
from support.command_line import configured as configured
from support.command_line import home as home
from support.command_line import notes_file as notes_file
from support.command_line import people_file as people_file
from support.command_line import published as published
from support.command_line import typed as typed
from support.due_world import let_everything_come_due
from support.world import CONFIG, PEOPLE, Clock


@pytest.fixture
def clock() -> Clock:
    """That of `office`; commands are given theirs by `now`."""
    return Clock()


@pytest.fixture
def office(home: Home, clock: Clock) -> Iterator[Workspace]:
    """People are known. No mail server answers: what is queued stays in the outbox."""
    write_config(home, CONFIG.model_copy(update={"smtp": CONFIG.smtp.model_copy(update={"port": 1})}))
    with open_workspace(home, CONFIG, clock) as workspace:
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        yield workspace


@pytest.fixture
def owing(office: Workspace, clock: Clock) -> Workspace:
    let_everything_come_due(office, clock)
    return office
