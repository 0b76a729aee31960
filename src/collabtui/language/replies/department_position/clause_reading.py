"""A clause of an answer by itself, and beside the one before it: yes, no, a contact, a promise, talk, or a doubt."""

from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import Asking
from collabtui.language.replies.across_pieces.strange_signs import stands_by_strange_sign
from collabtui.language.replies.contact_clause import contact_in, reaches, signs
from collabtui.language.replies.department_position.answer_clause import SO, AnswerClause
from collabtui.language.replies.invitation_and_minutes_answers import is_harmless, is_name, offers
from collabtui.language.replies.marking.marking import Marker
from collabtui.language.replies.own_grammars.beside_yes.no_objection import (
    asks_for_objections,
    denies_objections,
)
from collabtui.language.replies.own_grammars.courteous_ends import excuses_delay, greets_by_name
from collabtui.language.replies.own_grammars.offered_people import offers_as_many
from collabtui.language.replies.own_grammars.promised_delivery import promise_in
from collabtui.language.replies.own_grammars.ways_of_yes import behind_opinion
from collabtui.language.replies.own_grammars.wishes_beside import wants_no_change
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.words.hedge_kinds import DOUBT_OF_STANCE
from collabtui.language.replies.words.mistyped_words import is_mistyped_alone
from collabtui.language.replies.words.vocabulary import COURTESY, STATEMENTS, WORK, Token, kinds

_ALONE = kinds("assent dissent around asked-thing me department mark greeting thanks receipt the")
"""What may stand in a clause that says yes or no."""
_SOFTENS = "吧"
_POLITE_BESIDE = COURTESY | kinds("mark me department greeting thanks")
_NOW = ("现在", "现", "now")
"""Beside a yes; 现在不行 (not now) is no no, and what holds so far may not hold on."""
_WITHDRAWS = _ALONE - kinds("assent dissent") | kinds("withdrawing objected of-before")
"""What may stand in a clause that takes a former no back."""
_COURTEOUS = COURTESY | kinds("mark receipt me department around person thanked")
_LOOKED = _COURTEOUS | kinds("looked asked-thing perfect the")
"""计划已审阅 (the plan was read), which is neither."""
_CODES: tuple[tuple[ClauseDoubt, frozenset[str]], ...] = (
    ("question", kinds("question particle")),
    ("condition", kinds("condition condition-first except")),
    ("hearsay", kinds("hearsay says third")),
    ("quotation", kinds("quote example")),
    ("hedged", DOUBT_OF_STANCE),
    ("negated", kinds("negated")),
)
"""Why a clause is neither, the first that is met."""


def read_clauses(clauses: Sequence[AnswerClause], marker: Marker, asking: Asking, *, closing: bool) -> None:
    """Writes into each clause of a line what it says. `closing`: whether the mail has said goodbye before."""
    before: AnswerClause | None = None
    for clause in clauses:
        _read(clause, marker, asking, closing=closing)
        closing = closing or _is_own_name_before_title(clause)
        if before and before.contact and _goes_on(before, clause, marker):
            continue
        begun = (
            before and before.says == "against" and (before.ends in (":", "reason") or clause.tokens[0].of("reason"))
        )
        clause.explains = bool(begun or (before and before.explains)) and clause.says != "harmless"
        if clause.explains:
            clause.says = "other"
        before = clause


def settle_own_question(clauses: Sequence[AnswerClause]) -> None:
    """Object? No, not at all: the no is one to the writer's own question, and so a yes, which is asked back."""
    for asked, answer in pairwise(clauses):
        if asked.ends != "?" or not asks_for_objections(asked.folded) or not denies_objections(answer.folded):
            continue
        asked.says, asked.code, asked.softened = "for", "", True
        following = clauses[clauses.index(answer) :]
        for clause in takewhile(lambda one: denies_objections(one.folded) and one.ends != "?", following):
            clause.says, clause.code, clause.softened = "for", "", True


def _stands_by_strange_sign(clause: AnswerClause, marker: Marker) -> bool:
    """agreed ≠, ~agreed~."""
    return stands_by_strange_sign(clause.marked.block, clause.start, clause.end, marker.situation, marker.words)


