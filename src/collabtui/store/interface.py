"""What a store can do: a dozen verbs, generic over the models of `domain`.

The contract tests run against this interface, so that a second engine is one more file and no more tests.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from collabtui.domain.action import Action
from collabtui.domain.model import Record, Value
from collabtui.domain.trail import Change

R = TypeVar("R", bound=Record)


class Hit(Value):
    """Something that full-text search found."""

    ref: str
    kind: str
    """The table it is in: `action`, `decision`, `meeting`, …"""
    text: str


class Reader(Protocol):
    """Reading, inside a transaction or out of it."""

    def get(self, model: type[R], ref: str) -> R:
        """The record, whatever the letter case of `ref`. Raises `Unknown` (key `<table>.unknown`)."""

    def find(self, model: type[R], *, newest_first: bool = False, limit: int | None = None, **equal: Any) -> list[R]:
        """Records in which each named field has the given value (a list or tuple: one of them), in the order they
        were made. Fields that can be asked for are those with an index (`tables.py`); another one raises ValueError."""

    def changes(
        self, ref: str | None = None, *, batch: int | None = None, via: str | None = None, limit: int | None = None
    ) -> list[Change]:
        """The trail, newest first: of one record, of one deed, of what came in one way (`mail:I7`), or everything."""

    def due_actions(self, until: date) -> list[Action]:
        """Open actions with an owner that are due on `until` or before, oldest date first."""


class Transaction(Reader, Protocol):
    """Writing. All of it happens, or nothing."""

    batch: int
    """Number of this deed in the trail."""

    def put(self, record: R) -> R:
        """Insert, or replace the stored record; returns it with its new version.

        Writes the trail: one `Change` a field that differs. Raises `Conflict` (key `store.conflict`, values ref, by)
        when the stored version is not `record.version`, and when a unique field is taken (key `<table>.taken`)."""

    def ascribe(self, actor: str, via: str) -> None:
        """From here on the trail names another actor and way: a mail's changes are its sender's, through that mail."""

    def next_ref(self, model: type[R], *, year: int | None = None) -> str:
        """The next unused ref: `A12`; with a year (matters) `X-2026-014`. Never given twice, even after an undo."""

    def claim_mail(self, digest: str, message_id: str) -> bool:
        """Whether this mail is here for the first time; from then on it is not. Part of the transaction, so a crash
        neither loses it nor lets it count twice."""


class Store(Reader, Protocol):
    """One database. Not to be shared between threads: each opens its own."""

    def transaction(self, *, actor: str, via: str, now: datetime) -> AbstractContextManager[Transaction]:
        """Begins at once with the write lock; commits at the end of the block, rolls back on any exception.
        Raises `Unreachable` (key `store.full`, `store.busy`, `store.unwritable`) where the disk or a lock says no."""

    def search(self, text: str, *, limit: int = 50) -> list[Hit]:
        """Full-text search over titles and texts; two-character Chinese words are found, Latin words by prefix."""

    def due_outgoing(self, now: datetime, limit: int) -> Sequence[str]:
        """Refs of the outgoing mails that may be sent now: queued, or left in `sending` by a crash (the caller
        holds the lease, so nobody else is sending), and `not_before` has passed. Oldest first."""

    def acquire_lease(self, name: str, holder: str, *, now: datetime, seconds: int) -> bool:
        """Take or renew the lease. False while another holder's has not run out at `now`."""

    def release_lease(self, name: str, holder: str) -> None: ...

    def change_counter(self) -> int:
        """A number that differs whenever anything was committed, by this process or by another."""

    def secret(self) -> bytes:
        """32 random bytes made with the database: the key of the reply tokens."""

    def backup(self, path: str) -> None:
        """A consistent copy while others write."""

    def close(self) -> None: ...
