"""Tables and lists of a Markdown file as rows. A list is a table of two columns, its items and their boxes; a heading
above it is a row that covers both."""

import csv
import re
from collections.abc import Iterator, Sequence

from collabtui.formats.file_words import plain, word_table
from collabtui.formats.tables.raw_row import RawRow
from collabtui.formats.tables.separators import SEPARATORS

LIST_HEAD = ("- [ ]", "[x]", "- -")
"""What the columns of a list are called: its items, their boxes, and what stands below an item without a box."""
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?:[-*+•·◦‣⁃▪■◆●–—]|\d{1,3}[.)])\s+|(?P<chinese>\d{1,3}、|[(（]\d{1,2}[)）]|[①-⑳]"
    r"|\d{1,3}[.．](?=[一-龥【@]))\s*)(?:\[(?P<box>[ xX✓√/~>!?-])\]\s+)?(?P<text>\S.*)"
)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_LIKE_CELLS = re.compile(r"[,\t|]")
"""1、接口,张伟 may be a row of a table."""
_FEWEST_CELLS = 3
_ABOVE_LIST = r"(?=\n+[ \t]*(?:[-*+•①(（]|\d{1,3}[.)、．]))"
_CHINESE_HEADING = re.compile(
    rf"^[一二三四五六七八九十]{{1,3}}、[ \t]*([^，。；：、,.;:\n]{{1,20}})[:：]?[ \t]*${_ABOVE_LIST}", re.MULTILINE
)
"""一、行动项 above the items of a list."""
_BOLD_HEADING = re.compile(rf"^(?:\*\*|__)([^*_\n]{{1,40}}?)[:：]?(?:\*\*|__)[:：]?[ \t]*${_ABOVE_LIST}", re.MULTILINE)
"""**Decisions** above the items of a list, as minutes head them."""
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKS = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|`([^`]+)`|\[([^\]]+)\]\([^)]*\)")
_STRUCK = re.compile(r"~~.+?~~")
"""An item that begins with it is not done any more."""
_STRUCK_WHOLE = re.compile(r"(?:~~.+?~~|<(?:s|del)>.+?</(?:s|del)>)\s*(?:\Z|[-–—(（\[【,，;；:：.。|@→])")
"""No other words of the title follow."""
_AROUND_STATE = " ,;:，；：()（）.。-–—"
_CELLS = re.compile(r"(?<!\\)\|")
_TAB = 4
_FENCE = re.compile(r"\s*(?:```|~~~)")


def is_markdown(text: str) -> bool:
    """Whether it has a table with its rule, or more items of lists than other lines, headings aside."""
    lines = [line for line in _with_headings(text).split("\n") if line.strip()]
    if any("|" in line and _RULE.fullmatch(line) for line in lines):
        return True
    found = [(line, item) for line in lines if (item := _ITEM.fullmatch(line))]
    heads = _widths_of_heads(lines)
    items = sum(
        not (item["chinese"] and _LIKE_CELLS.search(line)) and _width(line) not in heads for line, item in found
    )
    headings = sum(_HEADING.fullmatch(line) is not None for line in lines)
    return items > 0 and (any("[ ]" in line or "[x]" in line for line in lines) or 2 * items > len(lines) - headings)


def _widths_of_heads(lines: Sequence[str]) -> set[tuple[str, int]]:
    """Sign and number of cells of the lines that are no items and may name columns: `1. Wells,1.1 Survey,Ali` below
    `Outcome,Activity,Who` is a row."""
    return {width for line in lines if not _ITEM.fullmatch(line) and (width := _width(line, filled=_FEWEST_CELLS))}


def _width(line: str, filled: int = 0) -> tuple[str, int] | None:
    """The sign that makes most cells of a line, and how many; None where they are too few, or `filled` ones are, and
    for a sentence, with blanks behind its commas."""
    rows = {sign: _cells(line, sign) for sign in SEPARATORS}
    sign, cells = max(rows.items(), key=lambda row: len(row[1]))
    is_row = len(cells) >= _FEWEST_CELLS and sum(bool(cell.strip()) for cell in cells) >= filled
    return (sign, len(cells)) if is_row and not any(cell.startswith(" ") for cell in cells[1:]) else None


def _cells(line: str, sign: str) -> list[str]:
    """None of a line that has a cell without end, which no table is read with."""
    try:
        return next(csv.reader([line], delimiter=sign), [])
    except csv.Error:
        return []


def markdown_tables(text: str) -> list[list[RawRow]]:
    """In the order in which they stand; all items of lists together are one table."""
    lines = list(enumerate(_with_headings(text).split("\n"), 1))
    tables, rest = list[list[RawRow]](), list[tuple[int, str]]()
    while lines:
        if len(lines) > 1 and "|" in lines[0][1] and "|" in lines[1][1] and _RULE.fullmatch(lines[1][1]):
            table = [lines.pop(0)]
            del lines[0]
            while lines and "|" in lines[0][1]:
                table.append(lines.pop(0))
            tables.append([_table_row(number, line) for number, line in table])
        else:
            rest.append(lines.pop(0))
    listed = list(_list_rows(rest))
    return [*tables, listed] if len(listed) > 1 else tables


