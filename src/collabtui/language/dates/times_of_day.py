"""The times of day within a date phrase: 5 pm on Friday, 周五17:00前. What ends the day, as EOD or 下班前, is none."""

from collections.abc import Iterator, Sequence

from collabtui.language.dates.extent import Phrase
from collabtui.language.dates.tokens import DateToken, token_at

_TIMES = frozenset({"clock", "daypart", "lateness", "early"})
_WITHIN = frozenset({"comma", "hyphen", "to", "colon"})
_LEADING = frozenset({"by", "in", "on", "the", "since"})


def times_in(phrase: Phrase, tokens: Sequence[DateToken]) -> Iterator[tuple[int, int]]:
    """The start and end of each in the text, with the words that lead to it or close it: `at 5 pm`, 17:00前."""
    at = phrase.first
    while at < phrase.last:
        stop = _end_of_time(phrase, tokens, at)
        if stop == at:
            at += 1
            continue
        first = at
        while first > phrase.first and tokens[first - 1].kind in _LEADING and first - 1 not in _core(phrase):
            first -= 1
        if tokens[stop - 1].kind in _TIMES and token_at(tokens, stop).kind == "before" and stop < phrase.last:
            stop += 1
        yield tokens[first].start, tokens[stop - 1].end
        at = stop


def _core(phrase: Phrase) -> range:
    return range(phrase.core, phrase.core_end)


def _end_of_time(phrase: Phrase, tokens: Sequence[DateToken], at: int) -> int:
    """Behind the times that stand from `at` on; `at` where none does."""
    if token_at(tokens, at - 1).value in ("at", "by") and tokens[at].kind == "num" and at not in _core(phrase):
        return at + 1  # Friday at 5
    stop, end = at, at
    while end < phrase.last and tokens[end].kind in (_TIMES | _WITHIN if stop > at else _TIMES):
        end += 1
        stop = end if tokens[end - 1].kind in _TIMES else stop
    return stop
