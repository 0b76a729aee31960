"""People by what is written of them: `@张伟`, `alice`, `bob@x.test`, `张总`, `zhangwei`, Dave for David. Unmistakable
or not at all."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.name_index import Named, NameIndex, folded, name_index
from collabtui.language.levelling import level
from collabtui.language.lexicon import read_words
from collabtui.language.pinyin import Read, read_as

_WITH_DEPARTMENT = re.compile(
    r"(?P<name>[^()（）]*[^()（）\s])\s*[(（]\s*(?P<department>[^()（）,，]*[^()（）,，\s])\s*"
    r"(?:[,，]\s*(?P<address>[^()（）,，\s]+)\s*)?[)）]"
)
_LATIN_WORD = re.compile(r"[a-z][a-z'\u00b7-]+")


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
    wanted = folded(written).removeprefix("@")
    if not wanted:
        return Match()
    index = name_index(people)
    for find in _WAYS:
        found = find(index, wanted)
        if len(found) == 1:
            return Match(found[0].ref)
        if found:
            return Match(candidates=unmistakable(found), distinct=distinct_names(found))
    if len(of_department := _of_department(wanted, people)) == 1:
        return Match(of_department[0].ref)
    if of_department:
        return Match(candidates=unmistakable(of_department), distinct=distinct_names(of_department))
    return Match(nearest=_nearest(wanted, people))


def _of_department(written: str, people: Sequence[Named]) -> list[Named]:
    """张伟（财务部）, and as a refusal calls one of several of a name, with the address behind it."""
    parts = _WITH_DEPARTMENT.fullmatch(written)
    if parts is None:
        return []
    name, department, address = (folded(parts[part] or "") for part in ("name", "department", "address"))
    found = [one for one in of_the_same_name(name, people) if folded(one.department or "") == department]
    if address:
        found = [one for one in found if address in map(folded, one.addresses)]
    return found


def unmistakable(people: Sequence[Named]) -> tuple[str, ...]:
    """Names; of people who share one their addresses."""
    names = [person.name for person in people]
    return tuple(one.name if names.count(one.name) == 1 else next(iter(one.addresses), one.name) for one in people)


def distinct_names(people: Sequence[Named]) -> tuple[str, ...]:
    """Their names; each that several of them share with what tells whose it is."""
    sharing = Counter(folded(person.name) for person in people)
    return tuple(described(person) if sharing[folded(person.name)] > 1 else person.name for person in people)


def described(person: Named) -> str:
    """`张伟 (研发部, zhang@example.test)`."""
    return f"{person.name} ({', '.join(filter(None, (person.department, *person.addresses[:1])))})"


def of_the_same_name(name: str, people: Sequence[Named]) -> list[Named]:
    return [person for person in people if folded(person.name) == folded(name)]


def each_person(written: str, people: Sequence[Named]) -> tuple[str, ...]:
    """The names of several people, `张伟、李四`, `Bob and Alice`; () unless each part is unmistakably somebody."""
    parts = dict.fromkeys(part for part in _between_names().split(level(written)) if part)
    found = dict.fromkeys(match_people(part, people).found for part in parts)
    if len(found) < 2 or None in found:
        return ()
    names = {person.ref: person.name for person in people}
    return tuple(names[ref] for ref in found if ref)


def each_with_left(written: str, here: Sequence[Named], gone: Sequence[Named]) -> tuple[tuple[str, ...], list[str]]:
    """The names of several people, and which of them have left; nobody where none has."""
    several = each_person(written, [*here, *gone]) if gone else ()
    present = {person.name for person in here}
    left = [one for one in several if one not in present]
    return (several, left) if left else ((), [])


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


def _by_pinyin(index: NameIndex, wanted: str) -> list[Named]:
    """A Chinese name typed out in letters, `chenjing`; its initials alone are offered, and decide nothing."""
    return [person for person in index.people if read_as(person.name, wanted) is Read.WHOLE]


def _by_start(index: NameIndex, wanted: str) -> list[Named]:
    """How a Latin name begins; three letters at least."""
    if len(wanted) < _LEAST_OF_A_START or not wanted.isascii():
        return []
    return [person for person in index.people if any(word.startswith(wanted) for word in _words(person))]


def _words(person: Named) -> Iterator[str]:
    yield from folded(person.name).split()
    yield folded(person.name)
    yield from (address.partition("@")[0] for address in person.addresses)


_LEAST_OF_A_START = 3
_ALIKE, _ALIKE_IN_LETTERS, _MOST_NEAR = 0.5, 0.7, 3
"""Likeness of two words, of 1: two characters of three are much in Chinese. And names that are offered."""
_LONGEST_SLIP = 100
"""Characters of a name that somebody may have misspelt; of a longer text each turn is a text as long."""
_WAYS_OF_SPEECH = (
    NameIndex.by_name, NameIndex.by_name_without_accents, NameIndex.by_word, NameIndex.by_title,
    NameIndex.by_short_form,
)  # fmt: skip
_WAYS: tuple[Callable[[NameIndex, str], list[Named]], ...] = (
    NameIndex.by_ref, NameIndex.by_name, NameIndex.by_name_without_accents, NameIndex.by_turned_name,
    NameIndex.by_address, NameIndex.by_local_part, NameIndex.by_word, NameIndex.by_title, NameIndex.by_short_form,
    _by_pinyin, _by_start,
)  # fmt: skip


def called(written: str, people: Sequence[Named]) -> Named | None:
    """The one person who is called so in a sentence: by a name or a word of one, not by how one begins or an address,
    which any word may be."""
    wanted = folded(written)
    for find in _WAYS_OF_SPEECH if wanted else ():
        found = find(name_index(people), wanted)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def is_also_a_word(name: str) -> bool:
    """Mark, Bill, Grant: at the start of a sentence it need not be a name."""
    return folded(name) in _also_words()


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
    wants = [one for one in (wanted, *wanted.split()) if len(one) <= _LONGEST_SLIP]
    alike = [word for one in wants for word in _turned_round(one) if word in names]
    alike += [word for one in wants for word in get_close_matches(one, names, n=3, cutoff=likeness)]
    return tuple(dict.fromkeys(names[word] for word in alike))[:_MOST_NEAR]


def _turned_round(word: str) -> Iterator[str]:
    """What was meant if two letters side by side changed places: Bbo for Bob."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
