"""Understanding of what people answer: new text → updates, requests, agreement. A deterministic grammar, and never a
wrong update.

    text ─ blocks ─▶ running text ─ marking ─▶ items, titles, days, words ─ clauses ─▶ pieces
         ─ scope ─▶ what takes a piece back ─ verbs ─▶ what it says ─ combine ─▶ Understanding

Where the mail asked a department for something, its yes or no is read by a grammar of its own, stricter than this one
(`replies.department_position`).

What is not certain waits for a person and says why: each piece becomes a `Clause` with the rule it met or the code of
the reason that it means nothing. The words are data (`words/reply.*.json`); a new verb is a line there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from collabtui.domain.mail.adopted_proposals import with_answer_proposed
from collabtui.domain.mail.reading_pace import Pace, at_pace, unhurried
from collabtui.domain.mail.reply import Asking, NewText, ReplyContext, Understanding
from collabtui.language.late_patterns import late_regex
from collabtui.language.replies.across_pieces.broken_off import with_broken_off_proposed
from collabtui.language.replies.across_pieces.day_for_a_request import with_day_for_a_request
from collabtui.language.replies.across_pieces.days_in_reasons import with_hedged_days_of_reasons_proposed
from collabtui.language.replies.across_pieces.passed_over import with_passed_over_waiting
from collabtui.language.replies.across_pieces.reasons_behind_questions import with_reasons_behind_questions
from collabtui.language.replies.across_pieces.strange_signs import with_strange_signs_proposed
from collabtui.language.replies.across_pieces.taken_back_whole import with_restated_taken_back
from collabtui.language.replies.across_pieces.values_of_sentences import (
    with_days_of_sentences,
    with_names_of_sentences,
)
from collabtui.language.replies.addressing import OwnItems
from collabtui.language.replies.agreement_alone import says_nothing_else, with_yes_to_minutes
from collabtui.language.replies.combine import settled, together, understanding
from collabtui.language.replies.confirmed_readings import beside_assents, confirmations, with_confirmations
from collabtui.language.replies.department_position.position import Position, position, with_stance_words
from collabtui.language.replies.item_statements.came_with_faults import with_faulty_in_progress
from collabtui.language.replies.item_statements.counted_shares import (
    with_counted_in_progress,
    with_counted_shares_proposed,
)
from collabtui.language.replies.item_statements.dropped_if_not_needed import with_dropped_if_not_needed
from collabtui.language.replies.item_statements.errands import with_errands_waiting
from collabtui.language.replies.item_statements.notes_in_passing import with_chatter_unnoted
from collabtui.language.replies.item_statements.parts_of_items import with_parts_in_progress
from collabtui.language.replies.items.numbered_as_days import with_lone_number_proposed, with_numbers_of_days
from collabtui.language.replies.likely.day_put_right import with_day_put_right
from collabtui.language.replies.likely.faults_gone import with_faults_gone_proposed
from collabtui.language.replies.likely.late_days import with_late_days_proposed
from collabtui.language.replies.likely.left_to_others import with_left_to_others
from collabtui.language.replies.likely.likely_readings import with_likely_proposed
from collabtui.language.replies.likely.others_at_work import with_others_at_work
from collabtui.language.replies.likely.over_or_dropped import with_over_or_dropped
from collabtui.language.replies.likely.promised_in_time import with_promises_in_time
from collabtui.language.replies.likely.talk_of_items import with_talk_of_items_waiting
from collabtui.language.replies.likely.wishes_in_notes import with_wishes_in_notes_proposed
from collabtui.language.replies.marking.dictated_pauses import with_pauses_marked
from collabtui.language.replies.marking.legible_text import legible, needs_all, unread
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.marking.quoted_rows import with_quoted_rows, with_rows_cut_off
from collabtui.language.replies.marking.reply_tables import with_tables_read
from collabtui.language.replies.own_grammars.approval_with_reservations import with_reservations_proposed
from collabtui.language.replies.own_grammars.approval_words import with_approval_words
from collabtui.language.replies.own_grammars.courteous_ends import is_an_end, with_ends_apart
from collabtui.language.replies.own_grammars.criteria.criteria_grammar import read_criteria
from collabtui.language.replies.own_grammars.gift_alone import with_gift
from collabtui.language.replies.own_grammars.invitations.other_ways import settled_invitation
from collabtui.language.replies.own_grammars.plan.plan_items import for_plan
from collabtui.language.replies.own_grammars.questionnaire_grammar import read_questionnaire
from collabtui.language.replies.own_grammars.reported_exceptions import reported, with_exceptions
from collabtui.language.replies.own_grammars.risk_lines import Parted, answering, parted
from collabtui.language.replies.own_grammars.sentences_of_items import by_sentence
from collabtui.language.replies.own_grammars.several_departments import for_several
from collabtui.language.replies.own_grammars.votes.vote_grammar import read_vote
from collabtui.language.replies.own_grammars.votes.votes_beside import beside_votes
from collabtui.language.replies.piece_by_piece.reply_reader import read_reply
from collabtui.language.replies.taking_back.done_retracted import with_done_retracted_proposed
from collabtui.language.replies.taking_back.meant_instead import with_swapped, with_undone_proposed, without_swaps
from collabtui.language.replies.taking_back.renumbered import with_renumbered, without_renumberings
from collabtui.language.replies.taking_back.reserved_for_all import with_reserved_proposed
from collabtui.language.replies.taking_back.restated_shares import with_restated_shares
from collabtui.language.replies.taking_back.retracted import with_retracted_waiting
from collabtui.language.replies.taking_back.said_twice import with_applied_not_offered, with_ticked_off_settled
from collabtui.language.replies.words.blocks import Block, blocks
from collabtui.language.replies.words.hedge_kinds import HEDGE
from collabtui.language.replies.words.vocabulary import TaughtWords, kinds, vocabulary
from collabtui.language.replies.words.written_in import names_in, read_alone

_NONE_TAUGHT: TaughtWords = MappingProxyType({})
_LONGEST_MAIL = 8_000
"""Characters of new text that are read, some five pages. The time it takes grows with the text, and no mail may hold up
those behind it."""
_ADDING = late_regex(
    r"(?:^|(?<=\W))(?:另外|此外|还有|同时|顺便|and|also|besides|in addition|additionally|plus|one more thing)\W*$"
)
"""Before a risk: it comes beside what is answered."""
_LINE = 20
"""Characters that a line counts for by itself."""


def understand(
    new_text: NewText, situation: ReplyContext, taught_words: TaughtWords = _NONE_TAUGHT, pace: Pace = unhurried
) -> Understanding:
    """The meaning of `new_text` in `situation`; trust is not looked at, nothing is applied.

    `taught_words` are words that a home has taught, kind → words as in the word files. `pace` is asked at each line.
    """
    whole, new_text = new_text, legible(new_text)
    if new_text is not whole and needs_all(situation):
        return unread(whole)
    read = partial(_understood, taught_words=taught_words, pace=pace)
    if situation.plan:
        read = partial(for_plan, read=read)
    if situation.asking and situation.asking.beside:
        return for_several(new_text, situation, read)
    if situation.votes:
        folding = vocabulary(taught_words).folding
        return beside_votes(new_text, situation, folding, partial(read, situation=situation))
    return beside_assents(new_text, situation, vocabulary(taught_words), partial(read, situation=situation))


def _understood(new_text: NewText, situation: ReplyContext, taught_words: TaughtWords, pace: Pace) -> Understanding:
    words = vocabulary(taught_words, read_alone(new_text.shown, names_in(situation)))
    marker = Marker(words, situation, pace)
    if situation.questions:
        is_courtesy = partial(_is_courtesy, situation=situation, taught_words=taught_words)
        return read_questionnaire(at_pace(blocks(new_text, words.folding), pace), situation, is_courtesy)
    if situation.criteria or situation.choices:
        return _of_numbered(marker, at_pace(blocks(new_text, words.folding), pace), situation, taught_words)
    confirming = confirmations(list(blocks(new_text, words.folding)), situation.asked_back, words)
    exceptions, plain = reported(tuple(confirming.rest), situation)
    lines, lone = with_numbers_of_days(
        list(with_pauses_marked(plain, situation, words, marker.titles)), situation, words
    )
    marked = with_quoted_rows(list(_marked(marker, with_tables_read(lines, marker.titles, words))), marker.titles)
    marked = with_rows_cut_off(marked, new_text.shown, marker)
    if situation.asking:
        sentences = list(by_sentence(marked, situation, marker, _of_answers(situation, taught_words)))
        of_items = [one for one, is_of_item in sentences if is_of_item or _is_of_items(one)]
        parts = parted(one for one, is_of_item in sentences if not (is_of_item or _is_of_items(one)))
        marked = [*of_items, *parts.risks]
    marked, swaps = without_swaps(marked, situation)
    marked, renumberings = without_renumberings(marked, marker)
    read = with_renumbered(read_reply(marker, situation, marked), renumberings)
    read = with_swapped(read, swaps, situation)
    with_chatter_unnoted(read)
    with_ticked_off_settled(read)
    with_lone_number_proposed(read, lone)
    with_errands_waiting(read, situation.people, words)
    readings = settled(with_restated_taken_back(read), situation)
    readings = with_reservations_proposed(readings, marked, situation, words.of_kind("detail"))
    readings = with_dropped_if_not_needed(with_counted_shares_proposed(readings, situation), situation)
    readings = with_restated_shares(with_undone_proposed(readings, situation))
    readings = with_done_retracted_proposed(readings, situation)
    with_strange_signs_proposed(readings, situation, words)
    with_broken_off_proposed(readings, words)
    own = OwnItems(situation, marker.titles, words.language)
    readings = with_day_put_right(with_day_for_a_request(readings, situation, own), situation, own)
    dated = with_days_of_sentences(readings, marked, own)
    dated = with_hedged_days_of_reasons_proposed(dated, marked, own)
    dated = with_promises_in_time(dated, marked, own)
    with_faults_gone_proposed(dated, situation)
    dated = with_left_to_others(with_others_at_work(dated, situation), marked, situation)
    dated = with_wishes_in_notes_proposed(dated, marked, own)
    likely = with_likely_proposed(dated, marked, marker)
    likely = with_over_or_dropped(with_late_days_proposed(likely, marked, own, situation))
    with_parts_in_progress(likely, situation)
    with_faulty_in_progress(likely, situation)
    with_counted_in_progress(likely)
    with_retracted_waiting(likely)
    with_reserved_proposed(likely, marked)
    named = with_names_of_sentences(with_reasons_behind_questions(likely), marked, words)
    with_applied_not_offered(named)
    if situation.asking is None and not confirming.clauses:
        named = with_passed_over_waiting(named, marked, marker)
        with_talk_of_items_waiting(named, situation)
    found = together(named, situation)
    found = with_exceptions(found, exceptions)
    found = with_confirmations(found, confirming, situation.asked_back)
    if situation.invitation:
        return settled_invitation(found, situation)
    if situation.only_minutes and says_nothing_else(found):
        yes = _position(Parted(list(marked), []), situation, Asking(kind="change"), taught_words)
        return with_yes_to_minutes(found, yes)
    if situation.asking is None:
        return found
    answer = _position(parts, situation, situation.asking, taught_words)
    if any(item.number for item in situation.items):
        return _with_position(found, _named(answer))
    return with_gift(_with_position(found, answer), _of_gift(lines, situation, taught_words), situation)


def _of_numbered(
    marker: Marker, lines: Iterable[Block], situation: ReplyContext, taught_words: TaughtWords
) -> Understanding:
    """An answer to criteria or to a vote; what tells of a risk, a line or the end of one, is none of it."""
    is_courtesy = partial(_says_nothing, marker=marker, situation=situation, taught_words=taught_words)
    read: Callable[[Iterable[Block]], Understanding] = (
        partial(read_criteria, situation=situation, is_harmless=is_courtesy)
        if situation.criteria
        else partial(read_vote, situation=situation, is_harmless=is_courtesy, leaves_open=partial(_leaves_open, marker))
    )
    rest: list[Block] = []
    risks: list[Marked] = []
    for block in (part for line in lines for part in with_ends_apart(line, marker)):
        one = marker.mark(block)
        risky = [risk for risk in parted([one]).risks if risk.tokens[0] is one.tokens[0] or _is_none(read, block, risk)]
        risks += risky
        rest += [part for risk in risky for part in _before(block, risk)] if risky else [block]
    found = read(rest)
    if not risks:
        return found
    return _with_risks(found, understanding(read_reply(marker, situation, risks), situation))


def _of_gift(lines: Iterable[Block], situation: ReplyContext, taught_words: TaughtWords) -> Understanding | None:
    """The answer to the one thing that the mail asks for, as it is read where several are; None where it asks
    something else."""
    asking = situation.asking
    if asking is None or asking.gift is None:
        return None
    of_several = asking.model_copy(update={"kind": "resources"})
    alone = situation.model_copy(update={"criteria": (asking.gift,), "asking": of_several})
    return read_criteria(lines, alone, partial(_is_courtesy, situation=situation, taught_words=taught_words))


def _before(block: Block, risk: Marked) -> list[Block]:
    """The part of the line before the risk; none where that is nothing."""
    end = risk.tokens[0].start
    added = _ADDING.search(block.folded.text[:end])
    before = block.part(0, added.start() if added else end)
    return [before] if before.folded.text.strip() else []


def _is_none(read: Callable[[list[Block]], Understanding], block: Block, risk: Marked) -> bool:
    """Whether nothing is answered behind the risk that is not answered before it."""
    return _answered(read([block])) <= _answered(read(_before(block, risk)))


def _answered(found: Understanding) -> set[int | str]:
    """The criteria and choices that are spoken of, for certain or not."""
    numbers = {one.number for one in (*found.criteria, *found.criteria_proposed)}
    return numbers | {one for one in (found.vote, found.vote_proposed) if one}


def _with_risks(found: Understanding, risks: Understanding) -> Understanding:
    clauses = sorted((*found.clauses, *risks.clauses), key=lambda clause: clause.span.start)
    doubt = found.doubt or risks.doubt
    return found.model_copy(update={"clauses": tuple(clauses), "proposals": risks.proposals, "doubt": doubt})


def _named(position: Position) -> Position:
    """Of a mail that asks for actions by their numbers, too: a yes that names nothing may be said of those."""
    if not position.is_bare:
        return position
    clauses = tuple(one.model_copy(update={"counts": False}) for one in position.clauses)
    return replace(position, stance="none", doubt="no-stance", clauses=clauses)


def _is_of_items(marked: Marked) -> bool:
    """Whether a line is about actions that it names, or asks for help: the rest is the department's answer."""
    named = any(one.how in ("ref", "number") and not one.problem for one in marked.mentions)
    served = len(marked.tokens) == 1 and marked.tokens[0].of("help", "list")
    return named or served


