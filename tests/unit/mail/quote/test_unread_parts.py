"""A mail without a text of its own says something all the same, and waits for a person."""

import pytest

from collabtui.mail.parse.message import read
from collabtui.mail.quote.new_text import new_text
from support.mails import multipart, part, raw

ANOTHER = "From: bob@example.test\r\nSubject: x\r\n\r\n1 done\r\n"


def doubt(mail: bytes) -> str:
    return new_text(read(mail).body, None).doubt


@pytest.mark.parametrize(
    "kind",
    [
        "application/pkcs7-mime; smime-type=enveloped-data", "application/ms-tnef", "application/octet-stream",
        "text/rtf", "image/png", "message/rfc822", 'message/partial; id="a@b"; number=2; total=3',
    ],
)  # fmt: skip
def test_what_is_not_read_here_waits(kind: str) -> None:
    assert doubt(raw("1 done\n", content_type=kind)) == "unread-part"
    made = multipart("mixed", part("\n", "text/plain"), part("1 done\n", kind))
    assert doubt(raw(made.body, content_type=made.content_type)) == "unread-part"


@pytest.mark.parametrize("kind", ["multipart/mixed", 'multipart/mixed; boundary="elsewhere"'])
def test_parts_that_cannot_be_told_from_each_other_wait(kind: str) -> None:
    assert doubt(raw("--b\nContent-Type: text/plain\n\n1 done\n", content_type=kind)) in ("unread-part", "damaged")


@pytest.mark.parametrize("kind", ["application/pgp-signature", "text/vcard", "text/calendar"])
def test_an_empty_mail_says_nothing_whatever_a_program_adds(kind: str) -> None:
    made = multipart("mixed", part("\n", "text/plain"), part("x\n", kind))
    assert doubt(raw(made.body, content_type=made.content_type)) == ""
    assert doubt(raw("\n")) == ""


def test_beside_words_a_mail_that_is_attached_is_not_missed() -> None:
    made = multipart("mixed", part("1 done\n", "text/plain"), part(ANOTHER, "message/rfc822"))
    assert doubt(raw(made.body, content_type=made.content_type)) == ""


def test_a_text_file_alone_is_a_file() -> None:
    made = multipart("mixed", part("1 done\n", "text/plain", content_disposition="attachment; filename=a.txt"))
    assert doubt(raw(made.body, content_type=made.content_type)) == "unread-part"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (part("2 done\n", "text/plain", content_disposition='inline; filename="answer.txt"'), "file-shown"),
        (part("<p>2 done</p>\n", 'text/html; name="answer.html"'), "file-shown"),
        (part("\n", "text/plain", content_disposition='inline; filename="empty.txt"'), ""),
        (part("2 done\n", "text/plain", content_disposition='attachment; filename="answer.txt"'), ""),
        (part("\x89PNG", "image/png", content_disposition='inline; filename="a.png"'), ""),
    ],
)
def test_a_text_file_that_is_shown_within_the_letter_may_be_part_of_it(file: bytes, says: str) -> None:
    made = multipart("mixed", part("1 done\n", "text/plain"), file)
    assert doubt(raw(made.body, content_type=made.content_type)) == says


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (part("1 not done\n", "text/plain"), "parts-differ"),
        (part("1 <bold>not</bold> done\n", "text/enriched"), "parts-differ"),
        (part("<p>1 not done</p>\n", "text/x-amp-html"), "parts-differ"),
        (part("1  done\n", "text/plain"), ""),
        (part("<p>1 done</p>\n", "text/html"), ""),
        (part("BEGIN:VCALENDAR\n", "text/calendar"), ""),
    ],
)
def test_of_one_letter_in_several_forms_none_is_passed_over(other: bytes, says: str) -> None:
    made = multipart("alternative", part("1 done\n", "text/plain"), other)
    assert doubt(raw(made.body, content_type=made.content_type)) == says
