"""Reads the blocks of a reply one after the other, piece by piece, each with the first rule that is for it.

What a piece means depends on what was said before: that is a `ReplyState`, and handed on.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import ReplyContext
from collabtui.domain.meetings.meeting import Partstat
from collabtui.language.replies.across_pieces.asides import (
    is_adverbial,
    is_irony,
    is_reservation,
    is_staying_away,
    read_adverbial,
    read_irony,
    read_reservation,
    read_staying_away,
)
from collabtui.language.replies.across_pieces.closed_mails import is_plain
from collabtui.language.replies.across_pieces.corrected_status import (
    propose_corrected,
    propose_requests_behind,
    propose_status_behind,
)
from collabtui.language.replies.across_pieces.denied_values import (
    is_denied_value,
    read_denied_value,
    settle_denied,
    settle_refined,
    settle_reported,
)
from collabtui.language.replies.across_pieces.misread import settle_misread
from collabtui.language.replies.across_pieces.overcome import is_overcome, read_overcome
from collabtui.language.replies.across_pieces.own_mail import (
    is_of_own_mail,
    is_own_correction,
    read_own_correction,
    settle_own_correction,
)
from collabtui.language.replies.across_pieces.pointed_at import is_pointed_at, read_pointed_at
from collabtui.language.replies.across_pieces.share_of_then import settle_share_of_then
from collabtui.language.replies.across_pieces.strange_headings import is_headed, propose_behind_colon, propose_rows
from collabtui.language.replies.across_pieces.taken_back_whole import (
    follows_if,
    is_aim,
    is_only_then,
    is_void,
    read_aim,
    read_void,
)
from collabtui.language.replies.across_pieces.what_would_help import is_help_with_block, read_help_with_block
from collabtui.language.replies.addressing import Addressing, OwnItems, Refs
from collabtui.language.replies.announced_items import announced, is_announced, read_announced
from collabtui.language.replies.clauses import pieces
from collabtui.language.replies.hedges_and_negation import ends_unsettled
from collabtui.language.replies.invitation_and_minutes_answers import (
    asks_about_before,
    closes,
    is_harmless,
    names_taker,
    offers,
    qualify_agreement,
    question_before,
)
from collabtui.language.replies.line_marks import (
    amends,
    amends_decision,
    correction,
    marked_note,
    marked_risk,
    risk_behind,
)
from collabtui.language.replies.marking.device_and_legal_lines import spoken
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.other_languages import is_in_another_language
from collabtui.language.replies.others_words import (
    calls_examples,
    heads_examples,
    is_of_machine,
    is_unrecorded,
    passes_on,
    propose_examples,
)
from collabtui.language.replies.phrases.read_phrase import read_phrase
from collabtui.language.replies.piece_statement import read_statement
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.plan_headings import is_under_plan, withdraw_planned, withdraw_planned_in
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import end_sentence, is_reason, read_reason, say
from collabtui.language.replies.repairs import read_repair, repaired
from collabtui.language.replies.reply_doubts import (
    RUNS_ON,
    is_afterthought,
    read_afterthought,
    shades_sentence,
)
from collabtui.language.replies.reply_state import IDLE, ReplyState, Setting
from collabtui.language.replies.statement_helpers import reading, take_back, talk, waiting
from collabtui.language.replies.words.hedge_kinds import DOUBT
from collabtui.language.replies.words.vocabulary import HAPPENED, STATEMENTS, Vocabulary, foreign, kinds

_OF_WORK = HAPPENED | kinds("started percent")
_GOES_ON = ("", "and", "run-on")
_TELLS = STATEMENTS | kinds("day percent storage places passes state made person")
_OF_LINES = kinds("correct object risk-mark risk-behind note except omits omits-me")
_BY_NUMBER = ("number", "ref")
_VERBS = kinds("hand-over own-verb done perfect mark")


def read_reply(marker: Marker, situation: ReplyContext, marked: Sequence[Marked]) -> list[Reading]:
    """The readings of all blocks, in order."""
    own, items = OwnItems(situation, marker.titles, marker.words.language), Addressing(situation, marked)
    reply = ReplyState(Setting(marker.words, situation, own, items))
    for block in marked:
        if reply.passing_on:
            say(reply, _of_all(block, "hearsay"))
        else:
            first = len(reply.readings)
            _read_block(reply, block)
            propose_behind_colon(block, reply.readings[first:], marker.words)
            if reply.headed:
                propose_rows(reply.readings[first:])
            reply.headed = is_headed(block, reply.readings[first:], marker.words, headed=reply.headed)
            if reply.planning:
                withdraw_planned(reply.readings[first:])
            withdraw_planned_in(reply.readings[first:], block.text, marker.words)
            if not reply.unrecorded and is_unrecorded(block, marker.words):
                reply.unrecorded = True
                propose_examples(reply.readings[:first])
            if reply.unrecorded or reply.exemplifying or is_of_machine(block):
                propose_examples(reply.readings[first:])
            elif calls_examples(block):
                propose_examples(reply.readings[:first])
        reply.planning = is_under_plan(block, marker.words, planned=reply.planning)
        reply.passing_on = reply.passing_on or passes_on(block, marker.words)
        reply.exemplifying = reply.exemplifying or heads_examples(block)
    return reply.readings


def _read_block(reply: ReplyState, marked: Marked) -> None:
    if marked.unread:
        say(reply, _of_all(marked, "unknown"))
        return
    written = spoken(marked)
    if written.content is None:
        reply.closing = True
        of_all = _of_all(marked)
        of_all.idle = written.certain
        say(reply, of_all)
        return
    found = pieces(written.content)
    if not found:
        say(reply, _of_all(marked, "question" if "?" in marked.text else ""))
    heading = reply.heading
    reply.carried, reply.heading, reply.repairing, reply.misread = heading, (), None, []
    _read_pieces(reply, found)
    end_sentence(reply)
    bare = len(found) == 1 and found[0].bare
    if bare:
        reply.heading = reply.carried
    elif heading and _is_labelled(marked):
        reply.heading = heading
    if not (bare and reply.announced):
        reply.announced = announced(found, marked.text)
    reply.closing = reply.closing or written.is_cut


_LABEL = kinds("filler reason-mark")


def _is_labelled(marked: Marked) -> bool:
    """Status: blocked; progress: 15 %: one of the lines below the item that they are about."""
    content_tokens = [token for token in marked.tokens if token.text not in _BULLETS]
    labelled = len(content_tokens) > 2 and content_tokens[0].within(_LABEL) and content_tokens[1].text == ":"
    return labelled and not any(one.how != "amount" for one in marked.mentions)


_BULLETS = ("-", "*", "·", "•")


def _of_all(marked: Marked, code: ClauseDoubt | Literal[""] = "") -> Reading:
    """One reading for a whole block: talk, or what makes it wait."""
    found = Reading(marked.block, 0, len(marked.text), code or "talk", counts=False)
    found.idle, found.waits = not code, bool(code)
    return found


def _read_pieces(reply: ReplyState, found: Sequence[Piece]) -> None:
    sentence, shaded = 0, False
    for at, (piece, following) in enumerate(zip(found, [*found[1:], None], strict=False)):
        if piece.sentence != sentence:
            end_sentence(reply)
            sentence, shaded = piece.sentence, False
        if voided := repaired(reply, piece):
            read_repair(reply, piece, voided)
            continue
        line = _marked_line(reply, piece)
        if line:
            say(reply, line)
            propose_corrected(reply, piece, line)
            propose_requests_behind(reply, found[at:], line)
            propose_status_behind(reply, found[at:], line)
            return
        shaded = piece.lead in RUNS_ON and shaded and piece.sentence == sentence
        first, repairing = len(reply.readings), reply.repairing is not None
        reply.sentence.prefaced = reply.sentence.prefaced or piece.lead == "preface" or "own-list" in piece.kinds
        reply.repairing = None
        if not read_phrase(reply, piece):
            _rule_for(reply, piece).read(reply, piece)
        for one in reply.readings[first:]:
            if repairing and one.moves:
                one.propose("repaired")
            if reply.ironic and one.moves:
                one.propose("hedged")
            if one.moves and reply.sentence.after and is_only_then(piece):
                one.propose("condition")
            if shaded and one.moves:
                one.propose("hedged")
            if one.moves and reply.sentence.prefaced:
                one.propose("open-words")
            if one.moves and piece.lead == "(" and not _is_in_brackets(reply, first):
                one.propose("open-words")
            one.plain = is_plain(piece, one, reply.setting.words)
            one.numbered = any(named.how in _BY_NUMBER and named.start == piece.start for named in piece.mentions)
            one.of_work = piece.named and not piece.kinds.isdisjoint(_OF_WORK)
            one.awaits_check = _awaits_check(piece)
            one.of_trouble = "trouble" in piece.kinds
            one.of_share = "percent" in piece.kinds
            one.of_then = bool(piece.days) and all(day.reason == "past" for day in piece.days)
            one.bracketed, one.aside = piece.lead == "(", piece.lead == "aside"
            one.set_off, one.waited = piece.lead not in _GOES_ON, _waits_for_others(piece)
            one.goes_on = piece.tokens[0].of("is") and not (piece.named or piece.asks)
            one.strange = piece.kinds.isdisjoint(_TELLS)
            one.undone = "flaw" in piece.kinds or _turns_out(piece)
            one.flawed = one.undone or _is_unsettled(piece)
            one.befalls = _befalls(piece, reply.setting.words)
            one.apart = piece.role == "waiting" or piece.tokens[0].of("subject", "neutral") or _is_verb(piece)
        _settle(reply, piece, first)
        reply.sentence.after = reply.sentence.after or follows_if(piece)
        shaded = shaded or shades_sentence(piece)
        if piece.bare and following and following.named and following.sentence == sentence:
            # an item, and then another: nothing was said of the first
            take_back(reply.readings[-1], "unknown")


def _rule_for(reply: ReplyState, piece: Piece) -> "PieceRule":
    """The first one that fits: the last one always does."""
    kinds = piece.kinds
    fitting = (one for one in PIECE_RULES if not (one.needs and kinds.isdisjoint(one.needs)) and one.fits(reply, piece))
    return next(fitting)


def _settle(reply: ReplyState, piece: Piece, first: int) -> None:
    """Withdraws what the readings from the `first` on answer."""
    if reply.sentence.denied is not None:
        settle_denied(reply, reply.readings[first:])
    if "in-fact" in piece.kinds or piece.has("hedged", "approx"):
        settle_reported(reply, reply.readings[first:])
    elif "percent" in piece.kinds:
        settle_refined(reply, reply.readings[first:])
    if reply.correcting is not None:
        settle_own_correction(reply, reply.readings[first:])
    settle_share_of_then(reply, piece, first)
    settle_misread(reply, piece, first)


def _marked_line(reply: ReplyState, piece: Piece) -> Reading | None:
    """更正 2: …, risk: …, note: …"""
    words = reply.setting.words.of_kind("amends") if reply.setting.situation.minutes else ()
    amended = words and (amends(piece, words) or amends_decision(piece, words))
    if not amended and piece.kinds.isdisjoint(_OF_LINES):
        return None
    corrected = (
        None if is_of_own_mail(piece, reply.setting.words) else correction(piece, reply.setting.words.of_kind("detail"))
    )
    risk = marked_risk(piece) or (None if corrected else risk_behind(piece, reply.sentence.last))
    line = amended or risk or corrected or marked_note(piece, reply.refs(piece))
    if line and not line.refs:
        line.refs = _refs_of_line(reply, piece, line)
    return line


def _is_unsettled(piece: Piece) -> bool:
    """What it is about does not stand yet: waiting for approval, signature pending."""
    return _awaits_check(piece) or ("unsettled" in piece.kinds and ends_unsettled(piece))


def _awaits_check(piece: Piece) -> bool:
    return piece.role == "waiting" and piece.has("agree", "examining", "for-check")


def _waits_for_others(piece: Piece) -> bool:
    """Waiting for the quote; not for a signature, without which it is not done."""
    return piece.role == "waiting" and "hand-over" not in piece.kinds


_WRITER = ("i", "we", "i've", "we've", "i'll", "we'll")
_THE_THING = ("it", "them")


def _befalls(piece: Piece, words: Vocabulary) -> bool:
    """It ate it, the printer ate it, behind what was sent there; not Ann has it."""
    text = piece.block.folded.text[piece.start : piece.end]
    spoken = text.split() if text.endswith(_THE_THING) else []
    if len(spoken) < _SHORTEST_DEED or spoken[-1] not in _THE_THING or spoken[0] in _WRITER or piece.asks:
        return False
    return spoken[-2] not in words.of_kind("keeps-it") and bool(foreign(piece.tokens))


_SHORTEST_DEED = 3
"""Words."""


def _turns_out(piece: Piece) -> bool:
    """Then legal changed everything: what came of it."""
    return "turn" in piece.kinds and not piece.named and piece.tokens[0].of("turn") and bool(foreign(piece.tokens))


def _is_verb(piece: Piece) -> bool:
    """更新并发布 (updated and published): another verb of the same."""
    return all(token.within(_VERBS) for token in piece.tokens)


def _is_in_brackets(reply: ReplyState, first: int) -> bool:
    """`1 (done)`: not a cell of figures, 15 (9 %)."""
    before = reply.readings[first - 1] if first else None
    return (
        before is not None and bool(before.refs) and (before.rule in IDLE or (before.counts and before.rule != "note"))
    )


def _refs_of_line(reply: ReplyState, piece: Piece, line: Reading) -> Refs:
    """A correction may be of any item of the minutes; a risk is of none."""
    if line.was == "risk":
        return ()
    spoken_of = reply.setting.items.spoken_of(piece) if line.ask == "correct" else ()
    return spoken_of or reply.setting.items.place(piece)


class PieceRule(NamedTuple):
    """A way to read a piece; `zh` and `en` are examples, which mean something else without the rule."""

    code: str
    fits: Callable[[ReplyState, Piece], bool]
    read: Callable[[ReplyState, Piece], None]
    zh: str
    en: str
    needs: frozenset[str] = frozenset()
    """Without a word of these kinds it never fits; asking for them first is cheaper."""


def _is_taker(reply: ReplyState, piece: Piece) -> bool:
    return not piece.role and names_taker(reply.sentence.readings, piece)


def _read_taker(reply: ReplyState, piece: Piece) -> None:
    say(reply, talk(piece, "reason"))


def _is_offer(reply: ReplyState, piece: Piece) -> bool:
    return offers(piece, offered=reply.sentence.offered)


def _read_offer(reply: ReplyState, piece: Piece) -> None:
    reply.sentence.offered, reply.sentence.governed = True, "condition"
    say(reply, talk(piece, idle=True))


_WISHES = ("祝", "预祝", "敬祝", "恭祝")
_LONGEST_ALONE = 32
"""Characters."""
_ANSWERED_ALONE: dict[str, Partstat] = {
    "attend-alone": "accepted",
    "decline-alone": "declined",
    "tentative-alone": "tentative",
}


def _alone(reply: ReplyState, piece: Piece) -> str:
    """The kind of the one word that is the whole clause: 准 (granted), 来 (coming), can't."""
    situation, plain = reply.setting.situation, piece.written.strip(" .!。！").lower()
    asked = tuple(_ANSWERED_ALONE) if situation.invitation else ("agree-alone",) if situation.minutes else ()
    folded = piece.block.folded.text[piece.start : piece.end].strip(" .!")
    return next((kind for kind in asked if {plain, folded} & set(reply.setting.words.of_kind(kind))), "")


