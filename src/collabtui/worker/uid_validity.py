"""Reading a folder anew when UIDVALIDITY changes: its UIDs mean other mails than before; and how far back."""

from datetime import datetime, timedelta

from collabtui.config import Imap
from collabtui.domain.mail.mail_records import Cursor, Incoming, UidMark, Unfetched
from collabtui.errors import Unreachable
from collabtui.lifecycle.backup.past_unreadable_records import past_unreadable
from collabtui.lifecycle.backup.records_set_aside import note_set_aside
from collabtui.lifecycle.base.access.account_config import accounts_in_use, config_of
from collabtui.lifecycle.base.acting import Workspace
from collabtui.mail.transport.imap import ImapMailbox
from collabtui.worker.unfetched_mails import left_out, put_not_listed

LOOK_BACK = timedelta(days=2)
"""How much earlier than a mail can have come in the folder is searched: servers count days in their own zone."""
FAR_BACK = timedelta(days=30)
"""The same for a mail that could not be had and of which nobody knows when it came in."""
FIRST_LOOK = 200
"""Newest mails that are read at the first time whatever their date: a server's clock may be far off."""
MARKS = 5
"""Mails whose Message-IDs are kept: some of them are moved or deleted by the time they are looked for."""


def account(server: Imap) -> str:
    return f"{server.username}@{server.host}:{server.port}/"


def mailbox_of(server: Imap) -> str:
    """The folder that is watched, as the cursor behind its mails names it."""
    return account(server) + server.folder


def folder_cursor(workspace: Workspace, server: Imap) -> Cursor | None:
    found = workspace.store.find(Cursor, ref=mailbox_of(server), limit=1)
    return found[0] if found else None


def is_known(workspace: Workspace, cursor: Cursor, mailbox: ImapMailbox) -> bool:
    """Whether the UIDs of the folder still name the mails that they named: by UIDVALIDITY, by UIDNEXT, which only
    rises, and by the Message-IDs of the mails read last, as many as are still there."""
    selected = mailbox.selected
    if mailbox.recognised:
        return True
    if selected.uidvalidity != cursor.uidvalidity or 0 < selected.uidnext <= cursor.last_uid:
        return False
    if cursor.marks:
        there = _message_ids(workspace, cursor, mailbox)
        if any(there.get(mark.uid, mark.message_id) != mark.message_id for mark in cursor.marks):
            return False
        if not there and _holds_unknown(workspace, cursor, mailbox):
            return False
    mailbox.recognised = True
    return True


def _holds_unknown(workspace: Workspace, cursor: Cursor, mailbox: ImapMailbox) -> bool:
    """Whether a mail that was neither taken in nor is waited for stands where all have been read. Asked where none of
    the marked mails is there: they were deleted, or another server answers under the same UIDVALIDITY."""
    listed = workspace.store.find(Unfetched, state="waiting")
    waiting = {mail.uid for mail in listed if mail.folder == cursor.ref}
    covered = [uid for uid in mailbox.newest(FIRST_LOOK) if uid <= cursor.last_uid and uid not in waiting]
    found = _ids_at(workspace, cursor, mailbox, covered[-MARKS:])
    return any(not workspace.store.find(Incoming, message_id=one, limit=1) for one in found.values())


def _message_ids(workspace: Workspace, cursor: Cursor, mailbox: ImapMailbox) -> dict[int, str]:
    """Of the marked mails."""
    return _ids_at(workspace, cursor, mailbox, [mark.uid for mark in cursor.marks])


def _ids_at(workspace: Workspace, cursor: Cursor, mailbox: ImapMailbox, uids: list[int]) -> dict[int, str]:
    """The Message-IDs there. Where the line breaks on them the marks are forgotten: they must not end each pass."""
    try:
        return mailbox.message_ids(uids) if uids else {}
    except Unreachable as error:
        if error.key != "imap.busy":
            with workspace.as_worker().transaction(within=(cursor.ref,)) as tx:
                tx.put(cursor.model_copy(update={"marks": ()}))
        raise


def read_from(workspace: Workspace, cursor: Cursor | None) -> datetime:
    """The instant after which mails may have come in that were not taken in, or that answer what is still asked."""
    now = workspace.clock()
    store = workspace.store
    cursors = [cursor] if cursor else store.find(Cursor)
    instants = [known.read_at for known in cursors if known.read_at]
    bounds = [max(instants)] if instants else []
    bounds += [mail.came_after or mail.first_tried - FAR_BACK for mail in store.find(Unfetched, state="waiting")]
    found = past_unreadable([store], lambda: store.oldest_awaited(now))
    if found.result:
        bounds.append(found.result)
    if note_set_aside(workspace, found.set_aside):
        bounds.append(now - FAR_BACK)  # what one that cannot be read asks may be older
    return min([now, *bounds])


def begin_anew(workspace: Workspace, mailbox: ImapMailbox, server: Imap) -> tuple[Cursor, list[int]]:
    """Put the cursor before the mails to be read, whose UIDs are returned too, and in the same transaction drop the
    list of those that could not be fetched under the UIDs of before, and list those that are not seen yet."""
    old = folder_cursor(workspace, server)
    since = read_from(workspace, old)
    day, today = (since - LOOK_BACK).date(), workspace.clock().date()
    uids = sorted({*mailbox.since(day, today), *mailbox.newest(FIRST_LOOK)})
    selected = mailbox.selected
    last_uid = uids[0] - 1 if uids else max(0, selected.uidnext - 1)
    begun = Cursor(
        ref=mailbox_of(server),
        version=old.version if old else 0,
        uidvalidity=selected.uidvalidity,
        last_uid=last_uid,
        read_at=since,
        reading=bool(old and old.reading),
    )
    others = _read_besides(workspace)
    unseen = left_out(0, uids, max(uids, default=last_uid + 1))
    unseen = sorted({*unseen} - {*mailbox.listed(unseen, before=day)})  # those were passed by for their age
    with workspace.as_worker().transaction(within=(begun.ref,)) as tx:
        for mail in tx.find(Unfetched, state="waiting"):
            if mail.folder == begun.ref or not mail.folder.startswith((account(server), *others)):
                tx.put(mail.model_copy(update={"state": "gone"}))
        begun = tx.put(begun)
        put_not_listed(tx, begun, unseen, workspace.clock())
    mailbox.recognised = True
    return begun, uids


def _read_besides(workspace: Workspace) -> tuple[str, ...]:
    """The other mailboxes that are read, as cursors name them; none where there are no accounts."""
    configs = [config_of(workspace.store, workspace.config, one) for one in accounts_in_use(workspace.store)]
    return tuple(account(one.imap) for one in (workspace.config, *configs)) if configs else ()


def with_mark(marks: tuple[UidMark, ...], uid: int, message_id: str) -> tuple[UidMark, ...]:
    return (*marks, UidMark(uid=uid, message_id=message_id))[-MARKS:] if message_id else marks
