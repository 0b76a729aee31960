"""The outbox: what is to be sent, what became of it, and the facilitator's hand on it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.people import Person
from collabtui.domain.retry_pauses import LONGEST_SEND_PAUSE
from collabtui.errors import Refused, UnreadableRecord
from collabtui.lifecycle.at_once.within import tried_again
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.correspondence.present_address import at_present_address, not_arrived
from collabtui.lifecycle.base.edited_mail_text import as_it_reads
from collabtui.lifecycle.base.rendering.rendered_ahead import mails_ahead
from collabtui.lifecycle.base.send_retries import is_given_up, pause
from collabtui.lifecycle.base.superseded_mails import hold_earlier, later_mails
from collabtui.lifecycle.base.undo_window import AT_ONCE, not_before
from collabtui.store.interface import Reader, Store, Transaction
from collabtui.store.send_turn import SendTurn


@dataclass(frozen=True)
class Outcome:
    """A server's answer to one mail."""

    kind: Literal["sent", "temporary", "permanent"]
    text: str = ""
    """The server's words."""
    speaks_against_address: bool = False
    """Whether the address was refused, and not the mail or us."""


AsItLeaves = Callable[[Transaction, Acting, Outgoing], Outgoing]
"""A mail as it is to leave now; held, where somebody has to look at it first."""


def _to_present_address(tx: Transaction, _: Acting, mail: Outgoing) -> Outgoing:
    return at_present_address(tx, mail)


NoteUnreadable = Callable[[UnreadableRecord], None]
"""Told why a mail stays where it is."""


def take_batch(
    acting: Acting,
    size: int,
    as_it_leaves: AsItLeaves = _to_present_address,
    unreadable: NoteUnreadable = lambda _: None,
) -> list[Outgoing]:
    """The oldest mails that may go now, marked as being sent under this lease: after a crash they are sent once more
    under the same Message-ID rather than lost, by whoever has the next lease. Raises `Refused` (worker.lost) when the
    lease is not ours any more, as do the others that a worker calls. A mail that cannot be read, or that tells of
    what cannot be read, keeps no other back."""
    lease = acting.fence.number if acting.fence else None
    if not due(acting.store, acting.now, 1, lease=lease, account=acting.account):
        return []
    passed_over: set[str] = set()
    while True:
        taken, goes_on = tried_again(lambda: _taken(acting, size, as_it_leaves, unreadable, passed_over))
        if taken or not goes_on:
            return taken


@mails_ahead  # what waited for days is written anew
def _taken(
    acting: Acting, size: int, as_it_leaves: AsItLeaves, unreadable: NoteUnreadable, passed_over: set[str]
) -> tuple[list[Outgoing], bool]:
    """The mails that were marked, and whether others were put off, or join those that are passed over as they cannot be
    read: behind these there may be more."""
    lease = acting.fence.number if acting.fence else None
    taken: list[Outgoing] = []
    goes_on = False
    with acting.transaction(within=()) as tx:
        turn = _turn(acting.now, size + len(passed_over), lease, acting.account)
        due_now = [ref for ref in tx.claim_due(turn) if ref not in passed_over]
        for ref in due_now[:size]:
            try:
                mail = tx.get(Outgoing, ref)  # as it is by now: a cancellation holds the invitation that waits with it
                if mail.state not in ("queued", "sending"):
                    continue
                leaves = as_it_leaves(tx, acting, mail)
            except UnreadableRecord as error:
                unreadable(error)
                passed_over.add(ref)
                goes_on = True
                continue
            if _stays(leaves, mail):
                tx.put(leaves)
                goes_on = True
                continue
            mark = {"state": "sending", "attempts": leaves.attempts + 1, "lease": lease}
            taken.append(tx.put(as_it_reads(leaves).model_copy(update=mark)))
    return taken, goes_on


def _stays(mail: Outgoing, before: Outgoing) -> bool:
    """Whether it is held for a look, or waits for a later mail to leave in its place."""
    return mail.state == "held" or mail.not_before != before.not_before


def due(
    store: Store, now: datetime, limit: int, *, lease: int | None = None, account: str | None = None
) -> Sequence[str]:
    """Refs of the mails that may go now, of an account or of the configuration."""
    return store.due_outgoing(_turn(now, limit, lease, account))


def accounts_due(store: Store, now: datetime) -> Collection[str | None]:
    """Accounts of which mails may go now; None stands for the configuration's."""
    return store.accounts_due(_turn(now, 1, None, None))


