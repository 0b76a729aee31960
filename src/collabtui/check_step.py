"""A line of a report on what works: of the connection, the database, the templates and all else that `doctor` asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from collabtui.errors import CollabError


@dataclass(frozen=True, slots=True)
class CheckStep:
    """`key` with `values` says what was tried, `error` why it failed and what to do."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    error: CollabError | None = None

    @property
    def ok(self) -> bool:
        return self.error is None
