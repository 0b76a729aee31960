"""The strip of the keys that follow a prefix: in columns, from above to below."""

import pytest
from textual.content import Content

from collabtui.screens.frame.key_prefix import in_columns

KEYS = [Content(text) for text in ("s fill in", "g channels", "o plan retrospective", "f letter", "r risk")]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (80, ["s fill in   g channels   o plan retrospective   f letter   r risk"]),
        (40, ["s fill in              f letter", "g channels             r risk", "o plan retrospective"]),
        (20, ["s fill in", "g channels", "o plan retrospective", "f letter", "r risk"]),
    ],
)
def test_keys_stand_in_columns(width: int, lines: list[str]) -> None:
    assert [line.rstrip() for line in in_columns(KEYS, width).plain.splitlines()] == lines
