"""The live holder of the worker's lease of a database in a file: another program that works on it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from collabtui.errors import CollabError
from collabtui.store.queries.row_reader import open_reader
from collabtui.store.queries.status import lease
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.worker.lease import NAME, is_running, taking_over
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


@contextmanager
def nobody_else_works(database: Path) -> Iterator[None]:
    """Inside the block no mail is begun to be sent from there: a worker that was at it is refused, as is one that comes
    anew. Raises as `taking_over`."""
    with closing(open_store(database)) as store, taking_over(store, wall_clock):
        yield
