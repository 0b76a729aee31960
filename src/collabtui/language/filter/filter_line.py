"""The filter line of the list of actions: `owner:张伟 overdue due<friday 接口`.

    owner: dept: matter: meeting:   whose, and of what; a part of a name will do where it means one only
    owner:张伟,bob  owner:me        one of these; me is who works here
    status:blocked,done             the bare word does as well: blocked
    due<friday  due<=3月5日  due>=下周一  due:tomorrow  due:none
    A12 A7,A9  M3  X-2026-014       these; those of a meeting or a matter
    -word  -"two words"             where that does not occur
    open  overdue  all              open is what is meant where no status is named
    anything else                   words that occur; "in quotes" where a word is one of the above

The words are data, `words/filter.*.json`; both languages are understood at once.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from typing import Literal, cast

from collabtui.domain.action_status import Status
from collabtui.domain.refs import ACTION, MATTER, MEETING, is_ref
from collabtui.errors import CollabError, Refused
from collabtui.language.capture.name_index import Named
from collabtui.language.capture.people_names import distinct_names, match_people
from collabtui.language.dates.find_days import typed_day
from collabtui.language.levelling import level
from collabtui.language.lexicon import LANGUAGES, read_words

PARTS = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
"""What stands between blanks; what is in quotes stays together."""
_FIELD = re.compile(r"(?P<name>[^:<>=]+)(?P<sign>:|<=|>=|<|>|=)(?P<value>.*)")


_COMMA = re.compile(r"[,，、|]")
MOST_NAMED = 6
"""Names that an error offers."""


def _nothing(_title: str) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The names that a filter can mean."""

    locale: Literal["zh", "en"]
    today: date
    people: Sequence[Named] = ()
    departments: Sequence[str] = ()
    former_departments: Mapping[str, str] = field(default_factory=dict)
    """Names that departments had: in small letters → the present name."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Matters and meetings: ref → title."""
    me: str = ""
    """The person (ref) who works here."""
    once_called: Callable[[str], str | None] = _nothing
    """The matter (ref) that had a title, whole; asked only of what no present title is."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of actions. `owners`, `matter` and `meeting` are refs; what was not said is empty or None."""

    owners: tuple[str, ...] = ()
    """One of these."""
    departments: tuple[str, ...] = ()
    """In one of these."""
    refs: tuple[str, ...] = ()
    """One of these actions."""
    matter: str = ""
    meeting: str = ""
    statuses: tuple[Status, ...] = ()
    open_only: bool = True
    """Where no status is named and `all` is not said."""
    overdue: bool = False
    due_from: date | None = None
    due_before: date | None = None
    """That day excluded."""
    no_due: bool = False
    """Without a date."""
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Words that must not occur."""
    problem: CollabError | None = None
    """Of the first part that cannot be understood; the others hold."""


def parts_of(line: str) -> list[str]:
    """As `PARTS` finds them."""
    return PARTS.findall(line)


def read_filter(line: str, around: Surroundings) -> Filter:
    """Never raises: while one types, most of what stands there is half a word."""
    found = Filter()
    for part in parts_of(line):
        try:
            found = _with(found, part, around)
        except CollabError as error:
            found = replace(found, problem=found.problem or error)
    return found


def _with(found: Filter, part: str, around: Surroundings) -> Filter:
    if part.startswith('"'):
        return replace(found, words=(*found.words, part.strip('"')))
    if part.startswith("-") and (word := part[1:].strip('"')):
        return replace(found, without=(*found.without, word))
    if (named := _with_refs(found, part, around)) is not None:
        return named
    match = _FIELD.fullmatch(level(part))
    name = _words()["fields"].get(match["name"]) if match else None
    if match and name:
        return _with_field(found, name, match["sign"], part[match.start("value") :].strip('"'), around)
    if match and match["sign"] == ":" and (near := get_close_matches(match["name"], _words()["fields"], 3, 0.7)):
        raise Refused("filter.no_field", value=match["name"], names=near)
    plain = level(part)
    if status := _status_called(plain):
        return replace(found, statuses=(*found.statuses, status), open_only=False)
    match _words()["flags"].get(plain):
        case "open":
            return found
        case "overdue":
            return replace(found, overdue=True)
        case "all":
            return replace(found, open_only=False)
    return replace(found, words=(*found.words, part))


def _with_field(found: Filter, name: str, sign: str, value: str, around: Surroundings) -> Filter:
    if name == "due":
        return _with_day(found, sign, value, around)
    if not value:
        return found
    if name == "status":
        statuses = tuple(_status(one, around.locale) for one in _several(value))
        return replace(found, statuses=(*found.statuses, *statuses), open_only=False)
    if name == "owner":
        owners = [_owner(one, around) for one in _several(value)]
        return replace(found, owners=(*found.owners, *owners))
    if name == "department":
        return replace(found, departments=(*found.departments, *(_department(one, around) for one in _several(value))))
    if name == "matter":
        return replace(found, matter=_matter(value, around))
    return replace(found, meeting=_one_of(value, _titled(around, MEETING)))


def _several(value: str) -> list[str]:
    return [one for one in _COMMA.split(value) if one]


def _with_refs(found: Filter, part: str, around: Surroundings) -> Filter | None:
    """Of a part that is refs and nothing else; None of any other. A meeting or a matter is one of those there are."""
    refs = [one.upper() for one in _several(part)]
    if refs and all(is_ref(ref, ACTION) for ref in refs):
        return replace(found, refs=(*found.refs, *refs))
    if len(refs) != 1 or refs[0] not in around.titles:
        return None
    return replace(found, meeting=refs[0]) if is_ref(refs[0], MEETING) else replace(found, matter=refs[0])


def _department(value: str, around: Surroundings) -> str:
    """Its present name; a former one counts whole, where none is called so by now."""
    known = {each: each for each in around.departments}
    former = around.former_departments.get(value.casefold())
    is_present = any(value.casefold() == each.casefold() for each in known)
    return former if former and not is_present else _one_of(value, known)


def _owner(value: str, around: Surroundings) -> str:
    if level(value) in _words()["me"] and around.me:
        return around.me
    return _person(value, around.people)


def _matter(value: str, around: Surroundings) -> str:
    """A former title counts whole, where none is called so by now."""
    known = _titled(around, MATTER)
    is_present = any(value.casefold() == each.casefold() for each in known.values())
    former = None if is_present else around.once_called(value)
    return former or _one_of(value, known)


def _titled(around: Surroundings, prefix: str) -> dict[str, str]:
    return {ref: title for ref, title in around.titles.items() if is_ref(ref, prefix)}


def _with_day(found: Filter, sign: str, value: str, around: Surroundings) -> Filter:
    if not value:
        return found
    if level(value) in _words()["none"]:
        return replace(found, no_due=True)
    day = typed_day(value, locale=around.locale, written=around.today)
    after = day + timedelta(days=1)
    match sign:
        case "<":
            return replace(found, due_before=day)
        case "<=":
            return replace(found, due_before=after)
        case ">":
            return replace(found, due_from=after)
        case ">=":
            return replace(found, due_from=day)
    return replace(found, due_from=day, due_before=after)


def _status(value: str, locale: str) -> Status:
    plain = level(value)
    status = _status_called(plain)
    if status is None:
        possible = [names[0] for names in read_words("filter", locale)["statuses"].values()]
        raise Refused("filter.no_status", value=value, names=possible)
    return status


def _person(value: str, people: Sequence[Named]) -> str:
    match = match_people(value, people)
    if match.found is not None:
        return match.found
    begun = [person for person in people if level(person.name).startswith(level(value))]
    if len(begun) == 1:
        return begun[0].ref
    names = match.distinct or distinct_names(begun)
    if names:
        raise Refused("filter.several", value=value, names=list(names)[:MOST_NAMED])
    raise _nobody(value, list(match.nearest) or [person.name for person in people])


def _nobody(value: str, names: Sequence[str]) -> Refused:
    if not names:
        return Refused("filter.nothing", value=value)
    key = "filter.not_these" if len(names) <= MOST_NAMED else "filter.not_these_and_more"
    return Refused(key, value=value, names=list(names[:MOST_NAMED]))


def _one_of(value: str, names: Mapping[str, str]) -> str:
    """The key of the one name that is meant: as a ref, whole, or by a part of it."""
    wanted = level(value)
    for found in (
        [key for key, name in names.items() if wanted in (level(key), level(name))],
        [key for key, name in names.items() if level(name).startswith(wanted)],
        [key for key, name in names.items() if wanted in level(name)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            raise Refused("filter.several", value=value, names=[names[key] for key in found[:MOST_NAMED]])
    raise _nobody(value, get_close_matches(value, names.values(), 3) or list(names.values()))


def _status_called(plain: str) -> Status | None:
    return cast("Status | None", _words()["statuses"].get(plain))


@cache
def _words() -> dict[str, dict[str, str]]:
    """Of both languages, written in the plain form of `levelling.level` → what it means."""
    files = [read_words("filter", language) for language in LANGUAGES]
    lists = {name: {level(word): name for file in files for word in file[name]} for name in ("me", "none")}
    return lists | {
        table: {
            level(surface): meaning
            for file in files
            for meaning, surfaces in file[table].items()
            for surface in surfaces
        }
        for table in ("fields", "flags", "statuses")
    }
