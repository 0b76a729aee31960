"""Whose verdict on senders counts: what the facilitator has said of a mail server."""

from typing import ClassVar

from collabtui.domain.model import Instant, Record


class TrustedServer(Record):
    """A yes to one server, or where it is withdrawn a no. Where nothing is said of any, the configuration's
    `authserv_id` counts."""

    prefix: ClassVar[str] = "B"
    server: str
    """As it calls itself in Authentication-Results (RFC 8601 section 2.5), in small letters; unique."""
    at: Instant
    by: str
    withdrawn: bool = False
