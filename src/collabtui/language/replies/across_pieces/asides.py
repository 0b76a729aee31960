"""Asides that say how a statement counts: in another universe, oh great, without prejudice, I promise."""

from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import talk, waiting
from collabtui.language.replies.words.vocabulary import STATEMENTS, foreign, kinds
from collabtui.language.word_patterns import whole_words

_SAYS_ITSELF = STATEMENTS - kinds("weak hand-to")
_PLACED = ("storage", "receiver", "day", "address", "amount", "figure", "person", "team", "minutes", "hindered")
_WITHIN = ("里", "中", "上", "下", "内", "间", "宇宙", "世界")


def is_adverbial(reply: ReplyState, piece: Piece) -> bool:
    """Whether it only says in which way or world the statement before it holds, which need not be ours."""
    before = reply.sentence.last
    if before is None or not (before.moves or before.proposed) or not before.status or piece.named or piece.asks:
        return False
    if piece.has("restricts") and not (piece.role or piece.has("percent", "done", "day")):
        return True
    if piece.role or piece.has(*_PLACED) or piece.has(*_SAYS_ITSELF) or not foreign(piece.tokens):
        return False
    written = piece.block.folded.text[piece.start : piece.end].removeprefix("and ")
    if written.startswith(reply.setting.words.of_kind("leads-self")):
        # and I am an astronaut
        return True
    if piece.tokens[0].text not in reply.setting.words.of_kind("leads-adverbial"):
        return False
    return written.isascii() or written.endswith(_WITHIN)


_STAYS = kinds("stays-away mark filler subject perfect perfect-mood day measure the and emphasis to on-time")


def is_staying_away(reply: ReplyState, piece: Piece) -> bool:
    """3 已修复，没再出现 (fixed, and it has not come back): behind done it denies nothing."""
    if "stays-away" not in piece.kinds or piece.named or piece.asks:
        return False
    before = reply.statement_before()
    done = before is not None and before.block is piece.block and before.status == "done"
    return done and all(token.within(_STAYS) for token in piece.tokens)


def read_staying_away(reply: ReplyState, piece: Piece) -> None:
    say(reply, talk(piece, idle=True))


def is_irony(_: ReplyState, piece: Piece) -> bool:
    return piece.has("irony") and not piece.named and not piece.has(*_SAYS_ITSELF - kinds("accept"))


def is_reservation(_: ReplyState, piece: Piece) -> bool:
    """Without prejudice to our claims: it takes back no status, and stands beside no agreement."""
    return piece.has("reserves-rights") and not (piece.named or piece.asks or piece.has(*_SAYS_ITSELF))


def read_reservation(reply: ReplyState, piece: Piece) -> None:
    say(reply, talk(piece))


def read_adverbial(reply: ReplyState, piece: Piece) -> None:
    for one in reply.sentence.readings:
        if one.moves:
            one.propose("open-words")
    say(reply, waiting(piece, "unknown", reply.refs(piece)))


def read_irony(reply: ReplyState, piece: Piece) -> None:
    reply.ironic = True
    say(reply, waiting(piece, "unknown"))


def is_assurance(reply: ReplyState, piece: Piece) -> bool:
    """Thursday, I swear; 周四给，说到做到: behind a request for more time, no reason for it."""
    before = reply.statement_before()
    if before is None or before.ask != "postpone" or before.block is not piece.block or piece.asks:
        return False
    text = piece.block.folded.text[piece.start : piece.end].strip(" .!。！")
    return whole_words("never", "assures").fullmatch(text) is not None


def read_assurance(reply: ReplyState, piece: Piece) -> None:
    say(reply, talk(piece, idle=True))
