"""Questions how actions stand, for the records' readers and for the views."""

from collabtui.domain.silent_owners import AskedProgress
from collabtui.store.sqlite.connection import Connection
from collabtui.store.sqlite.dialect import elements, value_at
from collabtui.store.sqlite.sql import OPEN_ACTION

_HEARD = f"""(SELECT max(a.updated_at) FROM {elements("o.items", "i")} JOIN action AS a
    ON a.ref = {value_at("i.value", "ref")} WHERE a.owner = o.person AND a.{OPEN_ACTION})"""
_ASKED = f"""
    SELECT m.ref, m.title, p.ref, p.name, coalesce(p.department, ''), p.timezone, o.queued_at, {_HEARD}
    FROM matter AS m JOIN outgoing AS o ON o.matter = m.ref JOIN person AS p ON p.ref = o.person
    WHERE m.rhythm IN ('daily', 'weekly') AND m.step <> 'archive' AND o.kind = 'reminder'
    AND o.key LIKE 'progress:%' AND o.state <> 'held' ORDER BY o.id DESC"""


def asked_progress(connection: Connection) -> list[AskedProgress]:
    """Of matters whose owners are asked by a rhythm; the newest first."""
    return [AskedProgress(*row) for row in connection.rows(_ASKED)]
