"""Shapes that only look like a date, and the evidence that one is: a room (3号), a fraction (3/4), a name."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from collabtui.language.dates.extent import EDGES, OPENINGS, TAILS, Phrase
from collabtui.language.dates.tokens import DateToken, token_at
from collabtui.language.lexicon import read_words
from collabtui.language.word_patterns import one_of

_ENOUGH = {
    "company": frozenset({"lead", "tail", "closing", "alone", "asked"}),
    "lead": frozenset({"lead", "tail", "asked"}),
    "tail": frozenset({"tail", "asked"}),
    "words": frozenset({"date verb", "tail"}),
    "phrase": frozenset({"alone", "asked"}),
}
_LEADING = frozenset({"by", "to", "on"})
_GOES_ON = frozenset(
    {"", "punct", "comma", "colon", "list", "open", "close", "or", "goeson", "since", "old", "hyphen", "to", "on"}
)
_GOES_ON_AS_DATE = frozenset({"weekday", "which", "month", "num", "ord", "the", "iso", "pair", "triple"})
_EDGE = 6
"""So many marks may stand around a phrase that is alone."""
_CLOSINGS = frozenset({"closing", "finish"})


def has_enough(phrase: Phrase, tokens: Sequence[DateToken], *, asked: bool) -> bool:
    """Whether what stands around a shape is as much as it needs. `asked`: the whole text was said to be a date."""
    needs = phrase.meaning.needs
    if not needs:
        return True
    enough = _ENOUGH[needs]
    return (asked and "asked" in enough) or any(evidence in enough for evidence in _evidence(phrase, tokens))


def _evidence(phrase: Phrase, tokens: Sequence[DateToken]) -> Iterator[str]:
    tails = {token.kind for token in tokens[phrase.core_end : phrase.last]}
    if tails & (TAILS | {"lateness", "early"}):
        yield "tail"
    if _is_alone(phrase, tokens):
        yield "alone"
    if _is_done_then(phrase, tokens):
        yield "closing"
    if not may_go_on(phrase, tokens):
        return
    leads = [token for token in phrase.leads(tokens) if token.kind in _LEADING]
    if leads:
        yield "lead"
    if any(token.value in ("moved", "due") for token in leads) or (leads and phrase.first == 0):
        yield "date verb"  # 改到, 截止: nothing but a date is to be expected behind it
    if token_at(tokens, phrase.last).kind in _CLOSINGS:
        yield "closing"


def _is_alone(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    if phrase.first > _EDGE or len(tokens) - phrase.last > _EDGE:
        return False
    return all(token.kind in EDGES for token in (*tokens[: phrase.first], *tokens[phrase.last :]))


def may_go_on(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """Whether a bare number can end here: not in 3号会议室, the 3rd item, 2/3 of them."""
    behind, following = token_at(tokens, phrase.last), token_at(tokens, phrase.last + 1)
    if _is_done_then(phrase, tokens):
        return True
    if behind.kind in _CLOSINGS:
        return following.kind not in _PERFECT
    if behind.kind in _GOES_ON | _GOES_ON_AS_DATE | OPENINGS:
        return True
    return not behind.text.isascii() and behind.start > tokens[phrase.last - 1].end


def _is_done_then(phrase: Phrase, tokens: Sequence[DateToken]) -> bool:
    """13号签, 13号再去验收 (signed on the 13th): nothing but what is done then stands behind it, up to a mark or a
    blank; not 3号开关 (switch no. 3), 3号签了 (no. 3 is signed)."""
    if tokens[phrase.last - 1].kind not in _OF_A_DAY:
        return False
    behind, end = "", tokens[phrase.last - 1].end
    for token in tokens[phrase.last : phrase.last + _MOST_WORDS]:
        if token.start != end or token.text.isascii() or not token.text.isalnum():
            break
        behind, end = behind + token.text, token.end
    return _done_then().fullmatch(behind) is not None


_OF_A_DAY = frozenset({"daymark", "pair"})
_MOST_WORDS = 6


@cache
def _done_then() -> re.Pattern[str]:
    words = read_words("day_verbs", "zh")
    return re.compile(f"{one_of(words['before'])}{{0,3}}{one_of(words['verbs'])}{one_of(words['ends'])}?")


_PERFECT = frozenset({"perfect", "of", "in"})
"""3号完成了 says that number 3 is done."""
