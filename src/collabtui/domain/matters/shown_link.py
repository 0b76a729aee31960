"""A link that may be shown to others: of http, https or mailto. A mail program, a browser or a word processor makes a
link of whatever looks like one, and follows it with the rights of whoever clicks: `javascript:`, `file:`, `data:`."""

import re
import unicodedata

_MAY = re.compile(r"(?:https?://|mailto:)[^\s<>\"，。；（）【】“”]+", re.IGNORECASE | re.ASCII)
_SCHEME = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]+:(?=\S)", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"\d{1,5}(?=[\s,.)]|[^\x00-\x7f]|$)", re.ASCII)
"""Behind a colon that is no link's: `day1:30`, `localhost:8080`."""
_PORT = re.compile(r"\d{1,5}(?![\w;])", re.ASCII)
"""Behind the name of a server."""
_WIDE_COLON = "："


def other_link(text: str) -> str:
    """The first link of another kind, as far as it goes; empty where there is none."""
    bare = _bare(text)
    found = _first(bare)
    return bare[found.start() :].split()[0] if found else ""


def with_links_that_may(text: str) -> str:
    """The same text, in which one of another kind is words: with a colon by which no program knows it."""
    if not _first(_bare(text)):
        return text
    bare = _bare(text)
    while found := _first(bare):
        bare = f"{bare[: found.end() - 1]}{_WIDE_COLON}{bare[found.end() :]}"
    return bare


def _first(bare: str) -> re.Match[str] | None:
    may = [range(*one.span()) for one in _MAY.finditer(bare)]
    schemes = (one for one in _SCHEME.finditer(bare) if not any(one.start() in there for there in may))
    return next((one for one in schemes if not _is_no_link(bare, one)), None)


def _bare(text: str) -> str:
    """Without what cannot be seen: a browser leaves it out of a link."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf"))


def _is_no_link(text: str, found: re.Match[str]) -> bool:
    behind = _PORT if "." in found[0] else _NUMBER
    return bool(behind.match(text, found.end()))
