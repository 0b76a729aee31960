"""Answers that are about no item: to the invitation, to the minutes."""

from collabtui.domain.meeting import Partstat
from collabtui.language.replies.kinds import STATEMENTS, foreign, kinds
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.saying import reading

_MAYBE = kinds("tentative filler mark greeting thanks")
_DOUBTS = ("tentative", "hedged", "wish", "almost")
_AGREES = kinds("agree minutes")
_BESIDES = STATEMENTS - kinds("agree accept")


def attendance(piece: Piece) -> list[Reading]:
    partstat = None if piece.has("person") else _partstat(piece)
    if partstat is None:
        return []
    found = reading(piece, "attendance")
    found.rsvp = partstat
    return [found]


def _partstat(piece: Piece) -> Partstat | None:
    """Yes, no or maybe."""
    if piece.has("decline", "no"):
        return "declined"
    maybe = piece.has("tentative") and all(token.within(_MAYBE) for token in piece.tokens)
    if maybe or (piece.has(*_DOUBTS) and piece.has("attend")):
        return "tentative"
    return "accepted" if piece.has("attend", "yes") else None


def agreement(piece: Piece) -> list[Reading]:
    """Agreeing is all it says, or it names the minutes."""
    fine = any(not token.of("receipt", "praise") for token in piece.of("accept"))
    agrees = piece.has("agree") or (fine and piece.has("minutes"))
    if not agrees or piece.named or piece.has("done", "percent", "day", "started", "blocked"):
        return []
    if foreign(token for token in piece.tokens if not token.of("minutes")):
        return []
    if any(token.within(_BESIDES) and not token.within(_AGREES) for token in piece.tokens):
        return []
    found = reading(piece, "agree")
    found.agreed = True
    return [found]
