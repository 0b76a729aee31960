"""Undo of a split series, once people were invited to the part that goes on.

The dates go back to the series before, and the part with its UID is called off.
"""

from collections.abc import Collection, Iterable
from typing import Any

from collabtui.domain.meetings.meeting import Meeting, Participant, asked_again
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_split import OPEN
from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.errors import Conflict, Refused
from collabtui.store.interface import Reader

STAMPS = frozenset({"version", "updated_at", "updated_by", "via"})
"""Fields that only stamp a change."""
_TOLD = STAMPS | Series.noted | {"state"}
"""Fields of a series that say what people were told and have answered: none changes what they were asked to."""


def split_off(reader: Reader, made: Iterable[str]) -> Series | None:
    """Of the refs of what a change has made, the part of a series that goes on by itself, where people were invited to
    it."""
    found = (reader.get(Series, ref) for ref in made if model_of(ref) is Series)
    return next((one for one in found if one.follows and one.state == "invited"), None)


def refuse_gone_on(reader: Reader, part: Series) -> None:
    """Raises `Refused`: undo.split_held (ref, title) where one of its dates was held, undo.split_again (ref, by) where
    it was split once more; `Conflict` (undo.changed_since) where it was changed."""
    held = next((one for one in reader.find(Meeting, series=part.ref) if one.state not in (*OPEN, "cancelled")), None)
    if held is not None:
        raise Refused("undo.split_held", ref=held.ref, title=part.title)
    later = next((one for one in reader.find(Series, follows=part.ref) if one.state != "cancelled"), None)
    if later is not None:
        raise Refused("undo.split_again", ref=part.ref, by=later.ref)
    first = {change.field: change.old for change in reader.changes(part.ref)}
    stands = part.model_dump(mode="json")
    for field in sorted(first.keys() - _TOLD - {""}):
        if not is_same(field, first[field], stands[field]):
            raise Conflict("undo.changed_since", ref=part.ref, field=field, value=stands[field])


def is_same(field: str, before: Any, now: Any) -> bool:
    """Whether a field, as it is written in the trail, says the same: what people answer to an invitation is no change
    of who was asked."""
    return _people_asked(before) == _people_asked(now) if field == "participants" else bool(before == now)


def _people_asked(people: Any) -> set[tuple[str, str]]:
    """The people of a meeting with their roles, without their answers."""
    return {(one["person"], one.get("role", "")) for one in people or ()}


def set_aside(part: Series | None, record: Record) -> Record | None:
    """The part, or a date that it has planned by itself, called off; None for anything else."""
    if part is None or not isinstance(record, Series | Meeting) or record.state not in OPEN:
        return None
    is_its_own = record.ref == part.ref or (isinstance(record, Meeting) and record.series == part.ref)
    return record.model_copy(update={"state": "cancelled"}) if is_its_own else None


def back_in_series(reader: Reader, meeting: Meeting, then: Meeting, people: tuple[Any, Any] | None) -> Meeting:
    """`then` with its people. `people`: who came after the split and who before it, as it was kept; None where it
    changed none. Who was added or left out since stays so; who answered another hour has not answered this one."""
    if people is not None:
        left, was = (tuple(Participant.model_validate(one) for one in some) for some in people)
        then = then.model_copy(update={"participants": _people(was, left, meeting.participants)})
    elif meeting.start != then.start:
        then = asked_again(then)
    series = reader.get(Series, then.series) if then.series else None
    known = series is None or series.state != "planned" or meeting.state != "invited"
    return then if known else then.model_copy(update={"state": "planned"})


def _people(
    was: Collection[Participant], left: Collection[Participant], stands: Collection[Participant]
) -> tuple[Participant, ...]:
    here, known = ({one.person for one in some} for some in (stands, left))
    gone = known - here
    before = [one for one in was if one.person not in gone]
    there = {one.person for one in was}
    return (*before, *(one for one in stands if one.person not in known and one.person not in there))


def is_split_part(record: Record) -> bool:
    """Whether it is a part of a series that people were invited to by itself."""
    return isinstance(record, Series) and record.follows is not None and record.state == "invited"
