"""A yes that its own subject denies: neither 2 nor 3 is met, none of them pass, 没有一条达标, 一条都没达标."""

import re
from dataclasses import replace
from functools import cache

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.count_in_words import count_in, count_words
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.criteria.result_patterns import (
    EDGES,
    ResultPatterns,
    numbers_in,
    subject_of,
)
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece
from collabtui.language.replies.own_grammars.criteria.verdict_with_tail import with_tail
from collabtui.language.replies.words.blocks import Block

_REASON = late_regex(r"\s*(?:$|[,:;.。(（、!–—-]|because|due to|since|as )")
"""Behind such a verdict: its end, or what may be why."""


def none_met(block: Block, patterns: ResultPatterns, situation: ReplyContext) -> ResultPiece | None:
    """The line as a no to those that it denies; None where it denies none, or says another no of them."""
    text = block.folded.text
    found = _denying().match(text) if subject_of(situation) == "criteria" else None
    if found is None:
        return None
    verdict = patterns.alone.match(text, found.end())
    if verdict is None or verdict["unmet"] or verdict["value"] or patterns.question.search(text):
        return None
    asked = tuple(one.number for one in situation.criteria)
    numbers = numbers_in(found["numbers"]) if found["numbers"] else asked
    piece = ResultPiece(block, 0, len(text), numbers, met=False)
    if count_in(found["count"] or "") not in (None, len(asked)) or (found["two"] and len(asked) != 2):
        return ResultPiece(block, 0, len(text), doubt="unknown")
    tail = text[verdict.end() :]
    if not _REASON.match(tail):
        return replace(piece, met=None, doubt="condition")  # none is met yet, neither is met on time
    whole = with_tail(piece, tail, verdict.end(), patterns, situation)
    return replace(whole, met=None) if whole.doubt else whole


@cache
def _denying() -> re.Pattern[str]:
    """Up to the verdict."""
    number = r"(?:(?:criterion|criteria|item|point|no\.|number|#) ?)?\d{1,2}"
    counted = rf"(?: of (?:them|these|the (?P<count>{count_words()})|the criteria|the results))?"
    two = r"(?P<two>neither(?: of (?:them|these|the two))?)"
    latin = rf"(?:neither (?P<numbers>{number},?(?: nor {number})+)|{two}|none{counted})"
    auxiliary = r"(?: (?:is|are|was|were|has been|have been|has|have))?"
    han = r"(?:(?:没有?|无)一[条项个]|一[条项个][都也](?:没有?|未))(?:是|能)?"
    return re.compile(rf"[\s{re.escape(EDGES)}]*(?:{latin}{auxiliary}\b|{han})\s*")
