"""The slots of an agenda: `10m 开场与目标 @李明`, `14:10-14:30 各部门进展`, `Opening (5 min)`, and what they add up
to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from collabtui.domain.meetings.draft import SlotDraft
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_times import clock_pattern, clock_time, range_sign
from collabtui.formats.file_words import any_word, half_width, word_table

_LONGEST = 24 * 60
_MOST_HOURS = 5
"""`1:30` is a length; `9:30` is more likely a time of day, and is asked back."""
_GAP = re.compile(r"\s*(?P<open>[(\[【])\s*|[\s,:、|–—-]+")
_SEPARATORS = " \t:：,，、|–—-"
_LEAD = re.compile(
    r"(?P<literal>(?<!\\)\\+)[@＠]|(?P<open>[(（\[【]\s*)?"
    r"(?:(?<![\w.%+-])|(?<=[^\x00-\x7f])|(?=[@＠][^\x00-\x7f]))[@＠]"
    r"(?:\"(?P<quoted>[^\"]+)\"|(?P<name>[^\s@＠\"\\,，;；、:：()（）\[\]【】]+(?P<more>(?: [A-Z][\w.'-]*)*)))"
    r"(?(open)\s*[)）\]】])"
)


@dataclass(frozen=True)
class TimedItem:
    """An item of the agenda: its length, or the times of day it was given."""

    minutes: int
    start: time | None
    rest: str


def read_slot(text: str, line: int) -> tuple[SlotDraft, time | None]:
    """The slot, and the time of day it is said to start at. Raises `Refused` (agenda.*)."""
    timed = timed_slot(text, line)
    if timed is None:
        raise Refused("agenda.no_length", line=line, text=text)
    title, lead = _title_and_lead(timed.rest, line, text)
    if not title:
        raise Refused("agenda.no_title", line=line, text=text)
    title, outcome = _title_and_outcome(title)
    return SlotDraft(title=title, minutes=timed.minutes, lead=lead, outcome=outcome, line=line), timed.start


def check_times(slots: Sequence[tuple[SlotDraft, time | None]], start: datetime) -> None:
    """A slot that names its time of day has to start when the one before it ends. Raises `Refused` (agenda.gap,
    agenda.overlap)."""
    at = start
    for slot, clock in slots:
        if clock is not None and clock != at.time():
            apart = (datetime.combine(at.date(), clock) - at) // timedelta(minutes=1)
            apart = (apart + _LONGEST // 2) % _LONGEST - _LONGEST // 2  # across midnight
            values = {"line": slot.line, "text": slot.title, "clock": f"{clock:%H:%M}", "at": f"{at:%H:%M}"}
            if apart < 0:
                raise Refused("agenda.overlap", minutes=-apart, **values)
            raise Refused("agenda.gap", minutes=apart, **values)
        at += timedelta(minutes=slot.minutes)


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"\s*{clock_pattern('1')}\s*{range_sign()}\s*{clock_pattern('2')}(?![\d:])")


@cache
def _length() -> re.Pattern[str]:
    hour, minute = _unit("hour"), _unit("minute")
    number = r"\d{1,4}(?:\.\d{1,2})?"
    rest = rf"(?: ?(?P<rest>\d{{1,2}}) ?{minute}|(?P<bare>\d\d)(?![\w.:]))"
    hours = rf"(?P<hours>{number}) ?{hour}{rest}?"
    clock = r"(?P<h>\d{1,2}):(?P<m>[0-5]\d)(?![\d:])"
    return re.compile(
        rf"\s*(?:{hours}|(?P<minutes>{number}) ?{minute}|{clock}|(?P<word>{any_word('agenda', 'lengths')}))"
    )


def _unit(kind: str) -> str:
    """A unit of one character has to end its word: 10分 开场, but not 10分析."""
    table = word_table("agenda", "units")
    units = sorted((word for word in table if table[word] == kind), key=len, reverse=True)
    end = r"(?!\w)" if kind == "minute" else r"(?![^\W\d])"  # 1h30
    return "(?:" + "|".join(word + (end if word.isascii() or len(word) == 1 else "") for word in units) + ")"


def timed_item(text: str, line: int) -> TimedItem | None:
    """The time that an item names; None when it names none. Raises `Refused` for a time that cannot be."""
    plain = half_width(text)
    if found := _range().match(plain):
        return _ranged(found, text, line)
    found = _length().match(plain)
    if found is None:
        return None
    minutes = _minutes(found)
    if found["h"] and int(found["h"]) > _MOST_HOURS:
        raise Refused("agenda.clock_alone", line=line, text=text, clock=found.group().strip())
    if minutes != int(minutes) or not 1 <= minutes <= _LONGEST:
        raise Refused("agenda.bad_length", line=line, text=text, length=found.group().strip())
    return TimedItem(int(minutes), None, text[found.end() :])


def timed_slot(text: str, line: int) -> TimedItem | None:
    """As `timed_item`, of an item that may end in its time, too."""
    return timed_item(text, line) or timed_item(_with_time_first(text), line)


def _with_time_first(text: str) -> str:
    """`开场 10分钟 @李明` and `Opening (5 min)` as they are read: the length at their end stands before the title. An
    item that ends in none is as it was, and so is one whose words lead to it: `How to cut it to 10 min`."""
    names = [found.start() for found in _LEAD.finditer(text) if not found["literal"]]
    for end in (len(text), *names[-1:]):
        plain = half_width(text[:end]).rstrip()
        for gap in _GAP.finditer(plain):
            title, at = plain[: gap.start()], gap.end()
            time = _range().match(plain, at) or _length().match(plain, at)
            is_last = time and not plain[time.end() :].strip(" )]】")
            if time and is_last and title and (gap["open"] or not _leads_to_length().search(title)):
                return f"{text[at : time.end()]} {text[: gap.start()]} {text[end:]}"
    return text


@cache
def _leads_to_length() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){any_word('agenda', 'before_a_length')}$")


def read_length(text: str, line: int) -> timedelta:
    """A length by itself: `45m`, `1.5h`, 半小时. Raises `Refused` (agenda.bad_length)."""
    timed = timed_item(text, line)
    if timed is None or timed.start is not None or timed.rest.strip():
        raise Refused("agenda.bad_length", line=line, text=text, length=text)
    return timedelta(minutes=timed.minutes)


def _minutes(found: re.Match[str]) -> float:
    if found["word"]:
        return int(word_table("agenda", "lengths")[found["word"]])
    if found["h"]:
        return int(found["h"]) * 60 + int(found["m"])
    if found["minutes"]:
        return float(found["minutes"])
    return round(float(found["hours"]) * 60, 2) + int(found["rest"] or found["bare"] or 0)


def _ranged(found: re.Match[str], text: str, line: int) -> TimedItem:
    start, end = clock_time(found, "1"), clock_time(found, "2")
    if start is None or end is None:
        raise Refused("agenda.bad_time", line=line, text=text)
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    if minutes < -_LONGEST // 2:
        minutes += _LONGEST  # 23:30-00:15
    if minutes <= 0:
        raise Refused("agenda.clock_backwards", line=line, text=text)
    return TimedItem(minutes, start, text[found.end() :])


def _title_and_lead(rest: str, line: int, text: str) -> tuple[str, str]:
    rest = rest.strip(_SEPARATORS)
    leads: list[str] = []
    title, at = "", 0
    for found in _LEAD.finditer(rest):
        title += rest[at : found.start()]
        at = found.end()
        if found["literal"]:
            title += found.group()[1:]
            continue
        name = found["quoted"] or found["name"]
        ends_title = rest[at:].lstrip()[:2] in ("", "=>")
        if found["more"] and not (title.strip(_SEPARATORS) and ends_title):
            # words behind the name are the title's, unless they end it: 20m Review @Alice Smith => a date
            at -= len(found["more"])
            name = name.removesuffix(found["more"])
        leads.append(name.strip())
    if len(leads) > 1:
        raise Refused("agenda.two_leads", line=line, text=text, names=leads)
    return " ".join((title + rest[at:]).split()).strip(_SEPARATORS), leads[0] if leads else ""


def _title_and_outcome(text: str) -> tuple[str, str]:
    """`核心问题 => 上线日期`: what is to come out of it stands behind an arrow, as with what an action delivers."""
    title, arrow, outcome = text.partition("=>")
    title, outcome = title.strip(_SEPARATORS), outcome.strip(_SEPARATORS)
    return (title, outcome) if arrow and title and outcome else (text, "")


def write_slot(slot: SlotDraft) -> str:
    """As `read_slot` reads it."""
    whole = f"{slot.title} => {slot.outcome}" if slot.outcome else slot.title
    title = re.sub(r"(?<!\\)(\\*)([@＠])", r"\1\\\2", whole) if _LEAD.search(whole) else whole
    if not slot.lead:
        return f"{slot.minutes}m {title}"
    lead = " ".join(slot.lead.replace('"', "'").split())
    simple = re.fullmatch(r"[^\s@＠\"\\,，;；、:：()（）\[\]【】]+", lead)
    return f"{slot.minutes}m {title} @{lead}" if simple else f'{slot.minutes}m {title} @"{lead}"'
