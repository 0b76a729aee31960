"""Characters of a text in a workbook that are written by their numbers (ST_Xstring, ECMA-376 part 1, 22.9.2.19):
`_x000D_` is a carriage return, `_x005F_` the stroke that would begin such a number."""

import re

_WRITTEN = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_ONE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BEGINS = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")


def with_characters(text: str) -> str:
    """The text with the characters that it names by their numbers. Lines end with a line feed, and what is no text
    at all (controls, half a pair of surrogates) is left out."""
    if "_x" not in text:
        return text
    found = _WRITTEN.sub(lambda run: _characters(run[0]), text)
    return _NO_TEXT.sub("", _LINE_END.sub("\n", found))


def with_numbers(text: str) -> str:
    """The text that `with_characters` reads as this one: what would be taken for a number begins with `_x005F_`."""
    return _BEGINS.sub("_x005F_", text)


def _characters(run: str) -> str:
    """Two numbers side by side may be one character: 🚩 is `_xD83D__xDEA9_`."""
    units = b"".join(int(number, 16).to_bytes(2, "little") for number in _ONE.findall(run))
    return units.decode("utf-16-le", "surrogatepass")
