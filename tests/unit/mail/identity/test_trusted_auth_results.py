"""What our server's results prove of From, row by row: the verdict, and the reason that `explain` shows."""

import pytest

from collabtui.mail.identity.trusted_auth_results import (
    authentication_of,
    is_aligned,
    is_same_server,
    is_server_name,
    named_server,
)
from collabtui.mail.parse.message import Received, read

OURS = "mx.example.test"


def received(*results: str, sender: str = "zhang@example.test") -> Received:
    lines = [*(f"Authentication-Results: {one}" for one in results), f"From: {sender}", "", "1 done"]
    return read("\r\n".join(lines).encode())


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ("dmarc=pass header.from=example.test", ("passed", "dmarc-passed")),
        ("dmarc=pass header.from=zhang@example.test", ("passed", "dmarc-passed")),
        ("dmarc=pass", ("passed", "dmarc-passed")),
        ("dmarc=fail header.from=example.test", ("failed", "dmarc-failed")),
        ("dmarc=fail; dkim=pass header.d=example.test", ("failed", "dmarc-failed")),
        ("dmarc=pass header.from=evil.test; dkim=pass header.d=example.test", ("passed", "dkim-passed")),
        ("dmarc=pass header.from=evil.test; dmarc=fail", ("failed", "dmarc-failed")),
        ("dmarc=none", ("unsaid", "not-authenticated")),
        ("dkim=pass header.d=example.test", ("passed", "dkim-passed")),
        ("dkim=pass header.i=@example.test", ("passed", "dkim-passed")),
        ("dkim=pass header.d=evil.test header.i=@example.test", ("unsaid", "not-authenticated")),
        ("dkim=pass header.d=evil.test; dkim=pass header.d=example.test", ("passed", "dkim-passed")),
        ("dkim=pass", ("unsaid", "not-authenticated")),
        ("dkim=fail", ("failed", "dkim-failed")),
        ("dkim=fail header.d=example.test", ("failed", "dkim-failed")),
        ("dkim=fail header.d=list.test", ("unsaid", "not-authenticated")),
        ("dkim=fail header.d=example.test; spf=pass smtp.mailfrom=example.test", ("passed", "spf-passed")),
        ("spf=pass smtp.mailfrom=zhang@example.test", ("passed", "spf-passed")),
        ("spf=pass smtp.helo=example.test", ("unsaid", "not-authenticated")),
        ("spf=pass header.d=example.test", ("unsaid", "not-authenticated")),
        ("spf=fail smtp.mailfrom=example.test", ("failed", "spf-failed")),
        ("spf=fail", ("failed", "spf-failed")),
        ("spf=fail smtp.mailfrom=list.test", ("unsaid", "not-authenticated")),
        ("spf=softfail smtp.mailfrom=example.test", ("unsaid", "not-authenticated")),
        ("arc=pass header.d=example.test", ("unsaid", "not-authenticated")),
        ("none", ("unsaid", "not-authenticated")),
    ],
)
def test_verdict_and_reason(results: str, verdict: tuple[str, str]) -> None:
    assert authentication_of(received(f"{OURS}; {results}"), OURS) == verdict


def test_who_believes_no_server_is_told_that_none_is_set() -> None:
    """Also where the server gives itself no name."""
    for result in (f"{OURS}; dmarc=pass", "; dmarc=pass", "dmarc=pass"):
        assert authentication_of(received(result), "") == ("unsaid", "authserv-id-unset")


@pytest.mark.parametrize("sender", ["", "zhang", "a@example.test, b@example.test", "zhang@"])
@pytest.mark.parametrize("result", ["dmarc=pass", "dkim=pass header.d=", "dkim=pass", "spf=pass smtp.mailfrom=<>"])
def test_a_from_without_a_domain_passes_by_nothing(sender: str, result: str) -> None:
    verdict = authentication_of(received(f"{OURS}; {result}", sender=sender), OURS)
    assert verdict == ("unsaid", "not-authenticated")


@pytest.mark.parametrize(
    ("authenticated", "domain", "expected"),
    [
        ("example.test", "example.test", True),
        ("example.test", "mail.example.test", True),
        ("mail.example.test", "example.test", False),  # below: who has a host there is not who has the domain
        ("other.example.test", "mail.example.test", False),
        ("ample.test", "example.test", False),
        ("test", "example.test", False),  # a domain of domains speaks for none
        ("test", "test", True),
        ("", "", False),
        ("", "example.test", False),
        ("", "x", False),
        ("x", "", False),
    ],
)
def test_a_domain_speaks_for_itself_and_those_below(authenticated: str, domain: str, expected: bool) -> None:
    assert is_aligned(authenticated, domain) is expected


@pytest.mark.parametrize(
    ("named", "configured", "expected"),
    [
        ("mx.example.test", "mx.example.test", True),
        ("mx.example.test", " MX.Example.Test ", True),
        ("mx.example.test", "*.example.test", True),
        ("a.mx.example.test", "*.example.test", True),
        ("example.test", "*.example.test", False),
        (".example.test", "*.example.test", False),
        ("evilexample.test", "*.example.test", False),
        ("mx.example.test.evil", "*.example.test", False),
        ("mx.example.test", "example.test", False),
    ],
)
def test_one_server_or_those_below_a_name(named: str, configured: str, expected: bool) -> None:
    assert is_same_server(named, configured) is expected


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (("mx.example.test; spf=none",), "mx.example.test"),
        (("MX.example.test; dkim=fail",), "mx.example.test"),
        (("auth.test; auth=pass", "mx.example.test; dmarc=pass"), "mx.example.test"),
        (("mx.example.test; none",), ""),
        (("a/b; spf=pass", "mx.example.test; spf=pass"), ""),
        ((), ""),
    ],
)
def test_the_topmost_server_that_speaks_of_one_of_the_methods(results: tuple[str, ...], expected: str) -> None:
    assert named_server(received(*results)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("mx.example.test", True), (" mx ", True), ("*.example.test", True), ("_a1", True), ("x" * 253, True),
     ("x" * 254, False), ("", False), ("*", False), ("*example.test", False), ("mx.", False), ("a b", False),
     ("mx\nexample", False), (".mx", False)],
)  # fmt: skip
def test_what_a_server_can_be_called(text: str, expected: bool) -> None:
    assert is_server_name(text) is expected
