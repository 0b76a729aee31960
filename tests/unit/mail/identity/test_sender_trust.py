"""Who wrote it: each row is a mail with what our own server, and what others, say about it."""

import pytest

from collabtui.domain.mail.reply import Trust
from collabtui.mail.identity.sender_trust import trust_of
from collabtui.mail.identity.trusted_auth_results import authentication_of
from collabtui.mail.parse.message import Received, read
from support.mails import received

ZHANG = ("zhang@example.test", "wei@home.test")


def authenticated(*fields: str, sender: str = "zhang@example.test") -> Received:
    lines = [f"Authentication-Results: {field}" for field in fields]
    return read("\r\n".join([*lines, f"From: {sender}", "", "1 done"]).encode())


def trust(
    one: Received, *, expected: tuple[str, ...] = ZHANG, token_ok: bool = False, authserv_id: str = "mx.example.test"
) -> tuple[Trust, str]:
    return trust_of(one, expected=expected, token_ok=token_ok, authserv_id=authserv_id)


class TestToken:
    def test_with_its_own_recipient_it_is_believed(self) -> None:
        assert trust(received(), token_ok=True) == ("token", "token")

    def test_from_any_address_that_is_tied_to_him(self) -> None:
        assert trust(received(**{"from": "Wei <Wei@Home.test>"}), token_ok=True)[0] == "token"

    def test_under_another_from_it_was_forwarded(self) -> None:
        one = received(**{"from": "chen@example.test"})
        assert trust(one, token_ok=True) == ("unknown", "token-of-another")

    def test_under_another_from_that_authenticates_it_was_forwarded_too(self) -> None:
        one = authenticated("mx.example.test; dmarc=pass header.from=example.test", sender="chen@example.test")
        assert trust(one, token_ok=True) == ("unknown", "token-of-another")

    def test_does_not_help_a_mail_that_failed(self) -> None:
        one = authenticated("mx.example.test; dmarc=fail header.from=example.test")
        assert trust(one, token_ok=True) == ("forged", "dmarc-failed")

    def test_does_not_help_a_mail_without_a_sender(self) -> None:
        assert trust(received(**{"from": "a@b.test, zhang@example.test"}), token_ok=True)[0] == "unknown"


