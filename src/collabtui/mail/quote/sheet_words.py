"""Words that a style sheet writes before or behind an element (`::before`, `content`): who reads the mail sees them.

Bullets and pictures of a font are no words. What a sheet counts or takes from an attribute is not worked out: it
becomes U+FFFD, by which a mail is known to be damaged.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from collabtui.mail.quote.inline_styles import is_not_counted, unescaped
from collabtui.mail.quote.style_sheets import StyleSheets

_WRITES = re.compile(r"content", re.IGNORECASE)
_COUNTS = re.compile(r"list-style|counter-|content", re.IGNORECASE)
_MARKER = re.compile(r"::marker\s*$", re.IGNORECASE)
_PLACE = re.compile(r"::?(before|after)\s*$", re.IGNORECASE)
_CONTENT = re.compile(
    r"""(?:^|[;\s])content\s*:\s*((?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|[^;"'])*)""", re.IGNORECASE | re.DOTALL
)
_PIECE = re.compile(
    r""""((?:\\.|[^"\\])*)"?|'((?:\\.|[^'\\])*)'?|\b(attr|counters?)\s*\(|(/)""", re.IGNORECASE | re.DOTALL
)
_NOT_WORKED_OUT = "\ufffd"
_MOST = 500
"""Characters of one rule that are looked at."""


class SheetWords(NamedTuple):
    before: str = ""
    behind: str = ""


def words_by_sheet(sheets: StyleSheets) -> dict[int, SheetWords]:
    """`mem_id` of an element → what a sheet writes at it; of two rules the last one counts."""
    found: dict[int, SheetWords] = {}
    for selector, place, words in _written(sheets):
        for node in sheets.selected(selector or "*"):
            here = found.get(node.mem_id, SheetWords())
            found[node.mem_id] = here._replace(before=words) if place == "before" else here._replace(behind=words)
    return found


def unnumbered_by_sheet(sheets: StyleSheets) -> set[int]:
    """`mem_id` of the lists and items that a sheet gives letters, dots, words, numbers of its own or nothing in the
    place of their numbers."""
    found: set[int] = set()
    for selectors, style in sheets.rules(_COUNTS):
        not_counted, says = is_not_counted(style), _CONTENT.search(style[:_MOST]) is not None
        for selector in selectors.split(","):
            place = _MARKER.search(selector)
            if not_counted or (place and says):
                found.update(node.mem_id for node in sheets.selected(selector[: place.start()] if place else selector))
    return found


def _written(sheets: StyleSheets) -> Iterator[tuple[str, str, str]]:
    """Selector of the element, the place at it, and the words."""
    for selectors, style in sheets.rules(_WRITES):
        declared = _CONTENT.findall(style[:_MOST])
        for selector in selectors.split(","):
            if declared and (place := _PLACE.search(selector)):
                yield selector[: place.start()].strip(), place[1].lower(), _words(declared[-1])


def _words(content: str) -> str:
    text = ""
    for piece in _PIECE.finditer(content):
        if piece[4]:  # behind it stands what is read aloud
            break
        text += _NOT_WORKED_OUT if piece[3] else unescaped(piece[1] or piece[2] or "")
    return text if any(char.isalnum() or char == _NOT_WORKED_OUT for char in text) else ""
