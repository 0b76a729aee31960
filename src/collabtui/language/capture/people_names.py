"""People by what is written of them: `@张伟`, `alice`, `bob@x.test`, `张总`, `zhangwei`, Dave for David. Unmistakable
or not at all."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from collabtui.domain.unicode_normal_form import nfkc, nfkd
from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.levelling import level
from collabtui.language.lexicon import read_words
from collabtui.language.pinyin import Read, read_as

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ACCENTS = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")
_LATIN_WORD = re.compile(r"[a-z][a-z'\u00b7-]+")


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


class Match(NamedTuple):
    found: str | None = None
    """The ref of the one person who can be meant."""
    candidates: tuple[str, ...] = ()
    """Names, when several can; of who share one the addresses."""
    distinct: tuple[str, ...] = ()
    """The same for a refusal, as `distinct_names` gives them."""
    nearest: tuple[str, ...] = ()
    """Names that look alike, when nobody can."""


def match_people(written: str, people: Sequence[Named]) -> Match:
    """The first way of naming that fits anybody decides: whole name, address, local part, part of the name."""
    wanted = _folded(written).removeprefix("@")
    if not wanted:
        return Match()
    for fits in _WAYS:
        found = [person for person in people if fits(wanted, person)]
        if len(found) == 1:
            return Match(found[0].ref)
        if found:
            return Match(candidates=unmistakable(found), distinct=distinct_names(found))
    return Match(nearest=_nearest(wanted, people))


def unmistakable(people: Sequence[Named]) -> tuple[str, ...]:
    """Names; of people who share one their addresses."""
    names = [person.name for person in people]
    return tuple(one.name if names.count(one.name) == 1 else next(iter(one.addresses), one.name) for one in people)


def distinct_names(people: Sequence[Named]) -> tuple[str, ...]:
    """Their names; each that several of them share with what tells whose it is."""
    sharing = Counter(_folded(person.name) for person in people)
    return tuple(described(person) if sharing[_folded(person.name)] > 1 else person.name for person in people)


def described(person: Named) -> str:
    """`张伟 (研发部, zhang@example.test)`."""
    return f"{person.name} ({', '.join(filter(None, (person.department, *person.addresses[:1])))})"


def of_the_same_name(name: str, people: Sequence[Named]) -> list[Named]:
    return [person for person in people if _folded(person.name) == _folded(name)]


def each_person(written: str, people: Sequence[Named]) -> tuple[str, ...]:
    """The names of several people, `张伟、李四`, `Bob and Alice`; () unless each part is unmistakably somebody."""
    parts = [part for part in _between_names().split(level(written)) if part]
    found = dict.fromkeys(match_people(part, people).found for part in parts)
    if len(found) < 2 or None in found:
        return ()
    names = {person.ref: person.name for person in people}
    return tuple(names[ref] for ref in found if ref)


def people_in(text: str, people: Sequence[Named]) -> tuple[str, ...]:
    """The names of those whom the text names without a mark, in its order: by the whole name, or by a word of a Latin
    one."""
    plain = level(text)
    at = {word.group(): word.start() for word in reversed(list(_LATIN_WORD.finditer(plain)))}
    found: list[tuple[int, Named]] = []
    for person in people:
        name = person.name
        places = [at[word] for word in name.casefold().split() if word in at] if name.isascii() else [text.find(name)]
        if places and min(places) >= 0:
            found.append((min(places), person))
    return unmistakable([person for _, person in sorted(found, key=lambda one: one[0])])


@cache
def _between_names() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[,、;/&+\n]|(?<![a-z0-9]){any_of(capture_words().joining)})\s*|\s+")


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    return " ".join(nfkc(text).casefold().split())


@lru_cache(maxsize=16384)
def without_accents(text: str) -> str:
    """`tomas` of Tomás, as one types on a keyboard that has no á; what is no Latin letter stays."""
    return nfkc(_ACCENTS.sub("", nfkd(_folded(text))))


def is_unspaced(name: str) -> bool:
    """Whether a name is of a writing without blanks between words, as 张伟; Tomás is of one with them."""
    return _UNSPACED.search(name) is not None


def _is_ref(wanted: str, person: Named) -> bool:
    return wanted == person.ref.casefold()


def _is_name(wanted: str, person: Named) -> bool:
    return wanted == _folded(person.name)


def _is_turned_name(wanted: str, person: Named) -> bool:
    """`Zhang Wei` for Wei Zhang, `Brown, Bob` for Bob Brown."""
    words = wanted.replace(",", " ").split()
    return len(words) > 1 and sorted(words) == sorted(_folded(person.name).split())


def _is_name_without_accents(wanted: str, person: Named) -> bool:
    return without_accents(wanted) == without_accents(person.name)


def _is_address(wanted: str, person: Named) -> bool:
    return wanted in person.addresses


def _is_local_part(wanted: str, person: Named) -> bool:
    return any(wanted == address.partition("@")[0] for address in person.addresses)


def _is_word(wanted: str, person: Named) -> bool:
    """A first or last name; of a Chinese name the given name, without the surname, or a surname of two characters."""
    name = _folded(person.name)
    if not is_unspaced(name):
        return without_accents(wanted) in without_accents(name).split()
    is_surname = wanted in _titles()["surnames_of_two"] and name.startswith(wanted)
    return len(wanted) >= 2 and " " not in name and (is_surname or name.endswith(wanted))


def _is_titled(wanted: str, person: Named) -> bool:
    """`张总`, `小王`: a surname with what colleagues put beside it instead of the given name."""
    name = _folded(person.name)
    return is_unspaced(name) and any(name.startswith(surname) for surname in _surnames(wanted))


def _surnames(wanted: str) -> Iterator[str]:
    """What may be a surname in `wanted`: one or two characters beside a title."""
    titles = _titles()
    for title in titles["behind"]:
        if wanted.endswith(title) and 1 <= len(wanted) - len(title) <= 2:
            yield wanted.removesuffix(title)
    for title in titles["before"]:
        if wanted.startswith(title) and len(wanted) == len(title) + 1:
            yield wanted.removeprefix(title)


@cache
def _titles() -> dict[str, list[str]]:
    return read_words("people", "zh")


def _is_short_form(wanted: str, person: Named) -> bool:
    """Dave for David Neil, or the other way round."""
    short = _short_forms()
    return any(wanted in short.get(word, ()) or word in short.get(wanted, ()) for word in _folded(person.name).split())


@cache
def _short_forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = read_words("people", "en")["short_forms"]
    return forms


def _is_pinyin(wanted: str, person: Named) -> bool:
    """A Chinese name typed out in letters, `chenjing`; its initials alone are offered, and decide nothing."""
    return read_as(person.name, wanted) is Read.WHOLE


def _is_start(wanted: str, person: Named) -> bool:
    """How a Latin name begins; three letters at least."""
    return len(wanted) >= 3 and wanted.isascii() and any(word.startswith(wanted) for word in _words(person))


def _words(person: Named) -> Iterator[str]:
    yield from _folded(person.name).split()
    yield _folded(person.name)
    yield from (address.partition("@")[0] for address in person.addresses)


_ALIKE, _ALIKE_IN_LETTERS, _MOST_NEAR = 0.5, 0.7, 3
"""Likeness of two words, of 1: two characters of three are much in Chinese. And names that are offered."""
_WAYS: tuple[Callable[[str, Named], bool], ...] = (
    _is_ref, _is_name, _is_name_without_accents, _is_turned_name, _is_address, _is_local_part, _is_word,
    _is_titled, _is_short_form, _is_pinyin, _is_start,
)  # fmt: skip
_WAYS_OF_SPEECH = (_is_name, _is_name_without_accents, _is_word, _is_titled, _is_short_form)


def called(written: str, people: Sequence[Named]) -> Named | None:
    """The one person who is called so in a sentence: by a name or a word of one, not by how one begins or an address,
    which any word may be."""
    wanted = _folded(written)
    for fits in _WAYS_OF_SPEECH if wanted else ():
        found = [person for person in people if fits(wanted, person)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def is_also_a_word(name: str) -> bool:
    """Mark, Bill, Grant: at the start of a sentence it need not be a name."""
    return _folded(name) in _also_words()


@cache
def _also_words() -> frozenset[str]:
    return frozenset(read_words("people", "en")["also_words"])


def _nearest(wanted: str, people: Sequence[Named]) -> tuple[str, ...]:
    """The names of which a word is much like one that is wanted: a slip, not a likeness of whole phrases. Of a Chinese
    name its initials are one, too."""
    if found := [person.name for person in people if read_as(person.name, wanted) is Read.INITIALS]:
        return tuple(dict.fromkeys(found))[:_MOST_NEAR]
    names = {word: person.name for person in people for word in _words(person)}
    likeness = _ALIKE_IN_LETTERS if wanted.isascii() else _ALIKE
    alike = [word for one in (wanted, *wanted.split()) for word in get_close_matches(one, names, n=3, cutoff=likeness)]
    return tuple(dict.fromkeys(names[word] for word in alike))[:_MOST_NEAR]
