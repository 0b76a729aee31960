"""Work that an office holds up: 卡在财务那边, stuck with legal. Who sits in traffic says the same of himself, so that
it has to be an office that work waits for."""

import re
from functools import cache

from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_of


def is_halted_at_an_office(text: str, start: int, before: str) -> bool:
    """Whether nothing but an office stands from there to the next mark of the folded text, and `before`, in front of
    the verb, no more than that it is so now: 之前卡在财务 (it was) is over."""
    is_so_now = not before or before in words_of_both("halted_at", "before")
    return is_so_now and _office().match(text, start) is not None


@cache
def _office() -> re.Pattern[str]:
    offices, behind = (one_of(words_of_both("halted_at", kind)) for kind in ("offices", "behind"))
    return re.compile(rf"\s*(?:(?:the|our) )?{offices}(?: ?{behind}){{0,2}}了?\s*(?:[,.;!，。；！]|$)")
