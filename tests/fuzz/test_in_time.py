"""What was found to take minutes is read within the budget of a mail, or refused with a sentence: by the time of the
processor, so that a busy machine makes nothing slow, and far from what a reader in linear time takes."""

import time
from collections.abc import Iterator

import pytest

from collabtui.config import Reply
from fuzz.fuzz_input import FuzzInput, Grammar, Piece
from fuzz.subjects import Subjects, subjects

LONG = 500_000
"""Characters of what is repeated."""
HEAD = (
    "From: Zhang <zhang@example.test>\nTo: li@example.test\nMessage-ID: <1@z>\nMIME-Version: 1.0\n"
    "Date: Mon, 02 Mar 2026 17:00:00 +0800\n"
)
PLAIN = f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n"
HTML = f"{HEAD}Content-Type: text/html; charset=utf-8\n\n"
AGENDA = "---\ntitle: 会\nstart: 2026-03-02 14:00\n"
LONGER: tuple[tuple[Grammar, str, str, str], ...] = (
    ("mail", PLAIN, "From: ", "\n"),
    ("mail", PLAIN, "发件人: ", "\n"),
    ("mail", PLAIN, "On Mon, 2 Mar 2026, Li wrote: ", "\n"),
    ("mail", HTML, "&#65;", "\n"),
    ("mail", f"{HTML}&#", "9", ";\n"),
    ("mail", f"{HTML}&#x", "f", ";\n"),
    ("mail", f"{HEAD}Cc: ", "(", "\n\n1 done\n"),
    ("mail", f"{HEAD}References: ", "<a@b.c> ", "\n\n1 done\n"),
    ("mail", f"{HEAD}Authentication-Results: mx; ", "(", "\n\n1 done\n"),
    ("capture", "a: x ", "@", ""),
    ("capture", "a: x ", "due ", ""),
    ("capture", "a: x ", "=> ", ""),
    ("capture", "a: x ", "9", ""),
    ("capture", "a: x", "\t", "y"),
    ("capture", "r: x", "!", " y"),
    ("agenda", f"{AGENDA}participants: ", "[", "\n---\n"),
    ("agenda", f"{AGENDA}participants: [", "a,", "]\n---\n"),
    ("agenda", "---\ntitle: 会\nstart: ", "10:00-", "\n---\n"),
    ("agenda", f"{AGENDA}series: ", "，", "\n---\n"),
    ("agenda", f"{AGENDA}timezone: ", "R/A ", "\n---\n"),
    ("agenda", AGENDA, "matter: x\n", "---\n"),
    ("agenda", "---\n", "a: ", "\n---\n"),
    ("agenda", "", "---\n", "a"),
    ("table", "", '"', "\n"),
    ("table", "name,email\n", "a,b\n", ""),
)
"""What stands before, what is repeated, what stands behind."""


@pytest.fixture(scope="module")
def readers() -> Iterator[Subjects]:
    with subjects() as found:
        yield found


@pytest.mark.parametrize(
    ("grammar", "before", "repeated", "behind"), LONGER, ids=[f"{one[0]}-{one[2][:8]!r}" for one in LONGER]
)
def test_half_a_megabyte_of_one_thing_is_read_in_its_time(
    readers: Subjects, grammar: Grammar, before: str, repeated: str, behind: str
) -> None:
    pieces = Piece(before), Piece(repeated, LONG // len(repeated)), Piece(behind)
    start = time.process_time()
    readers.read(FuzzInput(grammar, pieces))
    assert time.process_time() - start < Reply().reading_seconds


@pytest.mark.parametrize("cells", ["a,张伟,x", "a,张伟,一", "a,张伟,周五", "a,1-,3月9日", "a,王芳、,3月9日"])
def test_a_cell_without_end_is_matched_in_its_time(readers: Subjects, cells: str) -> None:
    title, owner, due = cells.split(",")
    row = ",".join([title, owner * (LONG // 25 if owner != "张伟" else 1), due * (LONG if len(due) < 3 else 1)])
    start = time.process_time()
    readers.plan_table(f"任务,负责人,截止\n{row}\n".encode())
    assert time.process_time() - start < Reply().reading_seconds
