"""Fingerprints: short hashes of what a mail said, kept with a record and compared with what would be said now."""

import hashlib
import json
from datetime import UTC, date, datetime


def fingerprint_of(content: object) -> str:
    """SHA-256, hex, of `content` as JSON in one form (keys sorted, no blanks, UTF-8, instants in UTC), with the number
    of that form before it. `content`: what JSON has, tuples, dates and instants."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)
    return f"2:{_sha256(text)}"


def first_form_of(written: str) -> str:
    """The fingerprint that versions before 0.3 stored, of what they wrote for Python's own eyes."""
    return _sha256(written)


def _iso(value: date) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
