"""Lines that begin with a row of ours and go on in the writer's words: `1. 提供接口文档 3月10日 A12 —— 已完成`."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from collabtui.mail.body import SentItem
from collabtui.mail.clean import keys, without_links
from collabtui.mail.sent_lines import SentPart, is_strong

_TOKEN = re.compile(r"\S+")
_JOINTS = " \t:：-–—,，.。、;；=>→|*_)）]】"


class Start(NamedTuple):
    """How a line about an item may begin."""

    key: str
    ref: str
    whole: bool
    """It is a row of the mail, not just number and title, which a person writes himself."""


class Rest(NamedTuple):
    start: int
    """Where in the line the writer's own words begin."""
    ref: str


def starts(items: Sequence[SentItem], part: SentPart) -> list[Start]:
    """Longest first. What could begin the row of two items begins none."""
    found: dict[str, Start | None] = {}
    titles = {item.ref: keys(item.title) for item in items}
    for item in items:
        for key in _names(item, titles[item.ref]):
            found[key] = None if key in found else Start(key, item.ref, whole=False)
    for key, _, ref, _ in part.pieces:
        if ref and (titles.get(ref) or keys(ref)) in key and is_strong(key):
            known = found.setdefault(key, Start(key, ref, whole=True))
            if known and known.ref != ref:
                found[key] = None
    return sorted(filter(None, found.values()), key=lambda start: len(start.key), reverse=True)


def rest(text: str, begins: Iterable[Start], part: SentPart) -> Rest | None:
    """What follows the row that the line begins with; None when it begins with none or ends there."""
    key = keys(text)
    start = next((start for start in begins if key.startswith(start.key)), None)
    if start is None or len(start.key) == len(key):
        return None
    own = _past_row(text, start, part)
    own += len(text[own:]) - len(text[own:].lstrip(_JOINTS))
    return Rest(own, start.ref) if own < len(text) else None


def _names(item: SentItem, title: str) -> list[str]:
    ref = keys(item.ref)
    return [f"{item.number}{title}", f"{item.number}{ref}{title}", f"{ref}{title}", title]


def _past_row(text: str, start: Start, part: SentPart) -> int:
    """Past the row as far as its further words are ours too: the due date of a row is not the writer's."""
    at = _past_key(text, len(start.key))
    place = part.joined.find(start.key)
    place = place + len(start.key) if place >= 0 else len(part.joined)
    for token in _TOKEN.finditer(text, at):
        key = keys(token.group())
        if key and not part.joined.startswith(key, place):
            break
        at, place = token.end(), place + len(key)
    return at


def _past_key(text: str, length: int) -> int:
    """Characters of `text` that make the first `length` characters of its key."""
    made = 0
    for at, letter in enumerate(without_links(text), 1):
        made += len(keys(letter))
        if made >= length:
            return at
    return len(text)
