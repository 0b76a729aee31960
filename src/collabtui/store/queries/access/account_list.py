"""The accounts that mail is sent from and read in, without their secrets: there are none here."""

from typing import TYPE_CHECKING

from collabtui.store.engine_connection import Connection
from collabtui.store.queries.lookup import named
from collabtui.store.queries.row_reader import or_null, select, unfold

if TYPE_CHECKING:
    from collabtui.store.queries.rows.account_rows import AccountRow

_ACCOUNT = {
    "ref": "ref",
    "name": "name",
    "person": "person",
    "sender": or_null("sender"),
    "email": "email",
    "smtp": "smtp",
    "imap": "imap",
    "folder": "folder",
    "matters": "(SELECT count(*) FROM matter AS m WHERE m.account = account.ref AND m.withdrawn IS NULL)",
    "queued": "(SELECT count(*) FROM outgoing AS o WHERE o.state = 'queued' AND o.account = account.ref)",
}


def accounts(reader: Connection) -> "list[AccountRow]":
    """By name, with the number of their matters and of the mails that wait."""
    rows = unfold(select(reader, _ACCOUNT, "FROM account WHERE NOT withdrawn ORDER BY name"), "smtp", "imap")
    known = named(reader, (row["person"] for row in rows if row["person"]))
    for row in rows:
        row["person"] = known.get(row["person"])
    return rows
