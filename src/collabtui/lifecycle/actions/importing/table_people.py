"""People as the cells of a table of tasks name them: an owner, with who supports him, and collaborators."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, cast

from collabtui.domain.action import Action, Collaborator
from collabtui.domain.people import Person
from collabtui.errors import Refused, Unknown
from collabtui.formats.actions.column_values import PERSON
from collabtui.formats.actions.heading_fields import NOTHING
from collabtui.formats.actions.one_table.imported_table import ActionTable
from collabtui.formats.actions.supporters import each_supporter, marked_people, readings
from collabtui.formats.actions.task_row import TaskRow
from collabtui.formats.file_words import plain, word_table
from collabtui.lifecycle.actions.importing.list_owners import owner_with_help
from collabtui.lifecycle.actions.importing.partial_names import (
    by_less_or_more,
    in_two_scripts,
    name_before_help,
    names_with_writer,
    says_role,
)
from collabtui.lifecycle.base.directory import contact_of, current_name, everybody, find_person
from collabtui.store.interface import Reader

_BRACKETS = frozenset("()（）")
_BEHIND_NAME = re.compile(
    r"\s*(?P<name>[^(（\[【]+?)\s*[(（\[【](?P<within>[^()（）\[\]【】]+)[)）\]】]\s*(?P<more>.*)", re.DOTALL
)
_BEHIND_STROKE = re.compile(r"(?P<name>[^-–—:：]*?\S)\s*(?:\s[-–—]+\s|——?|[:：])\s*(?P<words>\S.*)", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:[、,，;；/／&+\n]|\band\b|(?<=[\u3400-\u9fff])[和与及](?=[\u3400-\u9fff]))\s*")
_INITIAL = re.compile(r"([A-Z])\.? (\w{2,})")
_ONE_WORD = re.compile(r"\w+(?:[&+/]\w+)+", re.ASCII)
_ADDRESS = re.compile(r"<\s*([^<>@\s]+@[^<>\s]+)\s*>\s*\Z")
_BARE_ADDRESS = re.compile(r"[A-Za-z]+(?:[._-][A-Za-z]+)+@\S+")
_IN_ADDRESS = re.compile(r"[._-]")
_BESIDE_NAME = " \u3000-–—_/／|·,，:：、."
"""Between a name and a department that is written beside it."""
_CALLED_DEPARTMENT = re.compile(
    r"(?:部|部门|处|科|室|组|中心|公司)\Z|\b(?:dept\.?|department|team|unit)\Z", re.IGNORECASE
)
_BLANK_WITHIN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""As names of two characters are set beside those of three."""
_LABEL = re.compile(r"[^:：]{1,12}[:：]\s*\S")
"""外包：一镜工作室."""
_LONGEST_CHINESE = 4
_PHONE = re.compile(r"\s*[(（]?\+?\d[\d\s-]{6,24}\d[)）]?\s*$")


class OwnerCell(NamedTuple):
    """The owner of a task, with who supports him, as one cell says it."""

    owner: Person | None = None
    supporters: tuple[Collaborator, ...] = ()
    several: bool = False
    """Whether it names several without saying who of them owns it: the first does."""
    strangers: tuple[Refused, ...] = ()
    """Whom it names and nobody knows: why each of them is nobody."""
    with_words: bool = False
    """Whether it says more of the owner than who it is: `R. Adler - drawings`."""


def _once_called(reader: Reader, name: str, before: Action | None) -> Person | None:
    """Who owns the row's action already, where the table has the name that he had before."""
    owner = reader.get(Person, before.owner) if before and before.owner else None
    names = (one.old for one in reader.changes(owner.ref) if one.field == "name") if owner else ()
    return owner if owner and any(plain(old or "") == plain(name) for old in names) else None


def _bare(text: str) -> str:
    """Without brackets and blanks: as our own tables write it, whatever brackets a support has of its own."""
    return "".join(one for one in text if one not in _BRACKETS and not one.isspace())


