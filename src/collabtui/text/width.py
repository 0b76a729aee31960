"""Text in columns, for terminals and for mail of a fixed width."""

ELLIPSIS = "…"


def cells(text: str) -> int:
    """Columns a text takes: Chinese characters take two. ASCII, the common case, is its own length."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # a list of ASCII alone does without its tables

    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


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


LONGEST_LINE = 300
"""Columns of what others wrote and is shown on one line."""


def on_a_line(text: str) -> str:
    """A text of others as it is shown on one line: a subject of 64 KB would push all else off the screen."""
    return cut(text, LONGEST_LINE)


def padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_OPENING = r"[\uff08\u300c\u300e\u300a\u3008\u3010\u201c\u2018(]*"
_CLOSING = r"[\uff0c\u3002\u3001\uff1b\uff1a\uff01\uff1f\uff09\u300d\u300f\u300b\u3009\u3011\u201d\u2019,.;:!?)]*"
_COUNTED = rf"(?:\d[\d.,:]* ?[%{_WIDE}])+"
DAY_OF_MONTH = r"\b(?:[A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2}\b"
"""`5 Mar`, `Thu 5 Mar`, as dates are written in English: a number and a short word with a capital."""
_IN_SHORT_BRACKETS = r"(?:\uff08[^\uff08\uff09\s]{1,3}\uff09)?"
_PIECE = rf"\s+|{_OPENING}(?:{_COUNTED}|[{_WIDE}]|{DAY_OF_MONTH}|[^\s{_WIDE}]+){_IN_SHORT_BRACKETS}{_CLOSING}"
"""Where a line may break: at spaces and between Chinese characters, but not behind what opens or before what closes,
nor between a number and the character that it counts, nor before or in brackets of three characters: 40 个, 12月10日,
50 %, Thu 5 Mar, 3月20日（周五）."""


def wrapped(text: str, width: int = 72, indent: int = 0) -> str:
    """Lines of at most `width` columns; all but the first are indented, those that `text` itself begins too. A word
    longer than a line stays whole: it is an address or a link."""
    lines = list[str]()
    for line in text.splitlines() if indent else text.split("\n"):
        if line.strip() or not indent:  # what is indented stands in a list, where an empty line would end its entry
            lines += _wrapped_line(line, width - indent if lines else width, width - indent)
    return ("\n" + " " * indent).join(lines).rstrip()


def _wrapped_line(text: str, first: int, others: int) -> list[str]:
    import re  # only mails are wrapped

    lines, room = [""], first
    for piece in (part for whole in re.findall(_PIECE, text) for part in _parts(whole, room)):
        if lines[-1] and cells(lines[-1]) + cells(piece) > room:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            room = others
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [*lines[:-1], lines[-1].rstrip()]


def breaks(text: str, width: int, fold: bool = True) -> list[int]:
    """The places in a line at which another one begins, so that each has at most `width` columns; what has no place to
    break is longer than that unless it is to be folded."""
    import re

    found, used, begin = list[int](), 0, 0
    for piece in (part for whole in re.findall(_PIECE, text) for part in _parts(whole, width)):
        size = cells(piece)
        if not piece.isspace():
            if used and used + size > width and begin:
                found.append(begin)
                used = 0
            used = _folded_at(piece, begin, width, used, found) if size > width and fold else used + size
        else:
            used += size  # at the end of a line it is seen nowhere
        begin += len(piece)
    return found


def _parts(piece: str, width: int) -> tuple[str, ...]:
    """A piece; one that is longer than a line without what stands in brackets behind it."""
    at = piece.rfind("\uff08")
    return (piece[:at], piece[at:]) if at > 0 and cells(piece) > width else (piece,)


def _folded_at(piece: str, begin: int, width: int, used: int, found: list[int]) -> int:
    """Adds where lines begin within a piece that is longer than one; the columns of its last line."""
    for at, letter in enumerate(piece, begin):
        if used and used + cells(letter) > width:
            found.append(at)
            used = 0
        used += cells(letter)
    return used
