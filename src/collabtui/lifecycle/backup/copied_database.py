"""The database that a copy is made of: the file, or one state of the organisation's, as the configuration has it."""

from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.organisation.server_copy import ServerCopy
from collabtui.store.interface import CopySource


def copied_of(acting: Acting) -> CopySource:
    database = acting.config.database
    return ServerCopy(database.url, database.password_command) if database.url else acting.store