def headings_above(text: str) -> dict[int, tuple[int, str]]:
    """Number and text of the heading that stands above each table, by the number of the table's first line."""
    found, above = dict[int, tuple[int, str]](), (0, "")
    lines = _without_fences(list(enumerate(_with_headings(text).split("\n"), 1)))
    for (number, line), (_, following) in zip(lines, [*lines[1:], (0, "")], strict=True):
        if heading := _HEADING.fullmatch(line):
            above = (number, _bare(heading[2]))
        elif above[1] and "|" in line and "|" in following and _RULE.fullmatch(following):
            found[number] = above
    return found


def prose(text: str) -> list[tuple[int, str]]:
    """The lines, with their numbers, that are neither in a table nor in a list, and no headings."""
    lines = _without_fences(list(enumerate(_with_headings(text).split("\n"), 1)))
    others = ((number, line) for number, line in lines if line.strip() and "|" not in line)
    return [(number, _bare(line)) for number, line in others if not (_ITEM.fullmatch(line) or _HEADING.fullmatch(line))]


def below_tables(text: str) -> set[int]:
    """Numbers of the lines that stand below a row of a table or an item of a list, with no heading between."""
    found, is_below = set[int](), False
    for number, line in _without_fences(list(enumerate(_with_headings(text).split("\n"), 1))):
        is_row = "|" in line or _ITEM.fullmatch(line) is not None
        is_below = is_row or (is_below and _HEADING.fullmatch(line) is None)
        if is_below and not is_row:
            found.add(number)
    return found


def _with_headings(text: str) -> str:
    """The text with a heading where a bold line, or 一、 and a name, stands above a list."""
    return _BOLD_HEADING.sub(r"###### \1", _CHINESE_HEADING.sub(r"##### \1", text))


def _table_row(number: int, line: str) -> RawRow:
    """What is struck out beside other words was replaced by them: it is a comment on its cell."""
    within = line.strip().removeprefix("|").removesuffix("|")
    cells = [cell.replace("\\|", "|").strip() for cell in _CELLS.split(within)]
    rest = [_STRUCK.sub("", cell).strip() for cell in cells]
    replaced = {at for at, cell in enumerate(cells) if rest[at] and rest[at] != cell}
    texts = tuple(_bare(rest[at] if at in replaced else cell) for at, cell in enumerate(cells))
    comments = {at: " ".join(_STRUCK.findall(cells[at])) for at in replaced}
    struck = frozenset(at for at, cell in enumerate(cells) if _STRUCK.fullmatch(cell))
    return RawRow(number, texts, comments=comments, struck=struck)


def _bare(text: str) -> str:
    """Without the signs of Markdown."""
    for _ in range(3):  # strong text within a link, and the like
        text = _MARKS.sub(lambda found: next(filter(None, found.groups())), text)
    return _BREAK.sub("\n", text).strip()


def _list_rows(lines: list[tuple[int, str]]) -> Iterator[RawRow]:
    text = _without_fences(lines)
    boxes = any((match := _ITEM.fullmatch(line)) and match["box"] for _, line in text)
    tops = sum(line.startswith("# ") for _, line in text)
    yield RawRow(0, LIST_HEAD)
    depth = -1
    """Of the last item that is a row."""
    for number, line in text:
        heading = _HEADING.fullmatch(line)
        if heading and (len(heading[1]) > 1 or tops > 1):
            yield RawRow(number, (_bare(heading[2]),), {0: len(heading[1])}, len(LIST_HEAD))
            depth = -1
        item = _ITEM.fullmatch(line)
        if not item:
            continue
        indent = len(item["indent"].expandtabs(_TAB))
        if boxes and not item["box"] and 0 <= depth < indent:
            yield RawRow(number, (None, None, _bare(item["text"])))
            continue
        depth = indent
        title, box = _without_state_behind(item["text"], item["box"])
        struck = frozenset((0,)) if not box and _STRUCK_WHOLE.match(title) else frozenset[int]()
        yield RawRow(number, (_bare(title), f"[{box}]" if box else None), {0: indent}, struck=struck)


def _without_state_behind(text: str, box: str | None) -> tuple[str, str | None]:
    """An item and its box. One that is struck out and not done is dropped, unless the word behind the stroke says that
    it is done (~~old flyer~~ done); with a box it is dropped, too, where what stands behind begins with that."""
    struck = _STRUCK.match(text)
    if not struck:
        return text, box
    known, rest = word_table("actions", "statuses"), plain(text[struck.end() :]).strip(_AROUND_STATE)
    if known.get(rest) == "done":
        return struck[0], "x"
    ended = {known.get(word.strip(",;.，；。:")) for word in (rest, *rest.split()[:1])}
    return text, "-" if box and (box == " " or "cancelled" in ended) else box


def _without_fences(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    found, fenced = list[tuple[int, str]](), False
    for number, line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            found.append((number, line))
    return found
