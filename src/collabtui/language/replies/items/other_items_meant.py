"""Clauses that name no item for certain, and yet speak of another one than that which was spoken of last: 1 done, let
us shelve 4; Agency: signed. Training: next week; 2 is half done. About the trailer, it is too early. What they say is
not kept beside the item before."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from collabtui.domain.mail.reply import Item
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import english_numbers, words_of_both
from collabtui.language.numbers import chinese_number
from collabtui.language.replies.words.vocabulary import Token, kinds
from collabtui.language.word_patterns import one_whole

_LABEL = late_regex(r"\W*((?:[a-z][\w'-]*)(?: [a-z][\w'-]*){0,2}|[\u4e00-\u9fff]{2,8}) ?:(?!\d)")
_SIDE = late_regex(r"\W*([\u4e00-\u9fff]{2,6}?)(?:那边|这边|那块|这块|方面|那里|那头)")
_COUNTED = late_regex(r"\d{1,2}")
_ROW = late_regex(r"\W*\d{1,2}(?:/\d{1,2})+(?![\d/%])")
_BEHIND = kinds("filler mark day and joint approx")
_SAME_BEGIN = 4
"""Letters by which two forms of a word are one: train, training."""
_HOURS = ("at", "by", "around", "till", "until", "from")


def speaks_of_others(text: str, tokens: Sequence[Token], own: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether the tokens of a clause of `text` mean one of the `others`, where `own` were spoken of before."""
    numbers = {item.number for item in others}
    return (
        _numbers_others(text, tokens, numbers)
        or _leaves_others(tokens)
        or any(_heads_other(pattern, text, tokens, own, others) for pattern in (_LABEL, _SIDE, _subject()))
    )


def _numbers_others(text: str, tokens: Sequence[Token], others: set[int | None]) -> bool:
    """一同三下周再说, 3/4 waiting for Mary: a row of numbers at the head; let us shelve 4 for now: a number that counts
    nothing."""
    row = _ROW.match(text, tokens[0].start, tokens[-1].end)
    if row and all(int(one) in others for one in _COUNTED.findall(row.group())):
        return True
    content = [token for token in tokens if not token.of("mark")]
    if (
        len(content) > 2
        and all(_value(token) in others for token in (content[0], content[2]))
        and content[1].end - content[1].start < 8
    ):
        return True
    ends = [*content[1:], None]
    return any(
        _value(token) in others and (then is None or then.within(_BEHIND)) and before is not None and _takes(before)
        for before, token, then in zip([None, *content], content, ends, strict=False)
    )


def _takes(before: Token) -> bool:
    """No hour, no day, no amount of something else: at 3, 3 or 4."""
    return before.text.isascii() and before.text not in _HOURS and not before.of("amount", "figure", "number-prefix")


def _value(token: Token) -> int:
    if not token.of("amount", "number", "numeral", "cardinal"):
        return 0
    if token.text.isdecimal():
        return int(token.text)
    return chinese_number(token.text) or english_numbers().get(token.text, 0)


def _leaves_others(tokens: Sequence[Token]) -> bool:
    """Putting the others aside, rest paused."""
    content = [token for token in tokens if not token.of("mark")]
    return any(
        token.of("rest") and (then is None or then.text not in ("of", "的"))
        for token, then in pairwise([*content, None])
        if token is not None
    )


def _heads_other(
    head: re.Pattern[str], text: str, tokens: Sequence[Token], own: Sequence[Item], others: Sequence[Item]
) -> bool:
    """Training: …, where another item is to train somebody; 讲师那边…, as for the speaker …, the trailer is early."""
    found = head.match(text, tokens[0].start)
    if found is None:
        return False
    label = found[1]
    if head is _LABEL and not all(one.of("text", "filler", "the") for one in tokens if one.end <= found.end(1)):
        return False
    return not any(_is_called(one, label) for one in own) and any(_is_called(one, label) for one in others)


@cache
def _subject() -> re.Pattern[str]:
    """The word that begins a clause, or that is led to as what the rest of it is on."""
    leads = one_whole(words_of_both("topics", "leads"))
    return re.compile(rf"\W*(?:{leads} )*(?:(?:the|our|my) )?([a-z][\w'-]*)")


def _is_called(item: Item, label: str) -> bool:
    named = f"{item.title} {item.deliverable}".lower()
    if not label.isascii():
        return shares_han_pair(label, named)
    words = [word for word in re.findall(r"[a-z]+", named) if len(word) >= _SAME_BEGIN]
    return any(_is_form(one, word) for one in label.split() for word in words)


def shares_han_pair(text: str, title: str) -> bool:
    """演练被取消了 and 组织急救演练: two characters in a row of `text` stand in the title."""
    return any(text[at : at + 2] in title for at in range(len(text) - 1))


def _is_form(one: str, word: str) -> bool:
    shared = min(len(one), len(word))
    return shared >= _SAME_BEGIN and one[:shared] == word[:shared]
