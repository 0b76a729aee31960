"""A mail as it reads: what is new in it stands out from what it quotes, and what was understood from what was not."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from textual.content import Content, Span
from textual.style import Style

from collabtui.widgets.line import tamed

if TYPE_CHECKING:
    from collabtui.store.queries.rows.mail_rows import ClauseRow, ReplyLineRow, SpanRow

QUOTED, READ, PASSED_OVER = "$foreground-muted", "bold underline $text-success", "underline $text-warning"
_PAGE = r"(?P<page>https?://[!#-;=?-Z_a-z~\[\]]{1,2000}(?<![.,;:!?)\]]))"
_BOX = r"(?P<box>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24})"
_LEADS = re.compile(f"{_PAGE}|{_BOX}")
"""Pages and addresses in plain ASCII: a name in other letters may look like one that it is not."""
SILENT_RULES = ("talk", "reason", "greeting", "thanks")
"""What is read and says nothing of any action: nobody needs to be shown that it was passed over."""


def marked(shown: str, lines: "Iterable[ReplyLineRow]", clauses: "Sequence[ClauseRow]") -> Content:
    """`shown` is the whole readable body; lines and clauses point into it."""
    text = _in_place(shown)
    spans = [Span(start, end, QUOTED) for start, end in _between([one["span"] for one in lines], len(text))]
    for clause in clauses:
        if clause["counts"]:
            spans.append(_span(clause, READ))
        elif clause["rule"] not in SILENT_RULES:
            spans.append(_span(clause, PASSED_OVER))
    return with_links(Content(text, spans=spans))


def with_links(content: Content) -> Content:
    """The same with links (OSC 8) on all that reads as an address; each leads where it says."""
    spans = [
        Span(found.start(), found.end(), Style(link=target))
        for found in _LEADS.finditer(content.plain)
        if (target := _target(found))
    ]
    return Content(content.plain, spans=[*content.spans, *spans])


def _target(found: "re.Match[str]") -> str:
    if found["page"]:
        return found["page"]
    return f"mailto:{found['box']}"


def _in_place(text: str) -> str:
    """Tamed, letter for letter, so that every place in it stays where it is."""
    return "".join(letter if letter == "\n" else tamed(letter) or " " for letter in text)


def _span(clause: "ClauseRow", style: str) -> Span:
    return Span(clause["span"]["start"], clause["span"]["end"], style)


def _between(spans: "Iterable[SpanRow]", length: int) -> Iterable[tuple[int, int]]:
    """What none of the spans covers."""
    at = 0
    for start, end in chain(((span["start"], span["end"]) for span in spans), ((length, length),)):
        if start > at:
            yield at, start
        at = max(at, end)
