"""Opening the workspace: the one place where store, templates and calendar are put together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from collabtui.config import Config
from collabtui.errors import Damaged, Unreachable
from collabtui.home import Home, copies_in
from collabtui.lifecycle.base.acting import Timer, Workspace, stands_still
from collabtui.store.interface import Store
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.system.work_calendar_cache import working_calendar
from collabtui.text.template_faults import TemplateFaults
from collabtui.text.templates import Templates


@contextmanager
def open_workspace(
    home: Home,
    config: Config,
    clock: Callable[[], datetime],
    acting_name: str = "",
    *,
    timer: Timer = stands_still,
) -> Iterator[Workspace]:
    """A workspace with a database connection of its own, for one thread; `acting_name` is who acts in it, the organiser
    when empty; `timer` tells how long a mail is being read. Raises what
    `open_store` and `refuse_lost` raise."""
    store = _open_store(home, config)
    try:
        templates = Templates(home.templates, TemplateFaults(home.template_faults, home.templates))
        calendar = working_calendar(config.reminders.calendar)
        yield Workspace(store, config, templates, calendar, clock, acting_name, home=home, timer=timer)
    finally:
        store.close()


def _open_store(home: Home, config: Config) -> Store:
    if config.database.url:
        from collabtui.lifecycle.organisation.organisation_database import open_organisation_store

        return open_organisation_store(config.database.url, config.database.password_command)
    try:
        home.database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(home.database.parent), why=error.strerror or "") from error
    refuse_lost(home, config.backup.folder)
    return open_store(home.database)


def refuse_lost(home: Home, copies: str) -> None:
    """Raises `Damaged` (store.gone: path) where there is no database, but automatic copies of one; `copies` is the
    folder as configured."""
    if not home.database.exists() and copies_in(home.automatic_copies(copies)):
        raise Damaged("store.gone", path=home.database)
