"""Duties of a facilitator who is away: whoever stands in for him reads them, each once, in one mail that says whose
they are. His own mails wait until he is back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from collabtui.domain.mail.mail_records import Incoming, Outgoing, Reminded
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named, matters_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitators
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.due.daily_mail import is_kept, is_queued, waits_for_work
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, Source, day_of, is_at_work, is_awake
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_DUTIES: frozenset[OwedKind] = frozenset({
    "agenda-owed", "minutes-owed", "record-owed", "dates-missed", "retrospective-owed", "milestone-owed",
    "milestone-look-back", "absent-signer", "checks-owed", "vote-owed", "risk-owed", "risk-review", "silence",
    "progress-silence",
    "department-unread", "grant-owed", "answer-waiting", "material-missing", "absent-owner",
})  # fmt: skip
"""Of these he is told as the facilitator; a contact that lacks is told to who stands in anyway."""


@dataclass(frozen=True)
class _InPlace:
    absent: Person
    deputy: Person


class _Duty(NamedTuple):
    mark: str
    """The facilitator's own: he was told."""
    in_place: str
    """His deputy's."""
    owed: Owed


class DutiesInPlace:
    """The duties of facilitators who are away, taken from what a pass finds anyway: no source is asked twice. It costs
    two looks while every facilitator is at work."""

    def __init__(self, reader: Reader, acting: Acting) -> None:
        self._reader, self._acting = reader, acting
        self._away = {one.absent.ref: one for one in _away(reader, acting)}
        self._theirs: list[DueMail] = []

    def found(self, source: Source) -> Iterator[DueMail]:
        """The mails that a source finds, of which those to somebody away are noted."""
        duties = not _DUTIES.isdisjoint(source.kinds)
        for mail in source.find(self._reader, self._acting):
            if duties and mail.message.person.ref in self._away:
                self._theirs.append(mail)
            yield mail

    def mails(self) -> Iterator[DueMail]:
        """One to each who stands in, of all that was found."""
        lines: dict[str, list[_Duty]] = {}
        for mail in self._theirs:
            place = self._away[mail.message.person.ref]
            if is_queued(self._reader, mail) or is_kept(self._reader, mail):
                continue
            heard = [one for one in _duties(mail, place) if _is_open(self._reader, one)]
            heard = [one for one in heard if _may_hear(self._reader, self._acting, place, one.owed)]
            lines.setdefault(place.absent.ref, []).extend(heard)
        for ref, found in lines.items():
            if found:
                yield _mail(self._away[ref], found)


def _away(reader: Reader, acting: Acting) -> Iterator[_InPlace]:
    for absent in facilitators(reader, acting).values():
        day = day_of(acting.now, absent)
        deputy = in_place_of(reader, absent, day) if absent.is_away(day) else None
        if deputy and is_at_work(acting, deputy) and is_awake(acting, deputy):
            yield _InPlace(absent, deputy)


def _duties(mail: DueMail, place: _InPlace) -> Iterator[_Duty]:
    """What a mail tells, each with its own mark: the key of a mail of several is that of its day, or of its minute."""
    marks = mail.marks if len(mail.marks) >= len(mail.owed) else (mail.message.key,) * len(mail.owed)
    for mark, owed in zip(marks, mail.owed, strict=False):
        yield _Duty(mark, f"{mark}/in-place-{place.deputy.ref}", owed)


def _is_open(reader: Reader, duty: _Duty) -> bool:
    """Whether neither he was told of it before he went, nor his deputy since."""
    return not reader.find(Reminded, ref=[duty.mark, duty.in_place], limit=1)


def _may_hear(reader: Reader, acting: Acting, place: _InPlace, owed: Owed) -> bool:
    """A duty of his, on a day on which one sees to it; not of a confidential matter that the deputy may not read."""
    if owed.kind not in _DUTIES or waits_for_work(acting, place.deputy, owed.kind):
        return False
    about = reader.get(model_of(owed.ref), owed.ref)
    if isinstance(about, Incoming) and about.answers:
        about = reader.get(Outgoing, about.answers)
    matters = matters_of(reader, about)
    return all(is_named(reader, matter, place.deputy, acting.facilitator) for matter in matters)


def _mail(place: _InPlace, lines: list[_Duty]) -> DueMail:
    marks = tuple(dict.fromkeys(line.in_place for line in lines))
    words = Catalogue(place.deputy.locale)
    message = Message(
        kind="notice",
        key=outbox_keys.in_place(marks[0]),
        person=place.deputy,
        template="in-place",
        context={
            "absent": place.absent,
            "until": place.absent.away_until,
            "lines": [{"what": words(f"remind.{one.owed.kind}"), "owed": one.owed} for one in lines],
        },
        automatic=True,
    )
    return DueMail(message, tuple(one.owed for one in lines), marks)
