"""The inverse of a change, by which it is undone, as a change of its own. Nothing is ever erased."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from collabtui.domain.action import STATED_FIELD, Action
from collabtui.domain.matters.matter import Matter
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.series_change import reshaped
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import WORKER, Via
from collabtui.errors import Conflict, Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import put_action, stamped
from collabtui.lifecycle.base.records_that_name import naming_matter, naming_person
from collabtui.lifecycle.base.undo.undo_split import (
    STAMPS,
    back_in_series,
    is_same,
    refuse_gone_on,
    set_aside,
    split_off,
)
from collabtui.store.interface import Reader, Transaction

_Parts = tuple[Any, ...]
_PARTED = ("person", "department", "key")
"""Fields of a mail that say whose it is: they go back where two were made one, or a department was renamed."""
_REACHED = (("bounced_at", None), ("bounce_reason", ""))
"""Fields of a person that say whether his address fails, as they are where it does not."""
_STAMPS = STAMPS | {STATED_FIELD}


@dataclass(frozen=True)
class Reverted:
    """A record as it is, and as it will be once a change of it is taken back."""

    now: Record
    then: Record
    is_withdrawn: bool = False
    """It had been made by what is taken back: it is set aside."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that get another value; what only stamps a change is none."""
        names = (name for name in type(self.now).model_fields if name not in _STAMPS)
        return tuple(name for name in names if getattr(self.now, name) != getattr(self.then, name))


def reverted(reader: Reader, changes: Iterable[TrailEntry]) -> list[Reverted]:
    """The records that `revert` would put for `changes`, newest first. Raises what it would raise."""
    found = list(changes)
    if all(change.field == STATED_FIELD for change in found if _counts_for_undo(change)):  # said once more
        raise Refused("undo.nothing")
    return reverted_words(reader, found)


def reverted_words(reader: Reader, changes: Iterable[TrailEntry]) -> list[Reverted]:
    """The same of a mail's changes: where it has only said again what was said before, its word alone goes."""
    changes = list(changes)
    parts = any(change.field in ("merged_into", "former_names") for change in changes)
    fields: dict[str, dict[str, tuple[Any, Any]]] = {}
    for change in changes:
        if can_be_undone(change) or change.field == STATED_FIELD or (parts and change.field in _PARTED):
            of_record = fields.setdefault(change.ref, {})
            newest = of_record[change.field][0] if change.field in of_record else change.new
            of_record[change.field] = (newest, change.old)
    for ref, values in fields.items():
        if STATED_FIELD in values:
            values[STATED_FIELD] = _with_repeated_words(reader, ref, changes, *values[STATED_FIELD])
    dates = _dates_planned_along(reader, fields)
    apart = _staying(fields) | {one.ref for one in dates}
    there = {ref: values for ref, values in fields.items() if ref not in apart}
    part = split_off(reader, (ref for ref, values in there.items() if "" in values))
    if part is not None:
        refuse_gone_on(reader, part)
    found = [_of_split(reader, part, ref, values) for ref, values in there.items()]
    every = [*found, *_dates_as_before(dates, found), *_gone_along(reader, found, part)]
    # where a split is taken back, it is no matter who has sent the invitations to what goes on
    announced = frozenset({"state"}) if part else frozenset()
    for one in every:
        if one.is_withdrawn:
            _refuse_of_others(reader, one.now, {change.actor for change in changes}, announced)
    return every


def _with_repeated_words(
    reader: Reader, ref: str, changes: Sequence[TrailEntry], newest: Any, old: Any
) -> tuple[Any, Any]:
    """The words that `changes` left and found of an action, as they are kept. Where those who made them have said the
    same once more by a command that changed nothing, it counts as left by `changes`: no undo takes it back by itself,
    and it must not keep back what it repeats. A mail's word counts as long as the mail does."""
    makers, last = {change.actor for change in changes}, max(change.batch for change in changes)
    before, words = _by_value(old), dict(_by_value(newest))
    own = {value for value, word in words.items() if word != before.get(value)}
    since = [one for one in reader.changes(ref) if one.field == STATED_FIELD and one.batch > last]
    for one in reversed(since):
        if one.actor not in makers or Via.parse(one.via).mail_ref:
            continue
        if any(map(can_be_undone, reader.changes(batch=one.batch))):
            continue
        found, left = _by_value(one.old), _by_value(one.new)
        words |= {value: left[value] for value in own & left.keys() if found.get(value) == words[value]}
    return list(words.values()), old


