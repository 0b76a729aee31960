"""Style sheets in a mail (`<style>`): what they hide or strike out is hidden or struck out for its reader.

Rules for some screens and for print (`@media`) are left out, those for all are read; how special a selector is, is left
out: the last one counts.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from collabtui.mail.quote.inline_styles import layer_of, style_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LONGEST = 100_000
_MOST_RULES = 100
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
_FOR_ALL = re.compile(
    r"@media\s+(?:only\s+)?(?:all|screen)\s*\{((?:[^{}]|\{[^{}]*\})*)\}|@layer\b[^{};]*\{((?:[^{}]|\{[^{}]*\})*)\}",
    re.IGNORECASE,
)
_OF_A_CONDITION = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_RULE = re.compile(r"([^{};@]+)\{([^{}]*)\}")
_SPEAKS = re.compile(r"display|visibility|opacity|text-decoration", re.IGNORECASE)


def layers_by_sheet(parser: "LexborHTMLParser") -> dict[int, str]:
    """`mem_id` of an element → `hidden` or `struck`. A style of its own goes before a sheet's."""
    styles: dict[int, dict[str, str]] = {}
    for selector, declarations in rules(parser, _SPEAKS):
        style = style_of(declarations)
        for node in selected(parser, selector) if style else ():
            if not node.attributes.get("style"):
                styles.setdefault(node.mem_id, {}).update(style)
    return {found: layer for found, style in styles.items() if (layer := layer_of(style))}


def rules(parser: "LexborHTMLParser", speaks: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules of which `speaks` finds something, of all sheets so many."""
    left = _MOST_RULES
    for sheet in parser.css("style"):
        text = (sheet.text() or "")[:_LONGEST]
        if not speaks.search(text):
            continue
        plain = _OF_A_CONDITION.sub("", _FOR_ALL.sub(r"\1\2", _COMMENT.sub(" ", text)))
        for rule in _RULE.finditer(plain):
            if left and speaks.search(rule[2]):
                left -= 1
                yield rule[1].strip(), rule[2]


def selected(parser: "LexborHTMLParser", selector: str) -> "list[LexborNode]":
    from selectolax.lexbor import SelectolaxError

    try:
        return parser.css(selector)
    except SelectolaxError:  # one that a browser may know, of what is no element: ::before, ::selection
        return []
