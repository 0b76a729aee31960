"""Text made even for matching dates and names, character for character, so that each place in it is a place in the
original."""

from functools import cache

from collabtui.language.lexicon import read_words

_SPACES = "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'"}


def level(text: str) -> str:
    """`text` in small letters, half width and simplified characters (as far as dates need them); the same length."""
    return text.translate(_plain_forms())


@cache
def _plain_forms() -> dict[int, str]:
    forms = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    forms |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    forms |= {ord(char): " " for char in _SPACES + _INVISIBLE}
    forms |= {ord(char): "-" for char in _DASHES}
    forms |= {ord(char): plain for char, plain in _QUOTES.items()}
    variants: dict[str, str] = read_words("variants", "zh")
    forms |= {ord(char): plain for char, plain in variants.items()}
    return forms
