"""By what other programs know an action again: the same at each export, another one in another home."""

from typing import Any
from uuid import UUID, uuid5

_ACTIONS = UUID("6f1cbb46-5f0e-5d0a-9a57-5c1d3d9e0a11")


def identity(row: dict[str, Any]) -> UUID:
    """Of a row of `store.queries.action_export`: made from its ref and when it was made."""
    return uuid5(_ACTIONS, f"{row['ref']} {row['created_at']}")