@dataclass
class TablePeople:
    reader: Reader
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What the table says that letters stand for."""
    other_names: Mapping[str, str] = field(default_factory=dict)
    """Who somebody is whom the book calls otherwise, as it was told: `@小林` → 林晓."""
    met: dict[str, Person | Refused] = field(default_factory=dict)
    """By the name that was looked up: who it is, or why it is nobody."""
    represented: dict[str, Person] = field(default_factory=dict)
    """By department: who stands for it, of those that were looked up."""

    @cached_property
    def named(self) -> dict[str, list[Person]]:
        return _by_name(everybody(self.reader))

    @cached_property
    def names(self) -> dict[str, str]:
        return {one.ref: one.name for found in self.named.values() for one in found}

    def person(self, name: str) -> Person:
        """Each name is looked up once: each look goes through everybody."""
        if name not in self.met:
            try:
                self.met[name] = find_person(self.reader, name)
            except Refused as error:
                self.met[name] = self._named_otherwise(name) or _near_address(name, self.unmistakable) or error
        found = self.met[name]
        if isinstance(found, Refused):
            raise found
        return found

    def _named_otherwise(self, text: str) -> Person | None:
        """With an address, in letters that the table explains, 王　芳, beside the department, or in two scripts."""
        if match := _ADDRESS.search(text):
            return self.unmistakable(match[1])
        name_in_book = self.other_names.get(f"{PERSON}{plain(text)}", NOTHING)
        if name_in_book != NOTHING and plain(name_in_book) != plain(text):
            return self.unmistakable(name_in_book)
        if text in self.abbreviations:
            return self.unmistakable(self.abbreviations[text])
        if (closed := _BLANK_WITHIN.sub("", text)) != text and len(closed) <= _LONGEST_CHINESE:
            return self.unmistakable(closed) or by_less_or_more(text, self.named, self.unmistakable)
        found = (
            self._beside_department(text) or in_two_scripts(text, self.unmistakable) or _by_initial(text, self.named)
        )
        return found or by_less_or_more(text, self.named, self.unmistakable)

    @cached_property
    def departments_named(self) -> list[str]:
        """The longest first: 研发一部 is none of 研发."""
        found = {one.department for people in self.named.values() for one in people}
        return sorted(found - {""}, key=lambda name: -len(name))

    def _beside_department(self, text: str) -> Person | None:
        """研发部张伟, 法务部-王芳, `Alice Wong, Legal`: whose department it is that stands beside the name."""
        for department in self.departments_named:
            for rest in (text.removeprefix(department), text.removesuffix(department)):
                alike = self.named.get(rest.strip(_BESIDE_NAME), []) if rest != text else []
                candidates = [one for one in alike if one.department == department]
                if len(candidates) == 1:
                    return candidates[0]
        return None

    def known(self, name: str) -> Person | Refused:
        """The person, or why it is nobody."""
        try:
            return self.person(name)
        except Refused as error:
            return error

    def unmistakable(self, name: str) -> Person | None:
        """None where nobody, or more than one, can be meant."""
        found = self.known(name)
        return found if isinstance(found, Person) else None

    def owner(self, row: TaskRow, before: Action | None) -> OwnerCell:
        """By name; where several share it, the one of the department that the row names, or who it is already."""
        name, department = owner_with_help(row.text("owner")), row.text("department")
        if not name:
            return OwnerCell()
        alike = _of_department(self.reader, self.named.get(name, ()), department)
        candidates = [one for one in alike if before and one.ref == before.owner] or alike
        if len(candidates) == 1:
            return OwnerCell(candidates[0])
        if name not in self.named:
            if owner := _once_called(self.reader, name, before) or self.unmistakable(_PHONE.sub("", name)):
                return OwnerCell(owner)
            if parts := marked_people(name):
                return _owned_by_parts(*(list(map(self.known, parts[name])) for name in ("owner", "collaborators")))
            if (each := _each_before_brackets(name)) and self.unmistakable(each[0]):
                return self._several(each)
            if match := _BEHIND_NAME.fullmatch(name):
                return self._with_brackets(match["name"], match["within"], match["more"])
            people = _each_named(name, self.unmistakable)
            if len(people) > 1 and self.unmistakable(name) is None:
                return self._several(people)
        found = self.known(_PHONE.sub("", name) or name)
        if isinstance(found, Person):
            return OwnerCell(found)
        if apart := _with_words_behind_stroke(name, self.unmistakable):
            return OwnerCell(apart[0], with_words=True)
        if found.key == "name.several":
            return self._several(cast("tuple[str, ...]", found.values["names"]))
        return OwnerCell(strangers=(found,))

    def _with_brackets(self, name: str, within: str, more: str) -> OwnerCell:
        """张伟（李娜支持）, `Alice (with Bob)`, 张伟（研发部）: who is named in brackets supports the one before."""
        supports = _named_within(within, self.unmistakable)
        people = list(supports)
        found = [person for one in people if (person := self.unmistakable(one))]
        rest = [one for one in _BETWEEN.split(more) if one]
        if found and len(found) == len(people) and not rest and self._is_no_name(name):
            return self._several(people)
        of_department = [one for one in self.named.get(name, ()) if one.department == within.strip()]
        owner = of_department[0] if len(of_department) == 1 else self.known(name)
        strangers: tuple[Refused, ...] = () if isinstance(owner, Person) else (owner,)
        whole = f"{name}（{within}）" if not within.isascii() else f"{name} ({within})"
        if not found or len(found) < len(people):
            helps = any(word in within for word in _support_words()) or (found and not rest)
            if people and (helps or _LABEL.search(within)):  # who is meant to support him is nobody
                strangers += tuple(why for one in people if not isinstance(why := self.known(one), Person))
            else:
                found, strangers = [], tuple(_written_as(why, whole) for why in strangers)
        several = self._several(rest) if rest else OwnerCell()
        others = [*filter(None, [several.owner]), *found]
        owned = owner if isinstance(owner, Person) else None
        of_him = owned is not None and not found and not strangers and plain(within) != plain(owned.department)
        support_of = {person.ref: text for name, text in supports.items() if (person := self.unmistakable(name))}
        helpers = [Collaborator(person=one.ref, support=support_of.get(one.ref, "")) for one in others if one != owned]
        helpers += several.supporters
        first_owns = bool(rest and owned and helpers)
        return OwnerCell(owned, tuple(helpers), first_owns, (*strangers, *several.strangers), with_words=of_him)

    def _is_no_name(self, name: str) -> bool:
        """A department, here or in the table's own words, or a role, and nobody is called so: 工程部（王芳）."""
        return (name in self.departments_named or _calls_unit_or_role(name, self.named)) and not self.unmistakable(name)

    def _several(self, names: Iterable[str]) -> OwnerCell:
        """The first of them owns it, whatever department stands before him; where nobody knows him, nobody does."""
        each = list(map(self.known, sorted(names, key=self._is_no_name)))
        strangers = tuple(one for one in each if isinstance(one, Refused))
        owner = each[0] if isinstance(each[0], Person) else None
        people = {one.ref for one in each if isinstance(one, Person)} - {owner.ref if owner else ""}
        others = [one for one in dict.fromkeys(one.ref for one in each if isinstance(one, Person)) if one in people]
        supporters = tuple(Collaborator(person=ref) for ref in others)
        return OwnerCell(owner, supporters, bool(others and owner), strangers)

    def collaborators(self, row: TaskRow, before: Action | None) -> Iterator[Collaborator | Refused]:
        """With why one whom it names is nobody. A support that the row does not say stays as it was."""
        helpers = before.collaborators if before else ()
        written = "".join(self.names.get(one.person, "") + one.support for one in helpers)
        if before and _bare(row.lines("collaborators")) == _bare(written):
            yield from helpers
            return
        supported, doers = {one.person: one.support for one in helpers}, before.doers if before else ()
        for typed in each_supporter(row.lines("collaborators")):
            for person, support in self._supporter(typed, supported):
                if isinstance(person, Refused):
                    yield _written_as(person, typed)
                else:
                    kept = " ".join(support.split()) or supported.get(person.ref, "")
                    yield Collaborator(person=person.ref, support=kept, does=person.ref in doers)

    def doers(self, row: TaskRow) -> list[Person | Refused]:
        """The people whom the row names beside the owner as those who do it."""
        return [self.known(_PHONE.sub("", name) or name) for name in row.listed_outside_brackets("doer")]

    def _supporter(self, typed: str, supported: dict[str, str]) -> Iterator[tuple[Person | Refused, str]]:
        """Whom the text names as he is called, else whom what stands before the first bracket may mean; a department
        means who stands for it."""
        for name, support in readings(typed):
            alike = self.named.get(name, [])
            candidates = [one for one in alike if one.ref in supported] or alike
            if len(candidates) == 1:
                yield candidates[0], support
                return
        people = _each_named(name, self.unmistakable)
        if len(people) > 1 and self.unmistakable(name) is None:
            yield from ((self.known(one), support) for one in people)
            return
        each = [] if name.isascii() else name.split()  # 李娜 周敏
        if len(each) > 1 and all(map(self.unmistakable, each)):
            yield from ((self.known(one), support) for one in each)
            return
        if (apart := _with_support_behind(name, self.unmistakable)) and self.unmistakable(name) is None:
            yield apart[0], support or apart[1]
            return
        if (behind := _BEHIND_STROKE.fullmatch(name)) and (head := self.representative_of(behind["name"])):
            yield head, support or behind["words"]
            return
        yield self.unmistakable(name) or self.representative_of(name) or self.known(name), support

    def representative_of(self, department: str) -> Person | None:
        """The person who stands for a department; None where that is none, or nobody does."""
        try:
            found = contact_of(self.reader, department)
        except Refused:
            return None
        self.represented[department] = found
        return found


