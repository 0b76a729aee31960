"""One line of the running meeting → what it means; its marked parts (@, due, =>) are in `capture_marks`.

One reader serves both moments: `read_line` at Enter raises the first problem it found; while the line is being typed
`live_capture.reading` shows the same parts with the problems beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from collabtui.domain.meetings.draft import ActionDraft, CaptureLine
from collabtui.domain.meetings.meeting import EntryKind
from collabtui.errors import CollabError, Refused
from collabtui.language.capture.capture_marks import (
    OF_PEOPLE,
    SEPARATORS,
    CaptureFrame,
    CaptureMark,
    MarkKind,
    find_marks,
)
from collabtui.language.capture.capture_words import capture_words
from collabtui.language.capture.owner_without_at import assigned_to, is_joining
from collabtui.language.capture.parse_slash_command import SlashCommand, read_command, set_aside_from
from collabtui.language.dates.find_days import find_days
from collabtui.language.levelling import level

_MARKS: dict[EntryKind, tuple[MarkKind, ...]] = {
    "action": ("owner", "collaborator", "support", "due", "deliverable"),
    "risk": ("owner", "level"),
    "view": ("owner",),
}
_PREFIX = re.compile(r"\s*(?P<word>[^:@#/]{1,20}):(?!(?<=[a-z]:)[\\/])")  # d:\\plan.docx is a path
_APART = re.compile(r"\s*(?P<word>[^\W\d_]{1,6})[ \t\u3000]+(?=[^\s:/])")
_BY_SOMEBODY = re.compile(r"(?<!\S)[@!][^\W_]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_HASH = re.compile(r"\s*#(?P<word>\w+):?(?!\S)")
_LONGEST_TEXT = 500
"""Characters in which a day is looked for that no word marks."""
_EMPTY_BRACKETS = re.compile(r"[(（\[【]\s*[)）\]】]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A line and its parts. Nothing is lost by a problem: what was understood stands here all the same."""

    line: str
    kind: EntryKind
    text: str
    """Without its marks."""
    body: int = 0
    """Where the text starts, behind the prefix."""
    marks: tuple[CaptureMark, ...] = ()
    command: SlashCommand | None = None
    days: tuple[date, ...] = ()
    """Of an action for which no day is marked: the days that its text speaks of."""
    problems: tuple[CollabError, ...] = field(default=())

    def values(self, kind: MarkKind) -> tuple[str, ...]:
        """The values of the marks of a kind, each once."""
        return tuple(dict.fromkeys(mark.value for mark in self.marks if mark.kind == kind and mark.value))

    def value(self, kind: MarkKind) -> str:
        return next(iter(self.values(kind)), "")

    @property
    def helping(self) -> dict[str, str]:
        """Collaborators by name, each as it is written with the support behind it."""
        found: dict[str, str] = {}
        name = ""
        for mark in self.marks:
            if mark.kind == "support":
                found[name] = name + self.line[mark.start : mark.end]
            elif mark.kind == "collaborator" and mark.value:
                name = mark.value
                found.setdefault(name, name)
        return found

    @property
    def due(self) -> date | None:
        return next((mark.day for mark in self.marks if mark.day is not None), None)


def read_line(line: str, *, locale: Literal["zh", "en"], today: date, names: Sequence[str] = ()) -> CaptureLine:
    """The meaning of a captured line.

    `today` is the day that dates count from, the day of the meeting. `locale` decides only how 3/4 is read. `names` are
    the people and departments that are known: with them `@Alice Smith` is one name, and `#action` takes its first
    word for the owner only if it is somebody's. Raises `Refused` with a key `capture.*` that names the phrase.
    """
    parsed = parse(line, CaptureFrame(locale, today, names))
    if parsed.problems:
        raise parsed.problems[0]
    return as_capture_line(parsed)


def as_capture_line(parsed: Parsed) -> CaptureLine:
    if parsed.command is not None:
        return CaptureLine(
            kind="command", text=parsed.line.strip(), command=parsed.command.word, argument=parsed.command.argument
        )
    if parsed.kind == "action":
        action = ActionDraft(
            title=parsed.text,
            owner=parsed.value("owner"),
            collaborators=tuple(parsed.helping.values()),
            due=parsed.due,
            deliverable=parsed.value("deliverable"),
        )
        return CaptureLine(kind="action", text=parsed.text, action=action)
    level_word = parsed.value("level")
    return CaptureLine.model_validate(
        {"kind": parsed.kind, "text": parsed.text, "who": parsed.value("owner"), "level": level_word or None}
    )


def parse(line: str, frame: CaptureFrame) -> Parsed:
    """Reads any line; never raises."""
    command = command_line(line)
    if command is not None:
        problems = (command.problem,) if command.problem else ()
        return Parsed(line, "command", line.strip(), len(line), command=command, problems=problems)
    start = len(line) - len(line.lstrip())
    aside = set_aside_from(line[start:].rstrip())
    if aside is not None:
        return _with_parts(line, "question", start + aside, frame, assigned=False)
    plain = level(line)
    hashed = _HASH.match(plain)
    if hashed and (kind := capture_words().hashes.get(hashed["word"])):
        return _with_parts(line, kind, hashed.end(), frame, assigned=kind == "action")
    prefix = _PREFIX.match(plain)
    word = prefix["word"].strip() if prefix else ""
    if prefix and (kind := capture_words().prefixes.get(word)):
        return _with_parts(line, kind, prefix.end(), frame, assigned=_names_its_owner(word, frame))
    if (apart := _APART.match(plain)) and (kind := capture_words().prefixes.get(apart["word"])):
        written, rest = line[: apart.end()].strip(), plain[apart.end() :]
        if _is_kind_apart(written, rest):
            return _with_parts(line, kind, apart.end(), frame, assigned=_names_its_owner(written, frame))
    empty = () if line.strip() else (Refused("capture.empty"),)
    return Parsed(line, "note", " ".join(line.split()), start, problems=empty)


