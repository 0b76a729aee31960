"""Authentication-Results is parsed, so that nothing inside a comment or a quoted string counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.mail.identity.auth_results_syntax import AuthenticationResults, parse_authentication_results


def methods(field: str) -> list[tuple[str, str]]:
    return [(one.method, one.result) for one in parse_authentication_results(field).results]


def test_the_form_of_the_rfc() -> None:
    found = parse_authentication_results(
        "example.com 1; spf=pass smtp.mailfrom=example.net; dkim=pass (good signature) header.i=@router.example.net"
    )
    assert found.authserv_id == "example.com"
    assert [one.method for one in found.results] == ["spf", "dkim"]
    assert found.results[1].properties == {"header.i": "@router.example.net"}


def test_the_server_may_have_found_nothing() -> None:
    assert parse_authentication_results("example.org 1; none") == AuthenticationResults("example.org", ())


def test_a_version_that_nobody_knows_says_nothing_but_that_its_server_has_spoken() -> None:
    assert parse_authentication_results("example.org 2; dkim=pass header.d=a") == AuthenticationResults(
        "example.org", ()
    )


def test_a_server_without_a_name() -> None:
    found = parse_authentication_results(
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.test; dkim=pass header.d=example.test;dmarc=pass "
        "action=none header.from=example.test;compauth=pass reason=100"
    )
    assert found.authserv_id == ""
    assert [one.method for one in found.results] == ["spf", "dkim", "dmarc", "compauth"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("mx; dkim = pass", [("dkim", "pass")]),
        ("mx; DKIM/1=Pass header.d=A", [("dkim", "pass")]),
        ("mx; dmarc=pass(p=REJECT) header.from=a", [("dmarc", "pass")]),
        ("mx; spf=fail (dkim=pass)", [("spf", "fail")]),
        ("mx; spf=fail (a (nested; dkim=pass) b); dmarc=none", [("spf", "fail"), ("dmarc", "none")]),
        ('mx; spf=fail smtp.mailfrom="x; dkim=pass header.d=a"@evil', [("spf", "fail")]),
        ('mx; spf=fail reason="dkim=pass"', [("spf", "fail")]),
        ('mx; spf=fail "dkim" "=" "pass"', [("spf", "fail")]),
        (r'mx; spf=fail reason="a\"; dkim=pass"', [("spf", "fail")]),
        (r"mx; spf=fail (a\); dkim=pass)", [("spf", "fail")]),
        ("(mx; dkim=pass) mx; spf=none", [("spf", "none")]),
        ('mx; spf=fail "open; dkim=pass', [("spf", "fail")]),
        ("mx; spf=fail (open; dkim=pass", [("spf", "fail")]),
        ("mx; =pass; dkim=; dkim", []),
        ("mx; dkim pass", []),
        ("", []),
        (";;;", []),
    ],
)
def test_results(field: str, expected: list[tuple[str, str]]) -> None:
    assert methods(field) == expected


def test_a_quoted_local_part_is_one_value_with_its_domain() -> None:
    found = parse_authentication_results('mx; spf=pass smtp.mailfrom="a b"@example.test')
    assert found.results[0].properties == {"smtp.mailfrom": "a b@example.test"}


def test_of_a_property_given_twice_the_first_counts() -> None:
    found = parse_authentication_results("mx; dkim=pass header.d=first.test header.d=second.test")
    assert found.results[0].properties == {"header.d": "first.test"}


@given(st.text(alphabet='ab;=()"\\ .@\t', max_size=60))
def test_any_text_is_parsed(field: str) -> None:
    assert isinstance(parse_authentication_results(field), AuthenticationResults)
