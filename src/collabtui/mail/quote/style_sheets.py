"""Style sheets in a mail (`<style>`): what they hide or strike out is hidden or struck out for its reader.

Rules for some screens and for print (`@media`) are left out, those for all are read, rules in rules are not; how
special a selector is, is left out: the last one counts. A selector is looked for where that takes bounded work, which
a few words of one can make exponential.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from collabtui.mail.quote.inline_styles import layer_of, style_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_LONGEST = 100_000
_LONGEST_SELECTOR = 2_000
_MOST_RULES = 100
_MOST_STEPS = 100_000_000
"""Elements and letters of attributes that are compared for all selectors of a mail, at the worst: about a second."""
_LETTERS = 8
"""Letters of an attribute that are compared in the time that an element takes."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)|<!--|-->", re.DOTALL)
_SIGN = re.compile(r"[{};]|\Z")
_FOR_ALL = re.compile(r"@media\s+(?:only\s+)?(?:all|screen)|@layer\b[^{};]*", re.IGNORECASE)
_SPEAKS = re.compile(r"display|visibility|opacity|text-decoration", re.IGNORECASE)
_SIMPLE = re.compile(r"[.#:\[]")
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_AMONG_OTHERS = re.compile(r"\(|-of-type", re.IGNORECASE)
"""What looks at other elements than the one it is asked of: `:has(…)`, `:nth-child(…)`."""


class SheetRule(NamedTuple):
    selectors: str
    declarations: str


class _Shape(NamedTuple):
    """Of the tree of elements."""

    elements: int
    depth: int
    """Elements inside one another."""
    width: int
    """Children of one element."""


class StyleSheets:
    """Those of one mail."""

    def __init__(self, parser: "LexborHTMLParser", length: int) -> None:
        """`length` is that of the HTML."""
        self._parser = parser
        self._length = length
        self._left = _MOST_STEPS
        self.is_left_out = False
        """A selector was not looked for, since that would have taken too long."""

    def rules(self, speaks: re.Pattern[str]) -> Iterator[SheetRule]:
        """Those in whose declarations `speaks` finds something, of all sheets so many."""
        left = _MOST_RULES
        for rule in self._rules:
            if left and speaks.search(rule.declarations):
                left -= 1
                yield rule

    def selected(self, selectors: str) -> "list[LexborNode]":
        from selectolax.lexbor import SelectolaxError

        steps = self._steps(selectors)
        if steps > self._left:
            self.is_left_out = True
            return []
        self._left -= steps
        try:
            return self._parser.css(selectors)
        except SelectolaxError:  # one that a browser may know, of what is no element: ::before, ::selection
            return []

    @cached_property
    def _rules(self) -> list[SheetRule]:
        return [rule for sheet in self._parser.css("style") for rule in _read((sheet.text() or "")[:_LONGEST])]

    def _steps(self, selectors: str) -> int:
        """At the worst: a search goes back to each choice of an element above, or beside, that it has taken."""
        if len(selectors) > _LONGEST_SELECTOR:
            return _MOST_STEPS + 1
        each = [selectors] if "(" in selectors else selectors.split(",")
        return sum(self._steps_of(one.strip()) for one in each)

    def _steps_of(self, selector: str) -> int:
        combinators = [found[1] or " " for found in _COMBINATOR.finditer(selector)]
        tries = len(_AMONG_OTHERS.findall(selector))
        chains = 1
        if combinators or tries:
            above, beside = combinators.count(" "), combinators.count("~")
            if above + beside + tries > min(_MOST_STEPS.bit_length(), self._shape.elements):
                return _MOST_STEPS + 1
            chains = sum(comb(self._shape.depth, number) for number in range(above + 1))
            chains *= self._shape.width**beside * self._shape.elements**tries
        return self._shape.elements * chains + (1 + len(_SIMPLE.findall(selector))) * self._length // _LETTERS

    @cached_property
    def _shape(self) -> _Shape:
        depths: dict[int, int] = {}
        children: dict[int, int] = {}
        for node in self._parser.css("*"):
            above = node.parent
            place = above.mem_id if above is not None else 0
            depths[node.mem_id] = depths.get(place, 0) + 1
            children[place] = children.get(place, 0) + 1
        return _Shape(len(depths), max(depths.values(), default=0), max(children.values(), default=0))


def layers_by_sheet(sheets: StyleSheets) -> dict[int, str]:
    """`mem_id` of an element → `hidden` or `struck`. A style of its own goes before a sheet's."""
    styles: dict[int, dict[str, str]] = {}
    for selectors, declarations in sheets.rules(_SPEAKS):
        style = style_of(declarations)
        for node in sheets.selected(selectors) if style else ():
            if not node.attributes.get("style"):
                styles.setdefault(node.mem_id, {}).update(style)
    return {found: layer for found, style in styles.items() if (layer := layer_of(style))}


def _read(sheet: str) -> Iterator[SheetRule]:
    """The rules of one sheet that hold for whoever reads the mail. What is left open at its end is closed there."""
    text, begins = _COMMENT.sub(" ", sheet), 0
    groups: list[bool] = []
    """Of each open block that is no rule, whether the rules in it are read."""
    selectors, inner = "", 0
    """Of the open rule; `inner`: how many blocks are open in it."""
    declarations: list[str] = []
    for sign in _SIGN.finditer(text):
        piece, begins = text[begins : sign.start()].strip(), sign.end()
        if inner:
            inner += {"{": 1, "}": -1}.get(sign[0], 0)
        elif selectors and sign[0] == "{":
            inner = 1
        elif selectors:
            declarations.append(piece)
            if sign[0] != ";":
                yield SheetRule(selectors, ";".join(declarations))
                selectors, declarations = "", []
        elif sign[0] == "{" and (piece.startswith("@") or not all(groups)):
            groups.append(_FOR_ALL.fullmatch(piece) is not None)
        elif sign[0] == "{":
            selectors = piece
        elif sign[0] == "}" and groups:
            groups.pop()
