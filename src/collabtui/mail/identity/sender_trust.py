"""Trust in a sender: how far From can be relied on, by the token that came back and by what `trusted_auth_results`
says."""

from collabtui.domain.mail.reason_codes import TrustReason
from collabtui.domain.mail.reply import Trust
from collabtui.mail.identity.trusted_auth_results import authentication_of
from collabtui.mail.parse.addresses import normal_address
from collabtui.mail.parse.message import Received


def trust_of(
    received: Received, *, expected: tuple[str, ...], token_ok: bool, authserv_id: str
) -> tuple[Trust, TrustReason]:
    """The trust in that one of the `expected` addresses wrote this, and a reason code.

    `expected` are the addresses of the person who was given the token that came back, or without one of the person
    whom From names; empty when that is nobody we know. `token_ok` says that a token or code came back which the store
    knows. A token is no identity, as it goes along when a mail is forwarded; so it counts with its own recipient only.
    """
    authentication, reason = authentication_of(received, authserv_id)
    if authentication == "failed":
        return "forged", reason
    if not received.sender or received.sender not in map(normal_address, expected):
        return "unknown", "token-of-another" if token_ok and expected else "unknown-sender"
    if token_ok:
        return "token", "token"
    return ("verified", reason) if authentication == "passed" else ("known", reason)
