"""An index of the words of all names, made once for a set of people: who is called so, whose name stands here. So a key
in the capture line costs little with thousands of people."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import is_
from typing import Generic, Protocol, TypeVar

from collabtui.domain.unicode_normal_form import nfkc, nfkd
from collabtui.language.levelling import level
from collabtui.language.lexicon import read_words

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_LONGEST_SURNAME = 2
_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")
_Places = dict[str, list[int]]


class Named(Protocol):
    """As much of a person as is needed."""

    @property
    def ref(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def addresses(self) -> tuple[str, ...]: ...
    @property
    def department(self) -> str: ...


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    return " ".join(nfkc(text).casefold().split())


@lru_cache(maxsize=16384)
def without_accents(text: str) -> str:
    """`tomas` of Tomás, as one types on a keyboard that has no á; what is no Latin letter stays."""
    return nfkc(_ACCENTS.sub("", nfkd(folded(text))))


def is_unspaced(name: str) -> bool:
    """Whether a name is of a writing without blanks between words, as 张伟; Tomás is of one with them."""
    return _UNSPACED.search(name) is not None


class _KeptFor(Generic[_Thing, _Made]):
    """What is made of a sequence, as long as the very same things are asked about; the last one alone is kept."""

    def __init__(self, make: Callable[[tuple[_Thing, ...]], _Made]) -> None:
        self._make = make
        self._last: tuple[tuple[_Thing, ...], _Made] | None = None

    def __call__(self, things: Sequence[_Thing]) -> _Made:
        last = self._last
        if last is None or len(last[0]) != len(things) or not all(map(is_, last[0], things)):
            given = tuple(things)
            last = self._last = (given, self._make(given))
        return last[1]


class NameIndex:
    """Each way of naming gives who fits it, in the order of the people."""

    def __init__(self, people: Sequence[Named]) -> None:
        self.people = people
        self._by_ref = self._by(lambda one: (one.ref.casefold(),))
        self._by_name = self._by(lambda one: (folded(one.name),))
        self._by_bare_name = self._by(lambda one: (without_accents(one.name),))
        self._by_turned = self._by(_sorted_words)
        self._by_address = self._by(lambda one: one.addresses)
        self._by_local_part = self._by(lambda one: (address.partition("@")[0] for address in one.addresses))
        self._by_latin_word = self._by(_latin_words)
        self._by_part = self._by(_parts_of_chinese)
        self._by_surname = self._by(_beginnings)
        self._by_word = self._by(lambda one: folded(one.name).split())
        self._by_short_form = self._by(_short_forms_of)
        self._bare_names = self._names_by_length()
        self.words = frozenset(word for one in people for word in level(one.name).split())

    def _by(self, keys: Callable[[Named], Iterable[str]]) -> _Places:
        places: _Places = defaultdict(list)
        for at, person in enumerate(self.people):
            for key in dict.fromkeys(keys(person)):
                places[key].append(at)
        return dict(places)

    def _names_by_length(self) -> dict[int, dict[str, list[str]]]:
        names: dict[int, dict[str, list[str]]] = {}
        for name in dict.fromkeys(level(person.name) for person in self.people):
            if name:
                names.setdefault(len(name), {}).setdefault(without_accents(name), []).append(name)
        return dict(sorted(names.items(), reverse=True))

    def _at(self, *places: Sequence[int]) -> list[Named]:
        return [self.people[at] for at in sorted({at for some in places for at in some})]

    def by_ref(self, wanted: str) -> list[Named]:
        return self._at(self._by_ref.get(wanted, ()))

    def by_name(self, wanted: str) -> list[Named]:
        return self._at(self._by_name.get(wanted, ()))

    def by_name_without_accents(self, wanted: str) -> list[Named]:
        return self._at(self._by_bare_name.get(without_accents(wanted), ()))

    def by_turned_name(self, wanted: str) -> list[Named]:
        """`Zhang Wei` for Wei Zhang, `Brown, Bob` for Bob Brown."""
        words = wanted.replace(",", " ").split()
        return self._at(self._by_turned.get(" ".join(sorted(words)), ())) if len(words) > 1 else []

    def by_address(self, wanted: str) -> list[Named]:
        return self._at(self._by_address.get(wanted, ()))

    def by_local_part(self, wanted: str) -> list[Named]:
        return self._at(self._by_local_part.get(wanted, ()))

    def by_word(self, wanted: str) -> list[Named]:
        """A first or last name; of a Chinese name the given name, without the surname, or a surname of two
        characters."""
        latin, chinese = self._by_latin_word.get(without_accents(wanted), ()), self._by_part.get(wanted, ())
        return self._at(latin, chinese)

    def by_title(self, wanted: str) -> list[Named]:
        """`张总`, `小王`: a surname with what colleagues put beside it instead of the given name."""
        return self._at(*(self._by_surname.get(surname, ()) for surname in _surnames(wanted)))

    def by_short_form(self, wanted: str) -> list[Named]:
        """Dave for David Neil, or the other way round."""
        longer = (self._by_word.get(word, ()) for word in _short_forms().get(wanted, ()))
        return self._at(self._by_short_form.get(wanted, ()), *longer)

    def names_at(self, plain: str, at: int) -> Iterator[str]:
        """The whole names, levelled, that the text goes on with at a place, the longest first; accents do not count."""
        for length, names in self._bare_names.items():
            yield from names.get(without_accents(plain[at : at + length]), ())


def _sorted_words(person: Named) -> tuple[str]:
    return (" ".join(sorted(folded(person.name).split())),)


def _latin_words(person: Named) -> list[str]:
    return [] if is_unspaced(folded(person.name)) else without_accents(person.name).split()


def _parts_of_chinese(person: Named) -> Iterator[str]:
    """The ends of a Chinese name, from two characters on, and a surname of two."""
    name = folded(person.name)
    if is_unspaced(name) and " " not in name:
        yield from (name[start:] for start in range(len(name) - 1))
        yield from (surname for surname in _titles()["surnames_of_two"] if name.startswith(surname))


def _beginnings(person: Named) -> Iterator[str]:
    name = folded(person.name)
    if is_unspaced(name):
        yield from (name[:length] for length in range(1, min(_LONGEST_SURNAME, len(name)) + 1))


def _short_forms_of(person: Named) -> Iterator[str]:
    for word in folded(person.name).split():
        yield from _short_forms().get(word, ())


def _surnames(wanted: str) -> Iterator[str]:
    """What may be a surname in `wanted`: one or two characters beside a title."""
    titles = _titles()
    for title in titles["behind"]:
        if wanted.endswith(title) and 1 <= len(wanted) - len(title) <= _LONGEST_SURNAME:
            yield wanted.removesuffix(title)
    for title in titles["before"]:
        if wanted.startswith(title) and len(wanted) == len(title) + 1:
            yield wanted.removeprefix(title)


@cache
def _titles() -> dict[str, list[str]]:
    return read_words("people", "zh")


@cache
def _short_forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = read_words("people", "en")["short_forms"]
    return forms


class LevelledNames:
    """The names that a mark may be of, as they are compared with what is written."""

    def __init__(self, names: Sequence[str]) -> None:
        levelled = {level(name) for name in names if name.strip()}
        self.known = frozenset(levelled | {turned for name in levelled if (turned := _turned(name))})
        self.longest_first = tuple(sorted(self.known, key=lambda name: (-len(name), name)))
        self.words = frozenset(word for name in levelled for word in name.split())


def _turned(name: str) -> str:
    """`brown, bob` of `bob brown`, as directories write it; of other names nothing."""
    first, _, last = name.partition(" ")
    return f"{last}, {first}" if last and " " not in last and name.isascii() else ""


name_index: Callable[[Sequence[Named]], NameIndex] = _KeptFor(NameIndex)
levelled_names: Callable[[Sequence[str]], LevelledNames] = _KeptFor(LevelledNames)
