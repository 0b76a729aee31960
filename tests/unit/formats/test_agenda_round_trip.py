"""What is written reads back to the same, and any text at all is read or refused."""

from datetime import date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collabtui.domain.meetings.draft import AgendaDraft, MovedDate, NameInAgenda, SlotDraft
from collabtui.errors import CollabError
from collabtui.formats.agenda.agenda_file import decode_text, read_agenda, write_agenda
from unit.formats.test_agenda import AGENDA, READ, without_lines

TODAY = date(2026, 2, 20)
ODD = [
    "---",
    "# x",
    "## Goal",
    "<!--",
    "- a",
    "[x]",
    "a: b",
    "10m x",
    "@bob",
    r"\@x",
    "\\",
    '"',
    "'",
    "，",
    "：",
    "x @y z",
    "@Al Bo",
]

characters = st.characters(exclude_categories=["Cc", "Cs"])
lines = (st.sampled_from(ODD) | st.text(characters, max_size=12)).map(lambda text: " ".join(text.split()))
said = lines.filter(bool)
names = st.sampled_from(["张伟", "Alice Smith", "Smith, John", "O'Neil", "李 明", "J. Doe", "all", "R&D", "#1", "- x"])
people = st.one_of(
    st.builds(NameInAgenda, name=names, email=st.sampled_from(["", "a.b+c@example.test"])),
    st.just(NameInAgenda(email="chen@example.test")),
    st.builds(NameInAgenda, department=st.sampled_from(["研发部", "R&D", "Sales, Asia"])),
)
titles = said.map(lambda text: text.strip(" \t:：,，、|–—-")).filter(bool)
starts = st.datetimes(datetime(1970, 1, 2), datetime(2199, 1, 1)).map(  # noqa: DTZ001 - wall-clock time
    lambda at: at.replace(second=0, microsecond=0)
)
moves = st.builds(
    lambda day, start, minutes: MovedDate(day=day, start=start, end=start + timedelta(minutes=minutes)),
    st.dates(date(2000, 1, 1), date(2150, 1, 1)), starts, st.integers(1, 2000),
)  # fmt: skip
drafts = st.builds(
    AgendaDraft,
    title=said,
    start=starts,
    timezone=st.sampled_from([None, "Europe/Berlin"]),
    place=lines,
    moved=st.lists(moves, max_size=3).map(tuple),
    matter=lines,
    facilitator=st.none() | people,
    scribe=st.none() | people,
    timekeeper=st.none() | people,
    participants=st.lists(people, max_size=3).map(tuple),
    goal=st.lists(lines, max_size=4).map(lambda many: "\n".join(many).strip("\n")),
    questions=st.lists(said, max_size=3).map(tuple),
    slots=st.lists(
        st.builds(
            SlotDraft,
            title=titles,
            minutes=st.integers(1, 24 * 60),
            lead=st.just("") | names,
            material=st.lists(said.filter(lambda text: not text[0].isdigit()), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    material=st.lists(said, max_size=2).map(tuple),
)


@given(drafts, st.integers(0, 3000), st.sampled_from(["zh", "en"]))
def test_what_is_written_is_read_back(draft: AgendaDraft, length: int, locale: Literal["zh", "en"]) -> None:
    if length:
        draft = draft.model_copy(update={"end": draft.start + timedelta(minutes=length)})
    written = write_agenda(draft, locale=locale)
    assert without_lines(read_agenda(written, today=TODAY)) == without_lines(draft)
    assert read_agenda(decode_text(written.encode()), today=TODAY) == read_agenda(written, today=TODAY)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_agenda_of_the_product_page_survives_an_edit(locale: Literal["zh", "en"]) -> None:
    written = write_agenda(READ, locale=locale)
    assert without_lines(read_agenda(written, today=TODAY)) == without_lines(READ)
    assert write_agenda(read_agenda(written, today=TODAY), locale=locale) == written
    assert ("## 目标 Goal" in written) == (locale == "zh")


PIECES = [
    *AGENDA.splitlines(),
    *ODD,
    "start: 3月2日 14:00-15:00",
    "timezone: UTC",
    "participants:",
    "  - x",
    "- 14:00-15:00 x",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_read_or_refused(many: list[str], end: str) -> None:
    text = end.join(["---", *many, "---", *many])
    title, values = "", dict[str, object]()
    try:
        title = read_agenda(text, today=TODAY).title
    except CollabError as refusal:
        values = refusal.values
    assert title or {"line", "text"} <= set(values)


@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda text: text.encode("gb18030", "replace")))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode_text(data)
    except CollabError:
        text = ""
    assert "\r" not in text
