"""Notes that are none: an item's word in a sentence about something else (lovely seeing the new door of your office),
and the absurd end of what is meant otherwise (oh sure, 1 is done, and I have been to the moon)."""

from collabtui.language.replies.hedges_and_negation import taken_back
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.words.vocabulary import STATEMENTS, Token, foreign, kinds

_OF_WORK = STATEMENTS | kinds("waiting must holding not-begun reason future plan negated trouble says")
_LED_IN = 2
"""Characters of Chinese that lead to what a sentence is about: 经与供应商沟通 (after talks with the supplier)."""


def names_in_passing(piece: Piece) -> bool:
    """Whether a mere word of a title stands behind words that are of no work: so a mail is opened, before it comes to
    its items, with something else. What begins with it is about the item: 货架的供应商换人了 (the shelves have a new
    supplier)."""
    if piece.lead == "contrast":  # 1 done, but there is a small bug left: that takes it back
        return False
    named = [one for one in piece.mentions if one.how != "amount"]
    if not named or not all(one.how == "title" and one.part for one in named) or taken_back(piece):
        return False
    before = [token for token in piece.tokens if token.start < named[0].start]
    headed = max((at for at, token in enumerate(before, 1) if token.text == ":"), default=0)
    return not _leads_in(foreign(before[headed:])) and piece.kinds.isdisjoint(_OF_WORK)


def _leads_in(before: list[Token]) -> bool:
    text = "".join(token.text for token in before)
    return not text or (not text.isascii() and len(text) <= _LED_IN)


def wait_behind_irony(one: Reading) -> None:
    """A note that names no item and tells of no work, in a mail in which nothing need be meant."""
    if one.rule == "note" and one.counts and one.strange and not one.names:
        take_back(one, "unknown")
        one.denies, one.note = "", None
