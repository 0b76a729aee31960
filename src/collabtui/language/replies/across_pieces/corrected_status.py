"""Statuses within a correction: 更正：1 目前85% (correction: item 1 is at 85 %).

It stays a correction of the minutes, as its mark says; that it may as well be meant as news is proposed beside it. Of
what the same mail has said before it is none.
"""

from collections.abc import Sequence
from dataclasses import replace

from collabtui.language.replies.across_pieces.own_mail import takes_back_work
from collabtui.language.replies.hedges_and_negation import taken_back
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import take_back, waiting
from collabtui.language.replies.statements import read_statements
from collabtui.language.replies.words.vocabulary import foreign

_MARKS = ("correct", "greeting", "thanks", "mark")


def propose_requests_behind(reply: ReplyState, found: Sequence[Piece], line: Reading) -> None:
    """预算表有误，申请延期至3月19日 (there is a mistake in it, I ask for the 19th): what is asked for behind what is
    wrong, of the one item that the line names."""
    named = (one for piece in found for one in piece.mentions if not one.problem)
    refs = tuple(dict.fromkeys(ref for one in named for ref in one.refs))
    for piece in found[1:] if line.ask == "correct" and len(refs) == 1 else ():
        asked = read_statements(piece, refs, reply.setting.own) if piece.days and piece.has("postpone", "shift") else []
        for one in [] if taken_back(piece) or piece.asks else asked:
            if one.ask == "postpone" and one.due:
                one.propose("open-words")
                say(reply, one)


def note_denied(reply: ReplyState, found: Sequence[Piece], line: Reading) -> None:
    """第2行写错了，压测还没做完 (line 2 is wrong, the load test is not finished): a correction that says that work goes
    on, what was handed in, or that an item is wrong, may be one of this very mail, and not of the minutes."""
    if line.ask != "correct":
        return
    of_work = any(
        piece.has("not-begun", "started", "blocked", "hand-over", "flaw")
        or (piece.has("done", "percent") and taken_back(piece))
        or (piece.has("says") and piece.has("mistake"))
        for piece in found
    )
    taken_back_behind = any(piece.has("repair", "void") for piece in found[1:])
    reply.work_denied = reply.work_denied or of_work or taken_back_behind
    if any(piece.has("object") for piece in found):
        reply.items_denied.update(line.refs)


def propose_denied(reply: ReplyState) -> None:
    """Once all is read: what stands before such a correction waits as well as what stands behind it."""
    for one in reply.readings:
        if one.moves and (reply.work_denied or reply.items_denied.intersection(one.refs)):
            one.propose("contradiction")


def propose_status_behind(reply: ReplyState, found: Sequence[Piece], line: Reading) -> None:
    """Please record a risk: … Otherwise item 1 is done: a sentence behind a risk that names an item of its own."""
    for behind in found[1:] if line.was == "risk" else ():
        piece = _without_otherwise(behind)
        if not piece.named or piece.sentence == found[0].sentence or taken_back(piece) or piece.asks:
            continue
        for one in read_statements(piece, reply.refs(piece), reply.setting.own):
            if one.moves or one.ask:
                one.propose("open-words")
                say(reply, one)


def _without_otherwise(piece: Piece) -> Piece:
    """Otherwise item 1 is done: behind a risk the word says that all else is well."""
    first = piece.tokens[0]
    return replace(piece, tokens=piece.tokens[1:]) if first.of("all-else") and len(piece.tokens) > 1 else piece


def propose_corrected(reply: ReplyState, piece: Piece, line: Reading) -> None:
    for one in _stated_behind(reply, piece) if line.ask == "correct" else ():
        if one.moves:
            one.propose("repaired")
            say(reply, one)


def add_denied_work(reply: ReplyState, piece: Piece, line: Reading) -> None:
    """更正：1 还没完成 (correction: 1 is not done): beside the correction it is news of the item, that nothing older
    outlives."""
    refs = reply.refs(piece) if line.ask == "correct" and piece.named and takes_back_work(piece) else ()
    if refs:
        reply.add(waiting(piece, "negated", refs))


def puts_own_line_right(reply: ReplyState, piece: Piece, line: Reading) -> bool:
    """1 完成80%, and below it 更正：1 已完成 (correction: 1 is done): of an item that this very mail has told of, it is
    no correction of the minutes. What it says now is proposed instead of what it said before."""
    stated = [one for one in reply.readings if one.refs and (one.counts or one.proposed) and _says_how_far(one)]
    found = [one for one in _stated_behind(reply, piece) if one.counts and _says_how_far(one)]
    before = [one for one in stated if any(set(one.refs) <= set(now.refs) for now in found)]
    if line.ask != "correct" or not before:
        return False
    for one in before:
        take_back(one, "repaired")
        one.proposed, one.denies = False, ""
    for one in found:
        one.propose("repaired")
        say(reply, one)
    return True


def _says_how_far(one: Reading) -> bool:
    return one.status is not None or (one.ask == "postpone" and one.due is not None)


def _stated_behind(reply: ReplyState, piece: Piece) -> list[Reading]:
    """What the words behind the mark say of items that they name, if they say nothing else."""
    if not piece.named or not piece.has("percent", "done", "started", "blocked", "postpone", "shift"):
        return []
    first = next((at for at, token in enumerate(piece.tokens) if not token.of(*_MARKS)), len(piece.tokens))
    behind = replace(piece, tokens=piece.tokens[first:]) if first < len(piece.tokens) else piece
    refs = reply.refs(behind)
    if behind.has("correct", "object") or taken_back(behind) or not refs or foreign(behind.tokens):
        return []
    return read_statements(behind, refs, reply.setting.own)
