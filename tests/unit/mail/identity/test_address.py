"""Tokens go out in three places and are found again wherever an answer brings them back."""

import hmac
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.mail.identity.message_id import is_our_message_id, message_id
from collabtui.mail.identity.reply_token import (
    code,
    reply_address,
    same,
    token,
    tokens_in,
    without_tag,
)
from collabtui.mail.parse.addresses import Mailbox, mailboxes, normal_address
from support.mails import multipart, part, received


def signing(words: bytes, secret: bytes = b"s" * 32) -> bytes:
    return hmac.digest(secret, words, "sha256")


TOKEN = token(signing, "minutes:M1:1:P3")
CODE = code(signing, "minutes:M1:1:P3")


def test_a_token_is_the_same_each_time_and_differs_by_key_and_secret() -> None:
    assert token(signing, "minutes:M1:1:P3") == TOKEN
    assert (
        len({TOKEN, token(signing, "minutes:M1:1:P4"), token(partial(signing, secret=b"t" * 32), "minutes:M1:1:P3")})
        == 3
    )
    assert len(TOKEN) == 16
    assert len(CODE) == 8
    assert not TOKEN.startswith(CODE)


@given(st.text(min_size=1, max_size=40))
def test_what_goes_out_comes_back(key: str) -> None:
    made = token(signing, key)
    ours = message_id(key, made, "example.test")
    assert is_our_message_id(ours)
    assert tokens_in(received(in_reply_to=ours)) == (made,)
    assert tokens_in(received(to=reply_address("li@example.test", made, True))) == (made,)
    assert tokens_in(received(subject=f"Re: Minutes #{code(signing, key)}")) == (code(signing, key),)


def test_a_message_id_is_the_same_each_time() -> None:
    assert message_id("k", TOKEN, "example.test") == message_id("k", TOKEN, "example.test")
    assert message_id("k", TOKEN, "example.test") != message_id("l", TOKEN, "example.test")


@pytest.mark.parametrize(
    "value", ["", "<a@b>", "<ct.short.abcdefgh@x>", f"<ct.{'a' * 16}@x>", "ct.aaaabbbbccccdddd.aaaabbbb@x"]
)
def test_other_message_ids_are_not_ours(value: str) -> None:
    assert not is_our_message_id(value)


@pytest.mark.parametrize(
    ("own", "subaddress", "expected"),
    [
        ("li@example.test", True, "li+t@example.test"),
        ("li+work@example.test", True, "li+work+t@example.test"),
        ("li@example.test", False, "li@example.test"),
    ],
)
def test_the_reply_address(own: str, subaddress: bool, expected: str) -> None:
    assert reply_address(own, "t", subaddress) == expected


@pytest.mark.parametrize(
    ("address", "mailbox"),
    [
        ("li+tag@x.test", "li@x.test"),
        ("li+a+b@x.test", "li@x.test"),
        ("li+tag@example.test", "li@example.test"),
        ("li@x.test", "li@x.test"),
        ("+@x", "+@x"),
        ("", ""),
    ],
)
def test_the_mailbox_behind_a_tag(address: str, mailbox: str) -> None:
    assert without_tag(address) == mailbox


