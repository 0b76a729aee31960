"""Homes to measure with: so many open actions, or the demo's own data."""

from contextlib import closing
from pathlib import Path

import store as bulk

from collabtui.config import Config, Imap, Organiser, Smtp
from collabtui.config_file import write_config
from collabtui.domain.action import OPEN, Action
from collabtui.home import Home
from collabtui.store.sqlite.sqlite_store import open_store

NOW = "2026-03-02T14:00:00+08:00"
SERVER = {"host": "127.0.0.1", "security": "none"}


def open_actions(folder: Path, count: int) -> Home:
    """All open, half of them late, of 2 000 people."""
    home = Home(folder)
    folder.mkdir(parents=True)
    organiser = Organiser(name="Lead", email="lead@example.test", timezone="Asia/Shanghai")
    smtp, imap = Smtp.model_validate(SERVER), Imap.model_validate(SERVER)
    write_config(home, Config(organiser=organiser, smtp=smtp, imap=imap))
    with closing(open_store(home.database)) as store:
        bulk.fill(store, home.database, count, _open)
    return home


def _open(action: Action) -> Action:
    return action.model_copy(update={"status": OPEN[int(action.ref[1:]) % len(OPEN)]})


def demo(folder: Path) -> Home:
    """What `collabtui demo` shows: the minutes of a meeting are out, the next one is invited to."""
    from datetime import datetime

    from collabtui.demo.demo_screens import moved, yesterday
    from collabtui.demo.story import load_story
    from collabtui.lifecycle.base.workspace import open_workspace
    from collabtui.lifecycle.people.edit_people import import_people

    now = datetime.fromisoformat(NOW)
    story, home = moved(load_story("zh"), now.date()), Home(folder)
    folder.mkdir(parents=True)
    lead = story.organiser
    organiser = Organiser(name=lead.name, email=lead.email, locale="zh", timezone=lead.timezone)
    config = Config(organiser=organiser, smtp=Smtp.model_validate(SERVER), imap=Imap.model_validate(SERVER))
    write_config(home, config)
    with open_workspace(home, config, lambda: now) as workspace:
        import_people(workspace.as_user("command"), story.people)
        yesterday(workspace, story, now.date())
    return home
