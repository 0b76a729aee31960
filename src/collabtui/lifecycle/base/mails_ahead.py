"""The mails of one command: first seen which it queues, then rendered before it writes."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from collabtui.lifecycle.base.mail_message import Message
from collabtui.store.interface import Transaction


class Rehearsed(Exception):  # no error: the transaction was begun to see what it queues
    """Raised at the end of a transaction that is taken back."""


class MailsAhead:
    """`written` are the mails by their keys, as `queue_mail` renders them; None while it is only seen which there
    are."""

    def __init__(self, written: Mapping[str, object] | None = None) -> None:
        self.written = written
        self.wanted: list[Message] = []

    def within(self, begun: AbstractContextManager[Transaction]) -> AbstractContextManager[Transaction]:
        """The transaction, which takes itself back at its end where there are mails to be rendered first."""
        return begun if self.written is not None else self._taken_back(begun)

    @contextmanager
    def _taken_back(self, begun: AbstractContextManager[Transaction]) -> Iterator[Transaction]:
        with begun as tx:
            yield tx
            if self.wanted:
                raise Rehearsed
