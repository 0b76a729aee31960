"""The lines of a search: what was found, with the words that were looked for standing out."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from collabtui.domain.mail.bare_subject import topic
from collabtui.store.common_sql.fulltext import spans
from collabtui.widgets.colours import MUTED
from collabtui.widgets.line import GAP, as_content, folded, line, shares, tamed

if TYPE_CHECKING:
    from collabtui.session.store_session import Session
    from collabtui.store.queries.rows.mail_rows import SearchHitRow
    from collabtui.text.catalogue import Catalogue

STRIKING = "bold underline $text-accent"
TITLE, ABOUT, DAY = 40, (16, 36), 9
"""Columns: what a title is to have first, the least and the most of what it is about, and a day."""
MOST = 2
"""Lines of a title that are read before it is cut around the word."""
BEFORE = 8
"""Characters that are kept in front of a word that stands far to the right, at most."""


def striking(text: str, typed: str, style: str = "") -> Content:
    """All of it on one line."""
    shown = tamed(text)
    content = as_content(shown, style)
    for start, end in spans(shown, typed):
        content = content.stylize(STRIKING, start, end)
    return content


def cut_to(text: str, typed: str, width: int, style: str = "") -> Content:
    """So that the first of the words is to be seen."""
    return striking(_from_first(text, typed, width), typed, style).truncate(width, ellipsis=True)


def _from_first(text: str, typed: str, width: int) -> str:
    """On one line, without what stands far before the first of the words."""
    shown = tamed(text)
    found = spans(shown, typed)
    if found and cell_len(shown[: found[0][1]]) > width - 1:
        start, end = found[0]
        first = start
        while first and start - first < BEFORE and cell_len(shown[first - 1 : end]) < width - 4:
            first -= 1
        return "…" + shown[_beginning(shown, first, start) :]
    return shown


def _beginning(text: str, first: int, start: int) -> int:
    """Where a clause or a word begins in front of the word at `start`, from `first` on; `first` where none does."""
    ends = [found.end() for found in re.finditer(r"[,，、;；:：。.!！?？\s]+", text[first:start])]
    return first + ends[0] if ends else first


def found_line(
    row: "SearchHitRow", typed: str, session: "Session", words: "Catalogue", width: int, for_ref: int
) -> Content:
    """`for_ref`: columns that the refs of all that was found take, so that what they name stands in one line."""
    cells: list[tuple[Content | str, int]] = [(as_content(row["ref"], MUTED), for_ref)]
    room = width - cells[0][1] - 2
    right: list[tuple[Content | str, int]] = []
    for_day = [(as_content(_day(row, session, words), MUTED), DAY)] if width >= 90 else []
    if width >= 60:
        beside = room - sum(columns + GAP for _, columns in for_day)
        (for_about,) = shares(beside, TITLE, ABOUT) if for_day else ABOUT[:1]
        right.append((striking(row["about"] or "", typed, MUTED), for_about))
    right += for_day
    room -= sum(columns + 2 for _, columns in right)
    return line(width, *cells, (_text(row, typed, room), 0), *right)


def _text(row: "SearchHitRow", typed: str, width: int) -> Content:
    """The title; where a word stands elsewhere, that place behind it."""
    named = topic(row["title"]) if row["kind"] == "incoming" else row["title"]
    missing = " ".join(word for word in typed.split() if not spans(row["title"], word))
    elsewhere = [text for text in row["texts"] if spans(text, missing)]
    if not elsewhere:
        shown = named if all(spans(named, word) for word in typed.split()) else row["title"]
        whole_title = striking(shown, typed)
        return whole_title if len(folded(whole_title, width)) <= MOST else cut_to(shown, typed, width)
    title = striking(named, typed)
    head = title.truncate(max(8, width // 2), ellipsis=True) + as_content(" · ", MUTED)
    room = max(8, width - head.cell_length)
    return head + striking(_from_first(elsewhere[0], missing, room), typed, MUTED).truncate(room, ellipsis=True)


def _day(row: "SearchHitRow", session: "Session", words: "Catalogue") -> str:
    if not row["at"]:
        return ""
    if len(row["at"]) == len("2026-03-02"):
        return words.short_day(date.fromisoformat(row["at"]))
    return words.short_day(datetime.fromisoformat(row["at"]).astimezone(session.zone).date())


def whole(row: "SearchHitRow", typed: str, session: "Session", words: "Catalogue") -> Content:
    """Everything that the index knows of it, for the pane beside the list."""
    lines = [striking(row["title"], typed, "bold")]
    below = " · ".join(filter(None, (row["ref"], row["about"], _day(row, session, words))))
    lines.append(striking(below, typed, MUTED))
    for text in row["texts"]:
        lines += [Content(""), *(striking(one, typed) for one in text.splitlines())]
    return Content("\n").join(lines)
