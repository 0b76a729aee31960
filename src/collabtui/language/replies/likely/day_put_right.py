"""Another day than the one that was asked for, in a reply to the mail that confirms it: make it the 25th; sorry, I
meant the 25th. The words are data, `words/never.*.json`.

Such a line names no item: it is the one that his mail before asked another day for. It is offered.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.addressing import OwnItems
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.loose_values import loose_day
from collabtui.language.word_patterns import one_whole

_ORDINAL = r"(?:the )?\d{1,2}(?:st|nd|rd|th)"


def with_day_put_right(readings: Sequence[Reading], situation: ReplyContext, own: OwnItems) -> list[Reading]:
    """The readings, with that day in the place of what was read in its line, which is nothing certain."""
    ref = situation.just_spoken_of
    if ref is None or not any(one.ask == "postpone" and one.ref == ref for one in situation.just_asked):
        return list(readings)
    found: list[Reading] = []
    put_right: list[Reading] = []
    for one in readings:
        if any(one.block is other.block for other in put_right):
            continue
        day = _day_of(one, readings, own, ref)
        put_right += [day] if day else []
        found.append(day or one)
    return found


def _day_of(one: Reading, readings: Sequence[Reading], own: OwnItems, ref: str) -> Reading | None:
    of_line = [other for other in readings if other.block is one.block]
    text = one.block.folded.text
    if any(other.counts or other.proposed or other.names for other in of_line) or not _line().fullmatch(text):
        return None
    due = own.due(ref)
    day = loose_day(text, own.written, due, max(due or own.written, own.written))
    if day is None:
        return None
    again = replace(one, start=0, end=len(text), refs=(ref,), ask="postpone", due=day, was="postpone")
    again.propose("repaired")
    return again


@cache
def _line() -> re.Pattern[str]:
    before, behind = (one_whole(words_of_both("never", kind)) for kind in ("that-day", "that-day-ends"))
    courtesies, intends = (one_whole(words_of_both("never", kind)) for kind in ("sorry-first", "meant"))
    return re.compile(rf"\W*(?:(?:{courtesies}|{intends}|{before})[\s,:!.]*)*{_ORDINAL}(?:[\s,]*{behind})*\W*")
