"""Entries of the trail: who changed what, when, through what."""

from typing import TYPE_CHECKING

from collabtui.domain.refs import kept_ref
from collabtui.store.common_sql.dialect import to_second
from collabtui.store.engine_connection import Connection
from collabtui.store.queries.row_reader import limited, select, unfold

if TYPE_CHECKING:
    from collabtui.store.queries.rows.mail_rows import MailAboutRow, TrailRow

_CHANGE = {
    "at": to_second("at"),
    "actor": "actor",
    "via": "via",
    "ref": "ref",
    "field": "field",
    "old": "old",
    "new": "new",
    "batch": "batch",
}


def trail(reader: Connection, ref: str | None = None, *, limit: int | None = None) -> "list[TrailRow]":
    """The newest first. That a thing was made is a change of the field "" to what it was called."""
    # when a value was said goes with the value, and is no change of its own
    of_ref, values = ("ref = ? AND", (kept_ref(ref),)) if ref else ("", ())
    where = f"WHERE {of_ref} field <> 'stated'"
    rows = select(reader, _CHANGE, f"FROM trail {where} ORDER BY id DESC LIMIT ?", (*values, limited(limit)))
    return unfold(rows, "old", "new")


def mails_about(reader: Connection, ref: str) -> "list[MailAboutRow]":
    """Mails that ask or remind somebody of an action, the newest first: `at kind outgoing state`; kind is `reminder`,
    `overdue`, `escalation`, `nudge`, or `late` where the owner of what waits for it is told. `at` is when it left, and
    of what has not left when it was written."""
    of_action = kept_ref(ref)
    at = to_second("COALESCE(outgoing.sent_at, reminded.at)")
    columns = {"at": at, "kind": "reminded.ref", "outgoing": "reminded.outgoing", "state": "outgoing.state"}
    # as a span of the index: `A1/` comes before `A10`
    rows = select(
        reader,
        columns,
        "FROM reminded JOIN outgoing ON outgoing.ref = reminded.outgoing"
        " WHERE reminded.ref >= ? AND reminded.ref < ? ORDER BY 1 DESC",
        (f"{of_action}/", f"{of_action}0"),
    )
    for row in rows:
        row["kind"] = row["kind"].rpartition("/")[2].partition("-")[0]
    return rows
