"""Mail servers of which the facilitator said whether he trusts what they say of senders.

Which of them counts: `mail_in.trusted_server_lookup`; how its header is read: `mail.identity.trusted_auth_results`.
"""

from typing import ClassVar, Self

from collabtui.domain.model import Instant, Kept, Record


class TrustedServer(Record):
    """A yes to one server, or where it is withdrawn a no. The configuration's `authserv_id` goes before, unless it was
    withdrawn itself."""

    prefix: ClassVar[str] = "B"
    kept: ClassVar[Kept] = Kept("believed", unique=(("server",),))
    server: str
    """As it calls itself in Authentication-Results (RFC 8601 section 2.5), in small letters; unique."""
    at: Instant
    by: str
    withdrawn: bool = False

    @property
    def label(self) -> str:
        return self.server

    def withdraw(self) -> Self | None:
        """The first thing that was said of a server may have been a no."""
        return self.model_copy(update={"withdrawn": not self.withdrawn})
