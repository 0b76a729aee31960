"""An agenda written as a file that `read_agenda` reads back to the same draft."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from collabtui.domain.meetings.draft import AgendaDraft, MovedDate
from collabtui.formats.agenda.agenda_body import write_text
from collabtui.formats.agenda.agenda_names import write_name
from collabtui.formats.agenda.agenda_slots import write_slot
from collabtui.formats.agenda.recurrence_text import write_recurrence

HEADINGS = {
    "goal": {"zh": "目标 Goal", "en": "Goal"},
    "questions": {"zh": "待解决问题 Questions", "en": "Questions"},
    "slots": {"zh": "议程 Agenda", "en": "Agenda"},
    "material": {"zh": "材料 Material", "en": "Material"},
}
_PLAIN_VALUE = re.compile(r"[^\s\"'\[\]{}>|*&!%#`@,?:-][^\n]*")


def write_agenda(draft: AgendaDraft, *, locale: Literal["zh", "en"]) -> str:
    """`draft` as a file; `locale` chooses the headings. White space within a line is made even."""
    front = "\n".join(_front_matter(draft, locale))
    body = "\n".join(_body(draft, locale))
    return f"---\n{front}\n---\n{body}\n" if body else f"---\n{front}\n---\n"


def _front_matter(draft: AgendaDraft, locale: Literal["zh", "en"]) -> Iterator[str]:
    yield f"title: {_value(draft.title)}"
    yield f"start: {_moment(draft.start, draft.timezone)}"
    if draft.end is not None:
        same_day = draft.end.date() == draft.start.date() and not draft.end.fold
        yield f"end: {draft.end:%H:%M}" if same_day else f"end: {_moment(draft.end, draft.timezone)}"
    if draft.series is not None:
        yield f"series: {_value(write_recurrence(draft.series, locale))}"
    if draft.occurrence is not None:
        yield f"occurrence: {draft.occurrence:%Y-%m-%dT%H:%M}"
    if draft.called_off:
        yield f"except: [{', '.join(f'{day:%Y-%m-%d}' for day in draft.called_off)}]"
    if draft.moved:
        yield f"moved: [{', '.join(map(_moved, draft.moved))}]"
    for key, value in (("timezone", draft.timezone), ("place", draft.place), ("matter", draft.matter)):
        if value:
            yield f"{key}: {_value(value)}"
    parts = ("facilitator", draft.facilitator), ("scribe", draft.scribe), ("timekeeper", draft.timekeeper)
    for key, name in parts:
        if name is not None:
            yield f"{key}: {_value(write_name(name, locale))}"
    if draft.participants:
        yield "participants:"
        yield from (f"  - {_value(write_name(name, locale))}" for name in draft.participants)


def _moment(moment: datetime, timezone: str | None) -> str:
    """With its offset where the clock shows that time for the second time: without one it is the first."""
    if moment.fold and timezone:
        return moment.replace(tzinfo=ZoneInfo(timezone)).isoformat(timespec="minutes")
    return f"{moment:%Y-%m-%d %H:%M}"


def _moved(date: MovedDate) -> str:
    until = f"{date.end:%H:%M}" if date.end.date() == date.start.date() else f"{date.end:%Y-%m-%d %H:%M}"
    return f"{date.day:%Y-%m-%d} → {date.start:%Y-%m-%d %H:%M}~{until}"


def _value(text: str) -> str:
    """Plain where YAML would read it so, else in double quotes."""
    text = " ".join(text.split())
    plain = _PLAIN_VALUE.fullmatch(text) and ": " not in text and " #" not in text and not text.endswith(":")
    return text if plain else json.dumps(text, ensure_ascii=False)


def _body(draft: AgendaDraft, locale: str) -> Iterator[str]:
    if draft.goal.strip():
        yield from (_heading("goal", locale), write_text(draft.goal.strip("\n")))
    if draft.questions:
        yield _heading("questions", locale)
        yield from _bullets(draft.questions)
    if draft.slots:
        yield _heading("slots", locale)
        for slot in draft.slots:
            yield f"- {write_slot(slot)}"
            yield from (f"  {bullet}" for bullet in _bullets(slot.material))
    if draft.material:
        yield _heading("material", locale)
        yield from _bullets(draft.material)


def _heading(section: str, locale: str) -> str:
    return f"## {HEADINGS[section][locale]}"


def _bullets(texts: Iterable[str]) -> Iterator[str]:
    return (f"- {' '.join(text.split())}" for text in texts if text.strip())
