"""Lines that a client broke where the window ended, not where the writer ended a sentence."""

import re
from unicodedata import east_asian_width

_WRAPPED = 60
"""Columns from which on a line may have been broken by a program."""
_LIMIT = 66
"""The narrowest column at which programs break: a word that would still have fitted was put on its own line by hand."""

_ENDS = re.compile(r"[.!?;:。！？；：…][\"'”’)）\]】]*$")
_GOES_ON = re.compile(r"[^\W\dA-Z_]")
_WORD = re.compile(r"[\u2e80-\uffef]|\S+")


def goes_on(above: str, below: str) -> bool:
    """Whether the line `below` is the rest of the line `above`."""
    width = _columns(above)
    if width < _WRAPPED or _ENDS.search(above) or not _GOES_ON.match(below):
        return False
    word = _WORD.match(below)
    return word is not None and width + _columns(word.group()) > _LIMIT


def joined(above: str, below: str) -> str:
    """One line of two; Chinese is written without a space."""
    return above + below if above[-1:] >= "\u2e80" and below[:1] >= "\u2e80" else f"{above} {below}"


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum(east_asian_width(letter) in "WF" for letter in text)
