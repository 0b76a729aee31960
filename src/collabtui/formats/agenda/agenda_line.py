"""One line of an agenda as typed on the screen: `10m 开场 @李明`, `? 预算谁出`, `材料: plan.pdf`, `+ 部门:研发部`.

The words are those of the agenda file, so nobody learns two."""

import re
from dataclasses import dataclass
from typing import Literal

from collabtui.domain.meetings.draft import NameInAgenda, SlotDraft
from collabtui.errors import Refused
from collabtui.formats.agenda.agenda_names import read_name, read_names
from collabtui.formats.agenda.agenda_slots import read_slot, timed_slot, write_slot
from collabtui.formats.agenda.agenda_writing import HEADINGS
from collabtui.formats.file_words import half_width, plain, word_table

LineKind = Literal[
    "slot",
    "question",
    "goal",
    "material",
    "people",
    "title",
    "start",
    "end",
    "place",
    "matter",
    "facilitator",
    "scribe",
    "timekeeper",
]
DEFAULT_MINUTES = 10
"""Of a slot that names no length."""
_NAMED = re.compile(r"\s*(?P<word>[^:：@\d]{1,24}?)\s*[:：]\s*(?P<rest>.*)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?![\w:])")
_FIELDS: dict[str, LineKind] = {
    "title": "title",
    "start": "start",
    "date": "start",
    "end": "end",
    "place": "place",
    "matter": "matter",
    "facilitator": "facilitator",
    "scribe": "scribe",
    "timekeeper": "timekeeper",
    "participants": "people",
}
_SECTIONS: dict[str, LineKind] = {
    "goal": "goal",
    "questions": "question",
    "slots": "slot",
    "material": "material",
}


@dataclass(frozen=True)
class AgendaLine:
    kind: LineKind
    text: str
    """What it says, without its mark."""
    slot: SlotDraft | None = None
    names: tuple[NameInAgenda, ...] = ()


def read_agenda_line(text: str) -> AgendaLine:
    """A line without a mark is a slot. Raises `Refused` (agenda.*) for what cannot be; agenda.line_empty (kind) for a
    mark with nothing behind it."""
    text = " ".join(text.split())
    kind, rest = _kind_of(text)
    if not rest:
        raise Refused("agenda.line_empty", text=text, kind=kind)
    if kind == "people":
        return AgendaLine(kind, rest, names=read_names(rest))
    if kind in ("facilitator", "scribe", "timekeeper"):
        return AgendaLine(kind, rest, names=(read_name(rest, 0),))
    if kind != "slot":
        return AgendaLine(kind, rest)
    slot, _ = read_slot(rest if timed_slot(rest, 0) else f"{DEFAULT_MINUTES}m {_untimed(rest)}", 0)
    return AgendaLine(kind, slot.title, slot)


def _untimed(text: str) -> str:
    """Raises `Refused` (agenda.bad_length) for what is written as a time of day or a length and is none: 25:70."""
    if found := _CLOCK.match(half_width(text)):
        raise Refused("agenda.bad_length", line=0, text=text, length=found.group())
    return text


def _kind_of(text: str) -> tuple[LineKind, str]:
    if text[:1] in ("?", "？"):
        return "question", text[1:].strip()
    if text[:1] in ("+", "＋"):
        return "people", text[1:].strip()
    found = _NAMED.fullmatch(text)
    word = plain(found["word"]) if found else ""
    key = word_table("agenda", "keys").get(word, "")
    kind = _FIELDS.get(key) or _SECTIONS.get(word_table("agenda", "headings").get(word, ""))
    if key and kind is None:
        raise Refused("agenda.line_elsewhere", value=word)
    return (kind, found["rest"].strip()) if found and kind else ("slot", text)


def write_agenda_line(line: AgendaLine, locale: Literal["zh", "en"]) -> str:
    """As `read_agenda_line` reads it."""
    if line.slot is not None:
        return write_slot(line.slot)
    if line.kind == "question":
        return f"? {line.text}"
    return f"{_heading(line.kind, locale)}: {line.text}"


def _heading(kind: str, locale: Literal["zh", "en"]) -> str:
    return HEADINGS[kind][locale].split()[0]