def _is_alone(reply: ReplyState, piece: Piece) -> bool:
    short = piece.end - piece.start <= _LONGEST_ALONE
    return short and piece.block.item is None and not piece.asks and bool(_alone(reply, piece))


def _read_alone(reply: ReplyState, piece: Piece) -> None:
    kind = _alone(reply, piece)
    statement = reading(piece, "agree" if kind == "agree-alone" else "attendance")
    statement.agreed = kind == "agree-alone"
    statement.rsvp = _ANSWERED_ALONE.get(kind)
    statement.mere_no = statement.rsvp == "declined"
    if statement.rsvp == "tentative":
        # 尽量 (I'll try)
        statement.propose("hedged")
    elif piece.has("thanks"):
        # apologies: as the English send them who do not come
        statement.propose("open-words")
    say(reply, statement)


def _is_harmless(reply: ReplyState, piece: Piece) -> bool:
    return is_harmless(piece, reply.setting.words, after_closing=reply.closing)


def _read_harmless(reply: ReplyState, piece: Piece) -> None:
    reply.closing = reply.closing or closes(piece, reply.setting.words)
    if piece.tokens[0].text.startswith(_WISHES):
        # 祝您工作顺利，一切圆满完成: what goes on is wished, too
        reply.sentence.governed = "wish"
    found = talk(piece, idle=True)
    found.brings = piece.has("enclosed")
    say(reply, found)


