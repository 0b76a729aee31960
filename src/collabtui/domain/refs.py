"""Refs: the names under which records are stored and spoken of, such as `A12` or `X-2026-001`.

A ref is the prefix of its kind and a number; a matter's number counts within its year, which stands before it. Plain
strings in records and rows; what has to know their parts asks here; a new one is
given by a transaction of the store (`next_ref`). Imports no model: lists and first frames use it.
"""

import re
from typing import NamedTuple

ACTION, DECISION, ENTRY, INCOMING, MATTER = "A", "D", "E", "I", "X-"
MEETING, OUTGOING, PERSON, QUESTION, RISK, SIGN_OFF, VOTE, RESOURCE = "M", "O", "P", "Q", "R", "S", "VOTE", "RES"
_REF = r"(?a:(?P<prefix>X-|[A-Z]+)(?:(?P<year>\d{1,9})-)?(?P<number>\d{1,18}))"
"""A text: a compiled one would be made at each start, and most never ask. More digits than these no ref has."""


def kept_ref(typed: str) -> str:
    """A ref as it is kept, from what a person typed: ` m1` is `M1`. What is no ref stays one that nothing has."""
    return typed.strip().upper()


class Ref(NamedTuple):
    """Compares as people count: A2 before A10, X-2026-999 before X-2026-1000."""

    prefix: str
    year: int
    """0 where numbers are not counted by the year."""
    number: int

    @classmethod
    def parse(cls, text: str) -> "Ref | None":
        """In any letter case; None where it is no ref."""
        match = re.fullmatch(_REF, kept_ref(text))
        return cls(match["prefix"], int(match["year"] or 0), int(match["number"])) if match else None


def is_ref(text: str, *prefixes: str) -> bool:
    """Whether it is a ref, of one of these kinds where some are named."""
    ref = Ref.parse(text)
    return ref is not None and (not prefixes or ref.prefix in prefixes)


def number_of(ref: str) -> int:
    """12 for `A12`, 1 for `X-2026-001`. Raises ValueError where it is no ref."""
    parsed = Ref.parse(ref)
    if parsed is None:
        raise ValueError(f"no ref: {ref!r}")
    return parsed.number


def ref_of(prefix: str, written: str | int) -> str:
    """The ref of a kind that is certain, from what a person writes: `12`, `o12` and `O12` are the same mail."""
    text = kept_ref(str(written))
    return text if text.startswith(prefix) else f"{prefix}{text}"


def ref_order(ref: str) -> tuple[Ref, str]:
    """Sort key. What is no ref comes last, as text: `admin@host/INBOX`, the place of a cursor."""
    return Ref.parse(ref) or Ref("~", 0, 0), ref
