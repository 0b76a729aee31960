"""Words that two mails have said alike, when one of the mails is taken back: the word of the other holds. Only with the
last of them goes the value, and what was before the first is there again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from collabtui.domain.action import STATED_FIELD
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import Via, mail_of
from collabtui.store.interface import Reader

_WHEN = frozenset({"at", "answered_at", "via", "by"})
"""Parts of a word that tell only when and through what it was said."""
_TOGETHER = frozenset({"status", "percent"})
"""Values of an action of which one is set along with the other."""


def changes_of_mail(reader: Reader, ref: str, *, batch: int | None = None) -> list[TrailEntry]:
    """Changes that came of the mail, or of the one decision on it that is `batch`, and go with it, newest first:
    without what a later mail says again, and with what an earlier one had said that was taken back while this one kept
    the value."""
    changes = [one for one in reader.changes(via=str(Via.mail(ref))) if batch in (None, one.batch)]
    gone = {one for one in {change.batch for change in changes} if reader.changes(via=str(Via.undo(one)), limit=1)}
    changes = [one for one in changes if one.batch not in gone]
    found: list[TrailEntry] = []
    for of_record in {change.ref: None for change in changes}:
        own = [change for change in changes if change.ref == of_record]
        record = reader.get(model_of(of_record), of_record)
        found += _without_repeated(record, [*own, *_kept_by(reader, own)])
    return found


def _kept_by(reader: Reader, own: list[TrailEntry]) -> Iterator[TrailEntry]:
    """`own`: changes of one record by a mail. What the mail before it said of the same parts, where that one does not
    count any more; and so on."""
    for first in list({change.field: change for change in own}.values()):  # the oldest of each field
        name = model_of(first.ref).in_parts.get(first.field)
        if name is None:
            continue
        earlier = [one for one in reader.changes(first.ref) if one.id < first.id]
        before = next((one for one in earlier if one.field == first.field), None)
        mail = mail_of(before.via) if before else ""
        if before is None or not mail or not _is_taken_back(reader.get(Incoming, mail)):
            continue
        parts = _changed(name, first) & _changed(name, before)
        if not parts:
            continue
        of_mail = [_only(name, before, parts, first.old)]
        if first.field == STATED_FIELD:
            values = parts | (_TOGETHER if parts & _TOGETHER else set())
            of_mail += [one for one in earlier if one.batch == before.batch and one.field in values]
        yield from of_mail
        yield from _kept_by(reader, of_mail)


def _is_taken_back(mail: Incoming) -> bool:
    """Of a mail that had done something."""
    return mail.state == "undone" or (mail.state, mail.verdict) == ("waiting", "review")


def _without_repeated(record: Record, own: list[TrailEntry]) -> Iterator[TrailEntry]:
    stands = record.model_dump(mode="json")
    newest = {change.field: change.new for change in reversed(own)}
    repeated = {
        field: _repeated_parts(name, stands[field], newest[field])
        for field, name in record.in_parts.items()
        if field in newest
    }
    values = set[str]()
    if STATED_FIELD in repeated:
        changes = [change for change in own if change.field == STATED_FIELD]
        moved = set[str]().union(*(_moved_to(record, change, newest[STATED_FIELD]) for change in changes))
        values = {one for one in moved & repeated[STATED_FIELD] if stands[one] == newest.get(one, stands[one])}
        values |= _TOGETHER if values & _TOGETHER else set()
        repeated[STATED_FIELD] &= values
    for change in own:
        name = record.in_parts.get(change.field)
        if name is None:
            if change.field not in values:
                yield change
        elif others := _changed(name, change) - repeated[change.field]:
            yield _only(name, change, others, change.new)


def _repeated_parts(name: str, stands: Any, left: Any) -> set[str]:
    """The parts that somebody else says alike by now."""
    now = _parts(name, stands)
    return {part for part, one in _parts(name, left).items() if _says_again(now.get(part), one)}


def _moved_to(record: Record, change: TrailEntry, left: Any) -> set[str]:
    """The parts that `left` has otherwise than they were before the change."""
    name = record.in_parts[change.field]
    was = _parts(name, change.old)
    return {part for part, one in _parts(name, left).items() if one != was.get(part)}


def _says_again(now: Mapping[str, Any] | None, left: Mapping[str, Any]) -> bool:
    """Whether it is the same word, said at another time."""
    if now is None or now == left:
        return False
    return {key: now[key] for key in now.keys() - _WHEN} == {key: left[key] for key in left.keys() - _WHEN}


def _parts(name: str, value: Any) -> Mapping[str, Mapping[str, Any]]:
    """The parts by what names them, as JSON values."""
    return {one[name]: one for one in value or ()}


def _changed(name: str, change: TrailEntry) -> set[str]:
    was, left = _parts(name, change.old), _parts(name, change.new)
    return {part for part in (*was, *left) if was.get(part) != left.get(part)}


def _only(name: str, change: TrailEntry, parts: Iterable[str], rest: Any) -> TrailEntry:
    """The change as far as it is of these parts; all others are as in `rest`, before and after."""
    wanted = set(parts)
    others = {part: one for part, one in _parts(name, rest).items() if part not in wanted}

    def with_parts(value: Any) -> list[Any]:
        return [*others.values(), *(one for part, one in _parts(name, value).items() if part in wanted)]

    return change.model_copy(update={"old": with_parts(change.old), "new": with_parts(change.new)})
