"""A reservation behind several answers, which is one to all of them: 1达标2达标3达标，但我只看了一周的数据; 1 agree,
2 agree, but none of it counts until my boss has signed. Which of them it is about is not certain, so all wait.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.own_grammars.asked_by_name import clauses_by_name
from collabtui.language.replies.own_grammars.criteria.result_piece import ResultPiece
from collabtui.language.replies.taking_back.reserved_for_all import begins_reservation, reserves_all

_BREAK = late_regex(r"[,;。!]\s*|\.\s+")


def held_for_all(read: Sequence[ResultPiece], situation: ReplyContext) -> list[ResultPiece]:
    """The pieces, of which those before such a reservation wait as the one does that it stands in."""
    found = list(read)
    for at, one in enumerate(found):
        if one.doubt and one.numbers and _holds_all(one, found[:at], situation):
            found[:at] = [replace(other, doubt=other.doubt or one.doubt) for other in found[:at]]
    return found


def _holds_all(one: ResultPiece, before: Sequence[ResultPiece], situation: ReplyContext) -> bool:
    text = one.block.folded.text[one.start : one.end]
    alike = one.met is True and all(other.met for other in before)
    return any(
        reserves_all(rest) or (alike and begins_reservation(rest) and _is_of_none(rest, situation))
        for rest in (text[found.end() :] for found in _BREAK.finditer(text))
        if rest
    )


def _is_of_none(rest: str, situation: ReplyContext) -> bool:
    """Whether it names no criterion and no amount: but only 4 laptops is said of the laptops."""
    named = any(clause.numbers for clause in clauses_by_name(rest, situation.criteria))
    return not named and re.search(r"\d", rest) is None
