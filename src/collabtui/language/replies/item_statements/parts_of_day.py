"""Tells whether a piece speaks of a part of the day that has not come when the mail is written: `done tonight` at nine,
下午完成 (in the afternoon). The words are data, `words/day_parts.*.json`, by the hour that each begins with."""

import re
from functools import cache

from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.pieces import Piece
from collabtui.language.word_patterns import one_whole

_NOON = 12
_LAST_HOUR = 23


def is_later_today(piece: Piece, hour: int | None) -> bool:
    """Whether a piece names such a part without a day before today. In Chinese it says that it is over, 下午完成了, or
    may mean the one to come at any hour, but for a morning in the afternoon; in English the `hour` of the mail tells,
    and where that is not known it is over."""
    text = piece.block.folded.text[piece.start : piece.end]
    found = _parts().search(text)
    if found is None or any(day.reason == "past" for day in piece.days):
        return False
    part = found.group()
    if part.isascii():
        # done first thing: tomorrow, but for `first thing this morning`
        return _begins()[part] > (_LAST_HOUR if hour is None else hour) and not (
            _begins()[part] > _LAST_HOUR and piece.days
        )
    if _begins()[part] < _NOON and (hour is None or hour >= _NOON):
        return False
    return not (piece.has("perfect", "perfect-mood") or text.rstrip().endswith("的"))


@cache
def _begins() -> dict[str, int]:
    """Hours by the words for parts of the day."""
    stored = [read_words("day_parts", language) for language in LANGUAGES]
    return {word: int(hour) for one in stored for hour, words in one["from"].items() for word in words}


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(one_whole(_begins()))
