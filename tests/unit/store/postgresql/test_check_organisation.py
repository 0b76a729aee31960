"""Faults put into a database on PostgreSQL by hand, each with the fault that the check names, and of what."""

from contextlib import closing

import pytest

from collabtui.store.postgresql.check_organisation import check_organisation
from collabtui.store.postgresql.postgresql_store import open_store
from pgbed.bed import Pgbed
from support.records import NOW, action

pytestmark = pytest.mark.pgbed
BY_HAND = [
    ("UPDATE action SET status = 'blocked' WHERE ref = 'A1'", "trail.first_values", "A1"),
    ("UPDATE action SET due = '2026-03-11' WHERE ref = 'A2'", "trail.first_values", "A2"),
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
]


@pytest.mark.parametrize(("statement", "key", "ref"), BY_HAND)
def test_what_was_changed_by_hand_is_named(postgresql_server: Pgbed, statement: str, key: str, ref: str) -> None:
    url = postgresql_server.own_database()
    with closing(open_store(url)) as store, store.transaction(actor="x", via="key", now=NOW) as tx:
        tx.put(action("A1"))
        tx.put(action("A2", depends_on=("A1",)))
    assert check_organisation(url, None) == []
    postgresql_server.run(statement, url.rpartition("/")[2])
    assert (key, ref) in [(fault.key, fault.ref) for fault in check_organisation(url, None)]
