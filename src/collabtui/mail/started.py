"""Lines that begin with a row of ours and go on in the writer's words: `1. 提供接口文档 3月10日 A12 —— 已完成`."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from collabtui.mail.clean import keys, without_links
from collabtui.mail.sent_lines import Opening, SentPart, is_strong

_TOKEN = re.compile(r"\S+")
_JOINTS = " \t:：-–—,，、;；=>→|*_"


class Written(NamedTuple):
    """Characters start…end of a line are the writer's own; the others are a row of ours."""

    start: int
    end: int
    ref: str


def written_beside_row(text: str, part: SentPart) -> Written | None:
    """What stands behind or before a row of ours, or behind number and title; None when the line has none of them, or
    nothing else."""
    return _written(text, part.openings, part)


def written_beside_whole_row(text: str, part: SentPart) -> Written | None:
    """The same in the writer's own text, where number and title are his own words."""
    if not is_strong(keys(text)):
        return None
    return _written(text, [opening for opening in part.openings if opening.whole], part)


def _written(text: str, openings: Iterable[Opening], part: SentPart) -> Written | None:
    key = keys(text)
    for opening in openings:
        if len(opening.key) == len(key):
            continue
        if key.startswith(opening.key):
            return _behind(text, opening, part)
        if opening.whole and key.endswith(opening.key):
            return _trimmed(text, 0, _past_key(text, len(key) - len(opening.key) + 1) - 1, opening.ref)
    return None


def _behind(text: str, opening: Opening, part: SentPart) -> Written | None:
    """Without the rest of the row, if that is there too: the due date of a row is not the writer's."""
    place = part.joined.find(opening.key)
    begin, length = _past_words(text, _past_key(text, len(opening.key)), part.joined[place + len(opening.key) :])
    left = part.joined[place + len(opening.key) + length : _end_of_piece(part, place)] if place >= 0 else ""
    key, end = keys(text[begin:]), len(text)
    if left and key != left and key.endswith(left):
        end = begin + _past_key(text[begin:], len(key) - len(left))
    return _trimmed(text, begin, end, opening.ref)


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
