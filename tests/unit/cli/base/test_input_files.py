"""What FILE may be: no device, no pipe that nobody writes to, nothing larger than is read."""

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from collabtui.cli.base.input_files import read_bytes
from collabtui.cli.dispatch import NOUNS, parser_of
from collabtui.cli.record_echo import lines_of_input
from collabtui.errors import Refused
from collabtui.formats.file_encoding import LARGEST_TEXT_FILE, LINES_OF_A_MEETING, MOST_LINES
from collabtui.home import Home
from collabtui.system import bounded_file
from collabtui.system.bounded_file import read_file
from collabtui.system.toml_file import TomlFault, read_toml
from collabtui.text.catalogue import Catalogue
from support.command_line import AGENDA, Type


@pytest.mark.parametrize(
    ("name", "key"),
    [("/dev/zero", "file.no_file"), ("fifo", "file.no_file"), (".", "file.unreadable"), ("no", "file.missing")],
)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, name: str, key: str) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(Refused) as refused:
        read_bytes(str(tmp_path / name))
    assert refused.value.key == key


def test_a_file_above_the_limit_is_refused_with_it(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(bounded_file.LARGEST_FILE + 1)  # takes no room on the disk
    with pytest.raises(Refused) as refused:
        read_bytes(str(tmp_path / "large"))
    assert (refused.value.key, refused.value.values["n"]) == ("file.too_large", 64)


TEXTS = (
    "meeting new --file {}",
    "meeting edit M1 --file {}",
    "meeting record M1 --file {}",
    "words import {}",
    "inbox answer I1 --file {}",
    "outbox edit O1 --file {}",
)
"""What people write line by line."""
LISTS = ("person import {}", "action import {} --yes")
READING = (
    *TEXTS, *LISTS, "explain {}", "meeting material M1 {}", "matter request X-2026-001 --attach {}", "restore {} --yes",
    "import {} --yes", "matter verify {}", "matter search word {}",
)  # fmt: skip
WRITING = {"out", "to", "backup", "export"}
"""Of the paths on command lines those that are written: by their name, or that of the noun."""


@pytest.fixture
def full(configured: Home, typed: Type, tmp_path: Path) -> Type:
    """With a meeting, and a mail that waits to go."""
    agenda = tmp_path / "agenda.md"
    agenda.write_text(AGENDA.replace("participants: [部门:研发部, Bob]\n", ""), encoding="utf-8")
    for line in (f"meeting new --file {agenda}", "person add Ann ann@example.test"):
        assert typed(line).code == 0
    assert typed("action add Report --owner Ann --due 2026-03-10").code == 0
    return typed


def test_every_command_that_reads_a_file_is_in_the_table() -> None:
    found = {
        verb.prog.removeprefix("collabtui ")
        for noun in map(parser_of, NOUNS)
        for verb in (noun.verbs.values() or (noun,))
        for one in verb.arguments
        if one.kind in ("path", "paths") and WRITING.isdisjoint({one.field, verb.key})
    }
    assert found | {"matter request"} == {" ".join(line.split()[:2]).partition(" {}")[0] for line in READING}


@pytest.mark.parametrize("command", READING)
def test_no_command_reads_without_end_or_waits_for_nobody(full: Type, tmp_path: Path, command: str) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "folder").mkdir()
    with (tmp_path / "large").open("wb") as file:
        file.truncate(bounded_file.LARGEST_FILE + 1)
    for name in ("/dev/zero", *(str(tmp_path / one) for one in ("fifo", "folder", "large"))):
        said = full(command.format(name))
        assert (said.code, said.out) == (1, ""), name
        assert 0 < len(said.err) < 1000, name


@pytest.mark.parametrize("command", TEXTS)
def test_a_text_that_nobody_has_written_by_hand_is_refused(full: Type, tmp_path: Path, command: str) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(bounded_file.LARGEST_TEXT + 1)
    said = full(command.format(tmp_path / "large"))
    assert (said.code, said.out) == (1, "")
    assert "4 MB" in said.err


@pytest.mark.parametrize("command", LISTS)
@pytest.mark.parametrize(
    "content",
    [b"\n" * MOST_LINES, b"\r" * MOST_LINES, b" " * (LARGEST_TEXT_FILE + 1)],
    ids=["lines", "returns", "bytes"],
)
def test_a_list_without_end_is_refused_before_its_lines_are_looked_at(
    full: Type, tmp_path: Path, command: str, content: bytes
) -> None:
    (tmp_path / "long").write_bytes(content)
    said = full(command.format(tmp_path / "long"))
    assert (said.code, said.out) == (1, "")
    assert "20 MB" in said.err


@pytest.mark.parametrize(
    ("command", "content"),
    [
        ("meeting new --file {}", "a" * 100_000),
        ("person import {}", ",".join(f"c{n}" for n in range(20_000)) + "\nx\n"),
    ],
)
def test_a_refusal_repeats_no_more_of_a_file_than_tells_the_place(
    configured: Home, typed: Type, tmp_path: Path, command: str, content: str
) -> None:
    (tmp_path / "long").write_text(content)
    said = typed(command.format(tmp_path / "long"))
    assert (said.code, said.out) == (1, "")
    assert len(said.err) < 1000


def test_a_line_that_nobody_types_is_left_out_and_those_before_it_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    typed_in = io.BytesIO(b"d: one\n" + b"x" * (bounded_file.LARGEST_TEXT + 1))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(typed_in))
    lines = lines_of_input()
    assert next(lines) == "d: one"
    left_out = next(lines)
    assert isinstance(left_out, Refused)
    assert (left_out.key, left_out.values["line"]) == ("record.too_long", 2)
    assert list(lines) == []


def test_what_a_shell_puts_in_place_of_a_command_is_read() -> None:
    """`person import <(cat people.csv)`"""
    ours, theirs = os.pipe()

    def write() -> None:
        os.write(theirs, b"name")
        os.close(theirs)

    writer = threading.Thread(target=write)
    writer.start()
    assert read_file(Path(f"/dev/fd/{ours}")) == b"name"
    writer.join()
    os.close(ours)


@pytest.mark.parametrize(
    "text",
    ["a = " + "[\n" * 100_000, "a = " + "[" * 3000, "a" + ".a" * 50_000 + " = 1", "a = " + "9" * 3_900 + "9" * 500],
)
def test_toml_that_would_take_for_ever_is_refused(text: str) -> None:
    with pytest.raises(TomlFault) as fault:
        read_toml(text)
    why = fault.value.why
    assert isinstance(why, Refused)
    assert all(why.key in Catalogue(locale) for locale in ("zh", "en"))


def test_toml_is_read() -> None:
    assert read_toml("[a]\nb = 1\n") == {"a": {"b": 1}}
    with pytest.raises(TomlFault) as fault:
        read_toml("a = 1\nb =\n")
    assert fault.value.line == 2


@pytest.mark.parametrize(
    "command", ["meeting new --file {}", "meeting record M1 --file {}", "meeting edit M1 --file {}"]
)
def test_a_meeting_of_more_lines_than_anybody_writes_is_refused_with_the_limit(
    configured: Home, typed: Type, agenda_file: Path, people_file: Path, tmp_path: Path, command: str
) -> None:
    typed(f"person import {people_file}")
    typed(f"meeting new --file {agenda_file}")
    long = tmp_path / "long.md"
    long.write_text(AGENDA + "- 1m talk\n" * LINES_OF_A_MEETING)
    said = typed(command.format(long))
    assert (said.code, said.out) == (1, "")
    assert str(LINES_OF_A_MEETING) in said.err
