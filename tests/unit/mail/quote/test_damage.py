"""What no person writes, and how a missing end shows."""

import base64
import quopri

import pytest

from collabtui.mail.parse.body import AnsweredMail, Body
from collabtui.mail.parse.message import read
from collabtui.mail.parse.transfer_encoding import stops_inside
from collabtui.mail.quote.cut_doubts import is_damaged
from collabtui.mail.quote.new_text import new_text
from support.sample_minutes import EN

ANSWER = "1 done? no, not yet"
QUOTE = "\n\nOn Mon, 2 Mar 2026 at 14:05, Li Ming <li@example.test> wrote:\n> Hello David,\n> 1. Book the venue"


@pytest.mark.parametrize(
    "text",
    [
        "1 done\ufffd",
        "Content-Type: text/plain; charset=utf-8",
        " content-transfer-encoding: base64",
        base64.b64encode("1 已完成，2 延期".encode()).decode(),
        base64.b64encode(bytes(range(48))).decode(),
        quopri.encodestring("完成".encode()).decode(),
        "mailto:li+k7c2@example.test?subject=1",
        "1 已完成".encode().decode("latin-1"),
    ],
)
def test_what_a_lost_header_or_a_wrong_charset_leaves_is_damage(text: str) -> None:
    assert is_damaged(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 done, see https://wiki.example.test/a%20b%E5%AE%8C%E6%88%90?id=Zm9vYmFyMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw",
        "commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "the ServiceAccountConfigurationManager is done",
        "Zoë, déjà fait « 1 »",
        "a=b=c, 1 完成",
    ],
)
def test_what_people_write_is_none(text: str) -> None:
    assert not is_damaged(text)


def _mail(body: bytes, headers: bytes = b"Content-Type: text/plain; charset=utf-8\n") -> Body:
    return read(b"From: a@b.c\nMIME-Version: 1.0\n" + headers + b"\n" + body).body


def test_a_text_that_does_not_end_in_a_line_break_was_cut_off() -> None:
    assert not _mail(b"1 done\n").text_cut_off
    assert not _mail(b"1 done\r\n").text_cut_off
    assert _mail(b"1 done").text_cut_off


def test_a_part_without_a_delimiter_behind_it_was_cut_off() -> None:
    headers = b'Content-Type: multipart/alternative; boundary="x"\n'
    parts = b"--x\nContent-Type: text/plain\n\n1 done\n--x\nContent-Type: text/html\n\n<p>1 done</p>\n"
    whole, cut = _mail(parts + b"--x--\n", headers), _mail(parts, headers)
    assert (whole.text_cut_off, whole.html_cut_off) == (False, False)
    assert (cut.text_cut_off, cut.html_cut_off) == (False, True)


def test_the_last_line_of_a_form_that_was_cut_off_hides_none_of_the_other() -> None:
    headers = b'Content-Type: multipart/alternative; boundary="x"\n'
    plain = b"--x\nContent-Type: text/plain\n\n1 done\nif the vendor agrees\n"
    page = b"--x\nContent-Type: text/html\n\n<div>1 done</div><div>if the vendor agrees<"
    found = new_text(_mail(plain + page, headers), EN.sent)
    assert ([line.text for line in found.lines], found.doubt) != (["1 done"], "")
    assert found.doubt in ("parts-differ", "truncated")


def test_a_multipart_inside_another_ends_where_that_says() -> None:
    headers = b'Content-Type: multipart/mixed; boundary="y"\n'
    inner = b'--y\nContent-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain\n\n1 done\n'
    assert not _mail(inner + b"--y--\n", headers).text_cut_off
    assert _mail(inner, headers).text_cut_off


@pytest.mark.parametrize("lost", [1, 2, 3, 5])
def test_base64_that_stops_inside_a_group_was_cut_off(lost: int) -> None:
    headers = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n"
    encoded = base64.encodebytes(b"1 done? no, not yet\n").rstrip(b"=\n")
    assert not _mail(base64.encodebytes(b"1 done? no, not yet\n"), headers).text_cut_off
    assert _mail(encoded[:-lost], headers).text_cut_off
    assert _mail(base64.encodebytes(b"x" * 114)[: 76 + 1], headers).text_cut_off is False
    assert _mail(base64.encodebytes(b"x" * 200)[: 2 * 77], headers).text_cut_off


def test_a_soft_line_break_at_the_end_was_to_go_on() -> None:
    headers = b"Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n"
    assert _mail(b"1 done=\n", headers).text_cut_off


def test_a_body_that_is_shorter_than_its_header_says_was_cut_off() -> None:
    headers = b"Content-Type: text/plain\nContent-Length: 30\n"
    assert _mail(b"1 done\n", headers).text_cut_off
    assert not _mail(b"1 done\n", headers.replace(b"30", b"8")).text_cut_off, "it counted CRLF"


