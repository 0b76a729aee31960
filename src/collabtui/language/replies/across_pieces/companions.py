"""Whole clauses that may stand beside an answer and change nothing: the minutes were read, by phone, where the file
lies, the invoice follows, what is left behind a share.

They are data, `words/companions.*.json`: each is spelled out to its last word, so that what stands beside an answer is
accounted for. How somebody comes to a meeting is his remark; where it limits his yes (until three), or is all that he
says, he most likely comes. Only what is left behind a share is free, and is kept as its note; no other item, request,
condition or question may stand in it.
"""

from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.addressing import Refs, addressed
from collabtui.language.replies.invitation_and_minutes_answers import attendance, deputy
from collabtui.language.replies.item_statements.left_over import leaves_others_unbegun
from collabtui.language.replies.items.item_numbers import Mention
from collabtui.language.replies.items.other_work import is_handed_in, retells_another
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import ReplyState
from collabtui.language.replies.statement_helpers import further, place, reading, talk
from collabtui.language.replies.words.hedge_kinds import HEDGE
from collabtui.language.replies.words.spelled_clauses import (
    ENDS,
    SOMEBODY,
    is_place,
    is_spelled_out,
    matches,
)
from collabtui.language.replies.words.vocabulary import kinds

_LIKE_A_DAY = late_regex(r"\d ?[号日]|\d(?:st|nd|rd|th)\b|\d[/月]\d")
_REQUESTS = kinds(
    "cancel postpone shift gives-up hand-to not-mine takes-on took-over lies-with question condition quote idiom"
    " flaw percent correct decline object"
)
"""What no clause about the rest of the work has."""


def is_companion(reply: ReplyState, piece: Piece) -> bool:
    return bool(piece.block.item is None or reply.sentence.readings) and _kind(reply, piece) != ""


def read_companion(reply: ReplyState, piece: Piece) -> None:
    """Keeps what says something of the work as a note on it; the rest is a courtesy."""
    kind = _kind(reply, piece)
    if kind in _REMARKS:
        say(reply, _coming(reply, piece, kind))
        return
    before = _status_before(reply, piece)
    if kind in _UNNOTED or before is None:
        found = talk(piece, idle=True)
        found.unsure = kind == _UNSURE
        say(reply, found)
        return
    if kind == "absent" and before.status == "done":
        # of somebody else, and of no item
        say(reply, talk(piece, idle=True))
        return
    found = talk(piece, "reason", idle=True)
    found.beside = True
    if kind == "follows" and is_handed_in(reply.setting.situation, _text(piece), before):
        before.propose("open-words")
    if own := _of_one(piece, before, kind):
        found.refs, found.note, found.rule, found.counts = own, place(piece), "note", True
    else:
        before.note = further(before.note, piece)
    reply.add(found)


def _of_one(piece: Piece, before: Reading, kind: str) -> Refs:
    """1 2完成，手册已发群里 (the manual is in the group): the items that it names of several that were spoken of, or
    the one other item; what is left behind a share is of the same item, whatever words it has."""
    named = {ref for one in piece.mentions if one.how == "title" and not _is_place(piece, one) for ref in one.refs}
    own = tuple(ref for ref in before.refs if ref in named)
    if own or not named:
        return own if named < set(before.refs) else ()
    return tuple(named) if len(named) == 1 and (kind != "share" or _begins_with_title(piece)) else ()


def _is_place(piece: Piece, one: Mention) -> bool:
    """放文档里了 (put into the document), of who is to write a document, too."""
    return is_place(piece.block.folded.text[one.start : one.end])


def _begins_with_title(piece: Piece) -> bool:
    """清单整理了一半，压测要等服务器 (half of the list is done, the load test waits for the server)."""
    return piece.mentions[0].start == piece.tokens[0].start


def _text(piece: Piece) -> str:
    return piece.block.folded.text[piece.start : piece.end]


