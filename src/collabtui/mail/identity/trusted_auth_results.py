"""The Authentication-Results that are trusted: which server's header counts (its `authserv_id`), and what its results
prove of From. How a header is parsed: `auth_results_syntax`; what follows for a sender: `sender_trust`."""

import re
from typing import Literal

from collabtui.domain.mail.reason_codes import AuthenticationReason
from collabtui.mail.identity.auth_results_syntax import AuthenticationResults, Result, parse_authentication_results
from collabtui.mail.parse.message import Received

Authentication = Literal["passed", "failed", "unsaid"]
_METHODS = ("dmarc", "dkim", "spf")
_PASSED: dict[str, AuthenticationReason] = {"dkim": "dkim-passed", "spf": "spf-passed"}
_FAILED: dict[str, AuthenticationReason] = {"dkim": "dkim-failed", "spf": "spf-failed"}
_SERVER = re.compile(r"(?:\*\.)?[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?", re.IGNORECASE)


def authentication_of(received: Received, authserv_id: str) -> tuple[Authentication, AuthenticationReason]:
    """The verdict of our own mail server on From, and a reason code.

    `authserv_id` is whose header is believed, `*.example.test` where each server of a group writes its own name; with
    an empty one nothing is. Its topmost header is the last word, also where it says `none` or speaks of other methods:
    a server writes above what it received (RFC 8601 section 5), and below that anyone can have written anything.
    """
    if not authserv_id:
        return "unsaid", "authserv-id-unset"
    for field in received.authentication_results:
        found = parse_authentication_results(field)
        if is_same_server(found.authserv_id, authserv_id):
            return _assessment(found, received.sender.rpartition("@")[2])
    return "unsaid", "not-authenticated"


def is_same_server(authserv_id: str, configured: str) -> bool:
    wanted = configured.strip().lower()
    if wanted.startswith("*."):
        return authserv_id.endswith(wanted[1:]) and authserv_id != wanted[1:]
    return authserv_id == wanted


def _assessment(found: AuthenticationResults, domain: str) -> tuple[Authentication, AuthenticationReason]:
    """DMARC has the last word, as it weighs the others, and of two of its results the worse; without it one method that
    passes for the domain is enough."""
    by_method = {method: [one for one in found.results if one.method == method] for method in _METHODS}
    if any(one.result == "fail" for one in by_method["dmarc"]):
        return "failed", "dmarc-failed"
    if any(one.result == "pass" and _about(one, domain) for one in by_method["dmarc"]):
        return "passed", "dmarc-passed"
    for method, passed in _PASSED.items():
        if any(one.result == "pass" and is_aligned(_domain(one), domain) for one in by_method[method]):
            return "passed", passed
    for method, failed in _FAILED.items():
        if any(one.result == "fail" and _concerns(one, domain) for one in by_method[method]):
            return "failed", failed
    return "unsaid", "not-authenticated"


def _about(dmarc: Result, domain: str) -> bool:
    """Whether the server read the same From as we did."""
    header_from = dmarc.properties.get("header.from")
    return bool(domain) and (header_from is None or header_from.rpartition("@")[2] == domain)


def _concerns(one: Result, domain: str) -> bool:
    """A broken signature of a mailing list says nothing against the author."""
    return not _domain(one) or is_aligned(_domain(one), domain)


def _domain(one: Result) -> str:
    """Whom the method speaks of: the signing domain, or that of the return path (RFC 7489 section 3.1)."""
    names = ("header.d", "header.i") if one.method == "dkim" else ("smtp.mailfrom",)
    return next((one.properties[name].rpartition("@")[2] for name in names if name in one.properties), "")


def is_aligned(authenticated: str, domain: str) -> bool:
    """Whether a domain that was authenticated may speak for From's: the same one, or one above it.

    DMARC also lets a domain below or beside it speak; that needs the list of public suffixes, and a server that knows
    that list says `dmarc=pass`.
    """
    return authenticated == domain != "" or ("." in authenticated and domain.endswith("." + authenticated))


def named_server(received: Received) -> str:
    """The server that wrote the topmost header on any of the three methods, in lower case; empty where nobody did,
    or gave no name. Whether that is a server of ours is not for the mail to say."""
    for field in received.authentication_results:
        found = parse_authentication_results(field)
        if any(one.method in _METHODS for one in found.results):
            return found.authserv_id if is_server_name(found.authserv_id) else ""
    return ""


def is_server_name(text: str) -> bool:
    """Whether it can be an `authserv_id`: a name as servers have, also of a group, `*.example.test`."""
    return _SERVER.fullmatch(text.strip()) is not None
