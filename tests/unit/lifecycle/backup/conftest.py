"""A home with everything in it, and an empty one beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from collabtui.config_file import write_config
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.base.workspace import open_workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.people import edit_people
from support.due_world import let_everything_come_due
from support.replies import outgoing, reply
from support.world import CONFIG, PEOPLE, Clock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    write_config(home, CONFIG)
    (home.templates / "mail" / "zh").mkdir(parents=True)
    (home.templates / "mail" / "zh" / "minutes.txt").write_text("Subject: 纪要\n\n{{ meeting.title }}\n", "utf-8")
    return home


@pytest.fixture
def lived_in(home: Home, clock: Clock) -> Iterator[Workspace]:
    with open_workspace(home, CONFIG, clock) as workspace:
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        let_everything_come_due(workspace, clock)
        receive(workspace.as_worker(), reply(outgoing(workspace, "zhang@example.test", "minutes"), "1 done\n2 30%"))
        yield workspace


@pytest.fixture
def elsewhere(tmp_path: Path) -> Home:
    """A new machine."""
    return Home(tmp_path / "elsewhere")
