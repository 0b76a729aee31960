"""The one rule on who may read a confidential matter, and what is left of its records for everybody else."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypeVar

from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.domain.people import Person

R = TypeVar("R", bound=Record)
_KEPT = frozenset({
    "ref", "version", "matter", "meeting", "series", "owner", "person", "uid", "timezone", "status", "state", "level",
    "kind", "step", "rhythm", "via", "by", "updated_by", "raised_by", "decided_by", "asked_digest", "initiator",
    "lead", "likelihood", "severity",
})  # fmt: skip
"""Fields that say what, whose and how far something is, and not what it is about."""
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
    """The words of the records, without what is too short to give anything away."""
    found: set[str] = set()
    for record in records:
        for name in type(record).model_fields:
            if name not in _KEPT:
                found.update(_strings(getattr(record, name)))
    return frozenset(text for text in found if len(text) >= _LEAST)


def _strings(value: object) -> Iterable[str]:
    """Of a text its lines, too: mails put them apart."""
    if isinstance(value, str):
        return [value, *value.splitlines()]
    if isinstance(value, tuple):
        return [text for one in value for text in _strings(getattr(one, "text", one))]
    if isinstance(value, date | datetime):
        return []
    return []