def test_a_page_that_does_not_end_was_cut_off() -> None:
    headers = b"Content-Type: text/html\n"
    assert not _mail(b"<html><body><p>1 done</p></body></html>\n", headers).html_cut_off
    assert not _mail(b"<div>1 done</div>\n", headers).html_cut_off
    assert _mail(b"<html><body><p>1 done</p>\n", headers).html_cut_off


@pytest.mark.parametrize("sent", [None, EN.sent])
def test_what_stands_above_a_quote_is_all_there_whatever_is_missing_behind(sent: AnsweredMail | None) -> None:
    found = new_text(Body(text=ANSWER + QUOTE, text_cut_off=True), sent)
    assert (found.text, found.doubt) == (ANSWER, "")
    assert new_text(Body(text=ANSWER, text_cut_off=True), sent).doubt == "truncated"


def test_a_whole_text_part_vouches_for_a_page_that_was_cut_off() -> None:
    whole = Body(text=ANSWER, html=f"<p>{ANSWER}</p>", html_cut_off=True)
    assert new_text(whole, EN.sent).doubt == ""
    assert new_text(Body(text=ANSWER, html="<p>1 done</p>", html_cut_off=True), EN.sent).doubt == "parts-differ"


@pytest.mark.parametrize("first", ["1 done\n", "1 done\r\n", "1 完成"])
@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n\r\n"])
@pytest.mark.parametrize("closed", [True, False])
def test_what_stands_behind_the_padding_of_base64_is_not_passed_over(
    first: str, between: bytes, *, closed: bool
) -> None:
    """Some programs show it, and some do not."""
    encoded = base64.b64encode(first.encode())
    assert not stops_inside(encoded, "base64", closed=closed)
    assert stops_inside(between.join((encoded, base64.b64encode(b"2 done\n"))), "base64", closed=closed)


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ("Content-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: quoted-printable", "damaged"),
        ("Content-Type: text/plain; charset=utf-8\r\nContent-Type: text/plain; charset=gb2312", "damaged"),
        ("Content-Type: text/plain\r\nContent-Type: text/html", "damaged"),
        ("Content-Type: text/plain; charset=utf-8; charset=gb2312", "damaged"),
        ("Content-Type: text/plain; charset=utf-8; charset*=us-ascii'en'utf-7", "damaged"),
        ("Content-Type: text/plain; charset=utf-8; name=a; name=b; charset=utf-8", ""),
        ("Content-Transfer-Encoding: 8BIT\r\nContent-Transfer-Encoding: 8bit", ""),
        ("Content-Type: text/plain; charset=utf-8\r\nContent-Type: text/plain;charset=UTF-8;", ""),
    ],
)
def test_a_mail_that_tells_twice_how_it_is_written_counts_as_damaged(fields: str, doubt: str) -> None:
    assert new_text(read(f"{fields}\r\n\r\n1 done\r\n".encode()).body, None).doubt == doubt


@pytest.mark.parametrize(
    ("boundaries", "doubt"),
    [
        ('boundary="a"; boundary="b"', "damaged"),
        ("boundary=b; boundary=a", "damaged"),
        ('boundary*0="a"; boundary*1="b"; boundary="a"; boundary*1="c"', "damaged"),
        ('boundary*0="a"; boundary*1="b"; boundary="a"', "damaged"),
        ("boundary*=us-ascii''b; boundary=a", "damaged"),
        ('boundary*0="a"; boundary*1="b"', ""),
        ("boundary=a; boundary=a; charset=utf-8", ""),
    ],
)
def test_a_mail_with_two_boundaries_counts_as_damaged(boundaries: str, doubt: str) -> None:
    parts = "".join(f"--{name}\r\n\r\n{text} done\r\n--{name}--\r\n" for name, text in (("a", 1), ("b", 2), ("ab", 3)))
    raw = f"Content-Type: multipart/mixed; {boundaries}\r\n\r\n{parts}".encode()
    assert new_text(read(raw).body, None).doubt == doubt


@pytest.mark.parametrize(
    "body",
    [
        Body(text=None, html="<div>" * 2_000 + "1 done"),
        Body(text=None, html=f"<!--{'x' * 700_000}-->1 done"),
        Body(text=" ", html=f"<div style='display:none'>{'x' * 700_000}</div>1 done"),
        Body(text="\n" * 400_000 + "1 done", html=None),
        Body(text=" " * 400_000 + "1 done", html=None),
        Body(text="\u200b" * 400_000 + "1 done", html=None),
    ],
)
def test_who_says_all_behind_what_is_looked_at_is_not_passed_over(body: Body) -> None:
    assert new_text(body, None).doubt == "truncated"


def test_who_says_nothing_is_in_no_doubt() -> None:
    assert new_text(Body(text=" \n" * 100, html="<div>" * 20), None).doubt == ""
