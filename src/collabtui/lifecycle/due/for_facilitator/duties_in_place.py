"""Duties of a facilitator who is away: whoever stands in for him reads them, each once, in one mail that says whose
they are. His own mails wait until he is back."""

from collections.abc import Iterator
from dataclasses import dataclass

from collabtui.domain.mail.mail_records import Reminded
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.lifecycle.base import outbox_keys
from collabtui.lifecycle.base.access.record_relation import is_named, matters_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.directory import facilitators
from collabtui.lifecycle.base.queue_mail import Message
from collabtui.lifecycle.base.stand_in import in_place_of
from collabtui.lifecycle.due.daily_mail import is_kept, is_queued
from collabtui.lifecycle.due.owed import DueMail, Owed, OwedKind, Source, day_of, is_at_work, is_awake
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

_DUTIES: frozenset[OwedKind] = frozenset({
    "agenda-owed", "minutes-owed", "record-owed", "dates-missed", "retrospective-owed", "milestone-owed",
    "absent-signer", "checks-owed", "vote-owed", "risk-owed", "silence", "progress-silence", "department-unread",
})  # fmt: skip
"""Of these he is told as the facilitator; a contact that lacks is told to who stands in anyway."""


@dataclass(frozen=True)
class _InPlace:
    absent: Person
    deputy: Person


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
        lines: dict[str, list[tuple[str, Owed]]] = {}
        for mail in self._theirs:
            place = self._away[mail.message.person.ref]
            if _is_open(self._reader, mail, place):
                heard = (one for one in mail.owed if _may_hear(self._reader, self._acting, place, one))
                lines.setdefault(place.absent.ref, []).extend((_mark(mail, place), one) for one in heard)
        for ref, found in lines.items():
            if found:
                yield _mail(self._away[ref], found)


def _away(reader: Reader, acting: Acting) -> Iterator[_InPlace]:
    for absent in facilitators(reader, acting).values():
        day = day_of(acting.now, absent)
        deputy = in_place_of(reader, absent, day) if absent.is_away(day) else None
        if deputy and is_at_work(acting, deputy) and is_awake(acting, deputy):
            yield _InPlace(absent, deputy)


def _is_open(reader: Reader, mail: DueMail, place: _InPlace) -> bool:
    """Whether neither he was told of it before he went, nor his deputy since."""
    if is_queued(reader, mail) or is_kept(reader, mail):
        return False
    if any(reader.find(Reminded, ref=mark, limit=1) for mark in mail.marks):
        return False
    return not reader.find(Reminded, ref=_mark(mail, place), limit=1)


def _mark(mail: DueMail, place: _InPlace) -> str:
    return f"{mail.message.key}/in-place-{place.deputy.ref}"


def _may_hear(reader: Reader, acting: Acting, place: _InPlace, owed: Owed) -> bool:
    """A duty of his; not of a confidential matter that the deputy may not read."""
    if owed.kind not in _DUTIES:
        return False
    matters = matters_of(reader, reader.get(model_of(owed.ref), owed.ref))
    return all(is_named(reader, matter, place.deputy, acting.facilitator) for matter in matters)


def _mail(place: _InPlace, lines: list[tuple[str, Owed]]) -> DueMail:
    marks = tuple(dict.fromkeys(mark for mark, _ in lines))
    words = Catalogue(place.deputy.locale)
    message = Message(
        kind="notice",
        key=outbox_keys.in_place(marks[0]),
        person=place.deputy,
        template="in-place",
        context={
            "absent": place.absent,
            "until": place.absent.away_until,
            "lines": [{"what": words(f"remind.{one.kind}"), "owed": one} for _, one in lines],
        },
        automatic=True,
    )
    return DueMail(message, tuple(one for _, one in lines), marks)
