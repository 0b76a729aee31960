"""Mails of strangers, which are kept several in one transaction: most of a mailbox that is read for the first time."""

import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from collabtui.domain.mail.mail_records import Incoming
from collabtui.errors import Unreachable
from collabtui.lifecycle.backup.records_set_aside import note_set_aside
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.reading_budget import TooSlow
from collabtui.mail.transport.mail_fetch import Fetched

if TYPE_CHECKING:
    from collabtui.lifecycle.mail_in.receive import AssessedMail

log = logging.getLogger(__name__)

AT_ONCE = 25
"""Mails in one transaction: with as many more of them it would cost no less for each."""


class _PutBy(NamedTuple):
    uid: int
    mail: "AssessedMail"


class KeptTogether:
    """Takes mails in, as `receive` does. One that says nothing to us is put by until `keep` is called, or many are: so
    `keep` comes before anything is written that says that they were taken in. Where many can write at once
    (PostgreSQL) none is put by: a transaction of several would keep all others waiting."""

    def __init__(
        self, workspace: Workspace, kept: Callable[[Incoming], None], too_slow: Callable[[int, TooSlow], None]
    ) -> None:
        self._workspace = workspace
        self._kept = kept
        """Told of each mail that was taken in."""
        self._too_slow = too_slow
        """Told the UID of each mail that could not be read in its time."""
        self._put_by: deque[_PutBy] = deque()

    def take(self, found: Fetched, *, junk: bool) -> bool:
        """Whether it was read in its time. Raises as `receive` whatever else that raises."""
        from collabtui.lifecycle.mail_in.receive import assessed_mail  # 5 MB: a watch without mail does without

        acting = self._workspace.as_worker()
        try:
            mail = assessed_mail(acting, found.raw, junk=junk, arrived=found.received_at)
        except TooSlow as error:
            self._too_slow(found.uid, error)
            return False
        if junk or self._workspace.store.many_at_once or not mail.says_nothing:
            return self._is_taken(found.uid, mail)
        self._put_by.append(_PutBy(found.uid, mail))
        if len(self._put_by) == AT_ONCE:
            self.keep()
        return True

    def keep(self) -> None:
        """Keep those that were put by. Raises as `receive`; what is not kept then is still put by."""
        if len(self._put_by) > 1 and (kept := self._all_at_once()) is not None:
            self._put_by.clear()
            for incoming in kept:
                self._kept(incoming)
        while self._put_by:
            self._is_taken(*self._put_by[0])
            self._put_by.popleft()

    def _all_at_once(self) -> list[Incoming] | None:
        from collabtui.lifecycle.mail_in.receive import keep_together

        try:
            return keep_together(self._workspace.as_worker(), [each.mail for each in self._put_by])
        except Unreachable:
            raise  # no fault of one of them
        except Exception:  # one of them cannot be kept: by itself it is found, and stops no other
            log.exception("%d mails cannot be kept together", len(self._put_by))
            return None

    def _is_taken(self, uid: int, mail: "AssessedMail") -> bool:
        from collabtui.lifecycle.mail_in.receive import receive_assessed

        try:
            incoming = receive_assessed(
                self._workspace.as_worker(), mail, lambda row: note_set_aside(self._workspace, [row])
            )
        except TooSlow as error:  # others changed what it is about, and it was read anew
            self._too_slow(uid, error)
            return False
        if incoming:
            self._kept(incoming)
        return True
