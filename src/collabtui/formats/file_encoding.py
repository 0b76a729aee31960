"""The encoding of a file that a person wrote or exported: its bytes → text (UTF-8, GB 18030, UTF-16)."""

import codecs

from collabtui.errors import Refused

LARGEST_TEXT_FILE, MOST_LINES = 20 * 2**20, 500_000
"""Bytes and lines of any text that is read: address books with the pictures of a firm's people have no more."""
LINES_OF_A_MEETING = 3000
"""Lines of an agenda, or of the notes of one meeting: a day of them, typed without a pause, has half of that. Each is
held against all names and days, which takes seconds for so many."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(data: bytes, most_lines: int = MOST_LINES) -> str:
    r"""UTF-8 with or without BOM, UTF-16 with BOM, else GB18030; lines end with \n.

    Raises `Refused`: file.not_text for what is no text in any of them, such as a workbook; file.too_long (n: MB, lines)
    for one that would keep whoever reads it line by line busy."""
    if len(data) > LARGEST_TEXT_FILE:
        raise _too_long(most_lines)
    text = _decoded(data)
    if "\0" in text:
        raise Refused("file.not_text")
    if text.count("\n") + text.count("\r") - text.count("\r\n") >= most_lines:
        raise _too_long(most_lines)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _too_long(most_lines: int) -> Refused:
    return Refused("file.too_long", n=LARGEST_TEXT_FILE // 2**20, lines=most_lines)


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            candidates = [(data[len(bom) :], encoding)]
            break
    else:
        candidates = [(data, "utf-8"), (data, "gb18030")]
    for raw, encoding in candidates:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("file.not_text")
