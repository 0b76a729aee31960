"""Text → tokens of date phrases: words of the lexicon, numbers, times of day, and the opaque rest."""

import re
from functools import cache

from collabtui.language.dates.number_tokens import read_digits, read_numeral
from collabtui.language.dates.tokens import DateToken
from collabtui.language.levelling import level
from collabtui.language.lexicon import CHINESE_MARKS, Lexicon, LexiconEntry, date_lexicon
from collabtui.language.numbers import CHINESE_NUMERALS

_MARKS = {
    **dict.fromkeys('([【〔<{“"', "open"),
    **dict.fromkeys(")]】〕>}”", "close"),
    **dict.fromkeys("#$¥€£_\\@=&", "glue"),
    ",": "comma",
    ":": "colon",
    "-": "hyphen",
    "~": "hyphen",
    "+": "plus",
    "、": "list",
    "/": "list",
}
_ARROWS = {"-": ("->",), "→": ("→",)}
"""By their first character."""
_SHORT = 5
"""A month or weekday with fewer letters may have a point behind it: Mar. 20, Fri. 20."""


def tokenise(text: str, language: str = "") -> list[DateToken]:
    """All of `text` but its spaces, in order; traditional, full-width and capital letters as their plain forms."""
    plain, tokens, at = level(text), [], 0
    addresses = _addresses(plain)
    lexicon = date_lexicon(language)
    while at < len(plain):
        char = plain[at]
        if char == " ":
            at += 1
            continue
        if not char.isascii():
            tokens.append(_chinese(plain, at, lexicon))
        elif addresses and at in addresses:
            tokens.append(DateToken("opaque", at, addresses[at], plain[at : addresses[at]]))
        elif char.isdigit():
            tokens += read_digits(plain, at)
        elif char.isalpha():
            tokens.append(_latin(plain, at, lexicon.latin, capital=text[at].isupper()))
        else:
            tokens.append(_mark(plain, at))
        at = tokens[-1].end
    return tokens


def _addresses(text: str) -> dict[int, int]:
    """Where each web address, mail address and Windows path starts and ends: nothing in it is a date."""
    if "@" not in text and "://" not in text and "\\" not in text:
        return {}
    return {found.start(): found.end() for found in _address_form().finditer(text)}


@cache
def _address_form() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9_.+\\-])[a-z0-9_.+\\-]*(?:://|@|\\)[a-z0-9_.:/?=&#%~+@\\-]+")


@cache
def _word_form() -> re.Pattern[str]:
    return re.compile(r"[a-z\u00c0-\u024f][a-z0-9_\u00c0-\u024f]*(?:'[a-z]+)?")


@cache
def _short_form_end() -> re.Pattern[str]:
    return re.compile(r"\.(?= ?[0-9])")


def _mark(text: str, at: int) -> DateToken:
    char = text[at]
    for arrow in _ARROWS.get(char, ()):
        if text.startswith(arrow, at):
            return DateToken("to", at, at + len(arrow), arrow, "moved")
    if char == "~" and text[at - 1 : at] in ("", " "):
        return DateToken("approx", at, at + 1, "~")
    if char == "'" and (text.startswith("s", at + 1) or text[at - 1 : at] == "s"):
        end = at + 2 if text.startswith("s", at + 1) else at + 1
        return DateToken("possessive", at, end, text[at:end])
    return DateToken(_MARKS.get(char, "punct"), at, at + 1, char)


def _latin(text: str, at: int, entries: dict[str, list[LexiconEntry]], *, capital: bool) -> DateToken:
    found = _word_form().match(text, at)
    word_end = found.end() if found else at + 1
    word = text[at:word_end]
    for entry in entries.get(word.partition("'")[0], ()):
        end = _phrase_end(text, at, entry.words)
        if end >= word_end or (end == word_end - 2 and word.endswith("'s")):
            if entry.kind in ("month", "weekday") and end - at < _SHORT and _short_form_end().match(text, end):
                end += 1
            is_name = entry.kind == "month" and capital
            return DateToken(entry.kind, at, end, text[at:end], entry.value, (), "" if is_name else entry.shy)
    return DateToken("opaque", at, word_end, word)


def _phrase_end(text: str, at: int, words: tuple[str, ...]) -> int:
    """Where the words end, with spaces or hyphens between them; 0 when they do not stand at `at`."""
    end = at
    for count, word in enumerate(words):
        if count:
            end = _behind_separator(text, end)
        if not text.startswith(word, end):
            return 0
        end += len(word)
    following = text[end : end + 1]
    return 0 if (following.isalnum() and following < "\u0250") or following == "_" else end


def _behind_separator(text: str, at: int) -> int:
    """Past one hyphen, or past spaces."""
    if text.startswith("-", at):
        return at + 1
    while text.startswith(" ", at):
        at += 1
    return at


def _chinese(text: str, at: int, lexicon: Lexicon) -> DateToken:
    """The longest word at `at`; entries are found by their first two characters, or by their only one."""
    char = text[at]
    if char in lexicon.heads:
        for key in (text[at : at + 2], char):
            for surface, kind, value, _, _ in lexicon.chinese.get(key, ()):
                if text.startswith(surface, at):
                    return DateToken(kind, at, at + len(surface), surface, value)
        if char in CHINESE_NUMERALS:
            return read_numeral(text, at)
        if char in CHINESE_MARKS:
            return _mark(text, at)
    end = at + 1
    while end < len(text) and text[end] not in lexicon.heads and not text[end].isascii():
        end += 1
    return DateToken("opaque", at, end, text[at:end])
