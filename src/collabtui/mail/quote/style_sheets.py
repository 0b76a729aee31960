"""Style sheets in a mail (`<style>`): what they hide or strike out is hidden or struck out for its reader.

Rules for other screens and for print (`@media`) are left out, and so is how special a selector is: the last one counts.
"""

import re
from typing import TYPE_CHECKING

from collabtui.mail.quote.inline_styles import layer_of, style_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LONGEST = 100_000
_MOST_RULES = 100
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
_OF_A_CONDITION = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})")
_RULE = re.compile(r"([^{};@]+)\{([^{}]*)\}")
_SPEAKS = re.compile(r"display|visibility|opacity|text-decoration", re.IGNORECASE)


def layers_by_sheet(parser: "LexborHTMLParser") -> dict[int, str]:
    """`mem_id` of an element → `hidden` or `struck`. A style of its own goes before a sheet's."""
    styles: dict[int, dict[str, str]] = {}
    for selector, style in _rules(parser):
        for node in _selected(parser, selector):
            if not node.attributes.get("style"):
                styles.setdefault(node.mem_id, {}).update(style)
    return {found: layer for found, style in styles.items() if (layer := layer_of(style))}


def _rules(parser: "LexborHTMLParser") -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    for sheet in parser.css("style"):
        text = (sheet.text() or "")[:_LONGEST]
        if not _SPEAKS.search(text):
            continue
        for rule in _RULE.finditer(_OF_A_CONDITION.sub("", _COMMENT.sub(" ", text))):
            style = style_of(rule[2]) if _SPEAKS.search(rule[2]) else {}
            found += [(rule[1].strip(), style)] if style else []
    return found[:_MOST_RULES]


def _selected(parser: "LexborHTMLParser", selector: str) -> "list[LexborNode]":
    from selectolax.lexbor import SelectolaxError

    try:
        return parser.css(selector)
    except SelectolaxError:  # one that a browser may know, of what is no element: ::before, ::selection
        return []
