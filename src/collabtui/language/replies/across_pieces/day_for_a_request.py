"""The day until which an item is moved, in answer to our question for it: 3月27号，厂家说20号才到货; the 17th please.

We ask where a request for a later day named none. What the first clause of the mail names is that day; what follows in
its sentence is why. The words are data, `words/asked_days.*.json`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.addressing import OwnItems
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.words.loose_values import loose_days
from collabtui.language.word_patterns import one_whole

_UNREAD = ("unknown", "several-open", "question", "talk", "hearsay", "open-words", "repaired", "reason")
_DAY = (
    r"(?:(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}|[a-z]{3,9} (?:the )?\d{1,2}(?:st|nd|rd|th)?"
    r"|(?:the )?\d{1,2}(?:st|nd|rd|th)|(?:next )?[a-z]+day|(?:\d{1,2}月)?\d{1,2}[号日]|\d{1,2}[./-]\d{1,2}"
    r"|下?周[一二三四五六日天])"
)


def with_day_for_a_request(readings: Sequence[Reading], situation: ReplyContext, own: OwnItems) -> list[Reading]:
    """The readings, with the request in the place of the clause that names its day; where nothing else is read."""
    ref = situation.just_spoken_of
    asked = [one for one in situation.just_asked if one.ask == "postpone" and one.ref == ref]
    if ref is None or len(asked) != 1 or asked[0].due is not None or any(_says_more(one) for one in readings):
        return list(readings)
    first = next((one for one in readings if not one.idle or _day_in(one, own, ref)), None)
    day = _day_in(first, own, ref) if first else None
    if first is None or day is None:
        return list(readings)
    asks = replace(first, rule="postpone", ask="postpone", due=day, refs=(ref,), named=True, status=None, note=None)
    request = replace(asks, counts=True, waits=False, proposed=False)
    return [request if one is first else _as_its_reason(one, request, first) for one in readings]


def _says_more(one: Reading) -> bool:
    """Something else was read, or an item is named."""
    return not one.idle and (one.counts or one.names or one.rule not in _UNREAD)


def _as_its_reason(one: Reading, request: Reading, first: Reading) -> Reading:
    if one.idle or one.block is not first.block or one.sentence != first.sentence:
        return one
    request.reason = request.reason or ClausePlace(one.block, one.start, one.end)
    return replace(one, rule="reason", waits=False, proposed=False, status=None, ask=None)


def _day_in(one: Reading, own: OwnItems, ref: str) -> date | None:
    """The one day that a clause names, with nothing but a courtesy beside it."""
    text = one.block.folded.text[one.start : one.end]
    if not _names_a_day().fullmatch(text):
        return None
    due = own.due(ref) or own.written
    days = {day for day in loose_days(text, own.written, due) if day >= own.written}
    return days.pop() if len(days) == 1 else None


@cache
def _names_a_day() -> re.Pattern[str]:
    before, behind, first = (words_of_both("asked_days", kind) for kind in ("before", "behind", "courtesies"))
    led = rf"(?:(?:{one_whole(before)}|{one_whole(first)})[\s,:!.]*)*"
    return re.compile(rf"\W*{led}{_DAY}(?:[\s,]*{one_whole(behind)})*\W*")