def _owned_by_parts(owner: Sequence[Person | Refused], helping: Sequence[Person | Refused]) -> OwnerCell:
    """Of several who are marked with their parts."""
    strangers = tuple(one for one in (*owner, *helping) if isinstance(one, Refused))
    helpers = tuple(Collaborator(person=one.ref) for one in helping if isinstance(one, Person))
    return OwnerCell(next((one for one in owner if isinstance(one, Person)), None), helpers, strangers=strangers)


def _calls_unit_or_role(text: str, named: Mapping[str, Sequence[Person]]) -> bool:
    return bool(_CALLED_DEPARTMENT.search(text)) or says_role(text, named)


def _each_before_brackets(text: str) -> list[str]:
    """IB, MS (helps): of several the names alone, where the first has no brackets, and another one has."""
    first, *others = each_supporter(text)
    found = [_BEHIND_NAME.fullmatch(one) for one in others]
    bare = [match["name"] if match else one for match, one in zip(found, others, strict=True)]
    return [first, *bare] if any(found) and not _BEHIND_NAME.fullmatch(first) else []


def _written_as(why: Refused, text: str) -> Refused:
    """With what the cell says of somebody whom nobody knows, where it names nobody else: Kev (scaffolder)."""
    alone = "written" not in why.values and text.startswith(str(why.values["value"]))
    return Refused(why.key, **why.values, written=text) if alone else why


