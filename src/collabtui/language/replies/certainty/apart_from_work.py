"""Clauses that tell of no item's state, wherever they stand: small talk (今天下雨真大, it took longer than expected), a
question or a wish about something else (when is the next meeting?, 麻烦转告大家), and in a line of its own, or before
what is done, what may stand beside it (发票随后寄, the receipt is attached).

They are data, `words/companions.*.json`, spelled out to their last word. Small talk says nothing; what is asked for
waits for a person, and leaves what stands beside it as certain as it is.
"""

from collections.abc import Sequence

from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.certainty.reading_places import comes_before, stands_apart
from collabtui.language.replies.invitation_and_minutes_answers import is_harmless
from collabtui.language.replies.items.other_work import is_handed_in, retells_another
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import talk, waiting
from collabtui.language.replies.words.spelled_clauses import ENDS, impersonal, matches

_ENDS = f"{ENDS}?"
_BESIDE_DONE = ("status", "done", "follows", "absent")
_BESIDE_ANY = ("status", "absent")
_UNREAD = ("talk", "unknown", "note", "hearsay", "several-open", "promise", "future", "negated", "others-item")


def is_apart_from_work(reply: ReplyState, piece: Piece) -> bool:
    return bool(_kind(reply, piece))


def read_apart_from_work(reply: ReplyState, piece: Piece) -> None:
    kind = _kind(reply, piece)
    if kind == "offering":
        reply.sentence.offered, reply.sentence.governed = True, "condition"
        found = talk(piece, idle=True)
    elif kind == "chatter":
        found = talk(piece)
        found.chatter = True
    else:
        found = waiting(piece, "question" if piece.asks else "unknown")
        found.names, found.elsewhere = False, True
    say(reply, found)


def _kind(reply: ReplyState, piece: Piece) -> str:
    """Of an answer to an invitation, or to a question with words of its own, anything may be the answer."""
    situation = reply.setting.situation
    if situation.invitation or situation.asking or piece.role == "reason":
        return ""
    if any(one.how not in ("title", "amount") for one in piece.mentions):
        return ""
    text = impersonal(piece.block.folded.text[piece.start : piece.end].strip(_ENDS), situation.people)
    if not piece.named and (kind := next((each for each in ("elsewhere", "offering") if matches(each, text)), "")):
        return "" if kind == "offering" and piece.asks else kind
    if _may_be_reason(reply) or is_harmless(piece, reply.setting.words, after_closing=reply.closing):
        return ""
    return "chatter" if matches("chatter", text) else ""


def _may_be_reason(reply: ReplyState) -> bool:
    """2 延到20号，我下周休假 (postponed, I am on leave): why something else is asked for."""
    before = reply.sentence.statements()
    return bool(before) and (before[-1].ask is not None or before[-1].status == "blocked")


def settle_apart_from_work(readings: Sequence[Reading], situation: ReplyContext) -> None:
    """Leaves small talk without weight beside a status, and what may stand beside one where it stands apart from it."""
    stated = [one for one in readings if one.counts and one.status and one.refs]
    if not stated or situation.invitation or situation.asking:
        return
    for one in readings:
        if one.chatter or (one.rule == "talk" and not one.refs and matches("chatter", _text(one))):
            one.idle = True
        elif _may_be_beside(one) and _goes_with(one, _status_of(one, stated), situation):
            _say_nothing(one)
            one.idle = True
        elif _is_own_absence(one, _status_of(one, stated)):
            _say_nothing(one)
            one.rule, one.waits, one.elsewhere = "unknown", True, True


def _say_nothing(one: Reading) -> None:
    one.rule, one.counts, one.waits, one.denies, one.refs, one.note = "talk", False, False, "", (), None


def _is_own_absence(one: Reading, of: Reading) -> bool:
    """I'm off from Thursday: behind a status, or apart from it, no more than that."""
    if one.idle or one.proposed or one.names or one.status or one.ask or one.rule not in _UNREAD:
        return False
    if one.rule == "promise" and one.counts:
        return False
    text = _text(one)
    return not (comes_before(one, of) and not stands_apart(one, of)) and matches("off", text)


def _may_be_beside(one: Reading) -> bool:
    if one.idle or one.proposed or one.status or one.ask or one.numbered or one.agreed or one.rsvp:
        return False
    return one.rule in _UNREAD and one.block.item is None and not (one.counts and one.refs)


def _status_of(one: Reading, stated: Sequence[Reading]) -> Reading:
    """The last status before it, else the first behind it."""
    return next((each for each in reversed(stated) if not comes_before(one, each)), stated[0])


def _goes_with(one: Reading, of: Reading, situation: ReplyContext) -> bool:
    """Within the sentence of the status what was read as anything but talk was refused as what goes with it."""
    if not set(one.refs) <= set(of.refs) or not (stands_apart(one, of) or one.rule == "talk"):
        return False
    text = impersonal(_text(one), situation.people)
    found = next((kind for kind in (_BESIDE_DONE if of.status == "done" else _BESIDE_ANY) if matches(kind, text)), "")
    if not found or retells_another(situation, text, of):
        return False
    return found != "follows" or not is_handed_in(situation, text, of)


def _text(one: Reading) -> str:
    return one.block.folded.text[one.start : one.end].strip(ENDS)
