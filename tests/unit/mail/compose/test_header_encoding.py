"""Header fields that are written without the standard library read as if it had written them."""

from email import message_from_bytes
from email.headerregistry import Address
from email.policy import SMTP, default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collabtui.mail.compose.header_encoding import WrittenField, address_field, text_field
from collabtui.mail.compose.mail_bytes import WIRE, empty_mail, named_address

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn")), min_size=1, max_size=300)


def wire(name: str, value: object) -> bytes:
    mail = empty_mail()
    mail[name] = value
    return mail.as_bytes()


def read_back(raw: bytes, name: str) -> str:
    return str(message_from_bytes(raw, policy=default)[name])


@given(TEXTS)
@example("[M7] 纪要")
@example("Re: 您的答复" * 40)
@example("a" * 400)
@example("=?utf-8?q?x?=")
@example("two  spaces")
@example("👩‍💻" * 60)
def test_a_subject_reads_as_it_was_meant_in_short_lines(text: str) -> None:
    field = text_field("Subject", text)
    if not isinstance(field, WrittenField):
        return  # the library's
    raw = wire("Subject", field)
    assert read_back(raw, "Subject") == text
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert raw.isascii()


@given(TEXTS.map(str.strip).filter(bool))
@example("李明")
@example("研发部 张伟，代")
@example("Wei Zhang")
@example('Wei "Z" <z@x>')
def test_a_named_address_is_one_address_of_that_name(name: str) -> None:
    address = named_address(name, "wei+tok@example.test")
    field = address_field("To", address)
    if not isinstance(field, WrittenField):
        return  # the library's
    mail = message_from_bytes(wire("To", field), policy=SMTP)
    (found,) = mail["To"].addresses
    assert (found.display_name, found.addr_spec) == (address.display_name, "wei+tok@example.test")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Message-ID", "<a.tok@example.test>"),
        ("References", " ".join(f"<{n}.{'x' * 30}@example.test>" for n in range(9))),
        ("Auto-Submitted", "auto-replied"),
    ],
)
def test_plain_fields_are_those_of_the_library(name: str, value: str) -> None:
    field = text_field(name, value)
    assert isinstance(field, WrittenField)
    assert read_back(wire(name, field), name) == value
    assert max(map(len, wire(name, field).split(b"\r\n"))) <= 78


@pytest.mark.parametrize("text", ["a\r\nBcc: b@x", "a\nb", "\x1b[31m", "\udcff", "x\u2028y", " lead"])
def test_what_is_out_of_the_ordinary_is_left_to_the_library(text: str) -> None:
    assert not isinstance(text_field("Subject", text), WrittenField)


def test_an_address_of_many_letters_or_odd_ones_is_left_to_the_library() -> None:
    for spec in ("a" * 80 + "@example.test", '"a b"@example.test'):
        assert isinstance(address_field("To", Address("李明", addr_spec=spec)), Address)


def test_a_field_that_each_part_has_is_read_once() -> None:
    fields = WIRE.header_factory
    assert fields("Content-Type", 'text/plain; charset="utf-8"') is fields(
        "Content-Type", 'text/plain; charset="utf-8"'
    )
    assert fields("Content-Type", "text/html") != fields("Content-Type", "text/plain")
    assert fields("X-One", "text/html") is not fields("X-One", "text/html")
