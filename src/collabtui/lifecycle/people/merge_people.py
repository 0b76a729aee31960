"""One colleague who is in the book twice: what names the one is the other's from now on.

What was sent stays as it was, and so does what the trail says of who did what. The one who goes stays in the book under
his ref, with his name alone: that is what kept minutes and the trail know him by.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from collabtui.domain.action import Action
from collabtui.domain.meetings.meeting import Meeting, SignOff
from collabtui.domain.meetings.series import Series
from collabtui.domain.model import Record
from collabtui.domain.people import Person
from collabtui.domain.person_merge import (
    action_of,
    answer_of,
    date_answers_of,
    merged,
    participants_of,
    renamed,
)
from collabtui.domain.records import RECORDS
from collabtui.domain.renamed_ref import renamed_at
from collabtui.errors import Refused
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.action_updates import stamped
from collabtui.lifecycle.base.records_that_name import may_name
from collabtui.lifecycle.meetings.invitation_fingerprint import (
    current_fingerprint,
    series_fingerprint,
    series_update_owed,
    update_owed,
)
from collabtui.lifecycle.minutes.record_sign_off import settle_signature, sign_off_of
from collabtui.store.interface import Reader, Transaction


@dataclass(frozen=True)
class Merging:
    """Two who are to be one."""

    stays: Person
    """With all that he gets."""
    goes: Person
    """As he was until now."""
    records: tuple[Record, ...]
    """Each as it will be; the two themselves at the end: an undo names the record that a batch wrote last."""

    def of(self, *models: type[Record]) -> list[Record]:
        return [record for record in self.records if isinstance(record, models)]


def to_be_merged(acting: Acting, stays: str, goes: str) -> Merging:
    """The merge that `merge` would make. Raises what it would raise."""
    return _prepared(acting.store, acting, stays, goes)


def merge(acting: Acting, stays: str, goes: str) -> Merging:
    """`goes` (ref) turns out to be `stays`: who goes has no address of his own any more, and all that names him names
    the other. Where both were named they are named once.

    Raises `Refused`: merge.same (name); merge.gone (ref, name, into) for one who was merged before; merge.organiser
    (name, email) where the configuration calls the one who goes its organiser."""
    with acting.transaction() as tx:
        prepared = _prepared(tx, acting, stays, goes)
        for record in prepared.records:
            _put(tx, acting, record)
        for meeting in dict.fromkeys(one.meeting for one in prepared.records if isinstance(one, SignOff)):
            settle_signature(tx, meeting)
        return prepared


def _put(tx: Transaction, acting: Acting, record: Record) -> None:
    if isinstance(record, Action):
        tx.put(stamped(record, acting.provenance))
    else:
        tx.put(record)


def _prepared(reader: Reader, acting: Acting, stays: str, goes: str) -> Merging:
    one, other = (reader.get(Person, ref) for ref in (stays, goes))
    if one.ref == other.ref:
        raise Refused("merge.same", name=one.name)
    for person in (one, other):
        if person.merged_into is not None:
            into = reader.get(Person, person.merged_into)
            raise Refused("merge.gone", ref=person.ref, name=person.name, into=into.ref)
    if other.email == acting.config.organiser.email.lower():
        raise Refused("merge.organiser", name=other.name, email=other.email)
    after, left = merged(one, other)
    return Merging(after, other, (*_renamed(reader, acting.now, goes=other.ref, stays=one.ref), left, after))


def _renamed(reader: Reader, now: datetime, *, goes: str, stays: str) -> Iterator[Record]:
    """Everything that names the one who goes, naming the one who stays."""
    for model in RECORDS:
        for record in may_name(reader, model, goes):
            yield from _with_the_other(reader, record, goes, stays, now)


def _with_the_other(reader: Reader, record: Record, goes: str, stays: str, now: datetime) -> Iterator[Record]:
    """What it becomes; nothing where it does not name him after all."""
    match record:
        case Action():
            checked = renamed_at(record, ("checks", "person"), goes, stays)
            if (after := action_of(checked, goes, stays)) != record:
                yield after
        case Meeting():
            yield _meeting(reader, record, goes, stays, now)
        case Series():
            yield _series(record, goes, stays)
        case SignOff():
            yield from _answers(reader, record, stays)
        case _:
            if (other := renamed(record, goes, stays)) != record:
                yield other


def _meeting(reader: Reader, meeting: Meeting, goes: str, stays: str, now: datetime) -> Meeting:
    """Nobody has to be invited again because the book was put in order."""
    after = meeting.model_copy(update={"participants": participants_of(meeting.participants, goes, stays)})
    if meeting.state != "invited" or update_owed(reader, meeting, now):
        return after
    return after.model_copy(update={"invited_as": current_fingerprint(reader, after, now)})


def _series(series: Series, goes: str, stays: str) -> Series:
    answers = date_answers_of(series, goes, stays)
    people = participants_of(series.participants, goes, stays)
    after = series.model_copy(update={"participants": people, "dates_answered": answers})
    if series.state != "invited" or series_update_owed(series):
        return after
    return after.model_copy(update={"invited_as": series_fingerprint(after)})


def _answers(reader: Reader, answer: SignOff, stays: str) -> Iterator[SignOff]:
    """Who was asked twice has answered once: nobody waits for the other answer any more."""
    own = sign_off_of(reader, answer.meeting, answer.minutes_version, stays)
    if own:
        yield answer_of(own, answer)
        yield answer.model_copy(update={"state": "replaced"})
    else:
        yield answer.model_copy(update={"person": stays})
