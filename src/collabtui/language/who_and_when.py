"""The person who sees to the answer to a block or a risk, and the day, as the words on it name them: 负责人：张伟，
3月12日前."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from collabtui.domain.mail.reply import SELF
from collabtui.language.capture.name_index import Named
from collabtui.language.capture.people_names import match_people, people_in
from collabtui.language.dates.find_days import DayReading, find_days
from collabtui.language.exception_parts import ExceptionParts
from collabtui.language.lexicon import LANGUAGES, read_words

_ENDS = re.compile(r"[,，;；。\n(（]|\. ")
_AROUND = " .。!！@"


class WhoAndWhen(NamedTuple):
    person: str | None = None
    """The ref of the one who can be meant; `@me` for the writer; None where nobody is named for it, or several."""
    day: date | None = None
    """None where no day is named, several are, or it is past."""


def who_and_when(
    parts: ExceptionParts, people: Sequence[Named], *, locale: Literal["zh", "en"], written: date
) -> WhoAndWhen:
    """Both as their labels name them, else as the words of the answer do, else those of the way out."""
    return WhoAndWhen(_who(parts, people), _when(parts, locale, written))


def who_alone(clause: str, people: Sequence[Named]) -> str | None:
    """The person whom a clause names that says nothing else: 负责人赵磊, 由张伟负责, I own it."""
    bare = clause.strip(_AROUND).casefold()
    if bare in _words("solver-self"):
        return SELF
    named = people_in(bare, people)
    if len(named) != 1:
        return None
    name, before, behind = _written(named[0]), _any_of("solver-before"), _any_of("solver-behind")
    only = re.compile(rf"(?:{before})\s*(?:{name})(?:\s*(?:{behind}))?|(?:{name})\s*(?:{behind})")
    return match_people(named[0], people).found if only.fullmatch(bare) else None


def limit_in(text: str, locale: Literal["zh", "en"], written: date) -> date | None:
    """The day up to which something is to be done: 3月12日前, by 12 March; None where none is named, several are, or it
    is past."""
    days = {one.day for one in find_days(text, locale=locale, written=written) if _is_limit(one, text)}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and day >= written else None


def _is_limit(one: DayReading, text: str) -> bool:
    before, behind = text[: one.start].casefold().rstrip(), text[one.start :].casefold()
    words = _any_of("limit-before")
    led = re.search(rf"(?:{words})$", before) or re.match(rf"(?:{words})\b", behind)
    return bool(led) or any(word in behind[: one.end - one.start + len(word)] for word in _words("limit-behind"))


def _who(parts: ExceptionParts, people: Sequence[Named]) -> str | None:
    if parts.solver:
        name = _ENDS.split(parts.solver)[0].strip(_AROUND)
        if name.casefold() in _words("solver-self"):
            return SELF
        return match_people(name, people).found or _only_one(name, people)
    remark = [(parts.answer, True), (parts.way_out, False)]
    found = dict.fromkeys(who for text, begins in remark for who in [_who_in(text, people, begins=begins)] if who)
    return next(iter(found)) if len(found) == 1 else None


def _only_one(clause: str, people: Sequence[Named]) -> str | None:
    """The one person in a clause that says who solves it: 由孙丽负责解决, Laura will fix it by Friday."""
    named = people_in(clause, people)
    return match_people(named[0], people).found if len(named) == 1 else None


def _who_in(text: str, people: Sequence[Named], *, begins: bool) -> str | None:
    """Who does it: 由张伟负责, 张伟3月12日前租云主机. `begins`: whether who is named first does it."""
    clauses = [clause.strip(_AROUND).casefold() for clause in _ENDS.split(text)]
    if any(clause in _words("solver-self") for clause in clauses):
        return SELF
    named = people_in(text, people)
    found = [name for name in named if _does(clauses, _written(name), begins=begins)]
    return match_people(found[0], people).found if len(found) == 1 and len(named) == 1 else None


def _written(name: str) -> str:
    """The name, or a word of a Latin one."""
    parts = name.casefold().split() if name.isascii() else []
    return "|".join(re.escape(one) for one in dict.fromkeys((name.casefold(), *parts)))


def _does(clauses: Sequence[str], name: str, *, begins: bool) -> bool:
    before, behind = _any_of("solver-before"), _any_of("solver-behind")
    led = re.compile(rf"(?:{before})\s*(?:{name})(?![a-z])|(?<![a-z])(?:{name})\s*(?:{behind})")
    first = re.compile(rf"(?:{name})(?![a-z的])")
    return any(led.search(clause) for clause in clauses) or (begins and bool(first.match(clauses[0])))


def _when(parts: ExceptionParts, locale: Literal["zh", "en"], written: date) -> date | None:
    """Behind its label any day; in the words of the answer a limit alone."""
    if parts.until:
        days = {one.day for one in find_days(parts.until, locale=locale, written=written)}
        day = days.pop() if len(days) == 1 else None
        return day if day is not None and day >= written else None
    found = {limit_in(text, locale, written) for text in (parts.solver, parts.answer, parts.way_out) if text} - {None}
    return found.pop() if len(found) == 1 else None


@cache
def _words(kind: str) -> tuple[str, ...]:
    words = {word.casefold() for language in LANGUAGES for word in read_words("exceptions", language)[kind]}
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _any_of(kind: str) -> str:
    return "|".join(map(re.escape, _words(kind)))
