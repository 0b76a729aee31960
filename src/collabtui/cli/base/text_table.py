"""Lines of a table for people: wide characters line up, and the last column is cut to the terminal."""

from collections.abc import Iterable, Sequence

from collabtui.cli.base.output import Output, printable
from collabtui.text.width import cells, cut


def table(rows: Iterable[Sequence[object]], *, width: int | None = None, longest: int = 40) -> list[str]:
    """Rows as lines, columns two blanks apart. No column but the last is wider than `longest`; nothing is wider than
    the terminal (`width`), unless the output is no terminal."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return []
    padded = [_padded(column, longest) for column in columns[:-1]]
    last = map(printable, columns[-1])
    lines = ["  ".join(row).rstrip() for row in zip(*padded, last, strict=True)]
    return [cut(line, width) for line in lines] if width else lines


def _padded(column: Sequence[object], longest: int) -> Iterable[str]:
    """Every cell as wide as the widest. What is often the same, a name or a day, is measured once."""
    texts = {cell: printable(cell) for cell in set(column)}
    widths = {cell: cells(text) for cell, text in texts.items()}
    room = min(longest, max(widths.values()))
    shown = {
        cell: text + " " * (room - widths[cell]) if widths[cell] <= room else _fitted(text, room)
        for cell, text in texts.items()
    }
    return map(shown.__getitem__, column)


def _fitted(text: str, room: int) -> str:
    kept = cut(text, room)
    return kept + " " * (room - cells(kept))


def terminal_width(out: Output) -> int | None:
    """None where the output goes into a file or a pipe: a program wants all of it."""
    if not out.terminal:
        return None
    import shutil

    return shutil.get_terminal_size().columns
