"""All confidential matters, also those of which a value cannot be read: of these nobody is known to be named."""

from collections.abc import Mapping
from typing import NamedTuple

from collabtui.domain.matters.matter import Matter
from collabtui.errors import UnreadableRecord
from collabtui.store.interface import Reader, Store
from collabtui.store.unreadable_row import UnreadableRow


class ConfidentialMatters(NamedTuple):
    """By ref."""

    readable: Mapping[str, Matter]
    spoilt: Mapping[str, Matter]
    """With what can be read of them."""
    rows: Mapping[str, UnreadableRow]
    """Of the spoilt ones, what cannot be read."""


def confidential_matters(store: Store, reader: Reader) -> ConfidentialMatters:
    """As `reader` has them, which is the store or a transaction of it. What belongs to a spoilt one is nobody's to read
    until it is put right; no other mail waits for that. Whether a spoilt matter is confidential may be what cannot be
    read, so each of them counts as one. Its title always can: a text that is none is damage of the file."""
    try:
        return ConfidentialMatters({one.ref: one for one in reader.find(Matter, confidential=True)}, {}, {})
    except UnreadableRecord:
        rows = {row.ref: row for row in store.unreadable_rows(Matter)}
    with store.passing_over(list(rows.values())):
        readable = {one.ref: one for one in reader.find(Matter, confidential=True)}
        return ConfidentialMatters(readable, {ref: store.get(Matter, ref) for ref in rows}, rows)
