"""The identity by which other programs know an action again: the same at each export, another one in another home."""

from uuid import UUID, uuid5

from collabtui.formats.actions.exported_task import ExportedTask

_ACTIONS = UUID("6f1cbb46-5f0e-5d0a-9a57-5c1d3d9e0a11")


def identity(row: ExportedTask) -> UUID:
    """Made from the ref of the action and when it was made."""
    return uuid5(_ACTIONS, f"{row['ref']} {row['created_at']}")
