"""A fingerprint of the reading of every reply of the wide tables: what a rule changes anywhere shows, and in which.

The tables whose readings are kept in words are not among them. A fingerprint is four digits in base 16 of the reading
as `kept_readings.reading` words it; those of a table stand in one line, in the order of its replies.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from collabtui.domain.mail.reply import Item, ReplyContext
from support.kept_readings import answered, reading
from support.labelled_replies import DATA

KEPT = DATA / "fingerprints.txt"
DIGITS = 4
_IN_WORDS = ("applied", "days", "fine_points", "replies", "voices_1", "voices_2", "voices_3")
"""Beginnings of tables whose readings are kept whole, and of those that hold no replies."""
_WRITTEN = date(2026, 3, 9)


def tables() -> list[Path]:
    return [one for one in sorted(DATA.glob("*.jsonl")) if not one.stem.startswith(_IN_WORDS)]


def readings(table: Path) -> Iterator[str]:
    """Of each of its replies, worded."""
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        case = json.loads(line)
        yield reading(f"{table.stem}-{number}", case["text"], _situation(case))


def _situation(case: Mapping[str, Any]) -> ReplyContext:
    """The items that the case lists, else those of `answered`; whatever else it tells of its office is left out."""
    asked = case["answers"] if isinstance(case.get("answers"), str) else "minutes"
    found = answered(asked, case["text"])
    listed: Sequence[Mapping[str, Any]] = case.get("items") or case.get("context", {}).get("items") or ()
    return found.model_copy(update={"items": tuple(map(_item, listed, range(1, 100)))}) if listed else found


def _item(written: Mapping[str, Any], number: int) -> Item:
    due = date.fromisoformat(written["due"]) if written.get("due") else _WRITTEN + timedelta(days=number)
    deliverable = written.get("deliverable") or ""
    return Item(ref=f"A{number}", title=written["title"], number=number, due=due, deliverable=deliverable)


def fingerprint(reading_in_words: str) -> str:
    return sha256(reading_in_words.encode()).hexdigest()[:DIGITS]


def kept_fingerprints() -> dict[str, list[str]]:
    """By the name of the table."""
    lines = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    parted = (line.partition(" ") for line in lines)
    return {name: [row[at : at + DIGITS] for at in range(0, len(row), DIGITS)] for name, _, row in parted}