_REPEATING = kinds("likewise mention filler the mark joint")


def _is_repeated(reply: ReplyState, piece: Piece) -> bool:
    """`2 too`: of another item what was said just before."""
    if not piece.named or "likewise" not in piece.kinds:
        return False
    repeated = all(token.within(_REPEATING) for token in piece.tokens)
    return repeated and reply.statement_before() is not None


def _read_again(reply: ReplyState, piece: Piece) -> None:
    """Only a status: one more week is another day for another item."""
    before, refs = reply.statement_before(), reply.refs(piece)
    reply.carried = refs
    if before is None or not before.counts or before.ask or not (before.status or before.accept):
        say(reply, waiting(piece, "unknown", refs))
    else:
        again = replace(before, block=piece.block, start=piece.start, end=piece.end, refs=refs, note=None)
        say(reply, again)


def _is_heading(_: ReplyState, piece: Piece) -> bool:
    """Names an item and says nothing, yet."""
    return piece.bare and not any(one.problem for one in piece.mentions)


def _read_heading(reply: ReplyState, piece: Piece) -> None:
    reply.carried = reply.refs(piece)
    found = talk(piece)
    found.refs = reply.carried
    say(reply, found)


def _is_tag(reply: ReplyState, piece: Piece) -> bool:
    return asks_about_before(reply.sentence.readings, piece)


