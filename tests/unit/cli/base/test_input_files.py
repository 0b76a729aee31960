"""What FILE may be: no device, no pipe that nobody writes to, nothing larger than is read."""

import os
import threading
from pathlib import Path

import pytest

from collabtui.cli.base.input_files import read_bytes
from collabtui.errors import Refused
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


@pytest.mark.parametrize(
    "command", ["meeting new --file {}", "meeting edit M1 --file {}", "meeting record M1 --file {}", "words import {}"]
)
def test_a_text_that_nobody_has_written_by_hand_is_refused(
    configured: Home, typed: Type, tmp_path: Path, command: str
) -> None:
    agenda = tmp_path / "agenda.md"
    agenda.write_text(AGENDA.replace("participants: [部门:研发部, Bob]\n", ""), encoding="utf-8")
    typed(f"meeting new --file {agenda}")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(bounded_file.LARGEST_TEXT + 1)
    said = typed(command.format(tmp_path / "large"))
    assert (said.code, said.out) == (1, "")
    assert "4 MB" in said.err


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