def _turn(now: datetime, limit: int, lease: int | None, account: str | None) -> SendTurn:
    return SendTurn(now, limit, lease, now + LONGEST_SEND_PAUSE, account)


def put_back_left(acting: Acting) -> None:
    """Put back what this lease began to send and could not settle, because the disk or a lock refused the note."""
    if acting.fence:
        left = acting.store.find(Outgoing, state="sending", lease=acting.fence.number)
        if left:
            put_back(acting, left, left[0].last_error)


def settle(acting: Acting, mail: Outgoing, outcome: Outcome) -> Outgoing:
    """Note what became of an attempt. A permanent refusal is shown on the mail and on the person. Raises `Refused`
    (worker.lost) where another worker has taken the mail over."""
    return tried_again(lambda: _settled(acting, mail, outcome))


@mails_ahead
def _settled(acting: Acting, mail: Outgoing, outcome: Outcome) -> Outgoing:
    with acting.transaction(within=(mail.person,)) as tx:
        stored = tx.get(Outgoing, mail.ref)
        if stored.state == "sent":
            return stored  # it was written, though we were told that nobody knows
        if acting.fence and stored.lease != acting.fence.number:
            raise Refused("worker.lost")
        if outcome.kind == "sent":
            return _sent(tx, acting, stored)
        if outcome.kind == "permanent" or is_given_up(stored, acting.now):
            return _failed(tx, acting, stored, outcome)
        later = acting.now + pause(stored.attempts)
        waits = {"state": "queued", "not_before": later, "last_error": outcome.text, "lease": None}
        return tx.put(stored.model_copy(update=waits))


def note_after_loss(acting: Acting, mail: Outgoing) -> Outgoing:
    """Note that a server took the mail although the lease is over: that is so whoever works by now, and who has not
    marked the mail since does not send it again. Raises `Refused` (worker.lost) where somebody has."""
    unfenced = replace(acting, fence=None)
    with unfenced.transaction(within=(mail.person,)) as tx:
        stored = tx.get(Outgoing, mail.ref)
        if stored.state != "sending" or stored.lease != mail.lease:
            raise Refused("worker.lost")
        return _sent(tx, unfenced, stored)


def _sent(tx: Transaction, acting: Acting, stored: Outgoing) -> Outgoing:
    hold_earlier(tx, acting, stored)
    done = {"state": "sent", "sent_at": acting.now, "last_error": "", "lease": None}
    return tx.put(stored.model_copy(update=done))


def put_back(acting: Acting, mails: Iterable[Outgoing], why: str) -> None:
    """The server went away before it said anything to these mails: that is no attempt of theirs."""
    with acting.transaction(within=()) as tx:
        for stored in (tx.get(Outgoing, mail.ref) for mail in mails):
            if stored.state != "sending" or (acting.fence and stored.lease != acting.fence.number):
                continue  # its outcome was written, though we were told that it was not
            back = {"state": "queued", "attempts": max(0, stored.attempts - 1), "last_error": why, "lease": None}
            tx.put(stored.model_copy(update=back))


def hold(acting: Acting, ref: str) -> Outgoing:
    """Keep a mail back until `retry`. Raises `Refused` (outbox.gone) when it has left."""
    return _moved(acting, ref, ("queued", "failed"), "held")


def retry(acting: Acting, ref: str, leaving_in: timedelta = AT_ONCE) -> Outgoing:
    """Send a failed or held mail, or one whose pause is not over, to the address that its reader has by then. It leaves
    after `leaving_in`: until then an undo keeps it back. Raises `Refused` (outbox.gone) when it has left."""
    return _moved(acting, ref, ("failed", "held", "queued"), "queued", leaving_in)


def send_copy(acting: Acting, ref: str, leaving_in: timedelta = AT_ONCE) -> Outgoing:
    """Queue what was sent once more, as a mail of its own, to the address that its reader has now; answers to either
    count alike. It leaves after `leaving_in`. Raises `Refused` (outbox.not_sent: ref, state) for what was not sent."""
    from collabtui.mail.compose.reword import as_another_mail
    from collabtui.mail.identity.message_id import message_id

    with acting.transaction() as tx:
        mail = tx.get(Outgoing, ref)
        if mail.state != "sent":
            raise Refused("outbox.not_sent", ref=mail.ref, state=mail.state)
        _refuse_outdated(tx, mail)
        key = outbox_keys.sent_again(mail.key, acting.now)
        domain = acting.config.organiser.email.rpartition("@")[2]
        own_id = message_id(key, mail.token, domain)
        copy = {
            "ref": tx.next_ref(Outgoing), "version": 0, "key": key, "message_id": own_id, "state": "queued",
            "attempts": 0, "last_error": "", "lease": None, "queued_at": acting.now, "sent_at": None,
            "not_before": not_before(acting, leaving_in),
        }  # fmt: skip
        raw = as_another_mail(mail.raw, own_id, acting.now.astimezone(acting.zone))
        return tx.put(at_present_address(tx, mail.model_copy(update=copy).with_raw(raw)))


