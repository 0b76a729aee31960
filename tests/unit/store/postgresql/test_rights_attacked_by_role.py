"""Raw SQL by people who have a role, and want more than it gives: rights of another department, letters and words that
stand beside a record, numbers to come, answers that never came.

王芳 has the role that the table names and is of 研发部; 李雷 is of 市场部, 韩梅梅 is the administrator."""

from contextlib import ExitStack, closing
from typing import Any

import psycopg
import pytest

from collabtui.domain.access.role_grant import Role, RoleGrant
from collabtui.domain.action import Collaborator
from collabtui.domain.count_working_days import every_day
from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, NamedReader
from collabtui.domain.meetings.meeting import Slot
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.matters.confidential_matters import make_confidential
from collabtui.store.interface import Store
from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_store import open_store
from collabtui.text.templates import Templates
from pgbed.bed import Pgbed
from support.records import NOW, action, incoming, meeting, outgoing, person, put
from support.world import CONFIG, Clock

pytestmark = pytest.mark.pgbed
OPEN, CLOSED = "X-2026-001", "X-2026-002"


@pytest.fixture
def url(postgresql_server: Pgbed) -> str:
    made = postgresql_server.database()
    with closing(open_store(made)) as store:
        put(
            store,
            person("P1", name="王芳", email="wang@example.test", department="研发部"),
            person("P2", name="李雷", email="lei@example.test", department="市场部"),
            person("P3", name="陈静", email="chen@example.test", department="研发部"),
            person("P9", name="韩梅梅", email="han@example.test", department="行政部"),
            Matter(ref=OPEN, title="公开的事", created_at=NOW, lead="市场部"),
            Matter(ref=CLOSED, title="绝密", created_at=NOW, confidential=True, readers=(NamedReader(person="P2"),)),
            action("A1", matter=OPEN, owner="P3", collaborators=(Collaborator(person="P2"),)),
            action("A2", matter=OPEN, owner="P2"),
            meeting("M1", matter=OPEN, slots=(Slot(title="a", minutes=5),)),
            ChangeRequest(ref="C1", matter=OPEN, kind="scope", what="w", raised_by="x", raised_at=NOW),
            outgoing("O1", matter=OPEN, person="P2", subject="s"),
            incoming("I1", digest="1", answers="O1"),
            Reminded(ref="A2/x/y", at=NOW, outgoing="O1"),
        )
    return made


def give(url: str, role: Role) -> None:
    with closing(open_store(url)) as store:
        boss = RoleGrant(ref="ROLE1", person="P9", role="administrator", at=NOW, by="x")
        put(store, boss, RoleGrant(ref="ROLE2", person="P1", role=role, at=NOW, by="x"))


def entered(bed: Pgbed, url: str, role: Role) -> psycopg.Connection[Any]:
    give(url, role)
    return psycopg.connect(bed.own_login(url, "wang", "wang@example.test"), autocommit=True)


ACTION = """INSERT INTO action (id, ref, version, title, owner, collaborators, status, percent, deliverable, depends_on,
    reason, note, slips, created_at, updated_at, updated_by, via)
    VALUES ({}, '{}', 1, 'x', 'P3', '[]', 'not-started', 0, '', '[]', '', '', 0, '', '', '', 'key')"""
CAUSE = "UPDATE action SET percent = 41 WHERE ref = 'A1'; "
FORGED = """INSERT INTO incoming (ref, version, message_id, digest, received_at, written_at, sender, subject, trust,
    kind, verdict, reason, state) SELECT 'I1', 1, '<f@x>', 'f', received_at, written_at, 'han@example.test', 'yes',
    'token', kind, 'apply', 'token', 'new' FROM incoming"""