def _by_value(statements: Any) -> Mapping[str, Any]:
    return {one["value"]: one for one in statements or ()}


def _of_split(reader: Reader, part: Series | None, ref: str, values: dict[str, tuple[Any, Any]]) -> Reverted:
    """`part`: what a series was split into, where that is taken back."""
    if part is None:
        return _reverted(reader, ref, values)
    record = reader.get(model_of(ref), ref)
    if "" in values and (gone := set_aside(part, record)):
        return Reverted(record, gone, is_withdrawn=True)
    if not isinstance(record, Meeting):
        return _reverted(reader, ref, values)
    others = {name: value for name, value in values.items() if name != "participants"}
    then = _reverted(reader, ref, others).then
    assert isinstance(then, Meeting)  # noqa: S101  # as it is
    return Reverted(record, back_in_series(reader, record, then, values.get("participants")))


def _dates_planned_along(reader: Reader, fields: Mapping[str, Collection[str]]) -> list[Meeting]:
    """Meetings that a change of their series planned ahead. They are dates of the series before the change, too."""
    made = (reader.get(Meeting, ref) for ref, values in fields.items() if "" in values and model_of(ref) is Meeting)
    return [one for one in made if one.series and one.series in fields and "" not in fields[one.series]]


def _dates_as_before(dates: Iterable[Meeting], found: Iterable[Reverted]) -> Iterator[Reverted]:
    """They become what the series has been before; what was held stays as it was held."""
    series = {one.now.ref: (one.now, one.then) for one in found}
    for date in dates:
        now, then = series[date.series or ""]
        if isinstance(now, Series) and isinstance(then, Series) and date.state in ("planned", "invited"):
            yield Reverted(date, reshaped(now, then, [date]).meetings[0])


def _staying(fields: Mapping[str, Collection[str]]) -> set[str]:
    """Refs of what was only made along the way and may stay: the people and the matter that a meeting names, the
    department that a person came with. People who came with changes of nothing but people were imported, and go."""
    made = {ref for ref, values in fields.items() if "" in values and model_of(ref).undo == "stays"}
    departments = {ref for ref in fields if model_of(ref) is Department}
    if any(model_of(ref) is not Person for ref in set(fields) - made - departments):
        return made
    return made & departments if made - departments else set()


def revert(tx: Transaction, acting: Acting, changes: Iterable[TrailEntry]) -> list[Record]:
    """`changes` of a mail, newest first; the records as they are now. Where two were made one, their mails are parted
    again.

    Raises `Refused` (undo.not_possible, undo.named) where what was made cannot be set aside, `Conflict`
    (undo.changed_since) when a field has got another value in between."""
    return [put_reverted(tx, acting, one) for one in reverted_words(tx, changes)]


def put_reverted(tx: Transaction, acting: Acting, one: Reverted) -> Record:
    """Keep it. An action's words before count again: who takes a change back has set it last, but has said nothing
    new."""
    if not isinstance(one.then, Action):
        return tx.put(one.then)
    if one.is_withdrawn:
        return put_action(tx, one.then, acting.provenance)
    return tx.put(stamped(one.then, acting.provenance))


def _counts_for_undo(change: TrailEntry) -> bool:
    return can_be_undone(change) or change.field == STATED_FIELD or change.field in _PARTED


def can_be_undone(change: TrailEntry) -> bool:
    """Not what only stamps a change, such as when it was said, and no mail: it cannot be unsent or unreceived."""
    return change.field not in _STAMPS and model_of(change.ref).undo != "never"


def _reverted(reader: Reader, ref: str, values: dict[str, tuple[Any, Any]]) -> Reverted:
    record = reader.get(model_of(ref), ref)
    if "" in values:
        return Reverted(record, _set_aside(reader, record), is_withdrawn=True)
    data = record.model_dump(mode="json")
    # as values and not as they are written: an instant is the same in any zone
    left = record.model_validate(data | {field: newest for field, (newest, _) in values.items()})
    before = record.model_validate(data | {field: old for field, (_, old) in values.items()})
    restored = {}
    for field in sorted(values, key=STATED_FIELD.__eq__):  # when a value was said goes with the value
        now, after, then = (getattr(one, field) for one in (record, left, before))
        part = record.in_parts.get(field)
        if now != after and field in record.noted:  # what was mailed since stays so
            continue
        restored[field] = then if now == after else _put_back(now, after, then, part) if part else None
        if restored[field] is None and now != after:
            if field == STATED_FIELD:
                _refuse_repeated(record, data, left, before)
            raise Conflict("undo.changed_since", ref=ref, field=field, value=data[field])
    if "email" in restored:  # with the address goes what had failed at it; another one has not failed before
        restored |= {field: getattr(before, field) if field in values else nothing for field, nothing in _REACHED}
    return Reverted(record, record.model_copy(update=restored))