class TestAuthentication:
    @pytest.mark.parametrize(
        ("field", "reason"),
        [
            ("mx.example.test; dmarc=pass header.from=example.test", "dmarc-passed"),
            ("MX.Example.Test 1; dmarc=pass header.from=Example.Test", "dmarc-passed"),
            ("mx.example.test; dmarc=pass header.from=zhang@example.test", "dmarc-passed"),
            ("mx.example.test; dmarc=pass", "dmarc-passed"),
            ("mx.example.test; dkim=fail header.d=list.test; dmarc=pass header.from=example.test", "dmarc-passed"),
            ("mx.example.test; dkim=pass header.d=example.test", "dkim-passed"),
            ("mx.example.test; dkim=pass header.i=@example.test", "dkim-passed"),
            ("mx.example.test; dkim=fail header.d=other.test; dkim=pass header.d=example.test", "dkim-passed"),
            ("mx.example.test; dkim=none; spf=pass smtp.mailfrom=zhang@example.test", "spf-passed"),
            ("mx.example.test; dkim=fail header.d=example.test; spf=pass smtp.mailfrom=example.test", "spf-passed"),
            ("mx.example.test; dmarc=none; spf=pass smtp.mailfrom=example.test", "spf-passed"),
        ],
    )
    def test_it_passes_for_the_domain_in_from(self, field: str, reason: str) -> None:
        assert trust(authenticated(field)) == ("verified", reason)

    def test_a_domain_above_may_speak_for_one_below(self) -> None:
        one = authenticated("mx.example.test; dkim=pass header.d=example.test", sender="a@mail.example.test")
        assert trust(one, expected=("a@mail.example.test",)) == ("verified", "dkim-passed")

    @pytest.mark.parametrize(
        "field",
        [
            "mx.example.test; dkim=pass header.d=evil.test",
            "mx.example.test; dkim=pass header.d=notexample.test",
            "mx.example.test; dkim=pass header.d=test",
            "mx.example.test; dkim=pass header.d=sub.example.test",
            "mx.example.test; dkim=pass",
            "mx.example.test; spf=pass smtp.mailfrom=zhang@evil.test",
            "mx.example.test; spf=pass smtp.helo=example.test",
            'mx.example.test; spf=pass smtp.mailfrom="zhang@example.test"@evil.test',
            "mx.example.test; dmarc=pass header.from=evil.test",
            "mx.example.test; dmarc=bestguesspass header.from=example.test",
            "mx.example.test; spf=neutral (dmarc=pass header.from=example.test)",
            "mx.example.test; spf=softfail smtp.mailfrom=example.test",
            "mx.example.test; dmarc=temperror header.from=example.test",
            "mx.example.test; dkim=fail header.d=list.test",
            "mx.example.test; none",
            "other.test; dmarc=pass header.from=example.test",
            "mx.example.test.evil.test; dmarc=pass header.from=example.test",
            "dmarc=pass header.from=example.test",
        ],
    )
    def test_a_pass_for_somebody_else_or_by_somebody_else_says_nothing(self, field: str) -> None:
        assert trust(authenticated(field)) == ("known", "not-authenticated")

    @pytest.mark.parametrize(
        ("field", "reason"),
        [
            ("mx.example.test; dmarc=fail header.from=example.test", "dmarc-failed"),
            ("mx.example.test; dkim=pass header.d=example.test; dmarc=fail", "dmarc-failed"),
            ("mx.example.test; dkim=fail header.d=example.test", "dkim-failed"),
            ("mx.example.test; dkim=fail", "dkim-failed"),
            ("mx.example.test; spf=fail smtp.mailfrom=example.test", "spf-failed"),
        ],
    )
    def test_it_fails(self, field: str, reason: str) -> None:
        assert trust(authenticated(field)) == ("forged", reason)

    def test_only_the_topmost_header_of_our_server_counts(self) -> None:
        lower = "mx.example.test; dmarc=pass header.from=example.test"
        assert trust(authenticated("mx.example.test; dmarc=fail", lower))[0] == "forged"
        assert trust(authenticated("mx.example.test; dkim=none", lower))[0] == "known"

    def test_a_header_of_another_server_above_is_passed_over(self) -> None:
        one = authenticated("list.test; dmarc=fail", "mx.example.test; dmarc=pass header.from=example.test")
        assert trust(one)[0] == "verified"

    @pytest.mark.parametrize("first", ["mx.example.test; none", "mx.example.test", "mx.example.test; auth=pass"])
    def test_the_topmost_header_of_our_server_is_the_last_word_also_when_it_says_nothing(self, first: str) -> None:
        """Below it the sender may have written whatever he liked, in our server's name."""
        forged = "mx.example.test; dmarc=pass header.from=example.test"
        assert trust(authenticated(first, forged))[0] == "known"

    def test_nothing_is_believed_unless_a_server_is_named(self) -> None:
        one = authenticated("mx.example.test; dmarc=fail", "; dmarc=pass", "dmarc=pass header.from=example.test")
        assert trust(one, authserv_id="") == ("known", "authserv-id-unset")

    def test_servers_of_a_group_may_be_named_together(self) -> None:
        field = "; dmarc=pass header.from=example.test"
        assert authentication_of(authenticated("mx4.group.test" + field), "*.group.test")[0] == "passed"
        assert authentication_of(authenticated("group.test" + field), "*.group.test")[0] == "unsaid"
        assert authentication_of(authenticated("evilgroup.test" + field), "*.group.test")[0] == "unsaid"

    def test_a_from_that_names_two_people_is_nobody_whatever_passes(self) -> None:
        one = authenticated(
            "mx.example.test; dmarc=pass header.from=example.test", sender="a@b.test, zhang@example.test"
        )
        assert trust(one) == ("unknown", "unknown-sender")

    def test_a_stranger_who_authenticates_is_unknown(self) -> None:
        one = authenticated("mx.example.test; dmarc=pass header.from=evil.test", sender="x@evil.test")
        assert trust(one, expected=()) == ("unknown", "unknown-sender")

    def test_a_name_in_unicode_is_the_same_domain_as_in_ascii(self) -> None:
        one = authenticated("mx.example.test; dkim=pass header.d=xn--fsqu00a.test", sender="li@例子.test")
        assert trust(one, expected=("LI@例子.test",))[0] == "verified"
