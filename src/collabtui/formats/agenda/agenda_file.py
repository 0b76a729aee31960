"""The agenda file: Markdown with front matter, read strictly and written so that it reads the same.

What is not understood is refused with its line: an agenda is never half accepted.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from collabtui.domain.meetings.draft import AgendaDraft, MovedDate, NameInAgenda, SlotDraft
from collabtui.domain.meetings.recurrence import Rule
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_body import AgendaSection, items, read_sections, read_text
from collabtui.formats.agenda.agenda_names import read_name
from collabtui.formats.agenda.agenda_slots import check_times, read_slot, timed_item
from collabtui.formats.agenda.agenda_span import AgendaSpan, read_span
from collabtui.formats.agenda.agenda_times import read_moment
from collabtui.formats.agenda.agenda_writing import write_agenda
from collabtui.formats.agenda.front_matter import FrontMatterField, FrontMatterPiece, split_front_matter, split_list
from collabtui.formats.agenda.recurrence_text import read_recurrence
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.file_words import nearest, plain, word_table

__all__ = ["decode_text", "read_agenda", "write_agenda"]
LISTS = ("participants", "except", "moved")
"""Keys that have several values."""
_ARROW = re.compile(r"\s*(?:→|[-=]>)\s*")


def read_agenda(text: str, *, today: date, timezone: str | None = None) -> AgendaDraft:
    """The agenda that a file holds.

    `today` decides which year 3月2日 is in. `timezone` is the organiser's: a start with an offset is converted to it
    where the agenda names no zone of its own. Raises `Refused` with a key `agenda.*`, always with line and text."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _refuse_control_characters(lines)
    fields, first = split_front_matter(lines)
    known = _by_key(fields)
    values = {key: _single(field) for key, field in known.items() if key not in LISTS and field.says_something}
    if "title" not in values:
        raise Refused("agenda.missing_title", line=first, text=lines[first - 1])
    span = read_span(values, closing=first, today=today, home_zone=timezone)
    sections = read_sections(lines, first, values["title"].text)
    return AgendaDraft(
        title=values["title"].text,
        start=span.start,
        end=span.end,
        timezone=span.timezone,
        series=_series(values, span, today),
        occurrence=_occurrence(values, today),
        called_off=_days(known.get("except"), today),
        moved=tuple(_moved(piece, today) for piece in _pieces(known.get("moved"))),
        place=values["place"].text if "place" in values else "",
        matter=values["matter"].text if "matter" in values else "",
        facilitator=_person(values, "facilitator"),
        scribe=_person(values, "scribe"),
        timekeeper=_person(values, "timekeeper"),
        participants=_participants(known.get("participants")),
        goal=read_text(sections["goal"]) if "goal" in sections else "",
        questions=_texts(sections, "questions"),
        slots=_slots(sections["slots"], span.start) if "slots" in sections else (),
        material=_texts(sections, "material"),
    )


def _refuse_control_characters(lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, 1):
        if any(unicodedata.category(char) in ("Cc", "Cs") for char in line.replace("\t", "")):
            shown = "".join(char if char.isprintable() else "\ufffd" for char in line)
            raise Refused("agenda.control_character", line=number, text=shown.strip())


def _by_key(fields: Sequence[FrontMatterField]) -> dict[str, FrontMatterField]:
    """Fields under their English keys."""
    keys = word_table("agenda", "keys")
    found: dict[str, FrontMatterField] = {}
    for field in fields:
        key = keys.get(plain(field.key))
        if key is None:
            raise Refused("agenda.unknown_key", line=field.line, text=field.key, nearest=nearest(field.key, keys))
        if key in found:
            raise Refused("agenda.twice", line=field.line, text=field.key, first=found[key].line)
        found[key] = field
    return found


def _single(field: FrontMatterField) -> FrontMatterPiece:
    if field.listed:
        raise Refused("agenda.one_value", line=field.line, text=field.key)
    return field.values[0]


def _occurrence(values: Mapping[str, FrontMatterPiece], today: date) -> datetime | None:
    if "occurrence" not in values:
        return None
    piece = values["occurrence"]
    moment = read_moment(piece.text, piece.line, today)
    if moment.day is None or moment.time is None:
        raise Refused("agenda.bad_time", line=piece.line, text=piece.text)
    return datetime.combine(moment.day, moment.time)


def _days(field: FrontMatterField | None, today: date) -> tuple[date, ...]:
    """Days on which a series is left out."""
    found = []
    for piece in _pieces(field):
        moment = read_moment(piece.text, piece.line, today)
        if moment.day is None or moment.time is not None:
            raise Refused("agenda.bad_time", line=piece.line, text=piece.text)
        found.append(moment.day)
    return tuple(found)


def _moved(piece: FrontMatterPiece, today: date) -> MovedDate:
    """`2026-03-09 → 2026-03-10 16:00-16:50`: a day of the series, and when it is held in its place."""
    day, *to = (read_moment(text, piece.line, today) for text in _ARROW.split(piece.text))
    if day.day is None or day.time is not None or len(to) != 1:
        raise Refused("agenda.bad_time", line=piece.line, text=piece.text)
    begins, ends = to[0], to[0].until
    if begins.day is None or begins.time is None or ends is None or ends.time is None:
        raise Refused("agenda.bad_time", line=piece.line, text=piece.text)
    start, end = datetime.combine(begins.day, begins.time), datetime.combine(ends.day or begins.day, ends.time)
    if end <= start:
        raise Refused("agenda.ends_before_start", line=piece.line, text=piece.text, start=start, end=end)
    return MovedDate(day=day.day, start=start, end=end)


def _series(values: Mapping[str, FrontMatterPiece], span: AgendaSpan, today: date) -> Rule | None:
    if "series" not in values:
        return None
    piece = values["series"]
    date = _occurrence(values, today) or span.start
    return read_recurrence(piece.text, piece.line, start=date.date(), today=today)


def _person(values: Mapping[str, FrontMatterPiece], key: str) -> NameInAgenda | None:
    return read_name(values[key].text, values[key].line) if key in values else None


def _participants(field: FrontMatterField | None) -> tuple[NameInAgenda, ...]:
    return tuple(read_name(piece.text, piece.line) for piece in _pieces(field))


def _pieces(field: FrontMatterField | None) -> list[FrontMatterPiece]:
    """A list, or values with commas between them."""
    if field is None:
        return []
    pieces = field.values
    if not field.listed:
        pieces = tuple(FrontMatterPiece(name, piece.line) for piece in field.values for name in split_list(piece.text))
    return [piece for piece in pieces if piece.text]


def _texts(sections: Mapping[str, AgendaSection], name: str) -> tuple[str, ...]:
    return tuple(item.text for item in items(sections[name])) if name in sections else ()


def _slots(section: AgendaSection, start: datetime) -> tuple[SlotDraft, ...]:
    """An item below a slot, further to the right, is material for it."""
    slots: list[tuple[SlotDraft, time | None]] = []
    indent = 0
    for item in items(section):
        if slots and item.indent > indent:
            if timed_item(item.text, item.line) is not None:
                raise Refused("agenda.nested_slot", line=item.line, text=item.text)
            slot, clock = slots[-1]
            slots[-1] = (slot.model_copy(update={"material": (*slot.material, item.text)}), clock)
        else:
            indent = item.indent
            slots.append(read_slot(item.text, item.line))
    check_times(slots, start)
    return tuple(slot for slot, _ in slots)