def _read_tag(reply: ReplyState, piece: Piece) -> None:
    question_before(reply.sentence.readings)
    say(reply, talk(piece))


def _is_dating(reply: ReplyState, piece: Piece) -> bool:
    """`done (27 Feb)`: when it was."""
    if not piece.days or not all(token.of("day", "mark", "filler", "amount") for token in piece.tokens):
        return False
    written = reply.setting.own.written
    over = all(day.reason == "past" or (day.day and day.day <= written) for day in piece.days)
    return over and reply.sentence.last is not None and reply.sentence.last.rule == "done"


def _read_date(reply: ReplyState, piece: Piece) -> None:
    say(reply, talk(piece, idle=True))


def _is_foreign(reply: ReplyState, piece: Piece) -> bool:
    return not reply.closing and is_in_another_language(piece)


def _read_foreign(reply: ReplyState, piece: Piece) -> None:
    """Nothing is said by it, nor by the rest of its sentence: what it adds is not known."""
    reply.sentence.governed = "foreign-language"
    for one in reply.sentence.readings:
        if one.moves or one.ask:
            one.propose("foreign-language")
    reply.carried = reply.refs(piece) if piece.named else reply.carried
    say(reply, waiting(piece, "foreign-language", reply.refs(piece)))


def _always(_: ReplyState, __: Piece) -> bool:
    return True


