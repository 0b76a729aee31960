"""A report drawn in the terminal: its sentence first, dense lists and tables, numbers at the right, bars."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from collabtui.formats.documents.document import DocumentTable, Fields, ItemList, Prose, shown
from collabtui.text.width import cells
from collabtui.widgets.charts import load_bar
from collabtui.widgets.colours import ACCENT, DONE, LATE, MUTED, WARNING
from collabtui.widgets.line import GAP, as_content, folded, gauge, line

if TYPE_CHECKING:
    from collabtui.formats.documents.document import Block, Document
    from collabtui.text.catalogue import Catalogue

LATE_LABELS = ("overdue", "broken", "blocked")
"""Columns whose numbers are in the colour of what is late, where they are none of nought."""
LIGHTS = {"red": LATE, "amber": WARNING, "green": DONE}
LEAST_BAR, MOST_BAR = 8, 40
LEAST_TEXT, MOST_TEXT = 14, 48
"""Columns of a cell of text: with less it is not read, with more the eye loses the line."""
_NUMBER = frozenset("0123456789%")
_BULLET = "• "


class ReportLine(NamedTuple):
    shown: Content
    item: int | None = None
    """The number of what it belongs to, which may take several lines, where that can be opened."""
    about: str = ""


class _Row(NamedTuple):
    """A row of a list or table, on its lines, and what it is about."""

    lines: list[Content]
    about: str = ""


class _Labels(NamedTuple):
    """The headings of columns that mean something to the drawing, in the language of the report."""

    open: str
    overdue: str
    share: str
    late: frozenset[str]

    @classmethod
    def of(cls, words: "Catalogue") -> "_Labels":
        label = {name: words(f"report.label.{name}") for name in ("open", "share", *LATE_LABELS)}
        return cls(label["open"], label["overdue"], label["share"], frozenset(label[one] for one in LATE_LABELS))


def report_lines(document: "Document", width: int, words: "Catalogue") -> list[ReportLine]:
    """All lines, none wider than `width`, so that nothing is broken by the terminal."""
    rows = enumerate(_rows(document, width, words))
    return [ReportLine(one, at if about else None, about) for at, (lines, about) in rows for one in lines]


def _rows(document: "Document", width: int, words: "Catalogue") -> Iterator[_Row]:
    yield _Row(folded(as_content(document.title, f"bold {ACCENT}"), width))
    if document.heads:
        yield _Row(folded(as_content(document.heads, MUTED), width))
    for place, block in enumerate(document.blocks):
        if place == 0 and isinstance(block, Prose):
            yield _Row(list(_prose(block, width, "bold")))
            continue
        if not (place == 0 and isinstance(block, Fields)):
            yield _Row([Content("")])
        yield from _block(block, width, words)


def has_entries(document: "Document", words: "Catalogue") -> bool:
    """Is anything reported; a list that says "none" reports nothing."""
    none = words("form.none")
    lists = (block.items for block in document.blocks if isinstance(block, ItemList))
    return any(item != none for items in lists for item in items) or any(table.rows for table in document.tables)


def _block(block: "Block", width: int, words: "Catalogue") -> Iterator[_Row]:
    match block:
        case Fields():
            yield _Row(list(_fields(block, width, words)))
        case Prose():
            yield _Row(list(_prose(block, width, MUTED)))
        case ItemList():
            yield from _items(block, width, words)
        case DocumentTable():
            yield from _table(block, width, words)


def _prose(block: Prose, width: int, style: str) -> Iterator[Content]:
    for paragraph in block.paragraphs:
        yield from folded(as_content(shown(paragraph), style), width)


def _fields(block: Fields, width: int, words: "Catalogue") -> Iterator[Content]:
    """How it stands is what is read first; the rest stands below it."""
    overall = words("form.label.overall")
    for label, value in sorted(block.rows, key=lambda row: row[0] != overall):
        text = as_content(shown(value), "bold" if label == overall else "")
        head = as_content(f"{label}{words('form.colon')}", MUTED)
        yield from folded(text if label == overall else head + text, width)


def _items(block: ItemList, width: int, words: "Catalogue") -> Iterator[_Row]:
    none = words("form.none")
    nothing = block.items == (none,)
    lights = {words(f"light.{name}"): style for name, style in LIGHTS.items()}
    head = as_content(block.title, f"bold {lights.get(block.title, MUTED)}")
    if nothing:
        yield _Row([head + as_content(f"  {none}", MUTED)])
        return
    yield _Row(folded(head, width))
    for number, item in enumerate(block.items):
        yield _Row(_bulleted(item, width), block.about[number] if number < len(block.about) else "")


def _bulleted(text: str, width: int) -> list[Content]:
    lines = enumerate(folded(_marked(shown(text)), max(1, width - len(_BULLET))))
    return [as_content(" " * len(_BULLET) if at else _BULLET, MUTED) + one for at, one in lines]


def _marked(text: str) -> Content:
    """Its sign of lateness in colour."""
    before, sign, after = text.partition("▲")
    return as_content(before) + as_content(sign, LATE) + as_content(after)


def _table(table: DocumentTable, width: int, words: "Catalogue") -> Iterator[_Row]:
    if table.title:
        yield _Row(folded(as_content(table.title, f"bold {MUTED}"), width))
    columns, rows = tuple(table.columns), [tuple(map(shown, row)) for row in table.rows]
    sizes, below = _sizes(columns, rows, width), [""] * len(rows)
    if sizes is None:
        columns, narrow, below = _with_texts_below(columns, rows)
        sizes = _sizes(columns, narrow, width)
        if sizes is None or narrow == rows:
            for number, lines in enumerate(_apart(table.columns, rows, width, words)):
                yield _Row(lines, table.about[number] if table.about else "")
            return
        rows = narrow
    labels, used = _Labels.of(words), sum(sizes) + GAP * (len(sizes) - 1)
    bar = min(MOST_BAR, width - used - GAP)
    right = [_is_number([row[at] for row in rows]) for at in range(len(columns))]
    yield _Row([line(used, *zip(_aligned(columns, sizes, right, MUTED), sizes, strict=True))])
    for number, row in enumerate(rows):
        styles = [
            LATE if label in labels.late and text != "0" else "" for label, text in zip(columns, row, strict=True)
        ]
        texts = [
            _aligned((text,), (size,), (is_right,), style)[0]
            for text, size, is_right, style in zip(row, sizes, right, styles, strict=True)
        ]
        drawn = line(used, *zip(texts, sizes, strict=True))
        bars = _bar(dict(zip(columns, row, strict=True)), rows, columns, labels, bar)
        further = folded(as_content(below[number], MUTED), width - GAP) if below[number] else []
        lines = [drawn + bars, *(Content(" " * GAP) + one for one in further)]
        yield _Row(lines, table.about[number] if table.about else "")


def _with_texts_below(
    columns: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], list[tuple[str, ...]], list[str]]:
    """The first column and the numbers, and what stands below each row: the other texts, which say themselves what they
    are."""
    numbers = [at for at in range(1, len(columns)) if _is_number([row[at] for row in rows])]
    texts = [at for at in range(1, len(columns)) if at not in numbers]
    kept = [0, *numbers] if numbers and len(texts) == 1 else list(range(len(columns)))
    below = [" · ".join(filter(None, (row[at] for at in texts))) if len(kept) < len(row) else "" for row in rows]
    return tuple(columns[at] for at in kept), [tuple(row[at] for at in kept) for row in rows], below


def _sizes(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Columns of each; None where there is no room to read them beside each other."""
    wanted, least = [], []
    for at, column in enumerate(columns):
        texts = [column, *(row[at] for row in rows)]
        longest = max(map(cells, texts))
        wanted.append(min(longest, MOST_TEXT))
        least.append(longest if _is_number(texts[1:]) else max(cells(column), min(longest, LEAST_TEXT)))
    room = width - GAP * (len(columns) - 1)
    if sum(least) > room:
        return None
    spare = room - sum(least)
    sizes = []
    for narrow, wide in zip(least, wanted, strict=True):
        more = min(wide - narrow, spare)
        sizes.append(narrow + more)
        spare -= more
    return sizes