def _position(parts: Parted, situation: ReplyContext, asking: Asking, taught_words: TaughtWords) -> Position:
    """A no, and what is neither, are kept with the risks told of beside them: those may be why."""
    marker = _of_answers(situation, taught_words)
    whole = [one if one.unread else marker.mark(one.block) for one in parts.lines]
    answer = position(answering(whole, parts), marker, asking)
    if not parts.risks or answer.stance in ("for", None):
        return answer
    return replace(answer, statement=position(whole, marker, asking).statement)


_OPEN = HEDGE | kinds(
    "question particle condition condition-first quote repair joke irony misread waiting wish unsettled"
)


def _leaves_open(marker: Marker, clause: Block) -> bool:
    """Whether a clause beside a choice asks, hedges, waits for something or takes something back."""
    return any(token.within(_OPEN) for token in marker.mark(clause).tokens)


def _says_nothing(lines: Sequence[Block], marker: Marker, situation: ReplyContext, taught_words: TaughtWords) -> bool:
    """Beside the courtesies that were cut off the ends of a line; together they may show which names sign."""
    rest = [line for line in lines if not is_an_end(line, marker)]
    return not rest or any(_is_courtesy(each, situation, taught_words) for each in (lines, rest))


def _of_answers(situation: ReplyContext, taught_words: TaughtWords) -> Marker:
    """Marks with the words of a department's answer."""
    approves = situation.asking.approves if situation.asking else None
    words = vocabulary(with_stance_words(with_approval_words(taught_words, approves)))
    return Marker(words, situation.model_copy(update={"items": (), "others_items": ()}))


