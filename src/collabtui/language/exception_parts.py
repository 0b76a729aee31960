"""The parts of a word on a block: the reason, what it affects (影响…), what would help
(建议…), and whom or what that needs (需要…)."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple, get_args

from collabtui.language.lexicon import LANGUAGES, read_words

Part = Literal["impact", "way-out", "need"]
_CLAUSES = re.compile(r"[,，;；.。!！\n]+\s*")
_REST = " \t\n,，;；.。、"


class ExceptionParts(NamedTuple):
    reason: str
    impact: str
    way_out: str
    need: str = ""


def part_that_begins(text: str, at: int = 0) -> Part | None:
    """The part that the clause at this place of a text begins; None where it is one of the reason."""
    found = _beginnings().match(text, at)
    if found is None:
        return None
    return "impact" if found["impact"] else "need" if found["need"] else "way-out"


def exception_parts(text: str) -> ExceptionParts:
    """Its parts as they were written, without what they are called (影响：, suggest)."""
    starts: list[tuple[int, Part | None]] = [(0, part_that_begins(text))]
    for mark in _CLAUSES.finditer(text):
        part = part_that_begins(text, mark.end())
        if part is not None and part != starts[-1][1]:
            starts.append((mark.end(), part))
    ends = [*(start for start, _ in starts[1:]), len(text)]
    written: dict[Part | None, list[str]] = {}
    for (start, part), end in zip(starts, ends, strict=True):
        clauses = text[start:end].strip(_REST)
        written.setdefault(part, []).append(_without_name(clauses) if part else clauses)
    return ExceptionParts(*("\n".join(filter(None, written.get(one, ()))) for one in (None, *get_args(Part))))


def without_way_out_label(text: str) -> str:
    """The way out, without the name of it before a colon (应对：, mitigation:)."""
    found = _beginnings().match(text.lstrip())
    if found is None or not found["way_out"] or not found["way_out"].endswith((":", "：")):
        return text
    return text.lstrip()[found.end() :].lstrip() or text


def _without_name(clauses: str) -> str:
    """Without the words that only name the part; what tells more stays (导致三天延误: leads to three days)."""
    found = _beginnings().match(clauses)
    bare = clauses if found is None or found["telling"] else clauses[found.end() :].lstrip(":： ")
    return bare or clauses


@cache
def _beginnings() -> re.Pattern[str]:
    """`words/exceptions.*.json`: what may stand first, and the words of each part; a `-label` goes before a colon."""
    of_kinds: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, words in read_words("exceptions", language).items():
            of_kinds.setdefault(kind, []).extend(words)
    impact, way_out, need = (
        f"(?:{_any_of(of_kinds[f'{part}-label'])}) ?[:：]|{_any_of(of_kinds[part])}" for part in get_args(Part)
    )
    lead, telling = _any_of(of_kinds["lead"]), _any_of(of_kinds["impact-telling"])
    impact = rf"(?P<telling>{telling})|{impact}"
    return re.compile(
        rf"(?:(?:{lead}) ?)*(?:(?P<impact>{impact})|(?P<way_out>{way_out})|(?P<need>{need}))", re.IGNORECASE
    )


def _any_of(words: Iterable[str]) -> str:
    """The longest first; a Latin word ends where the word of the text does."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(one) + (r"\b" if one.isascii() else "") for one in longest_first)
