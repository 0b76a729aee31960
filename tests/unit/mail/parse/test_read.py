"""Raw bytes become a `Received`, however they are nested, encoded and broken."""

import base64
import tracemalloc
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabtui.mail.parse.message import Received, read, read_html
from support.mails import multipart, nested, part, raw, received, word


def text_of(one: Received) -> str:
    return (one.body.text or "").replace("\r\n", "\n")


def read_multipart(subtype: str, *parts: bytes, parameters: str = "", **fields: str) -> Received:
    made = multipart(subtype, *parts, parameters=parameters)
    return received(made.body, content_type=made.content_type, **fields)


PLAIN = part("1 done", "text/plain; charset=utf-8")
HTML = part("<p>1 done</p>", "text/html; charset=utf-8")
PICTURE = part(b"\x89PNG", "image/png", content_disposition='inline; filename="a.png"')
FORWARDED = part(raw("2 done", subject="Old"), "message/rfc822")


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\xef\xbb\xbfFrom a@b.test Mon Mar  2 17:00:00 2026\r\n"])
def test_a_mail_from_a_pipe_that_puts_a_mark_before_it(before: bytes) -> None:
    """A shell of Windows does that to whatever it passes on: it hid the first field, and with it all others."""
    one = read(before + raw("1 done", message_id="<a@b>"))
    assert (one.message_id, text_of(one).strip()) == ("<a@b>", "1 done")


