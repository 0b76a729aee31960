"""Where a day stands decides whether it counts: what leads to it, what follows it, what is glued to it."""

from collections.abc import Sequence
from typing import NamedTuple

from collabtui.language.day_rules import Meaning
from collabtui.language.tokens import Token

LEADS = frozenset({"by", "to", "on", "in", "the", "eod", "daypart", "clock"})
TAILS = frozenset({"before", "eod", "daypart", "clock"})
TIMES = frozenset({"clock", "daypart", "eod"})
_COMPANY = frozenset({"by", "to", "on", "before", "eod", "closing"})
_VAGUE_BEFORE = frozenset({"since", "every", "earliest", "approx"})
_DROP_BEFORE = frozenset({"old", "ordinal", "glue"})
_VAGUE_BEHIND = frozenset({"after", "onwards", "approx", "since", "earliest"})
_RANGE = frozenset({"to", "or", "hyphen", "list"})
_GLUED_BEFORE = frozenset({"year", "monthmark", "pair", "triple", "hyphen", "few", "glue", "month"})


class Phrase(NamedTuple):
    """A day with what belongs to it: tokens `first` to `last` (excluded); the day itself starts at `core_first`."""

    meaning: Meaning
    first: int
    last: int
    core_first: int


def extend(meaning: Meaning, first: int, last: int, tokens: Sequence[Token]) -> Phrase:
    """Takes in the words of time around a day: by 5 pm on … , 周五下班前."""
    core = first
    while first and tokens[first - 1].kind in LEADS:
        first -= 1
    while last < len(tokens):
        if tokens[last].kind in TAILS:
            last += 1
        elif (
            tokens[last].kind in ("on", "by", "in", "comma")
            and last + 1 < len(tokens)
            and tokens[last + 1].kind in TIMES
        ):
            last += 2
        else:
            break
    return Phrase(meaning, first, last, core)


def weigh(phrase: Phrase, tokens: Sequence[Token]) -> Phrase | None:
    """The phrase as its surroundings leave it: as it is, without a day, or not at all (None)."""
    before = tokens[phrase.first - 1] if phrase.first else None
    behind = tokens[phrase.last] if phrase.last < len(tokens) else None
    if _is_part_of_something(phrase, tokens):
        return None
    if before is not None and before.kind in _DROP_BEFORE:
        return None
    if behind is not None and behind.kind == "possessive":
        return None
    if before is not None and before.kind in _VAGUE_BEFORE and phrase.meaning.day:
        return phrase._replace(meaning=Meaning(None, "vague", "vague"), first=phrase.first - 1)
    if behind is not None and behind.kind in _VAGUE_BEHIND and phrase.meaning.day:
        return phrase._replace(meaning=Meaning(None, "vague", "vague"), last=phrase.last + 1)
    return phrase


def has_company(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    around = [*tokens[phrase.first : phrase.core_first], *tokens[phrase.core_first + 1 : phrase.last + 1]]
    return any(token.kind in _COMPANY for token in around)


def _is_part_of_something(phrase: Phrase, tokens: Sequence[Token]) -> bool:
    first, last = phrase.first, phrase.last
    start, end = tokens[first].start, tokens[last - 1].end
    if first and tokens[first - 1].end == start:
        before = tokens[first - 1]
        if before.kind in _GLUED_BEFORE or before.text == ".":
            return not (before.text == "." and first > 1 and tokens[first - 2].kind == "num")
    if last < len(tokens) and tokens[last].start == end:
        behind = tokens[last]
        return behind.kind in ("hyphen", "glue") or (behind.text in (".", "%") and _is_glued(last, tokens))
    return False


def _is_glued(at: int, tokens: Sequence[Token]) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