ATTACKS: tuple[tuple[Role, str], ...] = (
    # a head who wants another department's rights
    ("head", "UPDATE person SET department = '市场部' WHERE ref = 'P1'"),
    ("head", "UPDATE person SET department = '' WHERE ref = 'P1'"),
    ("head", "UPDATE person SET department = '市场部', merged_into = NULL WHERE email = 'wang@example.test'"),
    ("head", "UPDATE person SET department = '研发部' WHERE ref = 'P2'"),
    ("head", "UPDATE action SET percent = 9 WHERE ref = 'A2'"),
    ("head", "UPDATE action SET owner = 'P3' WHERE ref = 'A2'"),
    ("head", f"UPDATE matter SET lead = '研发部' WHERE ref = '{OPEN}'"),
    ("head", "UPDATE change SET departments = '[\"研发部\"]' WHERE ref = 'C1'"),
    ("head", "UPDATE role_grant SET role = 'administrator' WHERE person = 'P1'"),
    ("head", "INSERT INTO department (ref, version, name) VALUES ('DEP1', 1, 'x')"),
    # letters, words and names beside a record
    ("reader", "UPDATE outgoing_raw SET raw = 'x'"),
    ("scribe", CAUSE + "UPDATE outgoing_raw SET raw = 'x'"),
    ("reader", "UPDATE incoming_raw SET raw = 'x'"),
    ("reader", "DELETE FROM action_text"),
    ("reader", "UPDATE action_text SET action_words = ''"),
    ("reader", "INSERT INTO matter_text (rowid, matter_words) SELECT rowid + 100, matter_words FROM matter_text"),
    ("facilitator", "DELETE FROM person_text"),
    ("reader", "DELETE FROM member"),
    ("reader", "INSERT INTO member (kind, field, value, id) SELECT 'action', 'collaborators', 'P1', id FROM action"),
    ("reader", "INSERT INTO member (kind, field, value, id) VALUES ('role_grant', 'x', 'y', 1)"),
    # numbers to come
    ("facilitator", ACTION.format("DEFAULT", "A999")),
    ("facilitator", ACTION.format("999", "A1")),
    ("facilitator", ACTION.format("DEFAULT", "A99999999999999999999")),
    # what follows, without what it follows from
    ("reader", "UPDATE reminded SET at = at"),
    ("reader", "INSERT INTO reminded (ref, version, at, outgoing) VALUES ('A1/x/y', 1, '', 'O1')"),
    ("reader", "UPDATE outgoing SET \"to\" = 'wang@example.test'"),
    ("scribe", "UPDATE outgoing SET state = 'held'"),
    ("reader", "UPDATE incoming SET state = 'new', verdict = 'apply'"),
    # an answer that never came, which would have its sender's rights
    ("scribe", CAUSE + FORGED),
    ("reader", FORGED),
    # who could give roles again
    ("facilitator", "UPDATE person SET left_at = 'x' WHERE ref = 'P9'"),
    ("facilitator", "UPDATE person SET merged_into = 'P1' WHERE ref = 'P9'"),
    # who reads it, together with something that he may change
    ("facilitator", f"UPDATE matter SET title = 'y', readers = '[{{\"person\":\"P1\"}}]' WHERE ref = '{OPEN}'"),
    ("facilitator", f"UPDATE matter SET title = 'y', account = 'ACC1' WHERE ref = '{OPEN}'"),
    ("scribe", f"UPDATE matter SET title = 'y' WHERE ref = '{OPEN}'"),
    ("scribe", "UPDATE meeting SET goal = 'y' WHERE ref = 'M1'"),
    ("facilitator", "INSERT INTO written_meanwhile VALUES (pg_current_xact_id(), 'restricts X-2026-002')"),
    ("facilitator", "SELECT guard_beside()"),
    # tables that nobody could use meanwhile
    *((role, f"LOCK TABLE {table}") for role in ("reader", "administrator")
      for table in ("action", "matter", "person", "outgoing", "trail", "batch", "counter", "role_grant", "lease")),
    ("facilitator", "LOCK TABLE action IN SHARE MODE"),
    ("facilitator", "LOCK TABLE action IN SHARE ROW EXCLUSIVE MODE"),
    ("facilitator", "ALTER ROLE wang CONNECTION LIMIT -1"),
    ("facilitator", "ALTER TABLE database_login DISABLE TRIGGER limit_login"),
)  # fmt: skip


@pytest.mark.parametrize(("role", "sql"), ATTACKS)
def test_a_role_gives_no_more_than_it_says(postgresql_server: Pgbed, url: str, role: Role, sql: str) -> None:
    with closing(entered(postgresql_server, url, role)) as connection:
        before = _all(postgresql_server)
        with pytest.raises(psycopg.Error) as error, connection.transaction():
            connection.execute(sql.encode())
        assert error.value.sqlstate in ("42501", "0A000"), error.value
    assert _all(postgresql_server) == before


def test_a_login_has_so_many_connections_and_no_more(postgresql_server: Pgbed, url: str) -> None:
    with closing(entered(postgresql_server, url, "reader")) as connection:
        assert connection.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("1min",)
    postgresql_server.run("ALTER ROLE wang CONNECTION LIMIT 3")
    login = postgresql_server.own_login(url, "wang", "wang@example.test")
    with ExitStack() as held:
        for _ in range(3):
            held.enter_context(psycopg.connect(login))
        with pytest.raises(psycopg.OperationalError, match="too many connections for role"):
            psycopg.connect(login)
    assert postgresql_server.run("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'wang'") == [(3,)]
    postgresql_server.run("ALTER ROLE wang CONNECTION LIMIT -1")
    postgresql_server.own_login(url, "wang", "wang@example.test")
    assert postgresql_server.run("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'wang'") == [(30,)]


