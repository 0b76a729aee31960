"""Another time for a meeting that an answer to its invitation asks for in words: 下周找个时间行吗, could we do it later
in the week, afternoon suits me better. The words are data, `words/invitations.*.json`.

Whoever plans the meeting gets to see them as they were written, with the day where one is named.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from collabtui.domain.mail.reply import Clause, ReplyContext, Request, Understanding
from collabtui.language.dates.find_days import DayReading, find_days
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.word_patterns import one_whole

_CLOCK = late_regex(
    r"\d{1,2}(?::\d{2})? ?(?:am|pm)\b|\d{1,2}[点时:：]|[一二三四五六七八九十两][点时]|\bat \d{1,2}\b|同一时间"
)
ASKS = late_regex(r"[?？]|吗|呢$|能不能|可不可以|可否|能否|行不行|^(?:could|can|would|may|is|any|how|what|shall)\b")
_REFUSES = late_regex(r"不行|不便|不方便|没空|去不了|来不了|不可以|\bnot\b|n't\b|\bno\b|cannot")
_WOULD_HAVE = late_regex(r"'ve\b|\bhave (?:come|been|said|joined)\b|\bothers\b")
_WISHES = late_regex(r"吧$|^(?:请|希望|建议|麻烦|想)|\bplease\b")
_JOINS = "; "


def with_other_time_asked(found: Understanding, wishes: Sequence[Clause], situation: ReplyContext) -> Understanding:
    """The clauses that ask for another time as a request, which takes the place of what was read in them besides."""
    if not wishes:
        return found
    days = {day.day for one in wishes for day in _days(one, situation) if day.day and day.day > situation.written}
    text = _JOINS.join(one.text.strip() for one in wishes)
    asked = Request(ref=None, ask="other", text=text, due=days.pop() if len(days) == 1 else None)
    spans = [one.span for one in wishes]
    read = {n for one in found.clauses if one.span in spans for n in one.proposals}
    kept = tuple(one for one in found.proposals if one.n not in read or one.to or one.ask not in _COMES)
    clauses = tuple(
        one.model_copy(update={"rule": "postpone", "counts": True, "proposals": ()}) if one.span in spans else one
        for one in found.clauses
    )
    fields = {"requests": (*found.requests, asked), "proposals": kept, "clauses": clauses}
    return found.model_copy(update=fields)


_COMES = ("accepted", "declined", "tentative")


def other_times(clauses: Sequence[tuple[Clause, str]], situation: ReplyContext) -> list[Clause]:
    """The clauses that ask for another time; each with its words made even."""
    refused = any(_REFUSES.search(text) for _, text in clauses)
    return list(_other_times(clauses, situation, refused=refused))


def _other_times(clauses: Sequence[tuple[Clause, str]], situation: ReplyContext, *, refused: bool) -> Iterator[Clause]:
    for at, (one, text) in enumerate(clauses):
        if (
            _WOULD_HAVE.search(text)
            or not _names_a_time(one, text, situation)
            or any(one.span == other.span for other, _ in clauses[:at])
        ):
            continue
        asks = (one.rule == "question" or ASKS.search(text) or _WISHES.search(text)) and of_kinds(
            "other_time", "is_asked", "moves"
        ).search(text)
        offers = refused and not _REFUSES.search(text) and of_kinds("free").search(text)
        if asks or offers or of_kinds("prefers").search(text):
            yield one


def _names_a_time(one: Clause, text: str, situation: ReplyContext) -> bool:
    return of_kinds("times").search(text) is not None or names_day_or_hour(one, text, situation)


def names_day_or_hour(one: Clause, text: str, situation: ReplyContext) -> bool:
    return _CLOCK.search(text) is not None or bool(_days(one, situation))


def _days(one: Clause, situation: ReplyContext) -> Sequence[DayReading]:
    return find_days(one.text, locale=situation.locale, written=situation.written)


@cache
def of_kinds(*kinds: str) -> re.Pattern[str]:
    """Words of these kinds, in both languages."""
    return re.compile("|".join(one_whole(words_of_both("invitations", kind)) for kind in kinds))
