"""Things that came damaged, wrong or not all of them: 到了，少一台 (one is missing), delivered, two are broken.

Their item is not done by that, and no yes to an offer may close it: it is proposed as in progress. What counts for
certain stays: 1做完了，打印机坏了 (the printer is broken) is about something else. The words are data,
`words/never.*.json`.
"""

import re
from collections.abc import Sequence
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_whole

_LONGEST = 80
"""Characters behind the status that are still about it."""
_ENDS = late_regex(r"[。.;；\n]\s")


def with_faulty_in_progress(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Looks at each item that is proposed as done beside what its sentence says of it, up to the next item; what puts
    an earlier mail right (wrong one, it's 2) tells of no fault."""
    titles = {item.ref: item.title.lower() for item in situation.items}
    for at, one in enumerate(readings):
        if one.status != "done" or not one.proposed or one.rule == "repaired":
            continue
        title = "\n".join(titles.get(ref, "") for ref in one.refs)
        if _repairs(title) or not tells_of_faults(_stated_of(one, readings[at + 1 :])):
            continue
        one.offer_as_in_progress()


def tells_of_faults(text: str) -> bool:
    """少一台, two broken; not nothing missing, 没有破损 (no damage), 修好了坏的 (the broken one is repaired)."""
    return any(not _is_over(text, found.start(), found.end()) for found in _faulty().finditer(text))


def _repairs(title: str) -> bool:
    """Whether to put something right is the very item: fix the broken link."""
    return _faulty().search(title) is not None


def _stated_of(one: Reading, later: Sequence[Reading]) -> str:
    """The words of a reading and those behind it, without names of items."""
    text = one.block.folded.text
    end = min(
        (other.start for other in later if other.block is one.block and other.names and other.refs), default=len(text)
    )
    behind = text[one.end : max(end, one.end)][:_LONGEST]
    return text[one.start : one.end] + _ENDS.split(behind, maxsplit=1)[0]


def _is_over(text: str, start: int, end: int) -> bool:
    return _denied().search(text[:start]) is not None or _put_right().match(text[end:]) is not None


@cache
def _faulty() -> re.Pattern[str]:
    fewer = rf"\d{{1,4}} {_words('fewer-behind')}(?=\W*$| of\b|[,.;)])|{_words('fewer-before')}了? ?\d"
    return re.compile(f"{_words('faulty')}|{fewer}")


@cache
def _denied() -> re.Pattern[str]:
    """A denial right before, or a verb of repair with no mark between."""
    return re.compile(rf"{_words('no-fault')}[^，。；,.;]{{0,6}}$|{_words('repaired')}[^，。；,.;]{{0,20}}$")


@cache
def _put_right() -> re.Pattern[str]:
    """The broken test is fixed, 坏的按钮也换了: a verb of repair behind it, and no mark between."""
    return re.compile(rf"[^，。；,.;]{{0,20}}?{_words('repaired')}")


def _words(kind: str) -> str:
    return one_whole(words_of_both("never", kind))
