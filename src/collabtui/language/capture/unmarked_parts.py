"""The parts of a capture line without their marks, as one types in a hurry: who does it first, 张伟 写方案; the day
last, `write it, Friday`; both in brackets, `（张伟，12/4）`; 负责人：张伟.

Only who is known, and only where no mark says the same: what may as well be a word of the title stays one, and is
offered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import SEPARATORS, CaptureFrame, CaptureMark, MarkKind
from collabtui.language.capture.marks.due_marks import time_beside
from collabtui.language.capture.marks.find_marks import find_marks
from collabtui.language.capture.marks.mark_in_doubt import with_doubt, without_doubt
from collabtui.language.capture.marks.marked_line import without_code
from collabtui.language.capture.name_index import Named, is_unspaced, name_index
from collabtui.language.capture.people_names import called, is_also_a_word, match_people
from collabtui.language.capture.who_owns_it import may_be_somebody
from collabtui.language.dates.find_days import find_days, read_day
from collabtui.language.levelling import level
from collabtui.language.percents import before_last_share

_WORD = re.compile(r"[^\W\d_](?:[\w'\u00b7-]*\w)?")
_BRACKETS = re.compile(r"\s*[(（\[【](?P<inside>[^()（）\[\]【】]{1,80})[)）\]】]\s*\Z")
_PIECE = re.compile(r"[^,，、;；]+")
_BEHIND_NAME = re.compile(r"(?P<doubt>\s?\?{1,3}(?!\w))?(?:\s*(?:->|[:→]|-(?= )|,)\s*|(?:(?<=\?)\s*|\s+))")
_LAST_WORD = re.compile(r"(?:[a-z']+|[^\W\d_a-z])\Z")
_NO_DOER = re.compile(r"\s*[的说說们們那这這]")
"""What makes of a name in front one who is spoken of: 张伟的方案, 张伟说."""
_LAST_NAME = re.compile(
    r"(?:\s+[-–—]{1,2}\s+|\s*——\s*|\s*(?P<comma>[,，;；])\s*)(?P<name>[^\s,，;；–—](?:[^,，;；–—]{0,38}[^\s,，;；–—-])?)"
    r"[\s,，;；、–—-]*\Z"
)
_OWNER: tuple[MarkKind, ...] = ("owner",)
_LONGEST_DAY = 40


class _Patterns(NamedTuple):
    joining: re.Pattern[str]
    will: re.Pattern[str]
    lead: re.Pattern[str]
    treating: re.Pattern[str]
    owner: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = capture_words()
    owner = rf"(?:\A|(?<=[\s,;、(\[【]))(?P<word>{any_of(words.owner)}) ?(?::|是|为)? ?(?=\S)"
    return _Patterns(
        re.compile(rf"\s*(?:[,、/&]|(?<![a-z0-9]){any_of([*words.joining, *words.either])})\s*"),
        re.compile(rf"\s*{any_of(words.will)}\s*(?=\S)"),
        re.compile(any_of(words.asking)),
        re.compile(any_of(words.treating)),
        re.compile(owner),
    )


def people_first(line: str, body: int, end: int, frame: CaptureFrame) -> list[CaptureMark]:
    """The person who stands first in the text between `body` and `end`, and does it; two where two are named."""
    plain, first = level(line), _past_blanks(line, body)
    led = _patterns().lead.match(plain, first, end)
    at = led.end() if led and _person_at(plain, led.end(), end, frame.people) else first
    spans: list[tuple[int, int]] = []
    while (found := _person_at(plain, at, end, frame.people)) is not None:
        spans.append((at, found))
        joined = _patterns().joining.match(plain, found, end)
        if joined is None or _person_at(plain, joined.end(), end, frame.people) is None:
            break
        at = joined.end()
    behind = _behind(plain, spans[-1], end) if spans else None
    if behind is None or (spans[0][0] > first and _patterns().treating.match(plain, behind, end)):
        return []
    stops = [stop for _, stop in spans[:-1]] + [behind]
    starts = [first] + [start for start, _ in spans[1:]]
    marks = (
        with_doubt(plain, CaptureMark("owner", start, name, named, line[name:named]))
        for start, (name, named) in zip(starts, spans, strict=True)
    )
    return [replace(mark, end=max(mark.end, stop)) for mark, stop in zip(marks, stops, strict=True)]


def _past_blanks(line: str, at: int) -> int:
    return len(line) - len(line[at:].lstrip())


def _person_at(plain: str, at: int, end: int, people: Sequence[Named]) -> int | None:
    """Where the name ends of somebody who is known: a whole one, or a word by which one is called."""
    for name in name_index(people).names_at(plain, at):
        stop = at + len(name)
        if stop <= end and (is_unspaced(name) or not plain[stop : stop + 1].isalnum()):
            return stop
    word = _WORD.match(plain, at, end)
    return word.end() if word and called(word.group(), people) else None


def _behind(plain: str, name: tuple[int, int], end: int) -> int | None:
    """Where the task begins behind who does it; None where the name is part of what is said."""
    written, at = plain[slice(*name)], name[1]
    apart = _BEHIND_NAME.match(plain, at, end)
    if _NO_DOER.match(plain, at, end) or plain.startswith("'", at):
        return None
    if apart is None and (not is_unspaced(written) or at >= len(plain)):
        return None
    begun = apart.end() if apart else at
    will = _patterns().will.match(plain, begun, end)
    is_marked = will is not None or (apart is not None and bool(apart.group().strip()))
    if is_also_a_word(written) and not is_marked:
        return None
    return will.end() if will else begun


def named_owner(line: str, body: int, frame: CaptureFrame) -> Iterator[CaptureMark]:
    """负责人：张伟, `owner Bob`: behind the word for one, in the midst of a line; two of `owner: Bob or Carol`."""
    plain = level(line)
    for word in _patterns().owner.finditer(plain, body):
        marked = f"{line[: word.end()]}@{line[word.end() :]}"
        named = _named_together(find_marks(marked, word.end(), _OWNER, frame), word, frame)
        if named and not plain[named[-1].end - 1 : named[-1].end].isalnum():
            for start, mark in zip([word.start(), *(one.end - 1 for one in named)], named, strict=False):
                yield replace(mark, start=start, value_start=mark.value_start - 1, end=mark.end - 1)


def _named_together(marks: Sequence[CaptureMark], word: re.Match[str], frame: CaptureFrame) -> list[CaptureMark]:
    """The first, and each that is joined to the one before it, as long as they are somebody."""
    named: list[CaptureMark] = []
    for mark in marks:
        known = match_people(mark.value, frame.people).found
        somebody = known or (":" in word.group() and may_be_somebody(mark.value, frame))
        if not somebody or mark.start > (named[-1].end if named else word.end()):
            break
        named.append(mark)
    return named


def in_brackets(line: str, start: int, end: int, wanted: Sequence[MarkKind], frame: CaptureFrame) -> list[CaptureMark]:
    """Owner and day in brackets at the end of what stands between two places, nothing else in them; of the kinds that
    are `wanted`."""
    marks: list[CaptureMark] = []
    while found := _BRACKETS.search(line, start, end):
        inside = _all_in(line, found, frame)
        if not inside or any(mark.kind not in wanted for mark in inside):
            break
        marks, end = [*inside, *marks], found.start()
    return marks


def _all_in(line: str, found: re.Match[str], frame: CaptureFrame) -> list[CaptureMark]:
    """The parts in one pair of brackets, which they fill; none where something else is in them. How far the task is may
    stand beside them, and stays in its brackets: (bob, friday, 30%)."""
    pieces = [piece for piece in _PIECE.finditer(line, *found.span("inside")) if piece.group().strip()]
    shares = [at for at, piece in enumerate(pieces) if _is_share(piece.group())]
    marks = {at: _bracketed(line, piece, frame) for at, piece in enumerate(pieces) if at not in shares}
    known = {at: mark for at, mark in marks.items() if mark is not None}
    if len(known) < len(marks) or len(shares) > 1 or not known:
        return []
    starts = {at: mark.start for at, mark in known.items()}
    ends = {at: mark.end for at, mark in known.items()}
    if not shares:
        starts[0], ends[len(pieces) - 1] = found.start(), found.end()
    return [replace(mark, start=starts[at], end=ends[at]) for at, mark in known.items()]


def _is_share(piece: str) -> bool:
    return not piece[: before_last_share(piece)].strip()


def _bracketed(line: str, piece: re.Match[str], frame: CaptureFrame) -> CaptureMark | None:
    text, plain = without_doubt(piece.group().strip()), level(piece.group())
    word = _patterns().owner.match(plain.strip())
    at = piece.start() + len(plain) - len(plain.lstrip()) + (word.end() if word else 0)
    name = without_doubt(line[at : piece.end()].strip())
    if called(name, frame.people):
        return with_doubt(level(line), CaptureMark("owner", at, at, at + len(name), name))
    day = read_day(text, locale=frame.locale, written=frame.today)
    if day is None or day.day is None:
        return None
    mark = CaptureMark("due", at, at, at + len(text), day=day.day, kept=time_beside(text, day))
    return with_doubt(level(line), mark)


def day_apart(line: str, body: int, marks: Sequence[CaptureMark], frame: CaptureFrame) -> CaptureMark | None:
    """The day, set apart, that the text ends with behind the last mark, or else before one: 写方案 周五 @张伟. How far
    the task is may stand behind it, 周五 30%, which stays in the title."""
    gaps = zip([body, *(mark.end for mark in marks)], [*(mark.start for mark in marks), len(line)], strict=True)
    readable = without_code(line)
    found = (_day_last(readable, start, end, frame) for start, end in reversed(list(gaps)) if start < end)
    return next((day for day in found if day is not None), None)


def _day_last(line: str, start: int, stop: int, frame: CaptureFrame) -> CaptureMark | None:
    """The day that the text between two places ends with, set apart: 写方案 周五, `write it, Friday`; not one that it
    leads on to, as `ready for Friday`. Brackets around it and other words stay: (see the notes, Friday)."""
    near = max(start, stop - _LONGEST_DAY)
    stop = near + before_last_share(line[near:stop])
    end = start + len(without_doubt(line[start:stop].rstrip(SEPARATORS + ")）]】")))
    first = max(start, end - _LONGEST_DAY)
    readings = find_days(line[first:end], locale=frame.locale, written=frame.today)
    last = readings[-1] if readings else None
    if last is None or first + last.end != end:
        at = max(
            *(line.rfind(one, first, end) + 1 for one in SEPARATORS), first
        )  # 12/3 is a day only where one is asked for
        last, text = read_day(line[at:end], locale=frame.locale, written=frame.today), line[at:end]
    else:
        at, text = first + last.start, line[first:end]
    if last is None or last.day is None or last.target or _leads_on(level(line[start:at]), level(line[at:end])):
        return None
    mark = CaptureMark("due", at, at, end, day=last.day, kept=time_beside(text, last))
    return with_doubt(level(line), mark)


def _leads_on(before: str, day: str) -> bool:
    """Whether the words before a day go on to it, or the day begins with a word that does."""
    words, last, first = capture_words(), _LAST_WORD.search(before.rstrip()), _WORD.match(day)
    if before[-1:] not in tuple(SEPARATORS + "-") or (first and first.group() in words.not_due_from):
        return True
    return last is not None and last.group() in words.not_due_after


def person_last(
    line: str, body: int, gap: tuple[int, int], frame: CaptureFrame, *, behind_comma: bool
) -> list[CaptureMark]:
    """The person at the end of a gap behind a dash, `draft it - Priya`; where `behind_comma`, behind a comma too,
    unless others stand before it, who are told or asked: 通知法务部，孙立国. The text starts at `body`."""
    found = _LAST_NAME.search(line, *gap)
    name = without_doubt(found["name"]) if found else ""
    if found is None or not called(name, frame.people):
        return []
    before = level(line[body : found.start()].strip(SEPARATORS))
    if not before or (found["comma"] and not (behind_comma and not _ends_with_somebody(before, frame))):
        return []
    at = found.start("name")
    mark = with_doubt(level(line), CaptureMark("owner", found.start(), at, at + len(name), name))
    return [replace(mark, end=found.end())]


def _ends_with_somebody(text: str, frame: CaptureFrame) -> bool:
    word = text.split()[-1]
    return any(text.endswith(level(name)) for name in frame.names if name) or called(word, frame.people) is not None
