"""Commands of the user's own: however much they print and however long they take, the screens go on."""

import os
from pathlib import Path

import pytest

from collabtui.errors import Refused
from collabtui.system import piped_command
from collabtui.system.piped_command import MOST, piped
from support.living_process import lives, lives_no_more


def test_what_it_prints_on_both_streams_and_its_end() -> None:
    assert piped("周报\n", "cat; echo no >&2; exit 3") == (3, "周报\nno\n")


UNMOVED = "trap '' PIPE; while :; do echo x; done 2>/dev/null"
"""It prints on where nobody reads any more."""


@pytest.mark.parametrize("command", ["yes", "cat /dev/zero", "yes | cat", UNMOVED])
def test_who_prints_without_end_is_ended(command: str) -> None:
    code, printed = piped("x" * 5_000_000, command)
    assert code != 0
    assert len(printed) == MOST


def test_who_takes_too_long_is_ended_with_all_that_he_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(piped_command, "PATIENCE", 0.5)
    with pytest.raises(Refused) as refusal:
        piped("", f"sleep 100 & echo $! > {tmp_path}/pid; cat; wait")
    assert refusal.value.key == "pipe.too_long"
    number = int((tmp_path / "pid").read_text())
    assert lives_no_more(number)


def test_what_goes_on_in_the_background_is_not_waited_for_andlives() -> None:
    code, printed = piped("", "sleep 3 & echo $!")
    assert code == 0
    assert lives(int(printed))
    os.kill(int(printed), 9)


def test_who_reads_nothing_and_a_half_of_a_character_are_no_errors() -> None:
    assert piped("x" * 5_000_000, "true") == (0, "")
    assert piped("\ud800", "cat") == (0, "?")
