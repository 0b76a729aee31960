"""Faults put into the database by hand, each with the fault that the check names, and of what."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from collabtui.lifecycle.base.acting import Workspace
from collabtui.store.check.check_data import check_data
from support.invariants import database_of, holds
from support.records import outgoing, put

BY_HAND = {
    "a status that the trail does not lead to": (
        "UPDATE action SET status = 'blocked' WHERE ref = 'A1'", "trail.state", "A1"),
    "a title that was never changed in the trail": (
        "UPDATE action SET title = 'another' WHERE ref = 'A2'", "trail.state", "A2"),
    "a day that was never changed in the trail": (
        "UPDATE action SET due = '2026-03-11' WHERE ref = 'A3'", "trail.first_values", "A3"),
    "a record that is gone": (
        "DELETE FROM action WHERE ref = 'A3'", "trail.no_record", "A3"),
    "a record without its beginning": (
        "DELETE FROM trail WHERE ref = 'A1' AND field = ''", "trail.no_beginning", "A1"),
    "a change taken out of the middle": (
        "DELETE FROM trail WHERE id = (SELECT min(id) FROM trail WHERE ref = 'A1' AND field <> '')",
        "trail.rows_missing", ""),
    "a change that says something else": (
        "UPDATE trail SET new = '77' WHERE id = (SELECT min(id) FROM trail WHERE ref = 'A2' AND field = 'percent')",
        "trail.broken_chain", "A2"),
    "a value of the trail that cannot be read": (
        "UPDATE trail SET new = '{{' WHERE id = (SELECT max(id) FROM trail WHERE ref = 'A1')",
        "trail.unreadable", "A1"),
    "a line of the trail without its time": (
        "UPDATE trail SET at = 'x' WHERE id = (SELECT max(id) FROM trail WHERE ref = 'A1')", "trail.unreadable", "A1"),
    "the last deeds are counted less than the trail has": (
        "UPDATE counter SET value = 1 WHERE name = 'batch'", "counter.behind", "batch"),
    "a mail that changed something and is not there": (
        "UPDATE trail SET via = 'mail:I99' WHERE id = (SELECT max(id) FROM trail WHERE ref = 'A1')",
        "trail.no_mail", "A1"),
    "an owner who does not exist": (
        "UPDATE action SET owner = 'P99' WHERE ref = 'A3'", "reference.dangling", "A3"),
    "a collaborator who does not exist": (
        """UPDATE action SET collaborators = '[{"person":"P99","support":""}]' WHERE ref = 'A3'""",
        "reference.dangling", "A3"),
    "a matter that does not exist": (
        "UPDATE action SET matter = 'X-2099-001' WHERE ref = 'A3'", "reference.dangling", "A3"),
    "an action that waits for none": (
        """UPDATE action SET depends_on = '["A99"]' WHERE ref = 'A3'""", "reference.dangling", "A3"),
    "two actions that wait for each other": (
        """UPDATE action SET depends_on = CASE ref WHEN 'A1' THEN '["A2"]' ELSE '["A1"]' END
           WHERE ref IN ('A1', 'A2')""", "action.circle", "A1"),
    "a line of the log without what it made": (
        "UPDATE entry SET thing = 'D99' WHERE thing = 'D1'", "reference.dangling", "E1"),
    "somebody who was merged into nobody": (
        "UPDATE person SET merged_into = 'P99' WHERE ref = 'P5'", "reference.dangling", "P5"),
    "a participant who does not exist": (
        "UPDATE meeting SET participants = replace(participants, '\"P2\"', '\"P99\"')", "reference.dangling", "M1"),
    "a reminder without its mail": (
        "UPDATE reminded SET outgoing = 'O99'", "reference.dangling", None),
    "a reply to a mail that was never sent": (
        "UPDATE incoming SET answers = 'O99' WHERE ref = 'I1'", "reference.dangling", "I1"),
    "two mails that say the same": (
        "DROP INDEX outgoing_by_key; UPDATE outgoing SET key = 'same' WHERE ref IN ('O1', 'O2')",
        "unique.twice", "O2"),
    "an index that is not there": (
        "DROP INDEX outgoing_by_key", "schema.differs", "outgoing_by_key"),
    "a trigger that is not ours": (
        "CREATE TRIGGER mine AFTER UPDATE ON action BEGIN DELETE FROM trail; END", "schema.differs", "mine"),
    "a mail that was sent at no time": (
        "UPDATE outgoing SET sent_at = NULL WHERE ref = 'O1'", "outgoing.sent", "O1"),
    "a mail that waits and was sent": (
        "UPDATE outgoing SET sent_at = queued_at WHERE state = 'queued'", "outgoing.sent", None),
    "a mail that was sent without being tried": (
        "UPDATE outgoing SET attempts = 0 WHERE ref = 'O1'", "outgoing.attempts", "O1"),
    "a mail that was tried less than never": (
        "UPDATE outgoing SET attempts = -1 WHERE ref = 'O1'", "outgoing.attempts", "O1"),
    "a mail out beside which another kind stands": (
        "UPDATE outgoing SET kind = 'notice' WHERE ref = 'O1'", "outgoing.differs", "O1"),
    "a mail without its text": (
        "DELETE FROM outgoing_raw WHERE id = 1", "mail.no_raw", "O1"),
    "a text without its mail": (
        "INSERT INTO incoming_raw (id, raw) VALUES (99, x'00')", "mail.raw_alone", ""),
    "a received mail of which a letter has changed": (
        "UPDATE incoming_raw SET raw = CAST(replace(CAST(raw AS TEXT), 'plain', 'plaim') AS BLOB) WHERE id = 1",
        "incoming.digest", "I1"),
    "a mail out beside which another text stands": (
        "UPDATE outgoing SET text = text || 'x' WHERE ref = 'O1'", "outgoing.differs", "O1"),
    "a mail out beside which another token stands": (
        "UPDATE outgoing SET token = 'aaaaaaaaaaaaaaaa' WHERE ref = 'O1'", "outgoing.differs", "O1"),
    "a mail out beside which another subject stands": (
        "UPDATE outgoing SET subject = 'Another' WHERE ref = 'O1'", "outgoing.differs", "O1"),
    "a mail out that says something else than stands beside it": (
        "UPDATE outgoing_raw SET raw = CAST(replace(CAST(raw AS TEXT), 'Subject: ', 'X: ') AS BLOB) WHERE id = 1",
        "outgoing.differs", "O1"),
    "a mail out of which the HTML part has changed": (
        "UPDATE outgoing_raw SET raw = CAST(replace(CAST(raw AS TEXT), '<html', '<HTML') AS BLOB) WHERE id = 1",
        "outgoing.digest", "O1"),
    "a mail out with a byte in its Message-ID that no header has": (
        """UPDATE outgoing_raw SET raw = CAST(replace(CAST(raw AS TEXT), 'Message-ID: <', 'Message-ID: \u00ff') AS BLOB)
           WHERE id = 1""",
        "outgoing.differs", "O1"),
    "a mail out with a byte in a field of its parts that no header has": (
        """UPDATE outgoing_raw SET raw = CAST(replace(CAST(raw AS TEXT), 'text/plain', 'text/\u00ff') AS BLOB)
           WHERE id = 1""",
        "outgoing.differs", "O1"),
    "words of another record": (
        "UPDATE action_text_content SET c0 = 'else' WHERE id = 1", "search.missing", "A1"),
    "a mail that would be applied again": (
        "DELETE FROM claimed_mail", "incoming.unclaimed", "I1"),
    "a mail under a lease that nobody was given": (
        "UPDATE outgoing SET state = 'sending', lease = 99 WHERE ref = 'O1'", "outgoing.lease", "O1"),
    "refs that would be given again": (
        "UPDATE counter SET value = 1 WHERE name = 'A'", "counter.behind", "A"),
    "a sign-off of minutes that never were": (
        "UPDATE sign_off SET minutes_version = 7 WHERE ref = 'S1'", "sign_off.version", "S1"),
    "minutes that are out in no version": (
        "UPDATE meeting SET minutes_version = 0 WHERE ref = 'M1'", "meeting.no_minutes", "M1"),
    "minutes that are out and not kept as they were sent": (
        "DELETE FROM minutes_version WHERE id = (SELECT min(id) FROM minutes_version)", "meeting.no_minutes", "M1"),
    "a status that no code knows": (
        "UPDATE action SET status = 'banana' WHERE ref = 'A3'", "record.unreadable", "A3"),
    "a day that is none": (
        "UPDATE action SET due = '2026-13-45' WHERE ref = 'A3'", "record.unreadable", "A3"),
    "nested values that cannot be read": (
        "UPDATE action SET collaborators = '[{' WHERE ref = 'A3'", "record.unreadable", "A3"),
    "the key of the reply addresses is gone": (
        "DELETE FROM setting WHERE name = 'secret'", "setting.secret", ""),
    "somebody cannot be found by what he takes part in": (
        "DELETE FROM member WHERE kind = 'meeting'", "member.differs", "M1"),
    "somebody is found by what he has no part in": (
        "INSERT INTO member (kind, field, value, id) VALUES ('action', 'depends_on', 'A1', 3)", "member.differs", "A3"),
    "words that cannot be found": (
        "DELETE FROM action_text WHERE rowid = 1", "search.missing", "A1"),
    "words that lead nowhere": (
        "INSERT INTO action_text (rowid, text) VALUES (99, 'ghost')", "search.ghost", "action"),
    "an index of words that has lost one block": (
        "DELETE FROM action_text_data WHERE id = (SELECT max(id) FROM action_text_data)",
        "search.other_words", "action"),
    "an index of words that has lost all": (
        "DELETE FROM meeting_text_data WHERE id > 10; DELETE FROM meeting_text_idx", "search.other_words", "meeting"),
    "an index of words that leads elsewhere": (
        """UPDATE matter_text_data SET block = CAST(replace(CAST(block AS TEXT), '新品', '产品') AS BLOB)
           WHERE instr(CAST(block AS TEXT), '新品') > 0""",
        "search.other_words", "matter"),
    "an index of words that does not know how it is made": (
        "DELETE FROM person_text_config", "search.other_words", "person"),
    "a matter that was archived as the trail does not know": (
        "UPDATE matter SET archive_head = 'f00'", "trail.first_values", "X-2026-001"),
}  # fmt: skip


def test_a_home_that_was_lived_in_has_no_faults(lived_in: Workspace) -> None:
    holds(database_of(lived_in))


def test_a_subject_that_is_folded_over_lines_agrees_with_what_stands_beside_it(lived_in: Workspace) -> None:
    mail = outgoing("O90", subject="[M1] Minutes of the launch of headphones in three countries, with its campaign")
    head = b"Subject: [M1] Minutes of the launch of headphones\r\n in three countries, with its campaign\r\n"
    folded = re.sub(rb"Subject: [^\r]*\r\n", lambda _: head, mail.raw)
    put(lived_in.store, mail.with_raw(folded))
    assert [one for one in check_data(database_of(lived_in)) if one.ref == "O90"] == []


@pytest.mark.parametrize("name", BY_HAND)
def test_what_was_put_in_by_hand_is_named(lived_in: Workspace, name: str) -> None:
    sql, key, ref = BY_HAND[name]
    path = database_of(lived_in)
    by_hand(path, sql)
    found = check_data(path)
    assert (key, ref) in {(one.key, one.ref if ref is not None else None) for one in found}


def by_hand(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = connection.total_changes
        schema = connection.execute("PRAGMA schema_version").fetchone()
        connection.executescript(sql)
        assert connection.total_changes > before or connection.execute("PRAGMA schema_version").fetchone() != schema


def test_numbers_of_the_trail_that_were_drawn_by_many_at_once_may_have_gaps(lived_in: Workspace) -> None:
    """A copy of a database server's, where a command that was taken back draws numbers that nobody gets."""
    with closing(sqlite3.connect(database_of(lived_in))) as database, database:
        (last,) = database.execute("SELECT max(id) FROM trail").fetchone()
        database.execute("UPDATE trail SET id = id + 7 WHERE id = ?", (last,))
        database.execute("INSERT INTO counter VALUES ('trail written at once', ?)", (last + 7,))
    assert [fault.key for fault in check_data(database_of(lived_in))] == []
    with closing(sqlite3.connect(database_of(lived_in))) as database, database:
        database.execute("UPDATE counter SET value = ? WHERE name = 'trail written at once'", (last - 1,))
    assert [fault.key for fault in check_data(database_of(lived_in))] == ["trail.rows_missing"]
