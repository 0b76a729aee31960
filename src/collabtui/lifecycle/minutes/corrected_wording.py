"""The wording that a correction of minutes asks for: which line it means, and that line with the one day or number in
it that he wants to be another."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from collabtui.domain.meetings.meeting import Correction
from collabtui.domain.meetings.minutes_versions import MinutesLine
from collabtui.domain.meetings.sign_off import corrected_line, instead_of
from collabtui.language.capture.capture_words import capture_words
from collabtui.language.dates.find_days import read_day
from collabtui.language.levelling import level

_NUMERAL = r"(?<![A-Za-z\d])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+)(?:[.,:]\d+)*\s?[%％]?"
"""Also one of thousands that are set apart: 20 000."""
_VALUE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}(?:日|号|號)?"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}(?:\s+\d{4})?\b"
    r"|[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?"
    rf"|{_NUMERAL}"
)
"""What may be a day, or is a number: `read_day` decides which."""
_NUMBER = re.compile(_NUMERAL)

MOST = 0.6
"""How much of a line, days and numbers apart, is in a wording that may take its place."""


class ReadAs(NamedTuple):
    """The language and the day that days in the correction, and in what it corrects, are read by."""

    locale: Literal["zh", "en"]
    written: date


class _Value(NamedTuple):
    start: int
    end: int
    says: date | str


def named_line(correction: Correction, lines: Sequence[MinutesLine], read: ReadAs) -> MinutesLine | None:
    """As `corrected_line`, else the only one that has the value which is to be another: of several the one whose kind
    he names."""
    found = corrected_line(correction, lines)
    if found is not None:
        return found
    asked = {value.says for value in _values(correction.text, read)}

    def has_one(line: MinutesLine) -> bool:
        return line.due in asked or bool(asked & {value.says for value in _values(line.text, read)})

    having = [line for line in lines if line.kind != "attendance" and has_one(line)]
    if len(having) > 1:
        having = [line for line in having if line.kind in _kinds_named(correction.text)]
    return having[0] if len(having) == 1 else None


def proposed_text(line: MinutesLine, correction: Correction, read: ReadAs) -> str:
    """The text that the line's field begins with: that of `instead_of` where it goes without nothing that the line
    says, else the line with the correction's new value in the place of the one that it calls wrong, or that is the
    only one of its kind."""
    wanted = instead_of(line, correction)
    asked, present = list(_values(correction.text, read)), list(_values(line.text, read))
    if wanted != line.text and (not asked or not present or _covers(_without(wanted, read), _without(line.text, read))):
        return wanted
    there = {value.says for value in present}
    new = [value for value in asked if value.says not in there]
    called_wrong = {value.says for value in asked} & there
    if len({value.says for value in new}) != 1:
        return line.text
    old = [v for v in present if (v.says in called_wrong if called_wrong else isinstance(v.says, type(new[0].says)))]
    if len(old) != 1:
        return line.text
    return f"{line.text[: old[0].start]}{correction.text[new[0].start : new[0].end]}{line.text[old[0].end :]}"


def _covers(wording: str, line: str) -> bool:
    """Whether the wording has most of what the line says: "the date is 5 March" names no more than the day."""
    blocks = SequenceMatcher(None, wording.casefold(), line.casefold(), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= MOST * len(line)


def _without(text: str, read: ReadAs) -> str:
    """The text without its days and numbers."""
    for value in reversed(list(_values(text, read))):
        text = text[: value.start] + text[value.end :]
    return text.strip()


def _values(text: str, read: ReadAs) -> Iterator[_Value]:
    at = 0
    while found := _VALUE.search(text, at):
        day = read_day(found[0], locale=read.locale, written=read.written)
        number = _NUMBER.search(text, found.start(), found.end())
        if day is not None and day.day is not None:
            yield _Value(found.start(), found.end(), day.day)
        elif number and number.start() > found.start():
            at = number.start()  # "not 20 December": the word before is no month, the one behind is
            continue
        elif number:
            found = number
            yield _Value(number.start(), number.end(), number[0].strip())
        at = found.end()


def _kinds_named(text: str) -> set[str]:
    plain = level(text)
    return {kind for word, kind in capture_words().prefixes.items() if len(word) > 1 and _stands_in(word, plain)}


def _stands_in(word: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}s?\b", text)) if word.isascii() else word in text
