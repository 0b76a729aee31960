"""Taking in what is new in the mailbox: nothing twice, nothing passed over, whatever happens in between."""

import logging
from collections import Counter
from collections.abc import Callable
from itertools import takewhile

from collabtui.config import Imap
from collabtui.domain.mail.mail_records import Cursor, Incoming, Unfetched
from collabtui.errors import Unreachable
from collabtui.lifecycle.base.acting import Workspace
from collabtui.mail.transport.imap import ImapMailbox
from collabtui.mail.transport.mail_fetch import BATCH, Fetched, NothingElse, Unreadable, message_id
from collabtui.worker.reading_anew import begin_anew, folder_cursor, is_known, with_mark
from collabtui.worker.unfetched_mails import is_all_there_is, is_due, note_end, note_failure, reason_of, waiting_mails

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
) -> Counter[str]:
    """Take in the mails that the cursor does not cover, and then those that could not be had before and are due; how
    many there were of each verdict. `junk`: it is the folder for unwanted mail.

    `mailbox` has its folder selected. Raises what `ImapMailbox` raises; the cursor then covers what was taken in or is
    kept on the list of what could not be had."""
    reading = _Reading(workspace, mailbox, progress, junk=junk)
    cursor = folder_cursor(workspace, server)
    if cursor and is_known(workspace, cursor, mailbox):
        uids = mailbox.new_uids(cursor.last_uid)
    else:
        cursor, uids = begin_anew(workspace, mailbox, server)
    with workspace.store.unflushed():  # until the cursor is kept, a power cut only lets them be read again
        left = waiting_mails(workspace, cursor)  # what joins them now is for the next pass
        reading.take_left(reading.take_new(cursor, uids), left)
    return reading.seen


class _Reading:
    """One pass over one folder."""

    def __init__(self, workspace: Workspace, mailbox: ImapMailbox, progress: ReadProgress, *, junk: bool) -> None:
        self._workspace = workspace
        self._mailbox = mailbox
        self._progress = progress
        self._junk = junk
        self.seen: Counter[str] = Counter()

    def take_new(self, cursor: Cursor, uids: list[int]) -> Cursor:
        """Returns the cursor as it is kept, behind all of `uids`."""
        number = 0
        try:
            for number, found in enumerate(self._mailbox.fetch(uids, cursor.at_once or BATCH), 1):
                cursor = self._covered(cursor, found)
                if number % KEEP_EVERY == 0:
                    cursor = self._kept(cursor)
        except Unreachable as error:
            self._kept(cursor if number else self._stuck(cursor, uids, error))
            raise
        if not uids and cursor.at_once is None:
            return cursor
        end = {"last_uid": max([cursor.last_uid, *uids]), "at_once": None, "read_at": self._workspace.clock()}
        return self._kept(cursor.model_copy(update=end))

    def take_left(self, cursor: Cursor, left: list[Unfetched]) -> None:
        """What could not be had before, one by one: a line that breaks on one breaks on no other."""
        now = self._workspace.clock()
        for mail in left:
            if is_due(mail, now):
                self._take_again(cursor, mail)

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
        if found:
            self._take_in(found)
        note_end(self._workspace, mail, found)

    def _covered(self, cursor: Cursor, found: Fetched | Unreadable) -> Cursor:
        """The cursor behind this mail, which is taken in or on the list."""
        marks = cursor.marks
        if isinstance(found, Unreadable) or found.is_short:
            log.warning("mail %s of %s cannot be read: %s", found.uid, cursor.ref, reason_of(found))
            came = found.raw if isinstance(found, Fetched) else b""
            note_failure(self._workspace, cursor, found.uid, reason_of(found), came)
        else:
            self._take_in(found)
            marks = with_mark(marks, found.uid, message_id(found.raw))
        return cursor.model_copy(update={"last_uid": found.uid, "marks": marks})

    def _take_in(self, found: Fetched) -> None:
        from collabtui.lifecycle.mail_in.receive import receive  # 5 MB: a watch that has heard of no mail does without

        incoming = receive(self._workspace.as_worker(), found.raw, junk=self._junk, arrived=found.received_at)
        if incoming is not None:
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
        with self._workspace.as_worker().transaction() as tx:
            return tx.put(cursor)
