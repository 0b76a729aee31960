"""The notation in which the rules of dates are written, patterns over kinds of tokens: `m=num monthmark d=num
daymark?`.

A pattern is a row of steps. A step is a kind, or several with `|` between; `?` makes it optional, `label=` gives the
token a name. An optional step takes its token whenever it can. There is nothing to compile, so a first use is cheap.
"""

from collections.abc import Sequence
from typing import NamedTuple

from collabtui.language.dates.tokens import DateToken


class PatternStep(NamedTuple):
    kinds: frozenset[str]
    optional: bool
    label: str


Pattern = tuple[PatternStep, ...]


class PatternMatch(NamedTuple):
    """A place where a pattern fits: tokens `first` to `last` (excluded) of `tokens`."""

    tokens: Sequence[DateToken]
    first: int
    last: int
    labels: dict[str, int]

    @property
    def behind(self) -> DateToken | None:
        """The token after it."""
        return self.tokens[self.last] if self.last < len(self.tokens) else None

    def get(self, label: str) -> DateToken | None:
        """The token of an optional step; None when it, or the label, is not there."""
        at = self.labels.get(label)
        return None if at is None else self.tokens[at]

    def __call__(self, label: str) -> DateToken:
        return self.tokens[self.labels[label]]

    def number(self, label: str) -> int:
        return int(self(label).value)

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens[self.first : self.last])


def read_pattern(pattern: str) -> Pattern:
    return tuple(map(_step, pattern.split()))


def _step(step: str) -> PatternStep:
    label, _, kinds = step.rpartition("=")
    return PatternStep(frozenset(kinds.rstrip("?").split("|")), step.endswith("?"), label)


def pattern_starts(pattern: Pattern) -> frozenset[str]:
    """The kinds a match can start with."""
    kinds: frozenset[str] = frozenset()
    for step in pattern:
        kinds |= step.kinds
        if not step.optional:
            break
    return kinds


def may_fit(pattern: Pattern, kind: str, following: str) -> bool:
    """Whether it can fit from a token of `kind` on that has one of `following` behind it."""
    ahead, at = (kind, following), 0
    for step in pattern:
        if at == len(ahead):
            return True
        if ahead[at] in step.kinds:
            at += 1
        elif not step.optional:
            return False
    return at > 0


def fit(pattern: Pattern, tokens: Sequence[DateToken], at: int) -> PatternMatch | None:
    """`pattern` from the token `at` on, or None."""
    first, count = at, len(tokens)
    labels: dict[str, int] = {}
    for kinds, optional, label in pattern:
        if at < count and tokens[at].kind in kinds:
            if label:
                labels[label] = at
            at += 1
        elif not optional:
            return None
    return PatternMatch(tokens, first, at, labels)