def _read(clause: AnswerClause, marker: Marker, asking: Asking, *, closing: bool) -> None:
    piece = Piece(clause.marked.block, clause.tokens, clause.start, clause.end, 0)
    tokens = clause.tokens
    asks = clause.ends == "?" or clause.has("particle", "question")
    yes, no = (sum(token.of(kind) for token in tokens) for kind in ("assent", "dissent"))
    beside_so = tokens[1:] if tokens[0].text in SO else tokens
    alone = all(not token.kinds.isdisjoint(_ALONE) or _beside_a_yes(token, no) for token in beside_so)
    quoted = clause.marked.text.startswith(">")
    if clause.ends == "," and clause.start == 0 and greets_by_name(tokens):
        clause.says = "harmless"
    elif not (asks or quoted) and wants_no_change(clause.folded):
        _read_no_change(clause, asking)
    elif yes and clause.has("for-now") and not (asks or quoted):
        clause.code = "hedged"
    elif yes and not (asks or quoted or no) and (_is_softened(tokens) or _is_opinion(clause)):
        clause.says, clause.softened = "for", True
    elif not (asks or quoted or yes or no) and _is_mistyped_yes(tokens, marker):
        clause.says, clause.mistyped = "for", True
    elif not asks and not quoted and alone and not (yes and no) and (yes or no == 1):
        clause.says = "for" if yes else "against"
        clause.mistyped = any(token.of("assent") and _is_mistyped(clause, token, marker) for token in tokens)
        if yes and not clause.has("asked-thing") and _stands_by_strange_sign(clause, marker):
            clause.says, clause.code = "other", "open-words"
    elif not (asks or quoted or no) and offers_as_many(clause.folded, _asked_for(marker, asking)):
        clause.says = "for"
    elif not asks and not quoted and (found := contact_in(clause.marked, tokens, marker.words)):
        clause.says, clause.contact = "contact", found
        clause.refers = not clause.has("contact", "stands", "responsible")
    elif not (asks or quoted or no) and (made := promise_in(clause.marked, tokens, marker.words, asking)):
        clause.says, clause.contact, clause.promised = "for" if yes else "promise", made.contact, made.day
    elif not asks and not quoted and not (yes or no) and _is_harmless(clause, piece, marker, closing=closing):
        clause.says = "harmless"
    else:
        clause.withdraws = not (asks or quoted or yes) and _takes_back_a_no(tokens)
        other = asking.kind == "change" and clause.names_other_day
        clause.code = "question" if asks else "quotation" if quoted else _code(tokens)
        if other and clause.code == "no-stance":
            clause.code = "contradiction"


def _read_no_change(clause: AnswerClause, asking: Asking) -> None:
    """To a plan most likely a yes; to a change it may be a no."""
    if asking.approves == "plan":
        clause.says, clause.softened, clause.wants_no_change = "for", True, True
    else:
        clause.code = "no-stance"


def _is_softened(tokens: Sequence[Token]) -> bool:
    """同意吧, 那就行吧 (fine, then)."""
    rest = [token for token in tokens if token.text != _SOFTENS]
    return len(rest) < len(tokens) and all(not token.kinds.isdisjoint(_ALONE) for token in rest)


def _is_opinion(clause: AnswerClause) -> bool:
    """我看行, I think it is fine: what he thinks may not be his department's answer."""
    behind = clause.start + behind_opinion(clause.folded)
    rest = [token for token in clause.tokens if token.start >= behind]
    return behind > clause.start and bool(rest) and all(not token.kinds.isdisjoint(_ALONE) for token in rest)


def _is_mistyped_yes(tokens: Sequence[Token], marker: Marker) -> bool:
    """agred, 统一 for 同意: a word alone in its clause."""
    words = [token for token in tokens if not token.within(_POLITE_BESIDE)]
    return len(words) == 1 and is_mistyped_alone(marker.words, words[0].text, "agree")


def _beside_a_yes(token: Token, dissents: int) -> bool:
    """现在同意 (agreed now), agreed with everything: what a no beside it would be said of in part."""
    return not dissents and (token.text in _NOW or token.of("whole", "all-word"))


