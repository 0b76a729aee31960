"""Forged, doubled, folded and disguised Authentication-Results, from the bytes as they come off the wire."""

import pytest

from collabtui.mail.identity.sender_trust import trust_of
from collabtui.mail.identity.trusted_auth_results import named_server
from collabtui.mail.parse.message import read

PASS = "mx.example.test; dmarc=pass header.from=example.test"
ZHANG = ("zhang@example.test",)


def trust(*head: str, body: str = "1 done", sender: str = "zhang@example.test") -> tuple[str, str]:
    raw = "\r\n".join([*head, f"From: {sender}", "Subject: Re: [M1]", "", body]).encode("utf-8", "surrogateescape")
    return trust_of(read(raw), expected=ZHANG, token_ok=False, authserv_id="mx.example.test")


@pytest.mark.parametrize(
    "head",
    [
        [f"Authentication-Results: {PASS}"],
        [f"authentication-results: {PASS}"],
        ["Authentication-Results: mx.example.test;", "\tdmarc=pass (p=none dis=none)", "\theader.from=example.test"],
        ["Authentication-Results:", " mx.example.test", " ; dmarc", " =pass header.from", " = example.test"],
        ["Authentication-Results: (our own) mx.example.test (v1) 1; (x) dmarc (y) = pass (z) header.from=example.test"],
        ["Received: from a by mx.example.test", f"Authentication-Results: {PASS}", "Received: from x by y"],
    ],
)
def test_our_servers_own_header_is_read_however_it_is_written(head: list[str]) -> None:
    assert trust(*head) == ("verified", "dmarc-passed")


@pytest.mark.parametrize(
    "head",
    [
        [f"ARC-Authentication-Results: i=1; {PASS}", "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=evil.test"],
        [f"X-Authentication-Results: {PASS}"],
        [f"X-Original-Authentication-Results: {PASS}"],
        [f"Authentication-Results-Original: {PASS}"],
        [f"Comments: x\r\n Authentication-Results: {PASS}"],
        [f"Subject: x\r\n\tAuthentication-Results: {PASS}"],
        ["Authentication-Results: evil.test (mx.example.test); dmarc=pass header.from=example.test"],
        ['Authentication-Results: "mx.example.test evil"; dmarc=pass header.from=example.test'],
        ["Authentication-Results: mx.example.test.; dmarc=pass header.from=example.test"],
        ["Authentication-Results: mx.example.test evil.test dmarc=pass header.from=example.test"],
        ["Authentication-Results: mx.example.test; x-dmarc=pass header.from=example.test"],
        ["Authentication-Results: mx.example.test; dmarc=none; policy.note=dmarc=pass"],
        ["Authentication-Results: =?utf-8?q?mx=2Eexample=2Etest?=; dmarc=pass header.from=example.test"],
        ["Authentication-Results: ｍｘ.example.test; dmarc=pass header.from=example.test"],
        [f"Received-SPF: pass (mx.example.test: ok) client-ip=192.0.2.1; {PASS}"],
    ],
)
def test_what_only_looks_like_it_is_not_believed(head: list[str]) -> None:
    assert trust(*head) == ("known", "not-authenticated")


def test_in_the_text_or_in_a_mail_that_is_attached_it_says_nothing() -> None:
    assert trust(body=f"Authentication-Results: {PASS}\r\n\r\n1 done")[0] == "known"
    inner = f"--b\r\nContent-Type: message/rfc822\r\n\r\nAuthentication-Results: {PASS}\r\nFrom: x\r\n\r\nx\r\n--b--"
    assert trust("Content-Type: multipart/mixed; boundary=b", body=inner)[0] == "known"


@pytest.mark.parametrize("lower", ["pass", "fail"])
@pytest.mark.parametrize(("upper", "found"), [("none", "known"), ("fail", "forged"), ("pass", "verified")])
def test_of_two_by_the_same_name_only_the_upper_one_counts(upper: str, lower: str, found: str) -> None:
    """The sender has put his own below, with as many as he likes."""
    heads = [f"Authentication-Results: mx.example.test; dmarc={one} header.from=example.test" for one in (upper, lower)]
    assert trust(heads[0], "Received: from evil.test", heads[1], heads[1])[0] == found


def test_two_verdicts_of_one_method_do_not_add_up() -> None:
    """Of a method that is named twice in one header the failure stands."""
    head = "Authentication-Results: mx.example.test; dmarc=fail header.from=example.test; dmarc=pass"
    assert trust(head)[0] == "forged"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ([f"Authentication-Results: {PASS}"], "mx.example.test"),
        (["Authentication-Results: list.test; arc=pass", f"Authentication-Results: {PASS}"], "mx.example.test"),
        ([f"ARC-Authentication-Results: i=1; {PASS}"], ""),
        (["Authentication-Results: mx.example.test; none"], ""),
        (["Authentication-Results: dmarc=pass header.from=example.test"], ""),
        (["Authentication-Results: mx@evil.test; dmarc=pass"], ""),
    ],
)
def test_the_server_that_is_offered_is_the_topmost_that_says_something(head: list[str], name: str) -> None:
    assert named_server(read("\r\n".join([*head, "From: a@b.test", "", "x"]).encode())) == name
