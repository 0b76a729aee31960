"""Raw SQL under the login of somebody who may not see a restricted matter, by whatever side door.

王芳 is a facilitator and not among the people of X-2026-002, 李雷 is. X-2026-001 is open."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import psycopg
import pytest

from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, NamedReader, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Entry, Question
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.records import RECORDS
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.store.queries.search import search_hits
from collabtui.store.records.tables import TABLES
from pgbed.bed import Pgbed
from support.records import NOW, action, incoming, meeting, outgoing, person, put

pytestmark = pytest.mark.pgbed
OPEN, CLOSED = "X-2026-001", "X-2026-002"
WORD = "绝密收购"


class Database:
    def __init__(self, bed: Pgbed) -> None:
        self.bed = bed
        self.url = bed.database()
        with closing(open_store(self.url)) as store:
            put(
                store,
                person("P1", name="王芳", email="wang@example.test"),
                person("P2", name="李雷", email="lei@example.test"),
                person("P9", name="韩梅梅", email="han@example.test"),
                Matter(ref=OPEN, title="公开的事", created_at=NOW),
                Matter(ref=CLOSED, title=WORD, created_at=NOW, confidential=True, readers=(NamedReader(person="P2"),)),
                meeting("M1", matter=OPEN),
                meeting("M2", title=WORD, matter=CLOSED, uid="m2@here"),
                action("A1", matter=OPEN, owner="P1"),
                action("A2", title=WORD, matter=CLOSED, owner="P2"),
                action("A3", title=WORD, meeting="M2", depends_on=("A2",)),
                Entry(ref="E1", meeting="M2", slot=0, at=NOW, kind="note", line=WORD, text=WORD, by="x"),
                Decision(ref="D1", text=WORD, meeting="M2", slot=0, at=NOW, by="x"),
                Question(ref="Q1", text=WORD, meeting="M2", slot=0, at=NOW, by="x"),
                Risk(ref="R1", text=WORD, matter=CLOSED, raised_at=NOW, by="x"),
                ChangeRequest(ref="C1", matter=CLOSED, kind="scope", what=WORD, raised_by="x", raised_at=NOW),
                Resource(ref="RES1", matter=CLOSED, what=WORD, department="研发部", made_at=NOW, by="x"),
                MinutesVersion(ref="V1", meeting="M2", number=1, lines=(), at=NOW, by="x"),
                outgoing("O1", matter=CLOSED, subject=WORD),
                outgoing("O2", key="digest:P2", message_id="<2@x>", token="t2", code="c2", text=f"A3 {WORD}"),
                outgoing("O3", key="minutes:M1:1:P1", message_id="<3@x>", token="t3", code="c3", text="A1"),
                incoming("I1", digest="1", answers="O1", subject=WORD),
            )
        bed.run(
            """INSERT INTO role_grant (ref, version, person, role, at, "by", withdrawn) VALUES
               ('ROLE1', 1, 'P1', 'facilitator', '', '', FALSE), ('ROLE2', 1, 'P2', 'facilitator', '', '', FALSE),
               ('ROLE3', 1, 'P9', 'administrator', '', '', FALSE)""",
            "shared",
        )
        bed.own_login(self.url, "lei", "lei@example.test")

    def by(self, name: str, address: str) -> psycopg.Connection[Any]:
        return psycopg.connect(self.bed.own_login(self.url, name, address), autocommit=True)


@pytest.fixture
def database(postgresql_server: Pgbed) -> Database:
    return Database(postgresql_server)


@pytest.fixture
def other(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """Facilitator, and not among its people."""
    with closing(database.by("wang", "wang@example.test")) as connection:
        yield connection


@pytest.fixture
def named(database: Database) -> Iterator[psycopg.Connection[Any]]:
    with closing(database.by("lei", "lei@example.test")) as connection:
        yield connection


@pytest.fixture
def temporary_tables(database: Database, other: psycopg.Connection[Any]) -> Iterator[None]:
    """As they are allowed in a database that was restored."""
    assert not other.closed
    database.bed.run("GRANT TEMPORARY ON DATABASE shared TO PUBLIC")
    yield
    database.bed.run("REVOKE TEMPORARY ON DATABASE shared FROM PUBLIC")


def rows(connection: psycopg.Connection[Any], sql: str) -> list[Any]:
    return connection.execute(sql.encode()).fetchall()


def refused(connection: psycopg.Connection[Any], sql: str) -> str:
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as error:
        connection.execute(sql.encode())
    return str(error.value)


def test_no_table_gives_a_row_of_it(other: psycopg.Connection[Any], named: psycopg.Connection[Any]) -> None:
    """Every table there is, each row as text."""
    seen = 0
    for (table,) in rows(other, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        try:
            found = rows(other, f'SELECT t::text FROM "{table}" AS t')
        except psycopg.errors.InsufficientPrivilege:
            continue
        seen += 1
        assert not [row for row in found if WORD in row[0] or CLOSED in row[0]], table
        assert not [row for row in found if table in ("action", "trail") and "A2" in row[0]], table
    assert seen > len(RECORDS)
    assert [ref for (ref,) in rows(other, "SELECT ref FROM outgoing")] == ["O3"]
    for beside, record, number in (("outgoing_raw", "outgoing", "id"), ("action_text", "action", "rowid")):
        of_others = f"SELECT 1 FROM {beside} WHERE {number} NOT IN (SELECT id FROM {record})"
        assert rows(other, of_others) == [], "bytes and letters of it are hidden, too"
    assert len(rows(named, "SELECT 1 FROM outgoing")) == 3
    assert len(rows(named, "SELECT 1 FROM action")) == 3
    assert rows(named, f"SELECT 1 FROM trail WHERE ref = '{CLOSED}'")


def test_every_table_has_rights_by_row_or_is_not_given(other: psycopg.Connection[Any]) -> None:
    bare = rows(
        other,
        """SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND NOT rowsecurity
           AND (has_any_column_privilege(format('%I.%I', schemaname, tablename), 'SELECT'))""",
    )
    assert {name for (name,) in bare} == {"schema_step", "batch", "counter", "lease", "claimed_mail"}
    guarded = {name for (name,) in rows(other, "SELECT tablename FROM pg_tables WHERE rowsecurity")}
    assert {table.name for table in TABLES} <= guarded


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE matter SET title = 'x' WHERE ref = '{CLOSED}'",
        "UPDATE action SET title = 'x' WHERE ref IN ('A2', 'A3')",
        "UPDATE outgoing SET state = 'held' WHERE ref IN ('O1', 'O2')",
        "UPDATE incoming SET state = 'done' WHERE ref = 'I1'",
        "DELETE FROM action_text WHERE rowid = 2",
        "DELETE FROM member WHERE id = 3",
    ],
)
def test_what_is_hidden_is_not_written(other: psycopg.Connection[Any], sql: str) -> None:
    assert other.execute(sql.encode()).rowcount == 0


@pytest.mark.usefixtures("temporary_tables")
@pytest.mark.parametrize(
    "sql",
    [
        # a row is moved into it, or made in it
        f"UPDATE action SET matter = '{CLOSED}' WHERE ref = 'A1'",
        "UPDATE action SET meeting = 'M2', matter = NULL WHERE ref = 'A1'",
        f"""INSERT INTO matter_reading (ref, version, matter, person, "by", at)
            VALUES ('READ1', 1, '{CLOSED}', 'P1', '', '')""",
        "INSERT INTO action_text (rowid, action_words) VALUES (2, '')",
        # the mark itself
        "INSERT INTO restricted_reader VALUES ('P1', 'X-2026-002')",
        "UPDATE database_login SET person = 'P2'",
        "SELECT * FROM restricted_reader",
        "SELECT * FROM database_login",
        "INSERT INTO written_meanwhile VALUES (pg_current_xact_id(), 'cause')",
        # roles, and who reads
        """INSERT INTO role_grant (ref, version, person, role, at, "by", withdrawn)
           VALUES ('ROLE9', 1, 'P1', 'administrator', '', '', FALSE)""",
        "UPDATE role_grant SET withdrawn = TRUE",
        "UPDATE role_grant SET person = 'P1' WHERE role = 'administrator'",
        f"UPDATE matter SET confidential = TRUE, readers = '[{{\"person\":\"P1\"}}]', title = 'y' WHERE ref = '{OPEN}'",
        # the secret that all tokens are made with, and marks of mails that he does not see
        "SELECT * FROM setting",
        "SELECT signed('collabtui token minutes:M2:1:P2')",
        "SELECT signed('collabtui token digest:P2')",
        "SELECT signed('collabtui token digest:2026-11-23:P2')",
        # what tells of all
        "SELECT restricted_of('A2')",
        "SELECT restricted_within('A2')",
        "SELECT restricted_by('X-2026-002', NULL)",
        "SELECT restrict_again('X-2026-002')",
        "CALL let_in('wang', 'lei@example.test')",
        "CALL open_to_people()",
        "CALL guard_rows('action', 'own')",
        # the trail
        "UPDATE trail SET actor = 'x'",
        "DELETE FROM trail",
        """INSERT INTO trail (batch, at, actor, via, ref, field)
           VALUES (nextval('ref_batch'), '', 'x', 'key', 'A2', 'title')""",
        # tables, roles, numbers
        "SET ROLE collabtui",
        "SET SESSION AUTHORIZATION lei",
        "SET ROLE lei",
        "ALTER TABLE action DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE action DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP POLICY within_rights ON action",
        "TRUNCATE action",
        "CREATE TABLE hung (ref TEXT REFERENCES action (ref))",
        "CREATE FUNCTION public.may_look() RETURNS boolean LANGUAGE sql AS 'SELECT TRUE'",
        """CREATE TEMP TABLE mine (id INT, ref TEXT);
           CREATE TRIGGER t AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION note_cause()""",
        "SELECT setval('ref_action', 1)",
        "INSERT INTO counter VALUES ('X-2030-', 99)",
        "DELETE FROM lease",
        "INSERT INTO lease VALUES ('clock', 'me', '9999', 1)",
        "COPY action TO PROGRAM 'cat'",
        "COPY setting TO STDOUT",
        "SELECT pg_read_file('postgresql.conf')",
    ],
)
def test_a_side_door_is_closed(other: psycopg.Connection[Any], sql: str) -> None:
    refused(other, sql)


def test_copy_gives_no_more_than_a_query(other: psycopg.Connection[Any]) -> None:
    with other.cursor().copy("COPY (SELECT * FROM action) TO STDOUT") as copied:
        text = b"".join(map(bytes, copied)).decode()
    assert "A1" in text
    assert WORD not in text
    with other.cursor().copy("COPY action TO STDOUT") as copied:
        assert WORD not in b"".join(map(bytes, copied)).decode()


@pytest.mark.usefixtures("temporary_tables")
def test_a_session_that_sets_its_own_path_and_tables_is_shown_no_more(other: psycopg.Connection[Any]) -> None:
    other.execute("CREATE TEMP TABLE database_login (login text, person text)")
    other.execute("INSERT INTO database_login VALUES ('wang', 'P2')")
    other.execute("CREATE TEMP TABLE role_grant (person text, role text, withdrawn boolean)")
    other.execute("INSERT INTO role_grant VALUES ('P1', 'administrator', FALSE)")
    other.execute("CREATE TEMP TABLE restricted_reader AS SELECT 'P1' AS person, 'X-2026-002' AS matter")
    other.execute("SET search_path = pg_temp, public")
    assert rows(other, "SELECT ref FROM matter") == [(OPEN,)]
    assert rows(other, "SELECT own_person()") == [("P1",)]
    refused(
        other,
        """INSERT INTO public.role_grant (ref, version, person, role, at, "by", withdrawn)
           VALUES ('ROLE9', 1, 'P1', 'head', '', '', FALSE)""",
    )


@pytest.mark.usefixtures("temporary_tables")
def test_a_function_of_his_own_that_tells_what_it_is_given_is_given_nothing(other: psycopg.Connection[Any]) -> None:
    """The policy comes first, however cheap the function says it is."""
    told: list[str] = []
    other.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
    other.execute(
        """CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
           $$ BEGIN RAISE NOTICE '%', $1; RETURN TRUE; END $$"""
    )
    assert len(rows(other, "SELECT ref FROM action WHERE pg_temp.tell(title)")) == 1
    assert len(told) == 1
    assert WORD not in told[0]


@pytest.mark.usefixtures("temporary_tables")
def test_a_view_of_his_own_runs_under_his_own_rights(other: psycopg.Connection[Any]) -> None:
    other.execute("CREATE TEMP VIEW mine AS SELECT ref FROM action")
    assert rows(other, "SELECT ref FROM mine") == [("A1",)]


def test_a_full_text_search_finds_and_counts_nothing_of_it(database: Database, other: psycopg.Connection[Any]) -> None:
    from collabtui.store.common_sql.fulltext import match_expression

    expression = match_expression(WORD)
    assert rows(other, f"SELECT count(*) FROM found('action', '{expression}')") == [(0,)]
    assert rows(other, f"SELECT count(*) FROM action_text WHERE action_words @@ words_query('{expression}')") == [(0,)]
    for address, name, expected in (("wang@example.test", "wang", set()), ("lei@example.test", "lei", {"A2", "A3"})):
        with closing(open_store(database.bed.own_login(database.url, name, address))) as store:
            assert {hit.ref for hit in store.search(WORD) if hit.kind == "action"} == expected
            found = search_hits(store._connection, WORD)
            assert {row["ref"] for row in found if row["kind"] == "action"} == expected


def test_what_the_server_tells_of_tables_holds_no_values(other: psycopg.Connection[Any], database: Database) -> None:
    database.bed.run("ANALYZE", "shared")
    assert rows(other, "SELECT 1 FROM pg_stats WHERE tablename IN ('matter', 'action', 'trail', 'outgoing')") == []
    assert rows(other, "SELECT 1 FROM pg_stat_activity WHERE usename <> 'wang' AND query LIKE '%X-2026-002%'") == []
    refused(other, "SELECT * FROM pg_statistic")


def test_what_is_told_to_listeners_says_nothing(database: Database, other: psycopg.Connection[Any]) -> None:
    other.execute("LISTEN collabtui_batch")
    with closing(open_store(database.url)) as store:
        put(store, action("A9", title=WORD, matter=CLOSED))
    told = list(other.notifies(timeout=2, stop_after=1))
    assert [one.payload for one in told] == [""]


def test_a_ref_that_is_taken_says_no_more_than_that(other: psycopg.Connection[Any]) -> None:
    """Refs are counted: that there is an A2 is known to whoever is given A4."""
    values = "('A2', 1, 'x', 'P1', '[]', 'not-started', 0, '', '[]', '', '', 0, '', '', '', 'key')"
    columns = """ref, version, title, owner, collaborators, status, percent, deliverable, depends_on, reason, note,
                 slips,
                 created_at, updated_at, updated_by, via"""
    with pytest.raises(psycopg.errors.UniqueViolation) as error:
        other.execute(f"INSERT INTO action ({columns}) VALUES {values}".encode())
    assert WORD not in str(error.value)
    assert rows(other, f"INSERT INTO action ({columns}) VALUES {values} ON CONFLICT DO NOTHING RETURNING title") == []
    refused(
        other,
        f"""INSERT INTO action ({columns}) VALUES {values}
            ON CONFLICT (ref) DO UPDATE SET title = 'x' RETURNING action.title""",
    )


def test_the_mark_is_worked_out_and_not_believed(
    other: psycopg.Connection[Any], named: psycopg.Connection[Any]
) -> None:
    named.execute("UPDATE action SET restricted_matters = NULL WHERE ref = 'A2'")
    assert rows(other, "SELECT ref FROM action") == [("A1",)]


def test_who_writes_stands_in_the_trail_as_the_database_knows_him(other: psycopg.Connection[Any]) -> None:
    written = """UPDATE action SET title = 'otherwise' WHERE ref = 'A1';
                 INSERT INTO trail (batch, at, actor, via, ref, field, login)
                 VALUES (nextval('ref_batch'), '', '李雷', 'key', 'A1', 'title', 'lei')"""
    other.execute(written.encode())
    assert rows(other, "SELECT login FROM trail WHERE actor = '李雷'") == [("wang",)]


def test_a_matter_that_is_restricted_later_takes_all_along_and_one_that_is_opened_gives_it_back(
    database: Database, other: psycopg.Connection[Any]
) -> None:
    def seen() -> tuple[int, ...]:
        tables = ("matter", "meeting", "action", "entry", "outgoing", "incoming", "action_text", "member", "trail")
        return tuple(rows(other, f"SELECT count(*) FROM {table}")[0][0] for table in tables)

    before = seen()
    database.bed.run(f"UPDATE matter SET confidential = FALSE WHERE ref = '{CLOSED}'", "shared")
    opened = seen()
    assert all(more > less for more, less in zip(opened, before, strict=True)), (before, opened)
    database.bed.run(f"UPDATE matter SET confidential = TRUE WHERE ref = '{CLOSED}'", "shared")
    assert seen() == before


WRITTEN = f"""INSERT INTO action (ref, version, title, matter, status, percent, slips, created_at, updated_at,
    updated_by, via, collaborators, depends_on, deliverable, reason, note)
    VALUES ('A' || nextval('ref_action'), 1, 'x', '{OPEN}', 'not-started', 0, 0, '', '', '', 'key', '[]', '[]', '',
    '', '')"""
RESTRICTED = f"""UPDATE matter SET confidential = TRUE, readers = '[{{"person":"P2"}}]' WHERE ref = '{OPEN}'"""
WAITING = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


def test_what_is_under_way_while_its_matter_is_restricted_is_marked_too(
    database: Database, other: psycopg.Connection[Any]
) -> None:
    with ThreadPoolExecutor(1) as beside:
        with other.transaction():
            other.execute(WRITTEN.encode())
            restricting = beside.submit(database.bed.run, RESTRICTED, "shared")
            while not database.bed.run(WAITING, "shared"):
                assert not restricting.done(), "it does not wait for what is being written"
        restricting.result()
    assert rows(other, "SELECT ref FROM action") == []
    assert database.bed.run("SELECT 1 FROM action WHERE restricted_matters IS NULL", "shared") == []


def test_what_waits_while_its_matter_is_restricted_is_refused(
    database: Database, other: psycopg.Connection[Any]
) -> None:
    with ThreadPoolExecutor(1) as beside, psycopg.connect(database.url) as restricting:
        restricting.execute(RESTRICTED.encode())
        writing = beside.submit(refused, other, WRITTEN)
        while not database.bed.run(WAITING, "shared"):
            assert not writing.done(), "it does not wait for what restricts"
        restricting.commit()
        writing.result()


def test_in_a_snapshot_of_an_earlier_time_nothing_is_written(other: psycopg.Connection[Any]) -> None:
    other.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="snapshot"), other.transaction():
        other.execute(WRITTEN.encode())


def test_a_meeting_that_goes_to_another_matter_takes_its_papers_along(
    database: Database, other: psycopg.Connection[Any]
) -> None:
    assert rows(other, "SELECT ref FROM entry") == []
    database.bed.run(f"UPDATE meeting SET matter = '{OPEN}' WHERE ref = 'M2'", "shared")
    assert rows(other, "SELECT ref FROM entry") == [("E1",)]
    assert ("A3",) in rows(other, "SELECT ref FROM action")


def test_who_is_made_a_reader_sees_it_and_who_is_no_more_does_not(
    database: Database, other: psycopg.Connection[Any], named: psycopg.Connection[Any]
) -> None:
    database.bed.run(f"""UPDATE matter SET readers = '[{{"person":"P1"}}]' WHERE ref = '{CLOSED}'""", "shared")
    assert (CLOSED,) in rows(other, "SELECT ref FROM matter")
    assert rows(named, "SELECT ref FROM matter") == [(OPEN,)]


@pytest.mark.parametrize(
    "why",
    [
        "UPDATE person SET left_at = 'x' WHERE ref = 'P2'",
        "UPDATE role_grant SET withdrawn = TRUE WHERE person = 'P2'",
        "DELETE FROM database_login WHERE login = 'lei'",
    ],
)
def test_who_has_left_or_has_no_role_any_more_sees_nothing_at_all(
    database: Database, named: psycopg.Connection[Any], why: str
) -> None:
    assert rows(named, "SELECT ref FROM action")
    database.bed.run(why, "shared")
    for table in ("action", "matter", "person", "trail", "outgoing"):
        assert rows(named, f"SELECT 1 FROM {table}") == []


def test_while_no_role_was_given_everybody_may_do_everything(
    database: Database, other: psycopg.Connection[Any]
) -> None:
    database.bed.run("UPDATE role_grant SET withdrawn = TRUE", "shared")
    assert len(rows(other, "SELECT 1 FROM matter")) == 2
    assert other.execute("UPDATE action SET title = 'x' WHERE ref = 'A2'").rowcount == 1


def test_a_role_that_would_not_be_bound_is_not_let_in(database: Database) -> None:
    bed = database.bed
    for name, how in (
        ("loose1", "SUPERUSER"),
        ("loose2", "BYPASSRLS"),
        ("loose3", "IN ROLE collabtui"),
        ("loose4", "CREATEROLE"),
    ):
        if not bed.run(f"SELECT 1 FROM pg_roles WHERE rolname = '{name}'"):
            bed.run(f"CREATE ROLE {name} LOGIN {how}")
        with pytest.raises(psycopg.errors.RaiseException, match="no rights by row would hold"):
            bed.run(f"CALL let_in('{name}', 'wang@example.test')", "shared")


def test_tokens_are_the_same_whoever_makes_them(database: Database) -> None:
    key = b"collabtui token minutes:M1:1:P1"
    with closing(open_store(database.url)) as whole:
        expected = whole.signed(key)
    with closing(open_store(database.bed.own_login(database.url, "wang", "wang@example.test"))) as store:
        assert store.signed(key) == expected
        assert store.secret() != b"s" * 32
