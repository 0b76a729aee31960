"""The item that a clause may mean which names none for certain: by words of its title, looser than the grammar takes
them, or by its place in the list. Only for what is proposed.

The words that tell nothing are data, `words/item_words.json`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from typing import NamedTuple

from collabtui.domain.action_status import OPEN
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import WORDS
from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.words.mistyped_words import is_slip_of
from collabtui.language.replies.words.overlay import is_han

_WORD = late_regex(r"[a-z][a-z0-9]*")
_INITIALS = late_regex(r"\W*(?:[Tt]he )?([A-Z]{2,4})(?![A-Za-z0-9-])")
_BEFORE_ALL = late_regex(r"(?<!\bthe) first\W*$|^\W*first (?=i\b|we\b|i'|we'|let|need|have)")
"""Need to talk to Marc first: before anything else, and no place in a list."""
_STEM = 5
_SHORTEST = 3
_SHORTEST_SLIP = 7
"""Letters of a word of which one may be wrong."""
_OF_TWO = (-1, -2)
"""The places of the latter and of the former."""
PAIR = 2.0
"""What two characters in a row weigh, and a Latin word; one character weighs 1."""
_ALIKE = 1.5
"""What a word for the same thing weighs (the hall, of a venue; doc, of 文档)."""
_LONGEST = 2000
"""Characters of a clause that are looked at: who names a thing does so in a sentence."""
_CLIPPED = 4
"""Letters of a word that may be the beginning of a longer one: certs, of certificates."""


class _Words(NamedTuple):
    not_telling: frozenset[str]
    places: Mapping[str, int]
    none_of_them: Sequence[str]
    alike: Mapping[str, str]
    """Latin words, and the group that each is in."""
    alike_han: Mapping[str, Sequence[tuple[str, str]]]
    """The same of Chinese ones, which are looked for anywhere, by their first characters."""


@cache
def _words() -> _Words:
    """Read at the first use."""
    stored = json.loads((WORDS / "item_words.json").read_text(encoding="utf-8"))
    mute = stored["not-telling"]
    places = {word: int(place) for place, words in stored["places"].items() for word in words}
    alike = [(word, f"={group[0]}") for group in stored["alike"] for word in group]
    return _Words(
        frozenset(mute["zh"]) | frozenset(mute["en"]),
        places,
        tuple(stored["none-of-them"]),
        {word: group for word, group in alike if word.isascii()},
        _by_first((word, group) for word, group in alike if not word.isascii()),
    )


def _by_first(alike: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for word, group in alike:
        found.setdefault(word[0], []).append((word, group))
    return found


def speaks_of_none(text: str) -> bool:
    """Neither has been touched: it is about all of them."""
    return any(word in text for word in _words().none_of_them)


class ItemWords:
    """The own items that may be told from each other in a mail that lists several."""

    def __init__(self, situation: ReplyContext) -> None:
        listed = [one for one in situation.items if one.number is not None] or list(situation.items)
        self._refs = [one.ref for one in listed if one.status in OPEN]
        named = {one.ref: f"{one.title}\n{one.deliverable}".lower() for one in (*listed, *situation.others_items)}
        parts = {ref: _parts_of_name(text) for ref, text in named.items()} if len(self._refs) > 1 else {}
        self._initials = {
            ref: "".join(word[0] for word in _WORD.findall(named[ref])) for ref in (self._refs if parts else ())
        }
        self._long = [
            (word, ref)
            for ref in (self._refs if parts else ())
            for word in _WORD.findall(named[ref])
            if len(word) >= _SHORTEST_SLIP
        ]
        items_with = Counter(part for of_item in parts.values() for part in of_item)
        self._parts = {
            one.ref: {part: weight for part, weight in parts[one.ref].items() if items_with[part] == 1}
            for one in (listed if parts else ())
        }

    def named_in(self, text: str, least: float = 0.0) -> Refs:
        """The one item that the words of a clause speak for most, by its place where they speak for none; none where
        they speak for it less than `least`."""
        if len(self._refs) < 2:
            return ()
        text = text[:_LONGEST]
        here = {part for part, _ in _parts(text)}
        here |= {f"{part}-" for part in here if len(part) == _CLIPPED and part.isascii() and part.isalpha()}
        weighed = self._weighed({part for part in here if not _is_loose(part)})
        if not any(weighed.values()):
            weighed = self._weighed(here)
        most = max(weighed.values())
        if most == 0:
            return self._by_slip(text) or self._by_place(text)
        if most < least:
            return ()
        best = [ref for ref, weight in weighed.items() if weight == most]
        return tuple(best) if len(best) == 1 and best[0] in self._refs else ()

    def _weighed(self, here: Set[str]) -> dict[str, float]:
        return {ref: sum(own[part] for part in sorted(own.keys() & here)) for ref, own in self._parts.items()}

    def _by_slip(self, text: str) -> Refs:
        """The one whose title has a long word of which a word of the clause is a slip: chekclist."""
        written = [word for word in _WORD.findall(text) if len(word) >= _SHORTEST_SLIP]
        found = {ref for word in written for own, ref in self._long if is_slip_of(word, own)}
        return tuple(found) if len(found) == 1 else ()

    def by_initials(self, written: str) -> Refs:
        """RA is with the head, of the risk assessment: the one of which words in a row begin with the letters that a
        clause begins with."""
        led = _INITIALS.match(written)
        found = [ref for ref, letters in self._initials.items() if led and led[1].lower() in letters]
        return (found[0],) if len(found) == 1 else ()

    def _by_place(self, text: str) -> Refs:
        words = set(_WORD.findall(_BEFORE_ALL.sub(" ", text)))
        places = _words().places.items()
        found = {place for word, place in places if (word in words if word.isascii() else word in text)}
        place = found.pop() if len(found) == 1 else 0
        if place in _OF_TWO and len(self._refs) != 2:
            return ()
        at = place - 1 if place > 0 else place
        return (self._refs[at],) if place and at < len(self._refs) else ()

    def left_over(self, named: Iterable[str]) -> Refs:
        """The only one that is named nowhere in a mail that names the others."""
        rest = [ref for ref in self._refs if ref not in set(named)]
        return (rest[0],) if len(rest) == 1 < len(self._refs) else ()


def _is_loose(part: str) -> bool:
    """A word for the same thing, or the beginning of one: looked at where no word of a title stands."""
    return part.startswith("=") or part.endswith("-")


def _beginnings(text: str) -> Iterator[tuple[str, float]]:
    """Of the longer Latin words of a title what is left of them where they are clipped."""
    return ((f"{word[:_CLIPPED]}-", _ALIKE) for word in _WORD.findall(text) if len(word) > _STEM)


@lru_cache(maxsize=256)
def _parts_of_name(text: str) -> Mapping[str, float]:
    """Kept, since all who answer the mails of a meeting have the same items before them."""
    return dict((*_beginnings(text), *_parts(text)))


def _parts(text: str) -> Iterator[tuple[str, float]]:
    """Stems of Latin words, characters, and two of them in a row; and what they are words for."""
    mute = _words().not_telling
    for word in _WORD.findall(text):
        if len(word) >= _SHORTEST and word not in mute:
            stem = word.removesuffix("s")
            yield stem[:_STEM], PAIR
            alike = _words().alike.get(word) or _words().alike.get(stem)
            if alike:
                yield alike, _ALIKE
    alike_han = _words().alike_han
    for begun in alike_han.keys() & set(text):
        yield from ((group, _ALIKE) for word, group in alike_han[begun] if word in text)
    for first, char in enumerate(text):
        if is_han(char) and char not in mute:
            yield char, 1.0
            after = text[first + 1 : first + 2]
            if after and is_han(after):
                yield char + after, PAIR
