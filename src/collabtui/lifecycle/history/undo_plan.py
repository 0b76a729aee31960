"""The plan of taking a command back: each value with the one that is put back, the mails that stay, those that are
followed by a correction, or the reason why it cannot be done. Nothing is written here."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collabtui.domain.mail.mail_records import TO_CALENDARS, Incoming, Outgoing, OutgoingKind
from collabtui.domain.meetings.meeting import Meeting
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.domain.trail import TrailEntry
from collabtui.domain.via import Via, mail_of
from collabtui.errors import Conflict, Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.superseded_mails import gave_way, later_mails
from collabtui.lifecycle.base.undo.inverse_change import Reverted, can_be_undone, reverted, reverted_words
from collabtui.lifecycle.base.undo.undo_split import is_split_part, split_off
from collabtui.lifecycle.history.known_changes import people_with_it
from collabtui.lifecycle.history.undo_outbox import is_by_hand, put_back_mails
from collabtui.lifecycle.mail_in.answerable.repeated_words import changes_of_mail
from collabtui.store.interface import Reader

_LOOKS = (500, 5_000, 50_000)
"""Changes that are looked through: further only where all of these were taken back already."""
_CORRECTED: frozenset[OutgoingKind] = frozenset({"notice", "request", "change", "completion"})
"""Kinds of mails of which a later one can say that they hold no more."""

_WHEN_AND_WHERE = frozenset({"start", "end", "place"})


@dataclass(frozen=True)
class PutBack:
    """One value, as it is and as it will be, both as JSON values. A thing that is set aside has the field ""."""

    ref: str
    title: str
    field: str
    now: Any
    then: Any


@dataclass(frozen=True)
class UndoPlan:
    batch: int
    """The batch of the trail that is taken back."""
    at: datetime
    via: str
    values: tuple[PutBack, ...]
    records: tuple[Reverted, ...] = ()
    mail: str = ""
    """Ref of the mail in on which was decided; empty where it was no such decision."""
    held: tuple[Outgoing, ...] = ()
    """Mails that have not left, and stay."""
    left: tuple[Outgoing, ...] = ()
    """Mails that have left: who got one gets a correction."""
    parts: tuple[Outgoing, ...] = ()
    """Mails about somebody's part that have left: another such mail says what his part is now."""
    updated: tuple[str, ...] = ()
    """Refs of people whose calendars have it as it is, by a later update: they get it as it was before."""
    refusal: Refused | None = None
    """Why it cannot be taken back."""
    only_decision: bool = False
    """What the mail had done by itself before stays: nobody decided that."""

    @property
    def notified(self) -> tuple[str, ...]:
        """Refs of the people who get a correction."""
        return tuple(dict.fromkeys((*(mail.person for mail in (*self.left, *self.parts)), *self.updated)))

    @property
    def refs(self) -> tuple[str, ...]:
        """The records that it is about, else the mails."""
        refs = (*([self.mail] if self.mail else ()), *(one.ref for one in self.values))
        return tuple(dict.fromkeys(refs or (mail.ref for mail in (*self.held, *self.left))))


def own_changes(store: Reader, actor: str) -> Iterator[TrailEntry]:
    """One change of each batch of this actor that was not taken back, the newest first."""
    for limit in _LOOKS:
        changes, gone = store.changes(limit=limit), set()
        for change in changes:
            if change.batch in gone:  # an undo that was redone takes nothing back any more
                continue
            if (undone := Via.parse(change.via).undone) is not None:
                gone |= {undone, change.batch}
            elif change.actor == actor and _is_listed(change):
                yield change
                gone.add(change.batch)
        if len(changes) < limit:
            return


def redoable(store: Reader, actor: str) -> TrailEntry | None:
    """A change of the last undo of this actor that was not redone; None where he has changed something since."""
    redone: set[int] = set()
    for change in store.changes(limit=_LOOKS[0]):
        undone = Via.parse(change.via).undone
        if change.actor != actor or change.batch in redone:
            continue
        if undone is None:
            if _is_listed(change):
                return None
        elif _is_undo(store, undone):
            redone |= {undone, change.batch}
        else:
            return change
    return None


def _is_undo(store: Reader, batch: int) -> bool:
    return any(Via.parse(one.via).undone is not None for one in store.changes(batch=batch)[:1])


def plans(acting: Acting) -> Iterator[UndoPlan]:
    """A plan for each of one's own changes, the newest first; worked out as they are asked for."""
    seen: set[int] = set()
    for change in own_changes(acting.store, acting.actor):
        if change.batch not in seen:
            seen.add(change.batch)
            yield plan_of(acting.store, change, acting.now)


