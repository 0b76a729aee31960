"""What a piece says of what stood before it in its sentence: it asks about it, qualifies it, or leaves a part of it."""

from collections.abc import Sequence

from collabtui.language.replies.kinds import COURTESY, foreign
from collabtui.language.replies.own_items import Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.saying import take_back


def asks_about_before(sentence: Sequence[Reading], piece: Piece) -> bool:
    """`1 done, right?`; behind a wish for a change it is politeness: 延期一周，可以吗？"""
    if not piece.asks or not all(token.of("tag", "filler", "mark") for token in piece.tokens):
        return False
    before = [one for one in sentence if one.rule != "talk"]
    if before and before[-1].ask not in ("postpone", "cancel", "reassign"):
        take_back(before[-1], "question")
    return bool(before)


def qualify_agreement(sentence: Sequence[Reading], piece: Piece) -> None:
    """`I agree, but the date is wrong`: a remark beside an agreement may take it back."""
    spares = piece.has("except")
    if not spares and (piece.named or piece.has(*COURTESY) or not foreign(piece.tokens)):
        return
    for one in sentence:
        if one.agreed and one.start != piece.start:
            one.agreed = False
            take_back(one, "unknown")


def limits(sentence: Sequence[Reading], piece: Piece, one: Reading) -> Refs:
    """The items of which a remark behind `but` says that something is left of them.

    A single word of another title names no other item there: `1 done but there is a bug left`.
    """
    if one.rule not in ("note", "talk") or not foreign(piece.tokens):
        return ()
    if piece.tokens[0].of("except"):
        # website: done, except the budget page
        return next((before.refs for before in reversed(sentence) if before.counts and before.refs), ())
    if piece.lead != "contrast":
        return ()
    if any(named.how != "title" and not named.weak for named in piece.mentions if named.how != "amount"):
        return ()
    return next((before.refs for before in reversed(sentence) if before.refs), ())
