"""HTML of a mail → the lines a reader sees, with what the markup says of them.

Block elements make lines, cells of one table row are set apart by tabs, numbers and bullets of lists are written out,
each element of a quote puts `> ` before its lines. Nothing is fetched, and nothing hidden is read.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from collabtui.mail.parse.clean import LIMIT, LINES, clean, visible
from collabtui.mail.quote.body_rows import Hint
from collabtui.mail.quote.html_lines import HtmlLines
from collabtui.mail.quote.inline_styles import is_not_counted, layers_by_style
from collabtui.mail.quote.quote_words import containers, elements
from collabtui.mail.quote.row_spans import spanning_cells
from collabtui.mail.quote.sheet_words import SheetWords, unnumbered_by_sheet, words_by_sheet
from collabtui.mail.quote.style_sheets import StyleSheets, layers_by_sheet

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MARKUP = 2
"""Characters of markup that are looked at for each one of text."""
_NESTED = 1_000
"""Elements inside one another, and formatting left open; a parser is quadratic in both, so that what comes after more
of them is not looked at."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,9})(?![0-9])")
_MOST_COLUMNS = 1_000_000
_CELLS = frozenset(("td", "th"))
_SPECIAL = _CELLS | {"br", "tr", "li", "ol", "ul", "pre", "blockquote", "hr", "img", "input", "q"}


class RenderedHtml(NamedTuple):
    text: str
    hints: dict[int, Hint]
    """Number of a line → what the markup says of it."""
    cut_off: bool = False
    """There is more than was looked at."""


def render(html: str) -> RenderedHtml:
    """Broken markup is read as a browser would read it."""
    return _render(html, containers())


def render_own(html: str) -> str:
    """The same for a mail that we made ourselves, in which no client has marked a quote yet."""
    return _render(html, {}).text


def _render(html: str, layers: Mapping[str, str]) -> RenderedHtml:
    from selectolax.lexbor import LexborHTMLParser  # 2 MB that nobody needs before a mail has come in

    within = _within_bounds(html[: LIMIT * MARKUP])
    parser = LexborHTMLParser(within)
    if parser.body is None:
        return RenderedHtml("", {})
    page = HtmlLines()
    sheets = StyleSheets(parser, len(within))
    _walk(parser.body, _Reader(parser, page, layers, sheets))
    page.end_line()
    cut_off = len(within) < len(html) or len(page.lines) > LINES or sheets.is_left_out
    return RenderedHtml(visible("\n".join(page.lines[:LINES])), page.hints, cut_off)


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


def _walk(root: "LexborNode", reader: "_Reader") -> None:
    """Depth first, without recursion: a hostile mail nests as deep as it likes."""
    opened: list[tuple[LexborNode, str, str]] = []
    node: LexborNode | None = root
    while node is not None:
        tag = node.tag or "-"
        if tag == "-text":
            reader.text(node.text_content or "")
        elif tag[0] != "-" and (layer := reader.layer(node)) != "hidden":
            reader.enter(node, tag, layer)
            opened.append((node, tag, layer))
            if (child := node.first_child) is not None:
                node = child
                continue
            reader.leave(*opened.pop())
        node = _following(node, opened, reader)


def _following(
    node: "LexborNode", opened: "list[tuple[LexborNode, str, str]]", reader: "_Reader"
) -> "LexborNode | None":
    """The next node beside this one or beside one that is left with it; None when the root is left."""
    while opened:
        following = node.next
        if following is not None:
            return following
        node, tag, layer = opened.pop()
        reader.leave(node, tag, layer)
    return None


