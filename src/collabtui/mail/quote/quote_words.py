"""The words by which quotes, signatures and banners are known, as data: one file per language in `words/`.

A further language is a further file and its name in `LANGUAGES`. Words are compared folded: case, width and spaces do
not count. Entries under `devices`, `cards`, `contact`, `places`, `card_parts`, `disclaimers` and `banners` are regular
expressions that have to match a whole line (a banner: the start of the body; a part of a card: what stands between
marks); none of them nests one repetition in another but one that gives nothing back, so that each is linear in it.
"""

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from collabtui.domain.unicode_normal_form import nfkc

LANGUAGES = ("zh", "en", "ja", "others")
"""A file each; `others` has of many languages what their clients put above a quote."""


class QuoteWords(NamedTuple):
    dividers: frozenset[str]
    """What stands between dashes above a quote."""
    openers: frozenset[str]
    """Whole lines that open a forwarded mail."""
    labels: dict[str, str]
    """Label of a header line → which header: from, date, to, cc, subject, other."""
    starters: frozenset[str]
    """First words of an attribution: `On`, `Am`, `在`."""
    verbs: re.Pattern[str]
    verb_endings: tuple[str, ...]
    """The same, for the end of a case-folded text."""
    devices: re.Pattern[str]
    cards: re.Pattern[str]
    """Lines of programs that stand below a table with the writer's name and address."""
    closings: frozenset[str]
    contact: re.Pattern[str]
    places: re.Pattern[str]
    """Streets, floors, extensions: where somebody is to be found, with the capitals of names."""
    card_parts: re.Pattern[str]
    """Between marks of a line below the writer's name: departments, titles, rooms, numbers, when he is away."""
    disclaimers: re.Pattern[str]
    banners: re.Pattern[str]
    answers: re.Pattern[str]
    """Words that an answer is made of; a tail that has one beside a number is no signature."""


def fold(word: str) -> str:
    """The form in which words of the data and of a mail are compared."""
    return "".join((word if word.isascii() else nfkc(word)).casefold().split())


@cache
def quote_words() -> QuoteWords:
    """Read and compiled at the first mail, not at import."""
    languages = [_load(name) for name in LANGUAGES]

    def all_of(field: str) -> list[str]:
        return [entry for language in languages for entry in language[field]]

    labels = {
        fold(word): kind for language in languages for kind, words in language["labels"].items() for word in words
    }
    return QuoteWords(
        dividers=frozenset(map(fold, all_of("dividers"))),
        openers=frozenset(map(fold, all_of("openers"))),
        labels=labels,
        starters=frozenset(map(fold, all_of("starters"))),
        verbs=_verbs(all_of("verbs")),
        verb_endings=tuple(verb.casefold() for verb in all_of("verbs")),
        devices=_any_of([*all_of("devices"), *all_of("cards")]),
        cards=_any_of(all_of("cards")),
        closings=frozenset(map(fold, all_of("closings"))),
        contact=_any_of(all_of("contact")),
        places=_any_of(all_of("places"), re.NOFLAG),
        card_parts=_any_of(all_of("card_parts"), re.NOFLAG),
        disclaimers=_any_of(all_of("disclaimers")),
        banners=_any_of(all_of("banners")),
        answers=_any_of(language["answers"] for language in languages if language["answers"]),
    )


@lru_cache(maxsize=1024)
def header_of(label: str) -> str | None:
    """The header that the label of a line means; asked for the first words of every line of a mail."""
    return quote_words().labels.get(fold(label))


@cache
def containers() -> dict[str, str]:
    """Layer → CSS selector of the elements in which clients keep it."""
    return {layer: ", ".join(selectors) for layer, selectors in _load("containers").items()}


@cache
def elements() -> dict[str, frozenset[str]]:
    """The elements of HTML that `html_text` knows: `blocks` make lines, `never_nested` end where the next one
    begins, `indents` are the styles of a `blockquote` that quotes nothing."""
    return {what: frozenset(names) for what, names in _load("elements").items()}


def _load(name: str) -> Any:
    return json.loads((files("collabtui.mail.quote") / "words" / f"{name}.json").read_text(encoding="utf-8"))


def _any_of(patterns: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


def _verbs(words: Iterable[str]) -> re.Pattern[str]:
    """Longest first; a word of an alphabet has to stand alone, a Chinese one does not."""
    ordered = sorted(words, key=len, reverse=True)
    alone = [re.escape(word).replace(r"\ ", r"\s+") for word in ordered if word < "\u2e80"]
    within = [re.escape(word) for word in ordered if word >= "\u2e80"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(alone)})(?!\w)|{'|'.join(within)}", re.IGNORECASE)
