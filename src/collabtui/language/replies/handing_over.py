"""An item that is somebody else's, said in two pieces: whose it is not, and whose it is."""

from collections.abc import Sequence

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading


def same_item(sentence: Sequence[Reading], one: Reading) -> None:
    """Not mine, please ask Bob about 2: the item of the second is that of the first."""
    before = sentence[-1] if sentence else None
    if before and before.rule == "several-open" and before.unaddressed == "reassign":
        before.rule, before.waits, before.refs = "talk", False, one.refs


def names_taker(sentence: Sequence[Reading], piece: Piece) -> bool:
    """3 不归我管，是王芳: takes over whose it is, where the piece says no more than that."""
    before = next((one for one in reversed(sentence) if one.rule not in ("talk", "reason")), None)
    if before is None or before.ask != "reassign" or before.to or not before.counts or piece.asks:
        return False
    people = piece.of("person")
    if len(people) != 1 or not all(token.of("person", "is", "filler", "mark") for token in piece.tokens):
        return False
    before.to = piece.block.written(people[0].start, people[0].end)
    return True
