"""Reads the blocks of a reply one after the other, piece by piece, each with the first rule that is for it.

What a piece means depends on what was said before: that is a `ReplyState`, and handed on.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from collabtui.domain.mail.reading_pace import at_pace
from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import ReplyContext
from collabtui.language.replies.across_pieces.corrected_status import (
    add_denied_work,
    note_denied,
    propose_corrected,
    propose_denied,
    propose_requests_behind,
    propose_status_behind,
    puts_own_line_right,
)
from collabtui.language.replies.across_pieces.denied_values import (
    settle_denied,
    settle_refined,
    settle_reported,
)
from collabtui.language.replies.across_pieces.misread import settle_misread
from collabtui.language.replies.across_pieces.own_mail import (
    is_of_own_mail,
    is_own_slip,
    may_be_own_slip,
    names_what_is_done,
    settle_own_correction,
    takes_back_work,
)
from collabtui.language.replies.across_pieces.share_of_then import settle_share_of_then
from collabtui.language.replies.across_pieces.strange_headings import is_headed, propose_behind_colon, propose_rows
from collabtui.language.replies.across_pieces.taken_back_whole import (
    follows_if,
    is_only_then,
)
from collabtui.language.replies.addressing import Addressing, OwnItems, Refs, headed_by_another, names_two_in_one
from collabtui.language.replies.announced_items import announced
from collabtui.language.replies.certainty.apart_from_work import settle_apart_from_work
from collabtui.language.replies.certainty.free_remarks import says_no_more_of_coming
from collabtui.language.replies.certainty.reading_traits import note_traits
from collabtui.language.replies.clauses import pieces
from collabtui.language.replies.hedges_and_negation import named_before_exception
from collabtui.language.replies.invitation_and_minutes_answers import reserves, withdraw_agreement
from collabtui.language.replies.item_statements.left_over import lacks_something
from collabtui.language.replies.item_statements.notes_in_passing import wait_behind_irony
from collabtui.language.replies.item_statements.requests import is_of_a_meeting
from collabtui.language.replies.items.lines_of_minutes import may_be_decision, named_lines
from collabtui.language.replies.line_marks import (
    amends,
    amends_decision,
    correction,
    corrects_by_place,
    corrects_minutes,
    marked_note,
    marked_risk,
    objection,
    risk_behind,
)
from collabtui.language.replies.marking.device_and_legal_lines import spoken
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.others_words import (
    calls_examples,
    heads_examples,
    is_of_machine,
    is_row_of_another,
    is_unrecorded,
    passes_on,
    propose_examples,
)
from collabtui.language.replies.own_grammars.risk_fields import (
    field_of_risk,
    is_field_of_risk,
    opens_fields_of_risk,
)
from collabtui.language.replies.phrases.read_phrase import read_phrase
from collabtui.language.replies.piece_by_piece.piece_rules import rule_for
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.plan_headings import is_under_plan, withdraw_planned, withdraw_planned_in
from collabtui.language.replies.readings import Reading
from collabtui.language.replies.reasons import end_sentence, say
from collabtui.language.replies.repairs import read_repair, repaired
from collabtui.language.replies.reply_doubts import (
    RUNS_ON,
    shades_sentence,
)
from collabtui.language.replies.reply_state import IDLE, ReplyState, Setting
from collabtui.language.replies.statement_helpers import take_back
from collabtui.language.replies.taking_back.excepted_below import settle_excepted_below
from collabtui.language.replies.taking_back.only_then import leads_to_another
from collabtui.language.replies.words.vocabulary import HAPPENED, kinds

_LONGEST_PIECE = 400
"""Characters without a mark: no clause is as long, and patterns of whole clauses take more time than their length."""
_OF_LINES = kinds("correct object risk-mark risk-behind note except omits omits-me attendees minutes")


def read_reply(marker: Marker, situation: ReplyContext, marked: Sequence[Marked]) -> list[Reading]:
    """The readings of all blocks, in order."""
    own, items = OwnItems(situation, marker.titles, marker.words.language), Addressing(situation, marked)
    reply = ReplyState(Setting(marker.words, situation, own, items))
    for block, following in at_pace(zip(marked, [*marked[1:], None], strict=False), marker.pace):
        if reply.passing_on:
            say(reply, _of_all(block, "hearsay"))
        elif is_field_of_risk(block, reply.readings) or opens_fields_of_risk(block, following):
            say(reply, field_of_risk(block))
            end_sentence(reply)
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
            if reply.unrecorded or reply.exemplifying or is_of_machine(block) or is_row_of_another(block, marker.words):
                propose_examples(reply.readings[first:])
            elif calls_examples(block):
                propose_examples(reply.readings[:first])
        reply.planning = is_under_plan(block, marker.words, planned=reply.planning)
        reply.passing_on = reply.passing_on or passes_on(block, marker.words)
        reply.exemplifying = reply.exemplifying or heads_examples(block)
    propose_denied(reply)
    settle_excepted_below(reply.readings, situation)
    settle_apart_from_work(reply.readings, situation)
    return reply.readings


def _read_block(reply: ReplyState, marked: Marked) -> None:
    if marked.unread:
        say(reply, _of_all(marked, "unknown"))
        return
    if _announces(reply, marked):
        say(reply, replace(_of_all(marked), idle=True))
        return
    written = spoken(marked)
    if written.content is None:
        reply.closing = True
        of_all = _of_all(marked)
        of_all.idle = written.certain
        say(reply, of_all)
        return
    found = pieces(written.content)
    if any(piece.end - piece.start > _LONGEST_PIECE for piece in found):
        say(reply, _of_all(marked, "unknown"))
        return
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


def _announces(reply: ReplyState, marked: Marked) -> bool:
    """Status update:, 进展如下：, on a line of its own."""
    text = marked.text.strip()
    listed = reply.setting.words.of_kind("announces")
    return text.endswith(":") and marked.block.item is None and text.rstrip(" :") in listed


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
        line = _marked_line(reply, piece, found[at + 1 :])
        if line and puts_own_line_right(reply, piece, line):
            continue
        if line:
            asked = _asked_behind(line, found[at + 1 :])
            _read_rest_as(reply, found[at : len(found) - len(asked)], line)
            if asked:
                _read_pieces(reply, asked)
            return
        shaded = piece.lead in RUNS_ON and shaded and piece.sentence == sentence
        _read_piece(reply, piece, found[at - 1] if at else None, shaded=shaded)
        shaded = shaded or shades_sentence(piece)
        if reply.means_others(piece, reply.carried):
            reply.carried = ()  # what follows is not said of the item before
        if piece.bare and following and following.named and following.sentence == sentence:
            # an item, and then another: nothing was said of the first
            take_back(reply.readings[-1], "unknown")


def _read_rest_as(reply: ReplyState, rest: Sequence[Piece], line: Reading) -> None:
    """The rest of the block is what its first piece says that the line is: a note, a correction, a risk."""
    say(reply, line)
    propose_corrected(reply, rest[0], line)
    add_denied_work(reply, rest[0], line)
    propose_requests_behind(reply, rest, line)
    propose_status_behind(reply, rest, line)
    note_denied(reply, rest, line)


def _read_piece(reply: ReplyState, piece: Piece, before: Piece | None, *, shaded: bool) -> None:
    """`shaded`: what stands before it in its sentence leaves it uncertain."""
    first, is_repair = len(reply.readings), reply.repairing is not None and not _is_put_right(reply, piece)
    reply.sentence.prefaced = reply.sentence.prefaced or piece.lead == "preface" or "own-list" in piece.kinds
    reply.repairing = None
    if not read_phrase(reply, piece):
        rule_for(reply, piece).read(reply, piece)
    if before is not None and before.sentence == piece.sentence and leads_to_another(before):
        for one in reply.readings[first:]:
            if one.moves:
                take_back(one, "future")
    doubt = _doubt_of_all(reply, piece, is_repair=is_repair, shaded=shaded)
    for one in reply.readings[first:]:
        if doubt and one.moves:
            one.propose(doubt)
        if one.ask == "postpone" and is_of_a_meeting(piece):
            one.ask, one.elsewhere = None, True
            take_back(one, "unknown")
        if one.counts and one.refs and (others := headed_by_another(before, piece)):
            one.refs = (*others, *one.refs)
            one.propose("unclear-item")
        if one.counts and one.refs and names_two_in_one(piece):
            one.propose("unclear-item")
        if one.moves and piece.lead == "(" and not _is_in_brackets(reply, first):
            one.propose("open-words")
        if one.moves and one.status == "done" and reply.is_of_excepted(piece):
            # all done except 2 (sent): what is it left out for?
            one.propose("contradiction")
        note_traits(one, piece, reply.setting.words, [reply.setting.own.title(ref) for ref in one.refs])
        one.of_something_else = reply.setting.situation.invitation and says_no_more_of_coming(one, piece)
        if reply.ironic:
            wait_behind_irony(one)
    if spared_of := named_before_exception(piece):
        # 1 除了附录，都写完了 (1, but for the annex, is all written): all of that one
        reply.carried, reply.sentence.prefaced = spared_of, True
    _settle(reply, piece, first)
    reply.sentence.after = reply.sentence.after or follows_if(piece)


def _is_put_right(reply: ReplyState, piece: Piece) -> bool:
    """1改到26号，不对，27号。2已完成: what was taken back has its value, and a new sentence is about another item."""
    last = reply.readings[-1] if reply.readings else None
    if last is None or last.rule != "repaired" or not last.proposed or last.sentence == piece.sentence:
        return False
    return piece.named and last.names and set(reply.refs(piece)).isdisjoint(last.refs)


def _doubt_of_all(reply: ReplyState, piece: Piece, *, is_repair: bool, shaded: bool) -> ClauseDoubt | Literal[""]:
    """Why nothing that a piece moves is certain, by what was said before it; empty where it may be."""
    if is_repair:
        return "repaired"
    if reply.ironic:
        return "hedged"
    if reply.sentence.after and is_only_then(piece):
        return "condition"
    if shaded:
        return "hedged"
    return "open-words" if reply.sentence.prefaced else ""


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
    if reserves(piece, reply.setting.words.of_kind("detail")):
        withdraw_agreement(reply.readings[:first])
    settle_share_of_then(reply, piece, first)
    settle_misread(reply, piece, first)


def _asked_behind(line: Reading, rest: Sequence[Piece]) -> Sequence[Piece]:
    """The question of its own that stands behind a risk, as the last sentence of the line."""
    behind = [one for one in rest if one.start >= line.end and one.sentence == rest[-1].sentence]
    return behind if line.rule == "risk" and any(one.asks for one in behind) else []


def _marked_line(reply: ReplyState, piece: Piece, behind: Sequence[Piece]) -> Reading | None:
    """更正 2: …, risk: …, note: …"""
    words = reply.setting.words.of_kind("amends") if reply.setting.situation.minutes else ()
    amended = words and (amends(piece, words) or amends_decision(piece, words) or _amends_by_place(reply, piece))
    minutes = reply.setting.situation.minutes is not None
    opens = minutes and all(one.idle for one in reply.readings)
    if not amended and piece.kinds.isdisjoint(_OF_LINES):
        return objection(piece) if opens else None
    agreed = any(one.agreed or one.finds_fine for one in reply.sentence.readings)
    agreed = agreed and minutes
    details = reply.setting.words.of_kind("detail")
    own = is_of_own_mail(piece, reply.setting.words) or is_own_slip(reply, piece)
    own = own or names_what_is_done(piece) or (lacks_something(piece) and _tells_of_work(reply, behind))
    own = own or (not minutes and takes_back_work(piece))
    own = own or _is_why_it_is_blocked(reply)
    # 主任不同意我去 (my boss is against my going): an invitation has nothing to correct
    corrects = minutes or not reply.setting.situation.invitation or piece.has("correct")
    corrected = correction(piece, details, agreed=agreed) if corrects and not own else None
    risk = marked_risk(piece) or (None if corrected else risk_behind(piece, reply.sentence.last))
    if minutes and not (amended or corrected):
        corrected = corrects_minutes(piece, reply.setting.words.of_kind("amends-minutes"))
        corrected = corrected or (objection(piece) if opens else None)
    line = amended or risk or corrected or marked_note(piece, reply.refs(piece))
    if line and line.ask == "correct":
        line.refs = _corrected_lines(reply, piece, line)
        if line is corrected and (may_be_own_slip(reply, piece) or takes_back_work(piece) or lacks_something(piece)):
            line.propose("open-words")
    elif line and not line.refs:
        line.refs = _refs_of_line(reply, piece, line)
    return line


def _is_why_it_is_blocked(reply: ReplyState) -> bool:
    """2 blocked: not approved."""
    return any(one.status == "blocked" for one in reply.sentence.readings[-1:])


def _tells_of_work(reply: ReplyState, behind: Sequence[Piece]) -> bool:
    """First three done, 4 lacks a date: an answer that tells how far its items are corrects no minutes."""
    is_report = any(one.status or one.of_work for one in reply.readings)
    return is_report or any(one.named and one.has(*HAPPENED, "started", "percent") for one in behind)


def _amends_by_place(reply: ReplyState, piece: Piece) -> Reading | None:
    """第2条应为3月12日上线 (the second should read 12 March) of a reader who has an action 2 of his own."""
    situation, words = reply.setting.situation, reply.setting.words.of_kind("amends-minutes")
    first = next((token for token in piece.tokens if not token.of("greeting", "mark", "filler", "the")), None)
    if first is None:
        return None
    if may_be_decision(piece.block.folded.text, first.start, situation):
        return corrects_by_place(piece, first, words)
    # 同意，但第2条日期应为3月12日: of his own action, most likely, and no agreement
    agreed = any(one.agreed or one.finds_fine for one in reply.sentence.readings)
    line = corrects_by_place(piece, first, words) if agreed and piece.named else None
    if line:
        line.propose("open-words")
    return line


def _corrected_lines(reply: ReplyState, piece: Piece, line: Reading) -> Refs:
    text = piece.block.folded.text[piece.start :]
    corrected = reply.setting.words.folding.fold(line.text or "").text
    named = named_lines(text, line.refs, reply.setting.situation, corrected)
    if named is not None:
        return named
    return line.refs or _refs_of_line(reply, piece, line)


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
