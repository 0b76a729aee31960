"""Whether the server compiles its plans (just in time), as it does again where a dump was restored."""

from collabtui.errors import Refused
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection


def compiling_fault(reader: PostgresqlConnection) -> Refused | None:
    """`Refused` (database.jit: database) where it does: a list over everything takes seconds then."""
    row = reader.row("SELECT current_setting('jit'), current_database()")
    return Refused("database.jit", database=row[1]) if row and row[0] == "on" else None