def _near_address(text: str, known: Callable[[str], Person | None]) -> Refused | None:
    """bob.smith@elsewhere.example is asked about as Bob Smith: the book has another address of his."""
    name = _IN_ADDRESS.sub(" ", text.partition("@")[0]) if _BARE_ADDRESS.fullmatch(text) else ""
    found = known(name) or known(f"{name[0].upper()}{name[1:]}") if name else None
    return Unknown("name.unknown", value=text, near=(found.name,)) if found else None


def _by_initial(text: str, named: Mapping[str, list[Person]]) -> Person | None:
    """`D. Lee`: whose first name alone begins so, where the family has one such."""
    match = _INITIAL.fullmatch(text)
    if match is None:
        return None
    found = [one for name, people in named.items() if _is_initial_of(match, name.split()) for one in people]
    return found[0] if len(found) == 1 else None


def _is_initial_of(match: re.Match[str], name: Sequence[str]) -> bool:
    return len(name) > 1 and name[0].startswith(match[1]) and plain(name[-1]) == plain(match[2])


def _by_name(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for one in people:
        found.setdefault(one.name, []).append(one)
    return found


def _named_within(text: str, known: Callable[[str], Person | None]) -> dict[str, str]:
    """Whom brackets name, each with the support behind him where somebody is called so: with Ivan: wrench data."""
    found: dict[str, str] = {}
    for one in filter(None, _BETWEEN.split(_without_support_words(text))):
        supported = ((name, support) for name, support in readings(one) if support and known(name))
        name, support = next(supported, (name_before_help(one, known), ""))
        found[name] = support
    return found


def _each_named(text: str, known: Callable[[str], Person | None]) -> list[str]:
    """The people whom a text names, one by one. A sign within one word parts only whom somebody knows: H&P."""
    people = [one for one in _BETWEEN.split(text) if one]
    return [text] if _ONE_WORD.fullmatch(text) and not any(map(known, people)) else people


def _with_support_behind(text: str, known: Callable[[str], Person | None]) -> tuple[Person, str] | None:
    """周敏 出文案: the person, and the support behind the blank or a stroke."""
    if behind := _with_words_behind_stroke(text, known):
        return behind
    first, _, rest = text.partition(" ")
    person = known(first) if rest.strip() and not first.isascii() else None
    return (person, rest.strip()) if person else None


def _with_words_behind_stroke(text: str, known: Callable[[str], Person | None]) -> tuple[Person, str] | None:
    """`R. Adler - drawings`: the person, and the words, which name nobody."""
    match = _BEHIND_STROKE.fullmatch(text)
    person = known(match["name"]) if match and not known(match["words"]) else None
    return (person, match["words"]) if match and person else None


def _support_words() -> list[str]:
    return sorted(word_table("actions", "supports"), key=lambda word: -len(word))


def _without_support_words(text: str) -> str:
    """李娜支持 → 李娜; `with Bob` → Bob."""
    rest = text.strip()
    for word in _support_words():
        meaning = word_table("actions", "supports")[word]
        folded = plain(rest)
        if folded.endswith(word) and meaning == "behind":
            return rest[: len(rest) - len(word)].rstrip(" :：")
        if folded.startswith(word) and (not word.isascii() or folded[len(word) : len(word) + 1] in " :"):
            return rest[len(word) :].lstrip(" :：")
    return rest


def people_of_table(reader: Reader, table: ActionTable, writer: str) -> TablePeople:
    """The people whom a table may name; `me` is its writer."""
    return TablePeople(reader, table.abbreviations, names_with_writer(table.other_names, writer))


def _of_department(reader: Reader, people: Iterable[Person], department: str) -> list[Person]:
    """Those of the one that is or was called so; all of them where none is named."""
    called = (department, current_name(reader, department)) if department else ()
    return [one for one in people if not called or one.department in called]
