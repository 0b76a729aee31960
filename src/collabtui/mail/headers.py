"""Header fields, read once from bytes and decoded only where somebody asks."""

import binascii
import re
from collections.abc import Iterator

from collabtui.mail.charset import decode_text, decode_unlabelled
from collabtui.mail.transfer import from_base64

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_WORD = re.compile(r"=\?([^?*\s]*)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_LONGEST_FIELD = 65_536
_LONGEST_BLOCK = 262_144
"""Bytes that are looked at; what stands behind them is passed over."""


class Headers:
    """The fields of one header block. Names are given in lower case."""

    def __init__(self, fields: dict[str, list[bytes]]) -> None:
        self._fields = fields

    def __bool__(self) -> bool:
        return bool(self._fields)

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def all(self, name: str) -> tuple[str, ...]:
        """Every field of that name from top to bottom, unfolded; encoded words are left as they are."""
        return tuple(map(_unfolded, self._fields.get(name, ())))

    def raw(self, name: str) -> str:
        """The topmost field of that name as `all` gives it; empty when there is none."""
        return _unfolded(self._fields[name][0]) if name in self._fields else ""

    def text(self, name: str) -> str:
        """The topmost field of that name for a reader: decoded, on one line, without control characters."""
        return one_line(decode_words(self.raw(name)))


def _unfolded(value: bytes) -> str:
    return decode_unlabelled(value[:_LONGEST_FIELD]).replace("\r", "").replace("\n", "").strip()


def one_line(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def parse_headers(block: bytes) -> tuple[Headers, int]:
    """The fields at the start of `block`, and the offset at which what belongs to them ends.

    The header ends at an empty line or before the first line that cannot belong to it. The line that mbox files put
    above a mail, also quoted, is passed over. Never raises.
    """
    fields: dict[str, list[bytes]] = {}
    for start, end in _folded_lines(block):
        found = _FIELD.match(block, start, end)
        if found:
            fields.setdefault(found[1].decode("ascii").lower(), []).append(found[2])
        elif not block[start:end].strip(b"\r\n"):
            return Headers(fields), end
        elif not block.startswith((b"From ", b">From ", b" ", b"\t"), start):
            return Headers(fields), start
    return Headers(fields), len(block)


def _folded_lines(block: bytes) -> Iterator[tuple[int, int]]:
    """Start and end of each line together with the lines that go on with it (RFC 5322 section 2.2.3)."""
    start = 0
    while start < len(block):
        end = block.find(b"\n", start) + 1 or len(block)
        while block.startswith((b" ", b"\t"), end) and block[start:end].strip(b"\r\n"):
            end = block.find(b"\n", end) + 1 or len(block)
        yield start, end
        start = end


def decode_words(text: str) -> str:
    """Encoded words (RFC 2047) decoded. Clients cut a character in two between words, so neighbours of one charset are
    put together before they are read."""
    if "=?" not in text:
        return text
    out: list[str] = []
    at, label, pending = 0, "", b""
    for found in _WORD.finditer(text):
        between = text[at : found.start()]
        if pending and (between.strip() or found[1].lower() != label):
            out.append(decode_text(pending, label))
            pending = b""
        if between.strip() or not at:
            out.append(between)
        label, at = found[1].lower(), found.end()
        pending += _word_bytes(found[2], found[3])
    return "".join((*out, decode_text(pending, label), text[at:]))


def _word_bytes(encoding: str, encoded: str) -> bytes:
    data = encoded.encode("utf-8", "replace")
    return from_base64(data) if encoding in "bB" else binascii.a2b_qp(data, header=True)
