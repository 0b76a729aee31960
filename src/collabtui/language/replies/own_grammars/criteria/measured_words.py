"""A measured value among words that say only what was measured: 满意度92%, `86 dealers turned up`.

Such words are those of the criterion itself, and a few that say that it was counted (data, `words/criteria.*.json`).
Whatever else stands there may make it another value, a target (目标90%) or a limit (只有92%), and is none.
"""

import re
from functools import cache

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.words.folding import usual_folding
from collabtui.language.word_patterns import one_whole

_LATIN = late_regex(r"[a-z]+(?:['-][a-z]+)*")
_HAN = late_regex(r"[\u4e00-\u9fff]+")
_PARTED = late_regex(r"[\s,:，：]+")
_SHARE_IN_WORDS = late_regex(r"百分之(?P<whole>[^点]+)(?:点(?P<behind>.+))?")
_NINE = 9
_SHORTEST = 2
"""Characters of a part of a criterion that names what is measured."""


def only_names_measured(text: str, criterion: str) -> bool:
    """Whether the words beside a value, folded, say no more than what was measured, or that it was counted."""
    rest = words_around_values("counted").sub(" ", text)
    own = words_around_values("target").sub(" ", usual_folding().fold(criterion).text)
    words = set(_LATIN.findall(own))
    return all(_is_of(part, own, words) for part in _PARTED.split(rest) if part)


def in_figures(measured: str) -> str:
    """百分之九十六点五 as 96.5%; as it is where it is in figures, or in words of another kind."""
    found = _SHARE_IN_WORDS.fullmatch(measured.strip())
    whole = chinese_number(found["whole"]) if found else None
    digits = [chinese_number(one) for one in found["behind"] or ""] if found else []
    if found is None or whole is None or any(one is None or one > _NINE for one in digits):
        return measured
    return f"{whole}{'.' if digits else ''}{''.join(map(str, digits))}%"


def _is_of(part: str, criterion: str, words: set[str]) -> bool:
    if part.isascii():
        return part in words
    return _HAN.fullmatch(part) is not None and _is_put_together(part, criterion)


def _is_put_together(part: str, criterion: str) -> bool:
    """经销商到会, of 到会经销商."""
    while part:
        length = next((n for n in range(len(part), _SHORTEST - 1, -1) if part[:n] in criterion), 0)
        if not length:
            return False
        part = part[length:]
    return True


@cache
def words_around_values(kind: str) -> re.Pattern[str]:
    """Any word of a kind of `words/criteria.*.json`, in both languages."""
    words = (word for language in LANGUAGES for word in read_words("criteria", language)["kinds"][kind])
    return re.compile(one_whole(words))
