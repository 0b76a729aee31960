"""Codes that fields hold (`done`, `urgent`) in words."""

from collections.abc import Mapping

from collabtui.text.catalogue import Catalogue

CODES: Mapping[str, str] = {
    "status": "status", "state": "state", "level": "level", "likelihood": "level", "severity": "level",
    "step": "step", "locale": "language", "kind": "kind", "rhythm": "rhythm",
}  # fmt: skip
"""Fields whose values are codes, and how the catalogue's keys for them begin."""


def code_in_words(words: Catalogue, codes: str | None, value: str) -> str:
    """`codes` is how the keys begin; empty where there are none, or none for this value."""
    key = f"{codes}.{value}"
    return words(key) if codes and key in words else ""
