"""Tables in a reply: the header says which column tells how it is, and a row is about what its title names.

What says nothing of an item (the header, plans and targets, rows of other projects, the table's own numbers) is blanked
in as many characters: places stay what they are.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.items.titles import Titles
from collabtui.language.replies.words.blocks import Block
from collabtui.language.replies.words.vocabulary import Vocabulary

Column = Literal["column-item", "column-number", "column-fact", "column-other", ""]
_HEADS: tuple[Column, ...] = ("column-item", "column-number", "column-fact", "column-other")
_NAMING = frozenset[Column](("column-item", "column-number"))
_TELLING = frozenset[Column](("column-fact", "column-other"))
_GAPS = (re.compile(r" *\t *| {2,}"), re.compile(r" / "), re.compile(r"[ \t]+"))
_LEAST = (2, 2, 3)
"""Heads of a header with such gaps: two only where more than a space is between them."""
_CELL = late_regex(r"(?:(?<=\|)|^)[^|]*")
"""Also one in which nothing stands: 3|登录缺陷||30%."""
_REF = late_regex(r"a\d{1,6}")


class Cell(NamedTuple):
    """A stretch of the folded text of a row, without spaces around it."""

    start: int
    end: int
    text: str


def with_tables_read(found: Sequence[Block], titles: Titles, words: Vocabulary) -> list[Block]:
    """The blocks, those of tables with what counts in them only."""
    if len(found) > 1:
        found = _with_spaced_cells([_with_tabs(block) for block in found], words)
    if not any("|" in block.folded.text for block in found):
        return list(found)
    return [block for rows in _tables(found, words) for block in _read_table(rows, titles, words)]


def _tables(found: Sequence[Block], words: Vocabulary) -> Iterator[list[Block]]:
    """Rows of as many cells, below a header also those whose last ones nobody filled in; other lines for themselves."""
    rows: list[Block] = []
    width, headed = 0, False
    for block in found:
        cells = _cells(block)
        if rows and width > 1 and (len(cells) == width or (headed and 1 < len(cells) < width)):
            rows.append(block)
            continue
        if rows:
            yield rows
        rows, width = [block], len(cells)
        headed = width > 1 and _describes_rows([_column(cell.text, words) for cell in cells])
    yield rows


def _with_spaced_cells(found: Sequence[Block], words: Vocabulary) -> list[Block]:
    """Rows whose cells are apart by spaces only, below a header of nothing but names of columns."""
    read: list[Block] = []
    gap, width = _GAPS[0], 0
    for block in found:
        text = block.folded.text.strip()
        if not width and not (text and (" / " in text or _column(text.split(None, 1)[0], words))):
            read.append(block)
            continue
        if width and len(gap.split(text)) == width:
            read.append(_with_bars(block, gap))
            continue
        gap, width = next(
            (
                (one, len(heads))
                for one, least in zip(_GAPS, _LEAST, strict=True)
                if _is_header(heads := one.split(text), words, least)
            ),
            (gap, 0),
        )
        read.append(_with_bars(block, gap) if width else block)
    return read


def _with_tabs(block: Block) -> Block:
    """Wide gaps as tabs: the folding has made one space of each."""
    if "\t" not in block.source and "  " not in block.source:
        return block
    text = list(block.folded.text)
    for at, origin in enumerate(block.folded.origin[: len(text)]):
        if text[at] == " " and (block.source[origin] == "\t" or block.source[origin + 1 : origin + 2] in (" ", "\t")):
            text[at] = "\t"
    return block._replace(folded=block.folded._replace(text="".join(text)))


def _is_header(heads: Sequence[str], words: Vocabulary, least: int) -> bool:
    columns = [_column(head, words) for head in heads] if len(heads) >= least and "|" not in heads else []
    return bool(columns) and all(columns) and (len(columns) > 1) and _describes_rows(columns)


def _describes_rows(columns: Sequence[Column]) -> bool:
    """Whether a header says of which column its items are, and of one at least what is in it."""
    return bool(_NAMING & set(columns)) and bool(_TELLING & set(columns))


def _with_bars(block: Block, gap: re.Pattern[str]) -> Block:
    text = gap.sub(lambda match: "|".ljust(len(match.group())), block.folded.text.strip())
    lead = len(block.folded.text) - len(block.folded.text.lstrip())
    text = " " * lead + text
    return block._replace(folded=block.folded._replace(text=text.ljust(len(block.folded.text))))


def _cells(block: Block) -> list[Cell]:
    if "|" not in block.folded.text:
        return []
    text = block.folded.text.rstrip(" |")
    first = len(text) - len(text.lstrip(" |"))
    cells = [_trimmed(text, first, text.find("|", first) if "|" in text[first:] else len(text))]
    cells += [_trimmed(text, *match.span()) for match in _CELL.finditer(text, cells[0].end) if match.start()]
    if first:
        return cells
    # a row that no bar opens ends with one where its last cells are empty: nothing was filled in
    empty = block.folded.text[len(text) :].rstrip()
    return [*cells, *(Cell(len(text), len(text), "") for _ in range(empty.count("|")))]


def _trimmed(text: str, start: int, end: int) -> Cell:
    cell = text[start:end]
    stripped = cell.strip(" *\t")
    begin = start + cell.index(stripped) if stripped else start
    return Cell(begin, begin + len(stripped), stripped)


def _read_table(rows: Sequence[Block], titles: Titles, words: Vocabulary) -> Iterator[Block]:
    columns = [_column(cell.text, words) for cell in _cells(rows[0])] if len(rows) > 1 else []
    named = bool(_NAMING & set(columns)) or any(char.isdigit() for char in rows[0].folded.text)
    if len(columns) > 1 and not columns[0] and set(columns[1:]) & _TELLING and not named:
        # 项, Workpackage: whatever heads the first column, it names the rows
        columns[0] = "column-item"
    if not _describes_rows(columns):
        yield from rows
        return
    remarks = [cell.text in words.of_kind("column-remark") for cell in _cells(rows[0])]
    read = [_blanked(row, _unless_share(_idle(row, columns, titles), row, remarks)) for row in rows[1:]]
    heads = _cells(rows[0])
    if any(row.folded.text.strip(" |") for row in read):
        yield _blanked(rows[0], [Cell(0, len(rows[0].folded.text), "")])
    else:
        # a table of others: it says nothing of an item, but it was not written for nothing
        item = next((at for at, column in enumerate(columns) if column in _NAMING), 0)
        yield _blanked(rows[0], [cell for at, cell in enumerate(heads) if at != item])
    yield from read


def _column(head: str, words: Vocabulary) -> Column:
    """A planned percent, 计划完成时间 (planned day): what begins with a plan is one."""
    if head.startswith(words.of_kind("column-plan")):
        return "column-other"
    return next((kind for kind in _HEADS if head in words.of_kind(kind)), "")


def _idle(row: Block, columns: Sequence[Column], titles: Titles) -> Iterator[Cell]:
    """The cells of a row that say nothing; all of it where its title is no item's."""
    cells = _cells(row)
    named = [cell for cell, column in zip(cells, columns, strict=False) if column == "column-item"]
    numbers = [cell for cell, column in zip(cells, columns, strict=False) if column == "column-number"]
    by_ref = any(_REF.fullmatch(cell.text) for cell in numbers)
    by_title = any(titles.find(cell.text) or _REF.search(cell.text) or cell.text.isdigit() for cell in named)
    if named and not (by_title or by_ref):
        yield Cell(0, len(row.folded.text), "")
        return
    for cell, column in zip(cells, columns, strict=False):
        if column == "column-other" or (column == "column-number" and by_title and not by_ref):
            yield cell


_SHARE = late_regex(r"\d{1,3} ?%")


def _unless_share(idle: Iterator[Cell], row: Block, remarks: Sequence[bool]) -> list[Cell]:
    """2 | 进行中 | 40%: a remark that is no more than a share says how far the item of the row is."""
    shares = [
        cell for cell, remark in zip(_cells(row), remarks, strict=False) if remark and _SHARE.fullmatch(cell.text)
    ]
    return [cell for cell in idle if cell not in shares]


def _blanked(row: Block, cells: Sequence[Cell]) -> Block:
    text = list(row.folded.text)
    for cell in cells:
        text[cell.start : cell.end] = " " * (cell.end - cell.start)
    return row._replace(folded=row.folded._replace(text="".join(text)))