def _refuse_outdated(reader: Reader, mail: Outgoing) -> None:
    """Raises `Refused` (outbox.outdated: ref, by) for what a calendar was told before a later mail about the same
    event."""
    newer = next((one for one in later_mails(reader, mail) if one.calendar_date in (None, mail.calendar_date)), None)
    if newer is not None:
        raise Refused("outbox.outdated", ref=mail.ref, by=newer.ref)


def send_again(acting: Acting, person: str) -> list[Outgoing]:
    """Queue the mails that did not arrive at an earlier address of his, to the present one."""
    with acting.transaction() as tx:
        failed = not_arrived(tx, tx.get(Person, person))
        return [_queued_again(tx, acting, mail) for mail in failed]


def hold_each(acting: Acting, refs: Iterable[str]) -> list[Outgoing]:
    """Those that have not left; what left in between cannot be held any more."""
    return _each_moved(acting, refs, ("queued", "failed"), "held")


def release_each(acting: Acting, refs: Iterable[str]) -> list[Outgoing]:
    return _each_moved(acting, refs, ("held",), "queued")


def flush(acting: Acting) -> int:
    """Forget the pauses: everything queued may go now. How many that are."""
    with acting.transaction() as tx:
        waiting = [mail for mail in tx.find(Outgoing, state="queued") if mail.not_before]
        for mail in waiting:
            tx.put(mail.model_copy(update={"not_before": None}))
        return len(waiting)


def _each_moved(
    acting: Acting, refs: Iterable[str], states: tuple[str, ...], to: Literal["held", "queued"]
) -> list[Outgoing]:
    with acting.transaction() as tx:
        mails = [mail for mail in (tx.get(Outgoing, ref) for ref in refs) if mail.state in states]
        return [tx.put(mail.model_copy(update={"state": to, "not_before": None})) for mail in mails]


def _moved(
    acting: Acting,
    ref: str,
    states: tuple[str, ...],
    to: Literal["held", "queued"],
    leaving_in: timedelta = AT_ONCE,
) -> Outgoing:
    with acting.transaction() as tx:
        mail = tx.get(Outgoing, ref)
        if mail.state not in states:
            raise Refused("outbox.gone", ref=mail.ref, state=mail.state)
        if to == "queued":
            _refuse_outdated(tx, mail)
            return _queued_again(tx, acting, mail, leaving_in)
        return tx.put(mail.model_copy(update={"state": to, "not_before": None}))


def _queued_again(tx: Transaction, acting: Acting, mail: Outgoing, leaving_in: timedelta = AT_ONCE) -> Outgoing:
    """What was held for a look, and is released, was looked at: it goes as it is."""
    again: dict[str, object] = {"state": "queued", "not_before": not_before(acting, leaving_in)}
    if mail.state == "held" and mail.last_error:
        again |= {"queued_at": acting.now, "last_error": "", "automatic": False}  # a person wants it to leave
    return tx.put(at_present_address(tx, mail).model_copy(update=again))


def _failed(tx: Transaction, acting: Acting, mail: Outgoing, outcome: Outcome) -> Outgoing:
    person = tx.get(Person, mail.person)
    if outcome.speaks_against_address and person.email != mail.to and person.merged_into is None:
        # he was given another address while the server was asked about this one
        again = at_present_address(tx, mail)
        waits = {"state": "queued", "not_before": None, "last_error": outcome.text, "lease": None}
        return tx.put(again.model_copy(update=waits))
    if outcome.speaks_against_address and person.email == mail.to:
        tx.put(person.model_copy(update={"bounced_at": acting.now, "bounce_reason": outcome.text}))
    failed = tx.put(mail.model_copy(update={"state": "failed", "last_error": outcome.text, "lease": None}))
    if failed.kind == "escalation":
        from collabtui.lifecycle.base.undelivered.passed_on_escalation import (
            pass_on,  # few fail: no sending waits for its imports
        )

        pass_on(tx, acting, failed)
    return failed
