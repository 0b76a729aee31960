"""The mails of one command: first seen which it queues, then rendered before it writes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

from collabtui.store.interface import Transaction

MailsWritten: TypeAlias = Mapping[str, object]
"""Mails by the keys of their messages, each as `queue_mail` renders it."""
AT_ONCE = 4
"""Mails that are rendered under the lock."""


class Rehearsed(Exception):  # no error: the transaction was begun to see what it queues
    """Raised at the end of a transaction that is taken back."""


class MailsAhead:
    """The mails that were rendered before; another one is rendered as it is queued."""

    batches_on = 0
    """How many batches of the trail behind its own the one has that does the same again."""

    def __init__(self, written: MailsWritten) -> None:
        self.written = written

    def within(self, begun: AbstractContextManager[Transaction]) -> AbstractContextManager[Transaction]:
        """The transaction as the command has it."""
        return begun

    def puts_off(self, key: str, render: Callable[[], object], *, may_differ: bool) -> bool:  # noqa: ARG002  # who sees first notes both
        """Whether the mail is rendered later; `may_differ`: it may have another key the second time."""
        return False

    def end_rehearsal(self) -> None:
        """Raises `Rehearsed` where a mail was put off."""


class MailsSeenFirst(MailsAhead):
    """While it is only seen which other mails there are: the transaction takes itself back at its end where it has
    queued one."""

    def __init__(self, written: MailsWritten, *, batches_on: int = 0, at_once: int = AT_ONCE) -> None:
        super().__init__(written)
        self.batches_on = batches_on
        self._at_once = at_once
        self._seen: dict[str, Callable[[], object]] = {}
        self._puts_off = False

    def puts_off(self, key: str, render: Callable[[], object], *, may_differ: bool) -> bool:
        """A few that may differ are rendered at once: to do the whole command twice would hold the lock for longer. Not
        where templates are not loaded yet (`at_once` is 0)."""
        self._seen[key] = render
        puts_off = not may_differ or len(self._seen) > self._at_once
        self._puts_off |= puts_off
        return puts_off

    @contextmanager
    def within(self, begun: AbstractContextManager[Transaction]) -> Iterator[Transaction]:
        with begun as tx:
            yield tx
            self.end_rehearsal()

    def end_rehearsal(self) -> None:
        if self._puts_off:
            raise Rehearsed

    def rendered(self) -> MailsAhead:
        """With those that were seen, which are rendered now."""
        return MailsAhead({**self.written, **{key: render() for key, render in self._seen.items()}})


class PartOfWhole(MailsAhead):
    """The same for a command that is one step of several, of which the whole alone is taken back."""

    def __init__(self, whole: MailsAhead) -> None:
        super().__init__(whole.written)
        self.batches_on = whole.batches_on
        self._whole = whole

    def puts_off(self, key: str, render: Callable[[], object], *, may_differ: bool) -> bool:
        return self._whole.puts_off(key, render, may_differ=may_differ)
