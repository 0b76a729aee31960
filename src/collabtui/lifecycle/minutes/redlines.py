"""What has changed between two versions, with names instead of refs: for mails and screens alike."""

from collections.abc import Mapping, Sequence
from typing import Any

from collabtui.domain.meetings.minutes_versions import LineChange, MinutesLine
from collabtui.domain.people import Person
from collabtui.domain.text_diff import pieces


def redline(changes: Sequence[LineChange], people: Mapping[str, Person]) -> list[dict[str, Any]]:
    """One dict a line: `way` (new, gone, changed, same), `kind`, `ref` (empty where the minutes print none), `text` as
    it is now, `pieces` of the text where that changed, `fields` with `name old new`: all that changed beside the text,
    or all that a new line says."""
    return [_shown(change, people) for change in changes]


def _shown(change: LineChange, people: Mapping[str, Person]) -> dict[str, Any]:
    line = change.line
    way = "changed" if change.before != change.after else "same"
    reworded = any(field.name == "text" for field in change.fields)
    return {
        "way": "new" if change.before is None else "gone" if change.after is None else way,
        "kind": line.kind,
        "ref": line.ref if line.kind in ("decision", "action", "risk", "question") else "",
        "text": _text(line, people),
        "old_text": _text(change.before, people) if change.before else "",
        "pieces": pieces(*(one.text for one in change.sides)) if reworded else (),
        "fields": _fields(change, people),
    }


def _text(line: MinutesLine, people: Mapping[str, Person]) -> str:
    return _name(line.person, people) if line.kind == "attendance" else line.text


def _fields(change: LineChange, people: Mapping[str, Person]) -> list[dict[str, Any]]:
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
