"""What a command writes is safe for a terminal, whole for a program, and no reason to stop."""

import errno
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from collabtui.cli.base.output import Output, as_json, printable, printable_lines
from collabtui.cli.base.text_table import table
from collabtui.text.width import cells

HOSTILE = "Re: \x1b[31mred\x1b]0;pwned\x07\x9b2J\r\x08 \u202eabc\u2028"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Broken(io.StringIO):
    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _: str) -> int:
        raise self._error

    def flush(self) -> None:
        raise self._error


@given(st.text())
def test_nothing_reaches_the_terminal_that_moves_its_cursor(text: str) -> None:
    for shown in (printable(text), printable_lines(text).replace("\n", ""), as_json([text]).replace("\n", "")):
        assert shown.isprintable() or not shown


@given(st.text())
def test_json_says_the_same_after_it_was_made_safe(text: str) -> None:
    assert json.loads(as_json({text: text}, indent=None)) == {text: text}


def test_lines_stay_lines() -> None:
    terminal = Terminal()
    out = Output(terminal)
    out.line(f"主题\n{HOSTILE}")
    out.file(f"{HOSTILE}\r\n第二行".encode())
    shown = terminal.getvalue()
    assert shown.splitlines()[0] == "主题"
    assert shown.splitlines()[-1] == "第二行"
    assert not set("\x1b\x07\x9b\r\x08\u202e") & set(shown)


def test_a_file_goes_through_a_pipe_byte_by_byte() -> None:
    held = io.BytesIO()
    stream = io.TextIOWrapper(held, encoding="gbk")
    out = Output(stream)
    out.line("前")
    out.file("BEGIN:VCALENDAR\r\n会议\x1b".encode())
    out.flush()
    assert held.getvalue() == "前\n".encode("gbk") + "BEGIN:VCALENDAR\r\n会议\x1b".encode()


def test_json_for_a_stream_that_is_not_unicode_is_ascii() -> None:
    held = io.BytesIO()
    stream = io.TextIOWrapper(held, encoding="latin-1", errors="backslashreplace")
    Output(stream).data({"é": "测😀"})
    stream.flush()
    assert json.loads(held.getvalue().decode("ascii")) == {"é": "测😀"}


def test_a_reader_who_hangs_up_stops_nothing() -> None:
    out = Output(Broken(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    out.line("one")
    out.line("two")
    out.flush()
    assert isinstance(out.failure, BrokenPipeError)


def test_a_full_disk_is_a_failure_that_stops_nothing() -> None:
    out = Output(Broken(OSError(errno.ENOSPC, "No space left on device")))
    out.lines(["one", "two"])
    out.data({})
    out.flush()
    assert out.failure is not None
    assert out.failure.errno == errno.ENOSPC


def test_what_a_closed_stream_was_to_say_is_lost_and_stops_nothing() -> None:
    out = Output(None)
    out.flush()
    assert out.failure is None
    out.line("one")
    out.data({})
    out.file(b"x")
    out.flush()
    assert out.failure is not None
    assert (out.failure.errno, out.terminal) == (errno.EBADF, False)


def test_a_table_lines_up_whatever_its_letters_are() -> None:
    lines = table([("A1", "张伟", HOSTILE), ("A12", "Bob", "标题"), ("A3", None, "")])
    assert lines[1] == "A12  Bob   标题"
    assert lines[2] == "A3"
    assert cells(lines[0][: lines[0].index("Re:")]) == cells("A12  Bob   ")
    assert all(line.isprintable() for line in lines)


def test_a_column_is_cut_where_it_would_crowd_out_the_others() -> None:
    assert table([("测" * 30, "x"), ("short", "y")], longest=11) == ["测" * 5 + "…  x", "short        y"]
    assert table([("A1", "标题很长")], width=9) == ["A1  标题…"]


def test_no_rows_are_no_lines() -> None:
    assert table([]) == []
