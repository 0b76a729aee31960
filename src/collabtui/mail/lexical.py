"""The tokens that structured header fields are made of (RFC 5322 section 3.2): quoted strings and nested comments are
read, so that what stands in them is never taken for what stands outside."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

TokenKind = Literal["word", "quoted", "comment", "special", "space"]


class Token(NamedTuple):
    kind: TokenKind
    text: str
    """Without quotes, parentheses and backslashes."""


_IN_QUOTES = re.compile(r'(?:[^"\\]|\\.)*', re.DOTALL)
_IN_COMMENT = re.compile(r"[^()\\]+|\\.|[()]|\\$", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@lru_cache
def _outside(specials: str) -> re.Pattern[str]:
    own = re.escape(specials)
    return re.compile(rf'(?P<space>\s+)|(?P<special>[{own}])|(?P<word>[^\s"({own}]+)|(?P<open>["(])')


def tokens(text: str, specials: str) -> Iterator[Token]:
    """What `text` consists of; each character of `specials` is a token of its own. A quoted string or a comment that
    does not end goes on to the end of the text."""
    outside, at = _outside(specials), 0
    while found := outside.match(text, at):
        at = found.end()
        if found["open"] == '"':
            inside = _IN_QUOTES.match(text, at)
            at = inside.end() + 1 if inside else at
            yield Token("quoted", _ESCAPED.sub(r"\1", inside[0] if inside else ""))
        elif found["open"]:
            end = _end_of_comment(text, at)
            yield Token("comment", text[at : end - 1])
            at = end
        elif found["special"]:
            yield Token("special", found[0])
        else:
            yield Token("word" if found["word"] else "space", found[0])


def _end_of_comment(text: str, at: int) -> int:
    depth = 1
    while depth and (found := _IN_COMMENT.match(text, at)):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        at = found.end()
    return at if not depth else len(text) + 1