def plan_of(reader: Reader, change: TrailEntry, now: datetime) -> UndoPlan:
    """The plan for the batch of this change."""
    changes = reader.changes(batch=change.batch)
    mail = mail_of(change.via) or _refused_mail(changes)
    if mail:
        return _of_mail(reader, change, mail)
    mails = _queued(reader, changes)
    gone = [mail for mail in mails if mail.state in ("sending", "sent") or gave_way(reader, mail)]
    parts = tuple(mail for mail in gone if outbox_keys.is_part(mail.key))
    left = tuple(mail for mail in gone if mail not in parts)
    held = tuple(mail for mail in mails if mail.state not in ("sending", "sent"))
    records: list[Reverted] = []
    refusal = None
    try:
        if is_by_hand(changes):
            held, left, parts = (), (), ()
            records = put_back_mails(reader, changes)
        elif any(map(can_be_undone, changes)):
            records = reverted(reader, changes)
        _refuse_second_count(records)
        _refuse_what_left(records, left, len(mails))
    except Refused as error:
        refusal = with_author(reader, error)
    values = tuple(_values(records)) if refusal is None else tuple(_made(reader, changes))
    if refusal is None and not held and not any(_differs(one) for one in records):
        refusal = Refused("undo.already")
    is_known = not (refusal or left or is_split(records)) and _known_later(reader, held)
    known = people_with_it(reader, records, now) if is_known else ()
    return UndoPlan(change.batch, change.at, change.via, values, tuple(records), "", held, left, parts, known, refusal)


def _known_later(reader: Reader, held: Collection[Outgoing]) -> bool:
    """Whether calendars can know of a change by anything else than mails of its own, which have not left."""
    own = [mail for mail in held if mail.kind in TO_CALENDARS]
    return not own or any(True for mail in own for _ in later_mails(reader, mail))


def _of_mail(reader: Reader, change: TrailEntry, ref: str) -> UndoPlan:
    """A decision on a mail takes back all that came of it, also what it had done by itself once that was taken back."""
    changes = reader.changes(via=str(Via.mail(ref)))
    alone = _is_decision_alone(changes, ref, change.batch)
    try:
        is_no = reader.get(Incoming, ref).state == "rejected"
        of_mail = changes_of_mail(reader, ref, batch=change.batch if alone else None)
        records = [] if is_no else reverted_words(reader, of_mail)
        values = tuple(_values(records))
    except Refused as error:
        made = tuple(_made(reader, changes))
        return UndoPlan(change.batch, change.at, change.via, made, mail=ref, refusal=with_author(reader, error))
    return UndoPlan(change.batch, change.at, change.via, values, tuple(records), ref, only_decision=alone)


def _is_decision_alone(changes: Collection[TrailEntry], ref: str, batch: int) -> bool:
    """Whether the mail had done a part by itself, and waited for this decision on the rest, also after a no to it; what
    is decided on another page may wait on."""
    states = (one.old for one in changes if (one.ref, one.field, one.batch) == (ref, "state", batch))
    return all(state in ("waiting", "rejected") for state in states) and any(
        one.batch < batch and can_be_undone(one) for one in changes
    )


def _refused_mail(changes: list[TrailEntry]) -> str:
    """Ref of the mail that got the facilitator's no; empty where more was changed by it, such as a correction."""
    if any(map(can_be_undone, changes)):
        return ""
    return next((one.ref for one in changes if _is_no(one)), "")


def _is_listed(change: TrailEntry) -> bool:
    """A mail that was queued is a batch as well: an answer changes nothing else. So is a hand on the outbox."""
    return (
        can_be_undone(change)
        or is_by_hand([change])
        or (not change.field and model_of(change.ref) is Outgoing)
        or _is_no(change)
    )


def _is_no(change: TrailEntry) -> bool:
    """The facilitator's no to what a mail asks."""
    return change.field == "state" and change.new == "rejected" and model_of(change.ref) is Incoming


def _queued(reader: Reader, changes: list[TrailEntry]) -> list[Outgoing]:
    """Mails that the batch queued, also those that an earlier undo had held; where it split a series those, too, that
    people were invited by to what goes on."""
    made = [
        one.ref
        for one in changes
        if model_of(one.ref) is Outgoing and (not one.field or (one.field == "state" and one.new == "queued"))
    ]
    part = split_off(reader, (one.ref for one in changes if not one.field))
    if part is not None:
        made += [one.ref for one in reader.find(Outgoing, calendar_uid=part.uid) if not one.never_tried]
    return [reader.get(Outgoing, ref) for ref in dict.fromkeys(made)]


