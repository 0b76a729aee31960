"""The statement of one piece of a reply and the items that it is about; the reason where it states nothing."""

from dataclasses import replace
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.language.replies.across_pieces.said_before import (
    handed_to_person_before,
    remember_person,
    with_values_of_before,
)
from collabtui.language.replies.addressing import Refs, addressed, is_denied_of_others
from collabtui.language.replies.agreement_alone import likely_signed
from collabtui.language.replies.certainty.closed_clauses import is_of_a_part, with_open_words_proposed
from collabtui.language.replies.hedges_and_negation import (
    asks_of_others,
    calls_for_own,
    governs_sentence,
    is_at_standstill,
    taken_back,
)
from collabtui.language.replies.invitation_and_minutes_answers import (
    agreement,
    asks_to_pass_on,
    attendance,
    deputy,
    ends_undecided,
    is_substantial,
    limits,
    meets_then,
    same_item,
)
from collabtui.language.replies.item_statements.carried_out import carried_out
from collabtui.language.replies.item_statements.left_over import PARTS, leaves_others_unbegun
from collabtui.language.replies.item_statements.notes_in_passing import names_in_passing
from collabtui.language.replies.item_statements.notes_on_several import is_torn, names_all_in_passing, note_on_spared
from collabtui.language.replies.item_statements.requests import shall_take
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import say
from collabtui.language.replies.reply_state import IDLE, ReplyState
from collabtui.language.replies.statement_helpers import place, reading, stated_place, take_back, talk, waiting
from collabtui.language.replies.statements import read_statements
from collabtui.language.replies.words.hedge_kinds import HEDGE_OF_STATEMENT
from collabtui.language.replies.words.overlay import is_han
from collabtui.language.replies.words.vocabulary import (
    HAPPENED,
    PROMISED,
    SAID,
    STATEMENTS,
    WORK,
    Token,
    foreign,
    kinds,
)

_QUALIFY = ("negated", "almost", "hedged", "wish", "hearsay", "condition")
"""What is said in passing, and makes what was said before it less than certain."""
_DENY = ("negated", "question", "hedged", "almost", "future")
_ANSWERS = ("negated", "hedged", "wish", "almost", "question", "condition")
"""An answer to an invitation may be so."""
_SOFT = ("hedged",)
"""What was said so is proposed."""
_LONGEST_WORD = 10
_HAN_LETTERS = 3
_SHORT_WORD = 2
_SPEAKS = kinds(
    "neutral elsewhere rest team negated question particle condition hearsay says third person almost quote idiom flaw"
    " amount figure other-share other-time"
)
"""Not merely unknown."""
_UNADDRESSED = STATEMENTS | kinds("amount figure percent minutes help list")


