"""The numbers of a transaction that was taken back, given again to the one that does the same: where many write at once
a number that was drawn comes to nobody else, and mails that name it by then are as they were rendered."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from collabtui.domain.model import Record
from collabtui.store.interface import Store, Transaction

R = TypeVar("R", bound=Record)


class NumbersKept:
    """Of one command on a store of many."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._drawn: dict[type[Record], deque[str]] = {}

    def noting(self) -> Store:
        return cast("Store", _Wrapped(self._store, _Noting, self._drawn))

    def giving_again(self) -> Store:
        return cast("Store", _Wrapped(self._store, _GivingAgain, self._drawn))


class _Drawing:
    """A transaction of which each number is asked here. A matter's counts within its year, by a row that the
    transaction takes back with the rest: it is drawn anew."""

    def __init__(self, tx: Transaction, drawn: dict[type[Record], deque[str]]) -> None:
        self._tx, self._drawn = tx, drawn

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)


class _Noting(_Drawing):
    def next_ref(self, model: type[R], *, year: int | None = None) -> str:
        ref = self._tx.next_ref(model, year=year)
        if year is None:
            self._drawn.setdefault(model, deque()).append(ref)
        return ref


class _GivingAgain(_Drawing):
    def next_ref(self, model: type[R], *, year: int | None = None) -> str:
        if year is None and (left := self._drawn.get(model)):
            return left.popleft()
        return self._tx.next_ref(model, year=year)


class _Wrapped:
    """A store whose transactions draw their numbers there."""

    def __init__(self, store: Store, draw: type[_Drawing], drawn: dict[type[Record], deque[str]]) -> None:
        self._store, self._draw, self._drawn = store, draw, drawn

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def transaction(self, **values: Any) -> Iterator[Transaction]:
        with self._store.transaction(**values) as tx:
            yield cast("Transaction", self._draw(tx, self._drawn))