def _read_statement(reply: ReplyState, piece: Piece) -> None:
    read_statement(reply, piece)
    qualify_agreement(reply.sentence.readings, piece)


PIECE_RULES = (
    PieceRule(
        "own-correction",
        is_own_correction,
        read_own_correction,
        "刚才那封写错了",
        "My last mail was wrong",
        kinds("mistake slip flaw repair object correct mistaken"),
    ),
    PieceRule(
        "overcome",
        is_overcome,
        read_overcome,
        "2 上周受阻，昨天已经解决",
        "2 was blocked last week, that is resolved now",
        kinds("overcome"),
    ),
    PieceRule(
        "void", is_void, read_void, "1 完成，2 完成——以上全部作废", "1 done, 2 done. All of the above is a draft"
    ),
    PieceRule("aim", is_aim, read_aim, "把1做完，是我的目标", "1 done, that is my goal"),
    PieceRule("pointing", is_pointed_at, read_pointed_at, "还剩三成，说的是2", "60% done, I mean item 2"),
    PieceRule(
        "denied-value",
        is_denied_value,
        read_denied_value,
        "1 完成40%，不是90%",
        "1 is 40% done, not 90%",
        kinds("denies-value"),
    ),
    PieceRule(
        "stays-away",
        is_staying_away,
        read_staying_away,
        "3 已修复，没再出现",
        "3 is fixed, it has not come back",
        kinds("stays-away"),
    ),
    PieceRule("adverbial", is_adverbial, read_adverbial, "1 完成了，在我脑子里", "1 is done, in another universe"),
    PieceRule(
        "reservation",
        is_reservation,
        read_reservation,
        "在不影响我方权利的前提下，1 已完成",
        "Without prejudice to our claims, 1 is done",
        kinds("reserves-rights"),
    ),
    PieceRule("irony", is_irony, read_irony, "对对对，1 完成了", "Oh great, 1 is done", kinds("irony")),
    PieceRule("taker", _is_taker, _read_taker, "3 不归我管，是王芳", "3 is not mine, it is Tom Baker", kinds("person")),
    PieceRule("doubt", is_afterthought, read_afterthought, "1 完成60%，大概吧", "1 is 60% done, maybe", DOUBT),
    PieceRule(
        "help-with-block",
        is_help_with_block,
        read_help_with_block,
        "2 受阻，因为审核人请假，建议换人",
        "2 is blocked because Ann is on leave. Proposal: ask Tom Baker",
    ),
    PieceRule("reason", is_reason, read_reason, "2 受阻，因为环境没好", "2 is blocked, because the server is down"),
    PieceRule("offer", _is_offer, _read_offer, "1 完成，如有问题请联系我", "1 done, any questions please call"),
    PieceRule("alone", _is_alone, _read_alone, "准", "Granted."),
    PieceRule("foreign-language", _is_foreign, _read_foreign, "2 готово", "2 noch nicht fertig"),
    PieceRule("harmless", _is_harmless, _read_harmless, "1 完成，谢谢", "1 done, thanks"),
    PieceRule("again", _is_repeated, _read_again, "1 完成，2 也是", "1 done, 2 as well", kinds("likewise")),
    PieceRule("announced", is_announced, read_announced, "已完成：\n1、3", "Done:\n1, 3"),
    PieceRule("heading", _is_heading, _read_heading, "2\n完成", "2\ndone"),
    PieceRule("tag", _is_tag, _read_tag, "2 能延期一周，可以吗？", "1 done, right?"),
    PieceRule("date", _is_dating, _read_date, "1 完成（2月27日）", "1 done (27 Feb)", kinds("day")),
    PieceRule("statement", _always, _read_statement, "1 完成", "1 done"),
)
"""The first that fits. What only adds to a statement before it comes first: who takes over, and why; then what is no
statement whatever words it has; then what needs the one before to mean anything. The rest states something."""
