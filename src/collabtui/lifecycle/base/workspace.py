"""Opening the office: the one place where store, templates and calendar are put together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from collabtui.config import Config
from collabtui.errors import Unreachable
from collabtui.home import Home
from collabtui.lifecycle.base.acting import Office
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.system.workdays import working_calendar
from collabtui.text.rendering import Templates


@contextmanager
def open_office(home: Home, config: Config, clock: Callable[[], datetime], sitter: str = "") -> Iterator[Office]:
    """An office with a database connection of its own, for one thread; `sitter` is who acts in it, the organiser when
    empty. Raises what `open_store` raises."""
    try:
        home.database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Unreachable("file.unwritable", path=str(home.database.parent), why=error.strerror or "") from error
    store = open_store(home.database)
    try:
        yield Office(
            store, config, Templates(home.templates), working_calendar(config.reminders.calendar), clock, sitter
        )
    finally:
        store.close()
