"""Who works on a database in a file: the live holder of its worker's lease."""

from contextlib import closing
from pathlib import Path

from collabtui.errors import CollabError
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.status import lease
from collabtui.worker.lease import NAME, is_running
from collabtui.worker.real_clock import wall_clock


def running_holder(database: Path) -> str:
    """Empty where nobody holds it, or nobody can tell."""
    if not database.exists():
        return ""
    try:
        with closing(open_reader(database)) as reader:
            held = lease(reader, NAME)
    except CollabError:
        return ""
    return held["holder"] if held and is_running(held["holder"], held["until"], wall_clock()) else ""
