"""The dry run of a command: the mails that it would queue, while nothing is written; and commands made one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.model import Record
from collabtui.domain.refs import number_of
from collabtui.lifecycle.base.access.change_gate import gate_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mails_ahead import MailsAhead, MailsSeenFirst, PartOfWhole, Rehearsed
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead, within_one
from collabtui.store.interface import ClaimedMails, NeedsWriting, Reader, Store, Transaction

R = TypeVar("R", bound=Record)
T = TypeVar("T")
P = ParamSpec("P")


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


class _RehearsedStore(_JoinedStore):
    """Its reading verbs see what the rehearsal has put, too."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx if name in _READING else self._store, name)

    def together(self, job: Callable[[Reader], T]) -> T:
        return job(self._tx)


_READING = {name for name in (*dir(Reader), *dir(ClaimedMails), "oldest_awaited") if not name.startswith("_")}


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

    def with_mails(self, result: T) -> "Rehearsal[T]":
        new = (mail for mail in self.mails.values() if mail.state == "queued" and mail.version == 1)
        return Rehearsal(result, tuple(new))


@dataclass(frozen=True)
class Rehearsal(Generic[T]):
    """The result that a command would have, and the mails that it would queue."""

    result: T
    mails: tuple[Outgoing, ...]


def rehearsed(acting: Acting, command: Callable[[Acting], T]) -> Rehearsal[T]:
    """Nothing of it is written, and nobody waits for it but where it asks what only a transaction that writes can
    tell. Raises what the command raises."""
    gate = gate_of(acting.config, acting.actor, acting.via)
    begun = acting.store.rehearsal(actor=acting.actor, via=acting.via, now=acting.now, gate=gate)
    try:
        with begun as tx:
            noted = _NotedMails(tx)
            own = joined(acting, cast("Transaction", noted))
            store = cast("Store", _RehearsedStore(acting.store, cast("Transaction", noted)))
            return noted.with_mails(command(replace(own, store=store)))
    except NeedsWriting:
        return _rehearsed_and_taken_back(acting, command)


def rehearsed_first(command: Callable[Concatenate[Acting, P], T]) -> Callable[Concatenate[Acting, P], T]:
    """As `mails_ahead`, of a command that takes seconds to put what it puts: which mails it queues is seen in a
    rehearsal, so that others wait for it once and not twice."""

    @wraps(command)
    def done(acting: Acting, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if acting.ahead is not None:
            return command(acting, *args, **kwargs)
        seen = MailsSeenFirst({})
        with suppress(Rehearsed):
            rehearsed(replace(acting, ahead=seen), lambda own: command(own, *args, **kwargs))
        return command(within_one(acting, seen.rendered().written), *args, **kwargs)

    return done


@mails_ahead
def _rehearsed_and_taken_back(acting: Acting, command: Callable[[Acting], T]) -> Rehearsal[T]:
    found: list[Rehearsal[T]] = []
    with suppress(_Rehearsed), acting.transaction() as tx:
        noted = _NotedMails(tx)
        found.append(noted.with_mails(command(joined(acting, cast("Transaction", noted)))))
        if acting.ahead:
            acting.ahead.end_rehearsal()
        raise _Rehearsed
    return found[0]


def upcoming_ref(reader: Reader, model: type[Record]) -> str:
    """The ref that the next record of the kind gets: what a preview of its mails names it by."""
    last = reader.find(model, newest_first=True, limit=1)
    return f"{model.prefix}{number_of(last[0].ref) + 1 if last else 1}"
