"""Initials of Chinese words as typed in letters: `jy` for 纪要. Asked for by `Commands.search` of `palette_search`."""

from bisect import bisect_right

_FIRST = (
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
)  # fmt: skip
"""GB 2312 has its 3755 common characters in the order of their pinyin: where each letter begins."""
_STARTS = [code for code, _ in _FIRST]
_BEHIND = 0xD7FA
OTHERWISE = {"会": "h", "行": "x", "重": "c", "调": "d", "长": "c"}
"""Characters that are read in the office otherwise than in the table."""


def initials(text: str) -> str:
    """A letter a character; Latin words give their first letters, everything else nothing."""
    found, inside = [], False
    for character in text:
        if character.isascii():
            if character.isalnum() and not inside:
                found.append(character.lower())
            inside = character.isalnum()
            continue
        inside = False
        found.append(OTHERWISE.get(character) or _initial(character))
    return "".join(found)


def _initial(character: str) -> str:
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _FIRST[bisect_right(_STARTS, code) - 1][1] if _STARTS[0] <= code < _BEHIND else ""
