"""What the trail has to be: for each field of each record a chain of changes without a gap, which ends in what the
record says now."""

from collections.abc import Iterator

from collabtui.domain.records import model_of
from collabtui.store.interface import Reader


def broken_links(reader: Reader) -> Iterator[str]:
    """Each place where the trail and the state disagree; nothing where it replays to the state."""
    newest: dict[tuple[str, str], object] = {}
    for change in reversed(reader.changes()):
        where = (change.ref, change.field)
        if change.field == "":
            if where in newest:
                yield f"{change.ref} was made twice"
        elif where in newest and newest[where] != change.old:
            yield f"{change.ref}.{change.field}: {change.old!r} follows {newest[where]!r}"
        newest[where] = change.new
    for (ref, field), value in newest.items():
        record = reader.get(model_of(ref), ref)
        if field and type(record).model_validate(record.model_dump() | {field: value}) != record:
            yield f"{ref}.{field} is not {value!r}, which the trail says"