_UNNOTED = ("accept", "agreement", "attendance", "tentative", "ofreply", "forgotten")
_REMARKS = ("how", "coming")
_UNSURE = "tentative"
_BESIDE_ANSWERS = ("attendance", _UNSURE)
"""To an invitation."""


def _coming(reply: ReplyState, piece: Piece, kind: str) -> Reading:
    """A remark on the answer that it stands beside, which it may limit; alone it says that its writer comes, for
    certain where it says so: 我线上参加, not 三点以后参加."""
    if any(one.rsvp for one in reply.readings):
        found = talk(piece, idle=kind == "how")
    else:
        found = reading(piece, "attendance")
        found.rsvp, found.excuse = "accepted", True
        if kind != "how" or not piece.has("attend") or piece.has(*HEDGE):
            found.propose("hedged" if piece.has(*HEDGE) else "open-words")
    found.remark = place(piece)
    return found


def _kind(reply: ReplyState, piece: Piece) -> str:
    if piece.asks and not piece.has("complains"):
        return ""
    text = piece.block.folded.text[piece.start : piece.end].strip(ENDS)
    situation = reply.setting.situation
    if situation.invitation:
        declined = any(one.rsvp == "declined" for one in reply.readings)
        if piece.has("person") or deputy(piece, declined=declined):
            return ""
        if not declined and (remark := next((kind for kind in _REMARKS if is_spelled_out(kind, text)), "")):
            return remark
        if attendance(piece, reply.setting.words):
            return ""
        return next((kind for kind in _BESIDE_ANSWERS if matches(kind, text)), "")
    if of_reply := _of_reply(reply, piece, text):
        return of_reply
    if situation.minutes and not (piece.named or _answers(piece)) and matches("agreement", text):
        return "agreement"
    if _was_accepted(reply) and not (piece.named or _answers(piece)) and _goes_on_with_it(reply, text):
        return "accept"
    before = _status_before(reply, piece)
    if before is None or _names_another(piece, before) or retells_another(situation, _text(piece), before):
        return ""
    if reply.is_of_excepted(piece):
        return ""
    impersonal = _impersonal(piece)
    kinds_of = (
        kind for kind in _beside(reply, piece, before) if not (kind == "done" and _tells_it_went(piece, before))
    )
    found = (kind for kind in kinds_of if matches(kind, text) or matches(kind, impersonal))
    return next(found, "")


def _tells_it_went(piece: Piece, before: Reading) -> bool:
    """1已完成，文档昨天发群里了, of 更新文档: the item itself is handed over, which says once more that it is done."""
    if not (piece.has("hand-over") and piece.has("perfect") and piece.mentions and _begins_with_title(piece)):
        return False
    return piece.mentions[0].how == "title" and set(piece.mentions[0].refs) <= set(before.refs)


def _of_reply(reply: ReplyState, piece: Piece, text: str) -> str:
    """Sorry for the late reply, see you at the cookout; that he forgot to answer may be said of the work where nothing
    else was told."""
    stated = any(one.status or one.ask for one in (*reply.readings, *reply.sentence.readings))
    found = (kind for kind in ("ofreply", "forgotten")[: 1 + stated] if matches(kind, text))
    return "" if _counts_items(piece) else next(found, "")


def _counts_items(piece: Piece) -> bool:
    """See you at 3: by its number, unlike by a word of its title, an item is spoken of."""
    return any(one.how not in ("amount", "title") for one in piece.mentions)


def _impersonal(piece: Piece) -> str:
    """Its words with `somebody` for each name in them, by which names are spelled out."""
    text = piece.block.folded.text
    parts, end = [], piece.start
    for token in piece.of("person"):
        parts += [text[end : token.start], SOMEBODY[not token.text.isascii()]]
        end = token.end
    return "".join((*parts, text[end : piece.end])).strip(ENDS)


def _was_accepted(reply: ReplyState) -> bool:
    readings = [one for one in reply.readings if not one.idle]
    return bool(readings) and all(one.rule == "accept" and one.counts for one in readings)