def _is_courtesy(lines: Sequence[Block], situation: ReplyContext, taught_words: TaughtWords) -> bool:
    """Whether lines say nothing for the sender's department."""
    asking, marker = situation.asking or Asking(kind="criteria"), Marker(vocabulary(taught_words), situation)
    return _position(Parted(list(map(marker.mark, lines)), []), situation, asking, taught_words).stance is None


def _with_position(found: Understanding, position: Position) -> Understanding:
    risks = [one.span.start for one in found.clauses if one.rule == "risk"]
    others = (
        one for one in position.clauses if not any(start in range(one.span.start, one.span.end) for start in risks)
    )
    clauses = sorted((*found.clauses, *others), key=lambda clause: clause.span.start)
    if position.stance is None and found.stance:
        # the sender confirms what was read before
        return found.model_copy(update={"clauses": tuple(clauses)})
    found = found.model_copy(update={"confirmed": ()}) if found.stance and position.stance != "for" else found
    names = ("stance", "statement", "contact", "contact_phone", "promised")
    answer = {name: getattr(position, name) for name in names} | {"doubt": position.doubt or found.doubt}
    understood = found.model_copy(update={**answer, "clauses": tuple(clauses)})
    if not (position.likely or position.is_likely_no) or not position.doubt:
        return understood
    return with_answer_proposed(understood, position.doubt, "for" if position.likely else "against")


def _marked(marker: Marker, found: Iterable[Block]) -> Iterator[Marked]:
    """As much as a person writes; what follows is one block that was not read, and says so."""
    length = 0
    for block in found:
        length += len(block.source) + _LINE
        if length > _LONGEST_MAIL:
            yield Marked(block, (), unread=True)
            return
        yield marker.mark(block)
