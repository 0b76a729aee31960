"""Patterns over kinds of tokens: `m=num monthmark d=num daymark?`.

A pattern is a row of steps. A step is a kind, or several with `|` between; `?` makes it optional, `label=` gives the
token a name. Each kind stands for one letter, so that the regex engine does the matching.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from collabtui.language.tokens import Token

_FIRST_LETTER = 0xE000
"""Private use area: no letter of it means anything in a regex."""

_letters: dict[str, str] = {}


def letter(kind: str) -> str:
    """The character that stands for a kind."""
    return _letters.setdefault(kind, chr(_FIRST_LETTER + len(_letters)))


def letters(kinds: Iterable[str]) -> str:
    return "".join(map(letter, kinds))


class Found(NamedTuple):
    """Where a pattern matched: tokens `first` to `last` (excluded) of `tokens`."""

    match: re.Match[str]
    tokens: Sequence[Token]

    @property
    def first(self) -> int:
        return self.match.start()

    @property
    def last(self) -> int:
        return self.match.end()

    def get(self, label: str) -> Token | None:
        """The token of an optional step; None when it, or the label, is not there."""
        at = self.match.start(label) if label in self.match.re.groupindex else -1
        return self.tokens[at] if at >= 0 else None

    def __call__(self, label: str) -> Token:
        return self.tokens[self.match.start(label)]

    def number(self, label: str) -> int:
        return int(self(label).value)

    def has(self, kind: str) -> bool:
        return letter(kind) in self.match.group()


def first_kinds(pattern: str) -> tuple[str, ...]:
    """The kinds a match can start with."""
    kinds: list[str] = []
    for step in pattern.split():
        kinds += step.rpartition("=")[2].rstrip("?").split("|")
        if not step.endswith("?"):
            break
    return tuple(kinds)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(map(_step, pattern.split())))


def _step(step: str) -> str:
    label, _, kinds = step.rpartition("=")
    body = f"[{letters(kinds.rstrip('?').split('|'))}]"
    if label:
        body = f"(?P<{label}>{body})"
    return f"{body}?" if step.endswith("?") else body
