"""Of all that a mail says of its authentication, our own server's first word counts and nothing else.

A row is a head, and what may be believed of it."""

import pytest

from collabtui.mail.identity.trusted_auth_results import Authentication, authentication_of
from collabtui.mail.parse.message import read

OURS = "mx.example.test"
PASS = f"{OURS}; dmarc=pass header.from=example.test"


def said(*head: str, sender: str = "zhang@example.test", server: str = OURS) -> Authentication:
    lines = [*head, f"From: {sender}", "To: li@example.test", "", "1 done"]
    return authentication_of(read("\r\n".join(lines).encode()), server)[0]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param([f"{OURS}; none", PASS], "unsaid", id="none above a forged pass"),
        pytest.param([f"{OURS} 1; none", PASS], "unsaid", id="none with a version"),
        pytest.param([f"{OURS} (Postfix; dmarc=pass)", PASS], "unsaid", id="a comment that says pass"),
        pytest.param([f"{OURS}; (dmarc=pass) none", PASS], "unsaid", id="a comment in place of a method"),
        pytest.param([f"{OURS}; auth=pass smtp.auth=zhang", PASS], "unsaid", id="another method above"),
        pytest.param([f"{OURS}; dmarc=fail header.from=example.test", PASS], "failed", id="fail above a forged pass"),
        pytest.param([PASS, f"{OURS}; dmarc=fail header.from=example.test"], "passed", id="a forged fail below"),
        pytest.param(["evil.test; dmarc=pass header.from=example.test"], "unsaid", id="another server alone"),
        pytest.param(["evil.test; dmarc=fail", f"{OURS}; none", PASS], "unsaid", id="another server above none"),
        pytest.param(["evil.test; dmarc=fail header.from=example.test", PASS], "passed", id="another server above"),
        pytest.param([PASS.replace(OURS, OURS.upper())], "passed", id="the server's name in capitals"),
        pytest.param([PASS.replace(OURS, f'"{OURS}"')], "passed", id="the server's name in quotes"),
        pytest.param(
            [f"(seen by)\r\n\t{OURS} (a\r\n b);\r\n\tdmarc=pass header.from=example.test"], "passed", id="folded"
        ),
        pytest.param([PASS.replace(OURS, f"{OURS}.evil.test")], "unsaid", id="ours as the beginning of another"),
        pytest.param([PASS.replace(OURS, f"evil.{OURS}")], "unsaid", id="a server below ours"),
        pytest.param([PASS.replace(OURS, f"evil.test ({OURS})")], "unsaid", id="ours in a comment"),
        pytest.param(
            [f"evil.test; none; x={OURS}; dmarc=pass header.from=example.test"], "unsaid", id="ours in a value"
        ),
        pytest.param([f"{OURS}; dmarc=pass header.from=evil.test"], "unsaid", id="a pass for another From"),
        pytest.param([f'{OURS}; dkim=pass reason="header.d=example.test"'], "unsaid", id="a domain in a reason"),
        pytest.param(
            [f'{OURS}; dkim=pass header.d=evil.test header.i="@example.test"'],
            "unsaid",
            id="a signature of another domain",
        ),
        pytest.param(
            [f"{OURS}; spf=pass smtp.mailfrom=example.test.evil.test"], "unsaid", id="a look-alike return path"
        ),
        pytest.param(
            [f"{OURS}; spf=pass smtp.mailfrom=x@example.test@evil.test"], "unsaid", id="a return path with two signs"
        ),
        pytest.param(
            [f"{OURS}; dmarc=none; dkim=fail header.d=example.test; spf=pass smtp.mailfrom=example.test"],
            "passed",
            id="one method that passes is enough",
        ),
        pytest.param([f"{OURS};"], "unsaid", id="an empty one"),
        pytest.param([f"{PASS}; dmarc=fail header.from=example.test"], "failed", id="pass and fail in one"),
    ],
)
def test_the_first_word_of_our_server_is_the_last(head: list[str], expected: Authentication) -> None:
    assert said(*(f"Authentication-Results: {field}" for field in head)) == expected


@pytest.mark.parametrize(
    "field",
    [
        "ARC-Authentication-Results: i=1; " + PASS,
        "X-Authentication-Results: " + PASS,
        "Authentication-Results-Original: " + PASS,
        "Received-SPF: pass smtp.mailfrom=example.test",
        "X-Note: a\r\n\tAuthentication-Results: " + PASS,
        "Authentication-Results : " + PASS.replace(OURS, "evil.test") + f"\r\nX-A: {OURS}",
    ],
)
def test_other_fields_prove_nothing(field: str) -> None:
    assert said(field) == "unsaid"


def test_a_field_that_stands_below_the_head_is_none() -> None:
    raw = f"From: zhang@example.test\r\n\r\nAuthentication-Results: {PASS}\r\n\r\n1 done".encode()
    assert authentication_of(read(raw), OURS)[0] == "unsaid"


def test_a_name_that_only_looks_like_ours_is_another() -> None:
    field = "Authentication-Results: " + PASS.replace("example", "ехample")  # two Cyrillic letters
    assert said(field) == "unsaid"


def test_a_blank_before_its_colon_makes_it_no_other_field() -> None:
    """RFC 5322 section 4.5.3."""
    assert said(f"Authentication-Results : {OURS}; none", f"Authentication-Results: {PASS}") == "unsaid"
