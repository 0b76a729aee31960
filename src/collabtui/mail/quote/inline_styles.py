"""Inline styles (CSS) of elements of a mail: whether their text is hidden from whoever reads it, or struck out.

Sizes and colours say nothing: a page lays itself out with `font-size:0` around text of another size, and white text
stands on whatever a reader's own colours are.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_HIDES = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*(?:0+(?:\.0*)?|\.0+)%?)\s*(?:!\s*important\s*)?(?:;|$)",
    re.IGNORECASE,
)
_STRIKES = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)


def layers_by_style(parser: "LexborHTMLParser") -> dict[int, str]:
    """`mem_id` of an element → `hidden` or `struck`."""
    styled = ((node.mem_id, node.attributes.get("style") or "") for node in parser.css("[style]"))
    found = ((element, _layer(style)) for element, style in styled)
    return {element: layer for element, layer in found if layer}


def _layer(style: str) -> str:
    if _HIDES.search(style):
        return "hidden"
    return "struck" if _STRIKES.search(style) else ""
