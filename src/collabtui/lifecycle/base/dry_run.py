"""The dry run of a command: the mails that it would queue, while nothing is written; and commands made one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.model import Record
from collabtui.domain.refs import number_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mails_ahead import MailsAhead, PartOfWhole
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.store.interface import Reader, Store, Transaction

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class _JoinedStore:
    """A store whose transactions are all parts of one that runs: it alone ends them."""

    def __init__(self, store: Store, tx: Transaction) -> None:
        self._store, self._tx = store, tx

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def transaction(self, **_: Any) -> Iterator[Transaction]:
        yield self._tx


def joined(acting: Acting, tx: Transaction) -> Acting:
    """The context in which several commands are one step, with one undo: all of it happens, or nothing. None of them is
    begun twice by itself to render its mails ahead: that is done of the whole."""
    whole = acting.ahead or MailsAhead({})
    return replace(acting, store=cast("Store", _JoinedStore(acting.store, tx)), ahead=PartOfWhole(whole))


class _Rehearsed(Exception):
    """No error: it ends the transaction without writing."""


class _NotedMails:
    """A transaction that keeps the mails which are put into it."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self.mails: dict[str, Outgoing] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    def put(self, record: R) -> R:
        written = self._tx.put(record)
        if isinstance(written, Outgoing):
            self.mails[written.ref] = written
        return written


@dataclass(frozen=True)
class Rehearsal(Generic[T]):
    """The result that a command would have, and the mails that it would queue."""

    result: T
    mails: tuple[Outgoing, ...]


@mails_ahead
def rehearsed(acting: Acting, command: Callable[[Acting], T]) -> Rehearsal[T]:
    """Nothing of it is written. Raises what the command raises."""
    found: list[Rehearsal[T]] = []
    with suppress(_Rehearsed), acting.transaction() as tx:
        noted = _NotedMails(tx)
        result = command(joined(acting, cast("Transaction", noted)))
        new = (mail for mail in noted.mails.values() if mail.state == "queued" and mail.version == 1)
        found.append(Rehearsal(result, tuple(new)))
        if acting.ahead:
            acting.ahead.end_rehearsal()
        raise _Rehearsed
    return found[0]


def upcoming_ref(reader: Reader, model: type[Record]) -> str:
    """The ref that the next record of the kind gets: what a preview of its mails names it by."""
    last = reader.find(model, newest_first=True, limit=1)
    return f"{model.prefix}{number_of(last[0].ref) + 1 if last else 1}"
