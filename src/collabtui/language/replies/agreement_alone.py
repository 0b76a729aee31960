"""A bare yes to a mail that asks one thing, whether the minutes are agreed (OK, 可以): read as the yes of a department
is, so that the same words are as good for both; and what is done, which can be no action that the mail does not show.
"""

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import Proposal, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.department_position.position import Position
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import reading
from collabtui.language.replies.words.vocabulary import foreign

_OPEN: tuple[ClauseDoubt, ...] = ("open-words", "likely")
"""Why the minutes are only likely to be agreed: that a person who is asked for nothing else finds something fine."""
_SETTLED = ("", "open-words", "unknown")
"""Doubts of a reading without the words of a yes that these settle."""
_SIGNED = late_regex(r"\b(?:done|sorted|completed?|finished|signed|ticked off)\b|完成|搞定|办好|办妥|处理|签")
_NOT_YET = ("then", "future", "may", "condition", "condition-first", "negated", "wish", "day", "person")


def says_nothing_else(found: Understanding) -> bool:
    """Whether a mail says nothing but, at most, that the minutes are likely to be agreed."""
    moves = found.updates or found.requests or found.sign_off or found.asks_help or found.asks_list
    return not moves and all(one.ask == "agreed" and one.why in _OPEN for one in found.proposals)


def with_yes_to_minutes(found: Understanding, position: Position) -> Understanding:
    """The understanding of a mail that says nothing else with the yes as its sign-off; proposed where that is in
    doubt."""
    if position.contact or position.promised:
        return found
    is_yes = position.stance == "for"
    certain = is_yes and found.doubt in _SETTLED
    if not is_yes and not (position.likely and (position.doubt == "hedged" or not found.doubt)):
        return found
    n = () if certain else (1,)
    clauses = tuple(
        one.model_copy(update={"rule": "agree", "counts": certain, "proposals": n}) if one.rule == "for" else one
        for one in position.clauses
    )
    if certain:
        return found.model_copy(update={"sign_off": "agreed", "clauses": clauses, "proposals": (), "doubt": ""})
    why = position.doubt or "hedged"
    yes = Proposal(n=1, ref=None, ask="agreed", why=why)
    return found.model_copy(update={"clauses": clauses, "proposals": (yes,), "doubt": why})


def likely_signed(piece: Piece) -> list[Reading]:
    """已签, done: to a mail that shows no action it most likely says that its reader has done what it asks for."""
    text = piece.block.folded.text[piece.start : piece.end]
    if not _SIGNED.search(text) or piece.has(*_NOT_YET) or piece.asks or piece.named or foreign(piece.tokens):
        return []
    found = reading(piece, "agree")
    found.agreed = True
    found.propose("open-words")
    return [found]