class _Reader:
    """Knows where in the tree the walk is: in which lists, rows and quotes."""

    def __init__(
        self, parser: "LexborHTMLParser", page: HtmlLines, layers: Mapping[str, str], sheets: StyleSheets
    ) -> None:
        self._page = page
        self._layers = {node.mem_id: layer for layer, css in layers.items() for node in parser.css(css)}
        if layers:
            self._layers |= layers_by_sheet(sheets) | layers_by_style(parser)
        self._written = words_by_sheet(sheets) if layers else {}
        self._unnumbered = unnumbered_by_sheet(sheets) if layers else set()
        self._spread = {node.mem_id for node in parser.css("tr:has(table)")}
        """Rows that only lay out the page: their cells are blocks."""
        self._rows: list[bool] = []
        """For each open row, whether its cells are set apart by tabs."""
        self._spanning = spanning_cells(parser)
        self._above: list[list[tuple[int, str]]] = []
        """For each open row, the cells that reach into it from above and are still to come."""
        self._columns: list[int] = []
        self._lists: list[_List | None] = []
        """For each open list its numbers, None for bullets."""
        self._verbatim = 0
        self._blocks = elements()["blocks"]

    def layer(self, node: "LexborNode") -> str:
        return self._layers.get(node.mem_id, "")

    def enter(self, node: "LexborNode", tag: str, layer: str) -> None:
        if tag in self._blocks:
            self._break()
        if layer:
            self._enter_layer(layer)
        if tag in _SPECIAL:
            self._enter_tag(tag, node, layer)
        self._page.text(self._written.get(node.mem_id, SheetWords()).before)

    def leave(self, node: "LexborNode", tag: str, layer: str) -> None:
        self._page.text(self._written.get(node.mem_id, SheetWords()).behind)
        if tag in self._blocks:
            self._break()
        if tag in _SPECIAL:
            self._leave_tag(tag, node, layer)
        if layer in ("head", "signature"):
            self._page.end_hint()
        elif layer == "quote":
            self._page.end_quote()
        elif layer == "struck":
            self._page.end_struck()

    def text(self, words: str) -> None:
        if not self._verbatim:
            self._page.text(words)
            return
        first, *rest = clean(words).split("\n")
        self._page.verbatim(first)
        for line in rest:
            self._page.new_line()
            self._page.verbatim(line)

    def _break(self) -> None:
        """Inside a cell of a table of data a block is one more piece of the row."""
        if self._rows and self._rows[-1]:
            self._page.tab()
        else:
            self._page.end_line()

    def _enter_layer(self, layer: str) -> None:
        if layer == "head":
            self._page.begin_hint("head")
        elif layer == "signature":
            self._page.begin_hint("signature")
        elif layer == "quote":
            self._page.begin_quote()
        elif layer == "split":
            self._page.split()
        elif layer == "delimiter":
            self._page.rule("-- ")
        elif layer == "struck":
            self._page.begin_struck()

    def _enter_tag(self, tag: str, node: "LexborNode", layer: str) -> None:
        if tag == "br":
            self._line_break()
        elif tag in _CELLS:
            self._cells_from_above()
            self._break()
        elif tag == "tr":
            self._above.append(self._spanning.get(node.mem_id, []))
            self._columns.append(0)
            self._rows.append(node.mem_id not in self._spread and (_has_cells(node) or bool(self._above[-1])))
        elif tag == "li":
            self._page.mark(self._next_mark(node))
        elif tag in ("ol", "ul"):
            self._lists.append(self._numbers(node) if tag == "ol" else None)
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "blockquote" and not layer and _is_quote(node):
            self._page.begin_quote()
        elif tag == "hr" and layer != "delimiter":
            self._page.rule("_" * 20)
        elif tag == "img":
            self._page.text(_emoji(node))
        elif tag == "input":
            self._page.text(_box(node))
        elif tag == "q":
            self._page.text("“")

    def _leave_tag(self, tag: str, node: "LexborNode", layer: str) -> None:
        if tag in _CELLS:
            self._break()
        elif tag == "tr" and self._rows:
            self._columns[-1] += _MOST_COLUMNS
            self._cells_from_above()
            self._rows.pop(), self._above.pop(), self._columns.pop()
            self._break()
        elif tag == "q":
            self._page.text("”")
        elif tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "pre":
            self._verbatim -= 1
        elif tag == "blockquote" and not layer and _is_quote(node):
            self._page.end_quote()

    def _cells_from_above(self) -> None:
        """Those that stand before the next cell of the row."""
        if not (self._rows and self._rows[-1]):
            return
        while self._above[-1] and self._above[-1][0][0] <= self._columns[-1]:
            (_, words), *self._above[-1] = self._above[-1]
            self._break()
            self._page.text(words)
            self._break()
            self._columns[-1] += 1
        self._columns[-1] += 1

    def _line_break(self) -> None:
        if self._rows and self._rows[-1]:
            self._page.tab()
        else:
            self._page.new_line()

    def _numbers(self, node: "LexborNode") -> "_List | None":
        """None also where letters, dots or nothing are shown in their place."""
        if self._is_lettered(node):
            return None
        if "reversed" not in node.attributes:
            return _List(_number(node, "start", 1), 1)
        return _List(_number(node, "start", self._items_seen(node)), -1)

    def _is_lettered(self, node: "LexborNode") -> bool:
        return node.mem_id in self._unnumbered or _is_lettered(node)

    def _items_seen(self, node: "LexborNode") -> int:
        count, item = 0, node.first_child
        while item is not None:
            count += item.tag == "li" and self.layer(item) != "hidden"
            item = item.next
        return count

    def _next_mark(self, node: "LexborNode") -> str:
        numbers = self._lists[-1] if self._lists else None
        if numbers is None or self._is_lettered(node):
            return "- "
        number = _number(node, "value", numbers.following)
        self._lists[-1] = numbers._replace(following=number + numbers.step)
        return f"{max(number, 0)}. "


class _List(NamedTuple):
    following: int
    step: int


def _is_lettered(node: "LexborNode") -> bool:
    kind = node.attributes.get("type") or "1"
    return kind.lower() in ("a", "i", "disc", "circle", "square") or is_not_counted(node.attributes.get("style") or "")


def _has_cells(row: "LexborNode") -> bool:
    """Whether a row has two cells or more."""
    count, cell = 0, row.first_child
    while cell is not None and count < 2:
        count += cell.tag in _CELLS
        cell = cell.next
    return count > 1


def _number(node: "LexborNode", attribute: str, default: int) -> int:
    """What a browser reads there: the number at its beginning."""
    found = _INTEGER.match(node.attributes.get(attribute) or "")
    return int(found[1]) if found else default


def _is_quote(node: "LexborNode") -> bool:
    """A `blockquote` with some styles is how editors indent the writer's own text."""
    style = node.attributes.get("style") or ""
    return not any(indent in style for indent in elements()["indents"])


def _emoji(node: "LexborNode") -> str:
    """What a picture stands for, where it stands for a character."""
    words = node.attributes.get("alt") or ""
    return words if len(words) <= 4 and not words.isascii() else ""


def _box(node: "LexborNode") -> str:
    """A box that is ticked, or not; programs of tasks send lists of them."""
    if (node.attributes.get("type") or "").lower() != "checkbox":
        return ""
    return "☑ " if "checked" in node.attributes else "☐ "
