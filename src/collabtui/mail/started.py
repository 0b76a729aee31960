"""Lines that begin with a row of ours and go on in the writer's words: `1. 提供接口文档 3月10日 A12 —— 已完成`."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from collabtui.mail.body import SentItem
from collabtui.mail.clean import keys, without_links
from collabtui.mail.sent_lines import SentPart, is_strong

_TOKEN = re.compile(r"\S+")
_JOINTS = " \t:：-–—,，、;；=>→|*_"


class Start(NamedTuple):
    """How a line about an item may begin."""

    key: str
    ref: str
    whole: bool
    """It is a row of the mail, not just number and title, which a person writes himself."""


class Written(NamedTuple):
    """Characters start…end of a line are the writer's own; the others are a row of ours."""

    start: int
    end: int
    ref: str


def starts(items: Sequence[SentItem], part: SentPart) -> list[Start]:
    """Longest first. What could begin the row of two items begins none."""
    found: dict[str, Start | None] = {}
    titles = {item.ref: keys(item.title) for item in items}
    for item in items:
        for key in _names(item, titles[item.ref]):
            found[key] = None if key in found else Start(key, item.ref, whole=False)
    for key, ref in ((piece.key, piece.ref) for piece in part.pieces):
        if ref and (titles.get(ref) or keys(ref)) in key and is_strong(key):
            known = found.setdefault(key, Start(key, ref, whole=True))
            if known and known.ref != ref:
                found[key] = None
    return sorted(filter(None, found.values()), key=lambda start: len(start.key), reverse=True)


def written_in(text: str, begins: Iterable[Start], part: SentPart) -> Written | None:
    """What stands behind a row of ours, or before it; None when the line has none or nothing else."""
    key = keys(text)
    for start in begins:
        if len(start.key) == len(key):
            continue
        if key.startswith(start.key):
            return _behind(text, start, part)
        if start.whole and key.endswith(start.key):
            return _trimmed(text, 0, _past_key(text, len(key) - len(start.key) + 1) - 1, start.ref)
    return None


def _names(item: SentItem, title: str) -> list[str]:
    ref = keys(item.ref)
    return [f"{item.number}{title}", f"{item.number}{ref}{title}", f"{ref}{title}", title]


def _behind(text: str, start: Start, part: SentPart) -> Written | None:
    """Without the rest of the row, if that is there too: the due date of a row is not the writer's."""
    place = part.joined.find(start.key)
    begin, length = _past_words(text, _past_key(text, len(start.key)), part.joined[place + len(start.key) :])
    left = part.joined[place + len(start.key) + length : _end_of_piece(part, place)] if place >= 0 else ""
    key, end = keys(text[begin:]), len(text)
    if left and key != left and key.endswith(left):
        end = begin + _past_key(text[begin:], len(key) - len(left))
    return _trimmed(text, begin, end, start.ref)


def _end_of_piece(part: SentPart, place: int) -> int:
    piece = part.piece_at(place)
    return piece.start + len(piece.key)


def _past_words(text: str, at: int, ours: str) -> tuple[int, int]:
    """Past the words of `text` that go on as ours do; and how many characters of ours they are."""
    length = 0
    for token in _TOKEN.finditer(text, at):
        key = keys(token.group())
        if key and not ours.startswith(key, length):
            break
        at, length = token.end(), length + len(key)
    return at, length


def _trimmed(text: str, begin: int, end: int, ref: str) -> Written | None:
    own = text[begin:end].rstrip(_JOINTS)
    bare = own.lstrip(_JOINTS)
    return Written(begin + len(own) - len(bare), begin + len(own), ref) if bare else None


def _past_key(text: str, length: int) -> int:
    """Characters of `text` that make the first `length` characters of its key."""
    made = 0
    for at, letter in enumerate(without_links(text), 1):
        made += len(keys(letter))
        if made >= length:
            return at
    return len(text)
