"""Names of keys: those that Textual uses, without importing it where it may not be."""

import pytest
from textual.keys import _character_to_key

from collabtui.keymap.key_names import key_name

PRINTABLE = [chr(code) for code in range(33, 127)]


@pytest.mark.parametrize("character", PRINTABLE)
def test_a_character_is_called_as_textual_calls_it(character: str) -> None:
    assert key_name(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ctrl+x", "ctrl+x"),
        ("alt+enter", "alt+enter"),
        ("f12", "f12"),
        ("question_mark", "question_mark"),
        ("ctrl+/", "ctrl+slash"),
        (" ", "space"),
        ("+", "plus"),
        ("é", "é"),
        ("f25", None),
        ("ctrl+foo", None),
        ("control+x", None),
        ("spacebar", None),
        ("shift+a", None),
        ("ctrl+i", None),
        ("ctrl+m", None),
        ("ctrl+[", None),
        ("\x1b", None),
        ("", None),
    ],
)
def test_what_no_terminal_sends_has_no_name(typed: str, name: str | None) -> None:
    assert key_name(typed) == name
