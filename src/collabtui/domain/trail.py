"""The trail: every change, who made it, when, and through what. Nothing is ever erased from it."""

from typing import Any

from collabtui.domain.model import Instant, Value


class TrailEntry(Value):
    """One field of one record that got another value. A new record is a change of the field "" from None."""

    id: int
    batch: int
    """Changes of one transaction share it; undo takes back a whole batch."""
    at: Instant
    actor: str
    """Who: a name as shown to people; the product itself is `collabtui`."""
    via: str
    """Through what: `key`, `command`, `worker`, a mail in, `mail:I7`, or the undoing of a batch, `undo:31`."""
    ref: str
    field: str
    old: Any
    new: Any
