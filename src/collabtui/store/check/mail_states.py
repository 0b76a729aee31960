"""The check of mails: what was sent was sent at some time, what came in is as it came and counts once."""

from collections.abc import Iterator

from collabtui.domain.mail.mail_records import raw_digest
from collabtui.store.check import outgoing_mails
from collabtui.store.check.data_fault import DataFault
from collabtui.store.check.engine_objects import Checked
from collabtui.store.common_sql.dialect import row_by_row, unindexed
from collabtui.store.engine_connection import Connection
from collabtui.store.records.tables import TABLES, quoted

_RULES = {
    "outgoing.sent": """SELECT ref FROM outgoing
        WHERE (state = 'sent' AND sent_at IS NULL) OR (state IN ('queued', 'sending') AND sent_at IS NOT NULL)""",
    "outgoing.attempts": """SELECT ref FROM outgoing
        WHERE attempts < 0 OR (state IN ('sending', 'sent') AND attempts = 0)""",
    "outgoing.lease": """SELECT ref FROM outgoing WHERE lease > coalesce(
        (SELECT max(value) FROM counter WHERE name LIKE 'lease %'), 0)""",
    "incoming.unclaimed": "SELECT ref FROM incoming WHERE digest NOT IN (SELECT digest FROM claimed_mail)",
    "incoming.claimed": """SELECT ref FROM incoming AS i JOIN claimed_mail AS c ON c.digest = i.digest
        WHERE c.message_id <> i.message_id""",
    "sign_off.version": """SELECT s.ref FROM sign_off AS s JOIN meeting AS m ON m.ref = s.meeting
        WHERE s.minutes_version > m.minutes_version AND s.state <> 'withdrawn'""",
    "sign_off.no_minutes": """SELECT s.ref FROM sign_off AS s WHERE s.minutes_version >
        (SELECT min(number) FROM minutes_version WHERE meeting = s.meeting) AND NOT EXISTS
        (SELECT 1 FROM minutes_version WHERE meeting = s.meeting AND number = s.minutes_version)""",
    # minutes that went out before versions were kept have no digest either
    "meeting.no_minutes": """SELECT ref FROM meeting WHERE state IN ('published', 'signed') AND minutes_version < 1
        UNION SELECT o.meeting FROM outgoing AS o WHERE o.kind = 'minutes' AND o.digest <> '' AND o.minutes_version > 0
        AND NOT EXISTS (SELECT 1 FROM minutes_version WHERE meeting = o.meeting AND number = o.minutes_version)""",
    "meeting.not_begun": "SELECT ref FROM meeting WHERE state = 'running' AND started_at IS NULL",
}
"""A fault by its key, and the records that have it."""


def faults(checked: Checked) -> Iterator[DataFault]:
    reader = checked.reader
    for key, sql in _RULES.items():
        yield from (DataFault(key, ref) for (ref,) in reader.rows(sql))
    yield from _duplicates(reader)
    yield from _raw(reader)
    yield from _changed_raw(reader)
    yield from outgoing_mails.faults(checked)


def _duplicates(reader: Connection) -> Iterator[DataFault]:
    """Two records of which only one may be: two mails with one key. The index that forbids it may be damaged, so it is
    not asked."""
    for table in TABLES:
        for names in table.unique:
            columns = ", ".join(unindexed(quoted(name)) for name in names)
            sql = f"""SELECT ref FROM (SELECT ref, row_number() OVER (PARTITION BY {columns} ORDER BY id) AS place
                      FROM {row_by_row(table.name)}) AS placed WHERE place > 1"""
            yield from (DataFault("unique.twice", ref, names[-1]) for (ref,) in reader.rows(sql))


def _raw(reader: Connection) -> Iterator[DataFault]:
    for table in TABLES:
        for column in table.large:
            raw = table.large_table(column)
            lacking = f"SELECT ref FROM {table.name} WHERE id NOT IN (SELECT id FROM {raw})"
            yield from (DataFault("mail.no_raw", ref) for (ref,) in reader.rows(lacking))
            alone = f"SELECT id FROM {raw} WHERE id NOT IN (SELECT id FROM {table.name})"
            yield from (DataFault("mail.raw_alone", "", raw, str(number)) for (number,) in reader.rows(alone))


def _changed_raw(reader: Connection) -> Iterator[DataFault]:
    for ref, digest, raw in reader.run("SELECT ref, digest, raw FROM incoming JOIN incoming_raw USING (id)"):
        if raw_digest(raw) != digest:
            yield DataFault("incoming.digest", ref)
