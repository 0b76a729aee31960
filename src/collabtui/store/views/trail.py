"""Who changed what, when, through what."""

from collabtui.store.connection import Connection
from collabtui.store.views.reader import Row, limited, select, to_second, unfold

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


def trail(reader: Connection, ref: str | None = None, *, limit: int | None = None) -> list[Row]:
    """The newest first. That a thing was made is a change of the field "" to what it was called."""
    where, values = ("WHERE ref = ?", (ref.strip().upper(),)) if ref else ("", ())
    rows = select(reader, _CHANGE, f"FROM trail {where} ORDER BY id DESC LIMIT ?", (*values, limited(limit)))
    return unfold(rows, "old", "new")