def read_statement(reply: ReplyState, piece: Piece) -> None:
    of_the_rest, likely_others = _of_the_rest(reply, piece), _may_be_other_items(reply, piece)
    refs = of_the_rest or reply.refs(piece)
    declined = any(one.rsvp == "declined" for one in (*reply.readings, *reply.sentence.readings))
    instead = deputy(piece, declined=declined) if reply.setting.situation.invitation else []
    code = "" if instead else _code(reply, piece)
    if (code == "unclear-item" and of_the_rest) or (code == "hearsay" and carried_out(piece, refs)):
        code = ""
    _govern(reply, piece)
    if reply.person and not (code or instead):
        instead = handed_to_person_before(reply, piece, refs)
    found = instead or ([] if code else _stated(reply, piece, refs))
    if found and found[0].rule == "talk" and reply.means_others(piece, reply.carried):
        # 1 done, rest paused: nobody may pass over what is said of the others
        found = []
    if (piece.asks or piece.has("particle")) and not any(one.ask or one.rsvp for one in found):
        code = code or "question"
    if code or not found:
        found = _with_value(reply, piece, _unclear(reply, piece, refs, code))
    elif limited := limits(reply.sentence.readings, piece, found[0]):
        # done but needs review
        found = [replace(waiting(piece, "almost", limited), denies="done")]
    for one in found:
        one.named = _is_of_named(reply, piece)
    loosely = piece.has("translated") or likely_others or (reply.is_named_loosely and not piece.named)
    for one in found if piece.has("slip") or loosely else ():
        if one.moves or one.ask:
            one.propose("slip" if piece.has("slip") else "open-words")
    for one in found if "loose" in piece.kinds else ():
        if one.moves or one.ask:
            one.propose("open-words")
    for one in found if calls_for_own(piece) else ():
        if one.moves or one.ask:
            one.propose("hearsay")
    with_open_words_proposed(piece, found, reply.setting.words)
    if found[0].ask == "reassign" and refs and found[0].to:
        same_item(reply.sentence.readings, found[0])
    if found[0].counts and any(one.problem == "others-item" and one.how in ("ref", "title") for one in piece.mentions):
        found = [*found, replace(waiting(piece, "others-item"), names=True)]
    for one in found:
        say(reply, one)
    remember_person(reply, piece)
    if piece.named and refs:
        in_passing = found[0].rule == "unknown" and _is_no_note(reply, piece)
        reply.carried = () if in_passing or piece.has("except", "beyond") else refs
        reply.sentence.excepted = _excepted(piece, refs)
        reply.is_named_loosely = piece.has("translated")
    reply.sentence.left_out = (*reply.sentence.left_out, *_left_out_first(reply, piece))
    reply.sentence.of_another = _names_another(piece) or (reply.sentence.of_another and not piece.named)


def _is_of_named(reply: ReplyState, piece: Piece) -> bool:
    return piece.named or bool(reply.carried) or piece.block.item is not None or reply.is_of_excepted(piece)


def _names_another(piece: Piece) -> bool:
    """The other draft, the one for the Lee case, was filed: what is said behind the comma is of that one."""
    alone = piece.named and all(one.problem == "others-item" for one in piece.mentions if one.how != "amount")
    return alone and piece.kinds.isdisjoint(SAID)


_THEREFORE = ("so", "therefore", "hence", "thus", "所以", "因此", "因而", "故")
_NOTHING_BESIDE = kinds("mention mark filler the not-begun topic thanks greeting own-verb item-noun")


def _excepted(piece: Piece, refs: Refs) -> Refs:
    """All done except 2: the one item that is left out."""
    named = [one.refs for one in piece.mentions if one.how in ("number", "ref", "title") and not one.problem]
    left_out = tuple(dict.fromkeys(ref for one in named for ref in one if ref not in refs))
    return left_out if piece.has("except") and len(left_out) == 1 else ()


def _left_out_first(reply: ReplyState, piece: Piece) -> Refs:
    """Apart from 1, which has not started, all done: the items that a piece begins by leaving out."""
    first = next((one for one in piece.tokens if not one.of("mark", "greeting", "joint")), None)
    return reply.setting.items.spared(piece) if first is not None and first.of("except", "mention") else ()


def _of_the_rest(reply: ReplyState, piece: Piece) -> Refs:
    """1 写了八成，剩下的周五补 (80 % written, the rest on Friday): what is left is of that item."""
    if _means_other_items(piece) or leaves_others_unbegun(piece, reply.setting.situation):
        return ()
    named = [one for one in piece.mentions if one.how != "amount" and not one.weak]
    before = reply.sentence.readings[-1] if reply.sentence.readings else None
    rest = bool(named) and all(one.how == "rest" for one in named)
    begun = before is not None and before.status == "in-progress" and before.percent is not None
    return before.refs if before is not None and rest and begun else ()


_OTHERS = (
    "others", "the other", "all other", "all the other", "other items", "everything else", "其他", "其它", "别的"
)  # fmt: skip


