"""Whether bytes may have been written in another charset than they were read in: then nobody knows what they say.

A label may lie, and most bytes can be read in several charsets. What people write is made of common characters, so
that a reading with fewer of them than another one has is no certain one.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_SAMPLE = 4000
_FEWEST = 0.5
"""The share of common characters below which a text is none that anybody wrote, whatever else it could be."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MIXED = re.compile("[A-Za-z\u00c0-\u024f][\u0370-\u05ff]|[\u0370-\u05ff][A-Za-z\u00c0-\u024f]")
"""A word of Latin and of Greek, Cyrillic, Armenian or Hebrew letters: cafИ."""
_WESTERN = "cp1252"
_NO_WESTERN = re.compile(rb"[\x80-\xff]{3}|(?<![A-Za-z])[\x80-\xff]{1,2}(?![A-Za-z])")
"""Bytes that are no letter with an accent in a word: every text can be read as Latin-1, most of them as no words."""
_SHIFTED = re.compile(rb"\+([A-Za-z0-9+/]+)-?")
_PLAIN = re.compile("[A-Za-z0-9\r\n]")
_KANA = re.compile("[\u3041-\u3096]")
_NO_COINCIDENCE = 2
_PICTURES = 0xFFFF
"""Characters above it are pictures, which every charset has that has any of them."""


def is_doubtful(data: bytes, text: str, codec: str) -> bool:
    """Whether `text`, as which `data` was read, may be another one; `codec` is the one of its label, or empty."""
    if codec == "utf-7" and _is_hiding(data):
        return True
    as_utf8 = None if data.isascii() else _strictly(data, "utf-8")
    if as_utf8 is not None:
        return as_utf8 != text and codec != "utf-8"
    if _PRIVATE.search(text) or _MIXED.search(text[:_SAMPLE]):
        return True
    own = max(_share(text, common) for common in _COMMON.values())
    if own < _FEWEST:
        return True
    if data.isascii():
        return False
    if codec == "gb18030" and len(_KANA.findall(text)) >= _NO_COINCIDENCE and _strictly(data, "euc_jp"):
        return True  # kana are the same bytes in both, and the characters between them are others
    return any(_is_likelier(data, text, name, common) for name, common in _COMMON.items())


def likeliest_text(data: bytes, text: str) -> str:
    """The likeliest reading of doubtful `data`, for who has to look at it: as UTF-8 where it is that, else in the
    charset in which more of it are characters that people use than in `text`; `text` where there is none."""
    if data.isascii():
        return text
    as_utf8 = _strictly(data, "utf-8")
    if as_utf8 is not None:
        return as_utf8
    best, share = text, max(_share(text, common) for common in _COMMON.values())
    for codec, common in _COMMON.items():
        other = _strictly(data, codec) if codec != _WESTERN else None
        if other is not None and _share(other, common) > share:
            best, share = other, _share(other, common)
    return best


def _is_hiding(data: bytes) -> bool:
    """Whether letters, digits or line ends are written in UTF-7 that could have been written as they are (RFC 2152):
    most programs show such text as it came."""
    runs = (_strictly(b"+" + run + b"-", "utf-7") for run in _SHIFTED.findall(data))
    return any(run is None or _PLAIN.search(run) for run in runs)


def _is_likelier(data: bytes, text: str, codec: str, common: Callable[[str], bool]) -> bool:
    if codec == _WESTERN and _NO_WESTERN.search(data):
        return False
    other = _strictly(data, codec)
    if other is None or other == text:
        return False
    return _share(other, common) > max(_share(text, own) for own in _COMMON.values())


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeError:
        return None


def _share(text: str, common: Callable[[str], bool]) -> float:
    """How much of what is not ASCII are characters that people use; all where there is none."""
    wide = [char for char in text[:_SAMPLE] if char > "\x7f" and ord(char) <= _PICTURES]
    return sum(map(common, wide)) / len(wide) if wide else 1.0


def _common_in_gb(char: str) -> bool:
    code = char.encode("gb2312", "ignore")
    return len(code) == 2 and code[0] <= 0xD7


def _common_in_big5(char: str) -> bool:
    code = char.encode("cp950", "ignore")
    return len(code) == 2 and code[0] <= 0xC6 and not "\u3105" <= char <= "\u3129"


def _common_in_jis(char: str) -> bool:
    code = char.encode("cp932", "ignore")
    return len(code) == 2 and code[0] <= 0x98


def _common_in_korean(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3" or "\u3000" <= char <= "\u3015"


def _common_elsewhere(char: str) -> bool:
    """Letters with accents, of Europe and the south, and marks; neither control characters, frames nor the narrow signs
    of Japanese, as which other charsets are read."""
    if char < "\u3000":
        return char >= "\u00a0" and not "\u2500" <= char <= "\u259f"
    return "\uff00" <= char <= "\uff60"


_COMMON: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "gb18030": _common_in_gb,
        "cp950": _common_in_big5,
        "cp932": _common_in_jis,
        "cp949": _common_in_korean,
        _WESTERN: _common_elsewhere,
    }
)
