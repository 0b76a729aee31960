"""The capture line while it is being typed: what is understood so far, what is missing, what Tab can complete."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from collabtui.domain.meetings.draft import CaptureLine
from collabtui.errors import CollabError
from collabtui.language.capture.capture_line import Parsed, as_capture_line, parse
from collabtui.language.capture.capture_words import any_of, capture_words
from collabtui.language.capture.marks.capture_mark import CaptureFrame, MarkKind
from collabtui.language.capture.marks.marked_line import opens_a_word, stands_apart
from collabtui.language.capture.name_index import Named
from collabtui.language.capture.unclear_parts import UnclearPart, certain_line, unclear_parts
from collabtui.language.levelling import level

PartKind = Literal["prefix", "command", "argument"] | MarkKind
Hole = Literal["text", "owner", "due", "deliverable"]
CompletionKind = Literal["person", "department", "date", "ref", "command"]

_NAME_BEFORE = re.compile(r"(?P<sign>[@+])(?P<word>[\w.&'\u00b7-]*)$")
_COMMAND_BEFORE = re.compile(r"\s*/(?P<word>\w*)$")
_ARGUMENT_BEFORE = re.compile(r"\s*/(?P<command>\w+)(?: +@?|@)(?P<word>[^/]*)$")
_REF_BEFORE = re.compile(r"(?P<word>x-[\d-]*|[madrq]\d+)$")


@dataclass(frozen=True, slots=True)
class CapturePart:
    """Characters start…end (end excluded) of the line."""

    kind: PartKind
    start: int
    end: int
    problem: CollabError | None = None
    """Why it cannot be taken as it stands."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion that Tab offers: `prefix` is what is typed of it, characters start…end of the line."""

    kind: CompletionKind
    prefix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LiveReading:
    captured: CaptureLine
    """As understood so far; what is not yet understood is empty."""
    parts: tuple[CapturePart, ...]
    """In the order they stand, none inside another."""
    holes: tuple[Hole, ...]
    """What is still missing of an action, or the text of any line."""
    problem: CollabError | None
    """What a correction of minutes, which has to be clear, would be refused for."""
    completion: Completion | None
    unclear: tuple[UnclearPart, ...] = ()
    """What Enter leaves open in a running meeting; `captured` is without it."""


def reading(
    line: str,
    *,
    locale: Literal["zh", "en"],
    today: date,
    names: Sequence[str] = (),
    cursor: int | None = None,
    people: Sequence[Named] = (),
) -> LiveReading:
    """As `read_line`, for a line that is not finished; never raises. `cursor` None is the end of the line. `people`:
    who can be named; without them no name is unclear."""
    parsed = parse(line, CaptureFrame(locale, today, names, people))
    at = len(line) if cursor is None else max(0, min(cursor, len(line)))
    return LiveReading(
        captured=certain_line(parsed, people) if people else as_capture_line(parsed),
        parts=_parts(parsed),
        holes=_holes(parsed),
        problem=parsed.problems[0] if parsed.problems else None,
        completion=_completion(parsed, at),
        unclear=tuple(unclear_parts(parsed, people, today=today)) if people else (),
    )


def _parts(parsed: Parsed) -> tuple[CapturePart, ...]:
    command = parsed.command
    if command is not None:
        start = len(parsed.line) - len(parsed.line.lstrip())
        word = CapturePart("command", start, command.word_end, command.problem if not command.word else None)
        end = len(parsed.line.rstrip())
        if command.argument_start >= end:
            return (word,)
        return (word, CapturePart("argument", command.argument_start, end, command.problem if command.word else None))
    parts = [CapturePart(mark.kind, mark.start, mark.end, mark.problem) for mark in parsed.marks]
    prefix = parsed.line[: parsed.body].rstrip()
    if prefix:
        parts.insert(0, CapturePart("prefix", len(prefix) - len(prefix.lstrip()), len(prefix)))
    return tuple(parts)


def _holes(parsed: Parsed) -> tuple[Hole, ...]:
    if parsed.command is not None:
        return ()
    holes: list[Hole] = [] if parsed.text else ["text"]
    if parsed.kind == "action":
        if not parsed.value("owner"):
            holes.append("owner")
        if parsed.due is None:
            holes.append("due")
        if not parsed.value("deliverable"):
            holes.append("deliverable")
    return tuple(holes)


@cache
def _day_before() -> re.Pattern[str]:
    words = capture_words()
    due = any_of([*words.due_before_a_day, *words.due])
    return re.compile(rf"(?P<due>{due})[ :]*(?P<word>[^@+=!,;:。]{{0,100}})$")


def _completion(parsed: Parsed, cursor: int) -> Completion | None:
    head = level(parsed.line)[:cursor]
    if head.lstrip().startswith("/"):
        return _command_completion(parsed, head)
    if parsed.kind in ("action", "risk", "view") and (found := _NAME_BEFORE.search(head)):
        opens = stands_apart if found["sign"] == "@" else opens_a_word
        if opens(head, found.start()) or any(mark.end == found.start() for mark in parsed.marks):
            return _of("department" if parsed.kind == "view" else "person", parsed, found)
    found = _day_before().search(head) if parsed.kind == "action" else None
    if found and stands_apart(head, found.start()):
        return _of("date", parsed, found)
    found = _REF_BEFORE.search(head)
    return _of("ref", parsed, found) if found and stands_apart(head, found.start()) else None


def _command_completion(parsed: Parsed, head: str) -> Completion | None:
    if found := _COMMAND_BEFORE.match(head):
        return _of("command", parsed, found)
    found = _ARGUMENT_BEFORE.match(head)
    takes_person = found and capture_words().commands.get(found["command"]) in ("present", "late", "absent")
    return _of("person", parsed, found) if found and takes_person else None


def _of(kind: CompletionKind, parsed: Parsed, found: re.Match[str]) -> Completion:
    """Up to the end of the word that the cursor is in."""
    start, cursor = found.span("word")
    rest = re.compile(r"[\w.&'\u00b7-]*").match(parsed.line, cursor)
    return Completion(kind, parsed.line[start:cursor], start, rest.end() if rest else cursor)
