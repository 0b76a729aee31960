"""Raw SQL under a login of one's own that goes past the rows: functions of ours that put a name together, lines of the
trail that an undo would go by, marks of mails to come, counters, tables without a limit.

王芳 has the role that is named; 韩梅梅 is the administrator."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from collabtui.domain.access.role_grant import Role, RoleGrant
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_store import open_store
from pgbed.bed import Pgbed
from support.records import NOW, action, person, put

pytestmark = pytest.mark.pgbed
OPEN, CLOSED = "X-2026-001", "X-2026-002"
Login = psycopg.Connection[Any]


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    made = postgresql_server.database()
    with closing(open_store(made)) as store:
        put(
            store,
            person("P1", name="王芳", email="wang@example.test"),
            person("P9", name="韩梅梅", email="han@example.test"),
            Matter(ref=OPEN, title="公开的事", created_at=NOW),
            Matter(ref=CLOSED, title="绝密", created_at=NOW, confidential=True, readers=(NamedReader(person="P9"),)),
            action("A1", matter=OPEN, owner="P9"),
        )
    return made


def entered(bed: Pgbed, url: str, role: Role) -> Login:
    with closing(open_store(url)) as store:
        boss = RoleGrant(ref="ROLE1", person="P9", role="administrator", at=NOW, by="x")
        put(store, boss, RoleGrant(ref="ROLE2", person="P1", role=role, at=NOW, by="x"))
    return psycopg.connect(bed.own_login(url, "wang", "wang@example.test"), autocommit=True)


@pytest.fixture
def reader(postgresql_server: Pgbed, url: str) -> Iterator[Login]:
    with closing(entered(postgresql_server, url, "reader")) as connection:
        yield connection


def refused(connection: Login, sql: str) -> None:
    with pytest.raises(psycopg.Error) as error, connection.transaction():
        connection.execute(sql.encode())
    assert error.value.sqlstate in ("42501", "42P01"), error.value


EVIL = """CREATE FUNCTION pg_temp.evil() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO public.role_grant (ref, version, person, role, at, "by", withdrawn)
        VALUES ('ROLE9', 1, 'P1', 'administrator', '', '', FALSE);
    RETURN 1; END $$;"""
"""Run as the owner it makes its caller an administrator."""


@pytest.mark.parametrize(
    ("view", "asked"),
    [
        (
            """CREATE TEMP VIEW mine_text AS
               SELECT pg_temp.evil() AS rowid, 'a:1'::tsvector AS mine_words, NULL::text[] AS restricted_matters""",
            """SELECT found('mine', '"a"')""",
        ),
        (
            """CREATE TEMP TABLE mine (id bigserial);
               CREATE TEMP VIEW ref_mine AS SELECT pg_temp.evil() AS last_value""",
            "SELECT is_drawn('mine', 'A1', 1)",
        ),
    ],
)
def test_no_function_of_ours_runs_what_stands_in_his_own_schema(
    postgresql_server: Pgbed, reader: Login, view: str, asked: str
) -> None:
    """Where temporary tables are allowed, as in a database that was restored."""
    database = "shared"
    postgresql_server.run(f"GRANT TEMPORARY ON DATABASE {database} TO PUBLIC")
    try:
        reader.execute(f"{EVIL} {view}; GRANT SELECT ON ALL TABLES IN SCHEMA pg_temp TO PUBLIC".encode())
        refused(reader, asked)
    finally:
        postgresql_server.run(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    assert postgresql_server.run("SELECT ref FROM role_grant WHERE ref = 'ROLE9'", database) == []


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TEMP TABLE heap AS SELECT generate_series(1, 10)",
        "CREATE TEMP VIEW mine AS SELECT 1",
        "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        # of workers, and numbers of matters that are not made
        "UPDATE counter SET value = value + 1 WHERE name = 'lease mailbox'",
        "INSERT INTO counter (name, value) VALUES ('lease clock', 1)",
        "UPDATE counter SET value = value + 1 WHERE name = 'X-2026-'",
        "INSERT INTO counter (name, value) VALUES ('X-2031-', 1)",
        # a mail that would be taken for one that was read
        "INSERT INTO claimed_mail (digest, message_id) VALUES ('d', '<to@come>')",
        # others' sessions
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'collabtui'",
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'collabtui'",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_hba_file_rules",
        # past the triggers of an update
        """MERGE INTO action AS a USING (SELECT 1) AS one ON a.ref = 'A1' WHEN MATCHED THEN UPDATE SET title = 'x'""",
        """WITH written AS (UPDATE action SET title = 'x' WHERE ref = 'A1' RETURNING ref) SELECT * FROM written""",
        """INSERT INTO person SELECT * FROM person WHERE ref = 'P9'
           ON CONFLICT (ref) DO UPDATE SET email = 'wang@example.test'""",
        "CREATE RULE r AS ON SELECT TO action DO INSTEAD SELECT 1",
        "CREATE VIEW public.mine AS SELECT * FROM action",
        "ALTER FUNCTION may_look() COST 1",
        "CREATE OPERATOR public.<> (LEFTARG = text, RIGHTARG = text, FUNCTION = textne)",
    ],
)
def test_what_stands_beside_the_rows_is_not_his(postgresql_server: Pgbed, url: str, reader: Login, sql: str) -> None:
    postgresql_server.run("INSERT INTO counter VALUES ('lease mailbox', 1) ON CONFLICT DO NOTHING", "shared")
    before = postgresql_server.run("SELECT * FROM counter ORDER BY 1", "shared")
    refused(reader, sql)
    assert postgresql_server.run("SELECT * FROM counter ORDER BY 1", "shared") == before
    assert postgresql_server.run("SELECT 1 FROM claimed_mail", "shared") == []
    assert check_organisation(url, None) == []


LINE = """INSERT INTO trail (batch, at, actor, via, ref, field, old, new)
    VALUES (nextval('ref_batch'), '2026-03-02T08:00:00.000000+00:00', '韩梅梅', 'key', '{}', '{}', '"x"', '"y"');"""


def test_a_line_of_the_trail_is_about_what_he_has_written(postgresql_server: Pgbed, url: str, reader: Login) -> None:
    """An undo would write what the line says was there before."""
    refused(reader, LINE.format("A1", "title"))
    refused(reader, LINE.format("P9", "email"))
    assert check_organisation(url, None) == []


def test_nor_about_another_field_of_what_he_has_written(postgresql_server: Pgbed, url: str) -> None:
    with closing(entered(postgresql_server, url, "facilitator")) as connection:
        written = "UPDATE matter SET title = 'y' WHERE ref = 'X-2026-001';"
        refused(connection, written + LINE.format(OPEN, "readers"))
        refused(connection, written + LINE.format(OPEN, ""))
        refused(connection, written + LINE.format(CLOSED, "title"))
        with connection.transaction():
            connection.execute((written + LINE.format(OPEN, "title")).encode())
    assert postgresql_server.run("SELECT login FROM trail WHERE field = 'title'", "shared") == [("wang",)]
    assert postgresql_server.run("SELECT count(*) FROM written_meanwhile", "shared") == [(0,)]


def test_who_lost_his_role_or_left_while_he_is_connected_sees_nothing_more(postgresql_server: Pgbed, url: str) -> None:
    with closing(entered(postgresql_server, url, "facilitator")) as connection:
        assert connection.execute("SELECT count(*) FROM action").fetchone() == (1,)
        postgresql_server.run("UPDATE role_grant SET withdrawn = TRUE WHERE ref = 'ROLE2'", "shared")
        assert connection.execute("SELECT count(*) FROM action").fetchone() == (0,)
        refused(connection, ACTION)
        postgresql_server.run("UPDATE role_grant SET withdrawn = FALSE WHERE ref = 'ROLE2'", "shared")
        postgresql_server.run("UPDATE person SET left_at = 'x' WHERE ref = 'P1'", "shared")
        assert connection.execute("SELECT count(*) FROM action").fetchone() == (0,)


ACTION = """INSERT INTO action (ref, version, title, status, percent, slips, created_at, updated_at, updated_by, via,
    collaborators, depends_on, deliverable, reason, note)
    VALUES ('A' || nextval('ref_action'), 1, 'x', 'not-started', 0, 0, '', '', '', 'key', '[]', '[]', '', '', '')"""
