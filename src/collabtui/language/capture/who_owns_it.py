"""Owner and helpers by what a clause says of them: `- Carol owns it`, 王芳牵头，刘洋配合,
`Bob leads, Alice supports`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import CaptureFrame, CaptureMark, MarkKind
from collabtui.language.capture.people_names import called, match_people
from collabtui.language.levelling import level

_CLAUSE = re.compile(r"(?:\A|[,，;；:：。()（）\[\]【】|]|\s[-–—]+\s|——)\s*")
_LONGEST_NAMES = 60
_LIKE_NAME = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?|[\u3400-\u9fff]{2,4}")


class _Patterns(NamedTuple):
    verb: re.Pattern[str]
    lead: re.Pattern[str]
    joining: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = capture_words()
    ends = r"(?=\s*(?:[,;:、。.()\[\]【】|!]|-+\s|-*\Z))"
    verbs = rf"(?P<owner>{any_of(words.owning)})|(?P<collaborator>{any_of(words.helping)})"
    return _Patterns(
        re.compile(rf"(?:(?<=[^\x00-\x7f])|(?<=[\w'] )|(?<=\w)(?=[^\x00-\x7f]))(?:{verbs}){ends}"),
        re.compile(any_of(words.asking)),
        re.compile(rf"\s*(?:[、/&+]|(?<![a-z0-9]){any_of([*words.joining, *words.either])})\s*"),
    )


def stated_owners(line: str, start: int, end: int, frame: CaptureFrame) -> Iterator[CaptureMark]:
    """The people of whom a clause between two places says nothing but that they own it, or help. Somebody unknown who
    owns it is one where nothing else can be meant: a capital letter, or a name much like one that is known."""
    plain = level(line)
    for verb in _patterns().verb.finditer(plain, start, end):
        opens = [
            found.end() for found in _CLAUSE.finditer(line, max(start, verb.start() - _LONGEST_NAMES), verb.start())
        ]
        clause = opens[-1] if opens else start + len(line[start:end]) - len(line[start:end].lstrip())
        lead = _patterns().lead.match(plain, clause, verb.start())
        names = list(_names(line, lead.end() if lead else clause, verb.start()))
        kind: MarkKind = "owner" if verb["owner"] else "collaborator"
        if all(called(name, frame.people) for _, name in names) or (
            kind == "owner" and len(names) == 1 and may_be_somebody(names[0][1], frame)
        ):
            yield from _marks(kind, names, clause, verb.end())
        elif alone := _last_word(line, start, verb.start(), frame):
            yield CaptureMark(kind, alone[0], alone[0], verb.end(), alone[1])


def _names(line: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for gap in (*_patterns().joining.finditer(level(line), start, end), None):
        stop = gap.start() if gap else end
        yield at + len(line[at:stop]) - len(line[at:stop].lstrip()), line[at:stop].strip()
        at = gap.end() if gap else end


def _marks(kind: MarkKind, names: Sequence[tuple[int, str]], clause: int, end: int) -> Iterator[CaptureMark]:
    """One mark a name; the last takes in what is said of all."""
    for number, (at, name) in enumerate(names):
        start = at if number else clause
        yield CaptureMark(kind, start, at, end if number == len(names) - 1 else at + len(name), name)


def _last_word(line: str, start: int, end: int, frame: CaptureFrame) -> tuple[int, str] | None:
    """Somebody who is known right before the verb, with a blank before him: `tester shortage Bob owns`."""
    found = re.compile(r"(?<=\s)(?:\S+ )?\S+(?=\s?\Z)").search(line[:end], max(start, end - _LONGEST_NAMES))
    for text in (found.group(), found.group().split(" ")[-1]) if found else ():
        if called(text, frame.people):
            return line.rindex(text, start, end), text
    return None


def may_be_somebody(name: str, frame: CaptureFrame) -> bool:
    """Whether an unknown name may be one: it is much like one that is known, or begins with a capital letter."""
    no_name = {*capture_words().doubt, *(level(one) for one in frame.names)}
    if not _LIKE_NAME.fullmatch(name) or level(name) in no_name:
        return False
    match = match_people(name, frame.people)
    return bool(name.isascii() or match.candidates or match.nearest)
