"""HTML of a mail → the lines a reader sees, with what the markup says of them.

Block elements make lines, cells of one table row are set apart by tabs, numbers and bullets of lists are written out,
each element of a quote puts `> ` before its lines. Nothing is fetched, and nothing hidden is read.
"""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collabtui.mail.clean import LIMIT
from collabtui.mail.page import Page
from collabtui.mail.quote_words import containers, elements
from collabtui.mail.rows import Hint

MARKUP = 2
"""Characters of markup that are looked at for each one of text."""
STRUCK = "~~"
"""Stands before and after words that the writer struck out."""

_NESTED = 1_000
"""Elements inside one another, and formatting left open; a parser is quadratic in both, so that what comes after more
of them is not looked at."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_CELLS = frozenset(("td", "th"))


class Rendered(NamedTuple):
    text: str
    hints: dict[int, Hint]
    """Number of a line → what the markup says of it."""


def render(html: str) -> Rendered:
    """Broken markup is read as a browser would read it."""
    parser = LexborHTMLParser(_within_bounds(html[: LIMIT * MARKUP]))
    if parser.body is None:
        return Rendered("", {})
    reader = _Reader(parser)
    _walk(parser.body, reader)
    reader.page.end_line()
    return Rendered("\n".join(reader.page.lines), reader.page.hints)


def _within_bounds(html: str) -> str:
    if html.count("<") < 2 * _NESTED:
        return html
    depth, never_nested = 0, elements()["never_nested"]
    for tag in _TAG.finditer(html):
        if tag.group(2).lower() in never_nested:
            continue
        depth = max(depth - 1, 0) if tag.group(1) else depth + 1
        if depth > _NESTED:
            return html[: tag.start()]
    return html


def _walk(root: LexborNode, reader: "_Reader") -> None:
    """Depth first, without recursion: a hostile mail nests as deep as it likes."""
    node: LexborNode | None = root
    while node is not None:
        following = node.first_child if reader.enter(node) else None
        while following is None:
            reader.leave(node)
            if node.mem_id == root.mem_id:
                return
            following = node.next
            if following is None:
                node = node.parent
                if node is None:
                    return
        node = following


class _Reader:
    """Knows where in the tree the walk is: in which lists, rows and quotes."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.page = Page()
        self._layers = {node.mem_id: layer for layer, css in containers().items() for node in parser.css(css)}
        self._spread = {node.mem_id for node in parser.css("tr:has(table)")}
        """Rows that only lay out the page: their cells are blocks."""
        self._rows: list[bool] = []
        """For each open row, whether its cells are set apart by tabs."""
        self._lists: list[int | None] = []
        """For each open list the next number, None for bullets."""
        self._verbatim = 0
        self._blocks = elements()["blocks"]

    def enter(self, node: LexborNode) -> bool:
        """Whether what stands in the node is to be read."""
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
            return False
        layer = self._layers.get(node.mem_id, "")
        if layer == "hidden" or tag.startswith("-"):
            return False
        if tag in self._blocks:
            self._break()
        self._enter_layer(layer)
        self._enter_tag(tag, node, layer)
        return True

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        layer = self._layers.get(node.mem_id, "")
        if layer == "hidden" or tag.startswith("-"):
            return
        if tag in self._blocks:
            self._break()
        self._leave_tag(tag, node, layer)
        if layer in ("head", "signature"):
            self.page.end_hint()
        elif layer == "quote":
            self.page.end_quote()
        elif layer == "struck":
            self.page.verbatim(STRUCK)

    def _text(self, words: str) -> None:
        if not self._verbatim:
            self.page.text(words)
            return
        first, *rest = words.split("\n")
        self.page.verbatim(first)
        for line in rest:
            self.page.new_line()
            self.page.verbatim(line)

    def _break(self) -> None:
        """Inside a cell of a table of data a block is one more piece of the row."""
        if self._rows and self._rows[-1]:
            self.page.tab()
        else:
            self.page.end_line()

    def _enter_layer(self, layer: str) -> None:
        if layer == "head":
            self.page.begin_hint("head")
        elif layer == "signature":
            self.page.begin_hint("signature")
        elif layer == "quote":
            self.page.begin_quote()
        elif layer == "split":
            self.page.split()
        elif layer == "delimiter":
            self.page.rule("-- ")
        elif layer == "struck":
            self.page.verbatim(STRUCK)

    def _enter_tag(self, tag: str, node: LexborNode, layer: str) -> None:
        if tag == "br":
            self._line_break()
        elif tag in _CELLS:
            self._break()
        elif tag == "tr":
            self._rows.append(node.mem_id not in self._spread and _has_cells(node))
        elif tag == "li":
            self.page.mark(self._next_mark(node))
        elif tag in ("ol", "ul"):
            self._lists.append(_number(node, "start", 1) if tag == "ol" else None)
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "blockquote" and not layer and _is_quote(node):
            self.page.begin_quote()
        elif tag == "hr" and layer != "delimiter":
            self.page.rule("_" * 20)
        elif tag == "img":
            self.page.text(_emoji(node))

    def _leave_tag(self, tag: str, node: LexborNode, layer: str) -> None:
        if tag in _CELLS:
            self._break()
        elif tag == "tr" and self._rows:
            self._rows.pop()
            self._break()
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._verbatim -= 1
        elif tag == "blockquote" and not layer and _is_quote(node):
            self.page.end_quote()

    def _line_break(self) -> None:
        if self._rows and self._rows[-1]:
            self.page.tab()
        else:
            self.page.new_line()

    def _next_mark(self, node: LexborNode) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        number = _number(node, "value", number)
        self._lists[-1] = number + 1
        return f"{number}. "


def _has_cells(row: LexborNode) -> bool:
    """Whether a row has two cells or more."""
    count, cell = 0, row.first_child
    while cell is not None and count < 2:
        count += cell.tag in _CELLS
        cell = cell.next
    return count > 1


def _number(node: LexborNode, attribute: str, default: int) -> int:
    value = node.attributes.get(attribute) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else default


def _is_quote(node: LexborNode) -> bool:
    """A `blockquote` with some styles is how editors indent the writer's own text."""
    style = node.attributes.get("style") or ""
    return not any(indent in style for indent in elements()["indents"])


def _emoji(node: LexborNode) -> str:
    """What a picture stands for, where it stands for a character."""
    words = node.attributes.get("alt") or ""
    return words if len(words) <= 4 and not words.isascii() else ""