def _is_number(texts: Sequence[str]) -> bool:
    return bool(texts) and all(_NUMBER.issuperset(text) for text in texts)


def _aligned(texts: Sequence[str], sizes: Sequence[int], right: Sequence[bool], style: str) -> list[Content]:
    return [
        as_content(" " * max(0, size - cells(text)) + text if is_right else text, style)
        for text, size, is_right in zip(texts, sizes, right, strict=True)
    ]


def _bar(
    row: dict[str, str], rows: Sequence[Sequence[str]], columns: Sequence[str], labels: _Labels, width: int
) -> Content:
    """What is open and overdue, or the share, as a bar behind the numbers, where there is room for one."""
    if width < LEAST_BAR:
        return Content("")
    if share := row.get(labels.share):
        return Content(" " * GAP) + as_content(gauge(int(share.rstrip("%")) / 100, width), MUTED)
    if labels.open in row and labels.overdue in row:
        at = list(columns).index(labels.open)
        most = max(int(each[at]) for each in rows)
        return Content(" " * GAP) + load_bar(int(row[labels.open]), int(row[labels.overdue]), most, width)
    return Content("")


def _apart(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, words: "Catalogue"
) -> Iterator[list[Content]]:
    """Row by row, where the table has no room: its first cell, and below it the others that say something."""
    colon = words("form.colon")
    for row in rows:
        rest = " · ".join(f"{label}{colon}{text}" for label, text in list(zip(columns, row, strict=True))[1:] if text)
        below = folded(as_content(rest, MUTED), max(1, width - len(_BULLET)))
        yield [*_bulleted(row[0], width), *(Content(" " * len(_BULLET)) + one for one in below)]
