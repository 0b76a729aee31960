"""Reading with learnt phrases: only where one is all that a clause says of its item."""

from typing import TYPE_CHECKING

from collabtui.domain.mail.reason_codes import ClauseRule
from collabtui.language.replies.phrases.phrase_pattern import words_about_item
from collabtui.language.replies.reasons import say
from collabtui.language.replies.statement_helpers import reading

if TYPE_CHECKING:
    from collabtui.domain.mail.learned_phrase import PhraseMeaning
    from collabtui.language.replies.pieces import Piece
    from collabtui.language.replies.reply_state import ReplyState


def read_phrase(reply: "ReplyState", piece: "Piece") -> bool:
    """Says what the phrase means, if the piece is one about a known item. The rest of the mail has its say all the
    same: a condition, a reservation, a repair."""
    known = reply.setting.situation.phrases
    if not known or reply.sentence.governed:
        return False
    words_around = words_about_item(piece)
    phrase = next((one for one in known if one.words == words_around), None)
    refs = reply.refs(piece) if phrase else ()
    if phrase is None or not refs:
        return False
    meaning = phrase.meaning
    found = reading(piece, _rule(meaning), refs)
    found.status, found.ask, found.phrase = meaning.status, meaning.ask, phrase.ref
    found.percent = 100 if meaning.status == "done" else None
    found.named = piece.named or bool(reply.carried) or piece.block.item is not None
    say(reply, found)
    if piece.named:
        reply.carried = refs
    return True


def _rule(meaning: "PhraseMeaning") -> ClauseRule:
    match meaning.status:
        case "in-progress":
            return "started"
        case "not-started":
            return "not-begun"
        case None:
            return meaning.ask or "unknown"
    return meaning.status
