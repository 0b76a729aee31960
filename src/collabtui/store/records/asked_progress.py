"""Questions how actions stand, for the records' readers and for the views."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from collabtui.store.common_sql.dialect import by_index, elements, value_at
from collabtui.store.engine_connection import Connection
from collabtui.store.records.sql import OPEN_ACTION, instant_text

if TYPE_CHECKING:
    from collabtui.domain.silent_owners import AskedProgress

LOOK_BACK = timedelta(days=21)
"""An older question is of no account: whoever has a rhythm is asked each week, the longest holiday between."""
_NEWEST = 2
"""Questions to each owner in each matter: of the last one the hour may still be to come."""
_HEARD = f"""(SELECT max(a.updated_at) FROM {elements("o.items", "i")} JOIN action AS a
    ON a.ref = {value_at("i.value", "ref")}
    WHERE a.owner = o.person AND a.matter = m.ref AND a.{OPEN_ACTION})"""
_ANSWERED = f"""(SELECT max(i.received_at) FROM incoming AS i JOIN outgoing AS b ON b.ref = i.answers
    WHERE i.person = o.person AND i.received_at >= o.queued_at AND i.kind = 'reply'
    AND i.state NOT IN ('ignored', 'undone') AND i.trust IN ('token', 'verified') AND b.person = o.person
    AND m.ref IN (SELECT shown.value FROM {elements("b.progress_of", "shown")}))"""
"""Also in words that wait for the facilitator, or that he has turned down since."""
ASKED = f"""
    WITH asking AS (
        SELECT o.id, asked.value AS matter,
               row_number() OVER (PARTITION BY asked.value, o.person ORDER BY o.queued_at DESC, o.id DESC) AS nth
        FROM {by_index("outgoing AS o", "outgoing_progress")}, {elements("o.progress_of", "asked")}
        WHERE o.progress_of <> '[]' AND o.queued_at >= ? AND o.state <> 'held')
    SELECT m.ref, m.title, p.ref, p.name, coalesce(p.department, ''), p.timezone, o.queued_at, {_HEARD},
           {_ANSWERED}
    FROM asking JOIN outgoing AS o ON o.id = asking.id JOIN matter AS m ON m.ref = asking.matter
    JOIN person AS p ON p.ref = o.person
    WHERE asking.nth <= {_NEWEST} AND m.rhythm IN ('daily', 'weekly') AND m.step <> 'archive'
    ORDER BY o.id DESC, m.id"""


def asked_progress(connection: Connection, now: datetime) -> "list[AskedProgress]":
    """Of matters whose owners are asked by a rhythm, of the last weeks; the newest first."""
    rows = connection.rows(ASKED, (instant_text(now - LOOK_BACK),))
    if not rows:
        return []  # the first frame imports nothing for it
    from collabtui.domain.silent_owners import AskedProgress

    return [AskedProgress(*row) for row in rows]
