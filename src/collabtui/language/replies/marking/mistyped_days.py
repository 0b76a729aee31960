"""Days with a letter wrong: 24 Mrach, 到19好, 3月25目, untill 20 March. They are read as the day, in as many
characters, and what is asked for with them is proposed.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import read_words
from collabtui.language.replies.words.vocabulary import Token

_BESIDE_DAY = late_regex(r"(?<![\d./-])(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]{4,9})(?![a-z'])")
_HAN = late_regex(
    r"(?:(?<=月)|(?<=到)|(?<=至)|(?<=至 )|(?<=到 ))\d{1,2}(?P<mark>[好目曰耗])(?=$|[\s,;.。、)(]|因|前|左右|完成|交|给)"
)
_WORDS = {"untill": "until ", "unitl": "until", "beacuse": "because", "becuase": "because", "becasue": "because"}
_MISSPELLED = late_regex(rf"\b(?:{'|'.join(_WORDS)})\b")
_ABBREVIATED = 3


class MistypedText(NamedTuple):
    text: str
    places: Sequence[int] = ()
    """Where a day was put right."""


def with_days_put_right(text: str) -> MistypedText:
    """The folded text as it was meant."""
    if text.isascii():
        text = _MISSPELLED.sub(lambda found: _WORDS[found.group()], text)
    places: list[int] = []
    for start, end, corrected in _slips(text):
        text = text[:start] + corrected.ljust(end - start) + text[end:]
        places.append(start)
    return MistypedText(text, places)


def marked_as_slips(tokens: Sequence[Token], places: Sequence[int]) -> Sequence[Token]:
    """The tokens in which a day that was put right says that it was."""
    if not places:
        return tokens
    return [
        one._replace(kinds=one.kinds | {"slip"})
        if one.of("day") and any(one.start <= at < one.end for at in places)
        else one
        for one in tokens
    ]


def _slips(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _BESIDE_DAY.finditer(text):
        month = _likely_month(found["month"])
        if month:
            yield found.start("month"), found.end("month"), month
    if not text.isascii():
        for found in _HAN.finditer(text):
            yield found.start("mark"), found.end("mark"), "日" if text[found.start() - 1] == "月" else "号"


def _likely_month(written: str) -> str:
    """The abbreviation of the one month that is a letter off; empty where it is a month, or may be another word."""
    months = _months()
    if written in months or written in _KNOWN:
        return ""
    likely = {month[:_ABBREVIATED] for month in months if len(month) > _ABBREVIATED + 1 and _is_off(written, month)}
    return likely.pop() if len(likely) == 1 else ""


_KNOWN = ("match", "mark", "marsh", "much", "reach", "may", "merch")
"""Words that are a letter off from a month."""


def _is_off(written: str, month: str) -> bool:
    """A letter left out, doubled, wrong, or two that changed places; the first one is right."""
    if written[0] != month[0] or abs(len(written) - len(month)) > 1:
        return False
    if len(written) == len(month):
        wrong = [at for at, (one, other) in enumerate(zip(written, month, strict=True)) if one != other]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and written[wrong[0]] == month[wrong[1]]
        return len(wrong) == 1 or (swapped and written[wrong[1]] == month[wrong[0]])
    longer, shorter = sorted((written, month), key=len, reverse=True)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


@cache
def _months() -> frozenset[str]:
    return frozenset(name for names in read_words("dates", "en")["month"].values() for name in names)