def _refuse_second_count(records: list[Reverted]) -> None:
    """Raises `Refused` (undo.counted: ref) where an anonymous vote would be open again: who answers between two counts
    is named by what they differ in."""
    for one in records:
        if isinstance(one.now, Vote) and one.now.anonymous and one.now.state == "closed" and "state" in one.fields:
            raise Refused("undo.counted", ref=one.now.ref)


def _refuse_what_left(records: list[Reverted], left: tuple[Outgoing, ...], of: int) -> None:
    """Raises `Refused` (undo.sent: sent, of) where no later mail can set right what has left."""
    if not left:
        return
    kinds = {mail.kind for mail in left}
    by_calendar = is_invitation(records, kinds) or is_calling_off(records, left) or is_split(records)
    by_calendar = by_calendar or is_move(records, kinds)
    if not records or not (kinds <= _CORRECTED or by_calendar):
        raise Refused("undo.sent", sent=len(left), of=of)


def is_invitation(records: list[Reverted], kinds: set[OutgoingKind]) -> bool:
    """Whether people were invited to one meeting for the first time: they are told that it is off."""
    return kinds == {"invitation"} and _moves(records, now="invited", then="planned")


def is_calling_off(records: Iterable[Reverted], left: Iterable[Outgoing]) -> bool:
    """Whether dates were called off, and nobody was written to but for calendars, which have them again, and for votes,
    which are open again."""
    of_dates = all(mail.calendar_uid or outbox_keys.is_vote_over(mail.key) for mail in left)
    return of_dates and any(map(_calls_off, records))


def is_move(records: Iterable[Reverted], kinds: Collection[OutgoingKind]) -> bool:
    """Whether meetings got another time or place, and those who had been invited were told: they are told the one
    before."""
    records = list(records)
    moved = any(not _WHEN_AND_WHERE.isdisjoint(one.fields) for one in records)
    return set(kinds) == {"update"} and moved and all(map(_stays_invited, records))


def _stays_invited(one: Reverted) -> bool:
    return isinstance(one.now, Meeting | Series) and not one.is_withdrawn and "state" not in one.fields


def is_split(records: Iterable[Reverted]) -> bool:
    """Whether a series was split, and people were invited to the part that goes on: they have the whole of it again."""
    return any(one.is_withdrawn and is_split_part(one.now) for one in records)


def _calls_off(one: Reverted) -> bool:
    if isinstance(one.now, Series) and not {"called_off", "rule"}.isdisjoint(one.fields):
        return True
    return isinstance(one.now, Meeting | Series) and "state" in one.fields and one.now.state == "cancelled"


def _moves(records: list[Reverted], now: str, then: str) -> bool:
    meetings = [one for one in records if isinstance(one.now, Meeting)]
    return len(meetings) == len(records) == 1 and all(
        isinstance(one.now, Meeting)
        and isinstance(one.then, Meeting)
        and one.now.series is None
        and (one.now.state, one.then.state) == (now, then)
        for one in meetings
    )


def _differs(one: Reverted) -> bool:
    return one.now != one.then


def _values(records: list[Reverted]) -> Iterator[PutBack]:
    for one in records:
        if one.is_withdrawn:
            yield PutBack(one.now.ref, one.now.label, "", None, None)
            continue
        now, then = _plain(one.now), _plain(one.then)
        for field in one.fields:
            yield PutBack(one.now.ref, one.now.label, field, now[field], then[field])


def _made(reader: Reader, changes: list[TrailEntry]) -> Iterator[PutBack]:
    """What was done, where it cannot be taken back."""
    for change in reversed(changes):
        if can_be_undone(change):
            label = reader.get(model_of(change.ref), change.ref).label
            made = change.field == ""
            yield PutBack(change.ref, label, change.field, None if made else change.new, None if made else change.old)


def _plain(record: Record) -> dict[str, object]:
    return record.model_dump(mode="json")


def with_author(reader: Reader, error: Refused) -> Refused:
    """The refusal with who has changed it since, and when."""
    if error.key != "undo.changed_since":
        return error
    ref, field = str(error.values["ref"]), error.values["field"]
    last = next((one for one in reader.changes(ref) if one.field == field), None)
    return Conflict("undo.changed_by", **error.values, by=last.actor, at=last.at) if last else error
