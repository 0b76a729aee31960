"""Redlines: what changed between two versions of minutes, with names instead of refs, for mails and screens alike."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict

from collabtui.domain.meetings.minutes_versions import LineChange, LineKind, MinutesLine
from collabtui.domain.people import Person
from collabtui.domain.text_diff import DiffPiece, pieces


class RedField(TypedDict):
    name: str
    old: object
    """As `new`, a text, a date, a number or None; people by their names."""
    new: object


class RedLine(TypedDict):
    """One line of the minutes beside what it said before."""

    way: Literal["new", "gone", "changed", "same"]
    kind: LineKind
    ref: str
    """Empty where the minutes print none."""
    text: str
    """As it is now, or as it last was."""
    old_text: str
    pieces: tuple[DiffPiece, ...]
    """Of the text, where that changed."""
    fields: list[RedField]
    """All that changed beside the text, or all that a new line says."""


def redline(changes: Sequence[LineChange], people: Mapping[str, Person]) -> list[RedLine]:
    return [_shown(change, people) for change in changes]


def _shown(change: LineChange, people: Mapping[str, Person]) -> RedLine:
    line = change.line
    reworded = any(field.name == "text" for field in change.fields)
    return {
        "way": _way(change),
        "kind": line.kind,
        "ref": line.ref if line.kind in ("decision", "action", "risk", "question") else "",
        "text": _text(line, people),
        "old_text": _text(change.before, people) if change.before else "",
        "pieces": pieces(*(one.text for one in change.sides)) if reworded else (),
        "fields": _fields(change, people),
    }


def _way(change: LineChange) -> Literal["new", "gone", "changed", "same"]:
    if change.before is None:
        return "new"
    if change.after is None:
        return "gone"
    return "changed" if change.before != change.after else "same"


def _text(line: MinutesLine, people: Mapping[str, Person]) -> str:
    return _name(line.person, people) if line.kind == "attendance" else line.text


def _fields(change: LineChange, people: Mapping[str, Person]) -> list[RedField]:
    if change.fields:
        found = [(field.name, field.old, field.new) for field in change.fields if field.name != "text"]
    else:
        found = [(name, None, getattr(change.line, name)) for name in _SAID_BESIDE if getattr(change.line, name)]
    if change.line.kind == "attendance":
        found = [one for one in found if one[0] != "person"]
    return [
        {"name": name, "old": _named(name, old, people), "new": _named(name, new, people)} for name, old, new in found
    ]


_SAID_BESIDE = ("person", "due", "deliverable", "level", "who", "attendance")


def _named(field: str, value: Any, people: Mapping[str, Person]) -> Any:
    if field == "person":
        return _name(value, people)
    if field == "collaborators":
        return ", ".join(_name(ref, people) for ref in value or ())
    return value


def _name(ref: str | None, people: Mapping[str, Person]) -> str:
    return people[ref].name if ref and ref in people else ref or ""
