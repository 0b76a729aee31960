"""Meaning of clauses that need those before them: 挪给她 (pass it to her), 35 % of it, then cancel it."""

from dataclasses import replace
from itertools import dropwhile

from collabtui.language.replies.addressing import Refs
from collabtui.language.replies.hedges_and_negation import taken_back
from collabtui.language.replies.item_statements.requests import cancel
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import reading
from collabtui.language.replies.words.vocabulary import Token

_PRONOUNS = ("他", "她", "him", "her")
_HIMSELF = ("i", "we", "i'll", "we'll", "i've", "我", "我们", "我会")
_IT = ("it", "that", "this")


def remember_person(reply: ReplyState, piece: Piece) -> None:
    """Keeps the one person that was named last, whom `her` of a later clause means; nobody where there were two."""
    if "person" not in piece.kinds:
        return
    people = {piece.block.written(one.start, one.end) for one in piece.of("person")}
    reply.person = people.pop() if len(people) == 1 else ""


def handed_to_person_before(reply: ReplyState, piece: Piece, refs: Refs) -> list[Reading]:
    """Proposes whom a pronoun means: Alice does the bookings. Pass it over to her."""
    if not reply.person or not refs or piece.asks or piece.days or piece.has("person", "perfect", "waiting"):
        return []
    if any(token.text in _HIMSELF for token in piece.tokens):
        # I'll pass it over to her
        return []
    at = next((at for at, token in enumerate(piece.tokens) if _hands_over(token)), len(piece.tokens))
    behind = dropwhile(lambda token: token.of("to", "mention", "hand-to", "it", "the"), piece.tokens[at:])
    pronoun = next(behind, None)
    if pronoun is None or pronoun.text not in _PRONOUNS:
        return []
    found = reading(piece, "reassign", refs)
    found.ask, found.to = "reassign", reply.person
    found.propose("open-words")
    return [found]


def _hands_over(token: Token) -> bool:
    """转给; not 由她签 (she signs), nor a word that also gives or asks."""
    return token.of("hand-to") and not token.of("weak", "with-task") and len(token.text) > 1


def with_values_of_before(reply: ReplyState, piece: Piece, unclear: Reading) -> list[Reading]:
    """Proposes what an unclear clause means beside those before it in its sentence."""
    if unclear.rule in ("unknown", "hedged"):
        return _share_of_begun(reply, piece, unclear)
    if unclear.rule == "hearsay":
        return _called_off(reply, piece, unclear)
    return []


def _share_of_begun(reply: ReplyState, piece: Piece, unclear: Reading) -> list[Reading]:
    """Underway, got about 35% of it written down."""
    before, shares = reply.sentence.last, piece.of("percent")
    begun = before is not None and before.rule == "started" and before.refs == unclear.refs
    if not begun or len(shares) != 1 or not 0 < shares[0].value < 100 or piece.has("person", "third"):
        return []
    behind = [token.text for token in piece.tokens if token.start >= shares[0].end]
    if behind and not (behind[0] == "of" and behind[1:2] and behind[1] in _IT):
        return []
    return [
        replace(unclear, rule="open-words", was="percent", status="in-progress", percent=shares[0].value, proposed=True)
    ]


def _called_off(reply: ReplyState, piece: Piece, unclear: Reading) -> list[Reading]:
    """老板说不投放了，素材包用不着了，1 作废吧: what follows from what somebody said, the writer himself asks for."""
    if not piece.has("loose") or not piece.named or len(reply.sentence.readings) < 2 or taken_back(piece):
        return []
    asked = cancel(piece, unclear.refs, reply.setting.own) if unclear.refs else []
    for one in asked:
        one.propose("hearsay")
    return asked
