"""Says of a resource with which others it clashes, and whose matter comes first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collabtui.text.catalogue import Catalogue


def clash_words(words: "Catalogue", refs: Sequence[str], goes_first: str | None, *, order_open: bool) -> str:
    """`clashes with RES2, X-2026-001 comes first`; empty where it clashes with none."""
    if not refs:
        return ""
    order = words("resource.goes_first", ref=goes_first) if goes_first else ""
    order = order or (words("resource.order_open") if order_open else "")
    return words("list.separator").join(filter(None, (words("resource.clashes", refs=refs), order)))
