"""The check of all data, whichever database has them; how many faults it found is noted for `doctor` and Today."""

from collections.abc import Callable

from collabtui.home import Home
from collabtui.lifecycle.access.hidden_matters import refuse_parts
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.lifecycle.base.acting import Acting
from collabtui.store.check.check_data import check_data
from collabtui.store.check.data_fault import DataFault

Progress = Callable[[str], None]


def check_all(acting: Acting, home: Home) -> list[DataFault]:
    """Of the file, or of the organisation's database. Raises as `refuse_parts`: a fault names what it is of."""
    refuse_parts(acting)
    database = acting.config.database
    if not database.url:
        return check_file(home)
    from collabtui.lifecycle.organisation.organisation_database import faults_of

    return faults_of(database.url, database.password_command, lambda _: None)


def check_file(home: Home, progress: Progress = lambda _: None) -> list[DataFault]:
    found = check_data(home.database, progress)
    HealthNote(home.health_note).data_checked(len(found))
    return found
