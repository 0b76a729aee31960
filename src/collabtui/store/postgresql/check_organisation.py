"""All that has to hold of a database on PostgreSQL, tried on one consistent state of it while others go on writing."""

from collections.abc import Callable
from contextlib import closing

from collabtui.errors import Refused
from collabtui.store.check.check_data import check_state
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.postgresql.postgresql_connection import connect
from collabtui.store.postgresql.postgresql_store import open_reader
from collabtui.store.postgresql.server_objects import PostgresqlObjects

_MEMORY = "256MB"
"""For what is looked for in a whole table: without it each row would be held against each."""


def check_organisation(
    url: str, password: str | None, progress: Callable[[str], None] = lambda _: None
) -> list[DataFault]:
    """The faults, none where every invariant holds. Raises what `open_reader` raises, and Refused `database.own_login`
    (path) for who is not shown everything."""
    open_reader(url, password).close()
    with closing(connect(url, password, only_reads=False)) as reader:  # a table of its own, which nobody else sees
        if reader.is_bound:
            raise Refused("database.own_login", path=reader.place)
        reader.run("BEGIN ISOLATION LEVEL REPEATABLE READ")
        try:
            # and a cursor is read to its end
            reader.row(
                "SELECT set_config('work_mem', ?, TRUE), set_config('cursor_tuple_fraction', '1', TRUE)", (_MEMORY,)
            )
            return check_state(Checked(reader, PostgresqlObjects(reader)), progress)
        finally:
            reader.give_up()
