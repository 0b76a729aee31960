"""The names of a choice of a vote in a reply: its letter, its words, or a word that it alone has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from collabtui.domain.mail.reply import AskedChoice
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.words.folding import usual_folding
from collabtui.language.replies.words.overlay import is_han

ABSTAIN: Final = "abstain"


EDGES = " .。!,;:()、"


PARTS = late_regex(r"[,.;。!]")


class VoteWords(NamedTuple):
    choose: re.Pattern[str]
    chosen: re.Pattern[str]
    abstain: re.Pattern[str]
    because: re.Pattern[str]
    contrast: re.Pattern[str]
    thanks: re.Pattern[str]
    also: re.Pattern[str]
    softened: re.Pattern[str]
    denies: re.Pattern[str]
    merits: re.Pattern[str]
    once: re.Pattern[str]
    settles: re.Pattern[str]
    settled: re.Pattern[str]
    leans: re.Pattern[str]
    generic: re.Pattern[str]
    concedes: re.Pattern[str]
    turns: re.Pattern[str]
    so: re.Pattern[str]
    changes: re.Pattern[str]
    stays: re.Pattern[str]
    by_far: re.Pattern[str]
    refrains: re.Pattern[str]
    beside_refrains: re.Pattern[str]
    lastly: re.Pattern[str]
    postscript: re.Pattern[str]
    ballot: re.Pattern[str]
    but: re.Pattern[str]
    shuns: re.Pattern[str]
    corrects: re.Pattern[str]
    abstains_why: re.Pattern[str]
    otherwise: re.Pattern[str]
    ranks: re.Pattern[str]
    for_another: re.Pattern[str]


def choice_named(choice: str, choices: Sequence[AskedChoice]) -> str:
    """The key of the choice that a text names, by its letter or its words, or `abstain`; empty where it is none."""
    words = vote_words()
    choice = words.chosen.sub("", words.choose.sub("", choice, count=1)).strip(EDGES)
    if words.abstain.fullmatch(choice) or _refrains(choice):
        return ABSTAIN
    for one in choices:
        key, names = one.key.lower(), names_alone(one, choices)
        alone = (key, *names, *(f"{key}{noun}" for noun in _NOUNS))
        called = "|".join(map(re.escape, names))
        if choice in alone or re.fullmatch(rf"{key}[\s.:,()、=-]*(?:{called})", choice):
            return one.key
    return ""


_LONGEST_REFRAIN = 200


def _refrains(text: str) -> bool:
    """I'll sit this one out, 这次我就不参与投票了 (this time I do not take part)."""
    words = vote_words()
    found = words.refrains.search(text) if len(text) <= _LONGEST_REFRAIN else None
    return found is not None and not words.beside_refrains.sub(
        "", f"{text[: found.start()]} {text[found.end() :]}"
    ).strip(EDGES)


_BETWEEN_LANGUAGES = late_regex(r"\s*[/|]\s*")


def names_alone(choice: AskedChoice, choices: Sequence[AskedChoice]) -> list[str]:
    """The names of a choice, as a whole or in one of two languages (绿色 / green), where no other is called so."""
    whole = levelled(choice.text)
    others = {part for one in choices if one is not choice for part in _BETWEEN_LANGUAGES.split(levelled(one.text))}
    parts = [part for part in _BETWEEN_LANGUAGES.split(whole) if part and not part.isdecimal() and part not in others]
    return [whole, *parts]


_NOUNS = ("方案", "选项", " 方案", " 选项", "票", "一票")
"""Behind the letter of a choice."""


def choice_called(text: str, choices: Sequence[AskedChoice]) -> str:
    """As `choice_named`, or by words that stand in the text of one choice alone."""
    words = vote_words()
    plain = words.thanks.sub("", words.softened.sub("", text.strip(EDGES))).strip(EDGES)
    plain = words.leans.sub("", plain, count=1).strip(EDGES)
    if chosen := choice_named(plain, choices):
        return chosen
    called = words.choose.sub("", plain, count=1).strip(EDGES)
    called = " ".join(words.generic.sub(" ", called).split()).strip(EDGES)
    if len(called) < (_SHORTEST_LATIN if called.isascii() else _SHORTEST_HAN) or called.isdecimal():
        return ""
    found = [one.key for one in choices if _whole(called).search(levelled(one.text))]
    return found[0] if len(found) == 1 else ""


_SHORTEST_LATIN, _SHORTEST_HAN = 3, 2
"""Characters of a word that may name a choice."""


def spoken_of(text: str, choices: Sequence[AskedChoice]) -> set[str]:
    """The keys of the choices that a text names, be it by a word that only the text of one has."""
    own = {one.key: set(_own_words(one)) for one in choices}
    found = set()
    for one in choices:
        words = own[one.key].difference(*(own[other] for other in own if other != one.key))
        if any(_whole(word).search(text) for word in words) or _names(one, text):
            found.add(one.key)
    return found


def hinted_at(text: str, choices: Sequence[AskedChoice]) -> set[str]:
    """The keys of the choices of which two characters stand in a text that no other choice has: 小麦 of 小麦啤酒."""
    pairs = {one.key: set(_han_pairs(levelled(one.text))) for one in choices}
    alone = {key: own.difference(*(pairs[other] for other in pairs if other != key)) for key, own in pairs.items()}
    return {key for key, own in alone.items() if any(pair in text for pair in own)}


def _han_pairs(text: str) -> Iterator[str]:
    return (one + other for one, other in pairwise(text) if is_han(one) and is_han(other))


def _names(choice: AskedChoice, text: str) -> bool:
    key = rf"(?<![a-z0-9]){re.escape(choice.key.lower())}(?![a-z0-9])"
    return levelled(choice.text) in text or re.search(key, text) is not None


def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word))


def _own_words(choice: AskedChoice) -> Iterator[str]:
    plain = vote_words().generic.sub(" ", levelled(choice.text))
    yield from (word for word in re.findall(r"[a-z]{3,}", plain))
    yield from re.findall(r"[\u4e00-\u9fff]{2,}", plain)


def levelled(text: str) -> str:
    """Folded as a reply is: 道林紙 is called 道林纸, too."""
    return " ".join(usual_folding().fold(text).text.split()).strip(EDGES)


def parted(text: str, marks: re.Pattern[str]) -> list[str]:
    """The parts between the marks, without empty ones."""
    return [part.strip(EDGES) for part in marks.split(text) if part.strip(EDGES)]


@cache
def vote_words() -> VoteWords:
    words: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, found in read_words("votes", language)["kinds"].items():
            words.setdefault(kind, []).extend(found)
    choose = re.compile(rf"^(?:(?:{_one_of(words['choose'])})\s*:?\s*)?(?:the\s+)?")
    chosen = re.compile(rf"\s+(?:{_one_of(words['chosen'])})$")
    at_first = ("leans", "so", "changes", "stays", "lastly", "but")
    rest = (
        re.compile(f"^(?:{_one_of(words[kind])})" if kind in at_first else _one_of(words[kind]))
        for kind in VoteWords._fields[2:]
    )
    return VoteWords(choose, chosen, *rest)


def _one_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word as a whole."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(rf"(?<![a-z]){re.escape(one)}(?![a-z])" if one.isascii() else re.escape(one) for one in found)
