"""Values with many parts, as the trail and undo keep them (JSON), in few words."""

from collections.abc import Mapping, Sequence
from typing import TypeGuard

NAMES = ("title", "text", "line", "department", "occurrence", "value", "name", "person", "ref")
"""What names a part of a field with many, the first that it has."""
Part = Mapping[str, object]


def part_name(part: object) -> str:
    """What a part is called; of one without a name its values."""
    if not isinstance(part, Mapping):
        return str(part)
    named = next((str(part[name]) for name in NAMES if part.get(name)), "")
    return named or ", ".join(str(value) for value in part.values() if isinstance(value, str | int) and value)


def are_parts(value: object) -> TypeGuard[Sequence[Part]]:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(one, Mapping) for one in value)


def parts_apart(some: Sequence[object], others: Sequence[object]) -> list[str]:
    """The parts of `some` that `others` has not. Where it has one of that name what is different of it stands behind:
    `Status (minutes 20)`."""
    known = {part_name(one): one for one in others}
    return [_apart(one, known.get(part_name(one))) for one in some if one not in others]


def _apart(one: object, other: object) -> str:
    name = part_name(one)
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return name
    differ = [f"{field} {_plain(value)}" for field, value in one.items() if value != other.get(field)]
    return f"{name} ({', '.join(differ)})" if differ else name


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(part_name, value)) or "–"
    return part_name(value) if value not in (None, "") else "–"
