"""Mails that the server lists and did not hand out, or on which reading did not end: kept with their reason, and tried
again with growing pauses."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from collabtui.domain.mail.mail_records import Cursor, Unfetched
from collabtui.domain.mail.reason_codes import SetAside
from collabtui.domain.retry_pauses import FIRST_FETCH_PAUSE, LONGEST_FETCH_PAUSE, doubled
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.reading_budget import READER_DIED, SET_ASIDE, TOO_SLOW
from collabtui.mail.transport.mail_fetch import Fetched, Unreadable
from collabtui.store.interface import Transaction

NOT_LISTED: Final = "not-listed"
"""Reason of one whose UID was left out between those that a search named: it was deleted, or is not seen yet."""
MOST_NOT_LISTED = 100
"""The newest of one pass: who tidies up his mailbox leaves many."""
SEEN_LATE = timedelta(hours=1)
"""How long one that no search names is looked for: who watches passes again within a second."""


def waiting_mails(workspace: Workspace, cursor: Cursor) -> list[Unfetched]:
    """Those of this folder, by UID."""
    waiting = workspace.store.find(Unfetched, state="waiting")
    return sorted((mail for mail in waiting if mail.folder == cursor.ref), key=lambda mail: mail.uid)


def note_failure(workspace: Workspace, cursor: Cursor, uid: int, why: str, came: bytes = b"") -> None:
    """Keep it on the list; `came` is what there was of it. The second try is at once, at the next pass. Tries of
    fetching and of reading are counted apart."""
    with workspace.as_worker().transaction(within=(cursor.ref,)) as tx:
        _put_failure(tx, cursor, uid, why, workspace.clock(), came)


def _put_failure(tx: Transaction, cursor: Cursor, uid: int, why: str, now: datetime, came: bytes = b"") -> None:
    ref = _ref(cursor, uid)
    known = tx.find(Unfetched, ref=ref, limit=1)
    before = known[0] if known and known[0].state == "waiting" else None
    same = before is not None and (before.reason in SET_ASIDE) == (why in SET_ASIDE)
    tries = before.tries + 1 if before and same else 1
    tx.put(
        Unfetched(
            ref=ref,
            version=known[0].version if known else 0,
            folder=cursor.ref,
            uidvalidity=cursor.uidvalidity,
            uid=uid,
            reason=why,
            tries=tries,
            first_tried=before.first_tried if before else now,
            next_try=now + pause(tries),
            came_after=before.came_after if before else cursor.read_at,
            came_short=hashlib.sha256(came).hexdigest() if came else "",
        )
    )


def left_out(after: int, uids: Collection[int], last: int) -> list[int]:
    """Those up to `last` that a search which found `uids` has left out, of those above `after`: a mail may be seen
    later than one that has a higher UID. At most `MOST_NOT_LISTED`."""
    first = max(after, last - len(uids) - MOST_NOT_LISTED)
    return sorted({*range(first + 1, last)} - {*uids})[-MOST_NOT_LISTED:]


def put_not_listed(tx: Transaction, cursor: Cursor, uids: Collection[int], now: datetime) -> None:
    """Keep those on the list that a search has left out. The next passes ask for them themselves."""
    for uid in uids:
        _put_failure(tx, cursor, uid, NOT_LISTED, now)


def note_not_listed(workspace: Workspace, cursor: Cursor, uids: Collection[int]) -> None:
    """As `put_not_listed`, in a transaction of its own."""
    if uids:
        with workspace.as_worker().transaction(within=(cursor.ref,)) as tx:
            put_not_listed(tx, cursor, uids, workspace.clock())


def may_be_seen(mail: Unfetched, now: datetime) -> bool:
    """Whether one that no search names is looked for yet."""
    return abs(now - mail.first_tried) < SEEN_LATE


def note_too_slow(workspace: Workspace, cursor: Cursor, uid: int) -> None:
    """The mail was read for too long. One that was put on the list before that try is not counted again."""
    with workspace.as_worker().transaction(within=(cursor.ref,)) as tx:
        known = tx.find(Unfetched, ref=_ref(cursor, uid), limit=1)
        if known and known[0].state == "waiting" and known[0].reason == READER_DIED:
            tx.put(known[0].model_copy(update={"reason": TOO_SLOW}))
            return
    note_failure(workspace, cursor, uid, TOO_SLOW)


def note_end(workspace: Workspace, cursor: Cursor, uid: int, found: Fetched | None) -> None:
    """It was taken in or set aside, or is not there any more."""
    with workspace.as_worker().transaction(within=(cursor.ref,)) as tx:
        stored = tx.get(Unfetched, _ref(cursor, uid))
        tx.put(stored.model_copy(update={"state": "fetched" if found else "gone"}))


def _ref(cursor: Cursor, uid: int) -> str:
    return f"{cursor.ref}/{cursor.uidvalidity}/{uid}"


def set_aside_reason(workspace: Workspace, mail: Unfetched) -> SetAside | None:
    """The reason why a person shall look at it, once it was tried often enough; else None. Of those that kill their
    reader the first death is not counted by mail: it only tells that there is one among those of a pass."""
    tries = workspace.config.reply.reading_tries
    if mail.reason == READER_DIED and mail.tries + 1 >= tries:
        return READER_DIED
    return TOO_SLOW if mail.reason == TOO_SLOW and mail.tries >= tries else None


def pause(tries: int) -> timedelta:
    """After that many tries: none after the first, then doubled each time."""
    if tries < 2:
        return timedelta()
    return doubled(FIRST_FETCH_PAUSE, LONGEST_FETCH_PAUSE, tries - 1)


def is_all_there_is(mail: Unfetched, found: Fetched) -> bool:
    """A mail that came short, and came so before: the server had announced roughly."""
    return not found.is_short or mail.came_short == hashlib.sha256(found.raw).hexdigest()


def reason_of(found: Fetched | Unreadable) -> str:
    return found.why if isinstance(found, Unreadable) else f"{len(found.raw)} < {found.size}"


def is_due(mail: Unfetched, now: datetime) -> bool:
    """A pause that ends later than any can was set while the clock was wrong."""
    return not now < mail.next_try <= now + LONGEST_FETCH_PAUSE