def _means_other_items(piece: Piece) -> bool:
    """1 at 70%, others not started; 1 70%，其他还没开始: what is left of one item is called otherwise. Those without
    a status may be other people, and Chinese others on a day that rest."""
    text = piece.block.folded.text
    named = (one for one in piece.mentions if one.how == "rest" and not text.startswith(PARTS, one.end))
    others = [found for one in named if (found := text[one.start : one.end]).startswith(_OTHERS)]
    dated = bool(piece.days) and not all(one.isascii() for one in others)
    return bool(others) and not dated and piece.has("not-begun", "started", "done", "blocked")


def _may_be_other_items(reply: ReplyState, piece: Piece) -> bool:
    """Behind one share alone it may be so nevertheless; behind those of two the rest are other items."""
    shares = {one.refs for one in reply.sentence.readings if one.percent is not None and one.refs}
    unbegun = len(shares) == 1 and leaves_others_unbegun(piece, reply.setting.situation)
    return unbegun and not _means_other_items(piece)


def _with_value(reply: ReplyState, piece: Piece, unclear: Reading) -> list[Reading]:
    """What would have been said without a hedge is proposed: 我觉得要延到18日 (I think we need until the 18th)."""
    refs = unclear.refs
    if unclear.rule == "negated" and piece.has("not-begun") and refs and not foreign(_without_not_begun(piece)):
        status = replace(unclear, status="not-started", was="not-begun")
        named = [token.text for token in piece.of("not-begun")]
        of_status = all(word in reply.setting.words.of_kind("not-begun-name") for word in named)
        if of_status and not piece.has("in-fact") and all(token.within(_NOTHING_BESIDE) for token in piece.tokens):
            return [replace(status, rule="not-begun", counts=True, waits=False)]
        return [replace(status, proposed=True)]
    if unclear.rule == "negated" and refs and is_at_standstill(piece, reply.setting.words.of_kind("works")):
        return [replace(unclear, status="blocked", was="blocked", note=stated_place(piece), proposed=True)]
    if piece.has("mistaken", "idiom") or _was_due(piece) or is_of_a_part(piece):
        return [unclear]
    if before := with_values_of_before(reply, piece, unclear):
        return before
    if unclear.rule == "hearsay" and piece.named and refs and (taker := shall_take(piece)):
        return [replace(unclear, ask="reassign", to=taker, proposed=True)]
    certain = _certain_words(piece, unclear.rule)
    due_first = () if refs or piece.named or unclear.rule != "hedged" else reply.setting.items.due_first
    if not certain or not (refs or due_first):
        return [unclear]
    piece = replace(piece, tokens=certain)
    values = read_statements(piece, refs or due_first, reply.setting.own)
    known = refs or reply.setting.situation.just_spoken_of
    values = [one for one in values if one.counts and ((known and one.status) or (one.ask and (refs or one.due)))]
    found = [
        replace(
            one, rule=_why(unclear.doubt), was=one.rule, counts=False, waits=True, denies=unclear.denies, proposed=True
        )
        for one in values
    ]
    return found or [unclear]


def _was_due(piece: Piece) -> bool:
    """昨天就应该完成 (should have been done yesterday): it was not."""
    return piece.has("hedged") and piece.is_of_the_past


def _why(code: ClauseDoubt) -> ClauseDoubt:
    return "open-words" if code == "unknown" else code


