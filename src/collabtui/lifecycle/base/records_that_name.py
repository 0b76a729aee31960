"""Records that name a person or a matter: an action its owner, a meeting the matter that it belongs to."""

from collections.abc import Iterable, Iterator
from typing import Any

from collabtui.domain.model import Record
from collabtui.domain.person_merge import renamed
from collabtui.domain.records import RECORDS
from collabtui.store.interface import Reader

_NOBODY = ""


def may_name(reader: Reader, model: type[Record], person: str) -> Iterable[Record]:
    """Each once; all of the type are read where no index finds them."""
    found: dict[str, Record] = {}
    for field in dict.fromkeys(path.partition(".")[0] for path in model.names_person):
        equal: dict[str, Any] = {field: person} if model.kept.finds_by(field) else {}
        records = reader.find(model, **equal)
        found |= {record.ref: record for record in records}
    return found.values()


def naming_person(reader: Reader, person: str) -> Iterator[Record]:
    """All records that name the person."""
    for model in RECORDS:
        for record in may_name(reader, model, person):
            if record.ref != person and renamed(record, person, _NOBODY) != record:
                yield record


def naming_matter(reader: Reader, matter: str) -> Iterator[Record]:
    """All records that belong to the matter."""
    for model in RECORDS:
        if "matter" in model.model_fields and model.kept.finds_by("matter"):
            yield from reader.find(model, matter=matter)