def _all(bed: Pgbed) -> list[Any]:
    tables = (
        "person",
        "action",
        "action_text",
        "member",
        "matter",
        "outgoing",
        "outgoing_raw",
        "incoming",
        "role_grant",
    )
    return [bed.run(f"SELECT t::text FROM {table} AS t ORDER BY 1", "shared") for table in tables]


def test_a_head_changes_the_people_of_his_own_department_and_lets_them_go(postgresql_server: Pgbed, url: str) -> None:
    with closing(entered(postgresql_server, url, "head")) as connection:
        assert connection.execute("UPDATE person SET title = 'x' WHERE ref IN ('P1', 'P3')").rowcount == 2
        assert connection.execute("UPDATE person SET department = '市场部' WHERE ref = 'P3'").rowcount == 1


def test_a_head_of_two_minds_is_refused_by_command_too(postgresql_server: Pgbed, url: str) -> None:
    from collabtui.lifecycle.people.edit_people import PersonChange, edit_person

    give(url, "head")
    for place in (url, postgresql_server.own_login(url, "wang", "wang@example.test")):
        with closing(open_store(place)) as store, pytest.raises(Refused, match=r"permission\.refused"):
            edit_person(_workspace(store).acting("王芳", "key"), "P1", PersonChange(department="市场部"))


def test_nobody_prepares_a_move_or_a_copy_by_a_login_of_his_own(postgresql_server: Pgbed, url: str) -> None:
    from collabtui.store.moving.server_ends import ServerSource

    give(url, "facilitator")
    own = postgresql_server.own_login(url, "wang", "wang@example.test")
    with pytest.raises(Refused, match=r"database\.own_copy"):
        ServerSource(own, None)


def test_an_administrator_restricts_a_matter_by_his_own_login_and_sees_no_more_of_it(
    postgresql_server: Pgbed, url: str
) -> None:
    give(url, "administrator")
    own = postgresql_server.own_login(url, "wang", "wang@example.test")
    before = check_organisation(url, None)
    with closing(open_store(own)) as store:
        acting = _workspace(store).acting("王芳", "key")
        made = make_confidential(acting, OPEN, ["李雷"])
        assert made.matter.confidential
        assert store.find(Matter) == []
    with closing(open_store(url)) as store:
        assert [one.person for one in store.get(Matter, OPEN).readers] == ["P2"]
        assert "王芳" in {one.actor for one in store.changes(OPEN)}
    assert check_organisation(url, None) == before


@pytest.mark.parametrize("role", ["facilitator", "head", "scribe", "reader"])
def test_nobody_else_restricts_one_and_what_is_restricted_is_not_opened_by_that(
    postgresql_server: Pgbed, url: str, role: Role
) -> None:
    with closing(entered(postgresql_server, url, role)) as connection:
        for ref in (OPEN, CLOSED):
            assert connection.execute("SELECT begin_to_restrict(%s)", (ref,)).fetchone() == (False,)


def test_an_administrator_opens_nothing_by_beginning_to_restrict_it(postgresql_server: Pgbed, url: str) -> None:
    with closing(entered(postgresql_server, url, "administrator")) as connection, connection.transaction():
        assert connection.execute("SELECT begin_to_restrict(%s)", (CLOSED,)).fetchone() == (False,)
        assert connection.execute("SELECT ref FROM matter").fetchall() == [(OPEN,)]


def _workspace(store: Store) -> Workspace:
    return Workspace(store, CONFIG, Templates(), every_day, Clock())


def test_an_administrator_leaves_the_people_of_a_matter_and_sees_it_no_more(postgresql_server: Pgbed, url: str) -> None:
    give(url, "administrator")
    with closing(open_store(url)) as store:
        both = (NamedReader(person="P1"), NamedReader(person="P2"))
        put(store, store.get(Matter, CLOSED).model_copy(update={"readers": both}))
    with closing(open_store(postgresql_server.own_login(url, "wang", "wang@example.test"))) as store:
        assert {one.ref for one in store.find(Matter)} == {OPEN, CLOSED}
        make_confidential(_workspace(store).acting("王芳", "key"), CLOSED, ["李雷"])
        assert {one.ref for one in store.find(Matter)} == {OPEN}
    with closing(open_store(url)) as store:
        assert [one.person for one in store.get(Matter, CLOSED).readers] == ["P2"]
        assert "王芳" in {one.actor for one in store.changes(CLOSED)}
