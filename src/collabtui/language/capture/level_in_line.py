"""The level of a risk without its mark, wherever it stands apart in the line: (high), 【高】, HIGH, `- high -`, 高风险,
`!!`; and what a clause ends with, 停电风险较高, which stays in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from collabtui.domain.matters.matter import Level
from collabtui.errors import Refused
from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import SEPARATORS, CaptureMark
from collabtui.language.levelling import level

_ALARM: Level = "high"
"""What `!!` says."""
_ENDS = r"(?=\s*(?:[,;、:|)\]】]|-+\s|[-.。]*\s*\Z))"
_OPENS = r"(?:[,;、:|!]|(?<=\s)-+(?=\s)|\A\s*-+(?=\s))\s*"
_NOT = re.compile(r"(?:不|非|没|无|\bnot?|n't)\s*(?:是|算|属|属于|a|an|very)?\s*\Z")


class _Patterns(NamedTuple):
    apart: tuple[re.Pattern[str], ...]
    """Taken out of the text."""
    capitals: re.Pattern[str]
    at_end: re.Pattern[str]
    word: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = capture_words()
    levels = sorted(words.levels, key=len, reverse=True)
    whole = [word for word in levels if len(word) > 1 or not word.isascii()]
    chinese, latin = [one for one in whole if not one.isascii()], [one for one in whole if one.isascii()]
    risks = [word for word, kind in words.prefixes.items() if kind == "risk" and len(word) > 1]
    called = any_of(sorted({*words.level_called, *risks}, key=len, reverse=True))

    before = rf"{called}\s*(?:[:是为]|is(?![a-z]))?\s*"

    def one_of(some: Sequence[str]) -> str:
        return rf"(?:{any_of(words.very)}\s*)?{any_of(some)}"

    def phrase(some: Sequence[str]) -> str:
        two = rf"{one_of(some)}(?:\s*(?:[-/~到至]|to(?![a-z])|or(?![a-z])|或)?\s*{one_of(some)})?"
        return rf"(?:{two}(?:[\s-]*{called})?|{before}{two})"

    def called_level(some: Sequence[str]) -> str:
        return rf"(?:{one_of(some)}[\s-]*{called}|{before}{one_of(some)})"

    return _Patterns(
        (
            re.compile(rf"[(\[【]\s*!*(?P<it>{phrase(levels)})!*(?P<doubt>\?*)\s*[)\]】]"),
            re.compile(rf"{_OPENS}!*(?P<it>{phrase(whole)})!*(?P<doubt>\?*)(?:[.。]+\s*\Z)?{_ENDS}"),
            re.compile(rf"\A\s*!*(?P<it>{phrase(whole)})!*(?P<doubt>\?*)\s*(?:[,;、:|]|-+(?=\s))"),
            re.compile(rf"\A\s*(?P<it>{phrase(chinese)})(?P<doubt>\?*)\s+(?=\S)"),
            re.compile(rf"(?<=\s)(?P<it>{phrase(chinese)})(?P<doubt>\?*)\s*\Z"),
            re.compile(rf"(?<=\s)(?P<it>{called_level(chinese)})(?P<doubt>\?*)(?=\s|[,;、]|\Z)"),
            re.compile(rf"(?<!!)(?P<it>!{{2,3}}(?:{phrase(whole)})?)(?P<doubt>\?*){_ENDS}"),
            re.compile(r"\A\s*(?P<it>!{2,3})\s*(?=\w)"),
        ),
        re.compile(rf"\b(?P<it>{any_of([one.upper() for one in latin])})(?![a-z0-9_])(?: ?RISK\b)?"),
        re.compile(
            rf"(?:{called}(?P<zh>\s*(?:{any_of([*words.very, '很', '比较'])})?{any_of(chinese)})"
            rf"|(?P<before>{any_of(chinese)}){called}|(?:is|are|as|rated) (?:a )?(?P<is>{any_of(latin)})[ -]{called}"
            rf"|{called} (?:is |level )?(?P<en>{any_of(latin)}))(?=\s*(?:[,;、。.)!]|\Z))"
        ),
        re.compile(rf"(?<![a-z]){any_of(levels)}"),
    )


def levels_apart(line: str, body: int, gaps: Sequence[tuple[int, int]]) -> list[CaptureMark]:
    """Each level that is written in the gaps between the marks. Where two are tied, 中高, none is certain."""
    found = [mark for start, end in gaps if start < end for mark in _in_gap(line, start, end)]
    if not found and (stated := _stated(level(line), body)):
        return [CaptureMark("level", body, body, body, stated)]
    return found


def _in_gap(line: str, start: int, end: int) -> Iterator[CaptureMark]:
    text = line[start:end]
    plain, taken = level(text), [0] * len(text)
    for pattern in _patterns().apart:
        for found in pattern.finditer(plain):
            if not any(taken[slice(*found.span())]) and _leaves_text(plain, found, line, start):
                taken[slice(*found.span())] = [1] * len(found.group())
                yield _mark(found, start)
    loud = None if any(taken) else _patterns().capitals.search(text)
    if loud and not _is_loud(text, loud):
        is_last = not text[loud.end() :].strip(SEPARATORS)
        yield replace(_mark(loud, start), kept="" if is_last else loud.group())


def _leaves_text(plain: str, found: re.Match[str], line: str, start: int) -> bool:
    """Whether something of the risk is said beside it."""
    rest = plain[: found.start()] + plain[found.end() :]
    return any(char.isalnum() for char in rest) or any(char.isalnum() for char in line[start + len(plain) :])


def _is_loud(text: str, found: re.Match[str]) -> bool:
    """Whether all is in capitals, so that a level in them is a word as any other."""
    rest = text[: found.start()] + text[found.end() :]
    return not any(char.islower() or not char.isascii() for char in rest if char.isalpha())


def _mark(found: re.Match[str], start: int) -> CaptureMark:
    written = found["it"]
    values = dict.fromkeys(capture_words().levels[one] for one in _patterns().word.findall(level(written)))
    first, at, end = start + found.start(), start + found.start("it"), start + found.end()
    if len(values) > 1:
        problem = Refused("capture.two_levels", values=list(values))
        return CaptureMark("level", first, at, end, problem=problem)
    doubt = Refused("capture.doubted", mark=written.strip()) if found.groupdict().get("doubt") else None
    return CaptureMark("level", first, at, end, next(iter(values), _ALARM), problem=doubt)


def _stated(plain: str, body: int) -> Level | None:
    found = [one for one in _patterns().at_end.finditer(plain, body) if not _NOT.search(plain[: one.start()])]
    stated = {capture_words().levels[one] for hit in found for one in _patterns().word.findall(_word_of(hit))}
    return stated.pop() if len(stated) == 1 else None


def _word_of(found: re.Match[str]) -> str:
    return found["zh"] or found["before"] or found["is"] or found["en"] or ""
