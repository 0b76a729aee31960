"""Items that are somebody else's by a turn of speech: that's one for Lou, 我請阿Ken帶 (I ask Ken to take it). Whose
they are is offered."""

import re
from collections.abc import Sequence
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.lexicon import words_of_both
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.words.vocabulary import Token
from collabtui.language.word_patterns import one_of, one_whole

_LOOSE = ("hearsay", "unknown", "talk", "question", "future")
"""Rules of what was not read as something else."""


def with_left_to_others(
    readings: Sequence[Reading], blocks: Sequence[Marked], situation: ReplyContext
) -> list[Reading]:
    """The readings, with what is offered of such items."""
    candidates = tuple(item.ref for item in situation.unnamed_candidates)
    only = candidates if len(candidates) == 1 else ()
    by_block = {id(marked.block.source): marked for marked in blocks}
    found: list[Reading] = []
    for one in readings:
        found.append(one)
        marked = by_block.get(id(one.block.source))
        refs = one.refs or _refused_before(found) or only
        if marked is None or len(refs) != 1 or not _is_open(one) or _is_given(refs, readings):
            continue
        if who := _left_to(one, marked):
            offered = Reading(one.block, one.start, one.end, "reassign", counts=False, refs=refs, sentence=one.sentence)
            offered.ask, offered.to, offered.was = "reassign", who, "reassign"
            offered.propose("hearsay")
            offered.likely = True
            found[-1] = offered
    return found


def _is_open(one: Reading) -> bool:
    return not (one.status or one.ask or one.counts or one.proposed) and one.rule in _LOOSE


def _is_given(refs: tuple[str, ...], readings: Sequence[Reading]) -> bool:
    """Whether it was handed on already, or is done."""
    return any(set(one.refs) & set(refs) and (one.ask or one.status == "done") for one in readings)


def _refused_before(found: Sequence[Reading]) -> tuple[str, ...]:
    """2 not me. That's one for Lou: of the item before it."""
    before = found[-2] if len(found) > 1 else None
    is_refused = before is not None and before.waits and not before.status and before.block is found[-1].block
    return before.refs if before is not None and is_refused else ()


def _left_to(one: Reading, marked: Marked) -> str | None:
    """The one person to whom it is left, as written."""
    people = [token for token in marked.tokens if one.start <= token.start < one.end and token.of("person")]
    if len(people) != 1:
        return None
    who, text = people[0], marked.text
    is_his = _leads().search(text, one.start, who.start) and not text[who.end : one.end].strip(" .!,")
    asked = _asked().search(text, one.start, who.start) and _takes().fullmatch(text, who.end, one.end)
    return _written(who, marked) if is_his or asked else None


def _written(who: Token, marked: Marked) -> str:
    return marked.block.written(who.start, who.end)


@cache
def _leads() -> re.Pattern[str]:
    """Right before the name, which ends the clause."""
    return re.compile(rf"{one_whole(_words('one-for'))} ?$")


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"{one_of(_words('i-ask'))}$")


@cache
def _takes() -> re.Pattern[str]:
    """What he is to do, up to the end of the clause."""
    return re.compile(rf"{one_of(_words('to-take'))}[吧了呀啊啦]?\W*")


@cache
def _words(kind: str) -> tuple[str, ...]:
    return words_of_both("doers", kind)
