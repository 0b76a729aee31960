"""Small counts as people write them: 3, 三, 两, three, both."""

from functools import cache

from collabtui.language.lexicon import english_numbers
from collabtui.language.numbers import chinese_number
from collabtui.language.word_patterns import one_whole

_TWO = ("both", "两", "俩")


@cache
def count_words() -> str:
    """A pattern for one count, folded, without groups."""
    return rf"(?:\d{{1,2}}|[一二两俩三四五六七八九十]{{1,3}}|{one_whole([*english_numbers(), 'both'])})"


def count_in(text: str) -> int | None:
    """The count that a match of `count_words` says; None where it says none: 三五."""
    plain = text.strip().casefold()
    if plain in _TWO:
        return 2
    return int(plain) if plain.isdigit() else english_numbers().get(plain) or chinese_number(plain)
