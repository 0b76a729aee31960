"""Mails that wait since a record could not be read, read again once it can be."""

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reason_codes import UnreadReason
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.reread_kept_mail import read_again

_WAITED: tuple[UnreadReason, ...] = ("unreadable", "not-carried-out")
"""What is said of a mail that met such a record, and of one that cannot be read itself."""


def read_what_waited(acting: Acting) -> int:
    """They go on waiting, for a yes to what stands in them; how many have been read now."""
    with acting.transaction() as tx:
        waiting = [mail for mail in tx.find(Incoming, state="waiting") if mail.reason in _WAITED]
        return sum(read_again(tx, acting, mail).reason not in _WAITED for mail in waiting)
