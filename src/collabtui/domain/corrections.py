"""Which line of the minutes a correction means."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from collabtui.domain.meeting import Correction
from collabtui.domain.versions import MinutesLine

ALIKE = 0.5
"""How much of a line has to be in the correction, or the other way round, before it is offered."""
_REF = re.compile(r"(?<![A-Za-z0-9])[ADRQ]\d+(?!\d)", re.IGNORECASE)


def line_meant(correction: Correction, lines: Iterable[MinutesLine]) -> MinutesLine | None:
    """The line that he named by its number or its ref, else the one that says nearly what he wants to be said. None
    when it may be any, or a new one: a person chooses."""
    known = {line.ref: line for line in lines if line.kind != "attendance"}
    named = [correction.line or "", *(ref.upper() for ref in _REF.findall(correction.text))]
    for ref in named:
        if ref in known:
            return known[ref]
    best = max(known.values(), key=lambda line: likeness(line.text, correction.text), default=None)
    return best if best and likeness(best.text, correction.text) >= ALIKE else None


def instead_of(line: MinutesLine, correction: Correction) -> str:
    """What the line's field begins with when the correction is taken up: the words of the correction where they are a
    wording of the whole line, else the line as it is."""
    return correction.text if likeness(line.text, correction.text) >= ALIKE else line.text


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()
