"""Days on which the writer is away, said beside what he answers: 1完成。我下周休假, I'm on leave until 23 March, Bob
covers for me.

They are proposed as his absence, with who stands in, and say nothing of any item. One whose last day nobody can tell
waits to be read (周四起我休假), and one that is over says nothing. In an answer to an invitation they are why he does
not come.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.away_days import (
    after_away,
    before_away,
    is_of_writer,
    is_over,
    is_ruled_out,
    read_absence,
    tells_of_absence,
)
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_of, one_whole

_LOOSE = ("note", "talk", "unknown", "hearsay", "out-of-range", "future", "promise")
"""Rules of what was not read as something else."""
_OUT = ("i'm out", "i am out", "i'll be out", "i will be out", "i'm off", "i am off", "i'll be off", "i will be off")
"""I'm out until 23 March asks for no later day."""
_ONLY_DAYS = late_regex(
    r"[\d\s/.,，:()（）~～–—月日号周上下本这个星期礼拜至到从自起一二三四五六七八九十几两天前昨今明后刚才最近都在我-]*"
)
"""In front of the word for being away: nobody else is the subject."""


def with_absences_proposed(readings: Sequence[Reading], situation: ReplyContext) -> None:
    if situation.invitation:
        return
    for at, one in enumerate(readings):
        if not _may_be(one) or not _is_of_writer(one, situation):
            continue
        last = _last_day(one, situation)
        if last is None and not _says_no_more(one, readings):
            continue
        stands_in = _stands_in(readings[at + 1 : at + 2], one, situation)
        one.rule, one.was, one.refs, one.note, one.idle, one.accept = "away", "away", (), None, False, False
        one.counts, one.waits, one.proposed = False, True, last is not None
        one.ask, one.due, one.to = None, last, stands_in if last else None
        if last is None:
            _let_go_if_over(one)


def _may_be(one: Reading) -> bool:
    if one.names or one.status:
        return False
    text = one.block.folded.text[one.start : one.end].strip()
    return (one.rule in _LOOSE and not _moves().search(text)) or (
        one.rule in ("postpone", "reassign") and text.startswith(_OUT)
    )


def _is_of_writer(one: Reading, situation: ReplyContext) -> bool:
    text = one.block.written(one.start, one.end)
    before = before_away(text)
    if not tells_of_absence(text) or any(name in before for name in situation.people):
        return False
    return is_of_writer(before) or _ONLY_DAYS.fullmatch(before) is not None


def _last_day(one: Reading, situation: ReplyContext) -> date | None:
    text = one.block.written(one.start, one.end)
    away = read_absence(text, locale=situation.locale, written=situation.written)
    return away.last if away is not None and away.certain else None


def _says_no_more(one: Reading, readings: Sequence[Reading]) -> bool:
    """Whether only words for days stand beside those for being away, and no later day is asked for with it: not
    请假没做, my boss is travelling, 昨天请假，3延到27号."""
    text = one.block.folded.text[one.start : one.end]
    beside = (other for other in readings if other.block is one.block and other.sentence == one.sentence)
    alone = _of_himself().fullmatch(before_away(text)) and _of_days().fullmatch(after_away(text))
    return alone is not None and not any(other.ask == "postpone" for other in beside)


def _let_go_if_over(one: Reading) -> None:
    """I was on sick leave: why he answers late, and nothing of days to come."""
    if is_over(one.block.written(one.start, one.end)):
        one.rule, one.was, one.waits, one.idle = "talk", "", False, True


def _stands_in(behind: Sequence[Reading], one: Reading, situation: ReplyContext) -> str | None:
    """The one person whom the next clause names as who is to be asked meanwhile: 有事找王芳. Of anybody else whom it
    names it says no more than that: 由隔壁科室代."""
    for other in behind:
        text = other.block.written(other.start, other.end)
        named = [name for name in situation.people if name in text]
        if other.block is not one.block or not _is_loose(other) or len(named) > 1 or is_ruled_out(text):
            return None
        if _covers().search(text.lower()):
            other.rule, other.waits, other.idle, other.refs, other.proposed = "talk", False, True, (), False
            other.note, other.counts = None, False
            return named[0] if named else None
    return None


def _is_loose(other: Reading) -> bool:
    return not other.counts or (other.rule == "note" and not other.names)


@cache
def _moves() -> re.Pattern[str]:
    """出差推到20号: a later day is asked for as well."""
    return re.compile(one_whole(words_of_both("never", "moves")))


_BESIDE_DAYS = r"[\s,.，。:/-]|\d+(?:st|nd|rd|th)?"


@cache
def _of_days() -> re.Pattern[str]:
    return re.compile(rf"(?:{_BESIDE_DAYS}|{one_whole(words_of_both('absence', 'of-days'))})*")


@cache
def _of_himself() -> re.Pattern[str]:
    words = (*words_of_both("absence", "of-days"), *words_of_both("absence", "of-himself"))
    return re.compile(rf"(?:{_BESIDE_DAYS}|{one_whole(words)})*")


@cache
def _covers() -> re.Pattern[str]:
    return re.compile(one_of(words_of_both("absence", "covers")))