def _goes_on_with_it(reply: ReplyState, text: str) -> bool:
    """收到，我这边尽快去办 (received, I'll see to it): behind it, that he gets on with the one item says no more;
    行，就这么干 (OK, let's do it like that) of any number."""
    one_item = len(addressed(reply.setting.situation)) == 1
    return matches("asyousay", text) or (one_item and matches("accept", text))


def _answers(piece: Piece) -> bool:
    """Looks good, all fine, received: it may be the answer itself."""
    return piece.has("agree", "accept")


def _beside(reply: ReplyState, piece: Piece, before: Reading) -> tuple[str, ...]:
    if piece.lead == "contrast" and before.status == "done":
        return ()
    if before.status == "done":
        joined = ("joined",) if piece.lead == "and" else ()  # 已核定并送出 (approved and sent off)
        return ("status", "done", "follows", "absent", *joined) if piece.kinds.isdisjoint(_SHADES) else ("status",)
    if before.percent is None and (before.status != "in-progress" or piece.has("almost")):
        # in the works, nearly half of it
        return ("status", "absent")
    return ("status", "absent", "share") if _is_of_the_rest(reply, piece, before) else ("status", "absent")


_SHADES = kinds("almost hearsay says condition wish") | HEDGE
"""Of words with one of them nobody knows whether it was done."""


def _is_of_the_rest(reply: ReplyState, piece: Piece, before: Reading) -> bool:
    """Nothing is asked in it, and no day named behind the one that it is due."""
    if before.block is not piece.block or _asks_for_more(piece) or piece.has("blocked"):
        return False
    if leaves_others_unbegun(piece, reply.setting.situation):
        return False
    if piece.has("more-time") and piece.days:
        # needs two more days
        return False
    if not piece.days and _LIKE_A_DAY.search(piece.block.folded.text, piece.start, piece.end):
        return False
    due = reply.setting.own.due(before.refs[0]) if len(before.refs) == 1 else None
    return all(day.day is None or due is None or day.day <= due for day in piece.days)


def _asks_for_more(piece: Piece) -> bool:
    """剩下的转给王芳 (the rest goes to Wang Fang); not 剩下的明天给 (the rest follows tomorrow)."""
    owed = False
    for token, behind in zip(piece.tokens, [*piece.tokens[1:], None], strict=True):
        is_to = token.of("to") and token.text == "to"
        if is_to and behind is not None and behind.of("person", "team", *(() if owed else ("text",))):
            return True
        owed = token.text in _OWED
        if not token.within(_REQUESTS):
            continue
        gives = token.of("weak") and (behind is None or not behind.of("text", "person", "team", "third"))
        if not gives:
            return True
    return False


_OWED = ("has", "have", "needs", "need", "is", "are", "still", "yet", "remains", "remain")
"""Legal still has to look at it: what is to be done yet goes to nobody."""


def _names_another(piece: Piece, before: Reading) -> bool:
    """An item by its number, or one that was not spoken of by its title; a word of a title may be any word."""
    for one in piece.mentions:
        if one.how in ("amount", "rest") or one.weak:
            continue
        if one.how != "title" or not (one.part or set(one.refs) <= set(before.refs)):
            return True
        if _begins_sentence(one, piece, before) and set(one.refs).isdisjoint(before.refs):
            return True
    return False


def _begins_sentence(one: Mention, piece: Piece, before: Reading) -> bool:
    """SDK做了一半。引导还没开工 (the tutorial has not begun): a word of the title of one other item, of which
    a sentence of its own says how far it is."""
    apart = piece.sentence != before.sentence and one.start - piece.start <= 1
    return apart and len(one.refs) == 1 and piece.has("not-begun", "started", "negated")


def _status_before(reply: ReplyState, piece: Piece) -> Reading | None:
    """The status that stands before it in its line, for certain so far."""
    before = reply.sentence.statements() or [one for one in reply.readings if one.rule not in ("talk", "reason")]
    last = before[-1] if before else None
    if last is None or last.block is not piece.block or not (last.counts and last.status and last.refs):
        return None
    return last
