"""The one rule on who may read a confidential matter, and what is left of its records for everybody else."""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar, get_args, get_origin

from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record, Value
from collabtui.domain.people import Person
from collabtui.domain.refs import is_ref

R = TypeVar("R", bound=Record)
_KEPT = frozenset({
    "ref", "version", "matter", "meeting", "series", "owner", "person", "uid", "timezone", "status", "state", "level",
    "kind", "step", "rhythm", "via", "by", "updated_by", "raised_by", "decided_by", "asked_digest", "initiator",
    "lead", "likelihood", "severity",
})  # fmt: skip
"""Fields that say what, whose and how far something is, and not what it is about."""
_NO_WORDS = _KEPT | {
    "department", "departments", "supervising", "place", "key", "choice", "who", "readers", "stated",
    "invited_as", "minutes_said", "archive_head",
}  # fmt: skip
"""Fields whose texts stand in mails about anything: names, rooms, marks of the program's own."""
_LEAST = 4
"""Letters of a text that gives something away wherever it stands."""


def may_read(matter: Matter, person: Person, facilitator: str) -> bool:
    """Whether the person may see what the matter is about: of a confidential one its named readers, as long as they
    are here, and the facilitator (by address)."""
    if not matter.confidential or person.email == facilitator.lower():
        return True
    return person.is_here and any(one.person == person.ref for one in matter.readers)


def concealed(record: R, label: str) -> R:
    """The record with its number, days and state; `label` stands for its title, and nothing for its other texts."""
    title = record.kept.texts[0] if record.kept.texts else ""
    values: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name == title:
            values[name] = label
        elif name not in _KEPT and isinstance(value, str):
            values[name] = ""
        elif name not in _KEPT and isinstance(value, tuple):
            values[name] = ()
    return record.model_copy(update=values)


def texts_of(records: Iterable[Record]) -> frozenset[str]:
    """The words of the records and of their parts, without what is too short to give anything away."""
    return frozenset(text for record in records for text in _strings(record) if len(text) >= _LEAST)


def _strings(value: object) -> Iterator[str]:
    """Of a text its lines, too: mails put them apart. What is the name of a record is no text."""
    if isinstance(value, str) and not is_ref(value):
        yield from (value, *value.splitlines())
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, Value):
        for name, field in type(value).model_fields.items():
            if name not in _NO_WORDS and not _is_of_few(field.annotation):
                yield from _strings(getattr(value, name))


def _is_of_few(annotation: object) -> bool:
    """Whether it is one of a few marks of the program's own, such as `accepted`."""
    return get_origin(annotation) is Literal or any(map(_is_of_few, get_args(annotation)))