def _is_mistyped(clause: AnswerClause, token: Token, marker: Marker) -> bool:
    """Whether a word was put right when it was read; in Chinese that shows only beside what was written."""
    written = clause.marked.block.written(token.start, token.end)
    return token.of("slip") or marker.words.folding.fold(written).text.strip() != token.text.strip()


def _asked_for(marker: Marker, asking: Asking) -> Sequence[str]:
    topics = asking.topics if asking.kind == "request" else ()
    return [marker.words.folding.fold(one).text for one in topics]


def _takes_back_a_no(tokens: Sequence[Token]) -> bool:
    """收回异议, `our earlier objection is withdrawn`."""
    named = any(token.of("objected") for token in tokens) and any(token.of("withdrawing") for token in tokens)
    return named and all(not token.kinds.isdisjoint(_WITHDRAWS) for token in tokens)


def _code(tokens: Sequence[Token]) -> ClauseDoubt:
    tells = [token for token in tokens if not _tells_others(token, tokens)]
    return next((code for code, of in _CODES if any(token.within(of) for token in tells)), "no-stance")


def _tells_others(token: Token, tokens: Sequence[Token]) -> bool:
    """The client has already been told, 我们觉得不妥: what was told to others, and not to the writer; what he thinks
    himself."""
    if token.text in _OPINES:
        at = tokens.index(token)
        return at == 0 or tokens[at - 1].of("subject", "me", "department")
    if token.text != "been told":
        return False
    last = token is tokens[-1] or all(one.of("mark") for one in tokens[tokens.index(token) + 1 :])
    return last and not any(one.text.partition("'")[0] in _WRITER for one in tokens)


_WRITER = ("i", "we")
_OPINES = ("觉得", "认为", "感觉")


def _is_harmless(clause: AnswerClause, piece: Piece, marker: Marker, *, closing: bool) -> bool:
    tokens = clause.tokens
    if not any(char.isalnum() for char in clause.written):
        return not any(token.within(STATEMENTS) or token.of("negated") for token in tokens)
    if all(token.within(_COURTEOUS) for token in tokens) or _is_name_called(clause, marker):
        return True
    if excuses_delay(clause.folded) or (clause.has("looked") and all(token.within(_LOOKED) for token in tokens)):
        return True
    if clause.has("offer") and offers(piece, offered=False):
        return True
    if clause.has("thanks") and is_harmless(piece, marker.words, after_closing=False):
        return not any(token.within(WORK) for token in tokens)
    return closing and signs(clause.tokens, clause.written)


def _is_own_name_before_title(clause: AnswerClause) -> bool:
    """Tom Baker, Head of Engineering."""
    return clause.says == "harmless" and clause.ends == "," and all(token.of("me", "mark") for token in clause.tokens)


def closes(clause: AnswerClause, line: Sequence[AnswerClause]) -> bool:
    """Best regards; the sender's own name on a line of its own."""
    return clause.has("closing") or (len(line) == 1 and all(token.of("me", "mark") for token in clause.tokens))


def _is_name_called(clause: AnswerClause, marker: Marker) -> bool:
    """张伟; Hi Li Ming."""
    called = list(dropwhile(lambda token: token.of("greeting", "mark"), clause.tokens))
    if not called:
        return False
    piece = Piece(clause.marked.block, called, called[0].start, clause.end, 0)
    return is_name(piece, marker.words)


def _goes_on(before: AnswerClause, clause: AnswerClause, marker: Marker) -> bool:
    """What stands directly behind a contact: his address or telephone, and then more of it may follow; another name
    makes it unclear who is meant."""
    addresses = [token.text for token in clause.tokens if token.of("address")]
    if clause.ends != "?" and reaches(clause.tokens) and len(addresses) < 2:
        clause.says, clause.code = "harmless", ""
        assert before.contact  # noqa: S101  # asked by the caller
        before.contact = before.contact.at(addresses[0] if addresses else "").reached_by(clause.written)
        return True
    if clause.says == "harmless" and _is_name_called(clause, marker) and not clause.has("greeting", "thanks"):
        # 对接人王芳，李明: which of them? Not 谢谢 (thanks), which begins as a name may
        clause.says, clause.code = "other", "contradiction"
    return False