class TestHeaderFields:
    def test_names_threads_people_subject_and_time(self) -> None:
        one = received(
            message_id="<a@b>",
            in_reply_to="<ct.x@example.test>",
            references="<first@x>\r\n <ct.x@example.test>",
            cc="Chen <CHEN@Example.Test>, wang@example.test",
            delivered_to="li+token@example.test",
        )
        assert (one.message_id, one.in_reply_to) == ("<a@b>", "<ct.x@example.test>")
        assert one.references == ("<first@x>", "<ct.x@example.test>")
        assert (one.sender, one.sender_name) == ("zhang@example.test", "Zhang Wei")
        assert one.recipients == (
            "li+token@example.test", "li@example.test", "chen@example.test", "wang@example.test",
        )  # fmt: skip
        assert one.subject == "Re: [M1] Minutes"
        assert one.date == datetime(2026, 3, 2, 15, 4, 5, tzinfo=timezone(timedelta(hours=8)))

    def test_a_mail_without_any_field_is_empty_and_not_an_error(self) -> None:
        one = read(b"\r\n1 done\r\n")
        assert (one.message_id, one.in_reply_to, one.references, one.sender, one.subject) == ("", "", (), "", "")
        assert (one.date, one.calendar, one.recipients, one.authentication_results) == (None, None, (), ())
        assert text_of(one) == "1 done\n"

    @pytest.mark.parametrize(
        ("subject", "reads"),
        [
            (word("回复: 会议纪要", "gb2312"), "回复: 会议纪要"),
            (f"{word('回复: 会', 'utf-8')}\r\n {word('议纪要', 'utf-8')}", "回复: 会议纪要"),
            ("=?utf-8?B?5Lya6K4=?= =?utf-8?B?rue6qg==?=", "会议纪"),
            ("=?gb2312?Q?=BB=E1=D2=E9_M1?= ok", "会议 M1 ok"),
            ("=?utf-8?q?a_b?= c =?utf-8?q?d?=", "a b c d"),
            ("=?utf-8?B?5Lya6K6u?=x", "会议x"),
            ("=?utf-8?B?5Lya6K6?= broken", "会\ufffd broken"),
            ("=?no-such?Q?done?=", "done"),
            ("=?utf-8?X?done?=", "=?utf-8?X?done?="),
            ("raw 会议纪要", "raw 会议纪要"),
            ("a\x1b[31m\x07 b\u0085c", "a [31m b c"),
        ],
    )
    def test_a_subject_is_decoded_on_one_line_without_control_characters(self, subject: str, reads: str) -> None:
        assert received(subject=subject).subject == reads

    def test_a_raw_gbk_subject_is_read(self) -> None:
        data = raw(subject="@").replace(b"Subject: @", b"Subject: " + "回复：会议纪要".encode("gbk"))
        assert read(data).subject == "回复：会议纪要"

    @pytest.mark.parametrize(
        ("field", "address", "name"),
        [
            ("zhang@example.test", "zhang@example.test", ""),
            ("<ZHANG@Example.TEST>", "zhang@example.test", ""),
            ('"Zhang, Wei" <zhang@example.test>', "zhang@example.test", "Zhang, Wei"),
            ("zhang@example.test (Zhang Wei)", "zhang@example.test", "Zhang Wei"),
            (f"{word('张伟', 'gb2312')} <zhang@example.test>", "zhang@example.test", "张伟"),
            (f'"{word("张伟", "utf-8")}" <zhang@example.test>', "zhang@example.test", "张伟"),
            (word("张伟 <zhang@example.test>", "utf-8"), "zhang@example.test", "张伟"),
            ("张伟 <zhang@例子.test>", "zhang@xn--fsqu00a.test", "张伟"),
            ("<x@mu\u0308ller.test>", "x@xn--mller-kva.test", ""),
            ("<li@example。test>", "li@example。test", ""),
            ("<li@ｅxample.test>", "li@ｅxample.test", ""),
            ('"li@example.test" <evil@example.test>', "evil@example.test", "li@example.test"),
            ("li@example.test <evil@example.test>", "evil@example.test", "li@example.test"),
            ("(li@example.test (nested)) <evil@example.test>", "evil@example.test", "li@example.test (nested)"),
            ("Zhang Wei", "", ""),
            ("<>", "", ""),
            ("", "", ""),
        ],
    )
    def test_the_sender_is_the_address_and_not_what_its_name_claims(self, field: str, address: str, name: str) -> None:
        one = received(**{"from": field})
        assert (one.sender, one.sender_name) == (address, name)

    @pytest.mark.parametrize(
        "field",
        [
            "<li@example.test> <evil@example.test>",
            "li@example.test, evil@example.test",
            "li@example.test\r\nFrom: evil@example.test",
            "li@example.test evil@example.test",
        ],
    )
    def test_a_from_that_can_be_read_in_two_ways_names_nobody(self, field: str) -> None:
        assert received(**{"from": field}).sender == ""

    @pytest.mark.parametrize(
        ("field", "date"),
        [
            ("Mon, 2 Mar 2026 07:04:05 GMT", datetime(2026, 3, 2, 7, 4, 5, tzinfo=UTC)),
            ("2 Mar 2026 07:04:05 -0000", datetime(2026, 3, 2, 7, 4, 5, tzinfo=UTC)),
            ("yesterday", None),
            ("Mon, 99 Mar 2026 07:04:05 GMT", None),
            ("Mon, 2 Mar 99999999 07:04:05 GMT", None),
            ("", None),
        ],
    )
    def test_the_date_is_aware_or_none(self, field: str, date: datetime | None) -> None:
        assert received(date=field).date == date

    @pytest.mark.parametrize("other", ["Mon, 02 Mar 2026 18:00:00 +0800", "Mon, 02 Mar 2026 09:00:00 +0000", "no day"])
    def test_of_several_dates_the_earliest_counts(self, other: str) -> None:
        field = f"Date: {other}\r\n".encode()
        assert {
            one.date for one in (read(field + raw()), read(raw().replace(b"\r\n\r\n", b"\r\n" + field + b"\r\n", 1)))
        } == {received().date}

    def test_folded_ids_are_put_together(self) -> None:
        one = received(in_reply_to="<a-very-long\r\n -id@example.test>", references="garbage <x@y> <\r\n z@y>")
        assert one.in_reply_to == "<a-very-long-id@example.test>"
        assert one.references == ("<x@y>", "<z@y>")

    def test_an_mbox_line_above_the_mail_is_passed_over(self) -> None:
        assert read(b"From MAILER Mon Mar  2 15:04:05 2026\n" + raw()).subject == "Re: [M1] Minutes"

    def test_a_body_without_an_empty_line_above_it_is_still_a_body(self) -> None:
        assert text_of(read(b"Subject: x\n1 done, as agreed\n2 open\n")) == "1 done, as agreed\n2 open\n"

    def test_results_of_authentication_keep_their_order(self) -> None:
        one = read(b"Authentication-Results: a; none\r\nX: y\r\nauthentication-results: b; none\r\n\r\n")
        assert one.authentication_results == ("a; none", "b; none")