def _refuse_repeated(record: Record, data: Mapping[str, object], left: Record, before: Record) -> None:
    """`left` and `before`: the action after what is taken back, and before it. Raises `Conflict` (undo.repeated_by:
    ref, field, value, by, at) for what is as it was left and was said again since."""
    stands, after, then = (
        {one.value: one for one in action.stated} if isinstance(action, Action) else {}
        for action in (record, left, before)
    )
    for value, word in stands.items():
        if after.get(value) not in (word, then.get(value)):
            newer = {"field": value, "value": data[value], "by": word.by, "at": word.at}
            raise Conflict("undo.repeated_by", ref=record.ref, **newer)


def _refuse_of_others(reader: Reader, record: Record, makers: Collection[str], announced: Collection[str]) -> None:
    """What is new stays where somebody else than who made it has worked on it since. Raises `Conflict`
    (undo.changed_since). What people answer to an invitation, what a program notes of a mail, and the fields that are
    `announced`, is no work on it."""
    passed_over = {*_STAMPS, *record.noted, *announced}
    stands = record.model_dump(mode="json")
    before: dict[str, object] = {}
    for one in reader.changes(record.ref):
        if one.field and one.field not in passed_over and one.actor not in makers and one.via != WORKER:
            before[one.field] = one.old
    for field, old in before.items():
        if not is_same(field, old, stands[field]):
            raise Conflict("undo.changed_since", ref=record.ref, field=field, value=stands[field])


def _put_back(now: _Parts, after: _Parts, then: _Parts, name: str) -> _Parts | None:
    """`now` with what a batch made of some parts, from `then` to `after`, put back: what has become of others since
    stays. None where one of them is something else by now. `name`: the field that names a part."""
    was, left, stands = ({getattr(one, name): one for one in parts} for parts in (then, after, now))
    for part in dict.fromkeys((*was, *left)):
        if was.get(part) == left.get(part):
            continue
        if stands.get(part) != left.get(part):
            return None
        if part in was:
            stands[part] = was[part]
        else:
            del stands[part]
    return tuple(stands.values())


def withdrawn(record: Record) -> Record:
    """The record set aside, as nothing is erased. Raises `Refused` where that cannot be: undo.invited
    (ref) of a meeting that people know of, undo.not_possible (ref)."""
    left = record.withdraw()
    if left is None and isinstance(record, Meeting | Series) and record.state == "invited":
        raise Refused("undo.invited", ref=record.ref)
    if left is None:
        raise Refused("undo.not_possible", ref=record.ref)
    return left


def _set_aside(reader: Reader, record: Record) -> Record:
    """As `withdrawn`. Raises `Refused` (undo.named: ref, by) also where something names a matter or a person who would
    be gone."""
    left = withdrawn(record)
    naming = {Matter: naming_matter, Person: naming_person}.get(type(record))
    by = [one.ref for one in naming(reader, record.ref) if _counts(one)] if naming else []
    if by:
        raise Refused("undo.named", ref=record.ref, by=by[:_NAMED])
    return left


_NAMED = 5
"""Refs that a refusal names."""


def _counts(record: Record) -> bool:
    """Whether what names another is anything yet: not what was set aside, no mail of the past, and not the department
    that a person came with."""
    return record.undo != "never" and not isinstance(record, Department) and record.withdraw() != record


def _gone_along(reader: Reader, found: Iterable[Reverted], part: Series | None) -> Iterator[Reverted]:
    """What does not outlive what is set aside: the meetings of a series, and who stood for a department."""
    known = {one.now.ref for one in found}
    for one in found:
        if not one.is_withdrawn:
            continue
        if isinstance(one.now, Series):
            others = (meeting for meeting in reader.find(Meeting, series=one.now.ref) if meeting.ref not in known)
            for meeting in others:
                yield Reverted(meeting, set_aside(part, meeting) or withdrawn(meeting), is_withdrawn=True)
        if isinstance(one.now, Person):
            ref = one.now.ref
            for department in reader.find(Department):
                if department.contact == ref and department.ref not in known:
                    yield Reverted(department, department.model_copy(update={"contact": None}))
