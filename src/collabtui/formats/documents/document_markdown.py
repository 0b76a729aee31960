"""A document as Markdown: CommonMark with the tables of GitHub."""

import re
from collections.abc import Iterator

from collabtui.formats.documents.document import (
    Block,
    Document,
    DocumentTable,
    Fields,
    ItemList,
    Prose,
    Signatures,
    filled,
    filled_items,
    shown,
)

_MARKS = re.compile(r"([\\`*\[\]<|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
_LINE_START = re.compile(r"(?m)^(\s*\d*)(?:(?<=\d)([.)])|(?<!\d)([#>+=-]))")
_ROOM = "________________"
"""Where somebody writes by hand."""


def write_markdown(document: Document) -> str:
    lines = [f"# {_text(document.title)}", ""]
    if document.heads:
        lines += [_text(document.heads), ""]
    for block in document.blocks:
        lines += [*_block(block, document), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(block: Block, document: Document) -> Iterator[str]:
    colon = "：" if document.locale == "zh" else ": "
    match block:
        case Fields():
            for label, value in block.rows:
                yield f"- **{_text(label)}**{colon}{_indented(value) or _ROOM}"
        case DocumentTable():
            yield from _heading(block.title)
            yield _row(block.columns)
            yield _row(("---",) * len(block.columns), as_is=True)
            for row in filled(block):
                yield _row(row)
        case ItemList():
            yield from _heading(block.title)
            yield from (f"- {_indented(item) or _ROOM}" for item in filled_items(block))
        case Prose():
            yield "\n\n".join(_line_breaks(_text(one)) for one in block.paragraphs)
        case Signatures():
            yield from _heading(block.title)
            for line in block.lines:
                answer = _text(line.said) or f"{_ROOM} {_text(block.day)}{colon}{_ROOM}"
                yield f"- {_text(line.who) or _ROOM}{colon}{answer}"


def _heading(title: str) -> Iterator[str]:
    if title:
        yield from (f"## {_text(title)}", "")


def _row(cells: tuple[str, ...], *, as_is: bool = False) -> str:
    texts = cells if as_is else tuple(_MARKS.sub(r"\\\1", shown(cell)).replace("\n", "<br>") for cell in cells)
    return f"| {' | '.join(texts)} |"


def _indented(text: str) -> str:
    return _line_breaks(_text(text)).replace("\n", "\n  ")


def _line_breaks(text: str) -> str:
    return text.replace("\n", "\\\n")


def _text(text: str) -> str:
    """So that nothing in it is a mark of Markdown or of HTML."""
    return _LINE_START.sub(r"\1\\\2\3", _MARKS.sub(r"\\\1", shown(text)))
