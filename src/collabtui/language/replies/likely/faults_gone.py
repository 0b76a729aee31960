"""A fault that is gone, of an item that is to put it right: 登录不闪退了, no more login crash, the leak has stopped.

That is no wish to drop the item: it is done, most likely, and offered so.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from collabtui.domain.mail.reply import Item, ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import whole_words

_READ = ("negated", "unknown", "talk", "note", "cancel", "likely")
"""Codes of what may tell so."""
_REMARK = 24
"""Characters behind it in which it may be taken back: but it came back."""
_LATIN_WORD = late_regex(r"[a-z]{4,}")
_SHORTEST_STEM = 4
_ENDING = 2
"""Letters: crash, crashes and crashing have the others in common."""


def with_faults_gone_proposed(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Turns what tells so into a proposal of done."""
    items = {item.ref: item for item in situation.items}
    for one in readings:
        item = items.get(one.refs[0]) if len(one.refs) == 1 else None
        if item is None or one.rule not in _READ or one.status or (one.ask and one.counts):
            continue
        text = one.block.folded.text
        if _of("end-unsure").search(text, one.start, one.end + _REMARK) or "?" in text[one.start :]:
            continue
        if _tells_of_end(text[one.start : one.end], item) and not _is_stated(one, readings):
            one.status, one.percent, one.note, one.ask, one.denies = "done", 100, None, None, ""
            one.propose("negated")


def _is_stated(one: Reading, readings: Iterable[Reading]) -> bool:
    return any(other is not one and other.refs == one.refs and (other.status or other.ask) for other in readings)


def _tells_of_end(text: str, item: Item) -> bool:
    title = item.title.casefold()
    mends = _of("mends").search(title)
    if mends is None:
        return False
    about = title.replace(mends[0], " ")
    if any(one["fault"] in about for pattern in _han() for one in pattern.finditer(text)):
        return True
    stems = tuple(word[: max(len(word) - _ENDING, _SHORTEST_STEM)] for word in _LATIN_WORD.findall(about))
    words = (word for pattern in _latin() for one in pattern.finditer(text) for word in _LATIN_WORD.findall(one[0]))
    return bool(stems) and any(word.startswith(stems) for word in words)


def _of(kind: str) -> re.Pattern[str]:
    return whole_words("never", kind)


@cache
def _han() -> tuple[re.Pattern[str], ...]:
    """不闪退了, 没再漏水, 闪退消失了."""
    fault, things = r"(?P<fault>[\u4e00-\u9fff]{2,4}?)", "(?:的?(?:问题|现象|情况|故障|毛病))?"
    return (
        re.compile(rf"不(?:再|会再|会|怎么)?{fault}了"),
        re.compile(rf"(?:没有?再|不再|再也没有?|再没有?|再也不){fault}(?:过|了)?(?=\W|$)"),
        re.compile(rf"(?={fault}{things}(?:已经|已|都|现在|终于)?{_of('vanished').pattern})"),
    )


@cache
def _latin() -> tuple[re.Pattern[str], ...]:
    """No more login crash, it doesn't leak any more, the leak has stopped."""
    return (
        re.compile(r"\b(?:no more|no longer) [a-z ]{3,30}"),
        re.compile(r"\b(?:doesn't|does not|don't|do not|isn't|is not|aren't) [a-z ]{3,24} (?:any ?more|any longer)\b"),
        re.compile(rf"[a-z ]{{3,30}} {_of('vanished').pattern}"),
    )