def _certain_words(piece: Piece, code: ClauseRule) -> list[Token]:
    """What is left without the words of doubt, or without the one word that is not known; nothing where it is more."""
    if code in _SOFT:
        return [token for token in piece.tokens if not token.within(HEDGE_OF_STATEMENT)]
    if code == "almost" and piece.has("hedged", "presumes") and piece.has(*HAPPENED):
        # more or less delivered, I suppose
        return [token for token in piece.tokens if not token.within(HEDGE_OF_STATEMENT) and not token.of("almost")]
    unread = foreign(piece.tokens)
    whole = sum(max(len(token.text) // 2, 1) if is_han(token.text[0]) else 2 for token in unread)
    one_word = bool(unread) and unread[-1].end - unread[0].start <= _LONGEST_WORD and whole <= _HAN_LETTERS
    if code != "unknown" or not piece.named or not one_word or not piece.has("percent", *HAPPENED):
        return []
    if any(token.within(_SPEAKS) for token in unread):
        return []
    return [token for token in piece.tokens if token not in unread]


def _without_not_begun(piece: Piece) -> list[Token]:
    return [token for token in piece.tokens if not token.of("not-begun")]


def _code(reply: ReplyState, piece: Piece) -> ClauseDoubt | Literal[""]:
    """What takes the piece back; maybe and no are answers to an invitation."""
    if reply.setting.situation.invitation and ends_undecided(piece):
        return ""
    if reply.sentence.governed == "hearsay" and piece.tokens[0].of("in-fact"):
        # they say it is at 60 %, in fact it is 20 %
        reply.sentence.governed = ""
    if reply.sentence.governed == "condition" and piece.has("blocked") and piece.tokens[0].text in _THEREFORE:
        # they want a deposit before they sign, so I'm stuck: what it follows from is the case
        reply.sentence.governed = ""
    code = reply.sentence.governed or taken_back(piece) or reply.setting.items.misplaced(piece, reply.carried)
    if not code and reply.sentence.of_another and not piece.named:
        code = "others-item"
    if not code and _follows_request(reply, piece):
        code = "future"
    answers = reply.setting.situation.invitation and code in _ANSWERS
    if reply.sentence.governed == "condition" and not piece.has("tentative"):
        # 如果改到下午，我可以参加 (if it is moved, I can come)
        return code
    undecided = code != "condition" or all(token.of("tentative") for token in piece.of("condition"))
    if not answers or not undecided or piece.asks or piece.has("question"):
        return code
    if not attendance(piece, reply.setting.words):
        return code
    return code if piece.has("particle") and not piece.has("hedged") else ""


_THEN = ("then", "and then")


def _follows_request(reply: ReplyState, piece: Piece) -> bool:
    """Four days more, then it's off my desk: done behind a request for more time."""
    asked = any(one.ask == "postpone" and one.counts for one in reply.sentence.readings)
    return asked and piece.tokens[0].text in _THEN and piece.has(*HAPPENED) and not piece.has("perfect")


def _govern(reply: ReplyState, piece: Piece) -> None:
    """`if …,` takes back what follows in its sentence; behind a statement, what stands before it as well."""
    code = governs_sentence(piece)
    if not code:
        return
    reply.sentence.governed = code
    by_a_word = all(one.how in ("amount", "title") for one in piece.mentions)
    for one in reply.sentence.readings if by_a_word and (not piece.named or code == "condition") else ():
        if one.rsvp and one.counts and piece.lead == "contrast":
            # I'll come, but have to leave after an hour
            one.propose("open-words")
        elif one.moves and code == "hearsay" and _tells_itself(piece):
            # given to them, they say OK: it is the writer's own word that it was
            one.propose("hearsay")
        elif one.counts:
            take_back(one, code)


def _tells_itself(piece: Piece) -> bool:
    """They say it looks good; not `he says`, which is about what stands before it."""
    says = [token for token in piece.tokens if token.of("hearsay", "says")]
    behind = [
        token for token in piece.tokens if says and token.start >= says[-1].end and not token.of("mark", "perfect")
    ]
    return bool(behind) and not piece.has("done", "hand-over", "percent", "negated")


def _stated(reply: ReplyState, piece: Piece, refs: Refs) -> list[Reading]:
    special = attendance(piece, reply.setting.words) if reply.setting.situation.invitation else []
    whole = piece.has("minutes") or not piece.block.item
    special = special or (agreement(piece) if reply.setting.situation.minutes and whole else [])
    if special or piece.has("idiom") or (piece.lead == "run-on" and not piece.named):
        return special
    if len(piece.tokens) == 1 and piece.has("help", "list", "yes") and not piece.has("accept"):
        return [reading(piece, next(rule for rule in ("help", "list", "yes") if piece.has(rule)))]
    if meets_then(piece):
        return [waiting(piece, "unknown")]
    if left_out := note_on_spared(piece, () if refs else reply.setting.items.spared(piece)):
        return left_out
    found = read_statements(piece, refs, reply.setting.own)
    if found and found[0].rule == "note" and _is_no_note(reply, piece):
        return [waiting(piece, "unknown")]
    if _promises_no_more(reply, piece):
        return [talk(piece, idle=True)]
    if not found and piece.has("asks") and reply.sentence.readings and reply.sentence.readings[-1].rule == "done":
        # 已提交，麻烦审核: what is asked is to look at what was done
        return [] if piece.named else [replace(reading(piece, "note", refs), note=place(piece), idle=True)]
    if not found:
        return []
    if _is_part_of_acceptance(reply, piece, found[0]):
        return [talk(piece, idle=True)]
    # what is noted on each of them has to name them: 都 (all) may be anything
    named = piece.named or piece.block.item or (piece.has("all-word") and found[0].rule != "note")
    named = named or reply.is_of_excepted(piece)
    if (
        reply.setting.words.language
        and foreign(piece.tokens)
        and (found[0].rule == "note" or found[0].ask in ("postpone", "cancel"))
    ):
        # where the verb comes last, what is no more than text may deny it: 延期しなくて大丈夫です
        return [waiting(piece, "unknown", refs)]
    if found[0].rule == "note" and _is_named_in_passing(reply, piece, refs):
        return [waiting(piece, "unknown", refs)]
    if found[0].rule == "accept" and not named and (taken := _taken_on(reply, piece, refs)):
        return [replace(found[0], refs=taken)]
    if found[0].rule == "accept" and not named:
        # whether of all, or only a courtesy, is seen at the end
        more = any(not token.of("receipt") for token in piece.of("accept"))
        return [replace(found[0], refs=(), welcomes=more, finds_fine=piece.has("finds-fine"))]
    if found[0].rule == "note" and not named and _begins_aside(reply, piece):
        return []
    if found[0].rule == "note" and not named and (_goes_on_aside(reply) or (refs and _goes_on_unread(reply))):
        return [waiting(piece, "unknown")]
    # 2. 合同——等回复 (2. contract: waiting for an answer)
    waits = piece.role == "waiting" and reply.carried and all(one.rule == "talk" for one in reply.sentence.readings)
    if found[0].rule == "note" and not named and not waits and not is_substantial(piece):
        return [] if piece.has(*WORK) or asks_to_pass_on(piece) else [replace(talk(piece), refs=refs)]
    if found[0].rule == "promise" and found[0].counts and not (named or reply.carried or _promises_itself(piece)):
        return _of_bare_day(reply, piece, refs) or [waiting(piece, "unknown")]
    if found[0].rule == "note" and refs and not (named or reply.carried):
        # what names no item stays in the mail, and somebody looks
        return [waiting(piece, "unknown")]
    if found[0].ask == "postpone" and _is_bare_day(piece) and _goes_on_unread(reply):
        # 会议室已经订好，3月15日下午 (the room is booked, 15 March): of what it is the day is not known
        for one in found:
            one.propose("open-words")
    return found if refs else _unaddressed(reply, piece, found)


def _is_no_note(reply: ReplyState, piece: Piece) -> bool:
    begins = not any(one.refs for one in (*reply.readings, *reply.sentence.readings))
    opening = begins and len(reply.setting.situation.items) > 1
    return names_all_in_passing(piece) or is_torn(piece) or (opening and names_in_passing(piece))


def _is_named_in_passing(reply: ReplyState, piece: Piece, refs: Refs) -> bool:
    """Send me the notes, 预算你们定 (settle the budget), to a mail that asks something else and shows no such item: a
    word of its title may be said of anything."""
    situation = reply.setting.situation
    asked = situation.invitation or situation.answers_ours
    shown = {item.ref for item in situation.listed}
    by_words = all(one.part for one in piece.mentions if one.how != "amount")
    return asked and bool(refs) and by_words and piece.named and shown.isdisjoint(refs)


def _taken_on(reply: ReplyState, piece: Piece, refs: Refs) -> Refs:
    """Minutes agreed. I accept my item: what takes on an item as such is no courtesy; of my items all are meant."""
    if piece.has("list"):
        return addressed(reply.setting.situation)
    return refs if piece.has("item-noun") else ()


def _promises_no_more(reply: ReplyState, piece: Piece) -> bool:
    """收到，会按时 (received; will be in time): behind an acceptance it only says so again."""
    accepted = any(before.rule == "accept" for before in reply.sentence.readings)
    in_time = piece.has("on-time") or any(token.text in _IN_TIME for token in piece.tokens)
    return accepted and in_time and all(token.within(_PROMISE_AGAIN) for token in piece.tokens)


_IN_TIME = ("on time", "in time", "on schedule")
_PROMISE_AGAIN = kinds("future on-time filler mark base all-word")


def _promises_itself(piece: Piece) -> bool:
    """周五给 (on Friday), will send it tomorrow: nothing but what is promised; not next week I am at the seaside."""
    promised = any(not token.text.isascii() for token in piece.tokens if token.within(PROMISED))
    return not foreign(piece.tokens) and (promised or piece.has("base", "future", "may", "accept"))


def _begins_aside(reply: ReplyState, piece: Piece) -> bool:
    """1 完成。另外，打印机坏了: in a sentence of its own it is about something else."""
    return piece.lead == "aside" and not reply.sentence.readings


def _goes_on_unread(reply: ReplyState) -> bool:
    """I've got two hires signed, need three more: what stands before it in its sentence was not read, and names no
    item. So the item of an earlier sentence may not be what it is about."""
    before = reply.sentence.readings[-1] if reply.sentence.readings else None
    return before is not None and before.rule == "unknown" and before.waits and not before.names


def _goes_on_aside(reply: ReplyState) -> bool:
    """另外5号机也有异响，我安排人检查: what goes on with an aside that names no item is no note on one before it."""
    before = reply.sentence.readings
    return bool(before) and before[0].aside and not any(one.names for one in before)


def _is_part_of_acceptance(reply: ReplyState, piece: Piece, one: Reading) -> bool:
    """收到，会按时完成: received, will be done in time"""
    accepted = any(before.rule == "accept" for before in reply.sentence.readings)
    promised = one.rule == "future" and piece.has(*HAPPENED) and not piece.named
    return accepted and promised and not asks_to_pass_on(piece)


def _unaddressed(reply: ReplyState, piece: Piece, found: list[Reading]) -> list[Reading]:
    """What is said of no item in particular: a status waits, talk is talk."""
    if found[0].rule == "note":
        return [] if piece.has("elsewhere", *_UNADDRESSED) else [talk(piece)]
    if left_out := _of_left_out(reply, piece):
        return left_out
    if due_read := _of_due_first(reply, piece):
        return due_read
    if found[0].rule == "done" and reply.setting.situation.only_minutes and (signed := likely_signed(piece)):
        return signed
    unclear = _unclear(reply, piece, (), "several-open" if len(reply.setting.situation.items) > 1 else "unknown")
    unclear.unaddressed = found[0].rule
    reply.unaddressed = piece
    return [unclear]


def _of_left_out(reply: ReplyState, piece: Piece) -> list[Reading]:
    """Except 2, which is blocked, 除了1做到40%: what is said of the items that it begins by leaving out is offered of
    them, unless it is that they are done."""
    refs = () if any(one.rule not in IDLE for one in reply.readings) else _left_out_first(reply, piece)
    found = read_statements(piece, refs, reply.setting.own) if refs else []
    if not all(one.counts and one.status in ("blocked", "in-progress", "not-started") for one in found):
        return []
    for one in found:
        one.propose("open-words")
    return found


_BARE_DAY = kinds("day filler mark particle to")


def _is_bare_day(piece: Piece) -> bool:
    return all(token.within(_BARE_DAY) for token in piece.tokens)


def _of_bare_day(reply: ReplyState, piece: Piece, refs: Refs) -> list[Reading]:
    """那就下周二吧, Wednesday then: a day and no more, to a mail that shows one item, or one that is due. It is offered
    where it is later than its day."""
    refs = refs or reply.setting.items.due_first
    if len(refs) != 1 or not _is_bare_day(piece):
        return []
    found = [one for one in read_statements(piece, refs, reply.setting.own) if one.ask == "postpone" and one.due]
    for one in found:
        one.propose("several-open")
    return found


def _of_due_first(reply: ReplyState, piece: Piece) -> list[Reading]:
    """搞定 (done), to a reminder of two: most likely of the one that is due, which is proposed."""
    refs = reply.setting.items.due_first
    found = read_statements(piece, refs, reply.setting.own) if refs and not piece.named else []
    if not found or not all(one.counts and (one.status or one.ask) for one in found):
        return []
    for one in found:
        one.propose("several-open")
    return found


def _unclear(reply: ReplyState, piece: Piece, refs: Refs, code: ClauseDoubt | Literal[""]) -> Reading:
    """A reading that waits, and what it is against: 完成，但还没测试 is not done either."""
    if code == "negated" and piece.has("except", "beyond") and is_denied_of_others(piece):
        refs = reply.refs(piece)
    elif code == "negated" and piece.has("except"):
        # 除了接口没更新，文档都好了: what is spared is what is not done
        refs = reply.setting.items.spared(piece)
    if code in _QUALIFY and _names_by_a_word(piece):
        before = next((one.refs for one in reversed(reply.sentence.readings) if one.refs), ())
        refs = tuple(dict.fromkeys((*before, *refs)))
    found = waiting(piece, code or "unknown", refs)
    qualifies = code in _QUALIFY or piece.has("idiom") or piece.lead in ("run-on", "contrast")
    complains = code == "question" and (piece.has("complains") or asks_of_others(piece))
    denies = not complains and code in _DENY and (piece.has("done", "hand-over") or not piece.has(*STATEMENTS))
    accepted = bool(reply.sentence.readings) and reply.sentence.readings[-1].rule == "accept"
    if accepted and _goes_on(reply, piece, refs):
        # 3 好，再说吧 (3 fine, let us see)
        found.denies = "accept"
    elif denies or (qualifies and _goes_on(reply, piece, refs)):
        found.denies = "done"
    elif any(day.day and day.day > reply.setting.own.written for day in piece.days) and _goes_on(reply, piece, refs):
        # 2给到法务了，周五出结果 (2 went to legal, the result is out on Friday)
        found.denies = "handed-over"
    return found


def _names_by_a_word(piece: Piece) -> bool:
    """1 完成了，可惜版本不对 (done, a pity that the version is wrong): behind `but`, one short word that is in some
    title may be about the item before it as well."""
    named = [one for one in piece.mentions if one.how != "amount"]
    short = all(one.how == "title" and one.end - one.start <= _SHORT_WORD for one in named)
    return piece.lead == "contrast" and bool(named) and short and not piece.written.isascii()


def _goes_on(reply: ReplyState, piece: Piece, refs: Refs) -> bool:
    """Whether it is about what was spoken of just before, in the same sentence."""
    named = any(one.how not in ("amount", "except") and not one.weak for one in piece.mentions)
    return not named and any(one.refs and (not refs or set(one.refs) & set(refs)) for one in reply.sentence.readings)
