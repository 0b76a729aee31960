"""A document for Word and the office suites that read its format (ECMA-376), by python-docx."""

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from collabtui.formats.deterministic_zip import EPOCH, without_clock
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
    weights,
)

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable

_FONT, _EAST_ASIAN = "Calibri", "Microsoft YaHei"
_INK, _QUIET, _SHADE = RGBColor(0x1F, 0x23, 0x28), RGBColor(0x59, 0x63, 0x6E), "F3F5F7"
_LONG, _SHORT, _MARGIN = Mm(297), Mm(210), Mm(18)
_ROOM = "_" * 18
_HAND = Mm(9)
"""What handwriting needs."""
_CELL = Mm(1.9)
"""The width of a Latin letter, half that of a Chinese character, at the size of the text."""
_LABELS = 0.24
"""The share of the width that labels take."""


def write_docx(document: Document) -> bytes:
    """The same bytes for the same document."""
    word = docx.Document()
    _page(word, landscape=document.landscape)
    _styles(word)
    _properties(word, document)
    word.add_paragraph(shown(document.title), style="Title")
    if document.heads:
        word.add_paragraph(shown(document.heads), style="Subtitle")
    for block in document.blocks:
        _block(word, block, document)
    data = io.BytesIO()
    word.save(data)
    return without_clock(data.getvalue())


def _page(word: "Word", *, landscape: bool) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN


def _styles(word: "Word") -> None:
    sizes = {"Normal": 10.5, "Title": 18, "Subtitle": 10.5, "Heading 2": 12.5, "List Bullet": 10.5}
    for name, size in sizes.items():
        style: Any = word.styles[name]
        style.font.name, style.font.size, style.font.italic = _FONT, Pt(size), False
        style.font.color.rgb = _QUIET if name == "Subtitle" else _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # the theme's font would win over the name
        fonts.set(qn("w:eastAsia"), _EAST_ASIAN)
        style.paragraph_format.space_after = Pt(4)
    title, subtitle = (word.styles[name].element for name in ("Title", "Subtitle"))
    for within, ornament in ((title.pPr, "w:pBdr"), (title.rPr, "w:spacing"), (subtitle.rPr, "w:spacing")):
        for found in within.findall(qn(ornament)):
            within.remove(found)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal: Any = word.styles["Normal"]
    normal.element.get_or_add_rPr().append(language)


def _properties(word: "Word", document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.subject = shown(document.title), shown(document.heads)
    properties.author, properties.comments = "collabtui", ""
    properties.language = "zh-CN" if document.locale == "zh" else "en"
    properties.created = properties.modified = EPOCH


def _block(word: "Word", block: Block, document: Document) -> None:
    match block:
        case Fields():
            table = _new_table(word, len(block.rows), [_LABELS, 1 - _LABELS])
            for row, (label, value) in zip(table.rows, block.rows, strict=True):
                _head(row.cells[0], label)
                row.cells[1].text = shown(value)
                if not value:
                    row.height = _HAND
        case DocumentTable():
            _heading(word, block.title)
            _table(word, block)
        case ItemList():
            _heading(word, block.title)
            for item in filled_items(block):
                word.add_paragraph(item or _ROOM * 4, style="List Bullet" if item else "Normal")
        case Prose():
            for paragraph in block.paragraphs:
                word.add_paragraph(shown(paragraph)).paragraph_format.space_after = Pt(10)
        case Signatures():
            _heading(word, block.title)
            colon = "：" if document.locale == "zh" else ": "
            for line in block.lines:
                answer = shown(line.said) or f"{_ROOM}    {shown(block.day)}{colon}{_ROOM}"
                word.add_paragraph(f"{shown(line.who) or _ROOM}{colon}{answer}").paragraph_format.space_before = Pt(10)


def _heading(word: "Word", title: str) -> None:
    if title:
        word.add_paragraph(shown(title), style="Heading 2").paragraph_format.space_before = Pt(12)


def _table(word: "Word", block: DocumentTable) -> None:
    rows = [block.columns, *filled(block)]
    table = _new_table(word, len(rows), weights(block, _width(word) / _CELL))
    if table.rows:
        _repeat(table.rows[0])
    for row, cells in zip(table.rows, rows, strict=True):
        _keep_together(row)
        if not any(cells):
            row.height = _HAND
        for cell, text in zip(row.cells, cells, strict=True):
            if cells is block.columns:
                _head(cell, text)
            else:
                cell.text = text


def _width(word: "Word") -> int:
    """What a page has between its margins."""
    return int((word.sections[0].page_width or _SHORT) - 2 * _MARGIN)


def _new_table(word: "Word", rows: int, shares: list[float]) -> "WordTable":
    width = _width(word)
    table: WordTable = word.add_table(rows, len(shares), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = int(width * share)
        for cell in column.cells:
            cell.width = int(width * share)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    word.add_paragraph().paragraph_format.space_after = Pt(0)
    return table


def _head(cell: Any, text: str) -> None:
    cell.paragraphs[0].add_run(shown(text)).bold = True
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001  # python-docx has no word for shading


def _repeat(row: Any) -> None:
    """On each page that the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # python-docx has no public way


def _keep_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # nor to this