def _is_kind_apart(word: str, rest: str) -> bool:
    """Whether a kind that only a blank parts from the text is meant for one, typed in a hurry: in Chinese, which has
    no blanks; a small letter, but for the article and `v 2.0`; before `@bob` or `!high`, which no sentence needs."""
    if _CHINESE.match(word) or _BY_SOMEBODY.search(rest):
        return True
    if len(word) > 1 or not word.islower() or (word == "v" and rest[0].isdigit()):
        return False
    return word != "a" or _CHINESE.match(rest) is not None


def _names_its_owner(prefix: str, frame: CaptureFrame) -> bool:
    """Whether `alice to …` behind it names the owner."""
    words = capture_words()
    return prefix in words.assigning or (bool(frame.names) and prefix in words.assigning_to_known)


def command_line(line: str) -> SlashCommand | None:
    """The command that a whole line is: `/start 14:10`, `/开始`, `#startmeeting`. None for what is to be taken down."""
    start = len(line) - len(line.lstrip())
    command = read_command(line[start:].rstrip())
    if command is not None:
        return command._replace(word_end=command.word_end + start, argument_start=command.argument_start + start)
    hashed = _HASH.match(level(line))
    word = capture_words().hash_commands.get(hashed["word"]) if hashed else None
    return SlashCommand(word, "", hashed.end(), len(line)) if hashed and word else None


def _with_parts(line: str, kind: EntryKind, body: int, frame: CaptureFrame, *, assigned: bool) -> Parsed:
    marks = find_marks(line, body, _MARKS.get(kind, ()), frame)
    if kind == "view":
        marks = _whose_view(line, body, marks)
    if assigned and not any(mark.kind == "owner" for mark in marks):
        marks = [*assigned_to(line, body, marks[0].start if marks else len(line), frame), *marks]
    text = text_between(line, body, marks)
    problems = [mark.problem for mark in marks if mark.problem]
    problems += _too_many(marks)
    if not text:
        problems.append(Refused("capture.no_text", mark=line[:body].strip()))
    without_day = kind == "action" and not any(mark.kind == "due" for mark in marks)
    days = _days_in(text, frame) if without_day else ()
    return Parsed(line, kind, text, body, tuple(marks), days=days, problems=tuple(problems))


def _days_in(text: str, frame: CaptureFrame) -> tuple[date, ...]:
    """Each that is to come, or today, once."""
    read = find_days(text[:_LONGEST_TEXT], locale=frame.locale, written=frame.today)
    return tuple(dict.fromkeys(one.day for one in read if one.day is not None and one.day >= frame.today))


def _whose_view(line: str, body: int, marks: Sequence[CaptureMark]) -> list[CaptureMark]:
    """Whose view it is stands first, or alone; other departments may be named in what is said."""
    first = [mark for mark in marks[:1] if not line[body : mark.start].strip()]
    return first or [mark for mark in marks if len(marks) == 1]


def _too_many(marks: Sequence[CaptureMark]) -> list[CollabError]:
    problems: list[CollabError] = []
    owners = {level(mark.value): mark.value for mark in marks if mark.kind == "owner"}
    if len(owners) > 1:
        problems.append(Refused("capture.two_owners", names=list(owners.values())))
    days = {mark.day: mark.day for mark in marks if mark.day is not None}
    if len(days) > 1:
        problems.append(Refused("capture.two_days", days=list(days)))
    deliverables = list(dict.fromkeys(mark.value for mark in marks if mark.kind == "deliverable" and mark.value))
    if len(deliverables) > 1:
        problems.append(Refused("capture.two_deliverables", values=deliverables))
    levels = list(dict.fromkeys(mark.value for mark in marks if mark.kind == "level" and mark.value))
    if len(levels) > 1:
        problems.append(Refused("capture.two_levels", values=levels))
    return problems


def text_between(line: str, start: int, marks: Sequence[CaptureMark]) -> str:
    """The rest of a line without its marks and what set them apart."""
    pieces: list[str] = []
    named = False
    for mark in marks:
        piece = line[start : mark.start].strip(SEPARATORS).removesuffix("-").rstrip(SEPARATORS + "–—")
        names = mark.kind in OF_PEOPLE
        pieces.append("" if named and names and is_joining(piece) else piece)
        start, named = mark.end, names
    pieces.append(line[start:].strip(SEPARATORS))
    pieces[1:] = [piece.lstrip(SEPARATORS + "-–—:：") for piece in pieces[1:]]
    text = _EMPTY_BRACKETS.sub(" ", " ".join(pieces))
    return " ".join(text.split()).strip(SEPARATORS)
