"""All parts of a line that stand without their marks, in the order in which they are looked for."""

from collections.abc import Sequence

from collabtui.domain.meetings.meeting import EntryKind
from collabtui.language.capture.captured_text import text_between
from collabtui.language.capture.day_first import day_first
from collabtui.language.capture.fields_by_dashes import fields_by_dashes
from collabtui.language.capture.level_in_line import levels_apart
from collabtui.language.capture.marks.capture_mark import SEPARATORS, CaptureFrame, CaptureMark, MarkKind
from collabtui.language.capture.unmarked_parts import day_apart, in_brackets, named_owner, people_first, person_last
from collabtui.language.capture.who_owns_it import stated_owners


def in_order(marks: Sequence[CaptureMark]) -> list[CaptureMark]:
    return sorted(marks, key=lambda mark: mark.start)


def unmarked(
    line: str, kind: EntryKind, body: int, marks: Sequence[CaptureMark], frame: CaptureFrame, *, level_known: bool
) -> list[CaptureMark]:
    """The marks of what stands without one, of what no mark says."""
    if kind == "action":
        return _unmarked_in_action(line, body, marks, frame)
    if kind != "risk":
        return []
    kinds = {mark.kind for mark in marks}
    more = levels_apart(line, body, gaps_between(line, body, marks))
    if level_known or "level" in kinds:
        more = [mark for mark in more if mark.end > mark.start]
    if "owner" not in kinds:
        more += [one for one in named_owner(line, body, frame) if _is_free(one, (*marks, *more))]
    if not any(mark.kind == "owner" for mark in (*marks, *more)):
        more += _owning_clauses(line, body, (*marks, *more), frame, ("owner",))
    if not any(mark.kind == "owner" for mark in (*marks, *more)):
        for gap in gaps_between(line, body, (*marks, *more)):
            more += person_last(line, body, gap, frame, behind_comma=True)
    return more


def _unmarked_in_action(line: str, body: int, marks: Sequence[CaptureMark], frame: CaptureFrame) -> list[CaptureMark]:
    kinds = {mark.kind for mark in marks}
    missing = [one for one in ("owner", "due") if one not in kinds]
    start = marks[-1].end if marks else body
    more = in_brackets(line, start, len(line), missing, frame)  # type: ignore[arg-type]  # kinds of marks
    end = more[0].start if more else len(line)
    have = kinds | {mark.kind for mark in more}
    if "owner" not in have:
        more += [one for one in named_owner(line, body, frame) if one.end <= end and _is_free(one, marks)]
    wanted: tuple[MarkKind, ...] = tuple(one for one in ("owner", "collaborator") if one not in kinds)
    if "owner" not in {mark.kind for mark in more}:
        more += _owning_clauses(line, body, (*marks, *more), frame, wanted)
    if not any(mark.kind == "owner" for mark in (*marks, *more)):
        begins = _begin_of_text(line, body, (*marks, *more))
        more += people_first(line, begins, _next_to(begins, (*marks, *more), line), frame)
    if "due" not in have and (first := day_first(line, _begin_of_text(line, body, (*marks, *more)), frame)):
        more.append(first)
        if not any(mark.kind == "owner" for mark in (*marks, *more)):
            more += people_first(line, first.end, _next_to(first.end, (*marks, *more), line), frame)
    elif "due" not in have:
        apart = [mark for mark in in_order((*marks, *more)) if mark.start >= body]
        day = day_apart(line, body, apart, frame)
        more += [day] if day else _fields(line, body, (*marks, *more), frame)
        if day and not any(mark.kind == "owner" for mark in (*marks, *more)):
            more += _owning_clauses(line, body, (*marks, *more), frame, wanted)
    if not any(mark.kind == "owner" for mark in (*marks, *more)):
        gaps = gaps_between(line, body, (*marks, *more))
        found = (in_brackets(line, start, end, ["owner"], frame) for start, end in gaps)
        more += next(filter(None, found), [])
    if not any(mark.kind == "owner" for mark in (*marks, *more)):
        by_a_day = any(mark.kind == "due" for mark in (*marks, *more))
        gap = (body, _first_of((*marks, *more), line))
        more += person_last(line, body, gap, frame, behind_comma=by_a_day)
    return more


def _fields(line: str, body: int, marks: Sequence[CaptureMark], frame: CaptureFrame) -> list[CaptureMark]:
    """Of the text behind who does it, where no mark says what is to be delivered."""
    gaps = gaps_between(line, body, marks)
    if any(mark.kind == "deliverable" for mark in marks):
        return []
    return next((found for gap in gaps if (found := fields_by_dashes(line, *gap, frame))), [])


def _owning_clauses(
    line: str, body: int, marks: Sequence[CaptureMark], frame: CaptureFrame, wanted: Sequence[MarkKind]
) -> list[CaptureMark]:
    """Who is said to own it, and to help, of the kinds that are `wanted`; as long as something else is said."""
    found = [
        mark
        for gap in gaps_between(line, body, marks)
        for mark in stated_owners(line, *gap, frame)
        if mark.kind in wanted
    ]
    return found if text_between(line, body, in_order((*marks, *found))) else []


def gaps_between(line: str, body: int, marks: Sequence[CaptureMark]) -> list[tuple[int, int]]:
    """The places, start and end, between the marks."""
    taken = sorted((mark.start, mark.end) for mark in marks if mark.end > body)
    return list(zip([body, *(end for _, end in taken)], [*(start for start, _ in taken), len(line)], strict=True))


def _begin_of_text(line: str, body: int, marks: Sequence[CaptureMark]) -> int:
    """Behind the marks that stand before it."""
    at = body
    for mark in in_order(marks):
        if mark.end > at and not line[at : max(at, mark.start)].strip(SEPARATORS + "-–—:："):
            at = mark.end
    return at


def _next_to(at: int, marks: Sequence[CaptureMark], line: str) -> int:
    return min((mark.start for mark in marks if mark.start >= at), default=len(line))


def _first_of(marks: Sequence[CaptureMark], line: str) -> int:
    return min((mark.start for mark in marks), default=len(line))


def _is_free(one: CaptureMark, marks: Sequence[CaptureMark]) -> bool:
    return all(one.end <= mark.start or mark.end <= one.start for mark in marks)
