import email
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP, default
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from icalendar import Event as Component

from collabtui.mail.calendar.invitation import Attendee, CalendarEvent, cancellation, request
from collabtui.mail.compose.compose import CalendarPart, MessageHeaders, compose
from collabtui.mail.compose.readdress import Sender, readdressed, sent_by
from collabtui.mail.compose.reword import reworded
from collabtui.text.templates import Rendered

NOW = datetime(2026, 3, 2, 14, tzinfo=ZoneInfo("Asia/Shanghai"))
HEADERS = MessageHeaders(
    sender_name="李明", sender="li@example.test", to_name="张伟", to="zhang@example.test",
    reply_to="li+tok@example.test", message_id="<a.tok@example.test>", written=NOW, kind="minutes",
)  # fmt: skip
RENDERED = Rendered("[M7] 纪要", "你好\n", "<p>你好</p>")
EVENT = CalendarEvent(
    uid="m7@collabtui", sequence=2, title="新品上线协作会", start=NOW, end=NOW + timedelta(hours=1),
    timezone="Asia/Shanghai", place="3号会议室", description="定日期", organiser_name="李明",
    organiser_address="li+tok@example.test", stamp=NOW,
    attendees=(Attendee(name='张"伟', address="zhang@example.test", role="facilitator", partstat="accepted"),),
)  # fmt: skip


