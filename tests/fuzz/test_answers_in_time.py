"""A long line is read within the budget of a mail whatever it answers, by the time of the processor."""

import time

import pytest

from collabtui.config import Reply
from collabtui.language.replies.understand import understand
from fuzz.answer_kinds import answer_kinds
from support.written_replies import new_text

LONG = 3_900
"""Characters, just fewer than a line may have to be read."""
FOUND = (
    ("criteria", "1,2,"),
    ("minutes", "的"),
    ("criteria", '"'),
    ("gift", "9"),
    ("gift", "80%，"),
    ("vote", "("),
    ("vote", "王芳、"),
    ("votes-beside", "抱歉1。"),
    ("questionnaire", "1,2,"),
)
"""Each took more than three seconds; the first minutes."""


def seconds(kind: str, text: str) -> float:
    understand(new_text("1 done"), answer_kinds()[kind])  # what is read once, such as words, is none of it
    start = time.process_time()
    understand(new_text(text), answer_kinds()[kind])
    return time.process_time() - start


@pytest.mark.parametrize(("kind", "repeated"), FOUND)
def test_what_took_long_is_read_in_its_time(kind: str, repeated: str) -> None:
    assert seconds(kind, "同意，" + repeated * (LONG // len(repeated))) < Reply().reading_seconds


@pytest.mark.parametrize("kind", answer_kinds())
def test_half_a_megabyte_in_one_line_is_let_go_whatever_it_answers(kind: str) -> None:
    assert seconds(kind, "1,2 抱歉。(9 " * 50_000) < Reply().reading_seconds / 2
