"""The instant from which who was asked by mail is asked: when the mail has left, and not when it was queued."""

from collections.abc import Iterable
from datetime import datetime

from collabtui.domain.mail.mail_records import Outgoing

_ASKING = ("request", "change")
"""Kinds of mails that ask a department; a reminder of it is another kind."""


def asked_since(mails: Iterable[Outgoing], department: str, queued: datetime) -> datetime | None:
    """When the first of the mails has left that asked the department at `queued` or since; None as long as none has.
    `mails` are all about the matter, or about the change. Where it was asked by no mail it is `queued`."""
    asking = [
        mail for mail in mails if mail.kind in _ASKING and mail.department == department and mail.queued_at >= queued
    ]
    if not asking:
        return queued
    return min((mail.sent_at for mail in asking if mail.sent_at is not None), default=None)
