"""The records as they stood at an earlier time, worked out from the trail.

The trail keeps the old value of each field that was changed, and that a record was made. What it does not keep is not
taken back: raw mail, which never changes, and what only the product's bookkeeping needs (how far the inbox was read).
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar, cast

from collabtui.domain.action import STATED_FIELD, Action
from collabtui.domain.facilitator_duties import OpenDuty
from collabtui.domain.mail.mail_records import Incoming, ProvedMail, Reminded, WaitingMail
from collabtui.domain.mail.reply import TRUSTED_LEVELS
from collabtui.domain.model import Record
from collabtui.domain.people import Person, PersonName
from collabtui.domain.records import model_of
from collabtui.domain.refs import kept_ref, ref_order
from collabtui.domain.silent_owners import AskedProgress
from collabtui.domain.trail import TrailEntry
from collabtui.errors import Unknown
from collabtui.store.interface import Reader

R = TypeVar("R", bound=Record)


class Past:
    """A `Reader`. It goes back, and only back: `before` one batch, then before an earlier one.

    It holds the whole trail, and each record that has changed since; the others are read where they are."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        # where many write at once the lines of two batches may stand among each other
        self._trail = deque(sorted(reader.changes(), key=lambda change: change.batch, reverse=True))
        """What lies further back than where it stands, newest first; and the same by ref."""
        self._of: dict[str, deque[TrailEntry]] = {}
        for change in self._trail:
            self._of.setdefault(change.ref, deque()).append(change)
        self._was: dict[type[Record], dict[str, Record | None]] = {}
        """None: it had not been made yet."""

    def before(self, batch: int) -> "Past":
        """As it was before the batch with that number."""
        while self._trail and self._trail[0].batch >= batch:
            change = self._trail.popleft()
            self._of[change.ref].popleft()
            model = model_of(change.ref)
            records = self._was.setdefault(model, {})
            record = records[change.ref] if change.ref in records else self._reader.get(model, change.ref)
            records[change.ref] = _taken_back(record, change)
        return self

    def get(self, model: type[R], ref: str) -> R:
        records = self._was.get(model, {})
        if kept_ref(ref) not in records:
            return self._reader.get(model, ref)
        record = records[kept_ref(ref)]
        if record is None:
            raise Unknown("ref.unknown", ref=ref)
        return cast("R", self._stamped(record))

    def find(self, model: type[R], *, newest_first: bool = False, limit: int | None = None, **equal: Any) -> list[R]:
        changed = self._was.get(model, {})
        if not changed:
            return self._reader.find(model, newest_first=newest_first, limit=limit, **equal)
        found = [record for record in self._reader.find(model, **equal) if record.ref not in changed]
        found += [cast("R", self._stamped(record)) for record in changed.values() if record and _meets(record, equal)]
        found.sort(key=lambda record: ref_order(record.ref), reverse=newest_first)
        return found[:limit]

    def changes(
        self, ref: str | None = None, *, batch: int | None = None, via: str | None = None, limit: int | None = None
    ) -> list[TrailEntry]:
        asked = (("ref", ref), ("batch", batch), ("via", via))
        wanted = {name: value for name, value in asked if value is not None}
        found = [one for one in self._trail if all(getattr(one, name) == value for name, value in wanted.items())]
        return found[:limit]

    def once_called(self, title: str) -> str | None:
        """As it is now: no reply names a matter by its title."""
        return self._reader.once_called(title)

    def present_people(self) -> list[PersonName]:
        if not self._was.get(Person):
            return self._reader.present_people()
        return [PersonName(one.ref, one.name) for one in self.find(Person) if one.is_here]

    def owed_owners(self, mark: str, since: date | None, until: date) -> list[str]:
        due = [one for one in self.find(Action) if one.open and one.due and (since or date.min) <= one.due <= until]
        owed = (one for one in due if not self._reader.find(Reminded, ref=f"{one.ref}/{one.due}/{mark}", limit=1))
        return sorted({one.owner for one in owed if one.owner})

    def owed_doers(self, mark: str, since: date | None, until: date) -> list[str]:
        due = [one for one in self.find(Action) if one.open and one.due and (since or date.min) <= one.due <= until]
        marks = ((f"{one.ref}/{one.due}/{mark}-{doer}", doer) for one in due for doer in one.doers)
        return sorted({doer for ref, doer in marks if not self._reader.find(Reminded, ref=ref, limit=1)})

    def late_dependencies(self, mark: str, today: date) -> list[tuple[str, str]]:
        """As they are now: no mail is sent in the past."""
        return self._reader.late_dependencies(mark, today)

    def listed_items(self, person: str, since: datetime) -> list[str]:
        """As they are now, for the same reason."""
        return self._reader.listed_items(person, since)

    def open_duties(self) -> list[OpenDuty]:
        """As they are now: no reply is read in their light, and no mail is sent in the past."""
        return self._reader.open_duties()

    def asked_progress(self, now: datetime) -> list[AskedProgress]:
        """As they are now, for the same reason."""
        return self._reader.asked_progress(now)

    def proved_mails(self, person: str, since: datetime, until: datetime) -> list[ProvedMail]:
        changed = self._was.get(Incoming, {})
        found = [one for one in self._reader.proved_mails(person, since, until) if one.ref not in changed]
        then = (cast("Incoming", record) for record in changed.values() if record)
        found += [
            ProvedMail(ref=mail.ref, digest=mail.digest, written_at=mail.written_at, received_at=mail.received_at)
            for mail in then
            if mail.person == person and since <= mail.written_at <= until and mail.trust in TRUSTED_LEVELS
            if mail.kind == "reply" and mail.verdict != "ignore"
        ]
        return sorted(found, key=lambda mail: ref_order(mail.ref))

    def unproved_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        waiting = self._waiting_mails(mark, before)
        return [_listed(mail) for mail in waiting if mail.trust == "known" or mail.kind == "bounce"][:limit]

    def unjudged_mails(self, mark: str, before: datetime, limit: int) -> list[WaitingMail]:
        waiting = self._waiting_mails(mark, before)
        return [_listed(mail) for mail in waiting if mail.trust in TRUSTED_LEVELS and mail.kind != "bounce"][:limit]

    def _waiting_mails(self, mark: str, before: datetime) -> Iterator[Incoming]:
        waiting = (mail for mail in self.find(Incoming, state="waiting") if mail.received_at < before)
        return (mail for mail in waiting if not self._reader.find(Reminded, ref=f"{mail.ref}/{mark}", limit=1))

    def _stamped(self, record: Record) -> Record:
        """Who set an action last stands in the trail only once, so it is not one of its changes."""
        if not isinstance(record, Action):
            return record
        last = next((change for change in self._of.get(record.ref, ()) if change.field != STATED_FIELD), None)
        if last is None:
            return record
        return record.model_copy(update={"updated_at": last.at, "updated_by": last.actor, "via": last.via})


def _taken_back(record: Record | None, change: TrailEntry) -> Record | None:
    if record is None or not change.field:
        return None
    return type(record).model_validate({**record.model_dump(mode="json"), change.field: change.old})


def _meets(record: Record, equal: Mapping[str, object]) -> bool:
    return all(_has(getattr(record, name), wanted) for name, wanted in equal.items())


def _has(value: Any, wanted: Any) -> bool:
    choices: Sequence[Any] = wanted if isinstance(wanted, list | tuple) else (wanted,)
    if isinstance(value, tuple):
        return any(getattr(member, "person", member) in choices for member in value)
    return value in choices


def _listed(mail: Incoming) -> WaitingMail:
    return WaitingMail(
        ref=mail.ref, sender=mail.sender, subject=mail.subject, received_at=mail.received_at, answers=mail.answers
    )
