"""Items that are most likely done, though nobody says so: put where they belong, gone to somebody, to be ticked off.

It may as well be only somebody else's turn, so that they are never more than proposed as done.
"""

from collections.abc import Sequence

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.addressing import OwnItems, Refs
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.statement_helpers import reading
from collabtui.language.replies.words.vocabulary import Token, foreign, kinds
from collabtui.language.word_patterns import whole_words

_NOT_YET = ("percent", "future", "particle", "wish", "more-time", "for-check", "postpone", "blocked")
_FIRST_PERSON = ("i", "we", "我", "我们")
_OFF = ("off", "out")
_STRIKES = ("cross", "tick", "strike", "check", "take", "scratch")
_WHERE = kinds("storage to")
_BEHIND_DROPPED = ("off", "round", "around", "over", "by", "you", "them", "her", "him")
_GIVEN_UP = ("favour", "favor", "light", "view", "response", "scope", "request")
"""dropped in favour of another, dropped at your request"""


def likely_done(piece: Piece, refs: Refs, own: OwnItems) -> list[Reading]:
    """已挂到知识库 (put into the wiki), it went to legal, both sides signed, you can close 1."""
    moved = _is_placed(piece) or is_dropped_somewhere(piece) or piece.has("passes", "all-signed") or _is_enclosed(piece)
    went_back = _went_back(piece, refs, own)
    moved = moved or _is_back_from(piece, refs, own) or went_back
    if (
        piece.has(*_NOT_YET)
        or (piece.has("flaw") and not went_back)
        or not (moved or _is_ticked_off(piece) or _is_closing(piece) or _is_learners_verb(piece))
    ):
        return []
    if any(day.day is None or day.day > own.written for day in piece.days if day.reason != "past"):
        return []
    found = reading(piece, "done", refs)
    found.status, found.percent, found.handed_over, found.nearer = "done", 100, True, moved
    found.propose("open-words" if moved else "future")
    return [found]


def _is_placed(piece: Piece) -> bool:
    if not piece.has("places"):
        return False
    at = next(at for at, token in enumerate(piece.tokens) if token.of("places"))
    if piece.tokens[at].text.isascii():
        return any(token.within(_WHERE) for token in piece.tokens[at:]) and piece.has("storage")
    return piece.has("perfect") and not foreign(piece.tokens[:at]) and bool(_content(piece.tokens[at + 1 :]))


def _is_enclosed(piece: Piece) -> bool:
    """Launch checklist attached: it came with the mail, by its name."""
    named = any(one.how == "title" and not one.problem for one in piece.mentions)
    at = next((at for at, token in enumerate(piece.tokens) if token.of("enclosed")), 0)
    return named and bool(at) and not foreign(piece.tokens[:at])


def is_dropped_somewhere(piece: Piece) -> bool:
    """I dropped it into the folder, dropped the draft off: put somewhere. `we dropped it` alone gives it up."""
    at = next((at for at, token in enumerate(piece.tokens) if token.of("cancel") and token.of("places")), None)
    if at is None or any(token.text in _GIVEN_UP for token in piece.tokens):
        return False
    behind = piece.tokens[at + 1 :]
    goes = next((place for place, token in enumerate(behind) if token.of("to")), None)
    is_given = bool(behind) and behind[0].text in _BEHIND_DROPPED
    is_put = goes is not None and any(token.of("text", "team", "storage", "person") for token in behind[goes + 1 :])
    return is_given or is_put


def _content(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if not token.of("mark", "perfect", "filler")]


_BACK_FROM = late_regex(r"\b(?:is|are|came|come|got|just|now)? ?back from (?:the |our )?(?P<where>[a-z]{4,})")
_STEM = 4
"""Letters."""


def _is_back_from(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """Programmes are back from the printer, of `print the programmes`: from who does what is to be done."""
    text = piece.block.folded.text
    back = _BACK_FROM.search(text, piece.start, piece.end)
    if back is None or not refs or piece.has("negated", "condition"):
        return False
    stem = back["where"][:_STEM]
    return all(any(word.startswith(stem) for word in own.title(ref).split()) for ref in refs)


def _went_back(piece: Piece, refs: Refs, own: OwnItems) -> bool:
    """The scores are already sent back, of `return the scores`; of what was to be handed in it was refused."""
    if not refs or piece.has("negated", "condition"):
        return False
    gone = whole_words("operations", "gone-back").search(piece.block.folded.text, piece.start, piece.end)
    to_return = whole_words("operations", "to-return")
    return gone is not None and all(to_return.search(own.title(ref)) for ref in refs)


_FINISH = ("finish", "complete")
_BESIDE_FINISH = kinds("mention mark is the filler subject")
_NOW = ("already", "now", "today", "yesterday", "also", "too")


def _is_learners_verb(piece: Piece) -> bool:
    """1 finish. 2 not finish: the bare verb, and nothing but the item; not `to finish 1`, which is to come."""
    numbered = any(one.how in ("number", "ref") and not one.problem for one in piece.mentions)
    words = [token for token in piece.tokens if token.text not in _NOW]
    verbs = [token for token in words if token.text in _FINISH]
    around = [token for token in words if token not in verbs]
    behind = bool(verbs) and verbs[0].start > min((one.start for one in piece.mentions), default=verbs[0].start)
    return (
        numbered
        and behind
        and len(verbs) == 1
        and all(token.within(_BESIDE_FINISH) and token.text != "to" for token in around)
    )


_CLOSES = kinds("ticks-off mention mark is the filler subject joint")


def _is_closing(piece: Piece) -> bool:
    """Closing 1 and 3: who closes items says that they are over; not closing on Friday."""
    verb = next((token for token in piece.tokens if token.of("ticks-off") and token.text.startswith(_ING)), None)
    numbered = any(one.how in ("number", "ref") and not one.problem for one in piece.mentions)
    return verb is not None and numbered and all(token.within(_CLOSES) for token in piece.tokens)


_ING = ("closing", "ticking")


def _is_ticked_off(piece: Piece) -> bool:
    """You can close it, please mark 1 as done; I can close it tells of what he is able to."""
    if not piece.has("may", "asks") or any(token.text in _FIRST_PERSON for token in piece.tokens):
        return False
    strikes = next((at for at, token in enumerate(piece.tokens) if token.text in _STRIKES), None)
    struck = strikes is not None and any(token.text in _OFF for token in piece.tokens[strikes:])
    return struck or piece.has("ticks-off")
