"""Signed mail: the text without its wrapping. No signature is checked here; trust comes from elsewhere."""

import re

_BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_FINISH = "-----END PGP SIGNATURE-----"
_ARMOR_HEADERS = re.compile(r"[ \t]*\r?\n(?:[A-Za-z]+:[^\n]*\n)*[ \t]*\r?\n")
_DASH_ESCAPED = re.compile(r"^- ", re.MULTILINE)

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_SEQUENCE, _EXPLICIT, _OCTETS, _OCTETS_IN_PIECES = 0x30, 0xA0, 0x04, 0x24
_END = b"\x00\x00"
_DEEPEST = 16


def clear_text(text: str) -> str:
    """`text` with PGP's clear-signature frames (RFC 9580 section 7) taken away from round what was signed."""
    pieces, at = [], 0
    while (begin := _line(text, _BEGIN, at)) >= 0 and (signature := _line(text, _SIGNATURE, begin)) >= 0:
        headers = _ARMOR_HEADERS.match(text, begin + len(_BEGIN))
        start = headers.end() if headers else begin + len(_BEGIN)
        pieces += [text[at:begin], _DASH_ESCAPED.sub("", text[start:signature])]
        finish = _line(text, _FINISH, signature)
        at = len(text) if finish < 0 else text.find("\n", finish) + 1 or len(text)
    return "".join((*pieces, text[at:]))


def _line(text: str, words: str, at: int) -> int:
    """Where a line begins with `words`, from `at` on; -1 when none does."""
    found = text.find(words, at)
    while found > 0 and text[found - 1] != "\n":
        found = text.find(words, found + 1)
    return found


def signed_content(data: bytes) -> bytes | None:
    """The MIME entity inside an opaque S/MIME signature (RFC 8551 section 3.5.2, CMS SignedData of RFC 5652 section 5),
    or None where `data` is something else, such as an encrypted mail."""
    try:
        at = _after(data, _inside(data, 0, _SEQUENCE), _SIGNED_DATA)
        at = _inside(data, _inside(data, at, _EXPLICIT), _SEQUENCE)
        at = _skip(data, _skip(data, at))  # version and digest algorithms
        at = _after(data, _inside(data, at, _SEQUENCE), _DATA)
        return _octets(data, _inside(data, at, _EXPLICIT))
    except (IndexError, ValueError):
        return None


def _header(data: bytes, at: int) -> tuple[int, int, int | None]:
    """Tag, and where the content begins and ends; None for an end that only an end mark tells (X.690 section 8.1)."""
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:
        return tag, start, None
    if length > 0x80:
        size = length & 0x7F
        start, length = start + size, int.from_bytes(data[start : start + size], "big")
    return tag, start, start + length


def _inside(data: bytes, at: int, tag: int) -> int:
    found, start, _ = _header(data, at)
    if found != tag:
        raise ValueError(found)
    return start


def _after(data: bytes, at: int, expected: bytes) -> int:
    if not data.startswith(expected, at):
        raise ValueError(at)
    return at + len(expected)


def _skip(data: bytes, at: int, depth: int = 0) -> int:
    _, start, end = _header(data, at)
    if end is not None:
        return end
    if depth > _DEEPEST:
        raise ValueError(depth)
    while not data.startswith(_END, start):
        start = _skip(data, start, depth + 1)
    return start + len(_END)


def _octets(data: bytes, at: int) -> bytes:
    tag, start, end = _header(data, at)
    if tag == _OCTETS:
        return data[start:end]
    if tag != _OCTETS_IN_PIECES:
        raise ValueError(tag)
    pieces = []
    while start < len(data) and not data.startswith(_END, start) if end is None else start < end:
        pieces.append(data[_inside(data, start, _OCTETS) : _skip(data, start)])
        start = _skip(data, start)
    return b"".join(pieces)
