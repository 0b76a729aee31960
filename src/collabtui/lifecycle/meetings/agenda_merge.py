"""An agenda that is edited as a text while somebody else changes the meeting: each field as it was changed last, and
those that both have changed by name."""

from typing import NamedTuple

from collabtui.domain.meetings.draft import AgendaDraft
from collabtui.domain.model import Finding
from collabtui.domain.three_way_merge import merge_sets, merge_value
from collabtui.errors import Conflict
from collabtui.lifecycle.base.unseen_changes import last_change
from collabtui.store.interface import Reader

_SETS = frozenset({"participants", "questions", "material"})
"""Fields whose order says nothing: what either has put in or taken out counts."""
_RECORDED_AS = dict.fromkeys(("facilitator", "scribe", "timekeeper"), "participants")
"""Fields of the meeting, where they are called otherwise."""

_WORDS = {part: f"role.{part}" for part in _RECORDED_AS}
"""Their names for people, where they are no field of the meeting."""


class MergedAgenda(NamedTuple):
    draft: AgendaDraft
    clashes: tuple[str, ...]
    """Fields in which it would revert what somebody else has set."""


def merged_agenda(seen: AgendaDraft, mine: AgendaDraft, now: AgendaDraft) -> MergedAgenda:
    values, clashes = {}, []
    for field in AgendaDraft.model_fields:
        before, own, theirs = (getattr(one, field) for one in (seen, mine, now))
        values[field], clash = merge_value(before, own, theirs)
        if clash and field in _SETS:
            values[field] = merge_sets(before, own, theirs)
        elif clash:
            clashes.append(field)
    return MergedAgenda(mine.model_copy(update=values), tuple(clashes))


def clash_named(reader: Reader, ref: str, fields: tuple[str, ...]) -> Conflict:
    """The error that says who has changed the first of these fields, and when (agenda.changed_by: ref, by, at)."""
    recorded = [_RECORDED_AS.get(field, field) for field in fields]
    change = last_change(reader, ref, recorded)
    by, at = (change.actor, change.at) if change else ("", None)
    names = [Finding(key=_WORDS.get(field, f"undo.of.{field}")) for field in fields]
    return Conflict("agenda.changed_by", ref=ref, by=by, at=at, fields=names)
