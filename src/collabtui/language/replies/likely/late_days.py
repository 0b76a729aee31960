"""Another day that is wished for without a word that asks for it: crane 3 will be late, the part is coming on 15 March;
9号肯定修不完，起码拖一个礼拜; 冷库的校准厂家后天来, which is due tomorrow.

Who says that it will be late, and how late, wants more than a note. It is proposed, beside what was read.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.across_pieces.values_of_sentences import block_of
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import ClausePlace, Reading
from collabtui.language.replies.words.loose_values import has_length, lengths, loose_days
from collabtui.language.word_patterns import one_whole, whole_words

_RULES = frozenset(
    {"note", "unknown", "negated", "hedged", "talk", "open-words", "reason", "future", "hearsay", "postpone"}
)
"""Of what may be a wish: no question, condition or word of others."""
_ENDS_SENTENCE = late_regex(r"[.。!;\n]")


_OF_HOPES = _RULES | {"wish"}


class _Wish(NamedTuple):
    at: int
    """Of the clause that says it will be late."""
    to: int
    """Of the one that says until when."""
    ref: str
    day: date


def with_late_days_proposed(
    readings: Sequence[Reading], blocks: Sequence[Marked], own: OwnItems, situation: ReplyContext
) -> list[Reading]:
    """The readings, with the day that each item is late until, where no other day is asked for."""
    found = list(readings)
    for wish in _wishes(readings, blocks, own, situation):
        asked = [one for one in found if one.ask == "postpone" and one.refs == (wish.ref,) and _stands(one)]
        if len(asked) == 1 and asked[0].due is None:
            _with_day(asked[0], wish, readings[wish.to])
        if _is_settled(wish.ref, found):
            continue
        place = next(at for at, one in enumerate(found) if one is readings[wish.to])
        found.insert(place + 1, _offered(readings, wish))
    for one in found:
        if one.proposed and one.ask == "postpone" and one.due and (day := _day_of_the_work(one, one.due, found, own)):
            one.due = day
    return found


def _day_of_the_work(offered: Reading, due: date, readings: Sequence[Reading], own: OwnItems) -> date | None:
    """墨水下周四才到货，争取16号出报告 (the ink comes on Thursday, the report on the 16th at best): the later day on
    which the work itself is there, where the one that was offered is that of what is awaited."""
    line = [one for one in readings if one.block.source is offered.block.source and one.refs in ((), offered.refs)]
    clauses = [(one, one.folded, loose_days(one.folded, own.written, due)) for one in line if one is not offered]
    if not any(due in days and _is_awaited(text) for _, text, days in clauses):
        return None
    there = whole_words("late", "there")
    of_work = (days for one, text, days in clauses if one.rule in _OF_WORK and there.search(text))
    later = {day for days in of_work for day in days if day > due}
    return later.pop() if len(later) == 1 else None


_OF_WORK = _RULES | {"wish", "promise"}


def _with_day(asked: Reading, wish: _Wish, tells: Reading) -> None:
    """A request that names no day is to this one, as is likely."""
    asked.due = wish.day
    is_reason = asked.reason is not None and asked.reason.start == tells.start and asked.reason.block is tells.block
    if is_reason and has_length(tells.folded):
        # I think one week: how long, and not why
        asked.reason = None
    if asked.counts:
        asked.propose("likely")


def _stands(one: Reading) -> bool:
    return one.counts or one.proposed


def _offered(readings: Sequence[Reading], wish: _Wish) -> Reading:
    first, last = readings[wish.at], readings[wish.to]
    start, end = (first.start, last.end) if first.block is last.block else (last.start, last.end)
    offered = Reading(last.block, start, end, "likely", counts=False, refs=(wish.ref,), sentence=last.sentence)
    offered.ask, offered.due, offered.was = "postpone", wish.day, "postpone"
    offered.reason = ClausePlace(last.block, start, end)
    offered.propose("likely")
    offered.likely = True
    return offered


def _is_settled(ref: str, readings: Sequence[Reading]) -> bool:
    """Done, handed over, given up, or asked for another day already; or blocked, as is certain, for that reason."""
    of_item = (one for one in readings if ref in one.refs and _stands(one))
    return any(one.ask or one.status == "done" or (one.counts and one.status == "blocked") for one in of_item)


def _wishes(
    readings: Sequence[Reading], blocks: Sequence[Marked], own: OwnItems, situation: ReplyContext
) -> Iterator[_Wish]:
    due_days = {item.ref: item.due for item in situation.items}
    candidates = tuple(item.ref for item in situation.unnamed_candidates)
    carried: Refs = candidates if len(candidates) == 1 else ()
    for at, one in enumerate(readings):
        carried = one.refs or (
            carried if at and one.block is readings[at - 1].block else carried[: len(candidates) == 1]
        )
        if len(carried) != 1 or one.rule not in _OF_HOPES or (due := due_days.get(carried[0])) is None:
            continue
        if (needed := _needed(one.folded, own.written)) and needed > due:
            yield _Wish(at, at, carried[0], needed)
            continue
        if hoped := _hoped(one, max(due, own.written), due, own):
            yield _Wish(at, at, carried[0], hoped)
            continue
        for to in _clauses(readings, at, carried, blocks):
            day = _day(readings, at, to, max(due, own.written), due, own)
            if day is not None:
                yield _Wish(at, to, carried[0], day)
                break


def _hoped(one: Reading, after: date, due: date, own: OwnItems) -> date | None:
    """争取3月18日完成, hope to have it done by 18 March: of a later day than the due one, no more than a wish."""
    text = one.folded
    if not whole_words("late", "hoped").search(text):
        return None
    days = {day for day in loose_days(text, own.written, due) if day > after}
    return days.pop() if len(days) == 1 else None


def _clauses(readings: Sequence[Reading], at: int, refs: Refs, blocks: Sequence[Marked]) -> Iterator[int]:
    """The places of the clauses in which it may be said until when: this one, and behind it those of the same item."""
    first = readings[at]
    text = first.folded
    late, unable = _says_late(text), _says_unable(text)
    if late or _is_awaited(text):
        yield at
    if not late and not unable:
        return
    for to in range(at + 1, len(readings)):
        one = readings[to]
        if one.rule not in _RULES or one.refs not in ((), refs) or one.block.source is not first.block.source:
            return
        marked = block_of(one, blocks)
        between = marked.text[first.end : one.start] if marked else ""
        if _ENDS_SENTENCE.search(between) and (unable or len(_ENDS_SENTENCE.findall(between)) > 1):
            return
        yield to


def _day(readings: Sequence[Reading], at: int, to: int, after: date, due: date, own: OwnItems) -> date | None:
    """The only later day that is named there."""
    text = readings[to].folded
    if to != at and _of_reason().search(text):
        return None
    late = whole_words("late", "late").search(text) if to == at else None
    days = {day for day in loose_days(text[late.start() if late else 0 :], own.written, due) if day > after}
    return days.pop() if len(days) == 1 else None


def _needed(text: str, written: date) -> date | None:
    """换新的要3天 (a new one takes three days): the day on which that is over."""
    found = _takes().search(text)
    days = {day for day in lengths(text[found.end() :], written) if day > written} if found else set()
    return days.pop() if len(days) == 1 else None


def _says_late(text: str) -> bool:
    found = whole_words("late", "late").search(text)
    return found is not None and _denied().search(text[: found.start()]) is None


def _says_unable(text: str) -> bool:
    found = whole_words("late", "unable").search(text)
    return found is not None and whole_words("late", "able").search(text) is None


def _is_awaited(text: str) -> bool:
    who = whole_words("late", "awaited").search(text)
    return who is not None and whole_words("late", "comes").search(text) is not None


@cache
def _of_reason() -> re.Pattern[str]:
    """17号有会 (there is a meeting on the 17th): that day is why, and not until when."""
    busy = one_whole(words_of_both("late", "busy"))
    return re.compile(rf"[号日](?:那天|当天|上午|下午|晚上)?{busy}|\b{busy}\b(?=[ a-z])")


@cache
def _takes() -> re.Pattern[str]:
    """Right before a length of time."""
    return re.compile(
        rf"{one_whole(words_of_both('late', 'takes'))} ?(?=(?:about |around |大概|大约|差不多)?[\da-z一两二三四五六七])"
    )


@cache
def _denied() -> re.Pattern[str]:
    """At the end of the text before a word for lateness."""
    return re.compile(rf"{one_whole(words_of_both('late', 'not_late'))} *(?:be |been |have been |再|要)?$")
