"""Lines of a table for people: wide characters line up, and the last column is cut to the terminal."""

import unicodedata
from collections.abc import Iterable, Sequence

ELLIPSIS = "…"


def cells(text: str) -> int:
    """Columns a text takes: Chinese characters take two. ASCII, the common case, is its own length."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def cut(text: str, width: int) -> str:
    """At most `width` columns; where something was left out, that is shown."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for letter in text:
        room -= cells(letter)
        if room < 0:
            break
        kept += letter
    return kept + ELLIPSIS


def printable(text: object) -> str:
    """One line without control characters: what stands in a mail must not move the terminal's cursor."""
    plain = str(text if text is not None else "")
    if plain.isascii() and plain.isprintable():
        return plain
    return "".join(letter if letter.isprintable() else " " for letter in plain)


def table(rows: Iterable[Sequence[object]], *, width: int | None = None, longest: int = 40) -> list[str]:
    """Rows as lines, columns two blanks apart. No column but the last is wider than `longest`; nothing is wider than
    the terminal (`width`), unless the output is no terminal."""
    texts = [[printable(cell) for cell in row] for row in rows]
    if not texts:
        return []
    widths = [min(longest, max(map(cells, column))) for column in zip(*texts, strict=True)]
    lines = []
    for row in texts:
        padded = [_fitted(cell, room) for cell, room in zip(row[:-1], widths, strict=False)]
        line = "  ".join([*padded, row[-1]]).rstrip()
        lines.append(cut(line, width) if width else line)
    return lines


def _fitted(cell: str, room: int) -> str:
    shown = cut(cell, room)
    return shown + " " * (room - cells(shown))


def terminal_width(stream: object) -> int | None:
    """None where the output goes into a file or a pipe: a program wants all of it."""
    if not getattr(stream, "isatty", lambda: False)():
        return None
    import shutil

    return shutil.get_terminal_size().columns
