"""Faults put into a database on PostgreSQL by hand, each with the fault that the check names, and of what."""

import os
from contextlib import closing

import pytest

from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.made_objects import MADE, catalogue, written
from collabtui.store.postgresql.postgresql_connection import connect
from collabtui.store.postgresql.postgresql_store import open_store
from pgbed.bed import Pgbed
from support.records import NOW, action

pytestmark = pytest.mark.pgbed
WIDE_OPEN = """CREATE OR REPLACE FUNCTION is_bound(role_name name) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = pg_catalog, public, pg_temp RETURN false"""
BY_HAND = [
    ("UPDATE action SET status = 'blocked' WHERE ref = 'A1'", "trail.first_values", "A1"),
    ("UPDATE action SET due = '2026-03-11' WHERE ref = 'A2'", "trail.first_values", "A2"),
    ("UPDATE action SET id = 99 WHERE ref = 'A1'", "row.altered", "A1"),
    ("UPDATE schema_step SET at = at + interval '1 day' WHERE name = 'sealed_rows'", "schema.other_steps", ""),
    ("UPDATE schema_step SET at = now() WHERE name LIKE 'sealed %'", "schema.other_steps", ""),
    ("DELETE FROM action WHERE ref = 'A2'", "trail.no_record", "A2"),
    ("UPDATE trail SET new = '{{' WHERE id = (SELECT max(id) FROM trail)", "trail.unreadable", "A2"),
    ("DELETE FROM batch", "trail.rows_missing", ""),
    ("SELECT setval('ref_action', 1)", "counter.behind", "A"),
    ("UPDATE action SET owner = 'P99' WHERE ref = 'A2'", "reference.dangling", "A2"),
    ("DELETE FROM member", "member.differs", "A2"),
    ("DELETE FROM action_text", "search.missing", "A1"),
    ("INSERT INTO action_text VALUES (99, '')", "search.ghost", "action"),
    ("DROP INDEX trail_by_ref", "schema.differs", "trail_by_ref"),
    ("ALTER TABLE action DROP COLUMN due", "schema.differs", "action"),
    ("ALTER FUNCTION words_vector(text) RENAME TO wv", "schema.differs", "words_vector"),
    ("CREATE RULE nothing AS ON INSERT TO trail DO INSTEAD NOTHING", "schema.differs", "nothing"),
    ("ALTER TABLE matter DISABLE TRIGGER b_guarded", "schema.differs", "matter"),
    ("UPDATE setting SET value = ''", "setting.secret", ""),
    ("ALTER TABLE action ALTER COLUMN title TYPE varchar(2000)", "schema.differs", "action"),
    ("ALTER TABLE action ALTER COLUMN percent TYPE smallint", "schema.differs", "action"),
    ('ALTER TABLE person ALTER COLUMN name TYPE text COLLATE "POSIX"', "schema.differs", "person"),
    ("ALTER TABLE action ALTER COLUMN title DROP NOT NULL", "schema.differs", "action"),
    ("ALTER TABLE meeting ALTER COLUMN title SET DEFAULT 'x'", "schema.differs", "meeting"),
    ("ALTER TABLE action DROP CONSTRAINT action_pkey", "schema.differs", "action"),
    ("ALTER TABLE risk ADD CONSTRAINT short CHECK (length(ref) < 9)", "schema.differs", "risk"),
    ("ALTER TABLE action SET UNLOGGED", "schema.differs", "action"),
    ("DROP POLICY within_rights ON action", "schema.differs", "action"),
    ("ALTER POLICY within_rights ON outgoing USING (true)", "schema.differs", "outgoing"),
    ("CREATE POLICY open_all ON trail FOR SELECT USING (true)", "schema.differs", "trail"),
    ("ALTER TABLE incoming DISABLE ROW LEVEL SECURITY", "schema.differs", "incoming"),
    ("ALTER TABLE action FORCE ROW LEVEL SECURITY", "schema.differs", "action"),
    ("GRANT SELECT ON outgoing_raw TO PUBLIC", "schema.differs", "outgoing_raw"),
    ("GRANT SELECT (title) ON action TO PUBLIC", "schema.differs", "action"),
    ("DROP TRIGGER a_restricted ON action", "schema.differs", "action"),
    ("CREATE TRIGGER b_guarded BEFORE DELETE ON lease EXECUTE FUNCTION write_in_turn()", "schema.differs", "lease"),
    ("ALTER FUNCTION json_valid(text) SECURITY DEFINER", "schema.differs", "json_valid"),
    ("ALTER FUNCTION may_look() RESET search_path", "schema.differs", "may_look"),
    ("GRANT EXECUTE ON FUNCTION restricted_of(text) TO PUBLIC", "schema.differs", "restricted_of"),
    (WIDE_OPEN, "schema.differs", "is_bound"),
    ("ALTER SEQUENCE ref_action CYCLE", "schema.differs", "ref_action"),
]
OF_THEIR_OWN = [
    "CREATE INDEX own ON action (title)",
    "ALTER TABLE action ADD COLUMN own text DEFAULT 'x'",
    "CREATE VIEW own AS SELECT title FROM action",
    "CREATE FUNCTION own() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SEQUENCE own",
    "CREATE TABLE own (word text PRIMARY KEY CHECK (word <> ''))",
    "ALTER TABLE action SET (autovacuum_vacuum_scale_factor = 0.05)",
    "ALTER TABLE action ALTER COLUMN title SET STATISTICS 500",
    "REINDEX TABLE action",
]
"""What an organisation may add or set."""


@pytest.mark.parametrize(("statement", "key", "ref"), BY_HAND)
def test_what_was_changed_by_hand_is_named(postgresql_server: Pgbed, statement: str, key: str, ref: str) -> None:
    url = postgresql_server.own_database()
    with closing(open_store(url)) as store, store.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(action("A1"))
        tx.put(action("A2", depends_on=("A1",)))
    assert check_organisation(url, None) == []
    postgresql_server.run(statement, url.rpartition("/")[2])
    assert (key, ref) in [(fault.key, fault.ref) for fault in check_organisation(url, None)]


@pytest.mark.parametrize("statement", OF_THEIR_OWN)
def test_what_an_organisation_has_of_its_own_is_no_fault(postgresql_server: Pgbed, statement: str) -> None:
    url = postgresql_server.own_database()
    open_store(url).close()
    postgresql_server.run(statement, url.rpartition("/")[2])
    assert check_organisation(url, None) == []


def test_the_kept_catalogue_is_that_of_a_new_database(postgresql_server: Pgbed) -> None:
    """After a new step: UPDATE_SNAPSHOTS=1, and look at what differs."""
    url = postgresql_server.own_database()
    open_store(url).close()
    with closing(connect(url, None, only_reads=True)) as reader:
        now = written(catalogue(reader))
    if os.environ.get("UPDATE_SNAPSHOTS"):
        MADE.write_text(now, "utf-8")
    assert MADE.read_text("utf-8") == now
