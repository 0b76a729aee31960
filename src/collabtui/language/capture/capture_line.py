"""One line of the running meeting → what it means; its marked parts (@, due, =>) are in `marks/`.

One reader serves both moments: `read_line` at Enter raises the first problem it found; while the line is being typed
`live_capture.reading` shows the same parts with the problems beside them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from collabtui.domain.matters.matter import Milestone
from collabtui.domain.meetings.draft import ActionDraft, CaptureLine
from collabtui.domain.meetings.meeting import EntryKind
from collabtui.errors import CollabError, Refused
from collabtui.language.capture.attendance_and_votes import Attending, attending_in, carried_vote
from collabtui.language.capture.capture_words import capture_words
from collabtui.language.capture.captured_text import text_between
from collabtui.language.capture.day_in_doubt import DayInDoubt, day_in_doubt
from collabtui.language.capture.line_openings import opening_of, view_first
from collabtui.language.capture.marks.capture_mark import LONGEST_TEXT, CaptureFrame, CaptureMark, MarkKind
from collabtui.language.capture.marks.find_marks import find_marks
from collabtui.language.capture.marks.mark_in_doubt import with_doubt
from collabtui.language.capture.marks.other_days import other_days
from collabtui.language.capture.name_index import Named
from collabtui.language.capture.owner_without_at import assigned_to
from collabtui.language.capture.parse_slash_command import SlashCommand, read_command, set_aside_from
from collabtui.language.capture.people_names import match_people
from collabtui.language.capture.unmarked_in_line import gaps_between, in_order, unmarked
from collabtui.language.dates.find_days import find_days
from collabtui.language.levelling import level
from collabtui.language.milestone_lines import read_milestone, write_milestone
from collabtui.language.stated_checks import stated_checks

_MARKS: dict[EntryKind, tuple[MarkKind, ...]] = {
    "action": ("owner", "collaborator", "support", "doer", "due", "deliverable", "module", "standard"),
    "risk": ("owner", "level"),
    "view": ("owner",),
}
_HASH = re.compile(r"\s*#(?P<word>\w+):?(?!\S)")
_LONGEST_DAY_AHEAD = 40
"""Characters of a day before the `@` that makes an action of a line."""
LONGEST_READ = 4000
"""Characters at the end of a line in which marks are read: in more of them, as a paste without line ends has, the
search for them would take time by their square."""
_CERTAIN = str.maketrans("?？", ",，")
"""For a view: whose it is is not asked about, and the question mark stays."""


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
    attending: Attending | None = None
    """The people who are here, or away, by a note."""
    days: tuple[date, ...] = ()
    """Of an action for which no day is marked: the days that its text speaks of."""
    problems: tuple[CollabError, ...] = field(default=())
    milestone: Milestone | None = None
    in_doubt: DayInDoubt | None = None
    """Of an action for which no day is marked: what its text writes of one."""

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


def read_line(
    line: str, *, locale: Literal["zh", "en"], today: date, names: Sequence[str] = (), people: Sequence[Named] = ()
) -> CaptureLine:
    """The meaning of a captured line.

    `today` is the day that dates count from, the day of the meeting. `locale` decides only how 3/4 is read. `names` are
    the people and departments that are known: with them `@Alice Smith` is one name, and `#action` takes its first
    word for the owner only if it is somebody's. `people` are those who can be meant without a
    mark. Raises `Refused` with a key `capture.*` that names the phrase.
    """
    parsed = parse(line, CaptureFrame(locale, today, names, people))
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
            module=parsed.value("module") or None,
            doer=parsed.value("doer") or None,
            checks=tuple(line for one in parsed.values("standard") for line in stated_checks(one)) or None,
        )
        return CaptureLine(kind="action", text=parsed.text, action=action)
    if parsed.attending is not None:
        word, names = parsed.attending
        return CaptureLine(kind="note", text=parsed.text, command=word, argument="、".join(names))
    if parsed.milestone is not None:
        return CaptureLine(kind="milestone", text=parsed.text, milestone=parsed.milestone)
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
        return _with_parts(line, "question", start + aside, frame)
    if len(line) > LONGEST_READ:
        return _long(line, start, frame)
    plain = level(line)
    opening = opening_of(line, plain, start, frame)
    if opening is not None and opening.kind == "milestone":
        return _milestone(line, opening.body, frame, is_output=opening.is_output)
    if opening is not None and (opening.kind != "note" or line[opening.body :].strip()):
        read = _with_parts(
            line, opening.kind, opening.body, frame, assigned=opening.assigned, level_before=opening.level
        )
        return _called_pain(read, frame) if opening.is_pain else read
    if (voted := carried_vote(line)) is not None:
        return _with_parts(line, "decision", voted, frame)
    if by_sign := _of_somebody_by_a_day(line, plain, start, frame):
        return by_sign
    empty = () if line.strip() else (Refused("capture.empty"),)
    return Parsed(
        line, "note", " ".join(line.split()), start, attending=attending_in(line, frame.people), problems=empty
    )


def _milestone(line: str, body: int, frame: CaptureFrame, *, is_output: bool) -> Parsed:
    """All that it says in one text: `2026-03-10 freeze => API document`."""
    written = line[body:].strip()
    try:
        read = read_milestone(written, locale=frame.locale, today=frame.today)
    except Refused as problem:
        return Parsed(line, "milestone", written, body, problems=(problem,))
    if is_output and not read.deliverable:
        read = read.model_copy(update={"deliverable": read.text})
    return Parsed(line, "milestone", write_milestone(read), body, milestone=read)


def _long(line: str, start: int, frame: CaptureFrame) -> Parsed:
    """Kept whole as what its first words say it is, with the marks at its end read."""
    head = line[:LONGEST_READ]
    opening = opening_of(head, level(head), start, frame)
    if opening is None or opening.kind == "milestone":  # which is nothing without its day
        return Parsed(line, "note", " ".join(line[start:].split()), start)
    end = len(line) - LONGEST_READ
    last = max(line.find(" ", end), end, opening.body)
    read = _with_parts(
        line[: opening.body] + line[last:], opening.kind, opening.body, frame,
        assigned=opening.assigned, level_before=opening.level,
    )  # fmt: skip
    text = " ".join((*line[opening.body : last].split(), read.text)).strip()
    marks = tuple(_moved(mark, last - opening.body) if mark.start >= opening.body else mark for mark in read.marks)
    return replace(read, line=line, text=text, marks=marks)


def _moved(mark: CaptureMark, by: int) -> CaptureMark:
    return replace(mark, start=mark.start + by, value_start=mark.value_start + by, end=mark.end + by)


def _called_pain(read: Parsed, frame: CaptureFrame) -> Parsed:
    """A view that is told from others by its first words."""
    return replace(read, text=capture_words().pain_called[frame.locale] + read.text) if read.text else read


def _of_somebody_by_a_day(line: str, plain: str, start: int, frame: CaptureFrame) -> Parsed | None:
    """`@bob chase the vendor, Thursday`, 下周三前 @陈静 交材料: who and until when make an action of any line."""
    at = plain.find("@", start, start + _LONGEST_DAY_AHEAD)
    if at < 0:
        return None
    read = _with_parts(line, "action", start, frame)
    first = next((mark for mark in read.marks if mark.kind == "owner" and mark.value_start > at), None)
    if first is None or read.due is None or not _is_known(read, frame):
        return None
    days = [mark for mark in read.marks if mark.kind == "due" and mark.end <= first.start]
    unread = [problem for problem in read.problems if problem.key != "capture.doubted"]
    return None if unread or text_between(line[: first.start], start, days) else read


def _is_known(read: Parsed, frame: CaptureFrame) -> bool:
    return match_people(read.value("owner"), frame.people).found is not None


def command_line(line: str) -> SlashCommand | None:
    """The command that a whole line is: `/start 14:10`, `/开始`, `#startmeeting`. None for what is to be taken down."""
    start = len(line) - len(line.lstrip())
    command = read_command(line[start:].rstrip())
    if command is not None:
        return command._replace(word_end=command.word_end + start, argument_start=command.argument_start + start)
    hashed = _HASH.match(level(line))
    word = capture_words().hash_commands.get(hashed["word"]) if hashed else None
    return SlashCommand(word, "", hashed.end(), len(line)) if hashed and word else None


def _with_parts(
    line: str,
    kind: EntryKind,
    body: int,
    frame: CaptureFrame,
    *,
    assigned: bool = False,
    level_before: CaptureMark | None = None,
) -> Parsed:
    marks = find_marks(line.translate(_CERTAIN) if kind == "view" else line, body, _MARKS.get(kind, ()), frame)
    if kind == "view":
        marks = _whose_view(line, body, marks, frame)
    if assigned and not any(mark.kind == "owner" for mark in marks):
        marks = [*assigned_to(line, body, marks[0].start if marks else len(line), frame), *marks]
    found = unmarked(line, kind, body, marks, frame, level_known=level_before is not None)
    plain = level(line)
    more = [*marks, *(mark if mark.problem else with_doubt(plain, mark) for mark in found)]
    more += other_days(line, body, in_order(more), frame) if kind == "action" else []
    marks = sorted(more, key=lambda mark: mark.start) if text_between(line, body, in_order(more)) else marks
    text = text_between(line, body, marks)
    marks = [level_before, *marks] if level_before else marks
    problems = [mark.problem for mark in marks if mark.problem]
    problems += _too_many(marks)
    if not text:
        problems.append(Refused("capture.no_text", mark=line[:body].strip()))
    without_day = kind == "action" and not any(mark.kind == "due" for mark in marks)
    days = _days_in(text, frame) if without_day else ()
    doubt = day_in_doubt(line, gaps_between(line, body, marks), frame) if without_day else None
    return Parsed(line, kind, text, body, tuple(marks), days=days, problems=tuple(problems), in_doubt=doubt)


def _days_in(text: str, frame: CaptureFrame) -> tuple[date, ...]:
    """Each that is to come, or today, once."""
    read = find_days(text[:LONGEST_TEXT], locale=frame.locale, written=frame.today)
    return tuple(dict.fromkeys(one.day for one in read if one.day is not None and one.day >= frame.today))


def _whose_view(line: str, body: int, marks: Sequence[CaptureMark], frame: CaptureFrame) -> list[CaptureMark]:
    """Whose view it is stands first, or alone; other departments may be named in what is said."""
    first = [mark for mark in marks[:1] if not line[body : mark.start].strip()]
    if not first and (named := view_first(line, body, frame)):
        return [named]
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
