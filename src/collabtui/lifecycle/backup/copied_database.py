"""The database that a copy is made of: the file, or one state of the organisation's, as the configuration has it."""

from pathlib import Path

from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.organisation.server_copy import ServerCopy
from collabtui.store.interface import CopySource
from collabtui.store.sqlite.database_files import files_of


def copied_of(acting: Acting) -> CopySource:
    database = acting.config.database
    return ServerCopy(database.url, database.password_command) if database.url else acting.store


def take_state(source: CopySource, path: Path) -> None:
    """The state of now at `path`. One of then, which an earlier run has left there, gives way to it; what was fetched
    from a server of a state that still stands is gone on with."""
    for left in files_of(path):
        if left != path:
            left.unlink()
    source.backup(str(path))
