"""Inline styles (CSS) of elements of a mail: whether their text is hidden from whoever reads it, or struck out.

Sizes and colours say nothing: a page lays itself out with `font-size:0` around text of another size, and white text
stands on whatever a reader's own colours are.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\n]?|(.))", re.IGNORECASE | re.DOTALL)
_DECLARATION = re.compile(r"""(?:"[^"]*"?|'[^']*'?|\([^)]*\)?|[^;"'(])+""")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$")
_MAY_BE = {
    "display": re.compile(
        r"none|inherit|initial|unset|revert|contents|(?:inline|block|flow|flex|grid|table|list|ruby|run)[\w -]*"
    ),
    "visibility": re.compile(r"visible|hidden|collapse|inherit|initial|unset|revert"),
    "opacity": re.compile(r"\+?(?:\d+\.?\d*|\.\d+)%?"),
    "text-decoration": re.compile(r".+"),
}
"""What a browser takes; it passes over what it does not know, and what stood there before holds."""
_ALIASES = {"text-decoration-line": "text-decoration", "-webkit-text-decoration": "text-decoration"}
_ALIASES["-webkit-text-decoration-line"] = "text-decoration"
_NOTHING = re.compile(r"\+?(?:0+(?:\.0*)?|\.0+)%?")
_LISTED = re.compile(r"\blist-style(?:-type)?\s*:", re.IGNORECASE)
_NO_NUMBERS = re.compile(
    r"[\"']|\b(?:none|disc|circle|square|(?:lower|upper)-(?:alpha|latin|greek|roman))\b", re.IGNORECASE
)
_COUNTER = re.compile(r"\bcounter-(?:set|reset|increment)\s*:", re.IGNORECASE)
_ITEMS = re.compile(r"\blist-item\b", re.IGNORECASE)


def layers_by_style(parser: "LexborHTMLParser") -> dict[int, str]:
    """`mem_id` of an element → `hidden` or `struck`."""
    styled = ((node, style_of(node.attributes.get("style") or "")) for node in parser.css("[style]"))
    found = [(node, style, layer_of(style)) for node, style in styled]
    holding = _above(node for node, style, _ in found if style.get("visibility") == "visible")
    return {
        node.mem_id: layer
        for node, style, layer in found
        if layer and not (layer == "hidden" and node.mem_id in holding and _only_unseen(style))
    }


def style_of(style: str) -> dict[str, str]:
    """Property → its value, in lower case, as a browser reads a `style`: without comments and escapes, the last of
    two counts, and the one that is important before that."""
    found: dict[str, tuple[bool, str]] = {}
    for declaration in _DECLARATION.findall(_COMMENT.sub(" ", style)):
        name, _, value = (unescaped(one).strip().lower() for one in declaration.partition(":"))
        name, important = _ALIASES.get(name, name), _IMPORTANT.search(value) is not None
        value = _IMPORTANT.sub("", value)
        if name in _MAY_BE and _MAY_BE[name].fullmatch(value) and important >= found.get(name, (False,))[0]:
            found[name] = important, value
    return {name: value for name, (_, value) in found.items()}


def is_not_counted(style: str) -> bool:
    """Whether a list, or an item of it, shows letters, dots or nothing in the place of numbers."""
    return any(
        (found := name.search(declaration)) is not None and value.search(declaration, found.end()) is not None
        for declaration in style.split(";")
        for name, value in ((_LISTED, _NO_NUMBERS), (_COUNTER, _ITEMS))
    )


def unescaped(text: str) -> str:
    """CSS without its escapes (`\\31` is 1)."""
    return _ESCAPE.sub(lambda found: found[2] or chr(min(int(found[1], 16), 0x10FFFF)), text)


def layer_of(style: dict[str, str]) -> str:
    if style.get("display") == "none" or _only_unseen(style) or _NOTHING.fullmatch(style.get("opacity", "1")):
        return "hidden"
    return "struck" if re.search(r"\bline-through\b", style.get("text-decoration", "")) else ""


def _only_unseen(style: dict[str, str]) -> bool:
    """Its place is kept, and what is inside may be seen all the same."""
    kept = style.get("display") != "none" and not _NOTHING.fullmatch(style.get("opacity", "1"))
    return kept and style.get("visibility") in ("hidden", "collapse")


def _above(nodes: Iterable["LexborNode"]) -> set[int]:
    """`mem_id` of each element that holds one of them."""
    found: set[int] = set()
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in found:
            found.add(above.mem_id)
            above = above.parent
    return found