class TestBody:
    def test_of_two_forms_both_are_kept(self) -> None:
        one = read_multipart("alternative", PLAIN, HTML)
        assert (text_of(one), one.body.html) == ("1 done", "<p>1 done</p>")

    @pytest.mark.parametrize("subtype", ["mixed", "related", "signed", "unknown"])
    def test_it_is_found_in_any_nesting(self, subtype: str) -> None:
        inner = nested("alternative", PLAIN, nested("related", HTML, PICTURE, boundary="=_b3"), boundary="=_b2")
        one = read_multipart(subtype, inner, PICTURE)
        assert (text_of(one), one.body.html) == ("1 done", "<p>1 done</p>")

    def test_html_alone_leaves_no_text(self) -> None:
        one = received("<p>1 done</p>", content_type="text/html")
        assert (one.body.text, one.body.html) == (None, "<p>1 done</p>")

    def test_text_that_goes_on_below_a_picture_is_part_of_it(self) -> None:
        one = read_multipart("mixed", PLAIN, PICTURE, part("2 open", "text/plain"))
        assert text_of(one) == "1 done\n2 open"

    def test_a_footer_in_text_below_html_hides_nothing(self) -> None:
        one = read_multipart("mixed", HTML, part("-- \r\nlist <x>", "text/plain"))
        assert one.body.text is None
        assert one.body.html == "<p>1 done</p>\n<pre>-- \r\nlist &lt;x&gt;</pre>"

    @pytest.mark.parametrize(
        "attached",
        [
            FORWARDED,
            part("2 done", "text/plain", content_disposition="attachment"),
            part("2 done", 'text/plain; name="notes.txt"'),
            part("2 done", "text/plain", content_disposition="inline; filename*=utf-8''%E4%BC%9A.txt"),
        ],
    )
    def test_what_is_attached_is_not_read(self, attached: bytes) -> None:
        assert text_of(read_multipart("mixed", PLAIN, attached)) == "1 done"

    def test_a_mail_that_only_forwards_says_nothing(self) -> None:
        assert read_multipart("mixed", FORWARDED).body.text is None

    def test_a_digest_of_other_mails_says_nothing(self) -> None:
        assert read_multipart("digest", b"\r\n" + raw("2 done")).body.text is None

    def test_a_letter_that_is_called_an_attachment_is_read(self) -> None:
        assert text_of(received("1 done", content_disposition='attachment; filename="body.txt"')) == "1 done"

    def test_a_file_is_not_taken_for_the_letter_where_there_is_none(self) -> None:
        attached = part("2 done", "text/plain", content_disposition='attachment; filename="old.txt"')
        assert read_multipart("mixed", attached).body.text is None

    def test_flowed_text_says_so(self) -> None:
        one = received("1 done", content_type="text/plain; format=Flowed; DelSp=yes; charset=utf-8")
        assert (one.body.flowed, one.body.delsp) == (True, True)
        assert not received("1 done").body.flowed

    def test_html_may_name_its_charset_itself(self) -> None:
        page = '<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>第1項已完成</p>'
        assert "第1項已完成" in (received(page.encode("big5"), content_type="text/html").body.html or "")

    def test_a_gateway_that_flattens_line_ends_to_cr_is_read(self) -> None:
        one = read(raw().replace(b"\r\n", b"\r").replace(b"\n", b"\r"))
        assert (one.sender, text_of(one)) == ("zhang@example.test", "1 done\n")


class TestTransferEncoding:
    @pytest.mark.parametrize(
        ("encoded", "encoding", "text"),
        [
            (base64.encodebytes("第1项已完成".encode()), "base64", "第1项已完成"),
            (base64.b64encode("第1项已完成".encode()).rstrip(b"="), "BASE64", "第1项已完成"),
            (b"MSBkb25l!!\r\n", "base64", "1 done"),
            (b"MSBkb25lX", "base64", "1 done"),
            (b"1 done =E7=AC=AC=\r\n=E4=BA=8C", "quoted-printable", "1 done 第二"),
            (b"1 do= \t\r\nne", "quoted-printable", "1 done"),
            (b"1 = done =ZZ =3D", "quoted-printable", "1 = done =ZZ ="),
            (b"1 done", "x-unknown", "1 done"),
        ],
    )
    def test_damage_costs_no_more_than_what_it_hit(self, encoded: bytes, encoding: str, text: str) -> None:
        assert text_of(received(encoded, content_transfer_encoding=encoding)) == text


