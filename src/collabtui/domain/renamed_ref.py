"""A ref that stands in a record, replaced by another wherever a path leads."""

from collections.abc import Sequence
from typing import Any


def renamed_at(value: Any, path: Sequence[str], goes: str, stays: str) -> Any:
    """`value` with `stays` for `goes` wherever the path leads: through fields, and each part of a tuple."""
    if isinstance(value, tuple):
        return tuple(renamed_at(one, path, goes, stays) for one in value)
    if not path:
        return stays if value == goes else value
    if value is None:
        return None
    return value.model_copy(update={path[0]: renamed_at(getattr(value, path[0]), path[1:], goes, stays)})
