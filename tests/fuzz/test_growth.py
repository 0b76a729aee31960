"""What was found takes linear work, or is refused: twice as much of it is at most twice the work, counted in steps."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.vocabulary import vocabulary
from fuzz.counted_steps import counted_steps
from fuzz.fuzz_input import FuzzInput, kept_inputs
from fuzz.subjects import Subjects, subjects
from support.written_replies import new_text

SHORT = 6000
"""Bytes, about, of the shortest of three; the others are twice and four times as long."""
MOST = 2.3
"""Times as many steps for the last doubling, and as many as the one before has added: linear is 2."""


@pytest.fixture(scope="module")
def readers() -> Iterator[Subjects]:
    with subjects() as found:
        yield found


def grows_too_fast(steps: list[int]) -> bool:
    """Where something is cut at its longest the work falls, or takes a step, which is no growth that goes on."""
    shortest, shorter, longest = steps
    return longest > MOST * shorter and longest - shorter > MOST * (shorter - shortest)


@pytest.mark.parametrize("found", kept_inputs(), ids=FuzzInput.name)
def test_what_was_found_takes_linear_work(readers: Subjects, found: FuzzInput) -> None:
    if not found.is_repeated:
        return
    steps = []
    for size in (SHORT, 2 * SHORT, 4 * SHORT):
        some = found.about(size)
        readers.read(some)  # what is read once, such as words, is no growth
        steps.append(counted_steps(partial(readers.read, some)))
    assert not grows_too_fast(steps), steps


@pytest.mark.parametrize(
    ("title", "repeated"),
    [("炒二十斤瓜子", "我 被 "), ("Hire two porters", "one hire they "), ("Wash the rollers", "not it ")],
)
def test_a_line_without_a_mark_about_one_item_takes_linear_work(title: str, repeated: str) -> None:
    words, item = vocabulary({}), Item(ref="A1", title=title, number=1)
    marker = Marker(words, ReplyContext(items=(item,), locale="zh", written=date(2026, 3, 11)))
    steps = []
    for size in (900, 1800, 3600):
        (line,) = blocks(new_text((repeated * size)[:size].strip()), words.folding)
        steps.append(counted_steps(partial(marker.mark, line)))
    assert not grows_too_fast(steps), steps


@pytest.mark.parametrize(("power", "too_fast"), [(1.0, False), (1.7, True), (2.0, True)])
def test_quadratic_work_would_be_seen(power: float, too_fast: bool) -> None:
    def work(length: int) -> None:
        for _ in range(int(length**power)):
            pass

    assert grows_too_fast([counted_steps(partial(work, size)) for size in (500, 1000, 2000)]) is too_fast