def parsed(
    headers: MessageHeaders, rendered: Rendered = RENDERED, calendar: CalendarPart | None = None
) -> EmailMessage:
    message = email.message_from_bytes(compose(headers, rendered, calendar), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def event_of(ics: bytes) -> Component:
    found = Calendar.from_ical(ics).walk("VEVENT")[0]
    assert isinstance(found, Component)
    return found


def test_text_and_html_say_the_same_in_one_mail_with_a_reply_address_of_its_own() -> None:
    mail = parsed(HEADERS)
    assert mail["Subject"] == "[M7] 纪要"
    assert mail["Reply-To"].addresses[0].addr_spec == "li+tok@example.test"
    assert mail["Message-ID"] == "<a.tok@example.test>"
    assert mail["Auto-Submitted"] is None
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().splitlines() == ["你好"]


def test_lines_end_in_crlf_and_none_is_longer_than_the_protocol_allows() -> None:
    raw = compose(HEADERS, Rendered("s", "长" * 3000 + "\n", "<p>" + "长" * 3000 + "</p>"))
    lines = raw.split(b"\r\n")
    assert all(b"\n" not in line for line in lines)
    assert max(map(len, lines)) <= 998


def test_a_line_break_in_a_name_or_a_title_makes_no_header() -> None:
    hostile = HEADERS.model_copy(update={"to_name": "x\r\nBcc: all@example.test"})
    mail = parsed(hostile, Rendered("a\nBcc: b@example.test", "t\n", "<p>t</p>"))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "a Bcc: b@example.test"


WORDS = (
    "=?utf-8?q?=0d=0aBcc:_all=40example.test?=", "=?utf-8?b?DQpCY2M6IGFsbEBleGFtcGxlLnRlc3QNCg0KYm9keQ==?=",
    "a =?utf-8?q?=0aBcc:_x?= b", "=?utf-8?q?=0d=0aBcc:_x?=\xa0nbsp", "会 =?utf-8?q?=0d=0aBcc:_x?=",
    "=?us-ascii*en?q?=0d=0aBcc:_x?=", '"=?utf-8?q?=0d=0aBcc:_x?="', "(=?utf-8?q?=0d=0aBcc:_x?=)", "=?\r\nBcc: x?=",
)  # fmt: skip
"""Encoded words (RFC 2047) that hold line breaks: Python's library writes what they hold into the header."""


@pytest.mark.parametrize("words", WORDS)
def test_an_encoded_word_in_a_name_or_a_title_makes_no_header(words: str) -> None:
    names = {"to_name": words, "sender_name": words, "in_reply_to": f"<{words}@x>", "references": (words,)}
    raw = compose(HEADERS.model_copy(update=names), Rendered(f"[A1] {words} #code", "t\n", "<p>t</p>"))
    once_more = readdressed(raw, words, HEADERS.to, "new@example.test")
    sender = Sender(words, "pmo@example.test", "pmo+x@example.test")
    for one in (
        raw,
        once_more,
        reworded(raw, f"{words} #code", "t\n"),
        sent_by(raw, sender),
        sent_by(once_more, sender),
    ):
        head = one.partition(b"\r\n\r\n")[0]
        assert b"Content-Type: multipart/alternative" in head
        assert not [line for line in head.splitlines() if line.lower().startswith((b"bcc", b"body"))]
        assert b"#code" in head or str(email.message_from_bytes(one, policy=SMTP)["Subject"]).endswith("#code")


def test_no_place_or_description_of_an_event_brings_what_a_terminal_obeys() -> None:
    hostile = EVENT.model_copy(update={"place": "3\x1b[2J\x9b", "description": "a\r\n\u202eb\x07"})
    ics = request(hostile).ics
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(ics.decode())
    assert (event_of(ics)["LOCATION"], event_of(ics)["DESCRIPTION"]) == ("3[2J", "a\nb")


def test_a_name_of_any_length_and_any_letters_makes_a_mail_that_every_server_takes() -> None:
    for name in ("N" * 10_000, "测" * 10_000, "a\x00\x1b[31m", 'q"uo\\te, <x@y>', "\udcff"):
        hostile = HEADERS.model_copy(update={"to_name": name, "sender_name": name})
        raw = compose(hostile, Rendered(name + " #code", "t\n", "<p>t</p>"))
        head = raw.partition(b"\r\n\r\n")[0]
        assert head.isascii()
        assert max(map(len, head.split(b"\r\n"))) <= 998
        assert not {0, 0x1B} & set(head)
        mail = parsed(hostile, Rendered(name + " #code", "t\n", "<p>t</p>"))
        assert [one.addr_spec for one in mail["To"].addresses] == [HEADERS.to]
        assert str(mail["Subject"]).endswith("#code")


def test_an_automatic_answer_says_that_it_is_one_and_continues_the_thread() -> None:
    answer = HEADERS.model_copy(update={"automatic": True, "in_reply_to": "<r@x.test>", "references": ("<a@x.test>",)})
    mail = parsed(answer)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["References"] == "<a@x.test> <r@x.test>"
    assert parsed(HEADERS.model_copy(update={"automatic": True}))["Auto-Submitted"] == "auto-generated"


def test_the_method_stands_in_the_file_and_in_the_type_of_the_part() -> None:
    mail = parsed(HEADERS, calendar=request(EVENT))
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["REQUEST"]
    assert Calendar.from_ical(parts[0].get_content())["METHOD"] == "REQUEST"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["invite.ics"]


def test_a_request_holds_what_a_calendar_needs() -> None:
    ics = request(EVENT).ics
    calendar, event = Calendar.from_ical(ics), event_of(ics)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    assert b"COMMENT" not in calendar.to_ical()
    assert event["UID"] == "m7@collabtui"
    assert event["SEQUENCE"] == 2
    assert event.decoded("dtstart") == NOW
    assert event["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert event.decoded("dtstamp") == NOW.astimezone(UTC)
    assert event["ORGANIZER"] == "mailto:li+tok@example.test"
    assert event["ATTENDEE"].params["CN"] == '张"伟'
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ATTENDEE"].params["ROLE"] == "CHAIR"


def test_a_cancellation_keeps_uid_and_organizer() -> None:
    part = cancellation(EVENT)
    event = event_of(part.ics)
    assert part.method == "CANCEL"
    assert (event["STATUS"], event["UID"]) == ("CANCELLED", "m7@collabtui")
    assert event["ORGANIZER"] == event_of(request(EVENT).ics)["ORGANIZER"]


def test_a_zone_with_summer_time_gives_the_right_offset_on_both_sides_of_the_change() -> None:
    for day, offset in ((28, 1), (30, 2)):
        start = datetime(2026, 3, day, 14, tzinfo=ZoneInfo("Europe/Berlin"))
        ics = request(EVENT.model_copy(update={"start": start, "end": start, "timezone": "Europe/Berlin"})).ics
        assert event_of(ics).decoded("dtstart").utcoffset() == timedelta(hours=offset)
