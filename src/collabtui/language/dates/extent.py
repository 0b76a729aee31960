"""The extent of a date phrase: the words of time before and behind its shape belong to it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from collabtui.language.dates.day_meaning import VAGUE, Meaning
from collabtui.language.dates.tokens import DateToken, token_at

_MOST = 8
"""More words of time than these belong to no phrase."""
TIMES = frozenset({"clock", "daypart", "eod"})
LEADS = frozenset({"by", "to", "on", "in", "the", "latest", "colon"}) | TIMES
TAILS = frozenset({"before", "latest"}) | TIMES
EDGES = frozenset({"punct", "comma", "colon", "open", "close"})
OPENINGS = frozenset({"opening", "be", "closing", "finish"})
"""What may stand around a phrase that is said to be a date: that is fine, we, 给你."""
_TAILS_OF_NO_DAY = frozenset({"before", "after", "within", "onwards", "approx"})
_BEFORE_A_TIME = frozenset({"on", "by", "in", "comma", "since", "the", "to", "hyphen"})
_COUNTS = frozenset({"num", "few", "article", "half"})


class Phrase(NamedTuple):
    """A meaning and where it stands: tokens `first` to `last` (excluded), its own shape from `core` to `core_end`."""

    meaning: Meaning
    first: int
    last: int
    core: int
    core_end: int
    mentions: date | None = None
    """The day its shape names, also when its surroundings leave none."""
    loose: bool = False
    """Counts only for what follows or leads: a date that is given up (from Friday), a second number (3、4号)."""

    def without_day(self, meaning: Meaning = VAGUE) -> "Phrase":
        return self._replace(meaning=meaning) if self.meaning.day else self

    def shape(self, tokens: Sequence[DateToken]) -> Sequence[DateToken]:
        return tokens[self.core : self.core_end]

    def leads(self, tokens: Sequence[DateToken]) -> Sequence[DateToken]:
        return tokens[max(self.first, self.core - _MOST) : self.core]


def extend(meaning: Meaning, core: int, core_end: int, tokens: Sequence[DateToken]) -> Phrase:
    """Takes in the words of time around a shape: by 5 pm on … , 周五下班前."""
    first = core
    while first and core - first < _MOST and tokens[first - 1].kind in LEADS:
        first -= 1
    while first < core and tokens[first].kind == "colon":
        first += 1
    if meaning.kind == "weekday" and token_at(tokens, first - 1).kind == "early":
        first -= 1
    return Phrase(meaning, first, end_of_tails(tokens, core_end, meaning), core, core_end, meaning.day)


def end_of_tails(tokens: Sequence[DateToken], start: int, meaning: Meaning) -> int:
    """The index at which the words of time end that stand from `start` on."""
    end = start
    while end - start < _MOST and (length := _tail_length(tokens, end, meaning)) > 0:
        end += length
    return end


def _tail_length(tokens: Sequence[DateToken], at: int, meaning: Meaning) -> int:
    """How many tokens from `at` on are a time of day or say `before`."""
    token, following = token_at(tokens, at), token_at(tokens, at + 1)
    if token.kind in TAILS or (meaning.day is None and token.kind in _TAILS_OF_NO_DAY):
        return 1
    if token.kind == "within":
        return 1 if meaning.kind in ("calendar", "relative") else 0
    if token.kind in ("lateness", "early"):
        glued = token.start == tokens[at - 1].end
        return 1 if glued and following.kind not in _COUNTS else 0
    return _time_behind_word(tokens, at) or _bare_hour(tokens, at)


def _time_behind_word(tokens: Sequence[DateToken], at: int) -> int:
    """, at 5 pm; before noon."""
    length = 0
    while token_at(tokens, at + length).kind in _BEFORE_A_TIME and length < 3:
        length += 1
    return length + 1 if length and token_at(tokens, at + length).kind in TIMES else 0


def _bare_hour(tokens: Sequence[DateToken], at: int) -> int:
    """Friday at 5."""
    hour = token_at(tokens, at + 1)
    if token_at(tokens, at).value not in ("at", "by") or hour.kind != "num" or int(hour.value) > 24:
        return 0
    return 2 if token_at(tokens, at + 2).kind in ("", "punct", "comma") else 0
