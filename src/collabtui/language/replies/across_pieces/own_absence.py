"""Days on which the writer is away, said beside what he answers: 1完成。我下周休假, I'm on leave until 23 March, Bob
covers for me.

They are proposed as his absence, with who stands in, and say nothing of any item. In an answer to an invitation they
are why he does not come.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.away_days import before_away, is_of_writer, is_ruled_out, read_absence
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_of, one_whole

_LOOSE = ("note", "talk", "unknown", "hearsay", "out-of-range", "future", "promise")
"""Rules of what was not read as something else."""
_OUT = ("i'm out", "i am out", "i'll be out", "i will be out")
"""I'm out until 23 March asks for no later day."""
_ONLY_DAYS = re.compile(r"[\d\s/.,，:()（）~～–—月日号周下本这个星期礼拜至到从自起一二三四五六天我-]*")
"""In front of the word for being away: nobody else is the subject."""


def with_absences_proposed(readings: Sequence[Reading], situation: ReplyContext) -> None:
    if situation.invitation:
        return
    for at, one in enumerate(readings):
        last = _last_day(one, situation) if _may_be(one) else None
        if last is None:
            continue
        one.rule, one.was, one.refs, one.note, one.idle, one.accept = "away", "", (), None, False, False
        one.propose("away")
        one.ask, one.due = None, last
        one.to = _stands_in(readings[at + 1 : at + 2], one, situation)


def _may_be(one: Reading) -> bool:
    if one.names or one.status:
        return False
    text = one.block.folded.text[one.start : one.end].strip()
    return (one.rule in _LOOSE and not _moves().search(text)) or (one.rule == "postpone" and text.startswith(_OUT))


def _last_day(one: Reading, situation: ReplyContext) -> date | None:
    text = one.block.written(one.start, one.end)
    away = read_absence(text, locale=situation.locale, written=situation.written)
    if away is None or not away.certain:
        return None
    before = before_away(text)
    if any(name in before for name in situation.people):
        return None
    return away.last if is_of_writer(before) or _ONLY_DAYS.fullmatch(before) else None


def _stands_in(behind: Sequence[Reading], one: Reading, situation: ReplyContext) -> str | None:
    """The one person whom the next clause names as who is to be asked meanwhile: 有事找王芳."""
    for other in behind:
        text = other.block.written(other.start, other.end)
        named = [name for name in situation.people if name in text]
        if other.block is not one.block or other.counts or len(named) != 1 or is_ruled_out(text):
            return None
        if _covers().search(text.lower()):
            other.rule, other.waits, other.idle, other.refs, other.proposed = "talk", False, True, (), False
            return named[0]
    return None


@cache
def _moves() -> re.Pattern[str]:
    """出差推到20号: a later day is asked for as well."""
    return re.compile(one_whole(words_of_both("never", "moves")))


@cache
def _covers() -> re.Pattern[str]:
    return re.compile(one_of(words_of_both("absence", "covers")))


def is_with_household(one: Reading) -> bool:
    """孩子病了, kid's sick: what is with those at home is why the writer does not come."""
    return _at_home().match(one.block.folded.text, one.start, one.end) is not None


@cache
def _at_home() -> re.Pattern[str]:
    who, what = (one_whole(words_of_both("unable", kind)) for kind in ("household", "befallen"))
    return re.compile(rf"\W*(?:because |as |since |因为|由于|我|我们)?(?:my |our |the )?{who}.{{0,16}}?{what}")
