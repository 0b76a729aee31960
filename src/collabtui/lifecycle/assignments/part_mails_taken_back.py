"""Mails about people's parts once what they tell is taken back."""

from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.lifecycle.base import outbox_keys
from collabtui.store.interface import Transaction


def hold_part_mails(tx: Transaction, changes: Iterable[TrailEntry]) -> set[str]:
    """Hold the mails about parts that these changes queued and that have not left. Returns the refs of the people whose
    mails have left: they alone have heard of what is taken back."""
    queued = [tx.get(Outgoing, one.ref) for one in changes if not one.field and model_of(one.ref) is Outgoing]
    heard = set()
    for mail in queued:
        if not outbox_keys.is_part(mail.key):
            continue
        if mail.may_have_left:
            heard.add(mail.person)
        else:
            tx.put(mail.model_copy(update={"state": "held", "not_before": None}))
    return heard
