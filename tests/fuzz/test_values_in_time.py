"""Values of cells, of criteria and of lines that somebody types are read in time however long they are: by the time of
the processor, of which each took seconds to minutes."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from collabtui.errors import CollabError
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.actions.written_values import bare_day, is_doubtful_state, state_of, two_days
from collabtui.language.channel_parts import channel_parts
from collabtui.language.measures.against_criterion import held_against

LONG = 50_000
"""Characters."""
SECONDS = 4
"""The slowest takes one of them on a quiet machine; what looks a place through over again takes minutes."""


def _table(text: str) -> None:
    with suppress(CollabError):
        read_action_table(f"八成{text}".encode())


def _held(text: str) -> None:
    held_against(f"≥ 95% {text[:12_500]}", text[:12_500])


FOUND: tuple[tuple[Callable[[str], object], str, str], ...] = (
    (state_of, "[[", "发件人"),
    (is_doubtful_state, "\n", "x"),
    (two_days, "\xa0", "下周三"),
    (bare_day, "\n", "Mon"),
    (channel_parts, "header.d=a -- mail:: YQ==\n", ""),
    (_held, "a,b\n1,2\n", ""),
    (_held, "- [ ] 1\n20260302T060000Z,", ""),
    (_table, "10m x\n- ", ""),
)
"""The reader, what is repeated, and what stands behind it."""


@pytest.mark.parametrize(("read", "repeated", "behind"), FOUND)
def test_a_value_without_end_is_read_in_time(read: Callable[[str], object], repeated: str, behind: str) -> None:
    read("x")  # what is read once, such as words, is none of it
    start = time.process_time()
    read(repeated * (LONG // len(repeated)) + behind)
    assert time.process_time() - start < SECONDS