class TestBrokenMultipart:
    def test_without_its_end(self) -> None:
        made = multipart("alternative", PLAIN, HTML)
        body = made.body.removesuffix(b"--=_b1--\r\n")
        one = received(body, content_type=made.content_type)
        assert (text_of(one), (one.body.html or "").strip()) == ("1 done", "<p>1 done</p>")

    @pytest.mark.parametrize("content_type", ["multipart/alternative", 'multipart/alternative; boundary="other"'])
    def test_with_a_boundary_that_is_missing_or_wrong(self, content_type: str) -> None:
        made = multipart("alternative", PLAIN, HTML)
        one = received(made.body, content_type=content_type)
        assert (text_of(one), one.body.html) == ("1 done", "<p>1 done</p>")

    def test_an_inner_boundary_may_begin_like_the_outer_one(self) -> None:
        inner = nested("alternative", PLAIN, HTML, boundary="=_b1x")
        assert text_of(read_multipart("mixed", inner, PICTURE)) == "1 done"

    def test_a_line_of_dashes_that_goes_on_is_no_delimiter(self) -> None:
        one = read_multipart("mixed", part("1 done\r\n--=_b1 and more\r\n2 open", "text/plain"))
        assert text_of(one) == "1 done\n--=_b1 and more\n2 open"

    def test_nesting_without_end_ends(self) -> None:
        body, content_type = b"1 done", "text/plain"
        for level in range(60):
            made = multipart("mixed", part(body, content_type), boundary=f"b{level}")
            body, content_type = made.body, made.content_type
        assert isinstance(received(body, content_type=content_type), Received)

    def test_a_hundred_thousand_parts_are_not_looked_at(self) -> None:
        one = received(b"--b\r\n\r\n" * 100_000, content_type="multipart/mixed; boundary=b")
        assert isinstance(one, Received)

    def test_a_million_lines_that_are_almost_delimiters_are_not_looked_at(self) -> None:
        one = received(b"--bx\r\n" * 1_000_000, content_type="multipart/mixed; boundary=b")
        assert isinstance(one, Received)


class TestSigned:
    def test_pgp_clear_text_loses_its_frame(self) -> None:
        signed = (
            "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA512\r\n\r\n1 done\r\n- -- \r\nWei\r\n"
            "-----BEGIN PGP SIGNATURE-----\r\n\r\niQEz\r\n=abcd\r\n-----END PGP SIGNATURE-----\r\n"
        )
        assert text_of(received(signed)) == "1 done\n-- \nWei\n"

    def test_pgp_clear_text_may_stand_below_other_words(self) -> None:
        frame = "-----BEGIN PGP SIGNED MESSAGE-----\n\n1 done\n-----BEGIN PGP SIGNATURE-----\nx\n"
        end = "-----END PGP SIGNATURE-----\nlist footer"
        assert text_of(received(f"hello\n{frame}{end}")) == "hello\n1 done\nlist footer"
        assert text_of(received(frame)) == "1 done\n"

    def test_frames_without_end_are_left_alone(self) -> None:
        frames = "-----BEGIN PGP SIGNED MESSAGE-----\n\n" * 10_000
        assert text_of(received(frames)) == frames

    def test_smime_with_a_signature_beside_the_text(self) -> None:
        signature = part("MIAG", 'application/pkcs7-signature; name="smime.p7s"', content_disposition="attachment")
        one = read_multipart("signed", PLAIN, signature, parameters="; micalg=sha-256")
        assert text_of(one) == "1 done"

    @pytest.mark.parametrize("streamed", [False, True])
    def test_smime_that_wraps_the_text(self, streamed: bool) -> None:
        data = _streamed(PLAIN) if streamed else _signed(PLAIN)
        one = received(
            base64.encodebytes(data),
            content_type="application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            content_transfer_encoding="base64",
        )
        assert text_of(one) == "1 done"

    def test_an_encrypted_mail_has_no_text(self) -> None:
        one = received(
            b"MIAGCSqGSIb3DQEHA6CA", content_type="application/pkcs7-mime", content_transfer_encoding="base64"
        )
        assert (one.body.text, one.body.html) == (None, None)


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 0x80 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


SIGNED_DATA, DATA = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")


def _signed(content: bytes) -> bytes:
    """CMS SignedData without signers: the frame is the same."""
    inner = _der(0x30, DATA + _der(0xA0, _der(0x04, content)))
    signed = _der(0x30, _der(0x02, b"\x01") + _der(0x31, b"") + inner + _der(0x31, b""))
    return _der(0x30, SIGNED_DATA + _der(0xA0, signed))