class TestCandidates:
    def test_the_strongest_place_comes_first(self) -> None:
        other = token(signing, "other")
        one = received(
            f"done\n> answer by #{CODE}",
            to=f"li+{TOKEN}@example.test",
            references=f"<x@y> {message_id('other', other, 'example.test')}",
            subject=f"Re: #{code(signing, 'other')}",
        )
        assert tokens_in(one) == (TOKEN, other, code(signing, "other"), CODE)

    @pytest.mark.parametrize(
        "fields",
        [
            {"delivered_to": f"LI+{TOKEN.upper()}@EXAMPLE.TEST"},
            {"cc": f"Li <li+work+{TOKEN}@example.test>"},
            {"references": f"<CT.{TOKEN.upper()}.ABCDEFGH@EXAMPLE.TEST>"},
        ],
    )
    def test_letter_case_does_not_matter(self, fields: dict[str, str]) -> None:
        assert tokens_in(received(**fields)) == (TOKEN,)

    @pytest.mark.parametrize(
        "text", [f"#{CODE}", f"编号#{CODE}，谢谢", f"(#{CODE})", f"＃{CODE}", f"#{CODE.upper()}.", f"x\n> #{CODE}"]
    )
    def test_a_code_is_found_in_running_text(self, text: str) -> None:
        assert tokens_in(received(text)) == (CODE,)

    def test_a_code_is_found_in_html(self) -> None:
        assert tokens_in(received(f"<p>完成</p><small>#{CODE}</small>", content_type="text/html")) == (CODE,)

    @pytest.mark.parametrize("text", [f"a#{CODE}", f"#{CODE}x", "#short", "#k7f3q2x1", f"&#{CODE};", f"/#{CODE}"])
    def test_what_only_looks_like_one_is_none(self, text: str) -> None:
        assert tokens_in(received(text)) == ()

    def test_a_returned_mail_names_the_one_that_came_back(self) -> None:
        head = f"Message-ID: {message_id('k', TOKEN, 'example.test')}\r\nSubject: x\r\n"
        made = multipart("report", part("x", "text/plain"), part(head, "text/rfc822-headers"))
        assert tokens_in(received(made.body, content_type=made.content_type)) == (TOKEN,)

    def test_a_returned_mail_names_it_by_the_address_for_answers_too(self) -> None:
        head = f"Message-ID: <rewritten@relay.test>\r\nReply-To: Li <li+{TOKEN}@example.test>\r\nSubject: x\r\n"
        made = multipart("report", part("x", "text/plain"), part(head, "text/rfc822-headers"))
        assert tokens_in(received(made.body, content_type=made.content_type)) == (TOKEN,)

    def test_a_mail_full_of_them_is_looked_at_no_further_than_needed(self) -> None:
        codes = " ".join(f"#{code(signing, str(number))}" for number in range(500))
        assert len(tokens_in(received(codes))) == 64


def test_secrets_are_compared_whole() -> None:
    assert same(TOKEN, TOKEN)
    assert not same(TOKEN, TOKEN[:-1] + ("a" if TOKEN[-1] != "a" else "b"))
    assert not same(TOKEN, "")
    assert not same("é", TOKEN)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("a@x.test, b@x.test", [("", "a@x.test"), ("", "b@x.test")]),
        ("Team: a@x.test, B <b@x.test>;", [("", "a@x.test"), ("B", "b@x.test")]),
        ("undisclosed-recipients:;", []),
        ("a@x.test; b@x.test", [("", "a@x.test"), ("", "b@x.test")]),
        ("<@relay.test,@other.test:a@x.test>", [("", "a@x.test")]),
        ('<"a b"@x.test>', [("", '"ab"@x.test')]),
        ('"li@x.test"', [("", "")]),
        ('"li@x.test" evil@y.test', [("", "evil@y.test")]),
        (r'"Li \"the boss\"" <li@x.test>', [('Li "the boss"', "li@x.test")]),
        ("Last, First <a@x.test>", [("", ""), ("First", "a@x.test")]),
        ("<a@x.test", [("", "a@x.test")]),
        ('"open <a@x.test>', [("", "")]),
    ],
)
def test_address_fields(field: str, expected: list[tuple[str, str]]) -> None:
    assert mailboxes(field) == tuple(Mailbox(*one) for one in expected)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Li@Example.TEST. ", "li@example.test"),
        ("MAILTO:li@example.test", "li@example.test"),
        ("li@例子.test", "li@xn--fsqu00a.test"),
        ("李@例子.test", "李@xn--fsqu00a.test"),
        ("li", ""),
        ("li@", ""),
        ("a@b@c", ""),
        ("a@b>,<c@d", ""),
        ("", ""),
    ],
)
def test_one_form_to_compare_addresses_in(text: str, address: str) -> None:
    assert normal_address(text) == address


@given(st.text(alphabet='ab@.,;:<>()"\\ é+', max_size=40))
def test_any_field_is_read(field: str) -> None:
    assert all(not box.address or "@" in box.address for box in mailboxes(field))
