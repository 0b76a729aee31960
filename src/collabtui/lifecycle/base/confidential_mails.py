"""Mails as their readers may have them where matters are confidential: asked of every mail that is rendered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import TO_CALENDARS, Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.confidential import concealed, texts_of
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Meeting, Question
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record, Value
from collabtui.domain.people import Person
from collabtui.domain.records import model_of
from collabtui.domain.refs import is_ref
from collabtui.errors import Unknown
from collabtui.lifecycle.base.access.confidential_or_spoilt import confidential_matters
from collabtui.lifecycle.base.access.record_relation import is_named
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.mail_message import Message
from collabtui.mail.calendar.invitation import reworded
from collabtui.mail.compose.compose import CalendarPart
from collabtui.store.interface import Reader, Store
from collabtui.text.catalogue import Catalogue

_OF_MATTER: tuple[type[Record], ...] = (Action, Risk, Meeting, Decision, Question, ChangeRequest, Vote, Resource)
_IN_MEETING: tuple[type[Record], ...] = (Action, Risk, Decision, Question, Vote)


@dataclass(frozen=True)
class Readable:
    """A mail as its reader may have it."""

    message: Message
    is_marked: bool = False
    """Whether its subject says that it tells of a confidential matter, be it by a number and a day alone."""


def as_readable(reader: Reader, acting: Acting, message: Message) -> Readable:
    """The mail for its reader. About a confidential matter that he may not read it says number and day alone; of things
    of one in a longer mail, such as a digest, their numbers, days and states. Raises `UnreadableRecord` where the
    matter that it is about cannot be read."""
    found = confidential_matters(acting.store, reader)
    confidential = {**found.readable, **found.spoilt}
    if not confidential:
        return Readable(message)
    own = acting.facilitator
    hidden = {ref: one for ref, one in found.readable.items() if not is_named(reader, one, message.person, own)}
    hidden |= found.spoilt
    about = {ref for ref in matters_about(reader, message) if ref in confidential}
    if spoilt := sorted(about & found.spoilt.keys()):
        raise found.rows[spoilt[0]].error()
    if about & hidden.keys():
        return Readable(_reduced(reader, message, sorted(about & hidden.keys())))
    if hidden:
        message = _Concealing(reader, hidden, message.person.locale).message(message)
    texts = {*_texts_in(message.context)}
    in_it = about | {ref for one in _records_in(message.context) if (ref := _matter_of(reader, one)) in confidential}
    in_it |= {ref for ref, one in confidential.items() if ref in texts or one.title in texts}
    in_it |= {ref for ref in _named_in(reader, texts) if ref in confidential}
    return Readable(message, is_marked=bool(in_it))


def gives_away(reader: Reader, person: Person, facilitator: str, text: str) -> bool:
    """Whether a mail that is about to leave says something of a confidential matter that its reader may not read."""
    return gives_one_away(reader, reader.find(Matter, confidential=True), person, facilitator, text)


def gives_one_away(reader: Reader, confidential: Iterable[Matter], person: Person, facilitator: str, text: str) -> bool:
    """The same, for somebody who has asked for all confidential matters already."""
    hidden = [one for one in confidential if not is_named(reader, one, person, facilitator)]
    return tells_of(reader, hidden, text)


def tells_of(reader: Reader, matters: Iterable[Matter], text: str) -> bool:
    """Whether a mail says something of one of these matters."""
    flat = "".join(text.split())
    return any("".join(one.split()) in flat for one in hidden_texts(reader, matters))


def hidden_texts(reader: Reader, matters: Iterable[Matter]) -> list[str]:
    """The words of these matters and of all that belongs to them; the longest first, as they are replaced."""
    return _longest_first(text for one in matters for text in _texts(reader, one, reader.find))


def hidden_texts_in_part(store: Store, matters: Iterable[Matter]) -> list[str]:
    """The same, also of records of which a value cannot be read: they are no less hidden."""
    return _longest_first(text for one in matters for text in _texts(store, one, store.find_in_part))


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted({*texts}, key=len, reverse=True)


def without(value: str, texts: Iterable[str], label: str) -> str:
    """The text with the label in place of each of those."""
    for text in texts:
        value = value.replace(text, label)
    return value


def matters_about(reader: Reader, message: Message) -> Iterator[str]:
    """The matters that all of the mail is about: its template is given one of their records, not a list of many."""
    if message.matter:
        yield message.matter
    for value in message.context.values():
        if isinstance(value, Record) and (found := _matter_of(reader, value)):
            yield found
    for ref in (message.meeting, message.series, message.change):
        if ref and (found := _matter_of(reader, _record(reader, ref))):
            yield found


def _records_in(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        return
    for one in _parts(value):
        yield from _records_in(one)


def _texts_in(value: object) -> Iterator[str]:
    """Texts of lines of their own making, such as those on who is silent: they name a matter, and hold none."""
    if isinstance(value, str):
        yield value
    for one in _parts(value):
        yield from _texts_in(one)


def _named_in(reader: Reader, texts: Iterable[str]) -> Iterator[str]:
    """The matters of what such lines name by its number, such as the change `C2` that somebody is silent on."""
    for text in texts:
        if is_ref(text, *(one.prefix for one in _OF_MATTER)) and (found := _matter_of(reader, _record(reader, text))):
            yield found


def _parts(value: object) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, list | tuple):
        return list(value)
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name) for one in fields(value)]
    return []


def _record(reader: Reader, ref: str) -> Record | None:
    try:
        return reader.get(model_of(ref), ref)
    except Unknown:
        return None


def _matter_of(reader: Reader, record: Record | None) -> str | None:
    """The ref of the matter that a record is, or belongs to; by its meeting, where it does so by that."""
    if isinstance(record, Matter):
        return record.ref
    matter: str | None = getattr(record, "matter", None)
    meeting: str | None = getattr(record, "meeting", None)
    if matter is None and meeting and not isinstance(record, Meeting):
        return _matter_of(reader, _record(reader, meeting))
    return matter


def _texts(reader: Reader, matter: Matter, find: Callable[..., list[Record]]) -> frozenset[str]:
    """Also of what was said in its meetings before they were its own, and what it was called before."""
    found = {one.ref: one for model in _OF_MATTER for one in find(model, matter=matter.ref)}
    for meeting in [one for one in found.values() if isinstance(one, Meeting)]:
        found |= {one.ref: one for model in _IN_MEETING for one in find(model, meeting=meeting.ref)}
    former = (one.old for one in reader.changes(matter.ref) if one.field == "title")
    return texts_of([matter, *(matter.model_copy(update={"title": title}) for title in former), *found.values()])


def _reduced(reader: Reader, message: Message, matters: list[str]) -> Message:
    """Number and day; it asks nothing, and nothing goes with it. His calendar is kept true all the same: what is called
    off goes, and what he has there, and is expected at, gets its time without its content."""
    part = _bare(reader, message)
    calls_off = part is not None and part.method == "CANCEL"
    days = [day for name in ("due", "start", "wanted", "until") if (day := _first(message.context, name))]
    things = (one.ref for one in message.context.values() if isinstance(one, Record) and not isinstance(one, Person))
    items = (one.ref for one in message.items)
    numbers = list(dict.fromkeys(filter(None, (*matters, message.meeting, *things, *items))))
    return replace(
        message,
        kind=message.kind if part else "notice",
        template="confidential",
        context={
            "numbers": numbers,
            "day_of": days[0] if days else None,
            "is_off": calls_off,
            "has_times": part is not None and not calls_off,
        },
        items=(),
        asked_back=None,
        minutes_version=None,
        department=None,
        change=None,
        calendar=part,
        calendar_uid=message.calendar_uid if part else None,
        files=(),
    )


def _bare(reader: Reader, message: Message) -> CalendarPart | None:
    """Its calendar part for somebody who may not read what it is about; None where he never had the event."""
    part, person = message.calendar, message.person
    if part is None or message.kind not in TO_CALENDARS:
        return None
    from collabtui.mail.calendar.bare_event import bare_cancellation, bare_request

    if message.kind == "cancellation":
        return part.model_copy(update={"ics": bare_cancellation(part.ics)})
    if not _was_asked(reader, message):
        return None
    label = Catalogue(person.locale)("confidential.label")
    return part.model_copy(update={"ics": bare_request(part.ics, label, person.email)})


def _was_asked(reader: Reader, message: Message) -> bool:
    """Whether its reader was asked to the event before, or to the series that it goes on from."""
    uids = {message.calendar_uid}
    meeting = _record(reader, message.meeting) if message.meeting else None
    ref = message.series or (meeting.series if isinstance(meeting, Meeting) else None)
    while ref and isinstance(series := _record(reader, ref), Series):
        uids.add(series.uid)
        ref = series.follows
    asked = (one for uid in uids if uid for one in reader.find(Outgoing, calendar_uid=uid))
    return any(one.person == message.person.ref and not one.never_tried for one in asked)


def _first(value: object, name: str) -> object:
    """The first field of that name in a record of the mail."""
    if isinstance(value, Record):
        return getattr(value, name, None)
    return next((found for one in _parts(value) if (found := _first(one, name))), None)


@dataclass(frozen=True)
class _Concealing:
    reader: Reader
    hidden: Mapping[str, Matter]
    locale: str

    def message(self, message: Message) -> Message:
        texts = hidden_texts(self.reader, self.hidden.values())
        label = Catalogue(self.locale)("confidential.label")
        within = {one.ref for one in _records_in(message.context) if self._is_hidden(one)}
        items = tuple(
            one.model_copy(update={"title": label})
            if one.ref in within or self._is_hidden(_record(self.reader, one.ref))
            else one
            for one in message.items
        )
        calendar = message.calendar and reworded(message.calendar, lambda text: without(text, texts, label))
        return replace(message, context=self._of(message.context, texts, label), items=items, calendar=calendar)

    def _is_hidden(self, record: Record | None) -> bool:
        return _matter_of(self.reader, record) in self.hidden

    def _of(self, value: Any, texts: list[str], label: str) -> Any:
        """The value without what is hidden: records say less, and their texts are nowhere in other strings."""
        if isinstance(value, str):
            return without(value, texts, label)
        if isinstance(value, Record) and self._is_hidden(value):
            return concealed(value, label)
        if isinstance(value, Person):
            return value
        if isinstance(value, Value):
            named = {name: getattr(value, name) for name in type(value).model_fields}
            return value.model_copy(update={name: self._of(one, texts, label) for name, one in named.items()})
        if isinstance(value, Mapping):
            return {name: self._of(one, texts, label) for name, one in value.items()}
        if isinstance(value, tuple):
            found = (self._of(one, texts, label) for one in value)
            return type(value)(*found) if hasattr(value, "_fields") else tuple(found)
        if isinstance(value, list):
            return [self._of(one, texts, label) for one in value]
        if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith("collabtui."):
            names = [one.name for one in fields(value) if one.init]
            return replace(value, **{name: self._of(getattr(value, name), texts, label) for name in names})
        return value
