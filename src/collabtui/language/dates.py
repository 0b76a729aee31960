"""When is "下周三"? Whole phrases only: what is not certainly a day is read as none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from collabtui.language.day_context import LEADS, TAILS, Phrase, extend, has_company, weigh
from collabtui.language.day_rules import Frame, Kind, Meaning, Reason, rules_starting_with
from collabtui.language.patterns import Found, letters
from collabtui.language.tokens import Token, tokenise

_EDGES = frozenset({"punct", "comma", "open", "close", "opening", "closing"})


@dataclass(frozen=True, slots=True)
class DayReading:
    """A date phrase and the day it means."""

    day: date | None
    """None: it is a date phrase, but no day can be meant; `reason` says why."""
    reason: Reason
    """`ambiguous`: several days can be meant (3/4 in English). `no-such-day`: 2月30日. `past`.
    `vague`: soon, 节后, 下周 alone, three working days. `needs-due`: a length of time, and no due date to count from.
    Empty when `day` is set."""
    kind: Kind
    """`length` counts from the due date (推迟一周, +3d), `relative` from the written day (in 3 days, 明天)."""
    start: int
    end: int
    exact: bool
    """Whether the phrase is the whole text."""


def read_day(phrase: str, *, locale: Literal["zh", "en"], written: date, due: date | None = None) -> DayReading | None:
    """The day that the whole of `phrase` means; None for no date phrase.

    Words of time may stand around it (by, 截止, 下班前, EOD).
    `written` is the day of writing in the writer's zone. `locale` decides only how 3/4 is read.
    """
    tokens = tokenise(phrase)
    found = _phrases(tokens, Frame(locale, written, due), whole=True)
    if len(found) != 1:
        return None
    first, last = found[0].first, found[0].last
    outside = [*tokens[:first], *tokens[last:]]
    if any(token.kind not in _EDGES | LEADS | TAILS for token in outside):
        return None
    return _reading(found[0], tokens, exact=True)


def find_days(
    text: str, *, locale: Literal["zh", "en"], written: date, due: date | None = None
) -> tuple[DayReading, ...]:
    """Every date phrase in a clause, the longest at each place; parameters as in `read_day`."""
    tokens = tokenise(text)
    found = _phrases(tokens, Frame(locale, written, due), whole=False)
    return tuple(_reading(phrase, tokens, exact=phrase.last - phrase.first == len(tokens)) for phrase in found)


def _reading(phrase: Phrase, tokens: Sequence[Token], *, exact: bool) -> DayReading:
    meaning = phrase.meaning
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    return DayReading(
        meaning.day, meaning.reason, "relative" if meaning.kind == "time" else meaning.kind, start, end, exact
    )


def _phrases(tokens: Sequence[Token], frame: Frame, *, whole: bool) -> list[Phrase]:
    found: list[Phrase] = []
    for meaning, first, last in _meanings(tokens, frame):
        phrase = weigh(extend(meaning, first, last, tokens), tokens)
        if phrase is None or (found and phrase.core_first < found[-1].last):
            continue
        if found and found[-1].meaning.kind == "time" and phrase.first <= found[-1].last:
            phrase = phrase._replace(first=found.pop().first)
        if found and phrase.first < found[-1].last:
            phrase = phrase._replace(first=found[-1].last)
        alone = all(token.kind in _EDGES for token in (*tokens[: phrase.first], *tokens[phrase.last :]))
        if whole or alone or not meaning.needs or (meaning.needs == "company" and has_company(phrase, tokens)):
            found.append(phrase)
    return found


def _meanings(tokens: Sequence[Token], frame: Frame) -> Iterator[tuple[Meaning, int, int]]:
    """The longest meaning at each place, from the left, none inside another."""
    kinds = letters(token.kind for token in tokens)
    at = 0
    while at < len(tokens):
        meaning, last = _longest(kinds, at, tokens, frame)
        if meaning is not None:
            yield meaning, at, last
        at = max(last, at + 1)


def _longest(kinds: str, at: int, tokens: Sequence[Token], frame: Frame) -> tuple[Meaning | None, int]:
    best: tuple[Meaning | None, int] = (None, at)
    for pattern, rule in rules_starting_with(tokens[at].kind):
        match = pattern.match(kinds, at)
        if match and match.end() > best[1]:
            meaning = rule(Found(match, tokens), frame)
            if meaning is not None:
                best = (meaning, match.end())
    return best
