"""Another item than the one that was named, and items that stand as done though they are not: I meant 1, not 2;
我说的是1，不是2; 2 isn't finished after all. What an earlier mail said of them is proposed to be put right.

The words are data, `words/never.*.json`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import words_of_both
from collabtui.language.numbers import CHINESE_NUMERALS, chinese_number
from collabtui.language.replies.items.item_numbers import Numbered
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.taking_back.words_apart import taken_apart
from collabtui.language.replies.words.blocks import Block
from collabtui.language.word_patterns import one_whole, whole_words

_NUMBER = rf"(?:第|items?\s|no\.?\s?|numbers?\s|#)?(\d{{1,2}}|[{CHINESE_NUMERALS}]{{1,2}})(?:[号项条个])?"
_NOT = r"(?:而?不是|而?非|(?:and )?not)"
_DENIES = late_regex(r"\bnot\b|n't\b|\bnever\b|没|未|不是|不算")
"""Not 2 needs no more work."""
_ENDS = r"(?=\s*(?:$|[,.;!?。，、)~—–-](?!\d)))"


class Swap(NamedTuple):
    """The words that name the two, at `start` to `end` of the folded text."""

    block: Block
    start: int
    end: int
    right: str
    """Ref of the item that is meant; empty where what stands before says that."""
    wrong: str


def without_swaps(lines: Sequence[Marked], situation: ReplyContext) -> tuple[list[Marked], list[Swap]]:
    """The lines without such words, and these."""
    return taken_apart(lines, lambda at, _: _swap(lines[at], situation))


def with_swapped(readings: Sequence[Reading], swaps: Sequence[Swap], situation: ReplyContext) -> list[Reading]:
    """The readings, and what was said of the wrong item proposed of the right one."""
    found = list(readings)
    for one in swaps:
        if not one.right:
            found.append(_waiting(one, one.wrong, "negated"))
            continue
        found += _of_this_mail(one, found) or _of_an_earlier(one, situation)
    return sorted(found, key=lambda reading: reading.block.place(reading.start)) if swaps else found


def with_undone_proposed(readings: Sequence[Reading], situation: ReplyContext) -> list[Reading]:
    """2 isn't finished after all, 完成的是1，不是2, 2还在等发货: of an item that stands as done it is news that it goes
    on; what is remarked on it stays."""
    done = {item.ref for item in situation.items if item.status == "done"}
    stated = {ref for one in readings if one.status and (one.counts or one.proposed) for ref in one.refs}
    found = list(readings)
    for one in readings if done else ():
        if not one.refs or not set(one.refs) <= done - stated or one.proposed or not _denies_done(one):
            continue
        undone = replace(one, status="in-progress", percent=None, was="started", counts=True, note=None)
        undone.propose("repaired")
        at = next(at for at, other in enumerate(found) if other is one)
        found[at : at + 1] = [one, undone] if one.counts else [undone]
        stated |= set(one.refs)
    return found


def _denies_done(one: Reading) -> bool:
    text = one.block.folded.text[one.start : one.end].strip(" .,;!。")
    if one.rule == "negated" and one.denies == "done" and _DENIES.search(text):
        return True
    if one.rule == "note" and one.counts:
        return _goes_on().match(text) is not None
    return one.waits and (
        _not_this().fullmatch(text) is not None or whole_words("never", "not-done-yet").search(text) is not None
    )


def _swap(line: Marked, situation: ReplyContext) -> Swap | None:
    intended, behind = list(_intended().finditer(line.text)), list(_not_behind().finditer(line.text))
    alone = _only_intended().fullmatch(line.text)
    if not (intended or behind or alone):
        return None
    by_number = Numbered.of(situation).by_number
    for match in intended:
        first, second = (_value(one) for one in (match["right"] or match["behind"], match["wrong"] or match["before"]))
        if first in by_number and second in by_number and first != second:
            return Swap(line.block, match.start(), match.end(), by_number[first], by_number[second])
    if alone and (spoken_of := situation.just_spoken_of):
        right = by_number.get(_value(alone["right"]))
        if right and right != spoken_of:
            return Swap(line.block, 0, len(line.text), right, spoken_of)
    for match in behind:
        number = _value(match[1])
        if number in by_number and any(one.start < match.start() for one in line.mentions):
            return Swap(line.block, match.start(), match.end(), "", by_number[number])
    return None


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else chinese_number(number) or 0


def _of_this_mail(swap: Swap, before: Sequence[Reading]) -> list[Reading]:
    stated = [
        one
        for one in before
        if swap.wrong in one.refs and one.status and (one.counts or one.proposed or one.rule == "repaired")
    ]
    for one in stated:
        take_back(one, "repaired")
        one.proposed, one.denies = False, ""
    return [_proposed(replace(one, note=None, reason=None), swap, swap.right) for one in stated[-1:]]


def _of_an_earlier(swap: Swap, situation: ReplyContext) -> list[Reading]:
    wrong = next((item for item in situation.items if item.ref == swap.wrong), None)
    begun = _waiting(swap, swap.right, "unknown")
    asked = [one for one in situation.just_asked if one.ref == swap.wrong and one.ask != "correct"]
    if len(asked) == 1 and not situation.just_updated:
        again = replace(
            begun, ask=asked[0].ask, due=asked[0].due, to=asked[0].to, was=_ASKED.get(asked[0].ask, "postpone")
        )
        return [_proposed(again, swap, swap.right)]
    if wrong is None or wrong.status == "not-started":
        return [begun]
    right = replace(begun, status=wrong.status, percent=wrong.percent, was=_RULE.get(wrong.status, "started"))
    found = [_proposed(right, swap, swap.right)]
    if wrong.status == "done":
        found.append(_proposed(replace(begun, status="in-progress", was="started"), swap, swap.wrong))
    return found


def _waiting(swap: Swap, ref: str, rule: ClauseDoubt) -> Reading:
    return Reading(swap.block, swap.start, swap.end, rule, counts=False, refs=(ref,), waits=True, names=True)


_ASKED: Mapping[str, ClauseRule] = MappingProxyType({"reassign": "reassign", "cancel": "cancel"})
_RULE: Mapping[str, ClauseRule] = MappingProxyType({"done": "done", "blocked": "blocked"})


def _proposed(one: Reading, swap: Swap, ref: str) -> Reading:
    found = replace(one, block=swap.block, start=swap.start, end=swap.end, refs=(ref,), named=True, names=True)
    found.propose("repaired")
    return found


@cache
def _intended() -> re.Pattern[str]:
    """I meant 1, not 2; 不是2，是1: who wrote the wrong number names both."""
    leads = rf"(?:{one_whole(words_of_both('never', 'meant'))}\s?)"
    right, wrong = _NUMBER.replace("(\\d", "(?P<right>\\d", 1), _NUMBER.replace("(\\d", "(?P<wrong>\\d", 1)
    before, behind = _NUMBER.replace("(\\d", "(?P<before>\\d", 1), _NUMBER.replace("(\\d", "(?P<behind>\\d", 1)
    straight = rf"{leads}{right}[,，、;\s]*{_NOT}\s?{wrong}"
    turned = rf"(?:{leads}?){_NOT}\s?{before}[,，、;\s]*(?:而?是|but)\s?{behind}"
    return re.compile(rf"(?:(?<=^)|(?<=[\s,.;!。，、—–-]))(?:{straight}|{turned}){_ENDS}")


@cache
def _only_intended() -> re.Pattern[str]:
    """Sorry, I meant the 2nd one; 写错了，是2: where it is known which item he named, and it stands alone."""
    intends, slips, courtesies = (
        one_whole(words_of_both("never", kind)) for kind in ("meant", "wrote-wrong", "sorry-first")
    )
    right = r"(?:the )?(?:第|items? |no\.? ?|numbers? |#)?(?P<right>\d{1,2}|[" + CHINESE_NUMERALS + r"]{1,2})"
    number = rf"{right}(?:st|nd|rd|th)?(?: one| item)?(?:[号项条个])?"
    leads = rf"(?:{intends} ?|{slips}[\s,，:]*(?:(?:it's|it is|that's|that is|is|是|应该是) ?)?)"
    return re.compile(rf"(?:\W*{courtesies}[\s,，.!。~]*)*{leads}{number}[\s.!。~～吧]*")


@cache
def _not_behind() -> re.Pattern[str]:
    """1完成，不是2."""
    return re.compile(rf"(?<=[,，、])\s?不是{_NUMBER}{_ENDS}")


@cache
def _not_this() -> re.Pattern[str]:
    return re.compile(rf"{_NOT}\s?{_NUMBER}")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"(?:{_NUMBER}\W*(?:is |are )?)?{whole_words('never', 'goes-on').pattern}")
