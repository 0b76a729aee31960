"""Owners of items of a list, by where the others name theirs: behind a stroke, or first in brackets."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from collabtui.domain.people import Person

_STROKE = re.compile(r"\s*[-–—]+\s*")
_IN_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】,，;；、|/]+)")
_BEHIND = re.compile(r"(?:\s[-–—]+\s|[—]{1,2})\s*([^,，;；|]+)")
_WITH = re.compile(r"\s+with\s+(.+)", re.IGNORECASE)
_LIKE_STRANGER = re.compile(r"[A-Z]\w+(?: [A-Z]\w+){0,2}(?: \([^()]*\))?|[一-龥]{2,3}(?:[（(][^()（）]*[)）])?")
_SHORT_NAME = re.compile(r"[^\W\d_]{2,8}(?: [A-Z]\w+)?")
_AT_COLON = re.compile(
    r"(?:\[.\]\s*)?([^:：]*[^\s:：])\s*[:：]\s*([^:：,，;；()（）|–—]+?)\s*(?:[,，;；(（|–—].*|\s-\s.*)?"
)
_LONGER_THAN_ROLE = re.compile(r"\S+\s+\S+\s+\S|[一-龥]{5}")
_FEWEST = 2
"""Items that name somebody of the book where one whom nobody knows is believed to be named."""


@dataclass
class ListOwners:
    known: Callable[[str], Person | None]
    lines: Sequence[str]
    without_day: Callable[[str], str] = str.strip
    """A name without the day that stands behind it."""

    def behind_stroke(self, pieces: Sequence[str], is_owner: Callable[[str], bool]) -> int | None:
        """The place, among pieces and what stands between them, of the person behind a stroke: what follows is a remark
        on the task, and not its title: 更新制度 —— 李娜，法务审核中，改到3月6日."""
        strokes = (place for place in range(_FEWEST, len(pieces), 2) if _STROKE.fullmatch(pieces[place - 1]))
        first = next(strokes, None)
        if first is None:
            return None
        piece = pieces[first].strip()
        named = is_owner(piece) or self.known(_WITH.split(piece)[0]) is not None
        return first if named or self.may_stand_behind_stroke(piece) else None

    def may_stand_behind_stroke(self, text: str) -> bool:
        """Whether it is a name, where others have theirs behind a stroke."""
        return self._behind_strokes and _LIKE_STRANGER.fullmatch(text) is not None

    def may_own(self, text: str) -> bool:
        """Whether what stands first in brackets is a name, where others have theirs."""
        return self._in_brackets and _SHORT_NAME.fullmatch(text) is not None

    def may_stand_at_colon(self, title: str) -> bool:
        """Whether somebody behind a colon owns what stands before it, where others are named there too. A word or two
        may be what he is: `Speaker: Ines`."""
        return self._at_colons and _LONGER_THAN_ROLE.match(title) is not None

    @cached_property
    def _at_colons(self) -> bool:
        found = (match for match in map(_AT_COLON.fullmatch, self.lines) if match)
        return self._are_several(match[2] for match in found if _LONGER_THAN_ROLE.match(match[1]))

    @cached_property
    def _behind_strokes(self) -> bool:
        found = (match[1] for match in map(_BEHIND.search, self.lines) if match)
        return self._are_several(self.without_day(_WITH.split(name)[0].strip()) for name in found)

    @cached_property
    def _in_brackets(self) -> bool:
        return self._are_several(match[1] for match in map(_IN_BRACKETS.search, self.lines) if match)

    def _are_several(self, names: Iterable[str]) -> bool:
        return sum(self.known(name.strip()) is not None for name in names) >= _FEWEST


def owner_with_help(text: str) -> str:
    """`Emma Brown with Bob` as a cell of owners has it that names in brackets who helps."""
    return _WITH.sub(r" (with \1)", text.strip())
