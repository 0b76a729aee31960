"""Completions of a filter line while one types it: `ow` → `owner:`, `owner:张` → `owner:张伟 张三丰`.

Words are offered in the language of the screen, unless what was typed already is one of the other language.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from collabtui.domain.refs import MATTER, MEETING, is_ref
from collabtui.language.filter.filter_line import PARTS, Surroundings, parts_of
from collabtui.language.levelling import level
from collabtui.language.lexicon import LANGUAGES, read_words

MOST = 12
_BETWEEN = re.compile(r"(?<=[:：<>=,，、|])")


def completions(line: str, around: Surroundings) -> list[str]:
    """Words that may stand in the place of the last one, best first; at the end of the line behind a blank, all that
    can begin one. Names with blanks come in quotes."""
    parts = parts_of(line)
    last = parts[-1] if parts and not line.endswith(" ") else ""
    head, typed = _split(last)
    if head:
        wanted = level(typed.strip('"'))
        values = [value for value in _values(head, around) if wanted in level(value)]
        found = [head + value for value in sorted(values, key=lambda value: not _begins(value.strip('"'), wanted))]
    else:
        found = [word for word in _beginnings(around) if _begins(word, level(typed))]
    return [one for one in dict.fromkeys(found) if one != last][:MOST]


def completed(line: str, word: str) -> str:
    """The line with its last word made whole; a name is finished, behind a field its value comes."""
    parts = parts_of(line)
    kept = line if line.endswith(" ") or not parts else line[: line.rindex(parts[-1])]
    return kept + word + ("" if word.endswith((":", "：", "<")) else " ")


def settled(line: str, cursor: int) -> str:
    """The line without the word at the cursor, as long as that is the beginning of one of the filter's own words. Who
    types `own` may go on to `owner:`, and is not looking for "own" yet; a field's whole name still wants its sign."""
    for found in PARTS.finditer(line):
        if found.start() < cursor <= found.end() and _is_begun(level(found.group())):
            return (line[: found.start()] + line[found.end() :]).strip()
    return line


def _is_begun(typed: str) -> bool:
    return typed in _fields() or any(word.startswith(typed) and word != typed for word in _own_words())


@cache
def _fields() -> frozenset[str]:
    return frozenset(level(word) for language in LANGUAGES for names in _names_in(language, "fields") for word in names)


@cache
def _own_words() -> frozenset[str]:
    tables = ("flags", "statuses")
    named = (level(word) for table in tables for one in LANGUAGES for names in _names_in(one, table) for word in names)
    return _fields().union(named)


def _names_in(language: str, table: str) -> Iterable[list[str]]:
    names: dict[str, list[str]] = read_words("filter", language)[table]
    return names.values()


def _split(part: str) -> tuple[str, str]:
    """`status:blocked,do` → `status:blocked,` and `do`; without a field the first is empty."""
    if part.startswith('"') or not re.search(r"[:：<>=]", part):
        return "", part
    *head, typed = _BETWEEN.split(part)
    return "".join(head), typed


def _begins(word: str, wanted: str) -> bool:
    return level(word).startswith(wanted)


def _beginnings(around: Surroundings) -> Iterator[str]:
    for locale in _first(around.locale):
        table = read_words("filter", locale)
        yield from (f"{words[0]}{'<' if field == 'due' else ':'}" for field, words in table["fields"].items())
        yield from (words[0] for words in table["flags"].values())


def _values(head: str, around: Surroundings) -> Iterable[str]:
    name = level(re.split(r"[:：<>=]", head)[0])
    for locale in _first(around.locale):
        table = read_words("filter", locale)
        for field, words in table["fields"].items():
            if name in map(level, words):
                return _known(field, around, locale)
    return ()


def _known(field: str, around: Surroundings, locale: str) -> Iterable[str]:
    table = read_words("filter", locale)
    names: dict[str, Iterable[str]] = {
        "owner": (person.name for person in around.people),
        "department": around.departments,
        "matter": (title for ref, title in around.titles.items() if is_ref(ref, MATTER)),
        "meeting": (title for ref, title in around.titles.items() if is_ref(ref, MEETING)),
        "status": (words[0] for words in table["statuses"].values()),
        "due": table["days"],
    }
    return (f'"{name}"' if " " in name else name for name in names[field])


def _first(locale: str) -> tuple[str, ...]:
    return (locale, *(other for other in LANGUAGES if other != locale))
