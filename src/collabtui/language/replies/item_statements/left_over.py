"""Items that are left where all are said to be done: 都搞定了，就剩4; all done, only 4 left. They are not among them,
and neither is an item that is said to lack something: 都完成，3差一个回函; all done, 3 lacks a signature.

A number that may be how many are left (2 of four) makes it a proposal; of no more than four items four are not left.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words, words_of_both
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.word_patterns import one_of, one_whole

_NUMBER = late_regex(r"\d{1,2}")
_ENDS = " .!,;~-—…()"
_NAMES = late_regex(r"第|号|条|#|item|number|no\b")


PARTS = ("部分", "的部分", "内容")
"""Behind the rest: what is left of one item."""


_OF_ITSELF = ("剩", "余下")
"""It begins what is left of the item itself, most likely."""


def leaves_others_unbegun(piece: Piece, situation: ReplyContext) -> bool:
    """1 is at 30%, the rest not begun: of an item that is at a share nobody says it of what is left of that."""
    text = piece.block.folded.text
    rest = [one for one in piece.mentions if one.how == "rest"]
    of_itself = (text.startswith(PARTS, one.end) or text.startswith(_OF_ITSELF, one.start) for one in rest)
    apart = bool(rest) and not any(of_itself)
    return apart and piece.has("not-begun") and len(situation.listed) > 1


def with_left_over_spared(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Takes them out of what stands right before it and is said of several without their names."""
    refs = {item.number: item.ref for item in situation.listed}
    for everything, left in pairwise(readings):
        if left.block is not everything.block or everything.status != "done" or not everything.counts:
            continue
        text = left.block.folded.text[left.start : left.end]
        numbers = [int(one) for one in _NUMBER.findall(text)]
        spared = {refs[one] for one in numbers if one in refs}
        done = tuple(ref for ref in everything.refs if ref not in spared)
        if len(spared) != len(numbers) or not done or len(done) + len(spared) != len(everything.refs):
            continue
        if everything.numbered or not _left().fullmatch(text.strip(_ENDS)):
            continue
        left.rule, left.waits, left.idle, left.counts, left.proposed = "reason", False, True, False, False
        left.status, left.note, left.ask, left.refs = None, None, None, tuple(spared)
        left.beside = True
        may_count = len(numbers) == 1 and numbers[0] < len(everything.refs) and not _NAMES.search(text)
        everything.refs = done
        if may_count:
            everything.propose("open-words")


_SHARE = late_regex(r"\d ?[%％]")
_MAY_LACK = ("note", "unknown", "almost", "negated", "promise")
"""Codes of what was read of an item that lacks something; it says no more of it."""


def lacks_something(piece: Piece) -> bool:
    """Whether all that a piece says of its item is that something is missing: 3差一张图, just 4 lacks a signature, 2
    needs one more photo; neither 3差不多了 nor a share that is left."""
    named = [one for one in piece.mentions if one.how in ("number", "ref", "title") and not (one.weak or one.problem)]
    if len({one.refs for one in named}) != 1 or len(named[0].refs) != 1 or piece.asks or piece.has("condition"):
        return False
    if any(one.next_item for one in piece.mentions):
        return False
    text = piece.block.folded.text
    before, behind = text[piece.start : named[0].start], text[named[-1].end : piece.end]
    if _SHARE.search(behind):
        return False
    if behind.startswith("的"):  # 缺3的签字
        return _lack().fullmatch(before.strip(_ENDS) + "的") is not None
    return bool(_merely().fullmatch(before.strip(_ENDS)) and _lack().match(behind.strip(_ENDS + ":、")))


def with_lacking_spared(readings: Sequence[Reading]) -> None:
    """Takes an item that lacks something, or that needs more time, out of what is said of all; what it lacks is its
    note."""
    for one in readings:
        lacks = one.lacks and one.rule in _MAY_LACK and not one.status
        later = one.ask == "postpone" and one.counts and one.names and not one.opposed
        if len(one.refs) != 1 or not (lacks or later):
            continue
        for everything in readings:
            of_all = everything.status == "done" and len(everything.refs) > 1 and not everything.numbered
            if of_all and one.refs[0] in everything.refs:
                everything.refs = tuple(ref for ref in everything.refs if ref not in one.refs)
        if lacks and one.rule != "note" and _stands_beside_done(one, readings):
            one.rule, one.waits, one.counts, one.proposed = "note", False, True, False
            one.note, one.denies = one.place_behind_number, ""
        if lacks:
            _propose_fine(readings)


def _propose_fine(readings: Sequence[Reading]) -> None:
    """1、2都行了，3差几个人: beside what lacks something, what is fine by now is done, most likely."""
    for one in readings:
        text = one.block.folded.text[one.start : one.end].strip(_ENDS)
        if one.accept and one.numbered and _fine_by_now().search(text):
            one.accept, one.status, one.percent = False, "done", 100
            one.propose("open-words")


@cache
def _fine_by_now() -> re.Pattern[str]:
    return re.compile(rf"{one_whole(words_of_both('never', 'fine-by-now'))}$")


def _stands_beside_done(one: Reading, readings: Sequence[Reading]) -> bool:
    """1, 2 done, 3 still needs a stamp: of others, and not of the very item."""
    done = [other for other in readings if other.status == "done"]
    return bool(done) and not any(one.refs[0] in other.refs for other in done)


@cache
def _merely() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_whole(words_of_both('never', 'before-lack'))} ?)*(?:第|the)?")


@cache
def _lack() -> re.Pattern[str]:
    none, lacking = one_of(words_of_both("never", "no-lack")), one_whole(words_of_both("never", "lacking"))
    merely = rf"{_merely().pattern}\s*"
    return re.compile(rf"{merely}(?:[项条号个]\s*)?{merely}(?!{none}){lacking}(?:(?<=[a-z])|.)")


@cache
def _left() -> re.Pattern[str]:
    """Spelled out to the last word, as all of `words/companions.*.json`."""
    clauses = (one for language in LANGUAGES for one in read_words("companions", language)["clauses"]["leftover"])
    return re.compile("|".join(f"(?:{one})" for one in clauses))
