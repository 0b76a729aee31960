"""The space between a Latin and a Chinese word where a sentence is put together: 给 Bob Brown 发邮件, 张伟不再参加.

What somebody has written stays as he wrote it: a space comes only where a value meets the words around it."""

from collections.abc import Iterable, Iterator, Sequence

_OPENS, _CLOSES = "<b>", "</b>"
"""A name in a mail may stand out: the words around it are on the other side of the tag."""


def _is_latin(letter: str) -> bool:
    """Letters of European languages, with their accents; a digit is none."""
    return letter.isalpha() and letter < "\u0250"


def gaps_put(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces, with a space wherever a Latin and a Chinese word meet in two of them."""
    before = ""
    for piece in pieces:
        if not piece:
            continue
        if before and _meet(before, piece):
            yield " "
        yield piece
        before = piece


def with_gaps(pieces: Iterable[str]) -> str:
    return "".join(gaps_put([*pieces]))


def may_want_a_gap(value: object) -> bool:
    """Whether a Chinese sentence may want a space before it or behind it; a number has those that are written there."""
    return isinstance(value, str) and (_is_latin(value[:1]) or _ends_latin(value))


def _meet(left: str, right: str) -> bool:
    if left[-1].isascii() and right[0].isascii() and ">" not in left[-1] and "<" not in right[0]:
        return False
    before, behind = left.removesuffix(_OPENS), right.removeprefix(_CLOSES)
    if _is_chinese(before[-1:]):
        return _is_latin(behind[:1])
    return _is_chinese(behind[:1]) and _ends_latin(before)


def _is_chinese(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


def _ends_latin(text: str) -> bool:
    """A word of Latin letters, or a ref: `M1`, `X-2026-001`."""
    at = len(text)
    while at and (text[at - 1].isdigit() or text[at - 1] == "-") and text[at - 1].isascii():
        at -= 1
    return at > 0 and _is_latin(text[at - 1])