def _streamed(content: bytes) -> bytes:
    """The same with lengths that were not known when it was written, and the content in pieces."""
    end = b"\0\0"
    pieces = b"".join(_der(0x04, content[at : at + 10]) for at in range(0, len(content), 10))
    inner = b"\x30\x80" + DATA + b"\xa0\x80\x24\x80" + pieces + end * 3
    signed = b"\x30\x80" + _der(0x02, b"\x01") + _der(0x31, b"") + inner + _der(0x31, b"") + end
    return b"\x30\x80" + SIGNED_DATA + b"\xa0\x80" + signed + end * 2


class TestReportsAndCalendars:
    def test_a_delivery_report_is_read_in_groups(self) -> None:
        report = part(
            "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: failed\r\n\r\n\r\n"
            "junk\r\nStatus: 5.1.1\r\n",
            "message/delivery-status",
        )
        returned = part("Message-ID: <ours@x>\r\nSubject: old\r\n", "text/rfc822-headers")
        one = read_multipart("report", PLAIN, report, returned)
        assert one.report_kind == "delivery-status"
        assert [group.raw("action") for group in one.report] == ["", "failed", ""]
        assert one.report[2].raw("status") == "5.1.1"
        assert one.returned is not None
        assert one.returned.raw("message-id") == "<ours@x>"

    @pytest.mark.parametrize(
        "calendar",
        [
            part("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", "text/calendar; method=REPLY"),
            part("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", 'application/octet-stream; name="invite.ics"'),
            part("BEGIN:VCALENDAR\r\nmethod: reply\r\n", "application/ics"),
            part("BEGIN:VCALENDAR\r\n", "text/calendar; method=reply"),
        ],
    )
    def test_a_calendar_is_found_by_its_method(self, calendar: bytes) -> None:
        one = read_multipart("mixed", PLAIN, calendar)
        assert (one.calendar_method, (one.calendar or "")[:15]) == ("REPLY", "BEGIN:VCALENDAR")

    def test_a_calendar_without_method_is_only_a_file(self) -> None:
        one = read_multipart("mixed", PLAIN, part("BEGIN:VCALENDAR\r\n", "text/calendar; name=a.ics"))
        assert (one.calendar, one.calendar_method) == (None, "")

    def test_a_calendar_of_a_forwarded_mail_is_not_the_senders(self) -> None:
        inner = raw("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", content_type="text/calendar; method=REPLY")
        assert read_multipart("mixed", PLAIN, part(inner, "message/rfc822")).calendar is None


class TestBounds:
    def test_thirty_megabytes_attached_are_not_copied(self) -> None:
        film = part(b"QUJDREVGR0hJSktM\r\n" * 1_750_000, "video/mp4", content_transfer_encoding="base64")
        made = multipart("mixed", PLAIN, film)
        data = raw(made.body, content_type=made.content_type)
        tracemalloc.start()
        one = read(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(data) > 30_000_000
        assert text_of(one) == "1 done"
        assert peak < 2_000_000

    def test_a_text_is_cut_off_after_a_megabyte(self) -> None:
        assert len(received(b"1 done\n" * 1_000_000).body.text or "") == 1_048_576


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    assert isinstance(read(data), Received)


MANY = multipart(
    "mixed",
    nested("alternative", part("MSBkb25l", "text/plain", content_transfer_encoding="base64"), HTML, boundary="=_b2"),
    part("Final-Recipient: rfc822; a@b\r\nAction: failed\r\n", "message/delivery-status"),
    part("BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", "text/calendar; method=REPLY; name*=utf-8''a%20b.ics"),
    FORWARDED,
)
WHOLE = raw(MANY.body, content_type=MANY.content_type, references="<a@b> <c@d>")


@pytest.mark.parametrize("length", range(0, len(WHOLE), 7))
def test_a_mail_cut_off_anywhere_is_read(length: int) -> None:
    assert isinstance(read(WHOLE[:length]), Received)


@pytest.mark.parametrize("length", range(0, len(WHOLE), 7))
def test_the_html_form_alone_is_the_one_of_the_whole_mail(length: int) -> None:
    assert read_html(WHOLE[:length]) == read(WHOLE[:length]).body.html


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6)), min_size=1, max_size=6))
def test_a_damaged_mail_is_read(damage: list[tuple[int, bytes]]) -> None:
    data = WHOLE
    for at, replacement in damage:
        data = data[:at] + replacement + data[at + len(replacement) // 2 :]
    assert isinstance(read(data), Received)
