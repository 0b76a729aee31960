"""A nested value that is no document: whatever meets it names the record, the column and what puts that right, and no
file or folder is called damaged."""

import sqlite3
from contextlib import closing

import pytest

from collabtui.demo.server import MailServer
from collabtui.home import Home
from collabtui.lifecycle.backup.health_note import HealthNote
from collabtui.store.unreadable_row import UnreadableRow
from support.command_line import Type
from unit.cli.test_life import answer

DAMAGED = (
    ("action", "checks", "report leadership"),
    ("action", "collaborators", "action show A1"),
    ("matter", "contacts", "matter show X-2026-001"),
    ("matter", "asked", "report leadership"),
)
"""Tables and columns, each with a command that reads it: in SQL, or as a record."""

LATER = "2026-03-02T17:00+08:00"


def damage(home: Home, table: str, column: str) -> str:
    """The first row; its ref."""
    with closing(sqlite3.connect(home.database)) as connection, connection:
        (ref,) = connection.execute(f"SELECT ref FROM {table} ORDER BY id LIMIT 1").fetchone()  # noqa: S608  # our own
        connection.execute(f"UPDATE {table} SET {column} = '[\"x' WHERE ref = ?", (ref,))  # noqa: S608  # our own
    return str(ref)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("table", "column", "command"), DAMAGED)
def test_the_record_is_named_with_its_column_and_its_way_out(
    published: Home, typed: Type, table: str, column: str, command: str, lang: str
) -> None:
    ref = damage(published, table, column)
    said = typed(f"--lang {lang} {command}")
    assert said.code == 1
    assert f"collabtui doctor --repair {ref}" in said.err
    assert column in said.err
    assert str(published.root) not in said.err


def test_the_check_names_it_and_whatever_else_it_found(published: Home, typed: Type) -> None:
    ref = damage(published, "action", "collaborators")
    found = typed("doctor --check --json").json["faults"]
    unreadable = [one for one in found if one["key"] == "record.unreadable"]
    assert [(one["ref"], one["table"], one["field"]) for one in unreadable] == [(ref, "action", "collaborators")]
    assert "row.altered" in {one["key"] for one in found}
    assert "file.damaged" not in {one["key"] for one in found}


def test_a_pass_works_on_the_others_and_names_it_until_one_command_puts_it_right(published: Home, typed: Type) -> None:
    later = "2026-03-11T10:00+08:00"
    ref = damage(published, "action", "collaborators")
    said = typed("remind --dry-run --json", now=later)
    assert said.code == 1
    assert f"doctor --repair {ref}" in said.err
    assert said.json
    assert ref not in {row["ref"] for row in said.json}
    assert typed(f"doctor --repair {ref}").code == 1
    cleared = typed(f"doctor --repair {ref.lower()} --clear --json")
    assert [(one["ref"], one["field"], one["source"]) for one in cleared.json] == [(ref, "collaborators", "cleared")]
    assert typed("doctor --check").code == 0
    assert typed("remind --dry-run", now=later).code == 0


def test_what_is_put_right_is_noted_no_more(published: Home, typed: Type) -> None:
    ref = damage(published, "action", "collaborators")
    note = HealthNote(published.health_note)
    note.records_set_aside([UnreadableRow("action", ref, "collaborators")])
    assert typed(f"doctor --repair {ref} --clear").code == 0
    assert note.read().set_aside == ()


@pytest.mark.parametrize(("table", "column", "ref"), [("meeting", "slots", "M1"), ("action", "checks", "A1")])
def test_a_pass_that_meets_it_in_a_reply_alone_names_it_and_ends_with_one(
    published: Home, typed: Type, mail_server: MailServer, table: str, column: str, ref: str
) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, "alice@example.test", "1 完成"))
    assert damage(published, table, column) == ref
    said = typed("sync", now=LATER)
    assert said.code == 1
    assert f"doctor --repair {ref}" in said.err
    assert "Traceback" not in said.err
    assert typed("sync", now=LATER).code == 1, "until it is put right"
    assert typed(f"doctor --repair {ref} --clear", now=LATER).code == 0
    assert typed("sync", now=LATER).code == 0
    (waits,) = typed("inbox list --waiting --json", now=LATER).json
    assert [(one["ref"], one["status"]) for one in waits["updates"]] == [("A1", "done")]


def test_a_mail_from_a_pipe_that_meets_it_is_kept_and_names_it(
    published: Home, typed: Type, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = answer(mail_server, "alice@example.test", "1 完成")
    monkeypatch.setattr("collabtui.cli.receive_command.standard_input", lambda: raw)
    damage(published, "meeting", "slots")
    said = typed("receive", now=LATER)
    assert (said.code, "doctor --repair M1" in said.err) == (0, True)
    assert "M1" in typed("doctor --json", now=LATER).out


SPOILT = (
    ("person", "locale", "P1", ""),
    ("person", "timezone", "P1", ""),
    ("reminded", "at", "pass", ""),
    ("person", "country", "P1", "ZZ"),
    ("sign_off", "person", "S1", "P99"),
    ("sign_off", "meeting", "S1", "M99"),
    ("action", "owner", "A1", "P99"),
)
"""Table, column, ref and value; without a value one that cannot be read."""


@pytest.mark.parametrize(("table", "column", "ref", "value"), SPOILT, ids=lambda one: str(one))
def test_what_one_record_holds_keeps_no_other_from_being_reminded_answered_and_sent(
    published: Home, typed: Type, mail_server: MailServer, table: str, column: str, ref: str, value: str
) -> None:
    """Also where what it holds can be read, and is of nothing that is there."""
    assert typed("sync", now="2026-03-02T15:30+08:00").code == 0
    mail_server.deliver("facilitator@example.test", answer(mail_server, "bob@example.test", "1 done"))
    with closing(sqlite3.connect(published.database)) as connection, connection:
        sql = f"UPDATE {table} SET {column} = ? WHERE ref = ?"  # noqa: S608  # our own
        assert connection.execute(sql, (value or "{oops", ref)).rowcount == 1
    said = typed("sync", now="2026-03-09T10:00+08:00")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert (value or ref) in said.err
    sent = {mail["to"] for mail in typed("outbox list --json", now=LATER).json if mail["kind"] == "answer"}
    assert sent == {"bob@example.test"}
    (bobs,) = typed("action list --owner bob@example.test --json", now=LATER).json
    assert bobs["status"] == "done"


def test_a_first_pass_reads_the_mailbox_beside_a_mail_out_that_cannot_be_read(
    published: Home, typed: Type, mail_server: MailServer
) -> None:
    mail_server.deliver("facilitator@example.test", answer(mail_server, "bob@example.test", "1 done"))
    ref = damage(published, "outgoing", "items")
    said = typed("sync --json", now=LATER)
    assert (said.code, said.json["read"]["apply"]) == (1, 1)
    assert f"doctor --repair {ref}" in said.err
