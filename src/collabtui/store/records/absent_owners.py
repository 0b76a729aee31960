"""Actions that come due, or are late, while their owner is away and nobody is in his place: neither one who
stands in for him, and may read them, nor who does them. Plain rows, for the first page asks before its first frame."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple, NotRequired, TypedDict

from collabtui.domain.facilitator_duties import ABSENCE_TOLD, OpenDuty
from collabtui.domain.matters.department_speakers import stand_in_chain
from collabtui.store.engine_connection import Connection
from collabtui.store.unreadable_row import UnreadableRow, kept_day, kept_zone

_DUE_MEANWHILE = """
    SELECT a.ref, a.title, a.due, a.collaborators, p.ref, p.name, p.away_from, p.away_until, p.timezone,
    m.confidential, m.readers, (SELECT c.person FROM account AS c WHERE c.ref = m.account)
    FROM person AS p JOIN action AS a ON a.owner = p.ref LEFT JOIN matter AS m ON m.ref = a.matter
    WHERE p.away_from IS NOT NULL AND p.merged_into IS NULL AND p.left_at IS NULL
    AND a.status IN ('not-started', 'in-progress', 'blocked') AND a.due <= p.away_until
    AND (m.step IS NULL OR m.step <> 'archive')
    ORDER BY a.due, a.id"""
_PERSON = """
    SELECT coalesce(nullif(away_deputy, ''), deputy), away_from, away_until, bounced_at IS NOT NULL,
    merged_into IS NULL AND left_at IS NULL FROM person WHERE ref = ?"""
_DAY = timedelta(days=1)


class _KeptCollaborator(TypedDict):
    person: str
    does: NotRequired[bool]


class _PersonRow(NamedTuple):
    stand_in: str | None
    away_from: str | None
    away_until: str | None
    is_unreached: bool
    is_here: bool

    def is_reached(self, day: str) -> bool:
        away = self.away_from is not None and self.away_from <= day <= (self.away_until or self.away_from)
        return self.is_here and not self.is_unreached and not away


_RowOf = Callable[[str], _PersonRow]


class _KeptReader(TypedDict):
    person: str


class _Place(NamedTuple):
    """Who comes after somebody, and who of these may read what is to be done; None where all may."""

    people: list[str]
    readers: frozenset[str | None] | None

    def is_filled(self, day: str, row_of: _RowOf) -> bool:
        """Whether the one who is in his place on that day may read it; he himself always."""
        present = next((ref for ref in self.people if row_of(ref).is_reached(day)), None)
        return present is not None and (present == self.people[0] or self.readers is None or present in self.readers)


def absent_owners(connection: Connection) -> Iterator[OpenDuty]:
    """Each from the first day on which nobody is in the owner's place, a few days before it is due, to the last."""

    @cache
    def row_of(ref: str) -> _PersonRow:
        return _PersonRow(*(connection.row(_PERSON, (ref,)) or (None, None, None, True, False)))

    for ref, title, due, kept, owner, name, first, last, zone, *hidden in connection.rows(_DUE_MEANWHILE):
        from_day = max(
            kept_day("person", owner, "away_from", first), kept_day("action", ref, "due", due) - ABSENCE_TOLD
        )
        last_day = kept_day("person", owner, "away_until", last)
        readers = _readers(*hidden)
        places = [_Place(_chain(one, row_of), readers) for one in (owner, *_doers(ref, kept))]
        if found := _uncovered(places, from_day, last_day, row_of):
            start, end = (datetime.combine(day, datetime.min.time(), kept_zone(owner, zone)) for day in found)
            yield OpenDuty(
                "absent-owner", ref, title, start.isoformat(), end.isoformat(), person=owner, away_until=last, name=name
            )


def _doers(ref: str, kept: str | None) -> list[str]:
    """Raises `UnreadableRecord` (unreadable.record) for what is no list of collaborators."""
    try:
        collaborators: list[_KeptCollaborator] = json.loads(kept or "[]")
        return [one["person"] for one in collaborators if one.get("does")]
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise UnreadableRow(table="action", ref=ref, field="collaborators").error() from error


def _readers(confidential: bool | None, readers: str | None, account: str | None) -> frozenset[str | None] | None:
    """Of a confidential matter; None of any other."""
    if not confidential:
        return None
    named: list[_KeptReader] = json.loads(readers or "[]")
    return frozenset((*(one["person"] for one in named), account))


def _chain(person: str, row_of: _RowOf) -> list[str]:
    chain = [person, *stand_in_chain(person, lambda one: row_of(one).stand_in)]
    return list(_those_here(chain, row_of))


def _uncovered(places: list[_Place], first: date, last: date, row_of: _RowOf) -> tuple[date, date] | None:
    """The first day on which nobody is in one of these places, and the one on which that is over."""
    start = None
    for day in (first + _DAY * n for n in range((last - first).days + 1)):
        if any(one.is_filled(day.isoformat(), row_of) for one in places):
            if start:
                return start, day
        else:
            start = start or day
    return (start, last + _DAY) if start else None


def _those_here(chain: list[str], row_of: _RowOf) -> Iterator[str]:
    """Until one who has left: whoever comes behind him stands in for nobody."""
    for ref in chain:
        if not row_of(ref).is_here:
            return
        yield ref
