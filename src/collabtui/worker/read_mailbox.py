"""Reading what is new in the mailbox: nothing twice, nothing passed over, whatever happens in between."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from itertools import takewhile

from collabtui.config import Imap
from collabtui.domain.mail.mail_records import Cursor, Incoming, Unfetched
from collabtui.domain.mail.reason_codes import SetAside
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.reading_budget import READER_DIED, TooSlow
from collabtui.mail.transport.imap import ImapMailbox
from collabtui.mail.transport.mail_fetch import BATCH, Fetched, NothingElse, Unreadable, message_id
from collabtui.worker.kept_together import KeptTogether
from collabtui.worker.uid_validity import begin_anew, folder_cursor, is_known, with_mark
from collabtui.worker.unfetched_mails import (
    NOT_LISTED,
    is_all_there_is,
    is_due,
    left_out,
    may_be_seen,
    note_end,
    note_failure,
    note_not_listed,
    note_too_slow,
    reason_of,
    set_aside_reason,
    waiting_mails,
)

log = logging.getLogger(__name__)

KEEP_EVERY = 50
"""Mails after which the mark is kept. Those after it are seen again after a crash and known by their digest."""

ReadProgress = Callable[[Incoming], None]
"""Told of each mail that was taken in."""


def read_new(
    workspace: Workspace,
    mailbox: ImapMailbox,
    server: Imap,
    progress: ReadProgress = lambda _: None,
    *,
    junk: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Counter[str]:
    """Take in the mails that the cursor does not cover, and then those that could not be had before and are due; how
    many there were of each verdict. `junk`: it is the folder for unwanted mail. When `stop` says so it ends after the
    mail that is being read; the others are found again.

    `mailbox` has its folder selected. Raises what `ImapMailbox` raises; the cursor then covers what was taken in or is
    kept on the list of what could not be had."""
    known = folder_cursor(workspace, server)
    if known and is_known(workspace, known, mailbox):
        cursor, uids = known, mailbox.new_uids(known.last_uid)
    else:
        cursor, uids = begin_anew(workspace, mailbox, server)
    reading = _Reading(workspace, mailbox, cursor, progress, stop, junk=junk)
    with workspace.store.unflushed():  # until the cursor is kept, a power cut only lets them be read again
        # what joins them now is for the next pass
        left = waiting_mails(workspace, cursor) if cursor is known else []
        if cursor is known:  # who begins anew has noted them
            note_not_listed(workspace, cursor, left_out(cursor.last_uid, uids, max(uids, default=0)))
        reading.take_left(reading.take_new(uids, left), left)
    return reading.seen


class _Reading:
    """One pass over one folder."""

    def __init__(
        self,
        workspace: Workspace,
        mailbox: ImapMailbox,
        begun_at: Cursor,
        progress: ReadProgress,
        stop: Callable[[], bool],
        *,
        junk: bool,
    ) -> None:
        self._workspace = workspace
        self._begun_at = begun_at
        self._mailbox = mailbox
        self._progress = progress
        self._stop = stop
        self._junk = junk
        self._kept_together = KeptTogether(workspace, self._note, self._note_too_slow)
        self._one_by_one = False
        """The pass before was killed: each mail is on the list while it is read."""
        self._left: frozenset[int] = frozenset()
        """UIDs of the mails that were on the list when the pass began."""
        self.seen: Counter[str] = Counter()

    def take_new(self, uids: list[int], left: list[Unfetched]) -> Cursor:
        """Returns the cursor as it is kept, behind all of `uids`. Those of `left` are not tried here."""
        cursor = self._begun_at
        self._left = frozenset(mail.uid for mail in left)
        number = 0
        if uids:
            self._one_by_one = cursor.reading
            cursor = self._kept(cursor.model_copy(update={"reading": True}))
        try:
            for number, found in enumerate(self._mailbox.fetch(uids, cursor.at_once or BATCH), 1):
                cursor = self._covered(cursor, found)
                if self._stop():
                    return self._kept(cursor.model_copy(update={"reading": False}))
                if number % KEEP_EVERY == 0:
                    cursor = self._kept(cursor)
        except Unreachable as error:
            stopped = cursor if number else self._stuck(cursor, uids, error)
            self._kept(stopped.model_copy(update={"reading": False}))
            raise
        if not uids and cursor.at_once is None and not cursor.reading:
            return cursor
        end = {
            "last_uid": max([cursor.last_uid, *uids]),
            "at_once": None,
            "read_at": self._workspace.clock(),
            "reading": False,
        }
        return self._kept(cursor.model_copy(update=end))

    def take_left(self, cursor: Cursor, left: list[Unfetched]) -> None:
        """What could not be had before, one by one: a line that breaks on one breaks on no other."""
        now = self._workspace.clock()
        due = [mail for mail in left if is_due(mail, now)]
        unseen = self._unseen(cursor, [mail for mail in due if mail.reason == NOT_LISTED], now)
        for mail in due:
            if mail.uid not in unseen and not self._stop():
                self._take_again(cursor, mail)

    def _unseen(self, cursor: Cursor, left_out: list[Unfetched], now: datetime) -> set[int]:
        """The UIDs of those that no search names yet: they are looked for again, up to when they are given up."""
        listed = self._mailbox.listed([mail.uid for mail in left_out])
        unseen = [mail for mail in left_out if mail.uid not in listed]
        note_not_listed(self._workspace, cursor, [mail.uid for mail in unseen if may_be_seen(mail, now)])
        for mail in unseen:
            if not may_be_seen(mail, now):
                note_end(self._workspace, cursor, mail.uid, None)
        return {mail.uid for mail in unseen}

    def _take_again(self, cursor: Cursor, mail: Unfetched) -> None:
        try:
            found = next(self._mailbox.fetch([mail.uid]), None)
        except NothingElse as error:
            note_failure(self._workspace, cursor, mail.uid, str(error.values["text"]))
            return
        except Unreachable as error:
            if self._mailbox.asked == (mail.uid,):
                note_failure(self._workspace, cursor, mail.uid, error.key)
            raise
        if isinstance(found, Unreadable) or (found and not is_all_there_is(mail, found)):
            came = found.raw if isinstance(found, Fetched) else b""
            note_failure(self._workspace, cursor, mail.uid, reason_of(found), came)
            return
        reason = set_aside_reason(self._workspace, mail)
        if found and reason:
            self._set_aside(found, reason)
        elif found:
            self._take_in_listed(cursor, found)
            return
        note_end(self._workspace, cursor, mail.uid, found)

    def _covered(self, cursor: Cursor, found: Fetched | Unreadable) -> Cursor:
        """The cursor behind this mail, which is taken in or on the list."""
        marks = cursor.marks
        if isinstance(found, Unreadable) or found.is_short:
            log.info("mail %s of %s cannot be read: %s", found.uid, cursor.ref, reason_of(found))
            came = found.raw if isinstance(found, Fetched) else b""
            note_failure(self._workspace, cursor, found.uid, reason_of(found), came)
        else:
            self._take_in_new(cursor, found)
            marks = with_mark(marks, found.uid, message_id(found.raw))
        return cursor.model_copy(update={"last_uid": found.uid, "marks": marks})

    def _take_in_new(self, cursor: Cursor, found: Fetched) -> None:
        if not self._one_by_one:
            self._kept_together.take(found, junk=self._junk)
        elif found.uid not in self._left:
            self._take_in_listed(cursor, found)

    def _take_in_listed(self, cursor: Cursor, found: Fetched) -> None:
        """On the list while it is read: should it kill us, the next pass knows which one it was."""
        note_failure(self._workspace, cursor, found.uid, READER_DIED)
        if self._kept_together.take(found, junk=self._junk):
            self._kept_together.keep()
            note_end(self._workspace, cursor, found.uid, found)

    def _set_aside(self, found: Fetched, reason: SetAside) -> None:
        from collabtui.lifecycle.mail_in.receive import set_aside

        acting = self._workspace.as_worker()
        if incoming := set_aside(acting, found.raw, reason, junk=self._junk, arrived=found.received_at):
            self._note(incoming)

    def _note_too_slow(self, uid: int, error: TooSlow) -> None:
        log.info("mail %s of %s: %s", uid, self._begun_at.ref, error)
        note_too_slow(self._workspace, self._begun_at, uid)

    def _note(self, incoming: Incoming) -> None:
        self.seen[incoming.verdict] += 1
        self._progress(incoming)

    def _stuck(self, cursor: Cursor, uids: list[int], error: Unreachable) -> Cursor:
        """The cursor after the first mails that were asked for ended the pass. Where the line broke on them, they are
        asked for in smaller parts next time; and on a single one again, that one must not keep the others back for
        ever. The line may also have broken on a mail asked for in comparison, which is none of `uids`."""
        asked = self._mailbox.asked
        if not asked:
            return cursor
        if cursor.at_once == 1:
            for uid in takewhile({*asked, *self._mailbox.doubted}.__contains__, uids):
                note_failure(self._workspace, cursor, uid, error.key)
                cursor = cursor.model_copy(update={"last_uid": uid})
        return cursor.model_copy(update={"at_once": max(1, len(asked) // 2)})

    def _kept(self, cursor: Cursor) -> Cursor:
        self._kept_together.keep()
        with self._workspace.as_worker().transaction(within=(cursor.ref,)) as tx:
            return tx.put(cursor)
