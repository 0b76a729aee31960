"""Of the people of a book those whom a text may name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.mail.reply import ReplyContext
from collabtui.domain.people import PersonName
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.words.blocks import blocks
from collabtui.language.replies.words.people_written import people_written
from collabtui.language.replies.words.vocabulary import vocabulary
from support.written_replies import new_text

NAMES = ("张伟", "陳靜", "Bob Smith", "Ann-Marie O'Neil", "Иван Петров", "李", "Will", "José Álvarez", "Bob Jones")
BOOK = tuple(PersonName(f"P{number}", name) for number, name in enumerate(NAMES, 1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1 完成", []),
        ("请张伟处理，", ["张伟"]),
        ("陈静说做完了", ["陳靜"]),
        ("ask BOB please", ["Bob Smith", "Bob Jones"]),
        ("ask Ｂｏｂ\nSmith please", ["Bob Smith", "Bob Jones"]),
        ("Marie has it", ["Ann-Marie O'Neil"]),
        ("Иван Петров, 2 done", ["Иван Петров"]),
        ("李先生", []),
        ("Álvarez has it", ["José Álvarez"]),
    ],
)
def test_people_are_those_of_whom_a_name_or_a_latin_part_is_written(text: str, found: list[str]) -> None:
    assert [one.name for one in people_written(text, BOOK)] == found


@given(st.lists(st.sampled_from([*NAMES, "bob", "jones", " ", "\n", "，", "1 done", "marie"]), max_size=8))
def test_nobody_is_left_out_whom_the_reader_finds_among_all(pieces: list[str]) -> None:
    text = "".join(pieces)
    written = new_text(text)
    chosen = tuple(one.name for one in people_written("\n".join(line.text for line in written.lines), BOOK))
    assert _marked(text, chosen) == _marked(text, NAMES)


def _marked(text: str, people: tuple[str, ...]) -> list[list[tuple[int, int]]]:
    """Where the reader finds people, line by line."""
    situation = ReplyContext(items=(), locale="en", written=date(2026, 3, 2), people=people)
    marker = Marker(vocabulary({}), situation)
    marked = (marker.mark(block) for block in blocks(new_text(text), marker.words.folding))
    return [[(one.start, one.end) for one in line.tokens if one.of("person", "greeting")] for line in marked]
