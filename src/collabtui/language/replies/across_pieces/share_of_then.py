"""A share of then beside one of now: 上周40%，这周到75% (40 % last week, 75 % this week)."""

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.words.vocabulary import Vocabulary


def settle_share_of_then(reply: ReplyState, piece: Piece, first: int) -> None:
    """Of the readings from the `first` on what names a share of this week is proposed, where one of a time before was
    named of the same items; that one no longer holds."""
    shares = piece.of("percent")
    if not shares:
        return
    for one in reply.readings[first:]:
        then = [
            before
            for before in reply.readings[:first]
            if before.rule == "percent"
            and before.moves
            and before.refs == one.refs
            and _is_of_then(before, reply.setting.words)
        ]
        if not then:
            continue
        for before in then:
            before.rule, before.counts, before.idle = "talk", False, True
        if one.rule == "promise":
            one.rule, one.status, one.percent = "percent", "in-progress", shares[0].value
            one.propose("future")


def _is_of_then(one: Reading, words: Vocabulary) -> bool:
    own_text = one.block.folded.text[one.start : one.end]
    return words.stands_in("of-then", own_text)
