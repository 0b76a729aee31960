"""Taking in what is new in the mailbox: nothing twice, nothing skipped, whatever happens in between."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from collabtui.config import Imap
from collabtui.domain.mail.mail_records import Cursor, Incoming
from collabtui.lifecycle.base.acting import Workspace
from collabtui.mail.transport.imap import FolderMark, ImapMailbox, Unreadable

log = logging.getLogger(__name__)

KEEP_EVERY = 50
"""Mails after which the mark is kept. Those after it are seen again after a crash and known by their digest."""
LOOK_BACK = timedelta(days=2)
"""How far back a folder is read that has a new UIDVALIDITY, or is read for the first time: servers count days in
their own zone."""
FIRST_LOOK = 200
"""Newest mails that are read at the first time whatever their date: a server's clock may be far off."""

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
    """Take in the mails that the mark does not cover; how many there were of each verdict. `junk`: it is the folder for
    unwanted mail.

    `mailbox` has its folder selected. Raises what `ImapMailbox` raises; the mark stands then where it was last kept."""
    selected = mailbox.selected
    cursor = _cursor(workspace, server)
    mark = FolderMark(cursor.uidvalidity, cursor.last_uid) if cursor else None
    uids = mailbox.unread(mark, (workspace.clock() - LOOK_BACK).date())
    if cursor is None or cursor.uidvalidity != selected.uidvalidity:
        uids = sorted({*uids, *mailbox.new_uids(0)[-FIRST_LOOK:]})
        cursor = _moved(cursor, server, selected.uidvalidity, 0)
    seen: Counter[str] = Counter()
    with workspace.store.unflushed():  # until the mark is kept, a power cut only lets them be read again
        for number, found in enumerate(mailbox.fetch(uids), 1):
            if isinstance(found, Unreadable):
                log.warning("mail %s of %s cannot be read: %s", found.uid, cursor.ref, found.why)
            elif (incoming := _taken_in(workspace, found.raw, junk=junk)) is not None:
                seen[incoming.verdict] += 1
                progress(incoming)
            cursor = _moved(cursor, server, selected.uidvalidity, found.uid)
            if number % KEEP_EVERY == 0:
                cursor = _kept(workspace, cursor)
    last = max([cursor.last_uid, *uids])
    _kept(workspace, _moved(cursor, server, selected.uidvalidity, last))
    return seen


def _taken_in(workspace: Workspace, raw: bytes, *, junk: bool) -> Incoming | None:
    from collabtui.lifecycle.mail_in.receive import receive  # 5 MB: a watch that has heard of no mail yet does without

    return receive(workspace.as_worker(), raw, junk=junk)


def _ref(server: Imap) -> str:
    return f"{server.username}@{server.host}:{server.port}/{server.folder}"


def _cursor(workspace: Workspace, server: Imap) -> Cursor | None:
    found = workspace.store.find(Cursor, ref=_ref(server), limit=1)
    return found[0] if found else None


def _moved(cursor: Cursor | None, server: Imap, uidvalidity: int, last_uid: int) -> Cursor:
    if cursor is None:
        return Cursor(ref=_ref(server), uidvalidity=uidvalidity, last_uid=last_uid)
    return cursor.model_copy(update={"uidvalidity": uidvalidity, "last_uid": last_uid})


def _kept(workspace: Workspace, cursor: Cursor) -> Cursor:
    with workspace.as_worker().transaction() as tx:
        return tx.put(cursor)
