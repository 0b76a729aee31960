"""Recurrence of a meeting, as people write it: `every 2 weeks until 2026-06-30`, `每月第一个周一，共6次`.

The text is taken apart into words of `words/agenda.*.json`; a word that is none of them is refused, not skipped."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal

from collabtui.domain.meetings.recurrence import Rule, has_day
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_times import read_moment
from collabtui.formats.file_words import WORDS, half_width, word_table

_GAPS = re.compile(r"[\s,，、;；.。]+")
_DAY = re.compile(r"(?P<day>\d{1,2}) ?(?:号|日|(?:st|nd|rd|th)?(?= of| day|$))")
_NUMBER = re.compile(r"\d{1,3}(?!\d)")


@dataclass
class _Found:
    """What the words said, in no order."""

    unit: str = ""
    interval: int = 1
    weekdays: list[int] = field(default_factory=list)
    nth: int | None = None
    day: int | None = None
    count: int | None = None
    number: int | None = None
    """Read, and not yet known of what."""
    other: bool = False
    lasting: bool = False
    """Behind `for`: what is counted next is how long it goes on."""


_LONGEST = 1000
"""Characters; nobody writes as many, and to read them would take time by their square."""


def read_recurrence(text: str, line: int, *, start: date, today: date) -> Rule:
    """The rule for something that comes on `start` first. Raises `Refused`: agenda.recurrence (line, text) for what
    is not understood, agenda.recurrence_over (line, text, until, day) where it ends before that, agenda.recurrence_day
    (line, text, day) where the first day is not one of its days."""
    if len(text) > _LONGEST:
        raise Refused("agenda.recurrence", line=line, text=text)
    plain = " ".join(half_width(text).split())
    plain, until = _until(plain, line, today)
    found = _Found()
    for kind, value in _words(plain, line, text):
        _take(found, kind, value)
    rule = _rule(found, until, start)
    if rule is None:
        raise Refused("agenda.recurrence", line=line, text=text)
    if until is not None and until < start:
        raise Refused("agenda.recurrence_over", line=line, text=text, until=until, day=start)
    if (found.day is not None and found.day != start.day) or not has_day(rule, start):
        raise Refused("agenda.recurrence_day", line=line, text=text, day=start)
    return rule


def _until(text: str, line: int, today: date) -> tuple[str, date | None]:
    """The last day, which stands behind a word of its own, and the text without it."""
    words = sorted(_of("recurrence", "until"), key=len, reverse=True)
    found = re.search(rf"[\s,，]*(?:{'|'.join(map(re.escape, words))})\s*(?P<day>.*\d.*?)\s*(?:为止|止)?$", text)
    if found is None:
        return text, None
    moment = read_moment(found["day"], line, today)
    if moment.day is None or moment.time is not None:
        raise Refused("agenda.bad_time", line=line, text=found["day"])
    return text[: found.start()], moment.day


def _words(text: str, line: int, whole: str) -> Iterator[tuple[str, str]]:
    """Kind and value of each word, in order."""
    at, after_weekday = 0, False
    while at < len(text):
        if gap := _GAPS.match(text, at):
            at = gap.end()
            continue
        kind, value, end = _word_at(text, at, after_weekday=after_weekday)
        if not kind:
            raise Refused("agenda.recurrence", line=line, text=whole)
        after_weekday = kind == "weekday" or (after_weekday and kind == "and")
        at = end
        yield kind, value


def _word_at(text: str, at: int, *, after_weekday: bool) -> tuple[str, str, int]:
    if after_weekday and (bare := word_table("agenda", "bare_weekdays").get(text[at])):
        return "weekday", bare, at + 1
    if found := _DAY.match(text, at):
        return "day", found["day"], found.end()
    for word, kind, value in _longest_first():
        if text.startswith(word, at) and _ends(word, text, at):
            return kind, value, at + len(word)
    found = _NUMBER.match(text, at)
    return ("number", found.group(), found.end()) if found else ("", "", at)


def _ends(word: str, text: str, at: int) -> bool:
    """A Latin word ends where its letters end."""
    behind = text[at + len(word) : at + len(word) + 1]
    return not (word[-1].isascii() and word[-1].isalpha() and behind.isascii() and behind.isalpha())


@cache
def _longest_first() -> tuple[tuple[str, str, str], ...]:
    words = [(word, "weekday", value) for word, value in word_table("agenda", "weekdays").items()]
    words += [(word, "weekday", value) for word, value in _plurals().items()]
    words += [(word, "nth", value) for word, value in word_table("agenda", "ordinals").items()]
    words += [(word, "number", value) for word, value in word_table("agenda", "counted").items()]
    words += [(word, kind, "") for word, kind in word_table("agenda", "recurrence").items() if kind != "until"]
    return tuple(sorted(words, key=lambda one: -len(one[0])))


@cache
def _plurals() -> dict[str, str]:
    """`on Mondays`."""
    return {f"{word}s": day for word, day in word_table("agenda", "weekdays").items() if word.endswith("day")}


def _of(table: str, meaning: str) -> list[str]:
    return [word for word, value in word_table("agenda", table).items() if value == meaning]


def _take(found: _Found, kind: str, value: str) -> None:
    match kind:
        case "weekday":
            found.weekdays.append(int(value))
        case "nth":
            found.nth = int(value)
        case "day":
            found.day = int(value)
        case "number":
            found.number = int(value)
        case "for":
            found.lasting = True
        case "times":
            found.count, found.number = found.number, None
        case "other":
            found.other = True
        case "week" | "fortnight" | "month" | "quarter" | "workdays":
            _take_unit(found, kind)


def _take_unit(found: _Found, kind: str) -> None:
    """A number before a unit says how many of it: between one time and the next, or, behind `for`, in all."""
    if found.lasting and found.number is not None:
        count, left = divmod(found.number, found.interval) if found.interval else (0, 1)
        if (found.unit, left) == (kind, 0):  # else the number is left over, and refused
            found.count, found.number = count, None
        return
    several = (2 if found.other else 1) if found.number is None else found.number
    found.interval = several * {"fortnight": 2, "quarter": 3}.get(kind, 1)
    found.unit = {"fortnight": "week", "workdays": "week", "quarter": "month"}.get(kind, kind)
    found.number = None
    if kind == "workdays":
        found.weekdays += range(5)


def _rule(found: _Found, until: date | None, start: date) -> Rule | None:
    """None where the words do not make one. "Every second Monday" is every other one for some, and one of a month for
    others."""
    weekdays = tuple(sorted(set(found.weekdays)))
    by_place = found.nth is not None
    unit = found.unit or ("month" if by_place else "week" if weekdays else "")
    if found.nth in (2, 3, 4) and not found.unit:
        return None
    left = found.number is not None or (until is not None and found.count is not None)
    if left or not unit or by_place != (unit == "month" and bool(weekdays)) or (by_place and len(weekdays) != 1):
        return None
    if found.count == 0 or not 1 <= found.interval < 100:
        return None
    if weekdays == (start.weekday(),) and unit == "week":
        weekdays = ()  # it says no more than the first day does
    every: Literal["week", "month"] = "month" if unit == "month" else "week"
    return Rule(every=every, interval=found.interval, weekdays=weekdays, nth=found.nth, until=until, count=found.count)


def write_recurrence(rule: Rule, locale: Literal["zh", "en"], day: Callable[[date], str] = date.isoformat) -> str:
    """As `read_recurrence` reads it, and as a person reads it; `day` writes the last one."""

    def say(key: str, **values: object) -> str:
        return _written("recurrence_written", key, locale).format(**values)

    text = say(rule.every) if rule.interval == 1 else say(f"{rule.every}s", n=rule.interval)
    names = [_written("weekdays_written", str(day), locale) for day in rule.weekdays]
    if rule.nth is not None:
        text += say("nth", nth=_written("ordinals", str(rule.nth), locale), day=names[0])
    elif names:
        text += say("weekdays", days=say("between").join(names))
    if rule.until is not None:
        text += say("until", day=day(rule.until))
    return text + (say("count", n=rule.count) if rule.count is not None else "")


@cache
def _written(table: str, key: str, locale: str) -> str:
    words = json.loads((WORDS / f"agenda.{locale}.json").read_text("utf-8"))
    first: str = words[table][key][0]
    return first
