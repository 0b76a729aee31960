"""Whether rights by row hold: for whom the database itself hides and refuses, and what of it lacks."""

from collections.abc import Iterator
from typing import NamedTuple

from collabtui.errors import Refused
from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection
from collabtui.store.records.tables import TABLES

POLICY = "within_rights"
_NOT_GIVEN = ("setting", "database_login", "restricted_reader", "written_meanwhile")
"""Tables that nobody reads by a login of his own."""
_UNBOUND = """SELECT r.rolname FROM database_login JOIN pg_roles AS r ON r.rolname = login
    WHERE r.rolsuper OR r.rolbypassrls OR NOT is_bound(r.rolname)"""
_OPEN = """SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND (NOT c.relrowsecurity
        OR NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = c.oid AND polname = ?)
        OR (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid AND polpermissive) > 1
        OR EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = c.oid AND tgenabled = 'D'))"""
_WITHOUT_LOGIN = """SELECT DISTINCT p.name FROM role_grant AS g JOIN person AS p ON p.ref = g.person
    WHERE NOT g.withdrawn AND p.left_at IS NULL AND p.merged_into IS NULL
        AND NOT EXISTS (SELECT 1 FROM database_login AS l WHERE l.person = p.ref) ORDER BY 1"""


class RightsByRow(NamedTuple):
    own_login: str | None
    """Of whoever asks, where he is bound himself: he is shown no faults, since he may not look."""
    logins: int
    faults: tuple[Refused, ...]


def rights_by_row(reader: PostgresqlConnection) -> RightsByRow:
    if reader.is_bound:
        ((login,),) = reader.rows("SELECT session_user::text")
        return RightsByRow(login, 1, ())
    ((logins,),) = reader.rows("SELECT count(*) FROM database_login")
    return RightsByRow(None, logins, tuple(_faults(reader)) if logins else ())


def _faults(reader: PostgresqlConnection) -> Iterator[Refused]:
    """`Refused`: database.rights_unbound (login), database.rights_table (tables), database.rights_given (tables),
    database.rights_create, database.rights_temporary, database.rights_no_login (names)."""
    for (login,) in reader.rows(_UNBOUND):
        yield Refused("database.rights_unbound", login=login)
    of_records = set(_record_tables())
    if tables := sorted(of_records & {name for (name,) in reader.rows(_OPEN, (POLICY,))}):
        yield Refused("database.rights_table", tables=", ".join(tables))
    ((group,),) = reader.rows("SELECT people_group()::text")
    if not reader.row("SELECT 1 FROM pg_roles WHERE rolname = ?", (group,)):
        yield Refused("database.rights_group", group=group)
        return
    given = "SELECT has_any_column_privilege(?, ?, 'SELECT')"
    if wrong := [name for name in _NOT_GIVEN if reader.rows(given, (group, name)) == [(1,)]]:
        yield Refused("database.rights_given", tables=", ".join(wrong))
    if lacking := [name for name in sorted(of_records) if reader.rows(given, (group, name)) == [(0,)]]:
        yield Refused("database.rights_lacking", tables=", ".join(lacking))
    if reader.rows("SELECT has_schema_privilege(?, current_schema(), 'CREATE')", (group,)) == [(1,)]:
        yield Refused("database.rights_create", group=group)
    if reader.rows("SELECT has_database_privilege(?, current_database(), 'TEMPORARY')", (group,)) == [(1,)]:
        yield Refused("database.rights_temporary")
    if names := [name for (name,) in reader.rows(_WITHOUT_LOGIN)]:
        yield Refused("database.rights_no_login", names=", ".join(names))


def _record_tables() -> Iterator[str]:
    yield from ("trail", "member")
    for table in TABLES:
        yield table.name
        yield from (table.large_table(column) for column in table.large)
        if table.texts:
            yield f"{table.name}_text"


def refuse_stranger(reader: PostgresqlConnection) -> None:
    """Raises Refused (database.stranger: path) for a login that rights by row bind and that was given to nobody: it
    finds no row of anything, and would be shown an empty house."""
    if reader.is_bound and reader.row("SELECT own_person()") in (None, (None,)):
        raise Refused("database.stranger", path=reader.place)
