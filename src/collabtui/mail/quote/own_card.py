"""Lines of a card below the writer's own name: what he is, and where (Facilities | Room 2.11 | Level 3;
采购部 2号楼3层).

Each part between marks is a department, a title, a room, a street, a number or an address. A line that begins with a
small number, or says anything in lower case, is none.
"""

import re

from collabtui.mail.quote.quote_words import quote_words

_PARTS = re.compile(r"\s*[|¦｜·•,，;；/]\s*|\s+[-–]\s+|\s{2,}")
_HAN_NAME = re.compile(r"([\u4e00-\u9fff]{2,4})\s+(?=\S)")
_REACH = re.compile(r"(?:\+|\b)\d[\d ()./-]{6,}\d|[^\s@]+@[\w-]+\.[\w.-]+|(?:https?://|www\.)\S+", re.IGNORECASE)
_WRITTEN_ON = re.compile(r"(?:20\d\d ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?|\d{1,2}[./]\d{1,2}[./]20\d\d)")
"""The day of the letter, below its writer's name."""
_LEAVE = re.compile(r"(?:out of|on (?:leave|vacation|holiday)|away)\b", re.IGNORECASE)
_BESIDE = 16
"""Characters beside a telephone number or an address."""
_LONGEST = 120
"""Characters of a line."""


def name_apart(text: str) -> tuple[str, str]:
    """The name that a line may begin with, and what stands behind the first mark."""
    mark = _PARTS.search(text)
    han = _HAN_NAME.match(text)
    if han and (mark is None or han.end() <= mark.start()):
        return han[1], text[han.end() :]
    return (text[: mark.start()], text[mark.end() :]) if mark else (text, "")


def name_behind(text: str) -> tuple[str, str]:
    """The name that stands behind a department (护理部 周敏), and that department."""
    rest, _, name = text.rpartition(" ")
    return (name, rest.strip()) if rest and _HAN_NAME.match(f"{name} .") else ("", text)


def is_of_card(text: str) -> bool:
    """Whether every part of a line may stand on a card."""
    parts = [part for part in _PARTS.split(text.strip()) if part]
    return len(text) <= _LONGEST and bool(parts) and all(map(_is_part, parts))


def tells_of_leave(text: str) -> bool:
    """On leave 23-27 March: beside a card it stands on that, alone somebody reads it."""
    return _LEAVE.match(text) is not None


def _is_part(part: str) -> bool:
    words = quote_words()
    if _WRITTEN_ON.fullmatch(part) or any(kind.fullmatch(part) for kind in (words.card_parts, words.places)):
        return True
    others = _REACH.sub("", part)
    return others != part and len(others) <= _BESIDE and not words.answers.search(others)
