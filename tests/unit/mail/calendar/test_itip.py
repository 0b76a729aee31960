"""Calendar answers as the programs of our participants write them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collabtui.mail.calendar.calendar_answer import CalendarAnswer, read_calendar
from support.calendars import APPLE, EXCHANGE, FEISHU, GOOGLE, QQ, THUNDERBIRD, reply

START, END = datetime(2026, 3, 2, 6, 0, tzinfo=UTC), datetime(2026, 3, 2, 7, 30, tzinfo=UTC)


def answer(text: str, sender: str = "zhang@example.test") -> CalendarAnswer:
    found = read_calendar(text, sender)
    assert found is not None
    return found


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "partstat", "comment"),
    [
        (GOOGLE, "accepted", "晚到十分钟"),
        (EXCHANGE, "declined", "出差\n改期?, 谢谢"),
        (APPLE, "tentative", ""),
        (THUNDERBIRD, "accepted", ""),
        (QQ, "accepted", ""),
        (FEISHU, "accepted", ""),
    ],
)
def test_every_program_says_who_answers_what_how(text: str, partstat: str, comment: str, ends: str) -> None:
    found = answer(text.replace("\n", ends))
    assert (found.method, found.uid, found.sequence) == ("REPLY", "m1@example.test", 2)
    assert (found.attendee, found.partstat, found.comment) == ("zhang@example.test", partstat, comment)
    assert (found.start, found.end) == (START, END)
    assert found.stamp == datetime(2026, 2, 26, 1, 2, 3, tzinfo=UTC)
    assert found.recurrence_id is None


@pytest.mark.parametrize(
    ("attendees", "partstat"),
    [
        (("PARTSTAT=ACCEPTED,DECLINED",), None),
        (("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED"), None),
        (("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION"), None),
        (("PARTSTAT=ACCEPTED", "PARTSTAT=accepted"), "accepted"),
        (("PARTSTAT=DECLINED", "ROLE=CHAIR"), "declined"),
        (("PARTSTAT=MAYBE",), None),
        (("ROLE=CHAIR",), None),
    ],
)
def test_who_answers_in_two_ways_or_in_none_has_not_answered(attendees: tuple[str, ...], partstat: str | None) -> None:
    lines = "\n".join(f"ATTENDEE;{one}:mailto:zhang@example.test" for one in attendees)
    other = "ATTENDEE;PARTSTAT=TENTATIVE:mailto:bob@example.test"
    assert answer(reply(f"{lines}\n{other}")).partstat == partstat


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\r"])
def test_no_sign_but_the_end_of_a_line_begins_another_property(sign: str) -> None:
    """RFC 5545 section 3.1: what Python splits lines at is a character of a name or a remark."""
    said = f"ATTENDEE;PARTSTAT=DECLINED:mailto:zhang@example.test{sign}x"
    named = f'ATTENDEE;CN="Zhang{sign}{said}";PARTSTAT=ACCEPTED:mailto:zhang@example.test'
    for lines in ((named,), ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:zhang@example.test", f"COMMENT:see you{sign}{said}")):
        found = answer(reply(*lines))
        assert (found.partstat, found.is_unclear) == ("accepted", False)
    others = answer(reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:chen@example.test", f"COMMENT:x{sign}{said}"))
    assert others.attendee == "chen@example.test"


def test_a_file_of_an_old_mac_is_read() -> None:
    found = answer(reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:zhang@example.test").replace("\n", "\r"))
    assert found.partstat == "accepted"


def test_a_counter_proposes_a_time() -> None:
    found = answer(
        reply(
            "ATTENDEE;PARTSTAT=TENTATIVE:mailto:zhang@example.test",
            "DTSTART;TZID=Asia/Shanghai:20260303T100000",
            "DTEND;TZID=Asia/Shanghai:20260303T110000",
            "X-MS-OLK-ORIGINALSTART;TZID=Asia/Shanghai:20260302T140000",
            "COMMENT:周二更好",
            method="COUNTER",
        )
    )
    assert (found.method, found.partstat, found.comment) == ("COUNTER", "tentative", "周二更好")
    assert (found.start, found.end) == (
        datetime(2026, 3, 3, 2, tzinfo=UTC),
        datetime(2026, 3, 3, 3, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("start", "reads"),
    [
        ("DTSTART:20260303T100000", None),
        ("DTSTART;VALUE=DATE:20260303", None),
        ("DTSTART;TZID=Nowhere/Known:20260303T100000", None),
        ("DTSTART:tomorrow", None),
        ("DTSTART:20260303T100000Z", datetime(2026, 3, 3, 10, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_no_time(start: str, reads: datetime | None) -> None:
    assert answer(reply("ATTENDEE;PARTSTAT=TENTATIVE:mailto:zhang@example.test", start)).start == reads


def test_the_long_zone_names_of_older_programs_are_read() -> None:
    found = answer(
        reply(
            "ATTENDEE:mailto:zhang@example.test", "DTSTART;TZID=/mozilla.org/20070129_1/Asia/Shanghai:20260302T140000"
        )
    )
    assert found.start == START


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("RECURRENCE-ID;TZID=Asia/Shanghai:20260302T140000", START),
        ("RECURRENCE-ID;VALUE=DATE:20260302", date(2026, 3, 2)),
        ("RECURRENCE-ID:", None),
    ],
)
def test_one_occurrence_of_a_series_can_be_meant(line: str, reads: datetime | date | None) -> None:
    assert answer(reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:zhang@example.test", line)).recurrence_id == reads


class TestAttendee:
    def test_somebody_else_may_answer(self) -> None:
        text = reply(
            "ATTENDEE;PARTSTAT=DECLINED:mailto:chen@example.test",
            'ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:zhang@example.test":mailto:boss@example.test',
        )
        found = answer(text)
        assert (found.attendee, found.partstat) == ("boss@example.test", "accepted")

    def test_the_one_attendee_is_named_whoever_sends_it(self) -> None:
        text = reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:chen@example.test")
        assert answer(text, sender="evil@example.test").attendee == "chen@example.test"

    def test_of_several_nobody_is_guessed(self) -> None:
        text = reply("ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.test", "ATTENDEE;PARTSTAT=DECLINED:mailto:b@x.test")
        found = answer(text)
        assert (found.attendee, found.partstat) == ("", None)

    def test_he_may_delegate(self) -> None:
        line = 'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="MAILTO:Chen@Example.test":mailto:zhang@example.test'
        found = answer(reply(line))
        assert (found.partstat, found.delegated_to) == ("delegated", "chen@example.test")

    @pytest.mark.parametrize("partstat", ["", ";PARTSTAT=X-MAYBE", ";PARTSTAT="])
    def test_an_answer_that_is_none(self, partstat: str) -> None:
        assert answer(reply(f"ATTENDEE{partstat}:mailto:zhang@example.test")).partstat is None


class TestBroken:
    @pytest.mark.parametrize(
        "text",
        ["", "done", "/etc/hostname", "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR", "BEGIN:VTODO\nUID:x\nEND:VTODO"],
    )
    def test_no_event_is_no_answer(self, text: str) -> None:
        assert read_calendar(text) is None

    def test_a_file_is_never_opened_by_its_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ics"
        path.write_text(GOOGLE, encoding="utf-8")
        assert read_calendar(str(path)) is None

    @pytest.mark.parametrize(
        "text",
        [
            GOOGLE.replace("END:VEVENT\nEND:VCALENDAR\n", ""),
            GOOGLE.replace("BEGIN:VCALENDAR\n", "\ufeffBEGIN:VCALENDAR\n"),
            GOOGLE.replace("BEGIN:VCALENDAR\n", ""),
            GOOGLE.replace("SEQUENCE:2", "SEQUENCE:2\nthis is no line\n;;;:\nX"),
            GOOGLE + GOOGLE,
        ],
    )
    def test_what_is_there_is_read(self, text: str) -> None:
        found = answer(text)
        assert (found.uid, found.attendee, found.partstat) == ("m1@example.test", "zhang@example.test", "accepted")

    @pytest.mark.parametrize(
        ("line", "reads"), [("SEQUENCE:x", 0), ("SEQUENCE:-1", 0), ("SEQUENCE:99999999999", 2**31 - 1)]
    )
    def test_a_sequence_is_a_number(self, line: str, reads: int) -> None:
        assert answer(reply(line, "ATTENDEE:mailto:zhang@example.test")).sequence == reads

    def test_events_inside_events_are_not_followed(self) -> None:
        found = answer("BEGIN:VCALENDAR\nMETHOD:REPLY\n" + "BEGIN:VEVENT\nUID:m1\n" * 5000)
        assert found.uid == "m1"

    def test_a_zone_that_changes_every_second_is_not_followed(self) -> None:
        zone = (
            "BEGIN:VTIMEZONE\nTZID:Busy\nBEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=SECONDLY\n"
            "TZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\n"
        )
        text = reply("ATTENDEE:mailto:zhang@example.test", "DTSTART;TZID=Busy:20260302T140000", zones=zone)
        assert answer(text).start == START


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([GOOGLE, EXCHANGE, APPLE, QQ]),
    st.lists(
        st.tuples(st.integers(0, 600), st.text(alphabet=':;=",\nA0 Z\\', max_size=4), st.integers(0, 30)), max_size=4
    ),
)
def test_a_damaged_file_never_raises(text: str, damage: list[tuple[int, str, int]]) -> None:
    for at, added, removed in damage:
        text = text[:at] + added + text[at + removed :]
    read_calendar(text, "zhang@example.test")


@pytest.mark.parametrize("length", range(0, len(EXCHANGE), 29))
def test_a_file_cut_off_anywhere_never_raises(length: int) -> None:
    read_calendar(EXCHANGE[:length])
