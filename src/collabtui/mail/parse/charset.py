"""Bytes → text where the label may lie, which in mail it often does.

Believed in this order: what the bytes prove to be (ISO-2022 escapes, a byte order mark, UTF-8), then the label, then
what the bytes look like, and Latin-1 last, because it reads anything.
"""

import codecs
import re
from collections.abc import Callable
from functools import lru_cache

_WIDER = {
    # what is called by the left name is written in the right one, which reads everything that the left one does
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_ext",
    "iso8859-1": "cp1252",
}
_ALIASES = {
    "x-gbk": "gb18030",
    "cp-936": "gb18030",
    "windows-936": "gb18030",
    "gb-2312": "gb18030",
    "chinesebig5": "cp950",
    "x-x-big5": "cp950",
    "x-sjis": "cp932",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "iso-8859-8-i": "iso8859-8",
}
_NOT_IN_MAIL = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
"""Python counts them as text encodings, no mail is written in them, and some are slow on purpose-made input."""
_SAY_NOTHING = {"", "ascii", "cp1252", "latin-1"}
"""Labels that are there by default rather than by knowledge."""
_NOT_ASCII = ("hz", "utf-7", "utf-16", "utf-32", "iso2022")
"""Codecs in which bytes below 0x80 mean something else than ASCII."""

_HIGH = bytes(range(0x80, 0x100))
_WIDE_UTF8 = re.compile(rb"(?:[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_ISO_2022 = re.compile(rb"\x1b(?:\$[)*]?[@A-H]|\([BIJ])")
_ISO_2022_STEP = re.compile(rb"(\x1b\$\)[A-Z]|\x0e|\x0f|\n)")
_SAMPLE = 4000


def decode_text(data: bytes, label: str = "") -> str:
    """The text of `data`, which its sender labelled `label` (RFC 2045 section 5.1; empty for none). Never raises."""
    codec = codec_of(label)
    if data.isascii():
        if _ISO_2022.search(data):
            return _from_iso_2022(data)
        return data.decode(codec if codec.startswith(_NOT_ASCII) else "ascii", "replace")
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-16", "replace")
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    if codec not in _SAY_NOTHING:
        text = _strictly(data, codec)
        if text is not None:
            return text
    return _by_looks(data, codec)


def is_plain(data: bytes, label: str) -> bool:
    """Whether `data` is ASCII that means ASCII: there is nothing to misread."""
    return data.isascii() and b"\x1b" not in data and not codec_of(label).startswith(_NOT_ASCII)


def decode_unlabelled(data: bytes) -> str:
    """Text that has no label at all, such as 8-bit bytes in a header field."""
    return data.decode("ascii") if data.isascii() else decode_text(data)


@lru_cache(maxsize=64)
def codec_of(label: str) -> str:
    """Name of the codec to read `label` with; empty when there is no such thing."""
    name = label.strip(" \t\r\n'\"").lower().replace("_", "-")
    try:
        found = codecs.lookup(_ALIASES.get(name, name)).name
        b"".decode(found)  # refuses what Python registers as a codec and is no text encoding, such as zlib
    except (LookupError, ValueError):
        return ""
    return "" if found in _NOT_IN_MAIL else _WIDER.get(found, found)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether sequences of three bytes and more, which hardly happen by chance, make up most of what is not ASCII.

    Then it is UTF-8 whatever the label says, also where a gateway has damaged a few bytes.
    """
    sample = data[: 2 * _SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    return len(b"".join(_WIDE_UTF8.findall(sample))) > 0.7 * high > 0


def _by_looks(data: bytes, codec: str) -> str:
    text = _strictly(data, "utf-8")
    if text is not None:
        return text
    gb, big5 = _share(data, "gb18030", _common_in_gb), _share(data, "cp950", _common_in_big5)
    if max(gb, big5) > 0.7:
        return data.decode("gb18030" if gb >= big5 else "cp950", "replace")
    if codec not in _SAY_NOTHING:
        return data.decode(codec, "replace")
    return _strictly(data, "cp1252") or data.decode("latin-1")


def _share(data: bytes, codec: str, common: Callable[[str], bool]) -> float:
    """How much of what is not ASCII are, read as `codec`, characters that people use."""
    wide = [char for char in data[:_SAMPLE].decode(codec, "replace") if char > "\x7f"]
    return sum(map(common, wide)) / len(wide) if wide else 0.0


def _common_in_gb(char: str) -> bool:
    code = char.encode("gb2312", "ignore")
    return len(code) == 2 and code[0] <= 0xD7


def _common_in_big5(char: str) -> bool:
    code = char.encode("cp950", "ignore")
    return len(code) == 2 and code[0] <= 0xC6


def _from_iso_2022(data: bytes) -> str:
    if b"\x1b$)C" in data:
        return data.decode("iso2022_kr", "replace")
    if b"\x1b$)" in data:
        return _from_iso_2022_cn(data)
    return data.decode("iso2022_jp_ext", "replace")


def _from_iso_2022_cn(data: bytes) -> str:
    """RFC 1922, for which Python has no codec: GB 2312 between SO and SI. CNS 11643 becomes U+FFFD."""
    text, shifted, known = [], False, False
    for piece in _ISO_2022_STEP.split(data):
        if piece.startswith(b"\x1b$)"):
            known = piece.endswith((b"A", b"E"))
        elif piece in (b"\x0e", b"\x0f", b"\n"):
            shifted = piece == b"\x0e"
            text.append("\n" if piece == b"\n" else "")
        elif not shifted:
            text.append(piece.decode("ascii", "replace"))
        elif known:
            text.append(bytes(byte | 0x80 for byte in piece).decode("gb18030", "replace"))
        else:
            text.append("\ufffd" * (len(piece) // 2))
    return "".join(text)
