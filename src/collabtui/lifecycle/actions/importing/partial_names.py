"""People whom a table names by less than their names, or by more: initials, a login, Mrs and a family name, a role
beside the name."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from collabtui.domain.people import Person
from collabtui.errors import Refused
from collabtui.formats.actions.column_values import PERSON
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.file_words import any_word, plain, word_table

_INITIALS = re.compile(r"[A-Z](?:\.?[A-Za-z]){0,2}\.?[A-Z]\.?")
_LOGIN = re.compile(r"[a-z]+(?:[._-][a-z]+)+")
_IN_LOGIN = re.compile(r"[._-]")
_PIECES = re.compile(r"[\s\u3000\-–—_/／|·:：,，.]+")
_HAN = re.compile(r"[\u3400-\u9fff]{2,6}")
_SCRIPTS = re.compile(r"(?<=[\u3400-\u9fff])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u3400-\u9fff])")
_MOST_WORDS = 2
"""Of a role."""
_LONGEST_WITH_HELP = 6
"""Characters of a name with a few words behind."""
_GIVEN_NAME = 3
"""Characters of a Chinese name of which all but the first are called alone."""


def by_less_or_more(
    text: str, named: Mapping[str, Sequence[Person]], known: Callable[[str], Person | None]
) -> Person | None:
    """None where nobody, or more than one, can be meant."""
    if _INITIALS.fullmatch(text):
        letters = text.replace(".", "").upper()
        found = [one for name, people in named.items() if initials(name) == letters for one in people]
        return found[0] if len(found) == 1 else None
    if _LOGIN.fullmatch(text):
        return known(_IN_LOGIN.sub(" ", text))
    role, _, last = text.rpartition(" ")
    if role and _HAN.fullmatch(last) and _HAN.fullmatch(role) and (person := known(last)):  # 安环 小谭
        return person if _is_role(role, named) else None
    bare = re.sub(rf"\A{any_word('actions', 'forms_of_address')}\.?\s+", "", plain(text))
    if bare != plain(text):
        return known(bare)
    return _behind_other_words(text, named)


def _behind_other_words(text: str, named: Mapping[str, Sequence[Person]]) -> Person | None:
    """法务 柳青, `Ops - David Lee`: whose whole name it is that stands behind a role, and no name or department."""
    pieces = [plain(piece) for piece in _PIECES.split(text) if piece]
    words = " ".join(pieces)
    found = [one for name, people in named.items() if words.endswith(f" {plain(name)}") for one in people]
    if len(found) != 1:
        return None
    before = words.removesuffix(plain(found[0].name)).strip()
    if before in word_table("actions", "supports") or text.lstrip()[:1].islower():  # with David Lee
        return None
    return found[0] if _is_role(before, named) else None


def _is_role(text: str, named: Mapping[str, Sequence[Person]]) -> bool:
    """Whether it is short, and neither a name nor a department of the book."""
    people = [one for each in named.values() for one in each]
    taken = {plain(one.department) for one in people} | {part for one in people for part in plain(one.name).split()}
    return text not in taken and not taken & {*text.split()} and len(text.split()) <= _MOST_WORDS


def says_role(text: str, named: Mapping[str, Sequence[Person]]) -> bool:
    """Whether somebody of the book is that, or a word in it says what one is: Head of IT, 质量经理."""
    roles = word_table("actions", "roles")
    ends = tuple(role for role in roles if not role.isascii())
    titles = {plain(one.title) for people in named.values() for one in people if one.title}
    return plain(text) in titles or bool(roles.keys() & {*plain(text).split()}) or text.endswith(ends)


def in_two_scripts(text: str, known: Callable[[str], Person | None]) -> Person | None:
    """李娜 Li Na: whom one of the two means, where the other means nobody else."""
    pieces = [piece for piece in _SCRIPTS.split(text) if piece]
    found = {one.ref: one for piece in pieces if len(pieces) == 2 and (one := known(piece))}
    return next(iter(found.values())) if len(found) == 1 else None


def names_with_writer(other_names: Mapping[str, str], writer: str) -> dict[str, str]:
    """The names that a table has for people, with `me` and 我 for whoever takes it in."""
    return {f"{PERSON}{word}": writer for word in word_table("actions", "oneself")} | dict(other_names)


def named_by_less_or_more(
    met: Mapping[str, Person | Refused], refs: Collection[str], table: ActionTable
) -> list[tuple[str, Person]]:
    """The texts, the longest first, that were read as one of these people by less or more than their names, and that
    neither somebody nor the table has explained."""
    found = list[tuple[str, Person]]()
    for typed, person in met.items():
        answer = table.other_names.get(f"{PERSON}{plain(typed)}", typed)
        explained = typed in table.abbreviations or plain(answer) != plain(typed)
        if isinstance(person, Person) and person.ref in refs and not explained and _is_less_or_more(typed, person):
            found.append((typed, person))
    return sorted(found, key=lambda one: -len(one[0]))


def _is_less_or_more(typed: str, person: Person) -> bool:
    """Whether it is neither a name, also with the family name first, nor an address of somebody in the book."""
    known = {plain(one) for one in (person.ref, person.name, *person.addresses)}
    words = plain(typed).replace(",", " ").split()
    turned = sorted(words) == sorted(plain(person.name).split())
    return not (turned or known & {plain(typed), *words} or "@" in typed)


def name_before_help(text: str, known: Callable[[str], Person | None]) -> str:
    """小雨陪: the name that a few words of Chinese begin with; the text where it begins with none."""
    if text.isascii() or len(text) > _LONGEST_WITH_HELP or known(text):
        return text
    return next((text[:end] for end in range(len(text) - 1, 1, -1) if known(text[:end])), text)


def initials(name: str) -> str:
    """`HB` of Henry Bryce; empty of a name in other letters."""
    return "".join(word[0].upper() for word in name.split()) if name.isascii() and " " in name else ""


def names_for(names: Iterable[str]) -> set[str]:
    """The names of people in tables: their whole names, and each part that only one of them is called by."""
    every = list(names)
    parts = Counter(part for name in every for part in {*_parts(name)})
    return {*every, *(part for part, count in parts.items() if count == 1)}


def _parts(name: str) -> Iterator[str]:
    if name.isascii():
        yield from (word for word in name.split() if len(word) > 1)
        yield initials(name)
    elif len(name) == _GIVEN_NAME:
        yield name[1:]
