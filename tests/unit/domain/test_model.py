import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.draft import PersonDraft
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.model import one_line, readable
from support.records import meeting


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  张 伟 ", "张 伟"),
        ("Bob\r\nBcc: victim@example.test", "Bob Bcc: victim@example.test"),
        ("Bob\x1b[31m\x9b0m\x00", "Bob [31m 0m"),
        ("Bob \u202egnp.exe\u2066", "Bob gnp.exe"),
        ("a\u2028b\u3000c", "a b c"),
        ("👩\u200d👧 fa\u200cr", "👩\u200d👧 fa\u200cr"),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(written: str, kept: str) -> None:
    assert PersonDraft(name=written, email="x@example.test").name == kept


@given(st.text())
def test_nothing_is_left_that_moves_a_cursor_or_ends_a_header(text: str) -> None:
    kept = one_line(text)
    assert kept == one_line(kept)
    assert len(kept.splitlines()) <= 1
    assert not {"\x00", "\x1b", "\x7f", "\x9b", "\u202e"} & set(kept)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("一行 only", "一行 only"),
        ("第一行\r\n\t第二行\n", "第一行\n\t第二行\n"),
        ("a\x1b]0;mine\x07b\x9b2J\x7f\rc", "a]0;mineb2Jc"),
        ("pay \u202e001\u2066 now\nand go", "pay 001 now\nand go"),
        ("half \ud800 a pair", "half  a pair"),
        ("👩\u200d👧\nfa\u200cr", "👩\u200d👧\nfa\u200cr"),
    ],
)
def test_a_text_that_goes_out_has_its_lines_and_nothing_that_acts(written: str, kept: str) -> None:
    assert readable(written) == kept


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", ""])
def test_a_zone_that_nobody_knows_is_none(zone: str) -> None:
    with pytest.raises(ValueError, match="unknown time zone"):
        Meeting.model_validate({**meeting().model_dump(), "timezone": zone})
