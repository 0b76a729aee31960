"""A mail server's refusal is said in the reader's language first, and in the server's own words behind that."""

import pytest

from collabtui.text.catalogue import Catalogue
from collabtui.text.mail_refusals import refusal

KINDS = [
    ("550 5.1.1 <x@a.test>: Recipient address rejected: User unknown", "address"),
    ("5.1.1 no such user here", "address"),
    ("550 no such user", "address"),
    ("5.1.1", "address"),
    ("550 5.2.1 account disabled", "closed"),
    ("552 5.2.2 over quota", "full"),
    ("452 4.2.2 The email account that you tried to reach is over quota", "full"),
    ("552 5.3.4 message too big", "size"),
    ("554 5.7.1 Service unavailable; blocked", "policy"),
    ("550 5.4.4 host not found", "route"),
    ("550 no", "mailbox"),
    ("450 4.2.0 greylisted", "later"),
    ("451 try again", "later"),
    ("500 what", "mail"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_refusal_is_told_by_its_codes(text: str, kind: str) -> None:
    assert refusal(text) == kind


@pytest.mark.parametrize(
    "text", ["", "连不上发信服务器：连接被拒绝", "Held: Alice is away", "5 people are away", "2.0.0 Ok", "250 OK"]
)
def test_what_no_mail_server_said_is_no_refusal(text: str) -> None:
    assert refusal(text) == ""


@pytest.mark.parametrize("kind", sorted({kind for _, kind in KINDS}))
def test_each_kind_has_its_words_in_both_languages(kind: str) -> None:
    assert all(f"system.refused_{kind}" in Catalogue(locale) for locale in ("zh", "en"))


@pytest.mark.parametrize("key", ["outbox.says", "outbox.why", "signers.failed", "people.bounced"])
def test_a_screen_says_what_it_means_and_leaves_the_words_of_the_server_to_the_mail(key: str) -> None:
    shown = Catalogue("zh")(key, why="550 5.1.1 User unknown", day="3月4日")
    assert "收件地址不存在" in shown
    assert "User" not in shown
    assert "连接被拒绝" in Catalogue("zh")(key, why="Connection refused", day="3月4日")


def test_a_command_says_what_it_means_before_the_words_of_the_server() -> None:
    shown = Catalogue("en")("mail.not_sent", ref="O1", to="li@example.test", why="550 5.1.1 User unknown")
    assert "no such address (the server: 550 5.1.1 User unknown)" in shown


def test_a_reason_of_ours_stays_as_it_is() -> None:
    assert Catalogue("zh")("outbox.says", why="收件人在外") == "原因：收件人在外"
